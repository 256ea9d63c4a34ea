"""The names in a template: which it takes from outside, which it gives to others.

What is said here errs on one side only: a name may be called foreign that is not, never the other way round.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import nodes

from linli.build.templates.render import referenced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Origin = tuple[str, str]
"""The template that defines something, and its name there."""
NOWHERE: Origin = ("", "")


def imported(node: nodes.Node) -> Iterator[tuple[str, Origin]]:
    """Yield the names that an import gives, each with where it comes from; ``NOWHERE`` if that may vary."""
    if isinstance(node, nodes.Import):
        yield node.target, NOWHERE
    elif isinstance(node, nodes.FromImport):
        template = node.template.value if isinstance(node.template, nodes.Const) else None
        for name in node.names:
            there, here = (name, name) if isinstance(name, str) else name
            known = isinstance(template, str) and not node.with_context
            yield here, (str(template), there) if known else NOWHERE


class Read(NamedTuple):
    """A template and the names in it, as it is written.

    ``parts`` are all nodes; ``uses`` counts where each name is read; ``stored`` are those that are set, by a
    loop or a parameter too. ``given`` are the names that it may give to those it extends or is extended by.
    ``templates`` are those it names itself; ``None`` stands for a name that is worked out while it is used.
    """

    tree: nodes.Template
    parts: tuple[nodes.Node, ...]
    uses: Counter[str]
    stored: frozenset[str]
    given: tuple[tuple[str, Origin], ...]
    foreign: frozenset[str]
    templates: frozenset[str | None]


def read(tree: nodes.Template, template: str) -> Read:
    """Return what the names in a template are."""
    parts = tuple(tree.find_all(nodes.Node))
    names = [one for one in parts if isinstance(one, nodes.Name)]
    return Read(
        tree,
        parts,
        Counter(one.name for one in names if one.ctx == "load"),
        frozenset(one.name for one in names if one.ctx != "load"),
        tuple(found for one in parts for found in _given(one, template)),
        frozenset(_foreign(tree.body, set())),
        referenced(tree),
    )


def _given(node: nodes.Node, template: str) -> Iterator[tuple[str, Origin]]:
    yield from imported(node)
    if isinstance(node, nodes.Macro):
        yield node.name, (template, node.name)
    elif isinstance(node, nodes.Assign | nodes.AssignBlock):
        yield from ((name, NOWHERE) for name in _targets(node.target))


def _foreign(body: Iterable[nodes.Node], known: set[str]) -> Iterator[str]:
    """Yield what is foreign in a scope; ``known`` is what it has from the scopes around it, and grows."""
    for node in body:
        yield from _foreign_in(node, known)
        known |= {name for name, _ in imported(node)}
        if isinstance(node, nodes.Macro):
            known.add(node.name)
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            known |= _targets(node.target)


def _foreign_in(node: nodes.Node, known: set[str]) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        if node.ctx == "load" and node.name not in known:
            yield node.name
    elif isinstance(node, nodes.For):
        inner = known | _targets(node.target)
        yield from _foreign_in(node.iter, known)
        yield from _foreign([node.test] if node.test else [], set(inner))
        yield from _foreign(node.body, inner | {"loop"})
        yield from _foreign(node.else_, set(known))
    elif isinstance(node, nodes.With):
        yield from _foreign(node.values, set(known))
        yield from _foreign(node.body, known.union(*map(_targets, node.targets)))
    elif isinstance(node, nodes.Macro):
        yield from _foreign(node.defaults, set(known))
        yield from _foreign(node.body, known.union(*map(_targets, node.args)))
    elif isinstance(node, nodes.NSRef):
        yield from {node.name} - known
    else:
        for _, value in node.iter_fields():
            parts = value if isinstance(value, list) else [value]
            yield from _foreign([one for one in parts if isinstance(one, nodes.Node)], set(known))


def _targets(target: nodes.Node) -> set[str]:
    """Return the names that are set by an assignment, a loop or a parameter."""
    names = {target.name} if isinstance(target, nodes.Name) else set[str]()
    return names | {one.name for one in target.find_all(nodes.Name)}
