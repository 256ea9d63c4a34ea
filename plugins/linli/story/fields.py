"""The one table of header fields.

The reader, its messages, ``docs/fields.md``, and later the forms and the JSON Schema are made from
it. To add a field to Linli, add a row here and an attribute to ``Story``; to add one to a single
site, write it into the configuration (``LINLI_FIELDS``, see ``docs/settings.md``).
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from linli.story.story import AiUse, NoticeKind, Origin, Permission, Reuse, Status

if TYPE_CHECKING:
    from collections.abc import Mapping


class Type(StrEnum):
    """What kind of value a field holds; ``values.py`` has one reader for each."""

    LINE = "line"  # one line of text
    NAME = "name"  # a part of an address
    LIST = "list"  # several short texts
    DATE = "date"
    PERSON = "person"
    PEOPLE = "people"
    URL = "url"
    NUMBER = "number"
    YEAR = "year"
    CHOICE = "choice"
    LANGUAGE = "language"
    PICTURE = "picture"
    RECORDING = "recording"
    CORRECTIONS = "corrections"


Words = tuple[str, ...]


class Field(Struct, frozen=True):
    """One row: the key, what else it may be called, the type, and help in both languages.

    ``group`` sorts the docs table and says which fields are credits. ``choices`` maps each value to
    its other spellings. ``repeatable`` fields may stand on several lines. ``limit`` is the number
    of characters a text may have.
    """

    key: str
    type: Type
    group: str
    aliases: Words
    zh: str
    en: str
    default: str = ""
    choices: Mapping[str, Words] = field(default_factory=dict)
    repeatable: bool = False
    limit: int = 500
    shown: bool = False  # a site's own field: print it below the text


PARTS: Mapping[Type, Mapping[str, Words]] = {
    Type.PERSON: {"name": ("姓名",), "unit": ("单位",), "role": ("角色",)},
    Type.PEOPLE: {"name": ("姓名",), "unit": ("单位",), "role": ("角色",)},
    Type.PICTURE: {
        "src": ("file", "文件", "图片"),
        "alt": ("替代文字",),
        "caption": ("图说", "说明"),
        "credit": ("摄影", "供图", "图源", "制图", "绘图", "插画"),
    },
    Type.RECORDING: {
        "src": ("file", "url", "文件", "网址"),
        "title": ("标题",),
        "duration": ("时长",),
        "transcript": ("文字稿",),
        "season": ("季",),
        "episode": ("集", "期"),
        "length": ("大小", "字节数"),
        "type": ("类型", "格式"),
    },
    Type.CORRECTIONS: {
        "date": ("日期",),
        "text": ("说明", "内容"),
        "major": ("重大",),
        "by": ("更正人", "责编"),
    },
}
"""What a value of several parts is made of, and what else each part may be called."""

ORIGINS: Mapping[str, Words] = {
    Origin.ORIGINAL: ("原创", "自采"),
    Origin.REPRINT: ("转载",),
    Origin.COMPILED: ("综合", "编译", "综合整理"),
    Origin.CONTRIBUTED: ("来稿", "投稿"),
    Origin.RELEASE: ("通稿", "发布稿"),
}
PERMISSIONS: Mapping[str, Words] = {
    Permission.OWN: ("自有", "自有版权"),
    Permission.LICENSED: ("已授权", "授权"),
    Permission.WHITELIST: ("白名单", "稿源名单"),
    Permission.PUBLIC_DOMAIN_FACT: ("单纯事实", "单纯事实消息"),
    Permission.OFFICIAL_DOCUMENT: ("官方文件", "公文"),
    Permission.UNKNOWN: ("未知", "不详"),
}
REUSES: Mapping[str, Words] = {
    Reuse.ASK: ("须经授权", "需经授权", "经授权可转载"),
    Reuse.NONE: ("禁止转载", "谢绝转载"),
    Reuse.FREE_WITH_CREDIT: ("注明来源可转载", "注明出处可转载"),
    Reuse.CC_BY: ("cc-by", "知识共享署名"),
    Reuse.CC_BY_SA: ("cc-by-sa",),
    Reuse.CC_BY_ND: ("cc-by-nd",),
    Reuse.CC_BY_NC: ("cc-by-nc",),
    Reuse.CC_BY_NC_SA: ("cc-by-nc-sa",),
    Reuse.CC_BY_NC_ND: ("cc-by-nc-nd",),
    Reuse.CC0: ("cc0", "cc-0", "公有领域"),
}
STATUSES: Mapping[str, Words] = {
    Status.PUBLISHED: ("已发布", "发布"),
    Status.DRAFT: ("草稿",),
    Status.REVIEW: ("待审", "审核中"),
    Status.WITHDRAWN: ("已撤回", "撤回", "撤稿"),
}
NOTICE_KINDS: Mapping[str, Words] = {
    NoticeKind.WATER: ("停水", "供水"),
    NoticeKind.POWER: ("停电", "供电"),
    NoticeKind.GAS: ("停气", "供气", "燃气"),
    NoticeKind.ROADWORKS: ("道路施工", "占道施工", "施工", "交通"),
    NoticeKind.MEETING: ("会议", "开会"),
    NoticeKind.CONSULTATION: ("公示", "征求意见"),
    NoticeKind.RECRUITMENT: ("招募", "招聘"),
    NoticeKind.TENDER: ("招标", "采购"),
    NoticeKind.HEALTH: ("健康", "卫生"),
    NoticeKind.WEATHER: ("天气", "气象"),
    NoticeKind.EVENT: ("活动",),
    NoticeKind.LOST_FOUND: ("寻物招领", "寻物", "招领", "失物招领", "寻人"),
    NoticeKind.OTHER: ("其他", "其它"),
}
AI_USES: Mapping[str, Words] = {
    AiUse.NONE: ("无", "未使用"),
    AiUse.ASSISTED: ("辅助", "AI辅助"),
    AiUse.GENERATED: ("生成", "AI生成"),
}

# fmt: off
FIELDS: tuple[Field, ...] = (
    # what it is
    Field("id", Type.NAME, "identity", ("编号", "稿件编号"),
          "稿件的永久编号，定下后不再改；也是网址的最后一段。", "What the story is known by for ever; also the last part of its address.", "slug", limit=120),
    Field("slug", Type.NAME, "identity", ("网址名", "短网址"),
          "网址的最后一段；不写则用编号，再不然用文件名。", "The last part of the address; otherwise the id, otherwise the file name.", "id, else the file name", limit=120),
    Field("title", Type.LINE, "identity", ("标题", "题目"),
          "标题。", "The headline.", limit=200),
    Field("subtitle", Type.LINE, "identity", ("副题", "副标题"),
          "副题。", "The line under the headline.", limit=300),
    Field("original_title", Type.LINE, "identity", ("原标题", "原题"),
          "转载稿件的原标题。", "The headline a reprint had where it first appeared.", limit=300),
    Field("lang", Type.LANGUAGE, "identity", ("语言", "language"),
          "稿件的语言，如 zh-Hans、en。", "The language of the text, such as zh-Hans or en.", "the site's language"),
    Field("aliases", Type.LIST, "identity", ("别名", "旧网址", "旧址", "redirect_from"),
          "这篇稿件从前的网址。", "Addresses this story had before.", repeatable=True),
    # when
    Field("date", Type.DATE, "time", ("日期", "发布时间", "发布日期", "published"),
          "发布时间；到了这个时间才会出现在网站上。", "When it is published; it does not appear earlier."),
    Field("modified", Type.DATE, "time", ("更新", "更新时间", "修改时间", "updated"),
          "更新时间。", "When it was last changed in a way readers should know."),
    Field("expires", Type.DATE, "time", ("失效", "失效日期", "失效时间", "有效期至", "expiry"),
          "失效时间；只写日期则到那一天结束。", "When it stops being true; a bare day holds until that day ends."),
    Field("status", Type.CHOICE, "time", ("状态",),
          "稿件状态；草稿、待审不发布。", "How far the desk is; drafts and stories in review are not published.", "published", STATUSES),
    Field("withdrawn", Type.DATE, "time", ("撤稿日期", "撤回日期", "撤稿时间", "撤回时间"),
          "撤回的日期；写了它就是已撤回。订阅源从这一天起三十天里说明撤稿。", "When it was withdrawn; with it, the story is. Feeds say so for thirty days from then on."),
    Field("withdrawn_reason", Type.LINE, "time", ("撤稿原因", "撤回原因", "撤稿说明"),
          "撤回的原因，会公开。", "Why it was withdrawn; readers see it.", limit=500),
    # where it belongs
    Field("column", Type.LINE, "place", ("栏目", "分类", "category", "section"),
          "所属栏目。", "The one section it belongs to.", "the title's prefix 栏目丨, else the folder", limit=40),
    Field("tags", Type.LIST, "place", ("标签", "tag"),
          "标签，用顿号或逗号隔开。", "Tags, separated by commas."),
    Field("notice_kind", Type.CHOICE, "place", ("类别", "通知类别", "公告类别", "notice_type"),
          "通知公告的类别；每一类有自己的页面和订阅源。", "What a notice is about; each kind has a page and a feed of its own.", "", NOTICE_KINDS),
    Field("keywords", Type.LIST, "place", ("关键词", "关键字", "keyword"),
          "给搜索引擎的关键词。", "Keywords for search engines."),
    Field("subjects", Type.LIST, "place", ("报道人物", "写到的人"),
          "文章写到的人，用顿号或逗号隔开；找相关稿件时和标签一样算，页面上不显示。", "The people it is about, separated by commas; they relate stories as tags do, and are not shown."),
    Field("places", Type.LIST, "place", ("地名", "写到的地方"),
          "文章写到的地方，用法同“报道人物”。", "The places it is about; used as subjects are."),
    Field("series", Type.LINE, "place", ("系列", "连载"),
          "所属系列；标题末尾有（一）（二）时自动识别。", "The series it belongs to; read from a title ending in （一） when absent.", "the title's ending", limit=100),
    Field("series_index", Type.NUMBER, "place", ("序号", "系列序号", "part"),
          "在系列中的次序。", "Its place in the series, from 1.", "the title's ending"),
    Field("related", Type.LIST, "place", ("相关", "相关稿件", "相关阅读"),
          "编辑指定的相关稿件：编号、文件名、路径或标题。", "Stories the editor puts first in the related list: id, file name, path or title.", repeatable=True),
    Field("related_exclude", Type.LIST, "place", ("不相关", "排除相关"),
          "不应出现在相关稿件中的稿件。", "Stories that must not be in the related list.", repeatable=True),
    # who
    Field("authors", Type.PEOPLE, "credits", ("作者", "记者", "撰稿", "author", "reporter", "reporters", "byline"),
          "作者、记者。", "Who wrote it."),
    Field("correspondents", Type.PEOPLE, "credits", ("通讯员", "correspondent"),
          "通讯员。", "Correspondents who are not on the staff."),
    Field("photographers", Type.PEOPLE, "credits", ("摄影", "图", "供图", "photographer", "photos"),
          "摄影、供图。", "Who took the photographs."),
    Field("editors", Type.PEOPLE, "credits", ("责编", "责任编辑", "编辑", "editor"),
          "责任编辑，写真实姓名。", "The editors responsible, by their real names."),
    Field("proofreaders", Type.PEOPLE, "credits", ("校对", "proofreader"),
          "校对。", "Who read the proofs."),
    Field("reviewers", Type.PEOPLE, "credits", ("审核", "复审", "reviewer"),
          "审核。", "Who reviewed it."),
    Field("approver", Type.PERSON, "credits", ("终审", "监制", "值班总编", "签发"),
          "终审。", "Who gave the final approval."),
    Field("dateline", Type.LINE, "credits", ("电头", "讯头"),
          "电头，如“青禾邻里3月22日讯”。", "The line that opens a report: outlet, place, day.", limit=120),
    # from where, and with what right
    Field("source", Type.LINE, "rights", ("来源", "稿源", "稿件来源"),
          "最先发布这篇稿件的单位；原创稿件不写即为本站。", "Who published it first; for originals the site itself.", "the site's name", limit=120),
    Field("source_url", Type.URL, "rights", ("原文链接", "原文", "原文地址", "来源链接"),
          "原文网址。", "Where the original stands."),
    Field("source_url_missing", Type.LINE, "rights", ("来源链接说明", "原文链接说明"),
          "转载稿件没有原文网址时，写明为什么。", "Why a reprint has no link to its original.", limit=100),
    Field("source_date", Type.DATE, "rights", ("原发时间", "原发日期"),
          "原文发布时间。", "When the original was published."),
    Field("origin", Type.CHOICE, "rights", ("稿件性质", "性质"),
          "稿件性质。", "What the text is.", "original", ORIGINS),
    Field("permission", Type.CHOICE, "rights", ("授权状态", "授权"),
          "我们凭什么发布它。", "On what ground we publish it.", "own for originals and compilations of the site, else unknown", PERMISSIONS),
    Field("permission_ref", Type.LINE, "rights", ("授权书编号", "授权编号", "授权凭据"),
          "授权书编号或日期，不公开。", "The number or date of the permission; not published.", limit=200),
    Field("permission_until", Type.DATE, "rights", ("授权截止", "授权到期", "授权有效期至"),
          "授权到哪一天；过了就不再发布。", "When the permission ends; after it the story is no longer published."),
    Field("document_number", Type.LINE, "rights", ("文号", "发文字号"),
          "官方文件的发文字号，写进声明。", "The number of an official document; its notice names it.", limit=60),
    Field("copyright_holder", Type.LINE, "rights", ("版权", "著作权人", "版权所有", "copyright"),
          "著作权人。", "Who holds the copyright.", "the site's publisher, or the source", limit=200),
    Field("copyright_year", Type.YEAR, "rights", ("版权年份",),
          "版权年份。", "The year of the copyright.", "the year of date"),
    Field("reuse", Type.CHOICE, "rights", ("转载许可", "转载"),
          "别人可以怎样使用它。", "What others may do with it.", "the site's setting for its own work, else ask", REUSES),
    # what it says
    Field("summary", Type.LINE, "text", ("摘要", "导语", "description"),
          "摘要；不写则取正文开头的完整句子。", "A summary; otherwise the first whole sentences of the text.", limit=500),
    Field("cover", Type.PICTURE, "text", ("配图", "题图", "封面", "image"),
          "题图：文件名，或 ![替代文字](文件 \"图说\")，或 src、alt、caption、credit。", "The picture: a file, or ![alt](file \"caption\"), or src, alt, caption, credit."),
    Field("audio", Type.RECORDING, "text", ("音频", "声音", "播客"),
          "音频：文件名，或文件、标题、时长、文字稿、季、集；别处的 https 网址还要写大小（字节数）。", "A sound: a file, or src, title, duration, transcript, season, episode; an https address elsewhere also needs its length in bytes."),
    Field("video", Type.RECORDING, "text", ("视频", "影像"),
          "视频，写法同音频。", "A film, written as a sound is."),
    Field("corrections", Type.CORRECTIONS, "text", ("更正", "correction"),
          "更正：日期和说明。", "Corrections: a day and what was mended.", repeatable=True),
    Field("ai_use", Type.CHOICE, "text", ("AI标识", "人工智能"),
          "是否使用了人工智能。", "Whether a machine wrote any of it.", "none", AI_USES),
)
# fmt: on

RESERVED = frozenset(
    "settings content context metadata url save_as template translations translation is_valid get_content "
    "get_summary get_siteurl get_url_setting get_relative_source_path in_default_lang source_path "
    "relative_source_path relative_dir status_code default_template default_status allowed_statuses "
    "locale_date date_format timezone private gender files attach".split()
)
"""Names that mean something to Pelican's own objects; as header keys they break a build."""


@lru_cache(maxsize=2048)  # the same few keys stand in every header
def plain_key(key: str) -> str:
    """Return the form in which keys are compared: any case, any width, no spaces."""
    folded = unicodedata.normalize("NFKC", key).strip().casefold()
    if folded.isascii():
        return "_".join(folded.replace("-", " ").split())
    return "".join(folded.split())


class FieldTable(Struct, frozen=True, dict=True):
    """The fields of one site: Linli's own and those the site added."""

    extra: tuple[Field, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return all of them, the site's own last."""
        return (*FIELDS, *self.extra)

    @cached_property
    def _by_key(self) -> dict[str, Field]:
        return {plain_key(name): row for row in self.fields for name in (row.key, *row.aliases)}

    def find(self, key: str) -> Field | None:
        """Return the field that ``key`` names, in any language, case and width."""
        return self._by_key.get(plain_key(key))

    def named(self, key: str) -> Field:
        """Return the field whose own key is ``key``."""
        return self._by_key[key]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return every name a header may use."""
        return tuple(self._by_key)


def is_reserved(key: str) -> bool:
    """Say whether ``key`` belongs to Pelican's objects and may never be a header field."""
    plain = plain_key(key)
    return plain in RESERVED or plain.startswith(("_", "override_"))
