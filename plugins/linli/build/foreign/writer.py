"""Pelican's writer, or a plugin's, with one rule more: one file on one path, on any file system."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.paginator import Paginator
from pelican.utils import get_relative_path, path_to_url

from linli.build.foreign.failing import explaining
from linli.errors import ThemeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linli.release import Release


class Strict:
    """What is put before a writer's own class."""

    output_path: str
    settings: dict[str, Any]

    def prepare(
        self, plugins: Iterable[Any], taken: Iterable[str], release: Release | None = None
    ) -> None:
        """Take note of the plugins, which may fail, and of paths that are taken already.

        Pages go straight into the ``release``, or, without one, to the stage.
        """
        self.plugins = plugins
        self.claims = {folded(path): path for path in taken}
        self.release = release

    def claim(self, path: str) -> None:
        """Take a path. Raises ``ThemeError`` when it is taken, or when a file stands in the way."""
        whole = folded(path)
        other = self.claims.get(whole)
        above = whole
        while other is None and "/" in above:
            above = above.rpartition("/")[0]
            other = self.claims.get(above)
        if other is not None:
            raise ThemeError(
                f"Two files would be written to {path}: the other is {other}.",
                "Give one of them another address: a *_SAVE_AS setting, or the name of the tag, column or file.",
                zh=f"有两个文件要写到 {path}，另一个是 {other}。请改一个的地址：*_SAVE_AS 设置，或标签、栏目、文件的名称。",
            )
        self.claims[whole] = path

    def put(self, path: str, html: str) -> None:
        """Write a page that no template made."""
        self.claim(path)
        if self.release is not None:
            self.release.write(path, html.encode("utf-8"))
            return
        file = Path(self.output_path) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")

    def has(self, path: str) -> bool:
        """Say whether the file was written."""
        return folded(path) in self.claims

    def write_file(
        self,
        name: Any,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: Any = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: Any = None,
        **shown: Any,
    ) -> None:
        """Render a page, or all pages of a list; say which it was when that fails."""
        page = shown.get("article") or shown.get("page")
        owner = f"{getattr(page, 'owner', '') or name}"
        lists = paginated, template_name
        with explaining(self.plugins, owner):
            if self.release is None:
                super().write_file(  # type: ignore[misc]
                    name, template, context, relative_urls, *lists, override_output, url, **shown
                )
            elif name:
                self._render(str(name), template, context, relative_urls, lists, url, shown)

    def _render(
        self,
        name: str,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool,
        lists: tuple[Any, str | None],
        url: Any,
        shown: dict[str, Any],
    ) -> None:
        """Do what Pelican's own writer does, without a folder and a file for each page."""
        for path, more in self._sheets(name, url, lists, shown):
            local = {**context, "localsiteurl": context.get("localsiteurl")}
            if relative_urls:
                local["SITEURL"] = local["localsiteurl"] = path_to_url(get_relative_path(path))
            local["output_file"] = path
            local.update(more)
            if local["localsiteurl"]:
                context["localsiteurl"] = local["localsiteurl"]
            self.put(path, template.render(local))

    def _sheets(
        self, name: str, url: Any, lists: tuple[Any, str | None], shown: dict[str, Any]
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield file and values of each page; a list has several."""
        found, kind = lists
        if found is None:
            found = {key: shown[key] for key in ("articles", "dates") if key in shown}
        wanted = self.settings["PAGINATED_TEMPLATES"]
        if not found or kind not in wanted:
            yield name, shown
            return
        size = wanted[kind] or self.settings["DEFAULT_PAGINATION"]
        paginators = {
            key: Paginator(name, url, items, self.settings, size) for key, items in found.items()
        }
        last = next(iter(paginators.values())).num_pages
        for number in range(1, last + 1):
            more = dict(shown)
            for key, paginator in paginators.items():
                page = paginator.page(number)
                more[f"{key}_paginator"], more[f"{key}_page"] = paginator, page
                more[f"{key}_previous_page"] = paginator.page(number - 1) if number > 1 else None
                more[f"{key}_next_page"] = paginator.page(number + 1) if number < last else None
            yield page.save_as, more

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:
        del override  # Pelican lets some pages replace others; here none is lost
        self.claim(Path(filename).relative_to(self.output_path).as_posix())
        return super()._open_w(filename, encoding)  # type: ignore[misc]

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        super()._add_item_to_the_feed(feed, item)  # type: ignore[misc]
        entry = feed.items[-1]  # names are escaped for templates; a feed escapes them itself
        entry["author_name"] = unescaped(entry["author_name"])
        entry["categories"] = [unescaped(one) for one in entry["categories"] or ()]


def strict(writer: type[Any]) -> type[Any]:
    """Return a writer's class with the rule put before it."""
    return type(writer.__name__, (Strict, writer), {})


def folded(path: str) -> str:
    """Return the form in which paths are the same on some file system."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFKC", path).casefold()


def unescaped(name: Any) -> str:
    """Return the plain text of a name."""
    return str(getattr(name, "plain", name or ""))
