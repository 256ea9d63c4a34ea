"""Themes: views into HTML.

A page is a pure function of its template (and what that includes), its view, the site-wide view and
the theme's words. Names that do not exist are errors, not empty space; everything is escaped except
what a view holds as sanitised HTML.

Pages are made from templates in a faster form (:mod:`linli.build.templates.quick`). As they are written, templates say what is
wrong, with the line; a page that fails is made once more from those. Where that goes well, the faster form alone is at
fault: pages are what they should be, only slower, and :attr:`Theme.slow` says why.
"""

from __future__ import annotations

import os
import tomllib
from functools import cached_property
from typing import TYPE_CHECKING, Any

import markupsafe
from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
    nodes,
)
from markupsafe import Markup, escape

from linli.errors import ThemeError
from linli.story.language import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping
    from pathlib import Path
    from types import CodeType

    from linli.build.templates.quick import Quick
    from linli.pages.views import SiteView, View


class Theme:
    """A theme's folder: ``templates/``, ``static/`` and ``lang/*.toml``.

    ``compiled`` is a folder beside the cache for compiled templates where the theme's own cannot be written; without
    one nothing is kept. ``version`` stands for what they are made from besides the templates: the code.
    """

    def __init__(self, folder: Path, compiled: Path | None = None, version: bytes = b"") -> None:
        self.folder = folder
        if not (folder / "templates").is_dir():
            raise ThemeError(
                f"{folder} is not a theme: it has no templates/ folder.",
                "Set THEME to a theme made for Linli.",
                zh=f"{folder} 不是主题：里面没有 templates/。请把 THEME 设成为邻里做的主题。",
            )
        self._kept = compiled, version
        self.slow: dict[str, str] = {}
        """Templates whose faster form has failed, and why."""
        self._words: dict[str, Mapping[str, str]] = {}

    def render(self, template: str, view: View, site: SiteView, owner: str) -> str:
        """Return the HTML of a page. Raises ``ThemeError`` naming the template, its line, and ``owner``."""
        words = self.words(view.head.lang)
        if template not in self.slow:
            try:
                made = self.quick.get_template(template)
                return made.render(site=site, page=view, words=words)
            except Exception as error:  # whatever it is, the templates as they are written tell it
                self.slow[template] = f"{type(error).__name__}: {error}"
        try:
            made = self._written.get_template(template)
            return made.render(site=site, page=view, words=words)
        except ThemeError:
            raise
        except TemplateNotFound as error:
            raise ThemeError(
                f"The theme has no template {error.name} (wanted by {template}).",
                f"Add it to {self.folder / 'templates'}.",
                zh=f"主题里没有模板 {error.name}（{template} 要用）。请加到 {self.folder / 'templates'}。",
            ) from error
        except TemplateSyntaxError as error:
            raise ThemeError(
                f"{error.filename}:{error.lineno}: {error.message}",
                "Mend the template.",
                zh=f"{error.filename}:{error.lineno}：模板写错了：{error.message}。",
            ) from error
        except Exception as error:  # a template can divide by nought, or include itself
            raise ThemeError(
                f"{_where(error, self.folder, template)}: {error}",
                f"It happened on the page of {owner}.",
                zh=f"{_where(error, self.folder, template)}：模板出错：{error}。是在生成 {owner} 的页面时。",
            ) from error

    @cached_property
    def quick(self) -> Quick:
        """Return the templates in the form that pages are made from."""
        from linli.build.templates.quick import Quick

        return Quick(self.folder, *self._kept)

    @cached_property
    def _written(self) -> Written:
        return Written(self.folder / "templates")

    def words(self, lang: str) -> Mapping[str, str]:
        """Return the theme's own words for pages in ``lang``: the nearest of its word lists."""
        if lang not in self._words:
            self._words[lang] = WordList(self._read_words(lang))
        return self._words[lang]

    def _read_words(self, lang: str) -> Mapping[str, str]:
        folder = self.folder / "lang"
        names = sorted(path.stem for path in folder.glob("*.toml"))
        near = [name for name in names if name.split("-")[0] == lang.split("-", maxsplit=1)[0]]
        near.sort(key=lambda name: language_of(name) != language_of(lang))
        choices = [lang, *near, "en", *names]
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


# What ``escape`` itself is made of, which has no public name.
escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


class WordList(dict[str, str]):
    """A theme's words. They are attributes, too: what Jinja looks for first is found first."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(words)
        self.__dict__ = self


class _Loader(FileSystemLoader):
    """Reads templates, and says of one that is no text which it is."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            where = f"{os.path.join(*self.searchpath, template)}:{line}"  # noqa: PTH118 - as Jinja names it
            raise ThemeError(
                f"{where}: this is not UTF-8.",
                "Save the template as UTF-8.",
                zh=f"{where}：模板不是 UTF-8 编码。请用 UTF-8 保存。",
            ) from error


class Written(Environment):
    """Jinja for templates that do not change while it lives."""

    def __init__(self, templates: Path) -> None:
        super().__init__(
            loader=_Loader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.template_class = WrittenTemplate
        self._ready: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Return a template; one that was asked for before is at hand."""
        if not isinstance(name, str):
            return name
        if name not in self._ready:
            self._ready[name] = super().get_template(name, parent, globals)
        return self._ready[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what every template may use; no template has more than the others."""
        return super().make_globals(d) if d else self.globals


class WrittenTemplate(Template):
    """A compiled template that lets text without special characters pass as it is."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return the template; its functions look for how text is escaped in the module that ``code`` makes."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__.update(escape=escaped, escape_text=escape_text)
        return made


def escaped(value: object) -> str:
    """Return a value as HTML: text as it is when there is nothing to escape, and what is HTML already.

    A page escapes two hundred texts; to say of each that it is now HTML takes longer than that.
    """
    if type(value) is str:
        return escape_text(value)
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


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


def plain_name(template: str) -> str:
    """Return the name of a template without what Jinja passes over in it: ``./a//b.html`` is ``a/b.html``."""
    if "./" not in template and "//" not in template and template[:1] != "/":
        return template
    return "/".join([part for part in template.split("/") if part not in {"", "."}])


def referenced(tree: nodes.Template) -> frozenset[str | None]:
    """Return the names of the templates that a parsed one names, as :func:`plain_name` has them; ``None`` for one worked out."""
    names = meta.find_referenced_templates(tree)
    return frozenset([None if name is None else plain_name(name) for name in names])


def named_templates(source: str) -> frozenset[str | None]:
    """Return the templates that a template's text extends, includes or imports.

    ``None`` stands for a name that is worked out only while a page is rendered. A text that cannot be
    parsed names none; rendering says what is wrong with it.
    """
    try:
        return referenced(Environment(autoescape=True).parse(source))
    except TemplateSyntaxError:
        return frozenset()
