from __future__ import annotations

from urllib.parse import quote

import pytest

from linli.pages.sharing import quoted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "老楼装电梯（二）：三十二万",
        "a b&c=d?e#f/g%h+i~j",
        "“引号”'\"<script>",
        "👵🏻🛗",
        "a\x00\n\u200b\ufeff",
        "https://qinghe.example/articles/老楼/",
    ],
)
def test_a_text_is_quoted_as_the_standard_library_does(text: str) -> None:
    for again in range(2):
        assert quoted(text) == quote(text, safe=""), f"asked {again} times before"
