"""Draw the demo pictures: write content/images/*.jpg and *.png.

Run from anywhere::

    python docs/demo/draw.py                # every picture
    python docs/demo/draw.py lift-tower     # only the named ones
    python docs/demo/draw.py --svg DIR      # keep the SVGs too, to look at or to edit elsewhere

Needs Pillow, Chromium (or Chrome) on the PATH, and the Noto CJK fonts for the lettering.
The pictures themselves are in scenes.py, rooms.py, woodcuts.py and maps.py beside this file.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import maps  # noqa: F401  (each of these modules registers its pictures in GALLERY)
import rooms  # noqa: F401
import scenes  # noqa: F401
import woodcuts  # noqa: F401
from brush import GALLERY, Picture
from PIL import Image

IMAGES = Path(__file__).resolve().parents[2] / "content" / "images"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)
PAGE = "<!doctype html><meta charset=utf-8><style>*{{margin:0}}svg{{display:block}}</style>{svg}"
JPEG_LIMIT, PNG_LIMIT = 160_000, 120_000


def find_browser() -> str:
    """The first browser of ``BROWSERS`` on the PATH."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise SystemExit("draw.py needs Chromium or Chrome on the PATH")


def render(browser: str, picture: Picture, svg: str) -> Image.Image:
    """Let the browser paint one SVG and return the pixels."""
    with tempfile.TemporaryDirectory() as folder:
        page, shot = Path(folder, "page.html"), Path(folder, "shot.png")
        page.write_text(PAGE.format(svg=svg), encoding="utf-8")
        command = [browser, *FLAGS, f"--user-data-dir={folder}/profile"]
        command += [
            f"--window-size={picture.width},{picture.height}",
            f"--screenshot={shot}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        with Image.open(shot) as image:
            return image.convert("RGB")


def save_jpeg(image: Image.Image, target: Path) -> None:
    """Quality 82, or the best below it that keeps the file small."""
    for quality in range(82, 48, -2):
        image.save(target, quality=quality, optimize=True, progressive=True)
        if target.stat().st_size <= JPEG_LIMIT:
            return


def save_png(image: Image.Image, target: Path) -> None:
    """As many colours as the size allows; flat drawings need few."""
    for colors in (128, 64, 40):
        image.quantize(colors, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size <= PNG_LIMIT:
            return


def draw(name: str, browser: str, svg_folder: Path | None = None) -> Path:
    """Write the image of picture ``name``, and its SVG if a folder is given; returns the image."""
    picture = GALLERY[name]()
    svg = picture.svg()
    if svg_folder:
        svg_folder.mkdir(parents=True, exist_ok=True)
        (svg_folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    IMAGES.mkdir(parents=True, exist_ok=True)
    image = render(browser, picture, svg)
    flat = name.endswith(("-map", "-chart"))
    target = IMAGES / f"{name}.{'png' if flat else 'jpg'}"
    (save_png if flat else save_jpeg)(image, target)
    return target


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Draw the demo pictures.")
    parser.add_argument("names", nargs="*", metavar="name", help="pictures to draw (default: all)")
    parser.add_argument("--svg", type=Path, metavar="DIR", help="write the SVGs to this folder too")
    options = parser.parse_args(arguments)
    names = options.names or sorted(GALLERY)
    if unknown := sorted(set(names) - set(GALLERY)):
        parser.error(
            f"no such picture: {', '.join(unknown)}; there are: {', '.join(sorted(GALLERY))}"
        )
    browser = find_browser()
    for name in names:
        target = draw(name, browser, options.svg)
        print(f"{target.name}  {target.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
