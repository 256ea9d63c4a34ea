"""Views into HTML. Jinja's one home.

A page is a pure function of its template (and what that includes), its view, the site-wide view and
the theme's words. Names that do not exist are errors, not empty space; everything is escaped except
what a view holds as sanitised HTML.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)

from linli.errors import ThemeError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linli.pages.plan import Page
    from linli.pages.views import SiteView


class Theme:
    """A theme's folder: ``templates/``, ``static/`` and ``lang/*.toml``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / "templates").is_dir():
            raise ThemeError(
                f"{folder} is not a theme: it has no templates/ folder.",
                "Set THEME to a theme made for Linli.",
                zh=f"{folder} 不是主题：里面没有 templates/。请把 THEME 设成为邻里做的主题。",
            )
        self._environment = Environment(
            loader=FileSystemLoader(folder / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._words: dict[str, Mapping[str, str]] = {}

    def render(self, page: Page, site: SiteView) -> str:
        """Return the HTML of ``page``. Raises ``ThemeError`` naming the template and its line."""
        try:
            template = self._environment.get_template(page.template)
            return template.render(site=site, page=page.view, words=self.words(page.view.head.lang))
        except TemplateNotFound as error:
            raise ThemeError(
                f"The theme has no template {error.name} (wanted by {page.template}).",
                f"Add it to {self.folder / 'templates'}.",
                zh=f"主题里没有模板 {error.name}（{page.template} 要用）。请加到 {self.folder / 'templates'}。",
            ) from error
        except TemplateSyntaxError as error:
            raise ThemeError(
                f"{error.filename}:{error.lineno}: {error.message}",
                "Mend the template.",
                zh=f"{error.filename}:{error.lineno}：模板写错了：{error.message}。",
            ) from error
        except ThemeError:
            raise
        except Exception as error:  # a template can divide by nought, or include itself
            raise ThemeError(
                f"{_where(error, self.folder, page.template)}: {error}",
                f"It happened on the page of {page.owner}.",
                zh=f"{_where(error, self.folder, page.template)}：模板出错：{error}。是在生成 {page.owner} 的页面时。",
            ) from error

    def words(self, lang: str) -> Mapping[str, str]:
        """Return the theme's own words for pages in ``lang``: the nearest of its word lists."""
        if lang not in self._words:
            self._words[lang] = self._read_words(lang)
        return self._words[lang]

    def _read_words(self, lang: str) -> Mapping[str, str]:
        folder = self.folder / "lang"
        names = sorted(path.stem for path in folder.glob("*.toml"))
        language = lang.split("-", maxsplit=1)[0]
        choices = [lang, *(name for name in names if name.split("-")[0] == language), "en", *names]
        found = next((name for name in choices if name in names), None)
        if found is None:
            raise ThemeError(
                f"The theme has no word lists in {folder}.",
                "Add lang/en.toml.",
                zh=f"主题的 {folder} 里没有词表。请加上 lang/en.toml。",
            )
        try:
            return {
                key: str(text)
                for key, text in tomllib.loads(
                    (folder / f"{found}.toml").read_text("utf-8")
                ).items()
            }
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ThemeError(
                f"{folder / found}.toml: {error}",
                "Mend the word list.",
                zh=f"{folder / found}.toml：词表写错了：{error}。",
            ) from error


def _where(error: BaseException, folder: Path, template: str) -> str:
    """Return template and line where rendering failed."""
    trace = error.__traceback__
    where = template
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(str(folder)):
            where = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where
