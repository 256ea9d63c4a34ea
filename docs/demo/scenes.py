"""The outdoor pictures: river, streets, lanes, gardens."""

from __future__ import annotations

from random import Random
from typing import Any

from brush import (
    CREAM,
    DUSK,
    GREY,
    INK,
    LEAF,
    OCHRE,
    PAPER,
    ROSE,
    SAND,
    SKIN,
    STONE,
    TAN,
    TEAL,
    VERMILION,
    WHITE,
    Picture,
    blob,
    boxes,
    bush,
    cloud,
    dark,
    disc,
    dots,
    group,
    hills,
    lamp,
    lantern,
    light,
    line,
    mix,
    num,
    oval,
    person,
    picture,
    poly,
    rect,
    rider,
    ripples,
    scatter,
    scatter_oval,
    shape,
    skyline,
    stroke,
    trail,
    tree,
    willow,
    words,
)

DAY_TOP, DAY_LOW = "#c9dcd9", "#f6ead0"


def shadow(x: float, y: float, w: float, opacity: float = 0.22) -> str:
    """The soft pool of shade under something that stands on the ground."""
    return oval(x, y, w, w * 0.14, INK, opacity=opacity)


@picture("lift-tower")
def lift_tower() -> Picture:
    pic = Picture()
    pic.add(rect(0, 0, 1600, 860, pic.fade(DAY_TOP, DAY_LOW)))
    pic.add(
        disc(1370, 190, 84, "#f3c66b", opacity=0.85),
        cloud(1080, 210, 230),
        cloud(60, 150, 200, opacity=0.7),
        cloud(1330, 330, 170, opacity=0.7),
    )
    pic.add(
        skyline(3, 1000, 1600, 860, 330, "#b9c9c2"), skyline(9, 1080, 1600, 860, 190, "#a5b8ad")
    )
    # the old block: six floors, with stair windows behind the lift
    wall = "#e2c193"
    pic.add(
        rect(90, 190, 1010, 690, wall),
        rect(90, 190, 1010, 26, dark(wall, 0.3)),
        rect(70, 176, 1050, 22, "#9c7a5a"),
    )
    pic.add(shape(boxes(90, 304, 1, 5, 1010, 7, 0, 108), dark(wall, 0.16)))
    bricks = [
        (x - x % 26 + (y // 14 % 2) * 13, y - y % 14)
        for x, y in ((int(u), int(v)) for u, v in scatter("bricks", 240, 96, 222, 990, 640))
    ]
    pic.add(
        stroke(
            "".join(f"M{x} {y}h16" for x, y in bricks), dark(wall, 0.14), 5, stroke_linecap="butt"
        )
    )
    pic.add(pic.dust("M90 190h300v690H90Z", dark(wall, 0.6), 0.45, "left"))
    panes, frames, sills = pic.fade("#55707a", "#8fa6a4"), PAPER, dark(wall, 0.3)
    for x in (128, 262, 396):
        pic.add(
            shape(boxes(x, 232, 1, 6, 98, 62, 0, 108), frames),
            shape(boxes(x + 5, 237, 2, 6, 42, 52, 46, 108), panes),
        )
        pic.add(shape(boxes(x - 6, 294, 1, 6, 110, 8, 0, 108), sills))
    for x in (846, 978):
        pic.add(
            shape(boxes(x, 232, 1, 6, 90, 62, 0, 108), frames),
            shape(boxes(x + 5, 237, 2, 6, 38, 52, 42, 108), panes),
        )
        pic.add(shape(boxes(x - 6, 294, 1, 6, 102, 8, 0, 108), sills))
    # lived-in details: air conditioners, washing, flower pots, one lit room
    for x, y in ((232, 372), (232, 588), (366, 264), (366, 696), (944, 480), (944, 696)):
        pic.add(rect(x, y, 26, 24, "#e9e4d8", 3), disc(x + 13, y + 12, 8, GREY))
    for x, y, tones in (
        (262, 410, (VERMILION, PAPER, TEAL)),
        (846, 626, (OCHRE, DUSK, PAPER)),
        (128, 626, (ROSE, TEAL, OCHRE)),
    ):
        pic.add(
            line(x - 6, y, x + 108, y, INK, 2),
            *(rect(x + 8 + 30 * i, y, 22, 30 + 6 * (i % 2), c, 3) for i, c in enumerate(tones)),
        )
    for x, y in ((150, 294), (420, 510), (1000, 402), (870, 294), (420, 834)):
        pic.add(
            shape(blob(x, x, y - 14, 22, 13, 7, 0.2), LEAF),
            rect(x - 12, y - 6, 24, 12, "#a8573f", 2),
        )
    pic.add(rect(851, 453, 80, 52, "#f4cd78"), rect(888, 453, 6, 52, PAPER))
    # the lift: steel, glass, one landing bridge per floor
    pic.add(rect(520, 216, 70, 660, dark(wall, 0.2)))
    for floor in range(6):
        y = 262 + 108 * floor
        pic.add(
            rect(516, y - 36, 90, 58, light("#9fc0bd", 0.3), opacity=0.9),
            rect(512, y + 22, 98, 12, dark(TEAL, 0.3)),
            stroke(
                f"M520 {y - 36}V{y + 22}M548 {y - 36}V{y + 22}M576 {y - 36}V{y + 22}M516 {y - 10}H606",
                TEAL,
                3,
            ),
        )
    pic.add(
        rect(600, 120, 208, 760, pic.fade("#d8ece6", "#93bdb8")),
        pic.dust("M600 120h208v760H600Z", TEAL, 0.45, "right"),
    )
    pic.add(
        line(704, 140, 704, 500, dark(TEAL, 0.4), 5), line(690, 140, 690, 500, dark(TEAL, 0.4), 3)
    )
    car = group(
        rect(624, 500, 160, 176, "#fbe7b4", 4),
        rect(624, 500, 160, 14, dark(TEAL, 0.3)),
        rect(624, 664, 160, 12, dark(TEAL, 0.3)),
    )
    pic.add(
        car,
        person(
            672, 664, 128, ROSE, DUSK, hair="bun", tint="#d9d6cf", hands=((-16, -50), (18, -58))
        ),
        person(
            738,
            664,
            134,
            TEAL,
            INK,
            hair="bob",
            hands=((-14, -50), (12, -48)),
            flip=True,
            child=False,
        ),
    )
    pic.add(shape("M618 130L690 130L618 420ZM800 560L800 860L720 860Z", WHITE, opacity=0.35))
    pic.add(
        stroke(
            "M600 120V880M808 120V880M600 228H808M600 336H808M600 444H808M600 552H808M600 660H808M600 768H808",
            dark(TEAL, 0.25),
            8,
        ),
        rect(588, 100, 232, 26, dark(TEAL, 0.35), 4),
    )
    pic.add(
        rect(648, 782, 112, 98, "#cfdcd5"),
        stroke("M704 782V880", dark(TEAL, 0.3), 4),
        rect(770, 812, 20, 34, INK, 4),
        disc(780, 824, 4, "#f3c66b"),
        rect(572, 752, 264, 38, VERMILION, 5),
        words(704, 780, "3 号 楼", 26, WHITE, weight=700),
    )
    # ground, ramp, trees, neighbours
    pic.add(
        rect(0, 872, 1600, 128, "#d7c6a4"),
        shape("M0 872H1600V886H0Z", dark(SAND, 0.25)),
        shape("M560 880H850L930 922H500Z", "#c3b79f"),
        stroke("M866 836L946 890M866 836V874M906 862V894M946 890V920", TEAL, 6),
    )
    pic.add(pic.dust("M0 886H1600V1000H0Z", "#8a7350", 0.5))
    pic.add(
        tree(pic, 1290, 900, 560, "#6f8a52", seed="elm"),
        tree(pic, 1520, 890, 400, "#55734a", seed="elm2"),
        tree(pic, 20, 900, 430, "#5f7d4a", seed="elm3"),
    )
    pic.add(
        bush(pic, 1080, 900, 190, 70, "#58774a", 3),
        bush(pic, 360, 900, 260, 60, "#6c8750", 4),
        bush(pic, 1420, 910, 220, 70, "#4e6b46", 5),
    )
    pic.add(
        shadow(980, 946, 50),
        person(
            980,
            946,
            176,
            "#7d8f76",
            "#4a4a52",
            hair="bald",
            tint="#d9d6cf",
            hands=((-15, -50), (16, -46)),
            after=stroke("M16 -46V-2", "#6b4f3a", 2.4),
            flip=True,
        ),
    )
    pic.add(
        shadow(1060, 950, 46),
        person(
            1062,
            950,
            170,
            VERMILION,
            DUSK,
            hair="bob",
            hands=((-10, -46), (25, -92)),
            bends=(0.1, -0.25),
            flip=True,
        ),
    )
    pic.add(shadow(330, 960, 90), rider(250, 960, 38, OCHRE, INK, hair="short"))
    pic.add(
        shadow(1180, 964, 36),
        person(
            1180,
            964,
            112,
            OCHRE,
            TEAL,
            hair="tails",
            child=True,
            hands=((-15, -60), (16, -64)),
            skirt=True,
            flip=True,
        ),
    )
    return pic


@picture("greenway-dusk")
def greenway_dusk() -> Picture:
    pic = Picture()
    pic.add(rect(0, 0, 1600, 520, pic.fade("#5b6f8f", "#9a86a0", "#e2a077", "#f2cd85")))
    pic.add(
        disc(560, 440, 210, pic.glow(("#ffe9ad", 0.9), ("#ffe9ad", 0.0))),
        disc(560, 440, 74, "#fbe3a0"),
    )
    for x, y, w in ((180.0, 190.0, 320.0), (760, 130, 380), (1180, 250, 300), (420, 290, 220)):
        pic.add(
            shape(
                f"M{x} {y}q{w * 0.2:.0f} -22 {w * 0.5:.0f} -14t{w * 0.5:.0f} 14q-{w * 0.3:.0f} 12 -{w * 0.6:.0f} 8T{x} {y}Z",
                "#f3c9a0",
                opacity=0.55,
            )
        )
    pic.add(
        hills("dusk1", 440, 110, "#8d7f9b", floor=520),
        hills("dusk2", 470, 70, "#6d6c8a", floor=520),
    )
    pic.add(
        skyline("dusk3", 0, 430, 500, 120, "#535c7a"),
        skyline("dusk4", 720, 1080, 500, 80, "#5d6482"),
    )
    # the bridge far off, then the water
    pic.add(
        shape(
            "M-10 470Q480 436 960 476V500H900A70 26 0 0 0 760 500H730A105 36 0 0 0 520 500H490A115 40 0 0 0 260 500H230A105 34 0 0 0 20 500H-10Z",
            "#3f4a63",
        )
    )
    pic.add(rect(0, 496, 1600, 504, pic.fade("#e4b183", "#8b86a0", "#3f5a72")))
    pic.add(
        ripples("gd1", 60, -60, 520, 1000, 420, "#f7d596", 4, opacity=0.7),
        ripples("gd2", 60, -60, 540, 900, 440, "#33506a", 4, opacity=0.6),
    )
    pic.add(
        stroke(
            "M520 520h90M500 545h130M540 572h80M490 602h120M530 640h120M480 690h150",
            "#fff0bd",
            7,
            opacity=0.9,
        )
    )
    pic.add(
        group(
            shape("M0 0q34 22 92 14l30 -16Z", "#2c3b4e"),
            stroke("M44 0V-64", "#2c3b4e", 4),
            shape("M48 -62L92 -6H48Z", "#e9d3ac"),
            at=(250, 610),
        )
    )
    # bank, path and railing
    pic.add(
        shape("M1130 500C1080 600 760 760 380 1000H1600V500Z", "#4c6350"),
        shape("M1140 502C1100 610 830 770 520 1000H1330C1290 800 1230 620 1176 502Z", "#a94f3e"),
    )
    pic.add(
        shape(
            "M1150 502C1130 620 960 780 760 1000H800C990 790 1140 620 1156 502Z",
            "#e9d3ac",
            opacity=0.85,
        )
    )
    pic.add(
        pic.dust("M1140 502C1100 610 830 770 520 1000H1330C1290 800 1230 620 1176 502Z", INK, 0.5)
    )
    for s in (1.0, 0.78, 0.6, 0.46, 0.35, 0.26, 0.18, 0.12):
        x, y = 1148 - 620 * s**1.15, 500 + 440 * s
        pic.add(line(x, y, x, y - 150 * s, "#23303a", 9 * s))
    pic.add(
        stroke("M528 792C800 660 1020 570 1142 492M528 850C800 700 1020 590 1142 496", "#23303a", 5)
    )
    for s in (0.2, 0.34, 0.56, 0.92):
        x, y = 1184 + 146 * s, 500 + 330 * s
        pic.add(
            disc(x + 54 * s, y - 460 * s, 120 * s, pic.glow(("#ffe3a0", 0.75), ("#ffe3a0", 0.0))),
            lamp(x, y, 440 * s),
            oval(x - 40 * s, y + 20 * s, 160 * s, 30 * s, "#ffdf9c", opacity=0.25),
        )
    pic.add(
        willow(1390, 660, 400, "#55704e", "#2f2f34", 1),
        willow(1575, 900, 760, "#4a6a4c", "#2f2f34", 2),
    )
    pic.add(
        bush(pic, 1340, 800, 150, 60, "#3f5a48", 3), bush(pic, 1500, 960, 300, 110, "#3a5444", 4)
    )
    pic.add(
        shape("M420 960q0 -64 34 -64t34 64v20h-68Z", "#3b4149"),
        oval(454, 898, 40, 14, "#4d545c"),
        shape("M410 974h90v12h-90Z", "#2c3239"),
    )
    # people on the path
    pic.add(
        person(1090, 624, 74, TEAL, INK, pose="walk", hair="bob"),
        person(1116, 626, 78, CREAM, "#4a4a52", pose="walk"),
        rider(1140, 700, 18, OCHRE),
    )
    pic.add(
        shadow(900, 812, 50),
        person(
            900,
            810,
            158,
            VERMILION,
            INK,
            pose="walk",
            hair="pony",
            bow=10,
            hands=((18, -66), (-2, -60)),
            bends=(0.5, 0.6),
            flip=True,
        ),
    )
    pram = group(
        shape("M0 0H64Q60 38 32 40Q4 38 0 0Z", TEAL),
        shape("M0 0Q6 -44 38 -40L34 0Z", "#245558"),
        stroke("M64 0L92 -26M14 38L6 62M50 38L58 62", INK, 5),
        stroke("M0 62a10 10 0 1 0 14 0M50 62a10 10 0 1 0 14 0", INK, 5),
        at=(1004, 850),
        scale=1.05,
    )
    pic.add(
        shadow(1080, 922, 80),
        person(
            1122,
            922,
            196,
            CREAM,
            DUSK,
            pose="walk",
            hair="bun",
            hands=((18, -52), (20, -50)),
            bends=(-0.1, -0.2),
            flip=True,
        ),
        pram,
    )
    pic.add(person(1186, 934, 206, "#6f7f94", INK, pose="walk", hair="short", flip=True))
    return pic


@picture("bridge-morning")
def bridge_morning() -> Picture:
    pic = Picture()
    pic.add(rect(0, 0, 1600, 660, pic.fade("#b9cfd0", "#f3dfc1", "#f6e9d2")))
    pic.add(
        disc(430, 330, 260, pic.glow(("#fff3cf", 1.0), ("#fff3cf", 0.0))),
        disc(430, 330, 80, "#f5c878"),
    )
    pic.add(
        cloud(900, 160, 300, opacity=0.7),
        cloud(1250, 240, 220, opacity=0.5),
        cloud(90, 180, 190, opacity=0.5),
    )
    pic.add(
        hills("bm1", 470, 150, "#bccbc6", floor=660),
        hills("bm2", 520, 120, "#a0b6af", floor=660),
        skyline("bm3", 1010, 1600, 620, 230, "#a9bab6"),
        hills("bm4", 590, 70, "#84a095", floor=660),
    )
    mist = pic.soft(22)
    pic.add(
        oval(520, 600, 620, 46, WHITE, opacity=0.75, filter=mist),
        oval(1300, 590, 460, 40, WHITE, opacity=0.7, filter=mist),
    )
    pic.add(rect(0, 640, 1600, 360, pic.fade("#d8dcc9", "#7fa6a3", "#3f7a7c")))
    # five stone arches under a slightly humped deck
    piers = [(-190, 130), (170, 430), (470, 790), (830, 1190), (1230, 1500), (1540, 1800)]
    tops = (585, 545, 525, 525, 550, 590)
    under = "".join(
        f"L{b} 690A{(b - a) // 2} {690 - top} 0 0 0 {a} 690"
        for (a, b), top in zip(reversed(piers), reversed(tops), strict=True)
    )
    deck = f"M-20 500Q800 410 1620 500V690{under}L-20 690Z"
    stone = "#c4a982"
    pic.add(tag_flip(shape(deck, dark(stone, 0.4), opacity=0.35), 1378))
    pic.add(shape(deck, stone), pic.dust(deck, "#5f4a34", 0.65))
    for (a, b), top in zip(piers, tops, strict=True):
        pic.add(stroke(f"M{a} 690A{(b - a) // 2} {690 - top} 0 0 1 {b} 690", light(stone, 0.4), 12))
        pic.add(
            shape(f"M{b - 4} 704V640L{b + 20} 612L{b + 44} 640V704Z", dark(stone, 0.22)),
            oval(b + 20, 700, 36, 9, "#4f6f6c", opacity=0.6),
        )
    pic.add(stroke("M-20 500Q800 410 1620 500", dark(stone, 0.45), 10))
    for i in range(41):
        x = i * 40
        y = 500 - 180 * (x + 20) / 1640 * (1 - (x + 20) / 1640)
        pic.add(line(x, y, x, y - 30, dark(stone, 0.3), 4))
    pic.add(stroke("M-20 468Q800 378 1620 468", dark(stone, 0.3), 6))

    # early traffic
    def deck_y(x: float) -> float:
        return 496 - 180 * (x + 20) / 1640 * (1 - (x + 20) / 1640)

    for x in (120, 450, 800, 1150, 1480):
        pic.add(lamp(x, deck_y(x), 130))
    bus = group(
        rect(0, -84, 210, 72, TEAL, 12),
        rect(8, -76, 194, 30, "#d9e7df", 6),
        rect(0, -34, 210, 8, CREAM),
        stroke("M46 -76V-46M84 -76V-46M122 -76V-46M160 -76V-46", TEAL, 5),
        disc(44, -12, 14, INK),
        disc(166, -12, 14, INK),
        at=(560, 460),
    )
    pic.add(
        bus,
        rider(300, deck_y(300), 17, VERMILION),
        rider(990, deck_y(990), 17, OCHRE),
        rider(1080, deck_y(1080), 17, DUSK),
        person(1290, deck_y(1290), 76, "#7d6b8a", INK, pose="walk", hair="bob"),
        person(1330, deck_y(1330), 82, CREAM, INK, pose="walk"),
        person(200, deck_y(200), 78, LEAF, INK, pose="walk"),
    )
    for i in range(56):
        x = 20 + i * 28
        pic.add(line(x, deck_y(x) - 2, x, deck_y(x) - 24, light(stone, 0.25), 3)) if i % 2 else None
    pic.add(stroke("M-20 482Q800 392 1620 482", light(stone, 0.3), 7))
    pic.add(
        oval(300, 706, 520, 26, WHITE, opacity=0.7, filter=mist),
        oval(1180, 716, 560, 28, WHITE, opacity=0.7, filter=mist),
    )
    pic.add(
        ripples("bm5", 70, -60, 730, 1640, 250, "#eef0dd", 4, opacity=0.75),
        ripples("bm6", 60, -60, 760, 1640, 220, "#2f6a6d", 4, opacity=0.55),
    )
    pic.add(
        stroke(
            "M380 720h110M350 748h150M400 782h90M340 822h130M390 870h110", "#fbe2a6", 8, opacity=0.8
        )
    )
    # a small boat, egrets, reeds
    pic.add(
        oval(1040, 858, 170, 12, INK, opacity=0.25),
        shape(
            "M880 812Q900 856 960 858H1110Q1180 852 1206 804Q1150 826 1040 826T880 812Z", "#6b4f3a"
        ),
        shape("M970 824Q980 768 1040 768T1110 824Z", "#a9824e"),
        stroke(
            "M990 824Q1000 776 1040 772M1022 824Q1030 790 1040 772M1060 824Q1060 790 1044 772M1090 824Q1084 780 1044 772",
            "#7c5c34",
            3,
        ),
    )
    pic.add(
        person(
            1146,
            826,
            128,
            DUSK,
            INK,
            hat="straw",
            hat_color="#d9b56d",
            hands=((14, -60), (20, -72)),
        ),
        line(1130, 690, 1196, 872, "#5a4431", 5),
    )
    for x, y, s in ((690, 250, 1.0), (740, 225, 0.8), (640, 222, 0.7), (1120, 330, 0.8)):
        pic.add(
            stroke(
                f"M{x - 26 * s:.0f} {y - 6 * s:.0f}Q{x - 10 * s:.0f} {y - 16 * s:.0f} {x} {y}Q{x + 10 * s:.0f} {y - 16 * s:.0f} {x + 26 * s:.0f} {y - 6 * s:.0f}",
                INK,
                4 * s,
            )
        )
    dice = Random("reeds")
    for tone in ("#4f6b4a", "#6d8454", "#8a9a5e"):
        d = "".join(
            f"M{dice.uniform(-20, 330):.0f} 1010q{dice.uniform(-20, 40):.0f} {-dice.uniform(60, 120):.0f} {dice.uniform(-10, 70):.0f} {-dice.uniform(120, 230):.0f}"
            for _ in range(26)
        )
        pic.add(stroke(d, tone, 6))
    pic.add(
        dots([(x, y) for x, y in scatter("cattail", 12, 20, 790, 320, 90)], "#7a4f34", 12, 0),
        stroke(
            "M1360 1010q40 -90 30 -150M1420 1010q0 -80 40 -130M1500 1010q10 -110 -20 -180M1560 1010q10 -80 40 -120",
            "#5f7d4a",
            7,
        ),
    )
    return pic


def tag_flip(mark: str, mirror: float) -> str:
    """A mark turned upside down about the level ``mirror / 2``: a reflection."""
    return f'<g transform="matrix(1 0 0 -1 0 {num(mirror)})">{mark}</g>'


@picture("bus-17")
def bus_17() -> Picture:
    pic = Picture()
    pic.add(
        rect(0, 0, 1600, 760, pic.fade("#c6dbd6", "#f3e8cf")),
        cloud(1160, 150, 240),
        cloud(300, 120, 200, opacity=0.7),
    )
    pic.add(
        skyline("b1", 0, 1600, 620, 330, "#bccac2"), skyline("b2", 0, 1600, 640, 190, "#a3b7aa")
    )
    # a row of low shops
    for x, w, wall, name in (
        (0, 330, "#dcb98c", "面馆"),
        (330, 290, "#cfc4ab", "便民小店"),
        (1180, 420, "#d6ae86", "青禾书报"),
    ):
        pic.add(
            rect(x, 400, w, 330, wall),
            rect(x - 8, 384, w + 16, 24, "#8a6a52"),
            rect(x + 24, 470, w - 48, 50, dark(TEAL, 0.1), 4),
            words(x + w / 2 + (20 if x else 0), 506, name, 32, PAPER, weight=700),
        )
        pic.add(
            rect(x + 40, 545, w - 80, 185, "#f2dca4"),
            stroke(f"M{x + w / 2:.0f} 545V730M{x + 40} 600H{x + w - 40}", dark(wall, 0.4), 6),
        )
        pic.add(
            poly(
                [(x + 20, 520), (x + w - 20, 520), (x + w, 556), (x, 556)],
                VERMILION if x != 330 else OCHRE,
            )
        )
    pic.add(
        rect(620, 560, 560, 170, "#e6dcc5"),
        shape("M600 548H1200L1180 566H620Z", "#7c8a86"),
        shape(boxes(650, 600, 7, 1, 44, 70, 74, 0), "#b9b59f"),
    )
    for x, h, n in ((-60, 540, 1), (480, 640, 2), (830, 560, 3), (1080, 640, 4), (1660, 600, 5)):
        pic.add(willow(x, 760, h, ("#6b8a52", "#5f7d4a", "#7b9459")[n % 3], seed=f"bus{n}"))
    # road
    pic.add(
        rect(0, 730, 1600, 40, "#cdbb98"),
        rect(0, 764, 1600, 12, dark(STONE, 0.2)),
        rect(0, 776, 1600, 224, "#6d757a"),
        pic.dust("M0 776H1600V1000H0Z", INK, 0.5),
        stroke(
            "M-40 930h150M210 930h150M460 930h150M710 930h150M960 930h150M1210 930h150M1460 930h150",
            PAPER,
            9,
            stroke_linecap="butt",
            opacity=0.85,
        ),
    )
    pic.add(oval(780, 868, 560, 26, INK, opacity=0.35))
    # the bus, heading right
    body = "M270 440Q270 400 310 400H1240Q1286 402 1294 450L1310 640V800Q1310 830 1280 830H290Q262 830 262 800V520Z"
    pic.add(
        shape(body, TEAL),
        shape("M262 700H1310V800Q1310 830 1280 830H290Q262 830 262 800Z", "#f0e4c8"),
        shape("M262 690H1310V712H262Z", VERMILION),
        pic.dust(body, INK, 0.35),
    )
    pic.add(
        rect(300, 384, 900, 22, dark(TEAL, 0.25), 10),
        rect(420, 366, 240, 24, "#d9d6cb", 8),
        rect(820, 366, 240, 24, "#d9d6cb", 8),
    )
    glass = pic.fade("#e9f1e6", "#a9c4c2")
    for x in (296, 448, 724, 876):
        pic.add(rect(x, 446, 136, 170, glass, 12))
    pic.add(
        rect(600, 446, 108, 366, "#224f53", 8),
        rect(608, 456, 44, 344, glass, 6),
        rect(658, 456, 44, 344, glass, 6),
    )
    pic.add(
        rect(1036, 446, 108, 366, "#224f53", 8),
        rect(1044, 456, 44, 344, glass, 6),
        rect(1094, 456, 44, 344, glass, 6),
        shape("M1160 446H1246Q1262 448 1266 470L1284 616H1160Z", glass),
    )
    for i, (x, top, hair, tint) in enumerate(
        (
            (340, OCHRE, "bun", "#d9d6cf"),
            (396, DUSK, "short", INK),
            (494, VERMILION, "bob", INK),
            (770, LEAF, "bald", "#d9d6cf"),
            (826, ROSE, "pony", INK),
            (930, "#7d6b8a", "short", INK),
        )
    ):
        seat = f"M{(296, 296, 448, 724, 724, 876)[i]} 446h136v170h-136z"
        pic.add(tag_clip(pic, seat, person(x, 700, 190, top, hair=hair, tint=tint, pose="none")))
    pic.add(
        tag_clip(
            pic,
            "M1160 446H1246Q1262 448 1266 470L1284 616H1160Z",
            person(
                1206,
                700,
                196,
                "#3f5a78",
                pose="none",
                hat="cap",
                hat_color="#2c4059",
                hands=((22, -58), (26, -56)),
            )
            + stroke("M1238 560l26 40", INK, 8),
        )
    )
    pic.add(
        shape(
            "M316 446h40l-50 170h-10v-60ZM740 446h30l-46 150v-80ZM892 446h20l-36 110v-60Z",
            WHITE,
            opacity=0.4,
        )
    )
    pic.add(
        rect(728, 636, 288, 44, INK, 6),
        words(872, 668, "17路  柳湾公园", 28, "#f2b04c", weight=700),
        rect(300, 636, 120, 44, INK, 6),
        words(360, 670, "17", 34, "#f2b04c", weight=700),
    )
    pic.add(
        rect(1286, 720, 26, 30, "#ffe9a8", 6),
        rect(258, 720, 16, 40, "#d0503c", 5),
        words(874, 782, "青禾公交", 38, TEAL, weight=700, letter_spacing=8),
        stroke("M1296 470q34 6 34 40v40", INK, 8),
        rect(1318, 536, 22, 56, INK, 6),
    )
    for x in (450, 1190 - 40):
        pic.add(
            shape(f"M{x - 86} 830a86 86 0 0 1 172 0Z", INK),
            disc(x, 832, 64, "#2a2f33"),
            disc(x, 832, 32, "#b9b5aa"),
            disc(x, 832, 10, "#6d6f70"),
        )
    # stop, dappled shade, passers-by
    pic.add(
        group(
            line(0, 0, 0, -330, "#50595e", 10),
            rect(-54, -350, 108, 96, VERMILION, 10),
            words(0, -286, "17", 54, WHITE, weight=700),
            rect(-54, -250, 108, 110, PAPER, 6),
            words(0, -212, "柳湾", 30, INK, weight=700),
            stroke("M-36 -190H36M-36 -172H36M-36 -156H10", GREY, 4),
            at=(1470, 940),
        )
    )
    pic.add(rect(0, 958, 1600, 42, "#cdbb98"), rect(0, 950, 1600, 12, light(STONE, 0.3)))
    pic.add(shape(dab_ovals("shade", 34, 0, 820, 1600, 150), INK, opacity=0.13))
    pic.add(
        rider(96, 930, 40, OCHRE, DUSK, hair="bob"),
        shadow(1400, 978, 50),
        person(
            1396,
            978,
            190,
            LEAF,
            INK,
            hair="bun",
            tint="#d9d6cf",
            hands=((-14, -46), (18, -44)),
            after=rect(12, -46, 14, 16, OCHRE, 3) + stroke("M13 -46q6 -10 12 0", OCHRE, 2),
        ),
        person(
            1540,
            984,
            140,
            VERMILION,
            DUSK,
            child=True,
            hair="short",
            back=True,
            before=rect(-13, -70, 26, 26, OCHRE, 8),
        ),
    )
    return pic


def dab_ovals(seed: str, count: int, x: float, y: float, w: float, h: float) -> str:
    """Path data of flat soft patches: shade under trees, puddles of light."""
    dice = Random(seed)
    return "".join(
        blob(f"{seed}{i}", px, py, dice.uniform(20, 60), dice.uniform(5, 12), 5, 0.25)
        for i, (px, py) in enumerate(scatter(seed, count, x, y, w, h))
    )


def tag_clip(pic: Picture, d: str, marks: str) -> str:
    """Marks seen only inside path ``d``."""
    return f'<g clip-path="{pic.clip(d)}">{marks}</g>'


@picture("lane-lanterns")
def lane_lanterns() -> Picture:
    pic = Picture(ground="#26354d")
    pic.add(rect(0, 0, 1600, 620, pic.fade("#1d2b45", "#41527a", "#a0705f")))
    pic.add(
        dots(scatter("stars", 40, 480, 10, 660, 260), "#f3e6c4", 3),
        disc(1010, 110, 42, "#f6e3b0"),
        disc(994, 100, 38, "#2b3a58"),
    )
    vx, vy = 800.0, 560.0

    def at(x: float, y: float, s: float) -> tuple[float, float]:
        """The point x, y (seen from the middle of the lane) at nearness s."""
        return vx + x * s, vy + y * s

    # walls left and right, in three tones that darken towards us; roofs with tiles
    cuts = [0.1, 0.2, 0.3, 0.42, 0.58, 0.8, 1.1, 1.5]
    for side in (-1, 1):
        for i, (near, far) in enumerate(zip(cuts[:0:-1], cuts[-2::-1], strict=True)):
            x, high = side * 560.0, -560.0 - 40 * (i % 3)
            wall = mix("#efd9b0", "#6d5b57", 0.12 + 0.11 * ((6 - i) if i < 6 else 0) * 0.9)
            pic.add(
                poly([at(x, high, near), at(x, high, far), at(x, 460, far), at(x, 460, near)], wall)
            )
            eave = side * 430.0
            pic.add(
                poly(
                    [
                        at(x, high - 90, near),
                        at(x, high - 90, far),
                        at(eave, high + 10, far),
                        at(eave, high + 10, near),
                    ],
                    "#39424f",
                )
            )
            pic.add(
                stroke(
                    trail([at(eave, high + 10, near), at(eave, high + 10, far)]),
                    "#232b38",
                    12 * near,
                )
            )
            tiles = "".join(
                trail(
                    [
                        at(x, high - 90, near + (far - near) * k / 5),
                        at(eave, high + 10, near + (far - near) * k / 5),
                    ]
                )
                for k in range(6)
            )
            pic.add(stroke(tiles, "#4f5a68", 4 * near))
            # a door and a lit window in every house
            a, b, c, d = (near + (far - near) * k for k in (0.12, 0.42, 0.55, 0.88))
            pic.add(
                poly([at(x, -40, a), at(x, -40, b), at(x, 460, b), at(x, 460, a)], "#6e3d2f"),
                stroke(
                    trail([at(x, -40, (a + b) / 2), at(x, 460, (a + b) / 2)]), "#4d2a22", 4 * near
                ),
            )
            pic.add(
                poly([at(x, -160, c), at(x, -160, d), at(x, 140, d), at(x, 140, c)], "#f6c765"),
                stroke(
                    trail([at(x, -160, (c + d) / 2), at(x, 140, (c + d) / 2)])
                    + trail([at(x, -10, c), at(x, -10, d)]),
                    "#7c4a33",
                    6 * near,
                ),
            )
    end = "#f0bb72"
    pic.add(
        rect(740, 490, 120, 120, end),
        shape("M730 492Q800 462 870 492L862 504H738Z", "#39424f"),
        rect(778, 540, 44, 70, "#7a4634"),
    )
    # the stone floor
    floor = [at(-560, 460, 0.1), at(560, 460, 0.1), at(560, 460, 1.5), at(-560, 460, 1.5)]
    pic.add(poly(floor, pic.fade("#d6a06a", "#7d6f72", "#4a4c5c")))
    rows = "".join(
        trail([at(-560, 460, s), at(560, 460, s)])
        for s in (0.12, 0.145, 0.175, 0.21, 0.255, 0.31, 0.38, 0.46, 0.56, 0.68, 0.82, 0.96)
    )
    seams = "".join(trail([at(k * 140, 460, 0.1), at(k * 140, 460, 1.0)]) for k in range(-3, 4))
    pic.add(stroke(rows, "#4a4350", 4, opacity=0.6), stroke(seams, "#4a4350", 3, opacity=0.45))
    shine = pic.soft(10)
    pic.add(
        *(
            oval(vx + u * s, vy + 460 * s, 120 * s, 14 * s, "#f29a55", opacity=0.5, filter=shine)
            for s in (0.3, 0.45, 0.65, 0.9)
            for u in (-330, 330)
        )
    )
    # lanterns under the eaves, far ones first
    for s in (0.13, 0.17, 0.22, 0.29, 0.38, 0.5, 0.66, 0.88):
        for side in (-1, 1):
            x, y = at(side * 400, -430, s)
            pic.add(
                disc(x, y + 70 * s, 190 * s, pic.glow(("#ffb35c", 0.5), ("#ffb35c", 0.0))),
                lantern(x, y, 150 * s),
            )

    # people, their eyes near the horizon
    def walker(x: float, s: float, h: float = 500, **look: Any) -> str:
        px, py = at(x, 460, s)
        return shadow(px, py, 90 * s, 0.35) + person(px, py, h * s, **look)

    pic.add(
        walker(-60, 0.2, top="#41506e", legs=INK, back=True),
        walker(70, 0.24, top=ROSE, legs=INK, hair="bob", pose="walk"),
        walker(210, 0.36, top=TEAL, legs="#3a3a44", pose="walk", flip=True),
    )
    pic.add(
        walker(
            -230,
            0.62,
            top="#6b4e71",
            legs=INK,
            hair="bun",
            tint="#d9d6cf",
            hands=((-14, -46), (15, -50)),
        )
    )
    pic.add(
        walker(
            -120,
            0.62,
            330,
            top=OCHRE,
            legs=VERMILION,
            child=True,
            hair="tails",
            hands=((-16, -60), (22, -70)),
            after=line(22, -70, 34, -62, INK, 1.5) + lantern(34, -60, 18),
        )
    )
    pic.add(
        walker(
            230,
            0.74,
            top="#39506b",
            legs=INK,
            pose="walk",
            hair="short",
            flip=True,
            hands=((-15, -50), (14, -78)),
            bends=(0.1, -0.5),
        ),
        walker(330, 0.7, top=VERMILION, legs="#3d3440", hair="bob", flip=True),
    )
    return pic


@picture("dragon-boat")
def dragon_boat() -> Picture:
    pic = Picture()
    pic.add(
        rect(0, 0, 1600, 420, pic.fade("#bcd5d6", "#f2e6cb")),
        cloud(220, 130, 260),
        cloud(1020, 100, 220, opacity=0.8),
        disc(1340, 120, 62, "#f3c873"),
    )
    pic.add(
        hills("db1", 290, 120, "#b3c6bd", floor=420), skyline("db2", 0, 560, 360, 170, "#a9bcb4")
    )
    pic.add(
        shape(
            "M520 330Q1060 270 1620 322V400H1540A100 66 0 0 0 1350 400H1310A110 76 0 0 0 1090 400H1050A110 74 0 0 0 830 400H790A95 58 0 0 0 600 400H520Z",
            "#c4ae8a",
        ),
        stroke("M520 322Q1060 262 1620 314", "#9c8666", 6),
    )
    for x, h in ((40, 210), (190, 170), (330, 230), (470, 180), (620, 160), (1580, 220)):
        pic.add(tree(pic, x, 408, h, ("#6f8a52", "#5f7d4a", "#7b9459")[x % 3], seed=x))
    pic.add(
        shape("M-10 392H1610V432H-10Z", "#b59f7a"), stroke("M0 372H760M0 386H760", "#7c6a50", 4)
    )
    dice = Random("crowd")
    tones = (VERMILION, TEAL, OCHRE, DUSK, CREAM, LEAF, ROSE, "#7d6b8a")
    for i in range(22):
        arms = ((-16, -100), (16, -102)) if i % 4 == 1 else ((-13, -48), (13, -48))
        pic.add(
            person(
                20 + i * 33 + dice.uniform(-6, 6),
                410 + dice.uniform(-3, 6),
                dice.uniform(70, 84),
                tones[i % 8],
                INK,
                pose="none",
                hair=("short", "bob", "pony", "bun")[i % 4],
                hands=arms,
                flip=i % 3 == 0,
            )
        )
    for i, x in enumerate(range(40, 780, 120)):
        pic.add(
            line(x, 410, x, 250, INK, 4),
            shape(f"M{x} 252q34 -14 62 6q-20 14 -62 34Z", (VERMILION, OCHRE, TEAL)[i % 3]),
        )
    pic.add(
        rect(0, 424, 1600, 576, pic.fade("#a9c7bf", "#4d8a8a", "#276066")),
        ripples("db3", 70, -60, 440, 1640, 200, "#e6efdf", 4, opacity=0.7),
    )
    # a second crew behind
    back = [
        group(
            shape("M0 0Q20 34 80 36H560Q640 32 668 -26Q600 0 520 2H60Q20 0 0 0Z", "#8a6b2f"),
            shape("M660 -22q30 -30 52 -22q-6 30 -44 36Z", OCHRE),
            *(
                person(
                    90 + 62 * i,
                    56,
                    92,
                    TEAL,
                    INK,
                    pose="none",
                    bow=22,
                    hands=((24, -58), (28, -50)),
                    hair="short",
                    after=line(20, -70, 34, -20, "#7c5c34", 3),
                )
                for i in range(8)
            ),
            shape("M10 8Q30 34 80 36H560Q630 32 660 -10Q600 8 520 10H60Q30 10 10 8Z", "#9d7a38"),
            at=(760, 500),
        )
    ]
    pic.add(
        oval(1090, 546, 380, 10, INK, opacity=0.2),
        *back,
        stroke("M740 548h90M900 556h120M1100 550h110M1260 556h90", WHITE, 6, opacity=0.8),
    )
    # our boat: paddlers, drummer at the bow facing them, steersman at the stern
    pic.add(oval(760, 822, 690, 22, INK, opacity=0.28))
    crew = []
    for i in range(9):
        x = 300 + 92 * i
        lean = dice.uniform(20, 27)
        crew.append(
            person(
                x,
                838,
                210,
                VERMILION if i % 2 else light(VERMILION, 0.12),
                INK,
                pose="none",
                bow=lean,
                hair=("short", "bob", "short", "pony")[i % 4],
                hands=((22, -66), (27, -44)),
                bends=(0.2, 0.15),
                skin=(SKIN, TAN)[i % 2],
                before="",
                after=shape("M-9 -96Q0 -101 9 -96L9 -93Q0 -97 -9 -93Z", OCHRE),
            )
        )
    pic.add(
        person(
            244,
            790,
            232,
            OCHRE,
            INK,
            hat="straw",
            hat_color="#e0bd78",
            skin=TAN,
            hands=((-20, -56), (-14, -60)),
            bends=(0.2, 0.4),
        ),
        line(330, 590, 70, 872, "#7c5c34", 9),
        shape("M96 832L42 904L66 918L112 850Z", "#7c5c34"),
    )
    pic.add(*crew)
    pic.add(
        person(
            1268,
            806,
            200,
            "#f0d9a8",
            VERMILION,
            pose="low",
            hair="bun",
            hands=((26, -80), (24, -98)),
            bends=(-0.3, -0.4),
            flip=True,
            after=line(26, -80, 38, -64, "#7c5c34", 2.6)
            + line(24, -98, 40, -92, "#7c5c34", 2.6)
            + shape("M-9 -96Q0 -101 9 -96L9 -93Q0 -97 -9 -93Z", VERMILION),
        )
    )
    pic.add(
        group(
            rect(-44, -70, 88, 74, "#9c4f2f", 10),
            oval(0, -70, 46, 15, "#f0dfbb"),
            stroke("M-44 -52H44M-44 -10H44", OCHRE, 6),
            stroke("M-30 -46v30M0 -44v32M30 -46v30", "#6d3420", 4),
            at=(1160, 764),
        )
    )
    hull = "M120 716Q150 752 220 758H1240Q1350 752 1396 640L1440 650Q1420 790 1300 820Q1260 828 1200 828H280Q170 824 120 716Z"
    pic.add(
        shape(hull, "#2c6f5e"),
        shape(
            "M150 762Q200 790 290 792H1210Q1300 790 1380 720L1360 768Q1300 828 1200 828H280Q190 824 150 762Z",
            "#d9a441",
        ),
    )
    scales = "".join(
        f"M{x} {770 + 12 * (n % 2)}a16 16 0 0 0 32 0" for n, x in enumerate(range(250, 1260, 32))
    )
    pic.add(
        stroke(scales, "#f1dba4", 4, stroke_linecap="butt"),
        pic.dust(hull, INK, 0.5),
        stroke("M120 716Q150 752 220 758H1240Q1350 752 1396 640", "#f1dba4", 7),
    )
    # the dragon
    pic.add(
        shape(
            "M1376 690Q1350 600 1400 540Q1420 516 1460 520Q1500 522 1520 548L1580 560Q1592 572 1576 584L1520 592L1574 606Q1566 628 1530 624Q1490 622 1470 606Q1440 640 1444 690Z",
            "#2c7a63",
        )
    )
    pic.add(
        shape(
            "M1400 540Q1370 560 1352 548Q1372 590 1346 600Q1376 620 1352 650Q1378 664 1376 690Q1360 610 1400 540Z",
            VERMILION,
        ),
        shape(
            "M1420 524Q1410 470 1372 452Q1436 452 1448 520ZM1462 520Q1470 470 1440 440Q1496 462 1486 524Z",
            OCHRE,
        ),
    )
    pic.add(
        disc(1488, 552, 15, WHITE),
        disc(1492, 553, 7, INK),
        shape("M1528 592L1536 606L1546 592L1554 608L1562 594Z", WHITE),
        stroke("M1566 566Q1606 540 1590 500M1560 584Q1606 596 1602 640", OCHRE, 6),
        stroke("M1400 660q20 10 44 0M1390 630q24 12 54 -2M1392 598q26 10 52 -8", "#f1dba4", 5),
        disc(1546, 562, 5, INK),
    )
    pic.add(
        shape("M150 730Q60 700 70 620Q100 640 108 610Q130 640 150 620Q150 680 190 726Z", VERMILION),
        stroke("M90 640Q104 690 160 726", OCHRE, 6),
    )
    # paddles in the water, spray
    for i in range(9):
        x = 300 + 92 * i
        pic.add(
            line(x + 72, 700, x + 120, 866, "#7c5c34", 8),
            shape(f"M{x + 110} 832L{x + 124} 828L{x + 138} 884L{x + 116} 890Z", "#9c7a48"),
            stroke(f"M{x + 92} 888q34 -16 70 -2", WHITE, 6),
        )
    spray = [
        (300 + 92 * i + 126 + dice.uniform(-30, 34), 856 + dice.uniform(-50, 20))
        for i in range(9)
        for _ in range(5)
    ]
    pic.add(
        dots(spray, WHITE, 7, opacity=0.9),
        shape(
            "M1330 836Q1440 780 1500 846Q1440 830 1420 862Q1380 836 1330 836Z", WHITE, opacity=0.85
        ),
        ripples("db4", 60, -60, 850, 1640, 140, "#dfeae0", 5, opacity=0.8),
        ripples("db5", 40, -60, 860, 1640, 130, "#1f5057", 5, opacity=0.6),
    )
    return pic


@picture("school-garden")
def school_garden() -> Picture:
    pic = Picture()
    pic.add(
        rect(0, 0, 1600, 640, pic.fade("#bfdad9", "#f5ead0")),
        disc(210, 150, 70, "#f3c66b"),
        cloud(420, 150, 260),
        cloud(1060, 110, 250),
        cloud(1340, 220, 180, opacity=0.7),
    )
    pic.add(
        hills("sg0", 520, 90, "#b9cdbf", floor=640),
        skyline("sg1", 0, 1600, 620, 250, "#adc0b8"),
        skyline("sg2", 0, 1600, 640, 130, "#95aca2"),
    )
    # stair house with the school's name
    pic.add(
        rect(60, 300, 380, 420, "#d98d63"),
        rect(40, 284, 420, 26, "#a65e42"),
        shape(boxes(60, 344, 1, 12, 380, 3, 0, 30), dark("#d98d63", 0.14)),
        pic.dust("M60 310h380v410H60Z", dark("#d98d63", 0.6), 0.5, "left"),
        rect(96, 350, 308, 72, PAPER, 8),
        words(250, 404, "青禾二小", 50, VERMILION, weight=700, letter_spacing=6),
    )
    pic.add(
        rect(110, 470, 110, 250, "#3f6f73", 4),
        rect(122, 484, 86, 100, "#cfe2da"),
        disc(204, 620, 6, OCHRE),
        rect(260, 480, 140, 110, "#cfe2da"),
        stroke("M330 480V590M260 535H400", PAPER, 8),
    )
    pic.add(
        line(520, 640, 520, 190, "#8b8f8c", 9),
        shape("M524 196q50 -20 100 4v64q-50 -22 -100 -4Z", VERMILION),
    )
    # parapet and floor
    pic.add(
        shape("M0 590H60V702H0ZM440 590H1600V650H440Z", "#dac7a2"),
        rect(440, 580, 1160, 16, "#b9a37c"),
        stroke(
            "M470 580V520M610 580V520M750 580V520M890 580V520M1030 580V520M1170 580V520M1310 580V520M1450 580V520M1590 580V520M440 520H1600M440 548H1600",
            "#7c8a86",
            6,
        ),
    )
    pic.add(
        shape("M0 700H440V648H1600V1000H0Z", "#e3d3b2"),
        stroke(
            "M0 760H1600M0 840H1600M0 930H1600M300 700L120 1000M620 650L560 1000M940 650L960 1000M1260 650L1360 1000",
            "#cbb78f",
            4,
        ),
        pic.dust("M0 700H1600V1000H0Z", "#8a7350", 0.35),
    )
    for i in range(4):
        x = 1216 + 96 * i
        pic.add(
            rect(x, 520, 84, 134, DUSK, 12),
            stroke(f"M{x} 552h84M{x} 620h84", dark(DUSK, 0.3), 5),
            oval(x + 42, 524, 42, 10, dark(DUSK, 0.35)),
        )
    pic.add(
        words(1402, 600, "雨  水  桶", 34, PAPER, weight=700),
        stroke("M1240 520V470H1560V520", "#8b8f8c", 10),
    )

    def planter(x: float, y: float, w: float, crop: str) -> str:
        """A wooden box of vegetables with its front edge at y."""
        box = (
            rect(x, y - 70, w, 70, "#a8703f", 4)
            + stroke(f"M{num(x)} {num(y - 36)}h{num(w)}", "#8a5730", 4)
            + rect(x, y - 82, w, 20, "#5a4030", 6)
        )
        d = Random(f"{x}{crop}")
        plants = []
        for i in range(int(w // 34)):
            px, py = x + 20 + i * 34, y - 74
            if crop == "leaf":
                plants.append(
                    shape(
                        f"M{px} {py}q-30 -14 -26 -46q24 6 26 46q-8 -40 10 -62q18 30 -10 62q4 -36 30 -44q4 32 -30 44Z",
                        ("#6f9150", "#86a85a", "#5f7d4a")[i % 3],
                    )
                )
            elif crop == "tomato":
                plants.append(
                    line(px, py, px, py - 118, "#8a6a40", 4)
                    + shape(blob(f"{x}{i}", px, py - 64, 22, 50, 8, 0.2), "#5f8048")
                    + dots([(px - 8, py - 40), (px + 9, py - 66), (px - 4, py - 92)], VERMILION, 15)
                )
            elif crop == "bean":
                plants.append(
                    stroke(f"M{px} {py}q-14 -50 4 -90t-2 -80", "#6a8f4e", 5)
                    + shape(blob(f"b{x}{i}", px, py - 100, 20, 58, 8, 0.3), "#76985a")
                    + stroke(f"M{px - 8} {py - 90}v34M{px + 10} {py - 120}v36", "#a9bf6a", 5)
                )
            else:
                plants.append(
                    shape(
                        blob(f"p{x}{i}", px, py - 12, 26, 22, 8, 0.2), ("#587a46", "#6d8f52")[i % 2]
                    )
                    + dots(
                        scatter(f"{x}{i}", 2, px - 14, py - 24, 30, 20),
                        d.choice(("#9d6fa0", "#c9b45a")),
                        7,
                    )
                )
        return oval(x + w / 2, y + 2, w * 0.54, 12, INK, opacity=0.2) + box + "".join(plants)

    pic.add(
        planter(500, 740, 250, "tomato"),
        planter(790, 740, 250, "bean"),
        planter(1090, 740, 250, "leaf"),
    )
    pic.add(
        person(
            1010,
            816,
            158,
            OCHRE,
            TEAL,
            child=True,
            hair="tails",
            skirt=True,
            hands=((20, -64), (24, -60)),
            after=group(
                rect(0, 0, 18, 14, VERMILION, 3),
                stroke("M16 4l12 -8", VERMILION, 3),
                stroke("M30 -2q6 8 6 18M28 -2q2 8 0 18", "#9cc4cc", 1.4),
                at=(20, -62),
            ),
        )
    )
    pic.add(
        person(
            756,
            820,
            240,
            TEAL,
            "#4a4a52",
            hair="bob",
            hands=((-14, -48), (24, -62)),
            bends=(0.1, -0.2),
            after=rect(20, -74, 14, 18, PAPER, 1.5),
        )
    )
    pic.add(planter(90, 880, 320, "leaf"), planter(1180, 890, 330, "sweet"))
    pic.add(
        person(
            600,
            892,
            160,
            VERMILION,
            DUSK,
            child=True,
            hair="short",
            hands=((22, -60), (26, -58)),
            after=shape("M20 -58q14 -14 28 -4q-4 14 -20 12Z", "#a0526a"),
        )
    )
    pic.add(
        group(
            rect(-60, -24, 120, 24, "#5b6468", 6),
            rect(-50, -34, 100, 12, GREY, 3),
            shape("M-36 -34q10 -34 34 -28q22 -12 36 4q12 10 4 24Z", "#a0526a"),
            rect(66, -120, 64, 60, PAPER, 6),
            stroke("M98 -60V-4H60", "#5b6468", 8),
            disc(98, -90, 22, WHITE),
            stroke("M98 -90l10 -12", VERMILION, 4),
            stroke(rings_at(98, -90, 22), INK, 3),
            at=(720, 884),
        )
    )
    pic.add(
        person(
            910,
            926,
            166,
            LEAF,
            INK,
            child=True,
            hair="bob",
            hands=((-24, -58), (-20, -52)),
            bends=(0.3, 0.4),
            flip=False,
            after=rect(-30, -66, 16, 18, PAPER, 1)
            + stroke("M-27 -60h10M-27 -56h10M-27 -52h6", INK, 1),
        )
    )
    pic.add(
        shadow(1090, 960, 50),
        person(
            1090,
            960,
            168,
            DUSK,
            INK,
            child=True,
            hair="pony",
            hands=((22, -66), (28, -62)),
            after=group(
                rect(0, 0, 18, 14, TEAL, 3),
                stroke("M16 4l12 -8", TEAL, 3),
                stroke("M30 -2q8 8 8 20M28 -2q2 8 2 20", "#9cc4cc", 1.4),
                at=(24, -64),
            ),
        ),
    )
    pic.add(
        person(
            466,
            956,
            168,
            ROSE,
            "#5b4a6a",
            child=True,
            hair="tails",
            hands=((-22, -60), (-24, -56)),
            flip=False,
            bends=(0.3, 0.3),
        ),
        shape("M380 975q6 -70 52 -70t52 70Z", OCHRE),
        stroke("M390 920q42 -60 84 0", "#8a6a40", 6),
        dots([(408, 908), (434, 898), (458, 908)], "#6f9150", 30),
    )
    return pic


def rings_at(x: float, y: float, r: float) -> str:
    """Path data of one circle."""
    return f"M{num(x - r)} {num(y)}a{num(r)} {num(r)} 0 1 0 {num(2 * r)} 0a{num(r)} {num(r)} 0 1 0 {num(-2 * r)} 0"


@picture("water-works")
def water_works() -> Picture:
    pic = Picture()
    pic.add(rect(0, 0, 1600, 700, pic.fade("#7f93a6", "#c4cdc6", "#f0dfbf")))
    for x, y, w, tone in (
        (40, 170, 520, "#e7e4d6"),
        (700, 120, 460, "#d6d9d2"),
        (1130, 210, 420, "#efe8d6"),
        (420, 260, 320, "#f4ecd8"),
    ):
        pic.add(cloud(x, y, w, tone, 0.75))
    pic.add(
        shape("M1180 0L1330 0L1090 560H900ZM1400 0L1480 0L1280 560H1180Z", "#fff3cf", opacity=0.28)
    )
    pic.add(
        hills("ww1", 470, 110, "#a5b7b3", floor=700),
        skyline("ww2", 0, 330, 560, 200, "#93a8a6"),
        hills("ww3", 560, 50, "#86a08c", floor=700),
    )
    pic.add(
        tree(pic, 130, 640, 330, "#5f7d4a", seed="w1"),
        tree(pic, 1500, 640, 380, "#6c8750", seed="w2"),
        tree(pic, 1390, 640, 270, "#55734a", seed="w3"),
    )
    # the pump house: four bays, four machines
    wall, base = "#d8b48a", "#a9a293"
    house = "M250 250H1290V640H250Z"
    pic.add(
        shape(house, wall),
        shape("M220 250L280 196H1260L1320 250Z", "#4f6a72"),
        shape("M280 196H1260L1266 204H274Z", "#6d8790"),
        rect(220, 246, 1100, 18, dark("#4f6a72", 0.3)),
    )
    for i in range(4):
        x = 310 + 246 * i
        pic.add(
            shape(f"M{x} 620V430a90 90 0 0 1 180 0V620Z", "#39545c"),
            shape(f"M{x + 12} 608V430a78 78 0 0 1 156 0V608Z", "#f3d692"),
        )
        pic.add(
            shape(f"M{x + 54} 608V540h-14v-20h20v-50a30 30 0 0 1 60 0v50h20v20h-14v68Z", TEAL),
            disc(x + 90, 470, 22, dark(TEAL, 0.35)),
            disc(x + 90, 470, 8, OCHRE),
        )
        pic.add(
            stroke(f"M{x + 90} 352V608M{x + 12} 450h156M{x + 12} 530h156", "#39545c", 6),
            disc(x + 90, 310, 27, PAPER),
            words(x + 90, 322, str(i + 1), 34, TEAL, weight=700),
        )
        if i:
            pic.add(rect(x - 45, 264, 24, 376, dark(wall, 0.13)))
    pic.add(pic.dust("M250 264h150v376H250Z", dark(wall, 0.6), 0.5, "left"))
    pic.add(
        rect(560, 150, 430, 84, TEAL, 8),
        words(775, 208, "柳 湾 泵 站", 52, PAPER, weight=700),
        line(600, 234, 600, 250, INK, 8),
        line(950, 234, 950, 250, INK, 8),
    )
    pic.add(
        shape("M1330 640V470h70v-50h60v80q0 20 -20 20h-60V640Z", DUSK),
        rect(1320, 556, 90, 24, dark(DUSK, 0.3), 4),
        rect(1390, 404, 80, 22, dark(DUSK, 0.3), 4),
    )
    # forebay: wall, walkway, racks
    pic.add(
        rect(0, 620, 1600, 380, "#c3b697"),
        rect(180, 640, 1200, 250, base),
        rect(180, 640, 1200, 26, dark(base, 0.35)),
    )
    bars = "".join(
        f"M{x} 676L{x - 8} 880" for b in range(4) for x in range(322 + 246 * b, 500 + 246 * b, 18)
    )
    for i in range(4):
        pic.add(shape(f"M{306 + 246 * i} 670h192v220h-192Z", "#22363d"))
    pic.add(
        stroke(bars, "#8fa3a3", 6),
        stroke(
            "".join(f"M{302 + 246 * i} 730h196M{300 + 246 * i} 800h196" for i in range(4)),
            "#8fa3a3",
            7,
        ),
        pic.dust("M180 666h1200v224H180Z", INK, 0.45),
    )
    pic.add(
        shape(
            "M0 850Q90 830 180 862H1380Q1500 834 1600 852V1000H0Z",
            pic.fade("#8aa39a", "#4f7f80", "#2b5c63"),
        ),
        ripples("ww4", 70, -60, 870, 1640, 120, "#e7eadb", 5, opacity=0.8),
        ripples("ww5", 40, -60, 880, 1640, 110, "#1f4c53", 5, opacity=0.6),
    )
    for i in range(4):
        x = 400 + 246 * i
        pic.add(
            stroke(
                f"M{x - 90} 878q44 -16 90 0t90 0M{x - 70} 898q34 -12 70 0t70 0",
                WHITE,
                6,
                opacity=0.8,
            ),
            dots(scatter(f"weed{i}", 8, x - 80, 866, 160, 16), "#6d8454", 11, 12),
        )
    # rake on its gantry, people on the walkway
    pic.add(
        rect(150, 618, 1260, 26, dark(base, 0.5)),
        stroke(
            "M160 618V560M300 618V560M440 618V560M1000 618V560M1140 618V560M1280 618V560M1400 618V560M150 560H480M960 560H1410M150 590H480M960 590H1410",
            INK,
            5,
        ),
    )
    pic.add(
        stroke("M520 640V390H830V640M520 470L600 390M830 470L750 390", OCHRE, 16),
        rect(610, 372, 130, 60, dark(OCHRE, 0.2), 6),
        stroke("M650 432V700M700 432V700", INK, 4),
        shape("M620 700h110l14 60h-20l-8 -28h-82l-8 28h-20Z", OCHRE),
        dots(scatter("rake", 14, 626, 690, 100, 14), "#6d8454", 14, 14),
    )
    pic.add(
        person(
            900,
            622,
            150,
            "#e0a23c",
            DUSK,
            hat="helmet",
            hat_color=VERMILION,
            hands=((-22, -62), (-16, -58)),
            flip=False,
            bends=(0.3, 0.3),
        ),
        person(
            1090,
            622,
            150,
            TEAL,
            INK,
            hat="helmet",
            hat_color=PAPER,
            hands=((16, -60), (22, -64)),
            after=rect(14, -72, 14, 18, PAPER, 1),
        ),
    )
    pic.add(
        group(
            rect(0, -260, 56, 260, PAPER),
            *(rect(0, -260 + 52 * i, 28 if i % 2 else 56, 8, INK) for i in range(5)),
            stroke("M0 -96h56", VERMILION, 8),
            at=(1430, 930),
        ),
        words(1545, 844, "警戒线", 28, VERMILION, weight=700),
    )
    return pic


@picture("fisher-boat")
def fisher_boat() -> Picture:
    pic = Picture()
    pic.add(
        rect(0, 0, 1600, 560, pic.fade("#d8c9ae", "#f3dfba", "#f7ecd4")),
        disc(1130, 300, 250, pic.glow(("#fff0c4", 1.0), ("#fff0c4", 0.0))),
        disc(1130, 300, 92, "#d9694a"),
    )
    mist = pic.soft(26)
    for seed, base, rise, tone in (
        ("f1", 400, 200, "#c3c8b8"),
        ("f2", 470, 190, "#a3b3a8"),
        ("f3", 520, 110, "#7f9a92"),
    ):
        pic.add(
            hills(seed, base, rise, tone, steps=9, floor=580),
            oval(
                500 if seed != "f2" else 1100,
                base + 40,
                760,
                40,
                "#f7ecd4",
                opacity=0.8,
                filter=mist,
            ),
        )
    pic.add(rect(0, 552, 1600, 448, pic.fade("#efe2c4", "#a9c0b4", "#4f8587")))
    pic.add(
        stroke(
            "M1070 590h130M1040 618h170M1090 648h90M1050 682h150M1100 716h70M1060 752h130M1090 800h90",
            "#e58a62",
            9,
            opacity=0.75,
        )
    )
    pic.add(
        ripples("fb1", 80, -60, 580, 1640, 400, "#fbf3de", 4, opacity=0.75),
        ripples("fb2", 60, -60, 640, 1640, 340, "#2c6468", 5, opacity=0.5),
    )
    # far boats and stakes with nets
    for x, y, s in ((240, 604, 0.5), (1420, 620, 0.6)):
        pic.add(
            group(
                shape("M0 0Q20 26 70 28H190Q240 24 262 -4Q200 8 130 8T0 0Z", "#4a5a5c"),
                shape("M70 8Q76 -34 120 -34T172 8Z", "#6b7a74"),
                at=(x, y),
                scale=s,
            )
        )
    pic.add(
        stroke("M220 690V600M280 696V596M340 690V602M400 695V600", "#4a4f4c", 6),
        stroke(
            "M220 620Q250 650 280 616Q310 652 340 620Q370 650 400 618M220 640Q250 670 280 638Q310 672 340 640Q370 670 400 638",
            "#5f6b66",
            3,
        ),
    )
    # the boat and its mirror image
    hull = "M340 764Q390 840 500 850H960Q1090 842 1180 728Q1080 778 900 782H520Q420 782 340 764Z"
    awning = "M480 784Q492 660 630 660T790 784Z"
    mirror = shape(hull, "#2b4a4c") + shape(awning, "#2b4a4c")
    pic.add(f'<g opacity=".28">{tag_flip(mirror, 1704)}</g>')
    pic.add(
        shape(awning, "#9c7a48"),
        stroke(
            "M520 784Q530 676 630 662M570 784Q576 690 632 662M640 784V662M700 784Q690 690 644 662M750 784Q736 676 650 662M488 740H782M500 704H768",
            "#77582f",
            4,
        ),
        pic.dust(awning, "#3d2a16", 0.7),
        shape("M760 784Q756 690 700 668Q776 676 790 784Z", "#6a4d2a"),
    )
    pic.add(
        shape(hull, "#6a4631"),
        shape(
            "M340 764Q420 782 520 782H900Q1080 778 1180 728L1168 746Q1080 796 900 800H520Q430 800 352 780Z",
            "#8d6243",
        ),
        pic.dust(hull, INK, 0.6),
        stroke("M420 816H1090M470 836H1040", "#4d3223", 4),
    )
    pic.add(
        line(560, 660, 560, 560, "#5a4431", 6),
        disc(560, 566, 13, "#f6c765"),
        shape("M548 560h24l-6 -16h-12Z", INK),
    )
    # net thrown from the bow
    pic.add(
        shape(
            "M1118 560Q1300 520 1420 640Q1440 760 1390 806Q1300 826 1210 800Q1150 700 1118 560Z",
            PAPER,
            opacity=0.28,
        )
    )
    net = "M1118 560Q1300 520 1420 640Q1440 760 1390 806Q1300 826 1210 800Q1150 700 1118 560M1118 560Q1280 620 1390 806M1118 560Q1240 640 1300 820M1118 560Q1330 580 1432 720M1180 590Q1180 640 1160 680M1250 572Q1270 640 1180 742M1330 586Q1370 680 1230 800M1390 626Q1420 720 1320 816"
    pic.add(
        stroke(net, "#4f5d58", 3),
        dots(
            [
                (1210, 802),
                (1250, 812),
                (1300, 822),
                (1350, 818),
                (1390, 806),
                (1430, 720),
                (1424, 764),
            ],
            "#3d3a34",
            10,
        ),
        stroke("M1170 830q60 16 120 0t120 -6", WHITE, 6),
    )
    pic.add(
        person(
            1040,
            776,
            256,
            "#3f5a78",
            "#4a3f36",
            pose="step",
            hat="straw",
            hat_color="#dcb566",
            skin=TAN,
            hands=((24, -78), (30, -84)),
            bends=(-0.2, -0.3),
        )
    )
    pic.add(
        person(
            850,
            786,
            190,
            ROSE,
            INK,
            pose="low",
            hat="scarf",
            hat_color=VERMILION,
            hands=((22, -56), (26, -52)),
            after=oval(32, -48, 13, 5, "#b98c4e"),
        )
    )
    # cormorants on the gunwale, gulls
    for x in (400, 440):
        pic.add(shape(f"M{x} 776q-16 -40 4 -64q2 -24 20 -22l18 6l-16 4q10 36 -6 76Z", INK))
    for x, y, s in ((640, 230, 1.0), (700, 200, 0.8), (580, 190, 0.7), (820, 270, 0.6)):
        pic.add(
            stroke(
                f"M{x - 26 * s:.0f} {y - 6 * s:.0f}Q{x - 10 * s:.0f} {y - 16 * s:.0f} {x} {y}Q{x + 10 * s:.0f} {y - 16 * s:.0f} {x + 26 * s:.0f} {y - 6 * s:.0f}",
                INK,
                4 * s,
            )
        )
    dice = Random("fb reeds")
    for tone in ("#3f5a48", "#5f7d4a", "#8a9a5e"):
        pic.add(
            stroke(
                "".join(
                    f"M{dice.uniform(-20, 260):.0f} 1010q{dice.uniform(-10, 30):.0f} {-dice.uniform(50, 110):.0f} {dice.uniform(-10, 70):.0f} {-dice.uniform(90, 200):.0f}"
                    for _ in range(18)
                ),
                tone,
                6,
            )
        )
    return pic


@picture("park-ginkgo")
def park_ginkgo() -> Picture:
    pic = Picture()
    pic.add(
        rect(0, 0, 1600, 620, pic.fade("#c3d6d6", "#f3e6c8")),
        hills("pg1", 480, 120, "#b9c6b0", floor=640),
        skyline("pg2", 0, 1600, 560, 140, "#b4c0b4"),
    )
    # pavilion beyond
    pic.add(
        shape(
            "M700 430Q800 330 800 300Q800 330 900 430Q930 452 950 448L930 470H670L650 448Q670 452 700 430Z",
            "#5b6f74",
        ),
        disc(800, 298, 9, OCHRE),
        rect(690, 470, 16, 120, VERMILION),
        rect(770, 470, 12, 120, VERMILION),
        rect(820, 470, 12, 120, VERMILION),
        rect(894, 470, 16, 120, VERMILION),
        rect(660, 586, 280, 18, STONE),
    )
    pic.add(
        rect(0, 596, 1600, 404, pic.fade("#e9c05a", "#d9a038")),
        shape("M760 600H840L1240 1000H300Z", pic.fade("#e6d5b0", "#cdb78c")),
        pic.dust("M0 600H1600V1000H0Z", "#9a6a20", 0.22),
    )
    # two rows of ginkgo, the far ones first
    tones = ("#e0ab3a", "#d6992f", "#ebbf55")
    for s in (0.28, 0.38, 0.53, 0.74, 1.02):
        for side in (-1, 1):
            x, y = 800 + side * 640 * s, 590 + 330 * s
            h = 900 * s
            seed = f"g{s}{side}"
            bark = mix("#8d7a66", "#5a4636", min(1, s))
            pic.add(
                shape(
                    f"M{x - h * 0.035:.0f} {y:.0f}Q{x - h * 0.02:.0f} {y - h * 0.3:.0f} {x - h * 0.012:.0f} {y - h * 0.9:.0f}H{x + h * 0.012:.0f}Q{x + h * 0.02:.0f} {y - h * 0.3:.0f} {x + h * 0.04:.0f} {y:.0f}Z",
                    bark,
                )
            )
            pic.add(
                stroke(
                    f"M{x:.0f} {y - h * 0.4:.0f}l{-h * 0.16:.0f} {-h * 0.16:.0f}M{x:.0f} {y - h * 0.46:.0f}l{h * 0.17:.0f} {-h * 0.17:.0f}M{x:.0f} {y - h * 0.62:.0f}l{-h * 0.12:.0f} {-h * 0.14:.0f}",
                    bark,
                    h * 0.018,
                )
            )
            dice = Random(seed)
            for k in range(7):
                u = -0.2 + 0.4 * dice.random()
                v = 0.5 + 0.075 * k
                d = blob(
                    f"{seed}{k}",
                    x + u * h * (1.15 - 0.13 * k),
                    y - h * v,
                    h * (0.2 - 0.012 * k),
                    h * 0.1,
                    9,
                    0.16,
                )
                pic.add(shape(d, tones[k % 3]))
                if s > 0.7:
                    pic.add(pic.dust(d, "#a86e1c", 0.45))
            pic.add(
                dots(
                    scatter_oval(seed, int(50 * s) + 12, x, y - h * 0.74, h * 0.25, h * 0.27),
                    "#f6d983",
                    h * 0.011,
                    h * 0.004,
                )
            )
    pic.add(
        dots([(x, y) for x, y in scatter("leaf1", 150, 0, 640, 1600, 350)], "#f7dd86", 8, 5),
        dots(scatter("leaf2", 120, 0, 660, 1600, 340), "#b97d24", 8, 5),
        dots(scatter("leaf3", 30, 200, 200, 1200, 400), "#e8b646", 9, 6),
    )
    # neighbours
    pic.add(
        person(775, 668, 74, DUSK, INK, pose="walk"),
        person(812, 670, 70, VERMILION, INK, hair="bob", pose="walk"),
        rider(880, 724, 18, TEAL),
    )
    pic.add(
        shadow(470, 884, 170),
        rect(330, 800, 290, 16, "#8a5a35", 4),
        stroke("M350 816V880M600 816V880", "#5a3f2a", 10),
        rect(428, 770, 90, 12, "#c99a5a"),
        rect(462, 782, 22, 20, "#8a5a35"),
        dots([(446, 766), (470, 766), (498, 766)], VERMILION, 9, 2),
    )
    pic.add(
        person(
            372,
            884,
            196,
            "#5b6f6a",
            "#4a4a52",
            pose="sit",
            hair="bald",
            tint="#d9d6cf",
            hands=((20, -52), (30, -54)),
            bow=8,
        ),
        person(
            580,
            884,
            196,
            "#7d5a4a",
            INK,
            pose="sit",
            hat="cap",
            hat_color=DUSK,
            hands=((18, -50), (24, -60)),
            flip=True,
            bow=6,
        ),
    )
    pic.add(
        person(
            280,
            900,
            206,
            LEAF,
            INK,
            hair="short",
            tint="#b9b5ac",
            hands=((-4, -58), (6, -56)),
            bends=(0.4, -0.4),
        )
    )
    pic.add(
        shadow(1020, 936, 50),
        person(
            1010,
            936,
            208,
            ROSE,
            "#5b4a5a",
            hair="bun",
            tint="#d9d6cf",
            hands=((18, -64), (26, -66)),
            after=shape("M26 -66l12 -12q10 4 4 14Z", "#f3c94e")
            + line(26, -66, 34, -72, "#9a7a2a", 0.8),
        ),
    )
    pic.add(
        shadow(1130, 950, 40),
        person(
            1130,
            950,
            150,
            VERMILION,
            TEAL,
            child=True,
            hair="tails",
            skirt=True,
            hands=((-22, -86), (22, -88)),
            flip=True,
        ),
    )
    pic.add(
        *(
            shape(
                "M0 0q-16 -10 -14 -24q14 -8 28 0q2 14 -14 24Z",
                "#f4cf5c",
                transform=f"translate({x} {y}) rotate({r})",
            )
            for x, y, r in (
                (1084, 796, 20),
                (1120, 770, -30),
                (1160, 792, 60),
                (1190, 760, 10),
                (1060, 750, 120),
                (1140, 724, 200),
            )
        )
    )
    pic.add(
        person(
            1400,
            960,
            210,
            "#3f5a78",
            INK,
            hair="pony",
            hands=((16, -78), (20, -80)),
            bends=(0.3, 0.5),
            flip=True,
            after=rect(8, -90, 18, 12, INK, 2) + disc(22, -84, 3.4, "#8fa6a4"),
        )
    )
    return pic
