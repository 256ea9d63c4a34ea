"""青禾邻里: the demo newsroom. Copy this file and make it yours; docs/settings.md explains every name."""

PELICAN_CLASS = "linli.Newsroom"
PLUGINS: list[str] = []

SITENAME = "青禾邻里"
SITESUBTITLE = "街坊的事，说清楚"
SITEURL = "https://qinghe.example"
DEFAULT_LANG = "zh-Hans"
TIMEZONE = "Asia/Shanghai"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
DEFAULT_PAGINATION = 20

LINLI_DESCRIPTION = "岚江市青禾区的社区新闻：街坊的事、办事的路、通知和公告。"
LINLI_PUBLISHER = "青禾区融媒体中心"
LINLI_COLUMNS = [
    {"name": "要闻", "slug": "news", "description": "青禾区当天最要紧的事。"},
    {"name": "社区", "slug": "community", "description": "楼道里、院子里、议事会上的事。"},
    {"name": "民生", "slug": "livelihood", "description": "水电气、买菜停车、看得见的账。"},
    {"name": "文化", "slug": "culture", "description": "老码头、老手艺和今天的热闹。"},
    {"name": "校园", "slug": "schools", "description": "青禾的孩子和他们的学校。"},
    {"name": "健康", "slug": "health", "description": "社区医生说给街坊听。"},
    {"name": "服务指南", "slug": "guide", "description": "一件事怎么办，带什么，去哪里。"},
    {"name": "人物", "slug": "faces", "description": "写一写身边的人。"},
    {"name": "English", "slug": "english", "description": "Qinghe for readers of English."},
]
LINLI_FIELDS = {
    "illustrators": {
        "type": "people",
        "aliases": ["制图", "插画"],
        "zh": "制图",
        "en": "Graphics",
    },
}
LINLI_RELATED_GUIDES = ["服务指南"]
LINLI_ASK_URL = "/contact/"
LINLI_REPRINT_CONTACT = "邮箱 reprint@qinghe.example，电话 0000-6120 0000，工作日 9:00—17:00"
LINLI_PEOPLE = {
    "周岚": {"unit": "青禾邻里", "biography": "跑社区和民生，爱在楼道里聊天。"},
    "许亦辰": {"unit": "青禾邻里", "biography": "写账目、规划和一切带数字的新闻。"},
    "林小满": {"unit": "青禾邻里", "biography": "记者，写学校、医院和人。"},
    "罗川": {"unit": "青禾邻里", "biography": "摄影记者。"},
    "苏绘": {"unit": "青禾邻里", "biography": "画地图和图表。"},
}
LINLI_FEED_IMAGE = "images/podcast.png"
LINLI_PODCAST = {
    "title": "青禾听闻",
    "description": "青禾区听得见的事：铃声、吆喝和人说的话。",
    "author": "青禾邻里",
    "email": "podcast@qinghe-neighbours.example",
    "image": "images/podcast.png",
    "category": "News > Daily News",
}
LINLI_NOTES = [
    {"text": "违法和不良信息举报电话：0000-12377"},
]
