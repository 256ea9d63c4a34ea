"""Components put in place of their calls, when a template is compiled.

Most components are shorter than what Jinja does to call one, and a page calls fifty. A component takes arguments
and reads nothing else, so its text may as well stand where it is called, in a scope of its own. One that cannot
be shown to keep to that stays a call. The HTML is the same; only the lines in messages are not, for which reason
a page that fails is made once more as its templates are written (:mod:`linli.build.templates.render`).
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, TemplateError, nodes

from linli.build.templates.names import imported, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linli.build.templates.names import Origin, Read

ESCAPING = (nodes.EvalContextModifier, nodes.ScopedEvalContextModifier)
"""What may turn escaping off: a template with one of them stays as it is."""
FIXED = (nodes.Block, nodes.CallBlock, nodes.Include, *ESCAPING)
"""What a component that is put elsewhere may not have inside."""
SPECIAL = frozenset({"caller", "kwargs", "varargs"})
"""Names that mean something else inside of a macro."""
LARGEST = 1000
"""Nodes of a component that is still put in place: components within components must not grow for ever."""


class Component(NamedTuple):
    """A macro that depends on its arguments alone; some of them have defaults. ``size`` counts its nodes."""

    arguments: tuple[str, ...]
    defaults: Mapping[str, nodes.Expr]
    body: list[nodes.Node]
    size: int


class Components:
    """The components of one theme, and its templates with those in place."""

    def __init__(self, environment: Environment) -> None:
        """Read templates as ``environment`` does."""
        self._environment = environment
        self._found: dict[Origin, Component | None] = {}
        self._calls: dict[str, dict[str, int]] = {}

    def parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return a template with its components in place, and without the imports of those."""
        if name is None or name not in self._read:
            return self._environment.parse(source, name, filename)
        self._put_in_place(name)
        return self._read[name].tree

    def named(self) -> Mapping[str, tuple[str | None, ...]]:
        """Return which templates each template names, in order."""
        return {name: tuple(sorted(one.templates, key=str)) for name, one in self._read.items()}

    def pages(self) -> list[str]:
        """Return the templates that are not made of components alone, in order."""
        return [
            name
            for name, one in self._read.items()
            if not any(isinstance(part, nodes.Macro) for part in one.tree.body)
        ]

    @cached_property
    def _read(self) -> dict[str, Read]:
        """Return all templates of the theme that can be read; rendering says what is wrong with the others."""
        found: dict[str, Read] = {}
        loader = self._environment.loader
        for name in self._environment.list_templates():
            with suppress(TemplateError, UnicodeDecodeError):
                source = loader.get_source(self._environment, name)[0] if loader else ""
                found[name] = read(self._environment.parse(source, name), name)
        return found

    @cached_property
    def _sought(self) -> frozenset[str]:
        """Return the names that some template takes from those it extends, includes or is extended by."""
        return frozenset[str]().union(*(one.foreign for one in self._read.values()))

    @cached_property
    def _origins(self) -> dict[str, Origin]:
        """Return where each name comes from, of those that mean one thing in all the theme.

        Templates that extend each other share their names, and what is named last prevails.
        """
        found: dict[str, set[Origin]] = {}
        for one in self._read.values():
            for name, origin in one.given:
                found.setdefault(name, set()).add(origin)
        return {name: origins.pop() for name, origins in found.items() if len(origins) == 1}

    def _put_in_place(self, template: str) -> Mapping[str, int]:
        """Change a template; return how many calls are left of each component it imports."""
        if template not in self._calls:
            one = self._read[template]
            known = self._known(one)
            calls = self._calls[template] = {name: one.uses[name] for name in known}
            if known and not any(isinstance(part, ESCAPING) for part in one.parts):
                _replace(one.tree, known, calls)
                done = {name for name, left in calls.items() if not left}
                _drop_imports(one.tree, done - self._sought)
        return self._calls[template]

    def _known(self, one: Read) -> dict[str, Component]:
        """Return the components that a template imports, by names that are nothing else in it."""
        found: dict[str, Component] = {}
        for node in one.tree.body:
            for name, origin in imported(node):
                component = self._component(origin) if self._origins.get(name) == origin else None
                if component and name not in one.stored:
                    found[name] = component
        return found

    def _component(self, origin: Origin) -> Component | None:
        if origin not in self._found:
            self._found[origin] = None  # one that contains itself stays a call
            self._found[origin] = self._made(*origin)
        return self._found[origin]

    def _made(self, template: str, name: str) -> Component | None:
        """Return the macro ``name``, or ``None`` when it may depend on more than its arguments."""
        one = self._read.get(template)
        if one is None or one.foreign or not all(map(_is_plain, one.tree.body)):
            return None
        macros = [part for part in one.parts if isinstance(part, nodes.Macro)]
        if [macro.name for macro in macros] != [name]:
            return None
        macro = macros[0]
        arguments = tuple(argument.name for argument in macro.args)
        if (
            len(set(arguments)) < len(arguments)
            or name in one.uses.keys() - set(arguments)
            or SPECIAL & (one.uses.keys() | one.stored)
            or "loop" in one.stored
            or any(isinstance(part, FIXED) for part in one.parts)
            or not all(isinstance(value, nodes.Const) for value in macro.defaults)
        ):
            return None
        within = self._known(one)
        size = len(one.parts) + sum(one.uses[name] * inner.size for name, inner in within.items())
        calls = self._put_in_place(template)
        if len(calls) < len(one.given) - 1 or any(calls.values()) or size > LARGEST:
            return None
        defaults = zip(reversed(arguments), reversed(macro.defaults), strict=False)
        return Component(arguments, dict(defaults), macro.body, size)


def _is_plain(node: nodes.Node) -> bool:
    """Say whether a node at the top of a component's file does nothing but name things."""
    if isinstance(node, nodes.Output):
        return all(isinstance(part, nodes.TemplateData) for part in node.nodes)
    return isinstance(node, nodes.Macro | nodes.FromImport)


def _replace(node: nodes.Node, known: Mapping[str, Component], calls: dict[str, int]) -> None:
    """Put components in place of their calls everywhere below ``node``, and count down ``calls``."""
    for _, value in node.iter_fields():
        if isinstance(value, list):
            value[:] = [new for one in value for new in _replaced(one, known, calls)]
        elif isinstance(value, nodes.Node):
            _replace(value, known, calls)


def _replaced(
    node: object, known: Mapping[str, Component], calls: dict[str, int]
) -> Iterator[object]:
    """Yield what stands for a node in a list of them: itself, or a piece of output in several parts."""
    if not isinstance(node, nodes.Output):
        if isinstance(node, nodes.Node):
            _replace(node, known, calls)
        yield node
        return
    before: list[nodes.Expr] = []
    for part in node.nodes:
        name = _called(part)
        placed = _placed(part, known[name]) if name in known else None
        if placed is None:
            before.append(part)
            continue
        calls[name] -= 1
        if before:
            yield nodes.Output(before, lineno=node.lineno)
        yield placed
        before = []
    if before:
        yield nodes.Output(before, lineno=node.lineno)


def _called(part: nodes.Expr) -> str:
    """Return the name that is called, if that is all a part of the output does."""
    if isinstance(part, nodes.Call) and isinstance(part.node, nodes.Name):
        return part.node.name
    return ""


def _placed(call: nodes.Expr, component: Component) -> nodes.With | None:
    """Return the text of the component that is called, in a scope where its arguments have their values."""
    if not isinstance(call, nodes.Call) or call.dyn_args or call.dyn_kwargs:
        return None
    handed = [*component.arguments[: len(call.args)], *(one.key for one in call.kwargs)]
    values = [*call.args, *(one.value for one in call.kwargs)]
    chosen = {**component.defaults, **dict(zip(handed, values, strict=False))}
    if len(set(handed)) < len(values) or chosen.keys() != set(component.arguments):
        return None  # something is missing, or too much: Jinja says so
    targets: list[nodes.Expr] = [
        nodes.Name(name, "store", lineno=call.lineno) for name in component.arguments
    ]
    given = [chosen[name] for name in component.arguments]
    return nodes.With(targets, given, component.body, lineno=call.lineno)


def _drop_imports(tree: nodes.Template, names: set[str]) -> None:
    kept: list[nodes.Node] = []
    for node in tree.body:
        if isinstance(node, nodes.FromImport):
            pairs = zip(node.names, imported(node), strict=True)
            node.names = [name for name, (here, _) in pairs if here not in names]
        if getattr(node, "names", True):
            kept.append(node)
    tree.body = kept
