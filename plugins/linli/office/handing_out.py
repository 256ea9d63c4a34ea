"""Copies of one article for the desk: to paste into WeChat, or to send to somebody who may reprint it.

The whole newsroom is read and planned as for a build, so that links and pictures lead where they will; nothing is
published.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from linli.build.cache import MANUSCRIPTS
from linli.build.manuscripts import unpack
from linli.build.preparing import Options, prepare
from linli.build.press import despite_damage, press_beside
from linli.errors import ConfigError, UsageError
from linli.notices.lifecycle import State, is_lapsed, state_at
from linli.office.outside import stay_outside
from linli.office.sealing import BESIDE, write_folder, write_page
from linli.pages.addresses import INDEX
from linli.pages.copies import copy_of
from linli.pages.kits import CODE, FORMS, code_file
from linli.pages.layout import Layout
from linli.pages.recipe import ArticleParts, KitParts
from linli.qr import as_image
from linli.republish import as_wechat
from linli.rights.kit import kit_of
from linli.site.desk import card_of

if TYPE_CHECKING:
    from datetime import datetime

    from linli.build.preparing import Planned
    from linli.build.press import Press
    from linli.build.report import Report
    from linli.pages.recipe import Shot
    from linli.republish import Copy
    from linli.site import Manuscript, Newsroom

NOTES = {
    "hidden": (
        "The article is not published yet.",
        "这篇还没有发布。",
    ),
    "expired": (
        "The article has expired.",
        "这篇已经失效。",
    ),
    "not-ours": (
        "The rights are not ours: make sure that the permission covers this account, too.",
        "权利不在我们手里：请先确认授权包括公众号。",
    ),
    "pictures": (
        "Make sure that you may use these pictures elsewhere, too: {names}",
        "这些图片的署名不是本文作者，也不是本社，请先确认可以用：{names}",
    ),
    "ask": (
        "This article may be reprinted with permission only: send it to those who have it.",
        "这篇须经授权才能转载：请只发给已经得到授权的一方。",
    ),
    "unpublished": (
        "Links left out, as what they lead to is not published: {names}",
        "没有附上的链接，指向的稿件还没有发布，或者已经不能看：{names}",
    ),
    "left-out": (
        "Pictures left out, as they are credited to others: {names}",
        "没有附上的图片，署名是别人或没有署名：{names}",
    ),
}
"""What the desk is told about a copy, in English and Chinese."""


class Found(Struct, frozen=True):
    """An article as the site will show it, and its state now.

    ``unpublished`` are the links of its text that lead to what nobody may see now; the copy has their words alone.
    """

    layout: Layout
    parts: KitParts
    item: Manuscript
    state: State
    unpublished: tuple[str, ...]

    @property
    def told(self) -> list[str]:
        """Return what the desk is told of any copy, as keys of ``NOTES``."""
        return [str(self.state)] if self.state in {State.HIDDEN, State.EXPIRED} else []

    def copy(self, *, is_ours: bool) -> Copy:
        """Return the copy; one that is for us has all pictures."""
        return copy_of(self.layout, self.parts, self.item, is_ours=is_ours)


def write_wechat(
    newsroom: Newsroom, now: datetime, name: str, out: Path | None, report: Report, *, force: bool
) -> tuple[list[Path], list[str]]:
    """Write the copy for WeChat of the article in the file ``name``; return that file, and what to mind.

    Raises ``UsageError`` for an article that must not be shown, ``ContentError`` when the content has errors.
    """
    found = find(newsroom, now, name, report)
    story = found.item.story
    path = out or Path("wechat") / f"{story.slug}.html"
    stay_outside(
        newsroom,
        [path],
        "The copy is for the desk, and the site would publish it",
        "这份稿子是给编辑用的，放在那里会被发布",
    )
    copy, plain = found.copy(is_ours=True), found.copy(is_ours=False)
    code = as_image(copy.url)
    write_page(path, as_wechat(copy, code).encode(), story.id, force=force)
    told = found.told + ([] if _mode(found) else ["not-ours"])
    notes = [_note(key, newsroom) for key in told] + _links_left_out(found, newsroom)
    if plain.left_out:
        notes.append(_note("pictures", newsroom, _pictures(plain)))
    return [path], notes


def write_kit(
    newsroom: Newsroom, now: datetime, name: str, out: Path, report: Report, *, force: bool
) -> tuple[list[Path], list[str]]:
    """Write the files of a republish kit into the folder ``out``; return them, and what to mind."""
    found = find(newsroom, now, name, report)
    mode = _mode(found)
    if not mode or found.state is State.EXPIRED:
        path = found.item.path
        raise UsageError(
            f"{path} cannot be handed out: {'it has expired' if mode else 'others may not reprint it from us'}.",
            "docs/rights.md says which articles can.",
            zh=f"{path} 不能交给别人转载：{'已经失效' if mode else '权利不许，或者不在我们手里'}。哪些可以，见 docs/rights.md。",
        )
    copy = found.copy(is_ours=False)
    files = {name: write(copy).encode() for name, write in FORMS.values()}
    files[CODE] = code_file(found.layout, found.parts.story, found.item)
    stay_outside(
        newsroom,
        [out, *(out / name for name in (BESIDE, *files))],
        "The copies would be published with the site",
        "放在那里会随网站发布",
    )
    write_folder(out, files, found.item.story.id, force=force)
    told = found.told + (["ask"] if mode == "ask" else [])
    notes = [_note(key, newsroom) for key in told] + _links_left_out(found, newsroom)
    if copy.left_out:
        notes.append(_note("left-out", newsroom, _pictures(copy)))
    return [out / name for name in files], notes


def find(newsroom: Newsroom, now: datetime, name: str, report: Report) -> Found:
    """Return the article in the file ``name`` as the site will show it."""
    if not newsroom.url:
        raise ConfigError(
            "Copies need the site's address: links and pictures in them lead there.",
            'Set SITEURL, such as "https://qinghe.example".',
            zh='要有网站地址才能做：里面的链接和图片都指向网站。请设置 SITEURL，例如 "https://qinghe.example"。',
        )
    with press_beside(newsroom.output) as press:
        take = partial(_taken, newsroom, now, name, report, press)
        planned, parts, item = despite_damage(press, take)
    card = card_of(item)
    if is_lapsed(card, now.timestamp()):
        raise UsageError(
            f"The permission to publish {item.path} has ended.",
            "Renew it, and change permission_until.",
            zh=f"{item.path} 的授权已经到期。请先续期，再改“授权截止”。",
        )
    layout = Layout(newsroom, planned.plan.catalogue.addresses)
    targets, unpublished = _seen(planned, name, parts.targets, item, now)
    shown = KitParts(
        "", "", "copy", parts.url, parts.column_url, parts.entry_id, parts.cover, targets
    )
    return Found(layout, shown, item, state_at(card, now.timestamp()), unpublished)


def _taken(
    newsroom: Newsroom, now: datetime, name: str, report: Report, press: Press
) -> tuple[Planned, ArticleParts, Manuscript]:
    """Return the plan with drafts in it, and what it makes the article in the file ``name`` from."""
    planned = prepare(newsroom, Options(now, drafts=True), report, press)
    recipes = [page for page in planned.plan.pages if page.stories == (name,)]
    parts = next((one.parts for one in recipes if isinstance(one.parts, ArticleParts)), None)
    if parts is None:
        is_ours = name in planned.ground.found.markdown
        raise _no_article(planned.ground.folder.called(name) if is_ours else name)
    of = planned.stories.marks[name]
    return planned, parts, unpack(press.cache.whole(MANUSCRIPTS, [of])[of])


def _seen(
    planned: Planned, name: str, targets: tuple[Shot, ...], item: Manuscript, now: datetime
) -> tuple[tuple[Shot, ...], tuple[str, ...]]:
    """Return what the references of a text lead to, without what nobody may see now, and how those were written.

    The site was planned with all drafts, as one of them may be what is copied.
    """
    moment, urls = now.timestamp(), planned.plan.catalogue.urls
    hidden = {
        _plain(urls[card.name])
        for card in planned.stories.cards
        if card.name in urls and card.name != name and state_at(card, moment) is State.HIDDEN
    }
    shots, left_out = [], []
    for reference, shot in zip(item.text.references if targets else (), targets, strict=True):
        away = _plain(shot[0]) in hidden
        shots.append(("", 0, 0) if away else shot)
        left_out += [reference.written] if away else []
    return tuple(shots), tuple(left_out)


def _plain(address: str) -> str:
    """Return an address of this site in the one form of all that lead to the same page."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    return path.removesuffix(INDEX).rstrip("/").casefold()


def _links_left_out(found: Found, newsroom: Newsroom) -> list[str]:
    links = "; ".join(found.unpublished)
    return [_note("unpublished", newsroom, links)] if links else []


def _no_article(name: str) -> UsageError:
    return UsageError(
        f"{name} has no page of its own to make a copy of.",
        "Name an article or a notice of the content folder that has not been withdrawn.",
        zh=f"{name} 没有可以复制的页面。请写内容文件夹里的文章或通知，已撤回的和固定页面不行。",
    )


def _mode(found: Found) -> str:
    story = found.item.story
    return kit_of(story.origin, story.permission, story.reuse)


def _note(key: str, newsroom: Newsroom, names: str = "") -> str:
    english, chinese = NOTES[key]
    return (chinese if newsroom.lang.startswith("zh") else english).format(names=names)


def _pictures(copy: Copy) -> str:
    return "; ".join(
        [f"{one.caption or one.alt or one.url} {one.credit}".strip() for one in copy.left_out]
    )
