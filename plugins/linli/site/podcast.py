"""The podcast: what the directories of podcasts want to know of a newsroom's sounds.

https://podcasters.apple.com/support/823-podcast-requirements
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct

from linli.site.readers import read_switch, read_table, read_text, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "Arts": (*("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),),
    "Business": (
        *("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    ),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": (
        *("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    ),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        *("Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies"),
        *("Home & Garden", "Video Games"),
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        *("Business News", "Daily News", "Entertainment News", "News Commentary", "Politics"),
        *("Sports News", "Tech News"),
    ),
    "Religion & Spirituality": (
        *("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"),
    ),
    "Science": (
        *("Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics"),
        *("Natural Sciences", "Nature", "Physics", "Social Sciences"),
    ),
    "Society & Culture": (
        *("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    ),
    "Sports": (
        *("Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey"),
        *("Rugby", "Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness"),
        "Wrestling",
    ),
    "Technology": (),
    "True Crime": (),
    "TV & Film": (
        *("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
    ),
}
"""Apple's categories and what each is divided into (January 2026); other directories use them too."""
TYPES = ("episodic", "serial")
PARTS = (*("title", "description", "author", "email", "image", "category", "explicit", "type"),)


class Podcast(Struct, frozen=True):
    """What a podcast says of itself; ``image`` is a file below the content folder.

    ``category`` and ``subcategory`` are Apple's. ``type`` is episodic (newest first) or serial (from the beginning).
    """

    title: str
    description: str
    author: str
    email: str
    image: str
    category: str
    subcategory: str = ""
    explicit: bool = False
    type: str = "episodic"


def read_podcast(name: str, value: object) -> Podcast | None:
    """A podcast, or nothing."""
    if value in ({}, "", None):
        return None
    row = read_table(name, value, PARTS)
    texts = {
        part: read_text(f"{name}[{part!r}]", row.get(part, ""))
        for part in PARTS
        if part != "explicit"
    }
    for part in ("email", "image", "category"):
        if not texts[part]:
            refuse(f"{name}[{part!r}]", texts[part], WANTED[part])
    if texts["email"].count("@") != 1 or any(char.isspace() for char in texts["email"]):
        refuse(f"{name}['email']", texts["email"], WANTED["email"])
    kind = texts.pop("type") or TYPES[0]
    if kind not in TYPES:
        refuse(f"{name}['type']", kind, " or ".join(TYPES))
    explicit = read_switch(f"{name}['explicit']", row.get("explicit", False))
    category, subcategory = _category(name, texts.pop("category"))
    return Podcast(
        **texts, category=category, subcategory=subcategory, explicit=explicit, type=kind
    )


WANTED = {
    "email": "an address at which directories reach you, such as podcast@news.example",
    "image": "a picture below the content folder, such as images/podcast.png",
    "category": "one of Apple's categories, such as News or News > Daily News",
}


def _category(name: str, text: str) -> tuple[str, str]:
    """Return a category and what it is divided into: "News > Daily News"."""
    first, _, second = (part.strip() for part in text.partition(">"))
    for said, known in ((first, [*CATEGORIES]), (second, CATEGORIES.get(first, ()))):
        if said and said not in known:
            close = get_close_matches(said, known, n=1, cutoff=0.4)
            wanted = f"did you mean {close[0]!r}?" if close else ", ".join(known) or first
            refuse(f"{name}['category']", said, wanted)
    return first, second
