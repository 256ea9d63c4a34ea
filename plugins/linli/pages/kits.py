"""The republish kit: below a story's own address, a page to copy it from and the same as files; or how to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from linli.pages import views
from linli.pages.addresses import kit_url, page_path
from linli.pages.copies import copy_of
from linli.pages.recipe import ArticleParts, KitParts, Recipe
from linli.qr import as_svg, code_of
from linli.republish import as_html, as_json, as_markdown, as_text
from linli.republish.values import text_of
from linli.rights.kit import explain_asking, explain_copy, request_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linli.pages.layout import Layout
    from linli.republish import Copy
    from linli.rights.wording import Sentence
    from linli.site import Manuscript

FORMS: dict[str, tuple[str, Callable[[Copy], str]]] = {
    "html": ("article.html.txt", as_html),
    "text": ("article.txt", as_text),
    "markdown": ("article.md", as_markdown),
    "json": ("article.json", as_json),
}
"""The files of a copy, and what writes them. HTML is a text here: as a page it would be one without head and language."""
SHOWN = ("html", "text", "markdown")
"""The forms that the page shows."""
CODE = "qr.svg"
TEMPLATES = {"copy": "republish.html", "ask": "ask.html"}


def kit_recipes(stories: Sequence[Recipe], base: str) -> Iterator[Recipe]:
    """Yield the kits of the articles that have one; ``stories`` are the recipes of their pages."""
    for recipe in stories:
        parts = recipe.parts
        if isinstance(parts, ArticleParts) and parts.kit:
            yield from _kit(recipe, parts, base)


def _kit(recipe: Recipe, parts: ArticleParts, base: str) -> Iterator[Recipe]:
    url, mode = kit_url(parts.url), parts.kit
    nothing = "", None, ()
    shown = (parts.entry_id, parts.cover, parts.targets) if mode == "copy" else nothing
    files = {"page": ""}
    if mode == "copy":
        files |= {form: name for form, (name, _) in FORMS.items()} | {"code": CODE}
    for form, name in files.items():
        made = KitParts(url + name, form, mode, parts.url, parts.column_url, *shown)
        template = TEMPLATES[mode] if form == "page" else ""
        path = page_path(made.url, base)
        yield Recipe(
            path, template, recipe.lang, made, (), recipe.stories, recipe.owner, recipe.line
        )


def kit_view(layout: Layout, parts: KitParts, item: Manuscript) -> views.View:
    """Return the page of a kit."""
    return (_copy_view if parts.mode == "copy" else _ask_view)(layout, parts, item)


def kit_file(layout: Layout, parts: KitParts, item: Manuscript) -> bytes:
    """Return a file of a kit, as it is published."""
    if parts.form == "code":
        return code_file(layout, parts.story, item)
    return FORMS[parts.form][1](_copied(layout, parts, item)).encode()


def code_file(layout: Layout, story: str, item: Manuscript) -> bytes:
    """Return the QR code of a story's address."""
    return as_svg(code_of(layout.absolute(story)), _code_title(layout, item))


def _code_title(layout: Layout, item: Manuscript) -> str:
    return layout.words(item.story.lang).story_code.format(title=item.story.title)


class _Last(NamedTuple):
    """What was copied last: page and files of a kit are made one after another, from one copy."""

    given: tuple[object, ...] = ()
    manuscript: Manuscript | None = None
    copy: Copy | None = None


_last = _Last()


def _copied(layout: Layout, parts: KitParts, item: Manuscript) -> Copy:
    global _last  # noqa: PLW0603 - one value, of no consequence but time
    given = layout, parts.story, parts.cover, parts.targets
    if _last.copy and _last.manuscript is item and _last.given == given:
        return _last.copy
    copy = copy_of(layout, parts, item)
    _last = _Last(given, item, copy)
    return copy


def _copy_view(layout: Layout, parts: KitParts, item: Manuscript) -> views.RepublishView:
    story, copy = item.story, _copied(layout, parts, item)
    contact = layout.newsroom.reprint_contact
    terms = explain_copy(story, layout.house, contact, story.lang, copy.url)
    return views.RepublishView(
        head=_head(layout, parts, item, terms.title),
        heading=terms.title,
        story=views.Link(story.title, parts.story),
        lead=_linked(terms.lead),
        duties=_linked(terms.duties),
        forms=tuple(
            [
                views.CopyForm(form, FORMS[form][1](copy), parts.url + FORMS[form][0])
                for form in SHOWN
            ]
        ),
        json=parts.url + FORMS["json"][0],
        credit=text_of(copy.last, copy.lang),
        pictures=_linked(terms.pictures),
        left_out=tuple([views.Picture(*one) for one in copy.left_out]),
        address=copy.url,
        code=views.Code(parts.url + CODE, _code_title(layout, item)),
    )


def _ask_view(layout: Layout, parts: KitParts, item: Manuscript) -> views.AskView:
    story, newsroom = item.story, layout.newsroom
    url, contact = layout.absolute(parts.story), newsroom.reprint_contact
    terms = explain_asking(story, layout.house, contact, story.lang, url)
    request = request_for(story, layout.house, contact, story.lang, url)
    return views.AskView(
        head=_head(layout, parts, item, terms.title),
        heading=terms.title,
        story=views.Link(story.title, parts.story),
        lead=_linked(terms.lead),
        request=request.text,
        mail=request.mail,
    )


def _head(layout: Layout, parts: KitParts, item: Manuscript, title: str) -> views.Head:
    story = item.story
    gap = "：" if story.lang.startswith("zh") else ": "
    return layout.head(
        "republish",
        f"{title}{gap}{story.title}",
        parts.url,
        story.lang,
        description=title,
        trail=(views.Link(story.column, parts.column_url), views.Link(story.title, parts.story)),
        section=parts.column_url,
        index=False,
    )


def _linked(found: Sequence[Sentence]) -> tuple[tuple[views.Link, ...], ...]:
    return tuple([tuple([views.Link(*piece) for piece in sentence]) for sentence in found])
