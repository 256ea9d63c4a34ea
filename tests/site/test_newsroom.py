from __future__ import annotations

import ast
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from linli.errors import ConfigError
from linli.site import Column, Newsroom, Profile
from linli.site.newsroom import Note
from linli.site.settings import SETTINGS, read_newsroom
from linli.story import Reuse
from linli.story.fields import Type

CALLER = {"annals", "content", "output", "theme", "sources"}
"""What the command decides, or a file that a setting names."""


def newsroom(**values: Any) -> Newsroom:
    return read_newsroom(values, Path("content"), Path("output"), Path("theme"))


def refusal(**values: Any) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        newsroom(**values)
    return caught.value


# (setting, value, attribute, what is read)
ACCEPTED: list[tuple[str, object, str, object]] = [
    ("SITENAME", " 青禾邻里 ", "name", "青禾邻里"),
    ("SITENAME", "", "name", "Linli"),
    ("SITENAME", None, "name", "Linli"),
    ("SITESUBTITLE", "街坊的事", "tagline", "街坊的事"),
    ("SITEURL", "https://qinghe.example/", "url", "https://qinghe.example"),
    ("SITEURL", "http://qinghe.example:8080/paper/", "url", "http://qinghe.example:8080/paper"),
    ("SITEURL", "", "url", ""),
    ("TIMEZONE", "Europe/Lisbon", "zone", ZoneInfo("Europe/Lisbon")),
    ("PAGE_PATHS", ["about/", "help"], "page_folders", ("about", "help")),
    ("LINLI_NOTICE_PATHS", ("公告",), "notice_folders", ("公告",)),
    ("LINLI_NOTICE_COLUMN", "公告栏", "notice_column", "公告栏"),
    ("LINLI_DESCRIPTION", "青禾区的社区新闻", "description", "青禾区的社区新闻"),
    ("LINLI_PUBLISHER", "区融媒体中心", "publisher", "区融媒体中心"),
    ("LINLI_PUBLISHER", "", "publisher", "Linli"),
    (
        "LINLI_COLUMNS",
        [{"name": "社区", "slug": "community", "description": "楼道里的事"}, {"name": "人物"}],
        "columns",
        (Column("社区", "community", "楼道里的事"), Column("人物", "人物")),
    ),
    ("LINLI_REUSE", "CC-BY-4.0", "reuse", Reuse.CC_BY),
    ("LINLI_REUSE", "禁止转载", "reuse", Reuse.NONE),
    ("LINLI_ASK_URL", "/contact/", "ask_url", "/contact/"),
    ("LINLI_ASK_URL", "mailto:ask@qinghe.example", "ask_url", "mailto:ask@qinghe.example"),
    ("LINLI_PEOPLE", {"周岚": {"unit": "本报"}}, "people", {"周岚": Profile("本报")}),
    (
        "LINLI_NOTES",
        [{"text": "备案", "url": "https://beian.example/"}, {"text": "电话"}],
        "notes",
        (Note("备案", "https://beian.example/"), Note("电话")),
    ),
    ("LINLI_SHARE", [], "share", ()),
    ("LINLI_SHARE", ["x", "mail"], "share", ("x", "mail")),
    ("LINLI_HUB", "https://hub.example/", "hub", "https://hub.example/"),
    ("LINLI_HUB", "https://hub.example/push?site=1", "hub", "https://hub.example/push?site=1"),
    ("LINLI_HUB", "http://127.0.0.1:8080/", "hub", "http://127.0.0.1:8080/"),
    ("LINLI_HUB", "http://localhost/", "hub", "http://localhost/"),
    ("LINLI_HUB", "http://[::1]:9/", "hub", "http://[::1]:9/"),
    ("LINLI_HUB", "", "hub", ""),
    ("DEFAULT_PAGINATION", 5, "page_size", 5),
    ("DEFAULT_PAGINATION", False, "page_size", 20),  # what Pelican itself has by default
    ("LINLI_HOME_SIZE", 1, "home_size", 1),
    ("LINLI_RELATED_LIMIT", 0, "related_limit", 0),
    ("LINLI_RELATED_REASONS", False, "related_reasons", False),
    ("LINLI_RELATED_BOTH_WAYS", True, "related_both_ways", True),
    (
        "LINLI_RELATED_LANGUAGES",
        [["zh-hans", "zh-TW"], ["en"]],
        "related_languages",
        (("zh-Hans", "zh-Hant"), ("en",)),
    ),
    ("LINLI_RELATED_GUIDES", ["服务指南"], "related_guides", ("服务指南",)),
    ("LINLI_FILE_LIMIT", 2, "file_limit", 2048),
    ("LINLI_ASSET_LIMIT", 1, "asset_limit", 1024),
    ("LINLI_TIME_LIMIT", 1, "time_limit", 1.0),
]


@pytest.mark.parametrize(("name", "value", "attribute", "expected"), ACCEPTED)
def test_a_setting_fills_its_attribute(
    name: str, value: object, attribute: str, expected: object
) -> None:
    assert getattr(newsroom(**{name: value}), attribute) == expected


LANGUAGES = [
    ("zh", "zh-Hans"),
    ("zh-cn", "zh-Hans"),
    ("zh_CN", "zh-Hans"),
    ("ZH-HANS", "zh-Hans"),
    ("zh-TW", "zh-Hant"),
    ("简体中文", "zh-Hans"),
    ("en", "en"),
    ("EN-gb", "en-GB"),
    ("es-419", "es-419"),
    ("英文", "en"),
]


@pytest.mark.parametrize(("written", "tag"), LANGUAGES)
def test_a_language_is_read_in_any_usual_form(written: str, tag: str) -> None:
    assert newsroom(DEFAULT_LANG=written).lang == tag


# (setting, value that cannot be used, a word of the advice)
REFUSED: list[tuple[str, object, str]] = [
    ("SITENAME", 12, "text"),
    ("SITENAME", ["青禾邻里"], "text"),
    ("SITESUBTITLE", b"x", "text"),
    ("SITEURL", "qinghe.example", "https://news.example.org"),
    ("SITEURL", "ftp://qinghe.example", "https://"),
    ("SITEURL", "https://user:word@qinghe.example", "https://"),
    ("SITEURL", "https://qinghe.example/?a=1", "https://"),
    ("SITEURL", "https://qinghe.example/#top", "https://"),
    ("DEFAULT_LANG", "火星文", "zh-Hans"),
    ("DEFAULT_LANG", "", "zh-Hans"),
    ("DEFAULT_LANG", "zh-Hans-CN-x-a", "zh-Hans"),
    ("LINLI_HUB", "hub.example", "https address of a WebSub hub"),
    ("LINLI_HUB", "ftp://hub.example/", "https address of a WebSub hub"),
    ("LINLI_HUB", "https://me:word@hub.example/", "without name, password"),
    ("LINLI_HUB", "https://hub.example/#a", "and #"),
    ("LINLI_HUB", "https://", "https address of a WebSub hub"),
    ("LINLI_HUB", ["https://hub.example/"], "text"),
    ("LINLI_HUB", "http://hub.example/", "http:// only for 127.0.0.1"),
    ("LINLI_HUB", "http://127.0.0.1.hub.example/", "http:// only for 127.0.0.1"),
    ("LINLI_HUB", "http://192.168.0.1/", "http:// only for 127.0.0.1"),
    ("TIMEZONE", "Beijing", "Asia/Shanghai"),
    ("TIMEZONE", "../../etc/passwd", "Asia/Shanghai"),
    ("TIMEZONE", 8, "text"),
    ("PAGE_PATHS", "pages", "list"),
    ("PAGE_PATHS", ["a/b"], "folders"),
    ("PAGE_PATHS", [".."], "folders"),
    ("LINLI_NOTICE_PATHS", [1], "text"),
    ("LINLI_NOTICE_PATHS", [""], "folders"),
    ("LINLI_COLUMNS", "社区", "list"),
    ("LINLI_COLUMNS", ["社区"], "table"),
    ("LINLI_COLUMNS", [{"title": "社区"}], "name, slug, description"),
    ("LINLI_COLUMNS", [{"name": "社区", "slug": "a/b"}], "slug"),
    ("LINLI_COLUMNS", [{"slug": "a"}], "name"),
    ("LINLI_COLUMNS", [{"name": "甲", "slug": "a"}, {"name": "乙", "slug": "a"}], "Change one"),
    ("LINLI_COLUMNS", [{"name": "甲", "slug": "a"}, {"name": "甲", "slug": "b"}], "Change one"),
    ("LINLI_REQUIRED", ["title"], "article, notice, page"),
    ("LINLI_REQUIRED", {"articles": ["title"]}, "article, notice, page"),
    ("LINLI_REQUIRED", {"article": "title"}, "list"),
    ("LINLI_REQUIRED", {"article": ["titel"]}, "'title'"),
    ("LINLI_REQUIRED", {"page": ["标题"]}, "docs/fields.md"),
    ("LINLI_FIELDS", ["phone"], "phone"),
    ("LINLI_FIELDS", {"title": {}}, "another name"),
    ("LINLI_FIELDS", {"phone": {"aliases": ["标题"]}}, "another name"),
    ("LINLI_FIELDS", {"phone": {"colour": "red"}}, "type, aliases"),
    ("LINLI_FIELDS", {"phone": {"type": "number of phone"}}, "line, name, list"),
    ("LINLI_FIELDS", {"door": {"type": "choice"}}, "choices"),
    ("LINLI_FIELDS", {"phone": {"limit": 0}}, "whole number"),
    ("LINLI_REUSE", "whatever", "cc-by-4.0"),
    ("LINLI_ASK_URL", "contact", "https://, / or mailto:"),
    ("LINLI_ASK_URL", "javascript:alert(1)", "https://, / or mailto:"),
    ("LINLI_PEOPLE", ["周岚"], "周岚"),
    ("LINLI_PEOPLE", {"周岚": {"phone": "1"}}, "unit, biography"),
    ("LINLI_PEOPLE", {"周岚": {"unit": 1}}, "text"),
    ("LINLI_NOTES", [{"text": "备案", "url": "javascript:0"}], "https://, / or mailto:"),
    ("LINLI_SHARE", ["myspace"], "weibo"),
    ("LINLI_SHARE", False, "list"),
    ("DEFAULT_PAGINATION", 0, "1 to 10000"),
    ("DEFAULT_PAGINATION", True, "whole number"),
    ("DEFAULT_PAGINATION", "20", "whole number"),
    ("LINLI_HOME_SIZE", -1, "whole number"),
    ("LINLI_RELATED_LIMIT", 10_001, "whole number"),
    ("LINLI_RELATED_LIMIT", False, "whole number"),
    ("LINLI_RELATED_REASONS", "no", "True or False"),
    ("LINLI_RELATED_BOTH_WAYS", "yes", "True or False"),
    ("LINLI_RELATED_LANGUAGES", "zh-Hans", "lists of languages"),
    ("LINLI_RELATED_LANGUAGES", ["zh-Hans"], "lists of languages"),
    ("LINLI_RELATED_LANGUAGES", [["zh-Hans"], ["zh-hans"]], "each of them once"),
    ("LINLI_RELATED_LANGUAGES", [["中文里没有这种"]], "language tag"),
    ("LINLI_RELATED_GUIDES", "服务指南", "list of texts"),
    ("LINLI_FILE_LIMIT", 0, "KiB"),
    ("LINLI_ASSET_LIMIT", 1.5, "KiB"),
    ("LINLI_TIME_LIMIT", 0, "0.1 to 600"),
    ("LINLI_TIME_LIMIT", float("nan"), "0.1 to 600"),
]


@pytest.mark.parametrize(("name", "value", "advice"), REFUSED)
def test_a_setting_of_the_wrong_kind_is_refused_by_name(
    name: str, value: object, advice: str
) -> None:
    error = refusal(**{name: value})
    assert name in error.what
    assert advice in error.fix
    assert error.exit_code == 2


# (misspelt, meant)
MISSPELT = [
    ("LINLI_COLUMN", "LINLI_COLUMNS"),
    ("LINLI_RELATED_LIMITS", "LINLI_RELATED_LIMIT"),
    ("LINLI_PUBLISHERS", "LINLI_PUBLISHER"),
    ("LINLI_ASKURL", "LINLI_ASK_URL"),
    ("LINLI_SITENAME", "SITENAME"),
]


@pytest.mark.parametrize(("written", "meant"), MISSPELT)
def test_an_unknown_setting_is_refused_with_the_name_it_was_meant_to_be(
    written: str, meant: str
) -> None:
    error = refusal(**{written: 1})
    assert written in error.what
    assert error.fix == f"Did you mean {meant}?"


def test_an_unknown_setting_like_no_other_points_to_the_docs() -> None:
    assert "docs/settings.md" in refusal(LINLI_ZZZ=1).fix


def test_names_of_pelican_and_of_the_site_itself_are_left_alone() -> None:
    assert newsroom(THEME_COLOUR="red", FEED_ALL_ATOM=None, RELATIVE_URLS=True) == newsroom()


def test_the_table_of_settings_and_the_newsroom_agree() -> None:
    attributes = [setting.attribute for setting in SETTINGS]
    assert sorted(attributes) == sorted(set(Newsroom.__struct_fields__) - CALLER)
    names = [setting.name for setting in SETTINGS]
    assert len(names) == len(set(names))
    assert all(setting.zh and setting.en for setting in SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_example_of_every_setting_can_be_copied(setting: Any) -> None:
    example = ast.literal_eval(setting.example)
    newsroom(**{setting.name: example})


# (SITEURL, the path before every address)
BASES = [
    ("", ""),
    ("https://qinghe.example", ""),
    ("https://qinghe.example/", ""),
    ("https://qinghe.example/paper", "/paper"),
    ("https://qinghe.example/a/b/", "/a/b"),
    ("https://qinghe.example/报纸", "/%E6%8A%A5%E7%BA%B8"),
    ("https://qinghe.example/%E6%8A%A5%E7%BA%B8/", "/%E6%8A%A5%E7%BA%B8"),
]


@pytest.mark.parametrize(("url", "base"), BASES)
def test_the_path_of_the_address_comes_before_every_address(url: str, base: str) -> None:
    assert newsroom(SITEURL=url).base == base


def test_the_publisher_is_the_newsroom_unless_named() -> None:
    assert newsroom(SITENAME="青禾邻里").publisher == "青禾邻里"


def test_a_site_adds_fields_without_python() -> None:
    added = newsroom(
        LINLI_FIELDS={
            "Phone-Number": {"aliases": ["电话"], "zh": "电话", "en": "Telephone"},
            "door": {"type": "choice", "choices": {"open": ["开放"]}, "shown": False},
        }
    ).extra_fields
    phone, door = added
    assert (phone.key, phone.type, phone.aliases, phone.zh, phone.en, phone.shown) == (
        "phone_number",
        Type.LINE,
        ("电话",),
        "电话",
        "Telephone",
        True,
    )
    assert (door.type, door.choices, door.shown) == (Type.CHOICE, {"open": ("开放",)}, False)


def test_a_site_requires_fields_it_added() -> None:
    required = newsroom(
        LINLI_FIELDS={"phone": {"aliases": ["电话"]}},
        LINLI_REQUIRED={"notice": ["title", "date", "phone"]},
    ).required
    assert required["notice"] == ("title", "date", "phone")
    assert "editors" in required["article"]
    assert required["page"] == ("title",)
