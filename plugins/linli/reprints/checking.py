"""The check itself: read the article, read the page, judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from linli.errors import UsageError
from linli.reprints.article import find_article
from linli.reprints.charsets import decode, is_text
from linli.reprints.fetching import fetch
from linli.reprints.judge import judge
from linli.reprints.original import original_of
from linli.reprints.pages import read_page
from linli.reprints.scripts import (
    are_mixed,
    simplified,
    simplified_manuscript,
    simplified_page,
)
from linli.timelimit import TooSlow, time_limit

if TYPE_CHECKING:
    from linli.reprints.findings import Findings
    from linli.reprints.original import Original
    from linli.reprints.pages import Page
    from linli.site import Manuscript, Newsroom

SECONDS = 60.0
"""How long a page may take; somebody else's HTML can be made to take for ever."""


def in_one_script(
    manuscript: Manuscript, newsroom: Newsroom, page: Page
) -> tuple[Original, Page, bool]:
    """Return the original and the page, both in simplified characters where only one of them was, and whether so."""
    shown = "".join(block.text for block in page.blocks)
    if not are_mixed(manuscript.text.plain, shown):
        return original_of(manuscript, newsroom), page, False
    ours = replace(newsroom, name=simplified(newsroom.name))
    return original_of(simplified_manuscript(manuscript), ours), simplified_page(page), True


def check(newsroom: Newsroom, article: str, where: str) -> tuple[Findings, Original]:
    """Return what is right and wrong with the page ``where`` as a reprint of ``article``, and what it was held against.

    Raises ``UsageError`` for an article or a page that cannot be read.
    """
    manuscript = find_article(newsroom, article)
    fetched = fetch(where)
    if not is_text(fetched.content):
        raise UsageError(
            f"{where} is not a page, but a picture, a document or another such file.",
            "Save the reprint's page in the browser as HTML only, and name that file.",
            zh=f"{where} 不是网页，像是图片、文档或压缩包。请在浏览器里把转载的页面另存为“仅 HTML”，再检查那个文件。",
        )
    try:
        with time_limit(SECONDS):
            read = decode(fetched.content, fetched.content_type)
            page = read_page(read.text, fetched.address)
            original, page, mixed = in_one_script(manuscript, newsroom, page)
            findings = judge(original, page, where, read.charset, lossy=read.lossy, mixed=mixed)
            return findings, original
    except TooSlow:
        raise UsageError(
            f"{where} takes longer than {SECONDS:.0f} seconds to read.",
            "Save the page as HTML only and remove what is not the article.",
            zh=f"{where} 读了 {SECONDS:.0f} 秒还没有读完。请另存为“仅 HTML”，删去正文以外的部分。",
        ) from None
