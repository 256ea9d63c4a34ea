"""Vanilla Pelican as its documentation sets it up, with related-posts; feeds are off, as they are for all."""

SITENAME = "禾样邻里"
SITESUBTITLE = "量一量有多快"
SITEURL = ""
ABSOLUTE = "https://heyang-linli.example"
PUBLISHER = "禾样区融媒体中心"
COLUMNS = ["要闻", "社区", "民生", "文化", "校园", "健康", "指南", "人物"]
DEFAULT_LANG = "zh-Hans"
TIMEZONE = "Asia/Shanghai"
DEFAULT_DATE_FORMAT = "%Y年%m月%d日"
PATH = "content"
ARTICLE_PATHS = ["articles", "notices"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
THEME = "theme"
THEME_STATIC_DIR = "theme"
USE_FOLDER_AS_CATEGORY = False

PLUGINS = ["related_posts"]
RELATED_POSTS_MAX = 7

SLUGIFY_USE_UNICODE = True
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = "columns/{slug}/"
CATEGORY_SAVE_AS = "columns/{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_URL = "people/{slug}/"
AUTHOR_SAVE_AS = "people/{slug}/index.html"
YEAR_ARCHIVE_URL = "archive/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}/index.html"
MONTH_ARCHIVE_URL = "archive/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "archive/{date:%Y}/{date:%m}/index.html"

DIRECT_TEMPLATES = ["index", "latest", "tags", "authors", "archives", "404"]
LATEST_SAVE_AS = "latest/index.html"
TAGS_SAVE_AS = "tags/index.html"
AUTHORS_SAVE_AS = "people/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"latest": 20, "tag": 20, "category": 20, "author": 20}
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
