"""QR codes are read back by zxing, which shares no code with what made them."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import segno
import zxingcpp
from lxml import etree
from PIL import Image, ImageDraw, ImageFilter

from linli.qr import QUIET, Code, as_svg, code_of

SVG = "{http://www.w3.org/2000/svg}"
ADDRESSES = [
    "https://qinghe.example/feed.xml",
    "https://qinghe.example/paper/series/%E8%80%81%E6%A5%BC%E8%A3%85%E7%94%B5%E6%A2%AF/feed.xml",
    "https://xn--7e4a0u.example/columns/community/feed.xml?a=1&b=2",
    "HTTPS://QINGHE.EXAMPLE/FEED.XML",  # what a code may write in fewer modules
    "https://qinghe.example/" + "a" * 600,
    "https://qinghe.example/" + "b" * 2600,  # too long for level M
]


def squares(code: Code) -> set[tuple[int, int]]:
    """Return the dark modules, column and row, as an SVG viewer would paint the path."""
    found: set[tuple[int, int]] = set()
    x = y = 0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", code.path):
        if command == "h":
            found |= {(column, y) for column in range(x, x + int(numbers))}
            x += int(numbers)
        else:
            across, down = numbers.split()
            x = int(across) if command == "M" else x + int(across)
            y = int(float(down) - 0.5) if command == "M" else y
    return found


def picture(code: Code, scale: int = 4, *, inverted: bool = False) -> Image.Image:
    image = Image.new("L", (code.size * scale,) * 2, 0 if inverted else 255)
    draw = ImageDraw.Draw(image)
    for x, y in squares(code):
        square = (x * scale, y * scale, (x + 1) * scale - 1, (y + 1) * scale - 1)
        draw.rectangle(square, 255 if inverted else 0)
    return image


def read(image: Image.Image) -> str:
    found = zxingcpp.read_barcodes(
        image, zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]), try_invert=False
    )
    assert len(found) == 1, f"expected one QR code, found {len(found)}"
    return found[0].text


LENGTHS = [*range(0, 90, 3), *range(90, 1400, 131), 2600]
"""From the smallest code to one that says its version, and beyond."""


@pytest.mark.parametrize("length", LENGTHS)
def test_the_mask_is_the_one_that_segno_finds_best(length: int) -> None:
    for kind in ("a", "A%E5", "0123456789/"):
        text = "https://qinghe.example/" + (kind * length)[:length]
        made = segno.make(text, error="m" if length < 2000 else "l", micro=False)
        dark = {
            (x + QUIET, y + QUIET)
            for y, row in enumerate(made.matrix)
            for x, module in enumerate(row)
            if module
        }
        assert squares(code_of(text)) == dark, f"another mask than {made.mask} for {text[:60]}"


@pytest.mark.parametrize("address", ADDRESSES, ids=len)
def test_a_code_is_read_as_what_it_says(address: str) -> None:
    assert read(picture(code_of(address))) == address


def test_a_code_that_is_blurred_and_dirty_is_still_read() -> None:
    image = picture(code_of(ADDRESSES[0]), 6)
    ImageDraw.Draw(image).ellipse((100, 100, 130, 130), 255)
    assert read(image.filter(ImageFilter.GaussianBlur(2)).rotate(7, fillcolor=255)) == ADDRESSES[0]


def test_four_modules_around_a_code_stay_white() -> None:
    code = code_of(ADDRESSES[1])
    inside = range(QUIET, code.size - QUIET)
    found = squares(code)
    assert {x for x, _ in found} == set(inside)
    assert {y for _, y in found} == set(inside)


def test_the_picture_is_well_formed_and_has_nothing_but_what_it_needs() -> None:
    code = code_of(ADDRESSES[0])
    root = etree.fromstring(as_svg(code, "“楼道”& <新闻>\x0b：二维码"))
    assert [one.tag for one in root.iter()] == [
        f"{SVG}svg",
        f"{SVG}title",
        f"{SVG}path",
        f"{SVG}path",
    ]
    assert root.findtext(f"{SVG}title") == "“楼道”& <新闻>：二维码"
    assert root.get("role") == "img"
    assert root.get("viewBox") == f"0 0 {code.size} {code.size}"
    attributes = {name for one in root.iter() for name in one.attrib}
    assert attributes == {
        *("viewBox", "width", "height", "role", "shape-rendering"),
        *("fill", "d", "stroke"),
    }


def test_dark_modules_are_painted_on_white_whatever_the_colour_scheme() -> None:
    code = code_of(ADDRESSES[0])
    ground, dark = etree.fromstring(as_svg(code, "a")).findall(f"{SVG}path")
    assert (ground.get("fill"), ground.get("d")) == ("#fff", f"M0 0h{code.size}v{code.size}H0z")
    assert (dark.get("stroke"), dark.get("d")) == ("#000", code.path)


def test_the_same_address_gives_the_same_bytes_in_any_process() -> None:
    program = f"from linli.qr import *; print(as_svg(code_of({ADDRESSES[1]!r}), 'a').decode())"
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "12"
    }
    assert printed == {as_svg(code_of(ADDRESSES[1]), "a") + b"\n"}


def test_what_no_code_holds_is_an_error() -> None:
    with pytest.raises(ValueError, match="too large"):
        code_of("a" * 2954)
