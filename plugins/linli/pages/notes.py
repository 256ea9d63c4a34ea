"""What a story must say even where Linli's own theme does not stand around it: in a feed, in a theme made for Pelican.

Whether a notice still holds, what was corrected, who is responsible and what others may do with a story then
stands in its text: before it and below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from markupsafe import Markup
from markupsafe import escape as marked

from linli.pages import views
from linli.pages.words import vocabulary
from linli.story.language import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from linli.pages.story_view import StoryView
    from linli.rights import statement

    Story: TypeAlias = StoryView | views.ArticleView
    """A story by itself, or on its page; so are its rights."""
    Rights: TypeAlias = statement.Statement | views.RightsView
    Piece: TypeAlias = statement.Piece | views.Link


WORDS = {
    "zh-Hans": {
        "until": "有效至{day}",
        "expired": "已于{day}失效，内容仅供查阅。",
        "corrected": "更正",
        "tags": "标签",
        "audio": "音频",
        "video": "视频",
        "transcript": "文字稿",
        "colon": "：",
        "comma": "、",
        "brackets": "（{}）",
        "by": "（更正人：{by}）",
        "gone": "本站已撤回这篇稿件，不再提供内容。",
        "lost": "网址可能写错了，或者页面已经移走。",
        "home": "回到首页",
    },
    "zh-Hant": {
        "until": "有效至{day}",
        "expired": "已於{day}失效，內容僅供查閱。",
        "corrected": "更正",
        "tags": "標籤",
        "audio": "音訊",
        "video": "影片",
        "transcript": "文字稿",
        "colon": "：",
        "comma": "、",
        "brackets": "（{}）",
        "by": "（更正人：{by}）",
        "gone": "本站已撤回這篇稿件，不再提供內容。",
        "lost": "網址可能寫錯了，或者頁面已經移走。",
        "home": "回到首頁",
    },
    "en": {
        "until": "In force until {day}",
        "expired": "Expired on {day}; kept for reference.",
        "corrected": "Correction",
        "tags": "Tags",
        "audio": "Listen",
        "video": "Watch",
        "transcript": "Transcript",
        "colon": ": ",
        "comma": ", ",
        "brackets": " ({})",
        "by": " (by {by})",
        "gone": "This story has been withdrawn and is no longer available.",
        "lost": "The address may be mistyped, or the page has moved.",
        "home": "Back to the front page",
    },
}


def escape(text: str) -> str:
    """Return plain text as HTML: what markupsafe makes of it, without a call where there is nothing to do."""
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return str(marked(text))
    return text


def words_of(lang: str) -> dict[str, str]:
    """Return the words of these notes in ``lang``."""
    return WORDS[language_of(lang)]


def whole_text(view: Story, lang: str) -> str:
    """Return a story's text, which is in ``lang``, with what must stand before it and below it."""
    before, after = around(view, lang)
    return f"{before}{view.html}{after}"


def around(view: Story, lang: str, *, at_home: bool = True) -> tuple[str, str]:
    """Return what must stand before a story's text and below it.

    Where it is not ``at_home``, in a feed, subtitle, cover and tags stand there too, and what feeds print themselves
    does not: the AI label and major corrections.
    """
    words = words_of(lang)
    opening = "".join(_opening(view, words, at_home=at_home))
    closing = "".join(_closing(view, words, lang, at_home=at_home))
    before = f'<div class="linli-opening">{opening}</div>\n' if opening else ""
    return before, f'\n<footer class="linli-closing">{closing}</footer>'


def _opening(view: Story, words: dict[str, str], *, at_home: bool) -> list[str]:
    lines: list[str] = []
    if view.state and view.expires:
        said = words["expired" if view.state == "expired" else "until"]
        lines.append(f'<p class="linli-state">{escape(said.format(day=view.expires.text))}</p>')
    if not at_home:
        lines += _headpiece(view)
    else:
        if view.ai_label:
            lines.append(f"<p>{escape(view.ai_label)}</p>")
        lines += _corrections(view.corrections, words, major=True)
    if view.dateline:
        lines.append(f'<p class="linli-dateline">{escape(view.dateline)}</p>')
    return lines


def _headpiece(view: Story) -> Iterator[str]:
    """Yield what stands between title and text: the second line of the headline, and the cover."""
    if view.subtitle:
        yield f'<p class="linli-subtitle">{escape(view.subtitle)}</p>'
    if cover := view.cover:
        said = " ".join(filter(None, (cover.caption, cover.credit)))
        caption = f"<figcaption>{escape(said)}</figcaption>" if said else ""
        url, alt = escape(cover.url), escape(cover.alt)
        image = f'<img src="{url}" alt="{alt}" width="{cover.width}" height="{cover.height}">'
        yield f'<figure class="linli-cover">{image}{caption}</figure>'


def _closing(view: Story, words: dict[str, str], lang: str, *, at_home: bool) -> list[str]:
    colon = words["colon"]
    lines = [
        f"<p>{escape(credit.label)}{colon}{_people(credit, words)}</p>"
        for credits_ in (view.byline, view.signoff)
        for credit in credits_
    ]
    if view.source.text:
        lines.append(f"<p>{vocabulary(lang).source}{colon}{link(view.source)}</p>")
    for fact in view.facts:
        value = "".join(map(link, fact.value))
        lines.append(f"<p>{escape(fact.label)}{colon}{value}</p>")
    lines += [f"<p>{words[one.kind]}{colon}{_recording(one, words)}</p>" for one in view.recordings]
    if view.tags and not at_home:
        tags = words["comma"].join(map(link, view.tags))
        lines.append(f"<p>{words['tags']}{colon}{tags}</p>")
    if view.corrections:
        lines += _corrections(view.corrections, words, major=False)
    lines.append(rights_html(view.rights))
    return lines


def _people(credit: views.Credit, words: dict[str, str]) -> str:
    named = [
        one.name + words["brackets"].format(one.unit) if one.unit else one.name
        for one in credit.people
    ]
    return escape(words["comma"].join(named))


def _recording(one: views.Recording, words: dict[str, str]) -> str:
    told = " · ".join(filter(None, (one.length, one.size)))
    shown = link(views.Link(one.title, one.url)) + escape(
        words["brackets"].format(told) if told else ""
    )
    paper = views.Link(words["transcript"], one.transcript)
    return shown + (" " + link(paper) if one.transcript else "")


def _corrections(
    found: Iterable[views.Correction], words: dict[str, str], *, major: bool
) -> Iterator[str]:
    for one in found:
        if one.major is major:
            by = words["by"].format(by=one.by) if one.by else ""
            text = f"{words['corrected']} {one.day.text}{words['colon']}{one.text}{by}"
            yield f'<p class="linli-correction">{escape(text)}</p>'


def corrections_html(found: Iterable[views.Correction], lang: str) -> str:
    """Return every correction."""
    all_, words = tuple(found), words_of(lang)
    return "".join(
        (*_corrections(all_, words, major=True), *_corrections(all_, words, major=False))
    )


def rights_html(rights: Rights) -> str:
    """Return the reprint notice as HTML."""
    lines = ["".join(map(link, sentence)) for sentence in rights.sentences]
    lines += [escape(rights.claim)] if rights.claim else []
    inner = "".join(f"<p>{line}</p>" for line in lines)
    return f'<section class="linli-rights"><p>{escape(rights.heading)}</p>{inner}</section>'


def rights_text(rights: Rights, lang: str, full: Callable[[str], str] = str) -> str:
    """Return the reprint notice as plain text, each link with its address behind it.

    ``full`` makes an address complete; where it leaves nothing, no address is given.
    """
    brackets = words_of(lang)["brackets"]
    lines = ["".join(_spelled(one, full, brackets) for one in line) for line in rights.sentences]
    lines += [rights.claim] if rights.claim else []
    return ("" if lang.lower().startswith("zh") else " ").join(lines)


def _spelled(piece: Piece, full: Callable[[str], str], brackets: str) -> str:
    address = full(piece.url).removeprefix("mailto:") if piece.url else ""
    if not address:
        return piece.text
    _, _, closing = brackets.partition("{}")
    if piece.text.endswith(closing):  # "(CC BY 4.0, https://…)"
        comma = "，" if closing == "）" else ", "
        return f"{piece.text.removesuffix(closing)}{comma}{address}{closing}"
    return piece.text + brackets.format(address)


def link(piece: Piece) -> str:
    """Return a piece of text, linked where it leads somewhere."""
    text = escape(piece.text)
    if not piece.url:
        return text
    relation = f' rel="{escape(piece.rel)}"' if piece.rel else ""
    return f'<a href="{escape(piece.url)}"{relation}>{text}</a>'


def policy_html(view: views.PolicyView) -> str:
    """Return the reprint policy as HTML."""
    parts = [f"<p>{_linked(line)}</p>" for line in view.lead]
    for one in view.sections:
        parts.append(f"<h2>{escape(one.heading)}</h2>")
        parts += [f"<p>{_linked(line)}</p>" for line in one.sentences]
        if one.links:
            items = "".join(f"<li>{link(piece)}</li>" for piece in one.links)
            parts.append(f"<ul>{items}</ul>")
        if one.example:
            lines = "".join(f"<p>{_linked(line)}</p>" for line in one.example)
            parts.append(f"<p>{escape(view.example)}</p><blockquote>{lines}</blockquote>")
    return "\n".join(parts)


def _linked(sentence: Iterable[views.Link]) -> str:
    return "".join(map(link, sentence))


def withdrawn_html(view: views.WithdrawnView) -> str:
    """Return what stands at the address of a withdrawn story."""
    lang = view.head.lang
    why = f"<p>{escape(view.reason)}</p>" if view.reason else ""
    return f"<p>{words_of(lang)['gone']}</p>{why}{corrections_html(view.corrections, lang)}"


def not_found_html(lang: str, home: str) -> str:
    """Return what stands where there is no page."""
    words = words_of(lang)
    return f'<p>{words["lost"]}</p><p><a href="{escape(home)}">{words["home"]}</a></p>'


REDIRECT = Markup(
    '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="robots" content="noindex">\n<meta http-equiv="refresh" content="0; url={url}">\n'
    '<link rel="canonical" href="{canonical}">\n<title>{title}</title>\n</head>\n'
    '<body><p><a href="{url}">{title}</a></p></body>\n</html>\n'
)


def redirect_html(view: views.RedirectView) -> str:
    """Return the page at an address that a story had before."""
    url = view.target.url
    return str(
        REDIRECT.format(
            lang=view.head.lang,
            url=url,
            canonical=view.head.canonical or url,
            title=view.target.text,
        )
    )


GONE = Markup(
    '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="robots" content="noindex">\n<title>{title}</title>\n</head>\n'
    '<body><p>{title}</p><p><a href="{home}">{home}</a></p></body>\n</html>\n'
)


def gone_html(view: views.GoneView, home: str) -> str:
    """Return the page at an address whose story may not be seen any more; ``home`` is the front page."""
    return str(GONE.format(lang=view.head.lang, title=view.head.title, home=home))
