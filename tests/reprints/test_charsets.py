from __future__ import annotations

import codecs

import pytest

from linli.reprints.charsets import decode, is_text

TEXT = "青石巷的灯笼亮了，𠮷田先生和喆、镕、㐂都在。"
"""With characters that take two and four bytes in GB18030, and one that takes four in UTF-8."""


def page(charset: str, text: str = TEXT) -> str:
    return f'<html><head><meta charset="{charset}"></head><body>{text}</body></html>'


# (the bytes, the HTTP header, the charset they are read in)
ROWS = [
    (page("utf-8").encode(), "", "utf-8"),
    (page("gb2312").encode("gb18030"), "", "gb18030"),
    (page("GBK").encode("gb18030"), "", "gb18030"),
    (page("gb18030").encode("gb18030"), "", "gb18030"),
    (TEXT.encode("gb18030"), "text/html; charset=GB2312", "gb18030"),
    (TEXT.encode("gb18030"), "", "gb18030"),
    (TEXT.encode(), "", "utf-8"),
    (codecs.BOM_UTF8 + page("gb2312").encode(), "", "utf-8"),
    (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "", "utf-16-le"),
    (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "text/html; charset=utf-8", "utf-16-be"),
    (page("utf-8").encode("gb18030"), "", "gb18030"),  # the page is wrong about itself
    (page("gb2312").encode(), "", "utf-8"),
    (page("gb2312").encode(), "text/html; charset=utf-8", "utf-8"),
    (page("nonsense").encode(), "text/html; charset=rot13", "utf-8"),
    (b'<?xml version="1.0" encoding="gb2312"?>' + TEXT.encode("gb18030"), "", "gb18030"),
]


@pytest.mark.parametrize(("content", "header", "charset"), ROWS)
def test_a_page_is_read_in_its_charset(content: bytes, header: str, charset: str) -> None:
    found = decode(content, header)
    assert is_text(content)
    assert TEXT in found.text
    assert (found.charset, found.lossy) == (charset, False)


def test_big5_is_read_as_declared() -> None:
    text = page("big5", "圖書館把燈留到十點")
    assert "圖書館" in decode(text.encode("big5")).text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"\xff",
        bytes(range(256)) * 40,
        b"\xfe\xff\x00",
        b"\x84\x31\x95\x33\xff\xff",
        TEXT.encode("gb18030")[:-1],
        TEXT.encode("utf-16-le"),
        b'<meta charset="' + b"x" * 100_000,
        b'<meta charset="utf-16">' + TEXT.encode("gb18030"),
        b'<meta charset="idna">' + b"a." * 1000,
    ],
)
def test_rubbish_is_read_as_well_as_it_can_be(content: bytes) -> None:
    assert isinstance(decode(content).text, str)


def test_a_page_with_one_bad_byte_loses_only_that() -> None:
    found = decode(page("utf-8").encode() + b"\xff")
    assert TEXT in found.text
    assert (found.charset, found.lossy) == ("utf-8", True)
