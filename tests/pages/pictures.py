"""Pictures that are made when a test needs one."""

from __future__ import annotations

import io

from PIL import Image


def png(width: int = 40, height: int = 30) -> bytes:
    """Return a picture in one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(stream, "PNG")
    return stream.getvalue()
