"""Look into a picture file: is it what its name says, how large is it, does it tell where it was taken?"""

from __future__ import annotations

import io
import warnings

from msgspec import Struct
from PIL import (
    AvifImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from linli.images.formats import FORMATS, BadImage, unshown_kind
from linli.regexes import regex
from linli.timelimit import TooSlow, time_limit

# Pillow would look for them among its forty formats, and load them all.
del AvifImagePlugin, GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

PIXEL_LIMIT = 50_000_000
"""Pixels; a picture with more is refused before it is unpacked (a decompression bomb is small on disk)."""

XMP_POSITION = b"exif:GPSLatitude"
"""How XMP, the newer form of a picture's particulars, begins to tell a position."""

BLOCK = 8192
"""Bytes given to a decoder at a time; only in between can it be stopped."""


_OBJECT = regex(r"<[^<>]* at 0x[0-9a-fA-F]+>")
"""How Python prints an object: with its address in memory, another one in each run."""


class Facts(Struct, frozen=True):
    """Size in pixels as shown (after the camera's rotation), and whether a position is recorded."""

    width: int
    height: int
    located: bool


def inspect(content: bytes, suffix: str, seconds: float = 5.0) -> Facts:
    """Return the facts of the picture in ``content``, named with ``suffix`` (".jpg").

    Raises ``BadImage`` when it is no picture or one that browsers do not show, is broken, is another format than its name says, is
    larger than ``PIXEL_LIMIT``, or takes longer than ``seconds`` to unpack (a JPEG of a thousand scans).
    """
    wanted = FORMATS[suffix.lower()]
    try:
        with warnings.catch_warnings(), time_limit(seconds):
            warnings.simplefilter("ignore")  # what Pillow makes of a broken Exif block
            with Image.open(io.BytesIO(content), formats=sorted(set(FORMATS.values()))) as picture:
                width, height = picture.size
                found = picture.format or ""
                if found == "MPO":  # a JPEG with a second picture inside, as telephones make them
                    found = "JPEG"
                if width * height > PIXEL_LIMIT:
                    raise BadImage(
                        "image-too-large",
                        width=width,
                        height=height,
                        limit=PIXEL_LIMIT // 1_000_000,
                    )
                if found != wanted:
                    raise BadImage("image-format", found=found, suffix=suffix)
                exif = picture.getexif()
                turned = exif.get(ExifTags.Base.Orientation) in {5, 6, 7, 8}
                position = exif.get_ifd(ExifTags.IFD.GPSInfo)
                located = ExifTags.GPS.GPSLatitude in position or XMP_POSITION in content
                # A broken JPEG is broken in an eighth of its size, too, and that takes half the time.
                picture.draft(picture.mode, (1, 1))
                picture.decodermaxblock = BLOCK
                picture.load()
    except BadImage:
        raise
    except TooSlow as error:
        raise BadImage("bad-image", reason=f"> {seconds:g} s") from error
    except Image.DecompressionBombError as error:
        raise BadImage(
            "image-too-large", width="?", height="?", limit=PIXEL_LIMIT // 1_000_000
        ) from error
    except UnidentifiedImageError as error:
        raise _unknown(content) or BadImage("not-a-picture") from error
    except Exception as error:  # Pillow's decoders raise a dozen kinds, each format its own
        reason = _OBJECT.sub("", str(error)).strip() or type(error).__name__
        raise _unknown(content) or BadImage("bad-image", reason=reason) from error
    return Facts(height, width, located) if turned else Facts(width, height, located)


def _unknown(content: bytes) -> BadImage | None:
    """Return the refusal of a file that says what it is and is none of the published formats."""
    found = unshown_kind(content)
    return BadImage("image-unsupported", found=found) if found else None
