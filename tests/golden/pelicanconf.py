"""The golden newspaper: small, of every kind, and never changed without a reason."""

PELICAN_CLASS = "linli.Newsroom"
PLUGINS: list[str] = []

SITENAME = "样报"
SITESUBTITLE = "每一种稿子一篇"
SITEURL = "https://golden.example/paper"
DEFAULT_LANG = "zh-Hans"
TIMEZONE = "Asia/Shanghai"
PATH = "content"
OUTPUT_PATH = "built"
THEME = "../../theme"
DEFAULT_PAGINATION = 2

LINLI_DESCRIPTION = "给测试看的一张小报。"
LINLI_PUBLISHER = "样报编辑部"
LINLI_COLUMNS = [
    {"name": "要闻", "slug": "news", "description": "当天最要紧的事。"},
    {"name": "社区", "slug": "community", "description": "楼道里的事。"},
    {"name": "English", "slug": "english"},
]
LINLI_FIELDS = {
    "illustrators": {"type": "people", "aliases": ["制图"], "zh": "制图", "en": "Graphics"},
}
LINLI_ASK_URL = "/contact/"
LINLI_REPUBLISH = "none"  # each kit is six files; tests/pages/test_kits.py looks at them
LINLI_PEOPLE = {"周岚": {"unit": "样报", "biography": "跑社区，爱在楼道里聊天。"}}
LINLI_NOTES = [
    {"text": "样备案00000000号", "url": "https://filing.example/"},
    {"text": "举报电话：0000-12377"},
]
LINLI_FEEDS = ["site", "notices", "kinds", "corrections", "columns"]  # tests/pages/test_feeds.py has the others
LINLI_FEED_SIZE = 4  # so that there is an archive
LINLI_SHARE = ["mail", "weibo"]
