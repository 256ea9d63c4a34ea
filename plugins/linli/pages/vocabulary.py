"""What words Linli puts into views; :mod:`linli.pages.words` chooses among the languages."""

from __future__ import annotations

from msgspec import Struct


class Vocabulary(Struct, frozen=True):
    """All words of one language that Linli puts into views."""

    home: str
    latest: str
    notices: str
    columns: str
    tags: str
    people: str
    series: str
    archive: str
    subscribe: str
    feed_code: str
    story_code: str
    whole_site: str
    corrections: str
    corrections_about: str
    correction_title: str
    notice_kind: str
    notice_kinds: dict[str, str]
    notices_of: str
    kinds_heading: str
    audio: str
    not_found: str
    withdrawn: str
    gone: str
    moved: str
    related: str
    latest_in_column: str
    reason_pinned: str
    reason_both: str
    reason_event: str
    reason_link: str
    reason_linked: str
    reason_text: str
    original_title: str
    source: str
    published_first: str
    reading: str
    reading_mixed: str
    ai_assisted: str
    ai_generated: str
    mail: str
    services: dict[str, str]
    year: str
    month: str
    tag_title: str
    person_title: str
    series_title: str
    page_title: str
    contents: str
    between: str
    roles: dict[str, str]
