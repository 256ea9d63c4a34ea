"""Views into HTML. Jinja's one home.

A page is a pure function of its template (and what that includes), its view, the site-wide view and
the theme's words. Names that do not exist are errors, not empty space; everything is escaped except
what a view holds as sanitised HTML.

Most of what Jinja does for a page is the same on every page: it finds templates, calls components and escapes texts
that have nothing to escape. Here that is done once, or not at all; the pages are those that the templates say.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
    nodes,
)
from markupsafe import escape

from linli.errors import ThemeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping
    from pathlib import Path
    from types import CodeType

    from linli.build.components import Components
    from linli.pages.views import SiteView, View


MANY = 50
"""Pages made from one template after which it pays to compile it with its components in place."""


class Theme:
    """A theme's folder: ``templates/``, ``static/`` and ``lang/*.toml``.

    ``compiled`` is a folder that may keep compiled templates from one build to the next; ``version`` stands for
    what they are made from besides their own text: all templates of the theme, and the code.
    """

    def __init__(self, folder: Path, compiled: Path | None = None, version: bytes = b"") -> None:
        self.folder = folder
        if not (folder / "templates").is_dir():
            raise ThemeError(
                f"{folder} is not a theme: it has no templates/ folder.",
                "Set THEME to a theme made for Linli.",
                zh=f"{folder} 不是主题：里面没有 templates/。请把 THEME 设成为邻里做的主题。",
            )
        self._written = Written(folder / "templates", compiled, version)
        self._compiled = compiled, version
        self._made: Counter[str] = Counter()
        self._words: dict[str, Mapping[str, str]] = {}

    def render(self, template: str, view: View, site: SiteView, owner: str) -> str:
        """Return the HTML of a page. Raises ``ThemeError`` naming the template, its line, and ``owner``."""
        words = self.words(view.head.lang)
        self._made[template] += 1
        if self._made[template] > MANY:
            with suppress(Exception):  # whatever it is, the templates as they are written tell it
                made = self._quick.get_template(template)
                return made.render(site=site, page=view, words=words)
        try:
            made = self._written.get_template(template)
            return made.render(site=site, page=view, words=words)
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
    def _quick(self) -> Quick:
        return Quick(self.folder / "templates", *self._compiled)

    def words(self, lang: str) -> Mapping[str, str]:
        """Return the theme's own words for pages in ``lang``: the nearest of its word lists."""
        if lang not in self._words:
            self._words[lang] = WordList(self._read_words(lang))
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


class WordList(dict[str, str]):
    """A theme's words. They are attributes, too: what Jinja looks for first is found first."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(words)
        self.__dict__ = self


class Written(Environment):
    """Jinja for templates that do not change while it lives."""

    def __init__(self, templates: Path, compiled: Path | None, version: bytes) -> None:
        super().__init__(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=Compiled(compiled, type(self).__name__, version) if compiled else None,
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


class Quick(Written):
    """Jinja for many pages of a kind: it takes longer to compile a template, and a third of the time to use it."""

    @cached_property
    def _components(self) -> Components:
        from linli.build.components import Components

        return Components(self)

    def compile(
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:  # noqa: ANN401 - a text or code, as ``raw`` says
        """Compile a template, with its components in place of their calls."""
        if isinstance(source, str):
            source = self._components.parse(source, name, filename)
        return super().compile(source, name, filename, raw, defer_init)  # type: ignore[call-overload]


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
        """Return the template; its functions look for ``escape`` in the module that ``code`` makes."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = escaped
        return made


def escaped(value: object) -> str:
    """Return a value as HTML, text as it is when there is nothing to escape: that is found out faster."""
    if type(value) is str and not (
        "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    ):
        return value
    return escape(value)


class Compiled(FileSystemBytecodeCache):
    """Compiled templates, kept while nothing changes that they are made from."""

    def __init__(self, folder: Path, kind: str, version: bytes) -> None:
        super().__init__(str(folder), f"{kind}-%s")
        self._version = version.hex()

    def get_source_checksum(self, source: str) -> str:
        """Return what a compiled template must bear to be used."""
        return super().get_source_checksum(self._version + source)


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


def named_templates(source: str) -> frozenset[str | None]:
    """Return the templates that a template's text extends, includes or imports.

    ``None`` stands for a name that is worked out only while a page is rendered. A text that cannot be
    parsed names none; rendering says what is wrong with it.
    """
    try:
        return frozenset(meta.find_referenced_templates(Environment(autoescape=True).parse(source)))
    except TemplateSyntaxError:
        return frozenset()
