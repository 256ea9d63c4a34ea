"""The newsroom as data: what ``pelicanconf.py`` says, read once, typed and checked.

Pelican's own names keep their meaning (``SITENAME``, ``SITEURL``, ``TIMEZONE`` …); Linli's names begin
with ``LINLI_``. One table, :data:`SETTINGS`, says what each name does; ``docs/settings.md`` is made
from it. A name that begins with ``LINLI_`` and is not in the table is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from linli.errors import ConfigError
from linli.story import Reuse, StorySettings
from linli.story.fields import FIELDS, REUSES, Field, FieldTable, Type, plain_key
from linli.story.naming import address_name, is_address_name
from linli.story.settings import REQUIRED
from linli.story.values import is_web_address, plain_language

if TYPE_CHECKING:
    from pathlib import Path

    from linli.story.story import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column 栏目: its name, the last part of its address, and what it is for."""

    name: str
    slug: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the newsroom says about somebody on that person's page."""

    unit: str = ""
    biography: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the footer: a filing number, a telephone number, with or without a link."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Everything the build needs to know about the site. ``docs/settings.md`` explains each value."""

    name: str
    content: Path
    output: Path
    theme: Path
    tagline: str = ""
    description: str = ""
    url: str = ""
    lang: str = "en"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    publisher: str = ""
    columns: tuple[Column, ...] = ()
    notice_column: str = "通知公告"
    notice_folders: tuple[str, ...] = ("notices",)
    page_folders: tuple[str, ...] = ("pages",)
    required: Mapping[Kind, tuple[str, ...]] = field(default_factory=lambda: REQUIRED)
    extra_fields: tuple[Field, ...] = ()
    reuse: Reuse = Reuse.ASK
    ask_url: str = ""
    people: Mapping[str, Profile] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    share: tuple[str, ...] = ("mail", "weibo")
    page_size: int = 20
    home_size: int = 4
    related_limit: int = 7
    related_reasons: bool = True
    file_limit: int = 1024 * 1024
    time_limit: float = 5.0
    asset_limit: int = 20 * 1024 * 1024

    @property
    def base(self) -> str:
        """Return the path under which the site lives: empty, or ``/paper``."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def story_settings(self) -> StorySettings:
        """Return what the reading of a header depends on."""
        columns = {
            name: column.name for column in self.columns for name in (column.slug, column.name)
        }
        return StorySettings(
            zone=self.zone,
            lang=self.lang,
            site_name=self.name,
            reuse=self.reuse,
            required=self.required,
            columns=columns,
            notice_column=self.notice_column,
            notice_folders=self.notice_folders,
            page_folders=self.page_folders,
            fields=FieldTable(self.extra_fields),
        )


Reader = Callable[[str, object], object]


def _refuse(name: str, value: object, wanted: str) -> NoReturn:
    shown = repr(value)
    raise ConfigError(f"{name} = {shown[:120]} cannot be used.", f"Wanted: {wanted}.")


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        _refuse(name, value, "text")
    return value.strip()


def _texts(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        _refuse(name, value, 'a list of texts, such as ["notices"]')
    return tuple(_text(name, part) for part in value)


def _folders(name: str, value: object) -> tuple[str, ...]:
    folders = tuple(part.strip("/") for part in _texts(name, value))
    if any("/" in folder or folder in {"", ".", ".."} for folder in folders):
        _refuse(name, value, "names of folders directly below the content folder")
    return folders


def _address(name: str, value: object) -> str:
    text = _text(name, value).rstrip("/")
    if text and (not is_web_address(text) or urlsplit(text).query or urlsplit(text).fragment):
        _refuse(name, value, "an address such as https://news.example.org, or nothing")
    return text


def _link(name: str, value: object) -> str:
    text = _text(name, value)
    if text and not (is_web_address(text) or text.startswith(("/", "mailto:"))):
        _refuse(name, value, "an address that begins with https://, / or mailto:")
    return text


def _language(name: str, value: object) -> str:
    tag = plain_language(_text(name, value))
    return tag or _refuse(name, value, "a language tag such as zh-Hans or en")


def _zone(name: str, value: object) -> ZoneInfo:
    try:
        return ZoneInfo(_text(name, value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        _refuse(name, value, "a time zone such as Asia/Shanghai")


def _count(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10_000:
        _refuse(name, value, "a whole number from 0 to 10000")
    return value


def _size(name: str, value: object) -> int:
    number = _count(name, value)
    return number or _refuse(name, value, "a whole number from 1 to 10000")


def _kibibytes(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 4 * 1024 * 1024:
        _refuse(name, value, "a size in KiB")
    return value * 1024


def _seconds(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.1 <= value <= 600:
        _refuse(name, value, "seconds, from 0.1 to 600")
    return float(value)


def _switch(name: str, value: object) -> bool:
    return value if isinstance(value, bool) else _refuse(name, value, "True or False")


def _table(name: str, value: object, known: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(value, Mapping):
        _refuse(name, value, f"a table with {', '.join(known)}")
    for key in value:
        if key not in known:
            raise ConfigError(f"{name} does not know {key!r}.", f"It knows: {', '.join(known)}.")
    return dict(value)


def _rows(name: str, value: object, known: tuple[str, ...]) -> list[dict[str, object]]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        _refuse(name, value, f"a list of tables with {', '.join(known)}")
    return [_table(name, row, known) for row in value]


def _columns(name: str, value: object) -> tuple[Column, ...]:
    columns: list[Column] = []
    for row in _rows(name, value, ("name", "slug", "description")):
        title = _text(name, row.get("name", ""))
        slug = _text(name, row.get("slug", "")) or address_name(title)
        if not title or not is_address_name(slug):
            _refuse(name, row, "a column with a name, and a slug of letters, digits and hyphens")
        for other in columns:
            if other.slug == slug or other.name == title:
                raise ConfigError(
                    f"{name}: {other.name} and {title} have one name or slug.", "Change one."
                )
        columns.append(Column(title, slug, _text(name, row.get("description", ""))))
    return tuple(columns)


def _people(name: str, value: object) -> dict[str, Profile]:
    if not isinstance(value, Mapping):
        _refuse(name, value, 'a table of people: {"周岚": {"unit": "...", "biography": "..."}}')
    return {
        _text(name, person): Profile(
            **{
                key: _text(name, text)
                for key, text in _table(name, row, ("unit", "biography")).items()
            }
        )
        for person, row in value.items()
    }


def _notes(name: str, value: object) -> tuple[Note, ...]:
    return tuple(
        Note(_text(name, row.get("text", "")), _link(name, row.get("url", "")))
        for row in _rows(name, value, ("text", "url"))
    )


def _required(name: str, value: object) -> dict[Kind, tuple[str, ...]]:
    rows = _table(name, value, ("article", "notice", "page"))
    kinds: tuple[Kind, ...] = ("article", "notice", "page")
    return {kind: _texts(name, rows[kind]) if kind in rows else REQUIRED[kind] for kind in kinds}


_FIELD_PARTS = ("type", "aliases", "zh", "en", "shown", "choices", "limit")


def _fields(name: str, value: object) -> tuple[Field, ...]:
    if not isinstance(value, Mapping):
        _refuse(name, value, 'a table of fields: {"phone": {"type": "line", "aliases": ["电话"]}}')
    known = FieldTable()
    fields: list[Field] = []
    for key, row in value.items():
        parts = _table(f"{name}[{key!r}]", row, _FIELD_PARTS)
        aliases = _texts(name, parts.get("aliases", []))
        for spelling in (str(key), *aliases):
            if known.find(spelling):
                raise ConfigError(
                    f"{name}: {spelling!r} is one of Linli's own fields.", "Choose another name."
                )
        try:
            kind = Type(_text(name, parts.get("type", "line")))
        except ValueError:
            _refuse(name, parts["type"], f"one of {', '.join(Type)}")
        choices = parts.get("choices", {})
        if kind is Type.CHOICE and not (isinstance(choices, Mapping) and choices):
            _refuse(name, choices, 'choices such as {"open": ["开放"], "closed": ["关闭"]}')
        fields.append(
            Field(
                key=plain_key(str(key)),
                type=kind,
                group="site",
                aliases=aliases,
                zh=_text(name, parts.get("zh", key)),
                en=_text(name, parts.get("en", key)),
                choices={
                    str(choice): _texts(name, words) for choice, words in dict(choices).items()
                }
                if isinstance(choices, Mapping)
                else {},
                limit=_size(name, parts.get("limit", 500)),
                shown=_switch(name, parts.get("shown", True)),
            )
        )
    return tuple(fields)


def _reuse(name: str, value: object) -> Reuse:
    text = _text(name, value)
    for choice, spellings in REUSES.items():
        if text.casefold() in {choice, *spellings}:
            return Reuse(choice)
    _refuse(name, value, f"one of {', '.join(Reuse)}")


SHARES = ("mail", "weibo", "qzone", "x", "facebook")


def _share(name: str, value: object) -> tuple[str, ...]:
    services = _texts(name, value)
    if any(service not in SHARES for service in services):
        _refuse(name, value, f"some of {', '.join(SHARES)}")
    return services


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: the name, what reads it, the attribute it fills, help, an example."""

    name: str
    attribute: str
    read: Reader
    zh: str
    en: str
    example: str


# fmt: off
SETTINGS: tuple[Setting, ...] = (
    Setting("SITENAME", "name", _text, "网站名称。", "The site's name.", '"青禾邻里"'),
    Setting("SITESUBTITLE", "tagline", _text, "报头下的一句话。", "The line under the name.", '"街坊的事，当事办"'),
    Setting("SITEURL", "url", _address, "网站地址；放在子路径下也可以。", "The site's address; it may have a path.", '"https://qinghe.example"'),
    Setting("DEFAULT_LANG", "lang", _language, "网站语言，不写则为 en。", "The site's language; en by default, as in Pelican.", '"zh-Hans"'),
    Setting("TIMEZONE", "zone", _zone, "时区；没有写时区的时间按它理解，不写则为 UTC。", "The zone of times that name none; UTC by default, as in Pelican.", '"Asia/Shanghai"'),
    Setting("PAGE_PATHS", "page_folders", _folders, "放固定页面的文件夹。", "Folders of standing pages.", '["pages"]'),
    Setting("LINLI_NOTICE_PATHS", "notice_folders", _folders, "放通知公告的文件夹。", "Folders of notices.", '["notices"]'),
    Setting("LINLI_NOTICE_COLUMN", "notice_column", _text, "通知公告栏目的名称。", "The name of the notices' column.", '"通知公告"'),
    Setting("LINLI_DESCRIPTION", "description", _text, "网站简介，给搜索引擎和订阅用。", "What the site is, for search engines.", '"青禾区的社区新闻"'),
    Setting("LINLI_PUBLISHER", "publisher", _text, "主办单位，也是原创稿件的著作权人。", "The publisher, who holds the rights of originals.", '"青禾区融媒体中心"'),
    Setting("LINLI_COLUMNS", "columns", _columns, "栏目及其次序；稿件可用别的栏目，会排在后面。", "Columns in order; stories may use others, which come last.", '[{"name": "社区", "slug": "community", "description": "…"}]'),
    Setting("LINLI_REQUIRED", "required", _required, "每种稿件必填的字段。", "Fields each kind of story must have.", '{"article": ["title", "date", "column", "editors", "source"]}'),
    Setting("LINLI_FIELDS", "extra_fields", _fields, "本站自己增加的字段。", "Fields this site adds.", '{"phone": {"type": "line", "aliases": ["电话"], "zh": "电话", "en": "Telephone"}}'),
    Setting("LINLI_REUSE", "reuse", _reuse, "没有写“转载许可”的稿件怎样处理。", "What others may do with stories that do not say.", '"ask"'),
    Setting("LINLI_ASK_URL", "ask_url", _link, "申请转载的页面或邮箱。", "Where to ask for permission to reprint.", '"/contact/"'),
    Setting("LINLI_PEOPLE", "people", _people, "人物页上的介绍。", "What people's pages say about them.", '{"周岚": {"unit": "青禾邻里", "biography": "…"}}'),
    Setting("LINLI_NOTES", "notes", _notes, "页脚的备案号、举报电话等。", "Lines of the footer: filings, telephone numbers.", '[{"text": "某ICP备00000000号-1", "url": "https://beian.miit.gov.cn/"}]'),
    Setting("LINLI_SHARE", "share", _share, "分享链接。", "Links for sharing.", '["mail", "weibo"]'),
    Setting("DEFAULT_PAGINATION", "page_size", _size, "列表每页的篇数。", "Stories on one list page.", "20"),
    Setting("LINLI_HOME_SIZE", "home_size", _size, "首页每个栏目的篇数。", "Stories of each column on the home page.", "4"),
    Setting("LINLI_RELATED_LIMIT", "related_limit", _count, "相关阅读的篇数，0 为不显示。", "Related stories below an article; 0 for none.", "7"),
    Setting("LINLI_RELATED_REASONS", "related_reasons", _switch, "是否说明相关的理由。", "Whether to say why a story is related.", "True"),
    Setting("LINLI_FILE_LIMIT", "file_limit", _kibibytes, "一个稿件文件的大小上限，单位 KiB。", "The largest Markdown file, in KiB.", "1024"),
    Setting("LINLI_ASSET_LIMIT", "asset_limit", _kibibytes, "一个图片或附件的大小上限，单位 KiB。", "The largest picture or attachment, in KiB.", "20480"),
    Setting("LINLI_TIME_LIMIT", "time_limit", _seconds, "读一个稿件文件的时间上限，单位秒。", "The longest time to read one file, in seconds.", "5"),
)
# fmt: on


def read_newsroom(
    values: Mapping[str, object], content: Path, output: Path, theme: Path
) -> Newsroom:
    """Return the newsroom that the configuration's upper-case names describe.

    Raises ``ConfigError`` for an unknown ``LINLI_`` name (with the name it was probably meant to be)
    and for a value that cannot be used.
    """
    known = {setting.name for setting in SETTINGS}
    for name in sorted(values):
        if name.startswith("LINLI_") and name not in known:
            close = get_close_matches(name, sorted(known), n=1)
            hint = f"Did you mean {close[0]}?" if close else "See docs/settings.md for all names."
            raise ConfigError(f"The setting {name} is not known.", hint)
    found = {
        setting.attribute: setting.read(setting.name, values[setting.name])
        for setting in SETTINGS
        if (values.get(setting.name) is not None and values.get(setting.name) is not False)
        or (setting.read is _switch and setting.name in values)
    }
    found.setdefault("name", "Linli")
    found.setdefault("publisher", found["name"])
    newsroom = Newsroom(content=content, output=output, theme=theme, **found)  # type: ignore[arg-type]
    _check_required(newsroom)
    return newsroom


def _check_required(newsroom: Newsroom) -> None:
    table = FieldTable(newsroom.extra_fields)
    for kind, keys in newsroom.required.items():
        for key in keys:
            row = table.find(key)
            if row is None or row.key != key:
                known = [field.key for field in (*FIELDS, *newsroom.extra_fields)]
                close = get_close_matches(key, known, n=1)
                hint = f"Did you mean {close[0]!r}?" if close else "See docs/fields.md."
                raise ConfigError(
                    f"LINLI_REQUIRED[{kind!r}] names {key!r}, which is no field.", hint
                )
