"""What ``pelicanconf.py`` may say, and how it becomes a :class:`Newsroom`.

Pelican's own names keep their meaning (``SITENAME``, ``SITEURL``, ``TIMEZONE`` …); Linli's names begin
with ``LINLI_``. One table, :data:`SETTINGS`, says what each name does; ``docs/settings.md`` is made
from it. A name that begins with ``LINLI_`` and is not in the table is refused.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct

from linli.errors import ConfigError
from linli.site.newsroom import Newsroom
from linli.site.podcast import read_podcast
from linli.site.readers import (
    OF_MINING,
    Reader,
    read_address,
    read_canonical,
    read_columns,
    read_count,
    read_feeds,
    read_fields,
    read_folders,
    read_hub,
    read_kibibytes,
    read_language,
    read_language_groups,
    read_link,
    read_machine_rights,
    read_mining,
    read_notes,
    read_people,
    read_redirects,
    read_republish,
    read_required,
    read_reuse,
    read_seconds,
    read_share,
    read_size,
    read_slug,
    read_switch,
    read_text,
    read_texts,
    read_words,
    read_year,
    read_zone,
)
from linli.story.fields import FIELDS, FieldTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Setting(Struct, frozen=True):
    """One row of the table: the name, what reads it, the attribute it fills, help, an example."""

    name: str
    attribute: str
    read: Reader
    zh: str
    en: str
    example: str


# fmt: off
SETTINGS: tuple[Setting, ...] = (
    Setting("SITENAME", "name", read_text, "网站名称。", "The site's name.", '"青禾邻里"'),
    Setting("SITESUBTITLE", "tagline", read_text, "报头下的一句话。", "The line under the name.", '"街坊的事，当事办"'),
    Setting("SITEURL", "url", read_address, "网站地址；放在子路径下也可以。", "The site's address; it may have a path.", '"https://qinghe.example"'),
    Setting("DEFAULT_LANG", "lang", read_language, "网站语言，不写则为 en。", "The site's language; en by default, as in Pelican.", '"zh-Hans"'),
    Setting("TIMEZONE", "zone", read_zone, "时区；没有写时区的时间按它理解，不写则为 UTC。", "The zone of times that name none; UTC by default, as in Pelican.", '"Asia/Shanghai"'),
    Setting("PAGE_PATHS", "page_folders", read_folders, "放固定页面的文件夹。", "Folders of standing pages.", '["pages"]'),
    Setting("LINLI_NOTICE_PATHS", "notice_folders", read_folders, "放通知公告的文件夹。", "Folders of notices.", '["notices"]'),
    Setting("LINLI_NOTICE_COLUMN", "notice_column", read_text, "通知公告栏目的名称。", "The name of the notices' column.", '"通知公告"'),
    Setting("LINLI_DESCRIPTION", "description", read_text, "网站简介，给搜索引擎和订阅用。", "What the site is, for search engines.", '"青禾区的社区新闻"'),
    Setting("LINLI_PUBLISHER", "publisher", read_text, "主办单位，也是原创稿件的著作权人。", "The publisher, who holds the rights of originals.", '"青禾区融媒体中心"'),
    Setting("LINLI_COLUMNS", "columns", read_columns, "栏目及其次序；稿件可用别的栏目，会排在后面。", "Columns in order; stories may use others, which come last.", '[{"name": "社区", "slug": "community", "description": "…"}]'),
    Setting("LINLI_REQUIRED", "required", read_required, "每种稿件必填的字段。", "Fields each kind of story must have.", '{"article": ["title", "date", "column", "editors", "source"]}'),
    Setting("LINLI_FIELDS", "extra_fields", read_fields, "本站自己增加的字段。", "Fields this site adds.", '{"phone": {"type": "line", "aliases": ["电话"], "zh": "电话", "en": "Telephone"}}'),
    Setting("LINLI_REUSE", "reuse", read_reuse, "没有写“转载许可”的稿件怎样处理。", "What others may do with stories that do not say.", '"ask"'),
    Setting("LINLI_ASK_URL", "ask_url", read_link, "申请转载的页面或邮箱；没有它，也没有 LINLI_REPRINT_CONTACT 时会提示。", "Where to ask for permission to reprint; a note tells when neither this nor LINLI_REPRINT_CONTACT is set.", '"/contact/"'),
    Setting("LINLI_REPRINT_POLICY", "policy_slug", read_slug, "“转载说明”页的网址名；空字符串为不要这一页。没有 LINLI_ASK_URL 时，声明里的“申请转载授权”指向它。", "The last part of the address of the reprint policy; no such page when empty. Without LINLI_ASK_URL notices send people there.", '"reprint"'),
    Setting("LINLI_REPRINT_CONTACT", "reprint_contact", read_text, "“转载说明”和“申请转载”页上的联系方式；写了邮箱，申请可以直接发到那里。", "How to reach whoever gives permission, on the reprint policy and where people ask; a mailbox in it gets the requests.", '"电话 0000-0000 0000，工作日 9:00—17:00"'),
    Setting("LINLI_RIGHTS_WORDS", "rights_words", read_words, "转载声明和转载说明的措辞，改哪条写哪条；全部条目见 docs/rights.md。", "The wording of notices and policy, where it differs from Linli's own; docs/rights.md lists all texts.", '{"zh-Hans": {"none": "版权作品，请勿转载。"}}'),
    Setting("LINLI_REPRINT_CANONICAL", "reprint_canonical", read_canonical, "转载稿件的页面对搜索引擎怎样说：self 照常收录，source 指向原文，noindex 不收录。", "What pages of reprints tell search engines: self as usual, source that the original counts, noindex to leave them out.", '"self"'),
    Setting("LINLI_TEXT_MINING", "text_mining", read_mining, "自家稿件可不可以给程序挖掘、训练人工智能：reserve 保留权利，allow 允许；不写就什么也不声明。见 docs/rights.md。", "Whether programs may mine our own stories and train on them: reserve, allow; nothing is said when empty. See docs/rights.md.", '"reserve"'),
    Setting("LINLI_MACHINE_RIGHTS", "machine_rights", read_machine_rights, "权利用哪些形式告诉程序：link-license、tdmrep、rsl、content-signal、odrl；空表为都不要。需要 SITEURL，除 link-license、odrl 外还需要 LINLI_TEXT_MINING。", "In which forms programs are told of rights; none for an empty list. They need SITEURL, and but for link-license and odrl LINLI_TEXT_MINING.", '["link-license", "odrl"]'),
    Setting("LINLI_ROBOTS", "robots", read_switch, "是否生成 robots.txt；False 则照原样发布 content/robots.txt（如果有）。需要 SITEURL，子路径下不生成。", "Whether to make robots.txt; with False, content/robots.txt is published as it is, if there is one. Needs SITEURL without a path.", "True"),
    Setting("LINLI_SITEMAP", "sitemap", read_switch, "是否生成 sitemap.xml。需要 SITEURL。", "Whether to make sitemap.xml. Needs SITEURL.", "True"),
    Setting("LINLI_REPUBLISH", "republish", read_republish, "哪些文章有给转载者的一页：all（默认）能转载的有“转载本文”，须经授权的有“申请转载本文”；free 只有不必申请就能转载的；none 都没有。需要 SITEURL。", "Which articles have a page for those who want to reprint them: all (the default) those that may be taken along, and with how to ask those that need permission; free the former alone; none. It needs SITEURL.", '"free"'),
    Setting("LINLI_SOURCE_ALLOWLIST", "source_allowlist", read_text, "稿源名单文件，一行一家，# 后是说明；转载名单外的稿件会提醒。", "A text file of outlets that may be reprinted, one a line, # for remarks; reprints from others are warned of.", '"sources.txt"'),
    Setting("LINLI_PEOPLE", "people", read_people, "人物页上的介绍。", "What people's pages say about them.", '{"周岚": {"unit": "青禾邻里", "biography": "…"}}'),
    Setting("LINLI_NOTES", "notes", read_notes, "页脚的备案号、举报电话等。", "Lines of the footer: filings, telephone numbers.", '[{"text": "某ICP备00000000号-1", "url": "https://beian.miit.gov.cn/"}]'),
    Setting("LINLI_SHARE", "share", read_share, "分享链接。", "Links for sharing.", '["mail", "weibo"]'),
    Setting("LINLI_FEEDS", "feeds", read_feeds, "有哪些订阅源：全站、通知公告、每类通知、更正、每个栏目、每个系列、每个标签、每位作者、音频（还要有 LINLI_PODCAST）；空表为没有。需要 SITEURL。", "Which feeds there are: of the site, the notices, each kind of notice, the corrections, each column, series, tag, person, of sounds (with LINLI_PODCAST); none for an empty list. They need SITEURL.", '["site", "notices", "kinds", "corrections", "columns", "series", "tags", "people", "audio"]'),
    Setting("LINLI_FEED_SIZE", "feed_size", read_size, "一个订阅源的篇数，也是每份存档至少的篇数（满了以后收到当月为止，最多一倍半）；全站订阅源有一到两倍半这么多。改动会让存档重新分篇。", "Stories in a feed, and the least in an archive of the site's feed (a full one goes on to the end of the month, up to half as many again); that feed itself has between one and two and a half times as many. To change it renumbers archives.", "25"),
    Setting("LINLI_FEED_IMAGE", "feed_image", read_text, "订阅源的图：content/ 里的 PNG、JPEG 或 GIF，阅读器显示在报名旁边，方形、512 像素以上最好。不写则没有。", "The picture of the feeds: a PNG, JPEG or GIF below content/, which programs show beside the name; best a square of 512 pixels or more. Without it there is none.", '"images/logo.png"'),
    Setting("LINLI_PODCAST", "podcast", read_podcast, "播客：写了它，带“音频”的稿件就有 /audio/ 页和播客目录能收的订阅源。image 是 content/ 里 1400—3000 像素的方图，category 是苹果的分类。不写则没有。", "The podcast: with it, stories with audio get a page at /audio/ and a feed that directories take. image is a square of 1400 to 3000 pixels below content/, category one of Apple's. Without it there is none.", '{"title": "青禾听闻", "description": "…", "author": "青禾邻里", "email": "podcast@qinghe.example", "image": "images/podcast.png", "category": "News > Daily News", "explicit": False, "type": "episodic"}'),
    Setting("LINLI_HUB", "hub", read_hub, "WebSub 中转站的网址；订阅源里写上它，`ping` 把更新告诉它。不写则没有。", "A WebSub hub: feeds name it, and `ping` tells it what is new. Without it there is none.", '"https://hub.example/"'),
    Setting("LINLI_SINCE", "since", read_year, "从哪一年起网址归本站所有；它写在每篇稿件的永久编号里，定了就不要再改。", "The year since which the address has been yours. It is part of what readers' programs know stories by: never change it.", "2026"),
    Setting("LINLI_PUBLISHED", "annals_name", read_text, "发布登记：记下发布过的每个编号和网址的文件，在设置文件旁边（用 --content 换了文件夹，就在那个文件夹旁边）；空字符串为不登记。", "The file that holds every id and address ever published, beside the configuration (or beside a folder given with --content); none is kept when empty.", '"published.tsv"'),
    Setting("LINLI_REDIRECTS", "redirects", read_redirects, "旧网址的跳转规则给哪种服务器：netlify、cloudflare（_redirects）、nginx、caddy；不写则只有跳转页。", "For which servers rules for old addresses are written: netlify or cloudflare (_redirects), nginx, caddy; without it, pages alone lead on.", '["nginx"]'),
    Setting("DEFAULT_PAGINATION", "page_size", read_size, "列表每页至少的篇数；满了以后收到当月为止，最多一倍半。", "The least number of stories on one list page; a full one goes on to the end of the month, up to half as many again.", "20"),
    Setting("LINLI_HOME_SIZE", "home_size", read_size, "首页每个栏目的篇数。", "Stories of each column on the home page.", "4"),
    Setting("LINLI_RELATED_LIMIT", "related_limit", read_count, "相关阅读的篇数，0 为不显示。", "Related stories below an article; 0 for none.", "7"),
    Setting("LINLI_RELATED_REASONS", "related_reasons", read_switch, "是否说明相关的理由。", "Whether to say why a story is related.", "True"),
    Setting("LINLI_RELATED_BOTH_WAYS", "related_both_ways", read_switch, "编辑指定的相关是否双向：甲指定了乙，乙的列表里也有甲，排在乙自己指定的之后。", "Whether a pin counts both ways: who is pinned shows the story that pins it, after its own pins.", "False"),
    Setting("LINLI_RELATED_LANGUAGES", "related_languages", read_language_groups, "哪些语言的稿件可以互为相关；不写则只在同一种语言里找。", "Groups of languages that may stand in each other's lists; without it each keeps to its own.", '[["zh-Hans", "zh-Hant"]]'),
    Setting("LINLI_RELATED_GUIDES", "related_guides", read_texts, "多年有用的栏目，如办事指南：找相关稿件时，不因日子久了就往后排。", "Columns that stay useful for years: their stories lose little by age when related ones are looked for.", '["服务指南"]'),
    Setting("LINLI_FILE_LIMIT", "file_limit", read_kibibytes, "一个稿件文件的大小上限，单位 KiB。", "The largest Markdown file, in KiB.", "1024"),
    Setting("LINLI_ASSET_LIMIT", "asset_limit", read_kibibytes, "一个图片或附件的大小上限，单位 KiB。", "The largest picture or attachment, in KiB.", "20480"),
    Setting("LINLI_TIME_LIMIT", "time_limit", read_seconds, "读一个稿件文件的时间上限，单位秒。", "The longest time to read one file, in seconds.", "5"),
)
# fmt: on


def read_newsroom(
    values: Mapping[str, object], content: Path, output: Path, theme: Path
) -> Newsroom:
    """Return the newsroom that the configuration's upper-case names describe.

    Raises ``ConfigError`` for an unknown ``LINLI_`` name (with the name it was probably meant to be)
    and for a value that cannot be used.
    """
    known = {setting.name: setting.name.removeprefix("LINLI_") for setting in SETTINGS}
    for name in sorted(values):
        if name.startswith("LINLI_") and name not in known:
            close = get_close_matches(name.removeprefix("LINLI_"), known.values(), n=1)
            meant = next((full for full, bare in known.items() if bare in close), "")
            hint = f"Did you mean {meant}?" if meant else "See docs/settings.md for all names."
            raise ConfigError(
                f"The setting {name} is not known.",
                hint,
                zh=f"不认识的设置 {name}"
                + (f"，是不是 {meant}？" if meant else "。全部名称见 docs/settings.md。"),
            )
    found = {
        setting.attribute: setting.read(setting.name, values[setting.name])
        for setting in SETTINGS
        if _is_set(setting.name, values.get(setting.name))
    }
    found["name"] = found.get("name") or "Linli"
    found["publisher"] = found.get("publisher") or found["name"]
    newsroom = Newsroom(content=content, output=output, theme=theme, **found)  # type: ignore[arg-type]
    _check_required(newsroom)
    _check_machine_rights(newsroom, values)
    return newsroom


def _is_set(name: str, value: object) -> bool:
    """Say whether a setting has a value: None is none, and Pelican writes False for its own names."""
    return value is not None and (value is not False or name.startswith("LINLI_"))


def _check_machine_rights(newsroom: Newsroom, values: Mapping[str, object]) -> None:
    """Refuse a form that would have nothing to say because nothing was decided about mining."""
    asked = values.get("LINLI_MACHINE_RIGHTS")
    silent = [form for form in newsroom.machine_rights if form in OF_MINING]
    if asked is not None and silent and not newsroom.text_mining:
        raise ConfigError(
            f"LINLI_MACHINE_RIGHTS asks for {silent[0]}, but LINLI_TEXT_MINING does not say what to declare.",
            'Set LINLI_TEXT_MINING = "reserve" or "allow", or take it out of the list.',
            zh=f"LINLI_MACHINE_RIGHTS 里有 {silent[0]}，但 LINLI_TEXT_MINING 没有写要声明什么。"
            '请写 LINLI_TEXT_MINING = "reserve"（保留）或 "allow"（允许），或者从表里去掉这一项。',
        )


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
                    f"LINLI_REQUIRED[{kind!r}] names {key!r}, which is no field.",
                    hint,
                    zh=f"LINLI_REQUIRED[{kind!r}] 里的 {key!r} 不是字段"
                    + (f"，是不是 {close[0]!r}？" if close else "。全部字段见 docs/fields.md。"),
                )
