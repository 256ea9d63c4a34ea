"""What a picture file is, before it is published. The pictures are made here."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from linli.images.formats import FORMATS, BadImage
from linli.images.inspect import PIXEL_LIMIT, Facts, inspect


def picture(form: str, size: tuple[int, int] = (64, 48), **options: Any) -> bytes:
    """Return the bytes of a picture; a gradient, so that every format has something to store."""
    stream = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(stream, form, **options)
    return stream.getvalue()


def exif(orientation: int = 1, place: dict[int, Any] | None = None) -> Image.Exif:
    """Return a camera's notes: how it was held, and where it was."""
    notes = Image.Exif()
    notes[ExifTags.Base.Orientation] = orientation
    if place is not None:
        notes.get_ifd(ExifTags.IFD.GPSInfo).update(place)
    return notes


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that says how large it is, and holds nothing."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0")
    chunks = [
        struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        for part in (head, data, b"IEND")
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def refusal(content: bytes, suffix: str) -> BadImage:
    with pytest.raises(BadImage) as caught:
        inspect(content, suffix)
    return caught.value


@pytest.mark.parametrize(("suffix", "form"), FORMATS.items())
def test_a_picture_of_each_format_is_measured(suffix: str, form: str) -> None:
    assert inspect(picture(form), suffix) == Facts(64, 48, located=False)


@pytest.mark.parametrize("form", sorted(set(FORMATS.values())))
def test_pillow_loads_no_formats_that_are_not_published(form: str) -> None:
    """It has forty, and to load them all takes as long as looking into ten pictures."""
    suffix = next(suffix for suffix, its in FORMATS.items() if its == form)
    code = (
        "import sys; from PIL import Image; from linli.images.inspect import inspect;"
        f"inspect({picture(form)!r}, {suffix!r}); print(*sorted(Image.OPEN))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert set(done.stdout.split()) <= {*FORMATS.values(), "BMP", "DIB", "MPO", "PPM", "TIFF"}


def test_the_case_of_a_suffix_does_not_matter() -> None:
    assert inspect(picture("JPEG"), ".JPG").width == 64


MISNAMED = [
    (suffix, form)
    for suffix, wanted in FORMATS.items()
    for form in sorted(set(FORMATS.values()))
    if form != wanted
]


@pytest.mark.parametrize(("suffix", "form"), MISNAMED)
def test_a_picture_that_is_not_what_its_name_says_is_refused(suffix: str, form: str) -> None:
    refused = refusal(picture(form), suffix)
    assert refused.rule == "image-format"
    assert refused.facts == {"found": form, "suffix": suffix}


# (what it is, bytes)
BROKEN = {
    "nothing": b"",
    "text": "榆树里装上电梯".encode(),
    "a page": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a PDF": b"%PDF-1.7\n",
    "a format we do not publish": picture("BMP"),
    "a TIFF": picture("TIFF"),
    "half a JPEG": picture("JPEG")[:400],
    "half a PNG": picture("PNG")[:90],
    "half a GIF": picture("GIF")[:-400],
    "half a WebP": picture("WEBP")[:60],
    "a PNG header alone": png_header(64, 48)[:33],
    "a PNG without its data": png_header(64, 48),
    "a JPEG's first bytes": b"\xff\xd8\xff\xe0",
}


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_sound_picture_is_refused(content: bytes, suffix: str) -> None:
    refused = refusal(content, suffix)
    assert refused.rule in {"bad-image", "image-format", "not-a-picture", "image-unsupported"}
    if refused.rule == "bad-image":
        assert refused.facts["reason"], "the message has to say what is the matter"


def box(*brands: bytes, size: int = 0) -> bytes:
    """Return the first box of an ISO base media file of these brands, and some content."""
    inside = b"ftyp" + brands[0] + bytes(4) + b"".join(brands[1:])
    return (size or len(inside) + 4).to_bytes(4) + inside + b"\0\0\0\x10mdat" + bytes(8)


# (what it is, bytes)
UNSUPPORTED = [
    ("HEIC", box(b"heic", b"mif1", b"heic")),
    ("HEIC", box(b"mif1", b"heic")),
    ("HEIC", box(b"heix")),
    ("MP4", box(b"isom", b"mp42")),
    ("RAW", box(b"crx ")),
    ("TIFF", picture("TIFF")),
    ("BMP", picture("BMP")),
    ("PDF", b"%PDF-1.7\n"),
    ("ZIP", b"PK\x03\x04" + bytes(40)),
    ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("HTML", b"\xef\xbb\xbf\n<!DOCTYPE html><title>404</title>"),
]


@pytest.mark.parametrize(("kind", "content"), UNSUPPORTED)
def test_a_file_of_another_kind_is_called_by_its_name(kind: str, content: bytes) -> None:
    refused = refusal(content, ".jpg")
    assert (refused.rule, refused.facts) == ("image-unsupported", {"found": kind})


@pytest.mark.parametrize(
    "content", [b"", "电梯".encode(), box(b"abcd"), box(b"heic")[:9], box(b"xxxx", size=2**31)]
)
def test_what_does_not_say_what_it_is_is_no_picture(content: bytes) -> None:
    refused = refusal(content, ".jpg")
    assert (refused.rule, refused.facts) == ("not-a-picture", {})


@pytest.mark.parametrize("content", [*BROKEN.values(), box(b"avif", b"mif1"), box(b"avis")])
def test_no_message_holds_an_address_in_memory(content: bytes) -> None:
    """It would be another one in each run."""
    for suffix in FORMATS:
        assert "0x" not in str(refusal(content, suffix).facts)


# (width, height of a PNG's header)
BOMBS = [(PIXEL_LIMIT, 2), (7072, 7072), (20_000, 20_000), (65_500, 65_500), (2**31 - 1, 2**31 - 1)]


@pytest.mark.parametrize(("width", "height"), BOMBS)
def test_a_picture_with_too_many_pixels_is_refused_by_its_header(width: int, height: int) -> None:
    refused = refusal(png_header(width, height), ".png")
    assert refused.rule == "image-too-large"
    assert refused.facts["limit"] == PIXEL_LIMIT // 1_000_000
    assert {"width", "height"} <= refused.facts.keys()


# (how the camera was held: Exif's number, size as shown)
TURNED = [
    (1, (64, 48)),
    (2, (64, 48)),
    (3, (64, 48)),
    (4, (64, 48)),
    (5, (48, 64)),
    (6, (48, 64)),
    (7, (48, 64)),
    (8, (48, 64)),
]


@pytest.mark.parametrize(("orientation", "size"), TURNED)
@pytest.mark.parametrize(("suffix", "form"), [(".jpg", "JPEG"), (".png", "PNG"), (".webp", "WEBP")])
def test_a_picture_is_measured_as_it_is_shown(
    suffix: str, form: str, orientation: int, size: tuple[int, int]
) -> None:
    facts = inspect(picture(form, exif=exif(orientation)), suffix)
    assert (facts.width, facts.height) == size


HERE = {1: "N", 2: (30.0, 16.0, 12.0), 3: "E", 4: (120.0, 9.0, 30.0)}


@pytest.mark.parametrize(("suffix", "form"), [(".jpg", "JPEG"), (".png", "PNG"), (".webp", "WEBP")])
@pytest.mark.parametrize(
    ("place", "located"), [(HERE, True), (None, False), ({}, False), ({0: b"\2\3\0\0"}, False)]
)
def test_a_recorded_position_is_noticed(
    suffix: str, form: str, place: dict[int, Any] | None, *, located: bool
) -> None:
    assert inspect(picture(form, exif=exif(1, place)), suffix).located is located


def test_broken_notes_of_a_camera_do_not_make_a_picture_broken() -> None:
    sound = picture("JPEG", exif=exif(1, HERE))
    start = sound.index(b"Exif\0\0") + 6
    broken = sound[: start + 10] + b"\xff" * 30 + sound[start + 40 :]
    assert inspect(broken, ".jpg").width == 64


SOUND = {suffix: picture(form, (16, 12)) for suffix, form in FORMATS.items()}


@settings(max_examples=120)
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6),
    st.integers(0, 400),
)
def test_damage_of_any_kind_is_measured_or_refused_and_nothing_else(
    suffix: str, damage: list[tuple[int, int]], lost: int
) -> None:
    content = bytearray(SOUND[suffix])
    for place, value in damage:
        content[place % len(content)] = value
    outcome: Facts | BadImage
    try:
        outcome = inspect(bytes(content[: len(content) - lost]), suffix)
    except BadImage as refused:
        outcome = refused
    if isinstance(outcome, Facts):
        assert 0 < outcome.width * outcome.height <= PIXEL_LIMIT
    else:
        assert outcome.rule in {
            *("bad-image", "image-format", "image-too-large"),
            *("not-a-picture", "image-unsupported"),
        }


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpeg_that_is_not_all_there_is_refused_wherever_it_ends(
    mode: str, *, progressive: bool
) -> None:
    stream = io.BytesIO()
    noise = Image.effect_noise((400, 300), 80).convert(mode)
    noise.save(stream, "JPEG", progressive=progressive)
    content = stream.getvalue()
    assert inspect(content, ".jpg").width == 400
    for tenths in range(1, 10):
        refused = refusal(content[: len(content) * tenths // 10], ".jpg")
        assert refused.rule == "bad-image", f"{tenths} tenths of it"
