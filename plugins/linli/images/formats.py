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

UNSHOWN = {
    **dict.fromkeys((".heic", ".heif", ".hif"), "HEIC"),
    **dict.fromkeys((".tif", ".tiff"), "TIFF"),
    **dict.fromkeys((".cr2", ".cr3", ".nef", ".arw", ".dng", ".raf", ".orf", ".rw2"), "RAW"),
    ".bmp": "BMP",
    ".psd": "PSD",
    ".jxl": "JPEG XL",
    ".jp2": "JPEG 2000",
}
"""Pictures that browsers do not show, by the endings of their names."""
_BRANDS = {
    "HEIC": (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"),
    "RAW": (b"crx ",),
    "MP4": (b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"M4V ", b"qt  "),
}
"""The brands of ISO base media files (ISO/IEC 14496-12); AVIF (``avif``, ``avis``) is asked for first."""
_BEGINNINGS = (
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"8BPS", "PSD"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"Rar!", "RAR"),
    (b"<svg", "SVG"),
    (b"<?xml", "XML"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
)


def unshown_kind(content: bytes) -> str:
    r"""Return what the bytes of a file that is no published picture are, or nothing where they do not tell.

    >>> unshown_kind(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    'HEIC'
    """
    if content[4:8] == b"ftyp":
        end = min(int.from_bytes(content[:4]), 256)
        brands = {content[8:12], *(content[at : at + 4] for at in range(16, end, 4))}
        if brands & {b"avif", b"avis"}:
            return ""
        return next((kind for kind, own in _BRANDS.items() if not brands.isdisjoint(own)), "")
    begun = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next(
        (
            kind
            for start, kind in _BEGINNINGS
            if content.startswith(start) or (start[:1] == b"<" and begun.startswith(start))
        ),
        "",
    )


class BadImage(Exception):  # noqa: N818 - carries a rule's name
    """A file that cannot be published as a picture; ``rule`` says why."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.facts = facts
