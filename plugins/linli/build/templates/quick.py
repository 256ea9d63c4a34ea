"""Templates in their fast form: what every page does again is done once, when they are compiled.

Components stand in place of their calls (:mod:`linli.build.templates.components`), an attribute is read by Python itself, and the
pieces of a page are handed on together instead of one by one through every template that it extends. The HTML is
the same; where this form fails, for whatever reason, the page is made from the templates as they are written
(:mod:`linli.build.templates.render`), and those say what is wrong.
"""

from __future__ import annotations

import keyword
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from jinja2 import BaseLoader, Environment, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator

from linli.build.inputs import theme_files
from linli.build.templates.compiled import Compiled
from linli.build.templates.components import Components
from linli.build.templates.render import Written, plain_name
from linli.marks import digest, plain_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from jinja2.compiler import Frame


class Texts(BaseLoader):
    """A theme's templates as they were at one moment, so that what is compiled together belongs together."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            path.relative_to(folder).as_posix(): (str(path), path.read_bytes())
            for path in theme_files(folder)
        }
        self.digests = {name: digest(text) for name, (_, text) in self._files.items()}

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        """Return the text of a template and its path."""
        name = plain_name(template)
        if name not in self._files:
            raise TemplateNotFound(template)
        path, text = self._files[name]
        return text.decode("utf-8"), path, None

    def list_templates(self) -> list[str]:
        """Return the names of all templates, in order."""
        return list(self._files)


class Outline(NamedTuple):
    """What is known of a theme's templates: those that are pages, and which others each of them names."""

    pages: tuple[str, ...]
    named: tuple[tuple[str, tuple[str | None, ...]], ...]


class Generator(CodeGenerator):
    """Writes the Python that a template becomes."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write an attribute as Python has it. What has none has perhaps an item: then this form fails."""
        if _is_python(node):
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
        else:
            super().visit_Getattr(node, frame)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Write what stands before a value; text, as most are, is escaped without a call of ours."""
        if _escapes(frame, finalize):
            self.write("(escape_text(told) if type(told := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Write what stands behind it."""
        if _escapes(frame, finalize):
            self.write(") is str else escape(told))")
        else:
            super()._output_child_post(node, frame, finalize)

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write a sequence of nodes; a block, or all that is in no block, gathers what it has and hands it on once."""
        nodes = list(nodes)
        if frame.parent or frame.buffer or not (frame.block or frame.rootlevel) or _leaks(nodes):
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")


class Quick(Written):
    """Jinja for pages: it takes longer to compile a template, and a third of the time to use it."""

    code_generator_class = Generator

    def __init__(self, theme: Path, aside: Path | None, version: bytes) -> None:
        """Read the templates of a theme; ``aside`` and ``version`` are those of :class:`Compiled`."""
        super().__init__(theme / "templates")
        self.texts = Texts(theme / "templates")
        self.loader = self.texts
        self._one_at_a_time = RLock()  # threads of an executor share what is compiled
        self._compiled: Compiled | None = None
        if aside:
            around = plain_mark((version, *self.texts.digests.items()))
            self._compiled = Compiled(theme, aside, around, self.texts.digests)
        self.bytecode_cache = self._compiled

    @cached_property
    def components(self) -> Components:
        """Return the components of the theme."""
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
        with self._one_at_a_time:
            if isinstance(source, str):
                source = self.components.parse(source, name, filename)
            return super().compile(source, name, filename, raw, defer_init)  # type: ignore[call-overload]

    @cached_property
    def outline(self) -> Outline:
        """Return what is known of all templates; to find out, each of them must be parsed, and so it is kept."""
        kept = self._compiled.recall() if self._compiled else None
        if kept:
            return Outline(*cast("Outline", kept))
        found = Outline(tuple(self.components.pages()), tuple(self.components.named().items()))
        if self._compiled:
            self._compiled.keep(tuple(found))
        return found

    def named(self) -> Mapping[bytes, frozenset[str | None]]:
        """Return what each template names, by the mark of its text (:func:`~linli.build.templates.render.named_templates`)."""
        return {self.texts.digests[name]: frozenset(names) for name, names in self.outline.named}


def _escapes(frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> bool:
    """Say whether it is certain that values are escaped here, and that nothing else is done to them."""
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None


def _is_python(node: nodes.Getattr) -> bool:
    """Say whether an attribute of a name, or of an attribute of it, can be written as Python has it."""
    at: nodes.Node = node
    while isinstance(at, nodes.Getattr):
        if not (at.attr.isascii() and at.attr.isidentifier()) or keyword.iskeyword(at.attr):
            return False
        at = at.node
    return isinstance(at, nodes.Name)


def _leaks(body: Iterable[nodes.Node]) -> bool:
    """Say whether something in a sequence of nodes hands its text on even where that should be gathered.

    Jinja does so for a template that is included without its context.
    """
    included = (one for node in body for one in (node, *node.find_all(nodes.Include)))
    return any(isinstance(one, nodes.Include) and not one.with_context for one in included)
