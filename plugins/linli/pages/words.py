"""The words that views are written with, in each language (the theme has its own in ``theme/lang``)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from linli.rights.words import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of one language that Linli puts into views."""

    home: str
    latest: str
    notices: str
    columns: str
    tags: str
    people: str
    series: str
    archive: str
    subscribe: str
    feed_code: str
    story_code: str
    whole_site: str
    corrections: str
    corrections_about: str
    correction_title: str
    notice_kind: str
    notice_kinds: dict[str, str]
    notices_of: str
    kinds_heading: str
    audio: str
    not_found: str
    withdrawn: str
    gone: str
    moved: str
    related: str
    latest_in_column: str
    reason_pinned: str
    reason_both: str
    reason_event: str
    reason_link: str
    reason_linked: str
    original_title: str
    source: str
    published_first: str
    reading: str
    reading_mixed: str
    ai_assisted: str
    ai_generated: str
    mail: str
    year: str
    month: str
    tag_title: str
    person_title: str
    series_title: str
    page_title: str
    contents: str
    between: str
    roles: dict[str, str]


ZH = Vocabulary(
    home="首页",
    latest="最新",
    notices="通知公告",
    columns="栏目",
    tags="标签",
    people="作者索引",
    series="系列",
    archive="往期",
    subscribe="订阅",
    feed_code="{name}：订阅源的二维码",
    story_code="{title}：原文网址的二维码",
    whole_site="全站",
    corrections="更正",
    corrections_about="{name}写错了什么，后来怎样改正，都在这里。",
    correction_title="更正：{title}",
    notice_kind="类别",
    notice_kinds={
        "water": "停水",
        "power": "停电",
        "gas": "停气",
        "roadworks": "道路施工",
        "meeting": "会议",
        "consultation": "公示",
        "recruitment": "招募",
        "tender": "招标",
        "health": "健康",
        "weather": "天气",
        "event": "活动",
        "lost-found": "寻物招领",
        "other": "其他",
    },
    notices_of="{column}：{kind}",
    kinds_heading="按类别订阅通知公告",
    audio="音频",
    not_found="没有找到这个页面",
    withdrawn="{day}的一篇稿件已撤回",
    gone="这里原来的稿件已经不在了",
    moved="这一页换了网址",
    related="相关阅读",
    latest_in_column="本栏目最新",
    reason_pinned="编辑推荐",
    reason_both="都写到{names}",
    reason_event="同一事件：{names}",
    reason_link="本文提到",
    reason_linked="提到本文",
    original_title="原标题",
    source="来源",
    published_first="原文发布",
    reading="约{n}字 · {minutes}分钟",
    reading_mixed="约{n}字 · {minutes}分钟",
    ai_assisted="本文写作使用了人工智能辅助",
    ai_generated="本文内容由人工智能生成",
    mail="邮件",
    year="{year}年",
    month="{year}年{month}月",
    tag_title="标签：{name}",
    person_title="{name}的稿件",
    series_title="系列：{name}",
    page_title="{title}（第{n}页）",
    contents="{title}：{texts}。",
    between="；",
    roles={
        "author": "作者",
        "reporter": "记者",
        "correspondents": "通讯员",
        "photographers": "摄影",
        "editors": "责编",
        "proofreaders": "校对",
        "reviewers": "审核",
        "approver": "终审",
    },
)

EN = Vocabulary(
    home="Home",
    latest="Latest",
    notices="Notices",
    columns="Columns",
    tags="Tags",
    people="People",
    series="Series",
    archive="Archive",
    subscribe="Subscribe",
    feed_code="QR code of the feed: {name}",
    story_code="QR code of the original: {title}",
    whole_site="The whole site",
    corrections="Corrections",
    corrections_about="What {name} got wrong, and what is right.",
    correction_title="Correction: {title}",
    notice_kind="Kind",
    notice_kinds={
        "water": "Water",
        "power": "Power",
        "gas": "Gas",
        "roadworks": "Roadworks",
        "meeting": "Meetings",
        "consultation": "Consultations",
        "recruitment": "Recruitment",
        "tender": "Tenders",
        "health": "Health",
        "weather": "Weather",
        "event": "Events",
        "lost-found": "Lost and found",
        "other": "Other",
    },
    notices_of="{column}: {kind}",
    kinds_heading="Notices by kind",
    audio="Audio",
    not_found="There is no such page",
    withdrawn="A story of {day} has been withdrawn",
    gone="The story that stood here is gone",
    moved="This page has moved",
    related="Related stories",
    latest_in_column="Latest in this column",
    reason_pinned="Editor's choice",
    reason_both="Both about {names}",
    reason_event="Same event: {names}",
    reason_link="Mentioned here",
    reason_linked="Mentions this story",
    original_title="Original title",
    source="Source",
    published_first="First published",
    reading="{n} words · {minutes} min",
    reading_mixed="{n} words · {minutes} min",
    ai_assisted="Written with the help of artificial intelligence",
    ai_generated="Generated by artificial intelligence",
    mail="E-mail",
    year="{year}",
    month="{name} {year}",
    tag_title="Tag: {name}",
    person_title="Stories by {name}",
    series_title="Series: {name}",
    page_title="{title} (page {n})",
    contents="{title}: {texts}",
    between="; ",
    roles={
        "author": "By",
        "reporter": "Reporter",
        "correspondents": "Correspondent",
        "photographers": "Photographs",
        "editors": "Editor",
        "proofreaders": "Proofreader",
        "reviewers": "Reviewed by",
        "approver": "Approved by",
    },
)


ZH_HANT = replace(
    ZH,
    related="相關閱讀",
    latest_in_column="本欄目最新",
    reason_pinned="編輯推薦",
    reason_both="都寫到{names}",
    reason_event="同一事件：{names}",
)
"""The words that stand below a story; the others are still in simplified characters."""


@lru_cache(maxsize=64)
def vocabulary(lang: str) -> Vocabulary:
    """Return the words for pages in ``lang``."""
    if not lang.lower().startswith("zh"):
        return EN
    return ZH_HANT if language_of(lang) == "zh-Hant" else ZH


def reason_text(why: str, names: Sequence[str], lang: str) -> str:
    """Return what readers are told of why a story is related; empty where nothing can be named."""
    words = vocabulary(lang)
    said = {
        "pinned": words.reason_pinned,
        "link": words.reason_link,
        "linked": words.reason_linked,
        "event": words.reason_event,
        "both": words.reason_both,
    }
    joined = (", " if words is EN else "、").join(names)
    return said[why].format(names=joined) if why in said else ""


def day_text(moment: datetime, lang: str) -> str:
    """Return the day as readers write it: ``2026年3月22日``, ``22 March 2026`` (GB/T 15835: Arabic digits)."""
    if vocabulary(lang) is not EN:
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def time_text(moment: datetime, lang: str) -> str:
    """Return day and time."""
    gap = " " if vocabulary(lang) is not EN else ", "
    return f"{day_text(moment, lang)}{gap}{moment.hour:02}:{moment.minute:02}"


def month_text(year: int, month: int, lang: str) -> str:
    """Return a month's name with its year."""
    return vocabulary(lang).month.format(year=year, month=month, name=MONTHS[month - 1])
