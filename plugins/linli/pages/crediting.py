"""Who is credited, in the order of the fields, by role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linli.pages import views
from linli.story import Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linli.pages.layout import Layout
    from linli.story import Story


def credits_of(
    layout: Layout, story: Story, keys: tuple[str, ...], people: Mapping[str, str]
) -> tuple[views.Credit, ...]:
    """Return the credits of the fields ``keys``, one for each role; ``people`` holds the pages of people."""
    labels = layout.words(story.lang).roles
    found: list[views.Credit] = []
    for key in keys:
        value: tuple[Person, ...] | Person | None = getattr(story, key)
        if not value:
            continue
        credited = (value,) if isinstance(value, Person) else value
        roles: dict[str, list[views.PersonView]] = {}
        for person in credited:
            named = views.PersonView(person.name, person.unit, people.get(person.name, ""))
            roles.setdefault(role_of(key, person.role), []).append(named)
        found.extend(
            views.Credit(role, labels.get(role, role), tuple(who)) for role, who in roles.items()
        )
    return tuple(found)


def role_of(field: str, role: str) -> str:
    """Return the role of somebody credited in ``field``, perhaps with a role of their own."""
    return role or ("author" if field == "authors" else field)
