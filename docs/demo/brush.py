"""Palette and brushes for the demo pictures: small functions that return SVG text.

Every brush returns a string of SVG marks, so pictures are built by joining strings.  A
``Picture`` collects the marks together with the gradients, patterns and filters they use.
Nothing here is random between two runs: the scattered brushes take a seed.
"""

from __future__ import annotations

import re
from collections import Counter
from math import cos, pi, sin
from random import Random
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Point = tuple[float, float]

PAPER, INK, VERMILION, TEAL = "#f6f1e7", "#23303a", "#b8322a", "#2f6f73"
OCHRE, LEAF, DUSK = "#d39a3a", "#5f7d4a", "#5b6f8f"
WHITE, CREAM, SAND, STONE = "#fffdf7", "#efe3cb", "#dcc7a0", "#b9b1a2"
SKIN, TAN, GREY, ROSE = "#eec39a", "#d9a577", "#a9a8a3", "#d98a72"

SANS = "'Noto Sans CJK SC','Noto Sans SC',sans-serif"
SERIF = "'Noto Serif CJK SC','Noto Serif SC',serif"

GALLERY: dict[str, Callable[[], Picture]] = {}


def picture(name: str) -> Callable[[Callable[[], Picture]], Callable[[], Picture]]:
    """Register a function as the one that draws picture ``name``."""

    def register(draw: Callable[[], Picture]) -> Callable[[], Picture]:
        GALLERY[name] = draw
        return draw

    return register


# --- colour and numbers ---------------------------------------------------------------------


def num(value: float) -> str:
    """A coordinate with at most one decimal, none where it is large, as short as possible."""
    text = f"{value:.1f}" if abs(value) < 120 else f"{value:.0f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def mix(first: str, second: str, share: float = 0.5) -> str:
    """The colour ``share`` of the way from ``first`` to ``second``."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def dark(color: str, share: float = 0.25) -> str:
    return mix(color, INK, share)


def light(color: str, share: float = 0.35) -> str:
    return mix(color, PAPER, share)


# --- marks ----------------------------------------------------------------------------------


def tag(name: str, inside: str | None = None, **attributes: object) -> str:
    """One element; ``_`` in attribute names becomes ``-`` and a trailing ``_`` is dropped."""
    parts = [name]
    for key, value in attributes.items():
        if value is None:
            continue
        text = num(value) if isinstance(value, float) else str(value)
        parts.append(f'{key.rstrip("_").replace("_", "-")}="{text}"')
    head = " ".join(parts)
    return f"<{head}/>" if inside is None else f"<{head}>{inside}</{name}>"


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0, **more: Any) -> str:
    corner = float(r) if r else None
    return tag(
        "rect",
        x=float(x),
        y=float(y),
        width=float(w),
        height=float(h),
        rx=corner,
        fill=fill,
        **more,
    )


def disc(x: float, y: float, r: float, fill: str, **more: Any) -> str:
    return tag("circle", cx=float(x), cy=float(y), r=float(r), fill=fill, **more)


def oval(x: float, y: float, rx: float, ry: float, fill: str, **more: Any) -> str:
    return tag("ellipse", cx=float(x), cy=float(y), rx=float(rx), ry=float(ry), fill=fill, **more)


def shape(d: str, fill: str, **more: Any) -> str:
    return tag("path", d=d, fill=fill, **more)


def poly(points: Iterable[Point], fill: str, **more: Any) -> str:
    return shape(trail(points) + "Z", fill, **more)


def stroke(d: str, color: str, width: float, **more: Any) -> str:
    """A line along path ``d``; its ends are round unless told otherwise."""
    return tag("path", d=d, fill="none", stroke=color, stroke_width=float(width), **more)


def line(x1: float, y1: float, x2: float, y2: float, color: str, width: float, **more: Any) -> str:
    return stroke(trail([(x1, y1), (x2, y2)]), color, width, **more)


def words(
    x: float,
    y: float,
    text: str,
    size: float,
    fill: str = INK,
    anchor: str = "middle",
    weight: int = 400,
    family: str = "",
    **more: Any,
) -> str:
    """One line of lettering whose baseline is at ``y``."""
    return tag(
        "text",
        escape(text),
        x=float(x),
        y=float(y),
        font_size=float(size),
        fill=fill,
        text_anchor=None if anchor == "middle" else anchor,
        font_weight=None if weight == 400 else weight,
        font_family=family or None,
        **more,
    )


def group(
    *marks: str, at: Point | None = None, scale: float = 1, flip: bool = False, **more: Any
) -> str:
    """Marks moved to ``at``, scaled and, if asked, mirrored left to right."""
    moves = []
    if at is not None:
        moves.append(f"translate({num(at[0])} {num(at[1])})")
    if scale != 1 or flip:
        across = f"{'-' if flip else ''}{scale:.3g}"
        moves.append(f"scale({across} {scale:.3g})" if flip else f"scale({scale:.3g})")
    return tag("g", "".join(marks), transform=" ".join(moves) or None, **more)


def trail(points: Iterable[Point]) -> str:
    """Path data of straight lines through the points."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points)


def curve(points: Sequence[Point], closed: bool = False) -> str:
    """Path data of a soft curve through the points (Catmull-Rom)."""
    count = len(points)

    def pick(i: int) -> Point:
        return points[i % count] if closed else points[min(max(i, 0), count - 1)]

    out = [f"M{num(points[0][0])} {num(points[0][1])}"]
    for i in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = pick(i - 1), pick(i), pick(i + 1), pick(i + 2)
        nodes = (
            bx + (cx - ax) / 6,
            by + (cy - ay) / 6,
            cx - (dx - bx) / 6,
            cy - (dy - by) / 6,
            cx,
            cy,
        )
        out.append("C" + " ".join(num(value) for value in nodes))
    return "".join(out) + ("Z" if closed else "")


def boxes(
    x: float, y: float, cols: int, rows: int, w: float, h: float, dx: float, dy: float
) -> str:
    """Path data of a grid of equal boxes: windows, tiles, shelves."""
    return "".join(
        f"M{num(x + i * dx)} {num(y + j * dy)}h{num(w)}v{num(h)}h{num(-w)}z"
        for j in range(rows)
        for i in range(cols)
    )


def rings(points: Iterable[Point], r: float) -> str:
    """Path data of circles of radius ``r``, one around each point."""
    arc = f"a{num(r)} {num(r)} 0 1 0 "
    return "".join(
        f"M{num(x - r)} {num(y)}{arc}{num(2 * r)} 0{arc}{num(-2 * r)} 0" for x, y in points
    )


def dots(points: Iterable[Point], color: str, size: float, long: float = 0, **more: Any) -> str:
    """Round dots, or short level dashes ``long`` units long: leaves, seeds, sparks."""
    return stroke("".join(f"M{x:.0f} {y:.0f}h{num(long)}" for x, y in points), color, size, **more)


def scatter(seed: object, count: int, x: float, y: float, w: float, h: float) -> list[Point]:
    """Seeded random points in a box."""
    dice = Random(str(seed))
    return [(x + dice.random() * w, y + dice.random() * h) for _ in range(count)]


def scatter_oval(seed: object, count: int, x: float, y: float, rx: float, ry: float) -> list[Point]:
    """Seeded random points in an oval."""
    found: list[Point] = []
    dice = Random(str(seed))
    while len(found) < count:
        u, v = dice.uniform(-1, 1), dice.uniform(-1, 1)
        if u * u + v * v <= 1:
            found.append((x + u * rx, y + v * ry))
    return found


# --- the picture ----------------------------------------------------------------------------


class Picture:
    """A sheet of ``width`` by ``height`` units, with the paints its marks refer to."""

    def __init__(
        self, width: int = 1600, height: int = 1000, ground: str = PAPER, grain: float = 0.1
    ) -> None:
        self.width, self.height, self.grain = width, height, grain
        self.defs: list[str] = []
        self.marks: list[str] = [rect(0, 0, width, height, ground)]

    def add(self, *marks: str) -> None:
        self.marks.extend(marks)

    def define(self, body: str) -> str:
        """Keep a paint whose id is written as ``@``; the answer is how to refer to it."""
        for index, known in enumerate(self.defs):
            if known == body:
                return f"url(#p{index})"
        self.defs.append(body)
        return f"url(#p{len(self.defs) - 1})"

    def fade(self, *stops: str | tuple[str, float], across: bool = False) -> str:
        """A linear gradient, downwards or ``across``; a stop may be (colour, opacity)."""
        aim = {} if across else {"x2": 0, "y2": 1}
        return self.define(tag("linearGradient", _stops(stops), id="@", **aim))

    def glow(self, *stops: str | tuple[str, float]) -> str:
        """A round gradient from the middle outwards."""
        return self.define(tag("radialGradient", _stops(stops), id="@"))

    def hatch(
        self, color: str, ground: str = "none", gap: float = 12, width: float = 4, angle: int = 45
    ) -> str:
        """Slanted lines, for maps and charts that must not rely on colour."""
        body = rect(0, 0, gap, gap, ground) + rect(0, 0, width, gap, color)
        turn = f"rotate({angle})"
        size = float(gap)
        return self.define(
            tag(
                "pattern",
                body,
                id="@",
                width=size,
                height=size,
                patternUnits="userSpaceOnUse",
                patternTransform=turn,
            )
        )

    def clip(self, d: str) -> str:
        return self.define(tag("clipPath", tag("path", d=d), id="@"))

    def dust(self, d: str, color: str, strength: float = 0.75, side: str = "bottom") -> str:
        """Grainy shading over path ``d``, thickest at one side: bottom, top, left or right."""
        first, last = (0.0, strength) if side in ("bottom", "right") else (strength, 0.0)
        paint = self.fade(("#000000", first), ("#000000", last), across=side in ("left", "right"))
        steps = (
            '<feTurbulence type="fractalNoise" baseFrequency=".36" numOctaves="2" seed="7"/>'
            '<feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1.6 0 0 0 -.3" result="n"/>'
            '<feComposite in="SourceAlpha" in2="n" operator="arithmetic" k2="1" k3="1" k4="-.95"/>'
            '<feComponentTransfer result="m"><feFuncA type="linear" slope="2.6"/></feComponentTransfer>'
            f'<feFlood flood-color="{color}"/><feComposite in2="m" operator="in"/>'
        )
        box = {"x": 0, "y": 0, "width": 1, "height": 1}
        ref = self.define(tag("filter", steps, id="@", color_interpolation_filters="sRGB", **box))
        return shape(d, paint, filter=ref)

    def soft(self, amount: float) -> str:
        """A blur, for light and mist."""
        body = f'<feGaussianBlur stdDeviation="{num(amount)}"/>'
        return self.define(
            tag("filter", body, id="@", x="-30%", y="-30%", width="160%", height="160%")
        )

    def svg(self) -> str:
        marks = list(self.marks)
        if self.grain:
            steps = (
                '<feTurbulence type="fractalNoise" baseFrequency=".14" numOctaves="2" seed="3"/>'
                '<feColorMatrix values="0 0 0 0 .2 0 0 0 0 .16 0 0 0 0 .12 1.9 0 0 0 -.8"/>'
            )
            paint = self.define(tag("filter", steps, id="@", x=0, y=0, width="100%", height="100%"))
            marks.append(
                tag("rect", width=self.width, height=self.height, filter=paint, opacity=self.grain)
            )
        defs = "\n".join(
            body.replace('id="@"', f'id="p{i}"', 1) for i, body in enumerate(self.defs)
        )
        size = (
            f'viewBox="0 0 {self.width} {self.height}" width="{self.width}" height="{self.height}"'
        )
        body = "\n".join(mark for mark in marks if mark)
        manner = f'font-family="{SANS}" text-anchor="middle" stroke-linecap="round" stroke-linejoin="round"'
        body, repeated = _share(body)
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {manner}>\n<defs>{defs}{repeated}</defs>\n{body}\n</svg>\n'


def _share(body: str) -> tuple[str, str]:
    """Draw marks that occur more than once through ``<use>``: the text and its definitions."""
    found = Counter(
        mark
        for mark in re.findall(r"<(?:path|ellipse|circle|rect) [^>]*/>", body)
        if len(mark) > 60
    )
    kept: list[str] = []
    for mark, count in found.items():
        if count > 1:
            name = f"u{len(kept)}"
            kept.append(re.sub(r"^<(\w+)", rf'<\1 id="{name}"', mark))
            body = body.replace(mark, f'<use href="#{name}"/>')
    return body, "".join(kept)


def _stops(stops: Sequence[str | tuple[str, float]]) -> str:
    out = []
    for index, stop in enumerate(stops):
        color, opacity = (stop, 1.0) if isinstance(stop, str) else stop
        part = f"{index / max(len(stops) - 1, 1):.2g}"
        out.append(
            tag(
                "stop",
                offset=part,
                stop_color=color,
                stop_opacity=None if opacity == 1 else opacity,
            )
        )
    return "".join(out)


# --- people ---------------------------------------------------------------------------------

LEGS: dict[str, tuple[str, str, tuple[Point, ...]]] = {
    # back leg, front leg, and the feet, in a figure 100 units tall standing on (0, 0)
    "stand": ("M-4 -44L-5 -3", "M4 -44L5 -3", ((-5, -2), (6, -2))),
    "walk": ("M-2 -44Q-5 -24 -14 -5", "M2 -44Q8 -26 10 -3", ((-13, -4), (12, -2))),
    "step": ("M-2 -44Q2 -24 -6 -3", "M2 -44Q12 -30 11 -8", ((-4, -2), (13, -6))),
    "sit": ("M0 -44L15 -44L13 -22", "M2 -43L19 -42L18 -22", ((16, -20), (21, -20))),
    "low": ("M0 -44L13 -50L12 -26", "M2 -43L18 -48L18 -26", ((15, -24), (21, -24))),
    "floor": ("M2 -42L17 -42L4 -37", "M-3 -42L-16 -41L6 -36.5", ((5, -36), (8, -35.5))),
    "none": ("", "", ()),
}

HAIR: dict[str, str] = {
    "short": "M-8.4 -88Q-10 -100 0 -100.5Q10 -100 8.2 -89Q7 -94 3 -95Q-3 -94 -5.5 -94.5Q-7 -92 -8.4 -88Z",
    "bob": "M-9.4 -83Q-11.5 -101 0 -101Q11.5 -100 9.4 -84Q7.5 -84 7.4 -90Q4 -95 -1 -95Q-6 -93 -6.3 -84Q-7.5 -82.5 -9.4 -83Z",
    "bun": "M-8.4 -87Q-10.5 -100.5 0 -100.5Q10 -100 8 -90Q4 -96 -3 -95Q-6 -93 -6.6 -87ZM-13 -97a5 5 0 1 1 9 -3a5 5 0 1 1 -9 3Z",
    "pony": "M-8.4 -87Q-10.5 -100.5 0 -100.5Q10 -100 8.2 -90Q4 -96 -3 -95Q-6 -93 -6.6 -87ZM-7 -97Q-17 -97 -15 -80Q-11 -84 -8 -90Z",
    "bald": "M-8.6 -86Q-10 -94 -6.5 -96Q-5.5 -90 -6.6 -85ZM8.2 -90Q8.6 -94 6.8 -96Q6 -93 7 -90Z",
    "tails": "M-8.6 -87Q-10.5 -100.5 0 -100.5Q10 -100 8.4 -88Q5 -95 0 -95Q-6 -94 -6.8 -87ZM-8 -92Q-17 -92 -14 -80Q-10 -83 -8 -90ZM8 -92Q17 -92 14 -80Q10 -83 8 -90Z",
}

HATS: dict[str, str] = {
    "cap": "M-8.8 -92Q-9 -102 0 -102Q9 -102 8.8 -93L15 -91.5Q15 -90 8.8 -91Z",
    "helmet": "M-10 -92Q-10 -104 0 -104Q10 -104 10 -92L14 -91.5V-90H-11V-92Z",
    "straw": "M-17 -91Q-7 -95 -6 -98Q0 -106 6 -98Q7 -95 17 -91Q0 -87 -17 -91Z",
    "cone": "M-16 -91L0 -106L16 -91Q0 -87 -16 -91Z",
    "cook": "M-8 -93V-97Q-13 -103 -6 -106Q0 -111 6 -106Q13 -103 8 -97V-93Q0 -95 -8 -93Z",
    "scarf": "M-9.4 -86Q-11 -101 0 -101Q11 -101 9 -92Q4 -97 -2 -96Q-6 -94 -6.5 -84Z",
}


def limb(start: Point, end: Point, bend: float, color: str, width: float, hand: str) -> str:
    """An arm from shoulder to hand; ``bend`` pushes the elbow to one side."""
    (x1, y1), (x2, y2) = start, end
    ex, ey = (x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend
    path = f"M{num(x1)} {num(y1)}Q{num(ex)} {num(ey)} {num(x2)} {num(y2)}"
    return (
        disc(x2, y2, width * 0.46, hand) + stroke(path, color, width)
        if hand
        else stroke(path, color, width)
    )


def person(
    x: float,
    y: float,
    h: float = 180,
    top: str = VERMILION,
    legs: str = INK,
    *,
    pose: str = "stand",
    hair: str = "short",
    tint: str = INK,
    skin: str = SKIN,
    hat: str = "",
    hat_color: str = WHITE,
    hands: tuple[Point, Point] = ((-14, -46), (14, -46)),
    bends: tuple[float, float] = (0.12, -0.12),
    skirt: bool = False,
    coat: float = 40,
    apron: str = "",
    child: bool = False,
    back: bool = False,
    bow: float = 0,
    flip: bool = False,
    before: str = "",
    after: str = "",
) -> str:
    """A small figure standing at (x, y), ``h`` units tall, looking right unless flipped.

    ``hands`` are where the far and the near hand are, in a figure 100 units tall whose feet
    are at (0, 0); ``before`` and ``after`` are marks in those units behind and in front of it.
    ``bow`` turns the body forward about the hips, in degrees.
    """
    sunk = {"sit": 22, "low": 26, "floor": 36}.get(pose, 0)
    rear, front, feet = LEGS[pose]
    shoe = dark(legs, 0.6)
    out = [before]
    if not skirt or pose in ("sit", "low", "floor"):
        out.append(stroke(rear, dark(legs, 0.3), 8) if rear else "")
        out.append(stroke(front, legs, 8.4) if front else "")
    elif rear:
        out.append(stroke(rear, skin, 4.4) + stroke(front, skin, 4.4))
        out.append(shape("M-8 -50L-13 -20Q0 -16 13 -20L8 -50Z", legs))
    out.extend(oval(fx, fy, 5, 2.6, shoe) for fx, fy in feet)
    hem = coat
    torso = f"M-6 -80Q-12 -79 -12 -70L-10.5 -{num(hem)}Q0 -{num(hem - 4)} 10.5 -{num(hem)}L12 -70Q12 -79 6 -80Q0 -83 -6 -80Z"
    body = [limb((-9, -74), hands[0], bends[0], dark(top, 0.28), 6.4, skin)]
    body.append(rect(-2.8, -86, 5.6, 8, dark(skin, 0.12), 2))
    body.append(shape(torso, top))
    body.append(
        shape(f"M12 -70Q12 -79 6 -80Q8 -60 5 -{num(hem - 2)}L10.5 -{num(hem)}Z", dark(top, 0.15))
    )
    if apron:
        body.append(shape("M-6 -72H6L8 -58L10 -34Q0 -30 -10 -34L-8 -58Z", apron))
        body.append(stroke("M-6 -72L-7 -79M6 -72L7 -79", apron, 1.6))
    body.append(_head(hair, tint, skin, hat, hat_color, child, back))
    body.append(limb((9, -73), hands[1], bends[1], dark(top, 0.08), 6.6, skin))
    body.append(after)
    turned = (
        tag("g", "".join(body), transform=f"rotate({num(bow)} 0 -44)") if bow else "".join(body)
    )
    out.append(turned)
    return group(*out, at=(x, y + sunk * h / 100), scale=h / 100, flip=flip)


def _head(
    hair: str, tint: str, skin: str, hat: str, hat_color: str, child: bool, back: bool
) -> str:
    marks = [oval(0, -90, 7.8, 8.8, skin)]
    if back:
        marks.append(oval(0, -91, 8.6, 9, tint))
    else:
        marks.append(oval(-6.4, -89, 1.7, 2.4, dark(skin, 0.1)))
        marks.append(stroke("M1 -89.4h0M5.2 -89.4h0", INK, 1.7))
        marks.append(
            disc(-0.6, -86, 1.7, ROSE, opacity=0.55)
            + stroke("M2 -85.2Q3.6 -84.2 4.8 -85.4", INK, 0.7)
        )
    if (hair and not back) or hair in ("bun", "pony", "tails"):
        marks.append(shape(HAIR[hair], tint))
    if hat:
        marks.append(shape(HATS[hat], hat_color))
    head = "".join(marks)
    return tag("g", head, transform="matrix(1.4 0 0 1.4 0 33)") if child else head


# --- things that stand outdoors ------------------------------------------------------------


def blob(
    seed: object, x: float, y: float, rx: float, ry: float, bumps: int = 9, rough: float = 0.12
) -> str:
    """Path data of a soft uneven round: crowns, bushes, clouds."""
    dice = Random(str(seed))
    ring = []
    for i in range(bumps):
        turn, far = 2 * pi * i / bumps, 1 + dice.uniform(-rough, rough)
        ring.append((x + rx * far * cos(turn), y + ry * far * sin(turn)))
    return curve(ring, closed=True)


def tree(
    pic: Picture,
    x: float,
    y: float,
    h: float,
    leaf: str = LEAF,
    bark: str = "#6b4f3a",
    seed: object = 1,
) -> str:
    """A broad-crowned tree standing at (x, y)."""
    w = h * 0.055
    trunk = (
        f"M{num(x - w)} {num(y)}Q{num(x - w * 0.5)} {num(y - h * 0.3)} {num(x - w * 0.5)} {num(y - h * 0.62)}"
        f"L{num(x + w * 0.5)} {num(y - h * 0.62)}Q{num(x + w * 0.5)} {num(y - h * 0.3)} {num(x + w)} {num(y)}Z"
    )
    arms = f"M{num(x)} {num(y - h * 0.34)}L{num(x - h * 0.16)} {num(y - h * 0.58)}M{num(x)} {num(y - h * 0.42)}L{num(x + h * 0.15)} {num(y - h * 0.62)}"
    crown = blob(f"{seed}a", x, y - h * 0.68, h * 0.33, h * 0.31, 11)
    inner = blob(f"{seed}b", x - h * 0.07, y - h * 0.76, h * 0.22, h * 0.18, 9)
    spots = scatter_oval(f"{seed}c", 46, x, y - h * 0.68, h * 0.29, h * 0.27)
    return (
        shape(trunk, bark)
        + stroke(arms, bark, w * 0.7)
        + shape(crown, leaf)
        + shape(inner, light(leaf, 0.16))
        + pic.dust(crown, dark(leaf, 0.6), 0.62)
        + dots(spots[:26], light(leaf, 0.42), h * 0.014, h * 0.01)
        + dots(spots[26:], dark(leaf, 0.4), h * 0.014, h * 0.01)
    )


def willow(
    x: float, y: float, h: float, leaf: str = LEAF, bark: str = "#5d4a3a", seed: object = 1
) -> str:
    """A willow standing at (x, y): a leaning trunk and a curtain of strands."""
    dice = Random(f"willow{seed}")
    w = h * 0.04
    trunk = (
        f"M{num(x - w)} {num(y)}Q{num(x - w * 1.4)} {num(y - h * 0.4)} {num(x + w)} {num(y - h * 0.8)}"
        f"L{num(x + w * 2)} {num(y - h * 0.78)}Q{num(x + w * 0.2)} {num(y - h * 0.36)} {num(x + w * 1.2)} {num(y)}Z"
    )
    out = [
        shape(blob(seed, x + w, y - h * 0.82, h * 0.21, h * 0.13), dark(leaf, 0.3)),
        shape(trunk, bark),
    ]
    for tone, count in ((dark(leaf, 0.28), 22), (leaf, 20), (light(leaf, 0.3), 12)):
        d = []
        for _ in range(count):
            u = dice.uniform(-1, 1)
            sx, sy = x + w + u * h * 0.19, y - h * (0.94 - 0.1 * u * u)
            long = h * dice.uniform(0.3, 0.66)
            d.append(
                f"M{num(sx)} {num(sy)}q{num(u * h * 0.12)} {num(long * 0.1)} {num(u * h * 0.13 + dice.uniform(-8, 8))} {num(long)}"
            )
        out.append(stroke("".join(d), tone, h * 0.012))
    return "".join(out)


def bush(
    pic: Picture, x: float, y: float, w: float, h: float, leaf: str = LEAF, seed: object = 1
) -> str:
    d = blob(seed, x, y - h * 0.35, w / 2, h * 0.6, 11, 0.16)
    return shape(d, leaf) + pic.dust(d, dark(leaf, 0.6), 0.6)


def cloud(x: float, y: float, w: float, color: str = WHITE, opacity: float = 0.8) -> str:
    """A flat-bottomed cloud."""
    d = (
        f"M{num(x)} {num(y)}q{num(w * 0.02)} {num(-w * 0.1)} {num(w * 0.16)} {num(-w * 0.1)}"
        f"q{num(w * 0.06)} {num(-w * 0.13)} {num(w * 0.24)} {num(-w * 0.12)}q{num(w * 0.18)} 0 {num(w * 0.22)} {num(w * 0.12)}"
        f"q{num(w * 0.08)} {num(-w * 0.05)} {num(w * 0.18)} 0q{num(w * 0.14)} 0 {num(w * 0.2)} {num(w * 0.1)}Z"
    )
    return shape(d, color, opacity=opacity)


def hills(
    seed: object,
    base: float,
    rise: float,
    fill: str,
    width: int = 1600,
    steps: int = 7,
    floor: float = 1000,
) -> str:
    """A soft ridge from edge to edge whose tops lie up to ``rise`` above ``base``."""
    dice = Random(str(seed))
    ridge = [
        (-40 + (width + 80) * i / steps, base - rise * dice.random()) for i in range(steps + 1)
    ]
    return shape(curve(ridge) + f"L{width + 40} {num(floor)}L-40 {num(floor)}Z", fill)


def skyline(seed: object, x0: float, x1: float, base: float, tall: float, fill: str) -> str:
    """Distant buildings as one flat shape."""
    dice = Random(str(seed))
    points: list[Point] = [(x0, base)]
    x = x0
    while x < x1:
        w, h = dice.uniform(34, 88), tall * dice.uniform(0.35, 1)
        points += [(x, base - h), (min(x + w, x1), base - h)]
        x += w
        if dice.random() < 0.3:
            points += [(x, base - tall * 0.15), (x + 16, base - tall * 0.15)]
            x += 16
    return poly([*points, (x1, base)], fill)


def ripples(
    seed: object,
    count: int,
    x: float,
    y: float,
    w: float,
    h: float,
    color: str,
    width: float = 4,
    **more: Any,
) -> str:
    """Short level strokes on water, longer towards the viewer."""
    dice = Random(str(seed))
    d = []
    for _ in range(count):
        v = dice.random()
        long = (18 + 70 * v) * dice.uniform(0.6, 1.4)
        d.append(
            f"M{num(x + dice.random() * w)} {num(y + v * h)}q{num(long / 2)} {num(-2 - 3 * v)} {num(long)} 0"
        )
    return stroke("".join(d), color, width, **more)


def lantern(x: float, y: float, size: float, color: str = VERMILION) -> str:
    """A round red lantern hanging from (x, y)."""
    s = size
    return group(
        line(0, -0.3 * s, 0, 0, INK, 0.05 * s),
        oval(0, 0.5 * s, 0.62 * s, 0.5 * s, color),
        stroke(
            f"M0 0Q{num(-0.7 * s)} {num(0.5 * s)} 0 {num(s)}M0 0Q{num(0.7 * s)} {num(0.5 * s)} 0 {num(s)}",
            dark(color, 0.2),
            0.035 * s,
        ),
        oval(0, 0.5 * s, 0.26 * s, 0.42 * s, "#f0a24a", opacity=0.55),
        rect(-0.24 * s, -0.05 * s, 0.48 * s, 0.11 * s, OCHRE, 0.03 * s),
        rect(-0.24 * s, 0.94 * s, 0.48 * s, 0.11 * s, OCHRE, 0.03 * s),
        stroke(
            f"M{num(-0.12 * s)} {num(1.05 * s)}v{num(0.38 * s)}M0 {num(1.05 * s)}v{num(0.46 * s)}M{num(0.12 * s)} {num(1.05 * s)}v{num(0.38 * s)}",
            OCHRE,
            0.05 * s,
        ),
        at=(x, y),
    )


def lamp(x: float, y: float, h: float, color: str = INK, lit: str = "#ffe3a0") -> str:
    """A street lamp standing at (x, y)."""
    return (
        line(x, y, x, y - h, color, h * 0.022)
        + stroke(
            f"M{num(x)} {num(y - h)}q0 {num(-h * 0.06)} {num(h * 0.1)} {num(-h * 0.06)}",
            color,
            h * 0.018,
        )
        + oval(x + h * 0.12, y - h * 1.045, h * 0.055, h * 0.022, lit)
    )


def bicycle(x: float, y: float, size: float, color: str = INK) -> str:
    """A bicycle whose wheels stand on y, heading right; ``size`` is the wheel radius."""
    r = size
    hub = f"M0 {num(-r)}L{num(r * 0.9)} {num(-r * 2.1)}L{num(r * 2.3)} {num(-r * 2.1)}L{num(r * 1.25)} {num(-r)}L0 {num(-r)}M{num(r * 1.25)} {num(-r)}L{num(r * 0.85)} {num(-r * 2.3)}M{num(r * 2.6)} {num(-r)}L{num(r * 2.2)} {num(-r * 2.5)}l{num(-r * 0.35)} {num(-r * 0.1)}"
    return group(
        stroke(rings([(0, -r), (r * 2.6, -r)], r), INK, r * 0.13),
        stroke(hub, color, r * 0.16),
        stroke(f"M{num(r * 0.6)} {num(-r * 2.35)}h{num(r * 0.5)}", INK, r * 0.24),
        at=(x, y),
    )


def rider(
    x: float, y: float, size: float, top: str, legs: str = INK, flip: bool = False, **look: Any
) -> str:
    """A person cycling right; ``size`` is the wheel radius."""
    r = size
    knees = f"M{num(r * 0.85)} {num(-r * 2.5)}Q{num(r * 2.1)} {num(-r * 2.2)} {num(r * 1.5)} {num(-r * 0.75)}"
    body = person(
        r * 0.9,
        r * 0.15,
        r * 5.4,
        top,
        legs,
        pose="none",
        bow=14,
        hands=((24, -60), (26, -58)),
        coat=46,
        **look,
    )
    far = f"M{num(r * 0.85)} {num(-r * 2.5)}Q{num(r * 1.7)} {num(-r * 2.6)} {num(r * 1.1)} {num(-r * 1.4)}"
    return group(
        stroke(far, dark(legs, 0.4), r * 0.42),
        bicycle(0, 0, r),
        stroke(knees, legs, r * 0.44),
        body,
        at=(x, y),
        flip=flip,
    )
