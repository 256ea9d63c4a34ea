"""The two pictures that look like woodcuts: tones in, two inks out.

Every area is painted in a grey tone and covered with a screen of fine lines; a last filter
bends everything a little, as a knife would, and lets only ink or paper through.  The lines
come out thick where the tone is dark and thin where it is light.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin
from random import Random
from typing import Any

from brush import (
    PAPER,
    SERIF,
    VERMILION,
    Picture,
    Point,
    blob,
    boxes,
    curve,
    group,
    line,
    num,
    person,
    picture,
    poly,
    rect,
    rings,
    scatter,
    shape,
    stroke,
    tag,
    words,
)

BLACK, WHITE = "#000000", "#ffffff"


def tone(share: float) -> str:
    """A grey: 0 is ink, 1 is paper."""
    return f"#{round(255 * share):02x}" + f"{round(255 * share):02x}" * 2


def screen(pic: Picture, angle: float, pitch: float) -> str:
    """A paint of parallel lines that swing between black and white."""
    turn = angle * pi / 180
    ends = {"x1": 0, "y1": 0, "x2": round(-sin(turn) * pitch, 2), "y2": round(cos(turn) * pitch, 2)}
    stops = tag("stop", stop_color=BLACK) + tag("stop", offset=1, stop_color=WHITE)
    units = {"gradientUnits": "userSpaceOnUse", "spreadMethod": "reflect"}
    return pic.define(tag("linearGradient", stops, id="@", **ends, **units))


def cut(pic: Picture, d: str, fill: str, angle: float = 0, pitch: float = 8) -> str:
    """An area in tone ``fill`` (a grey or a gradient of greys) cut with lines at ``angle``."""
    return shape(d, fill) + shape(d, screen(pic, angle, 2 * pitch), opacity=0.5)


def shades(pic: Picture, *tones: float, across: bool = False) -> str:
    return pic.fade(*(tone(share) for share in tones), across=across)


def gouge(x: float, y: float, long: float, wide: float, angle: float = 0) -> str:
    """Path data of one stroke of the knife: a thin leaf."""
    dx, dy = cos(angle * pi / 180), sin(angle * pi / 180)
    mx, my, ex, ey = x + dx * long / 2, y + dy * long / 2, x + dx * long, y + dy * long
    return f"M{num(x)} {num(y)}Q{num(mx - dy * wide)} {num(my + dx * wide)} {num(ex)} {num(ey)}Q{num(mx + dy * wide)} {num(my - dx * wide)} {num(x)} {num(y)}Z"


def gouges(
    seed: str,
    count: int,
    x: float,
    y: float,
    w: float,
    h: float,
    long: float,
    wide: float,
    angle: float = 0,
) -> str:
    """Path data of many strokes scattered in a box."""
    dice = Random(seed)
    return "".join(
        gouge(
            px,
            py,
            long * dice.uniform(0.6, 1.4),
            wide * dice.uniform(0.7, 1.3),
            angle + dice.uniform(-4, 4),
        )
        for px, py in scatter(seed, count, x, y, w, h)
    )


def rays(
    x: float,
    y: float,
    near: float,
    far: float,
    count: int,
    share: float = 0.4,
    start: float = 0,
    end: float = 360,
) -> str:
    """Path data of wedges that spread from (x, y)."""
    wedges = []
    step = (end - start) / count
    for i in range(count):
        a, b = (start + i * step) * pi / 180, (start + (i + share) * step) * pi / 180
        corners = ((a, far), (b, far), ((a + b) / 2, near))
        wedges.append(
            "M" + "L".join(f"{num(x + cos(t) * r)} {num(y + sin(t) * r)}" for t, r in corners) + "Z"
        )
    return "".join(wedges)


def figure(
    x: float, y: float, h: float, pale: bool = False, dark_edge: bool = False, **look: Any
) -> str:
    """A person cut from the block: black clothes with a white edge, or the reverse."""
    top, legs = (WHITE, BLACK) if pale else (BLACK, BLACK)
    body = person(x, y, h, top, legs, skin=WHITE, tint=BLACK, **look)
    return tag("g", body, filter="url(#outline)" if pale or dark_edge else "url(#edge)")


def _slope(steep: float) -> str:
    """A filter step that drives greys towards black or white."""
    return "".join(
        (
            "<feComponentTransfer>",
            *(
                f'<feFunc{k} type="linear" slope="{steep}" intercept="{num(0.5 - steep / 2)}"/>'
                for k in "RGB"
            ),
            "</feComponentTransfer>",
        )
    )


def printed(pic: Picture, *marks: str) -> None:
    """Print the marks in two inks on the sheet."""
    ink, paper = ([int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)] for c in ("#2a2724", "#f1e7d3"))
    table = "".join(
        f'<feFunc{k} type="table" tableValues="{a:.3f} {b:.3f}"/>'
        for k, a, b in zip("RGB", ink, paper, strict=True)
    )
    steps = (
        '<feTurbulence type="fractalNoise" baseFrequency=".016" numOctaves="2" seed="5" result="n"/>'
        '<feDisplacementMap in="SourceGraphic" in2="n" scale="11" xChannelSelector="R" yChannelSelector="G"/>'
        '<feColorMatrix type="saturate" values="0"/>'
        f'{_slope(7)}<feGaussianBlur stdDeviation="1.5"/>{_slope(2.4)}'
        f"<feComponentTransfer>{table}</feComponentTransfer>"
    )
    press = pic.define(
        tag(
            "filter",
            steps,
            id="@",
            x=0,
            y=0,
            width="100%",
            height="100%",
            color_interpolation_filters="sRGB",
        )
    )
    edge = (
        '<feMorphology in="SourceAlpha" operator="dilate" radius="3"/><feComponentTransfer><feFuncA type="linear" slope="9"/></feComponentTransfer>'
        '<feColorMatrix values="0 0 0 0 1 0 0 0 0 1 0 0 0 0 1 0 0 0 1 0"/><feComposite in="SourceGraphic" operator="over"/>'
    )
    room = {"x": "-20%", "y": "-20%", "width": "140%", "height": "140%"}
    pic.defs.append(tag("filter", edge, id="edge", **room))
    pic.defs.append(
        tag(
            "filter",
            edge.replace("0 0 0 0 1 0 0 0 0 1 0 0 0 0 1", "0 " * 14 + "0"),
            id="outline",
            **room,
        )
    )
    pic.add(tag("g", rect(-20, -20, 1640, 1040, WHITE) + "".join(marks), filter=press))
    frame = "M-5 -5H1605V1005H-5ZM38 36L1564 32L1568 966L34 970Z"
    pic.add(
        shape(frame, PAPER, fill_rule="evenodd"),
        stroke("M38 36L1564 32L1568 966L34 970Z", "#2a2724", 5),
    )
    pic.add(
        rect(1488, 884, 50, 50, VERMILION, 4),
        words(1513, 922, "绘", 36, PAPER, family=SERIF, weight=700),
    )


@picture("wharf-old")
def wharf_old() -> Picture:
    pic = Picture(grain=0)
    marks = [cut(pic, "M0 0H1600V520H0Z", shades(pic, 0.3, 0.75, 1.0), 0, 9)]
    marks += [
        shape(rays(1060, 300, 130, 900, 26, 0.34, 170, 370), WHITE),
        tag("circle", cx=1060, cy=300, r=96, fill=WHITE),
    ]
    marks.append(stroke(rings([(1060, 300)], 98), BLACK, 6))
    for x, y, w in ((660, 150, 260), (1240, 130, 220)):
        marks.append(
            shape(
                curve(
                    [
                        (x, y),
                        (x + w * 0.3, y - 34),
                        (x + w * 0.6, y - 12),
                        (x + w, y),
                        (x + w * 0.5, y + 14),
                    ],
                    closed=True,
                ),
                WHITE,
            )
        )
    ridge = curve(
        [
            (-20, 330),
            (200, 300),
            (420, 390),
            (640, 330),
            (860, 420),
            (1080, 380),
            (1300, 440),
            (1620, 370),
        ]
    )
    marks.append(cut(pic, ridge + "L1620 540L-20 540Z", shades(pic, 0.55, 0.8), 28, 7))
    low = curve([(560, 500), (760, 450), (960, 486), (1200, 452), (1400, 480), (1620, 440)])
    marks.append(
        shape(low + "L1620 540L560 540Z", BLACK)
        + shape(gouges("bank", 30, 640, 470, 940, 60, 34, 3, -10), WHITE)
    )
    marks.append(cut(pic, "M0 520H1600V1000H0Z", shades(pic, 0.99, 0.7, 0.22), 0, 10))
    marks.append(
        shape(gouges("glint", 40, 560, 540, 1060, 400, 130, 6), WHITE)
        + shape(gouges("wave", 24, 560, 560, 1060, 400, 120, 5), BLACK)
    )
    # two junks under sail
    for x, y, s in ((1290, 560, 1.0), (800, 536, 0.55)):
        sail = "M0 0L10 -250Q110 -230 150 -150L140 -8Q70 10 0 0Z"
        small = "M-20 -6L-26 -190Q-90 -150 -110 -70L-104 -14Q-60 -2 -20 -6Z"
        ribs = "M2 -50L145 -60M4 -100L148 -108M7 -150L150 -150M8 -200L120 -196M-22 -60L-108 -64M-24 -120L-90 -108"
        hull = "M-150 4Q-120 50 -60 54H110Q170 48 196 -6Q120 20 0 20T-150 4Z"
        inner = cut(pic, sail, shades(pic, 0.9, 0.45, across=True), 90, 7) + cut(
            pic, small, shades(pic, 0.95, 0.6, across=True), 90, 7
        )
        marks.append(
            group(
                inner,
                stroke(sail + small, BLACK, 6),
                stroke(ribs, BLACK, 5),
                line(0, 20, 6, -280, BLACK, 8),
                shape(hull, BLACK),
                shape(gouges(f"h{x}", 12, -110, 20, 240, 24, 60, 3), WHITE),
                at=(x, y),
                scale=s,
            )
        )
    # the bank and its forty-one steps
    marks.append(
        shape("M0 440H560L700 560L830 1000H0Z", BLACK)
        + shape(gouges("wall", 90, 10, 470, 700, 520, 46, 4), WHITE)
    )
    steps, count = [], 41
    for i in range(count + 1):
        t = (i / count) ** 1.25
        steps.append((250 - 190 * t, 420 + 110 * t * 1 + 260 * t * 0.9, 452 + 470 * t))
    fronts = []
    for (a, b, y), (c, d, z) in pairwise(steps):
        face = y + (z - y) * 0.45
        marks.append(poly([(a, y), (b, y), (b, face), (a, face)], WHITE))
        fronts.append(f"M{num(a)} {num(face)}H{num(b)}L{num(d)} {num(z)}H{num(c)}Z")
    marks.append(shape("".join(fronts), BLACK))
    # ticket pavilion
    marks.append(
        shape("M170 300L340 214L510 300L490 316H190Z", BLACK)
        + shape(gouges("roof", 26, 220, 250, 220, 46, 54, 3, 24), WHITE)
        + shape("M206 316H474V452H206Z", WHITE)
        + cut(pic, "M206 316H300V452H206Z", shades(pic, 0.2, 0.5), 90, 6)
    )
    marks.append(
        stroke("M212 316V452M468 316V452M300 316V452M300 390H468", BLACK, 12)
        + rect(306, 322, 158, 50, WHITE)
        + words(
            386, 362, "南浦渡", 42, BLACK, family=SERIF, weight=700, stroke=BLACK, stroke_width=2
        )
        + stroke("M330 400V450M360 400V450M390 400V450M420 400V450", BLACK, 5)
    )
    marks.append(
        stroke(
            "M70 440Q90 330 60 250Q50 190 96 130M66 260Q30 220 20 170M80 300Q130 260 140 210",
            BLACK,
            16,
        )
        + shape(blob("oldtree", 80, 130, 130, 84, 12, 0.22), BLACK)
        + shape(gouges("leaves", 44, -20, 70, 200, 120, 26, 5, 30), WHITE)
    )
    # people on the steps

    def porter(x: float, y: float, h: float, flip: bool = False) -> str:
        """Someone with two baskets on a carrying pole."""
        load = stroke("M-34 -86Q0 -92 36 -82", BLACK, 3) + stroke(
            "M-34 -86V-40M36 -82V-38", BLACK, 1.4
        )
        load += shape("M-46 -40H-22L-26 -20H-42ZM24 -38H48L44 -18H28Z", BLACK) + shape(
            "M-44 -40q10 -14 20 0ZM26 -38q10 -14 20 0Z", WHITE
        )
        return figure(
            x,
            y,
            h,
            pose="walk",
            hat="straw",
            hat_color="#f4f4f4",
            hands=((-20, -84), (22, -82)),
            flip=flip,
            after=load,
        )

    marks += [
        figure(372, 530, 96, hair="bun", pale=True),
        figure(330, 560, 104, hat="straw", hat_color="#ffffff"),
        porter(410, 620, 128, True),
        figure(520, 700, 140, pale=True, hair="bob"),
        figure(568, 704, 96, hair="tails", child=True),
        porter(300, 716, 150),
        porter(480, 836, 182, True),
        figure(200, 850, 180, pale=True, hat="cap", hat_color=BLACK, hands=((-14, -46), (22, -60))),
    ]
    # the ferry at the foot of the steps
    hull = "M770 800Q800 900 900 906H1330Q1430 896 1480 770Q1300 826 1080 826Q880 826 770 800Z"
    cabin = "M930 690H1290V826H930Z"
    marks.append(shape("M790 930Q1100 900 1500 926Q1200 960 790 930Z", BLACK))
    marks.append(
        shape(cabin, WHITE)
        + cut(pic, "M930 690H1010V826H930Z", shades(pic, 0.3, 0.5), 90, 6)
        + shape(boxes(1030, 716, 4, 1, 46, 46, 64, 0), BLACK)
        + shape("M900 690L930 664H1300L1330 690Z", BLACK)
        + stroke(cabin, BLACK, 7)
    )
    marks.append(shape("M1090 664V580H1150V664Z", BLACK) + rect(1090, 604, 60, 14, WHITE))
    smoke = [
        (1120, 574),
        (1080, 520),
        (1130, 470),
        (1070, 420),
        (960, 410),
        (900, 370),
        (980, 360),
        (1100, 380),
        (1180, 440),
        (1170, 510),
        (1150, 560),
    ]
    marks.append(
        cut(pic, curve(smoke, closed=True), shades(pic, 0.85, 0.3), 40, 7)
        + stroke(curve(smoke, closed=True), BLACK, 5)
    )
    marks += [
        figure(856, 866, 150, hat="straw", hat_color="#ffffff", pose="none"),
        figure(904, 872, 146, pale=True, hair="bob", pose="none"),
        figure(1344, 862, 150, hair="short", pose="none"),
        figure(
            1394,
            852,
            158,
            pale=True,
            hat="cap",
            hat_color=BLACK,
            pose="none",
            hands=((-18, -60), (24, -70)),
        ),
    ]
    marks.append(
        shape(hull, BLACK)
        + shape(gouges("hull", 34, 830, 836, 520, 60, 90, 4), WHITE)
        + stroke("M776 812Q880 838 1080 838Q1300 838 1474 784", WHITE, 5)
    )
    marks.append(
        shape("M640 884L800 818L812 834L660 914Z", WHITE)
        + stroke(
            "M640 884L800 818L812 834L660 914ZM680 870l18 20M720 854l18 20M760 838l16 18", BLACK, 6
        )
        + words(
            1180, 812, "渡 船", 30, BLACK, family=SERIF, weight=700, stroke=BLACK, stroke_width=2
        )
    )
    for x, y, s in ((700, 250, 1.0), (770, 226, 0.8), (840, 262, 0.7), (560, 200, 0.8)):
        marks.append(
            stroke(
                f"M{x - 30 * s:.0f} {y - 8 * s:.0f}Q{x - 10 * s:.0f} {y - 20 * s:.0f} {x} {y}Q{x + 10 * s:.0f} {y - 20 * s:.0f} {x + 30 * s:.0f} {y - 8 * s:.0f}",
                BLACK,
                6 * s,
            )
        )
    printed(pic, *marks)
    return pic


@picture("textile-mill")
def textile_mill() -> Picture:
    pic = Picture(grain=0)
    marks = [cut(pic, "M0 0H1600V640H0Z", shades(pic, 0.5, 1.0), 0, 10)]
    marks.append(shape(rays(820, 660, 120, 1300, 25, 0.42, 180, 360), WHITE))
    # chimney and its smoke
    plume: list[Point] = [
        (1218, 170),
        (1180, 120),
        (1090, 128),
        (1010, 92),
        (880, 116),
        (760, 70),
        (620, 96),
        (480, 60),
        (560, 150),
        (700, 170),
        (820, 196),
        (960, 176),
        (1080, 206),
        (1190, 200),
    ]
    marks.append(
        cut(pic, curve(plume, closed=True), shades(pic, 0.95, 0.5, 0.15, across=True), 8, 8)
        + stroke(curve(plume, closed=True), BLACK, 6)
    )
    marks.append(
        stroke(
            "M1150 150q-30 -24 -56 4t-60 -6M980 130q-30 -20 -60 6t-70 -10M800 120q-30 -16 -60 8t-80 -12",
            BLACK,
            7,
        )
    )
    stack = "M1196 640L1212 176H1268L1288 640Z"
    marks.append(
        cut(pic, stack, shades(pic, 0.9, 0.1, across=True), 0, 7)
        + stroke(stack, BLACK, 6)
        + rect(1202, 168, 78, 24, BLACK)
        + rect(1208, 224, 66, 12, BLACK)
        + rect(1210, 260, 64, 12, WHITE)
    )
    # water tower
    marks.append(
        shape("M150 210L240 160L330 210V330H150Z", WHITE)
        + cut(pic, "M150 210H330V330H150Z", shades(pic, 0.95, 0.15, across=True), 90, 7)
        + shape("M140 214L240 150L340 214Z", BLACK)
        + stroke(
            "M150 214V330H330V214M170 330L140 620M310 330L340 620M160 430H324M150 530H332M166 350L332 530M314 350L150 530",
            BLACK,
            8,
        )
    )
    # the sawtooth roofs, glass to the north
    for i in range(6):
        x = 40 + 200 * i
        glass = f"M{x} 560L{x + 26} 400H{x + 44}V560Z"
        slope = f"M{x + 30} 396L{x + 200} 548V566H{x + 30}Z"
        marks.append(
            cut(pic, slope, shades(pic, 0.1, 0.55), 42, 7)
            + stroke(f"M{x + 30} 396L{x + 204} 552", BLACK, 12)
            + shape(glass, WHITE)
            + stroke(
                glass + f"M{x + 8} 510H{x + 44}M{x + 16} 460H{x + 44}M{x + 26} 400V560", BLACK, 5
            )
        )
    front = "M30 556H1256V760H30Z"
    marks.append(
        shape(front, WHITE)
        + cut(pic, front, shades(pic, 0.6, 0.75), 0, 6)
        + rect(30, 548, 1226, 16, BLACK)
    )
    for i in range(11):
        x = 70 + 108 * i
        if i == 5:
            continue
        arch = f"M{x} 730V630a32 32 0 0 1 64 0V730Z"
        marks.append(
            shape(f"M{x - 9} 738V628a41 41 0 0 1 82 0V738Z", WHITE)
            + shape(arch, BLACK)
            + stroke(f"M{x + 32} 600V730M{x} 650H{x + 64}M{x} 690H{x + 64}", WHITE, 4)
        )
    marks.append(
        shape("M560 770V620H730V770Z", BLACK)
        + rect(540, 566, 212, 58, WHITE)
        + stroke("M540 566H752V624H540Z", BLACK, 6)
        + words(
            646, 610, "布机车间", 42, BLACK, family=SERIF, weight=700, stroke=BLACK, stroke_width=2
        )
        + shape("M580 770V650H710V770Z", WHITE)
        + cut(pic, "M580 770V650H710V770Z", shades(pic, 0.9, 0.4), 90, 6)
    )
    # the gate and its wall on the right
    marks.append(
        cut(pic, "M1256 660H1600V790H1256Z", shades(pic, 0.35, 0.6), 0, 7)
        + rect(1246, 650, 354, 16, BLACK)
        + rect(1290, 600, 40, 200, WHITE)
        + rect(1510, 600, 40, 200, WHITE)
        + stroke("M1290 600H1330V800H1290ZM1510 600H1550V800H1510Z", BLACK, 7)
    )
    marks.append(
        shape("M1276 596Q1420 500 1564 596L1556 612Q1420 526 1284 612Z", BLACK)
        + rect(1334, 612, 172, 190, WHITE)
        + stroke(
            "".join(f"M{x} 640V800" for x in range(1346, 1506, 18))
            + "M1334 640H1506M1334 720H1506",
            BLACK,
            5,
        )
    )
    marks.append(
        group(
            rect(-30, -110, 60, 230, WHITE),
            stroke("M-30 -110H30V120H-30Z", BLACK, 6),
            *(
                words(
                    0,
                    -50 + 56 * i,
                    c,
                    46,
                    BLACK,
                    family=SERIF,
                    weight=700,
                    stroke=BLACK,
                    stroke_width=2,
                )
                for i, c in enumerate("纺织厂")
            ),
            at=(1240, 640),
        )
    )
    # yard
    marks.append(
        shape("M0 760H1260L1600 800V1000H0Z", WHITE)
        + cut(pic, "M0 760H1260L1600 800V1000H0Z", shades(pic, 1.0, 0.9, 0.4), 4, 11)
    )
    marks.append(
        shape(gouges("yard", 60, 0, 800, 1560, 180, 90, 4, 4), BLACK)
        + shape(gouges("yard2", 50, 0, 860, 1560, 130, 110, 6, 4), WHITE)
    )
    marks.append(
        stroke("M110 800Q120 690 96 600M106 680L60 620M110 650L160 590", BLACK, 18)
        + shape(blob("milltree", 100, 560, 120, 100, 12, 0.2), BLACK)
        + shape(gouges("ml", 46, 0, 480, 190, 150, 28, 6, 30), WHITE)
    )
    # the shift goes home

    def worker(x: float, y: float, h: float, **look: Any) -> str:
        """A mill hand in a white cap and apron."""
        return figure(
            x,
            y,
            h,
            hair="bob",
            hat="scarf",
            hat_color="#ffffff",
            apron="#ffffff",
            dark_edge=True,
            **look,
        )

    def cycle(x: float, y: float, r: float, flip: bool = False) -> str:
        """A bicycle with a white edge."""
        frame = f"M0 {-r}L{0.9 * r:.1f} {-2.1 * r:.1f}L{2.3 * r:.1f} {-2.1 * r:.1f}L{1.25 * r:.1f} {-r}ZM{1.25 * r:.1f} {-r}L{0.85 * r:.1f} {-2.3 * r:.1f}M{2.6 * r:.1f} {-r}L{2.2 * r:.1f} {-2.5 * r:.1f}"
        parts = stroke(rings([(0, -r), (2.6 * r, -r)], r), BLACK, 5) + stroke(frame, BLACK, 6)
        return tag("g", group(parts, at=(x, y), flip=flip), filter="url(#edge)")

    marks += [
        worker(620, 830, 118, pose="walk"),
        worker(690, 836, 122, pose="walk", flip=True),
        figure(560, 840, 124, pose="walk", hat="cap", hat_color=BLACK, pale=True),
    ]
    marks += [
        worker(820, 880, 162, pose="walk"),
        worker(
            900,
            884,
            164,
            pose="walk",
            hands=((-14, -46), (18, -44)),
            after=rect(13, -44, 12, 14, "#ffffff"),
        ),
        figure(400, 890, 168, pale=True, pose="walk", hat="cap", hat_color=BLACK),
        cycle(430, 896, 34),
    ]
    marks += [
        worker(1060, 930, 200, pose="walk", hands=((-16, -48), (18, -56))),
        cycle(1100, 940, 40),
        worker(250, 944, 208, hands=((-14, -48), (22, -66))),
        figure(320, 948, 206, pale=True, hair="pony", flip=True),
        figure(1330, 930, 190, hat="cap", hat_color=BLACK, pale=True, flip=True, pose="walk"),
        worker(690, 950, 214, pose="walk"),
        figure(1440, 900, 160, hair="bob", pale=True, pose="walk"),
    ]
    printed(pic, *marks)
    return pic
