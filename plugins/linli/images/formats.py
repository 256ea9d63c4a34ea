"""The picture formats that are published, and what is said of a file that is none of them."""

from __future__ import annotations

FORMATS = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".gif": "GIF",
    ".webp": "WEBP",
    ".avif": "AVIF",
}


class BadImage(Exception):  # noqa: N818 - carries a rule's name
    """A file that cannot be published as a picture; ``rule`` says why."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.facts = facts
