"""The pictures seen from close by: counters, stalls, rooms and doorways."""

from __future__ import annotations

from random import Random

from brush import (
    CREAM,
    DUSK,
    GREY,
    INK,
    LEAF,
    OCHRE,
    PAPER,
    ROSE,
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
    lamp,
    light,
    line,
    oval,
    person,
    picture,
    poly,
    rect,
    rider,
    rings,
    scatter,
    scatter_oval,
    shape,
    skyline,
    stroke,
    tree,
    words,
)

SILVER = "#d9d6cf"  # grey hair


def shadow(x: float, y: float, w: float, opacity: float = 0.2) -> str:
    """The soft pool of shade under something that stands on the ground."""
    return oval(x, y, w, w * 0.14, INK, opacity=opacity)


def tray(food: str = OCHRE) -> str:
    """A canteen tray held before the body, in a figure's own units."""
    return (
        rect(8, -62, 28, 4, "#c9cdc6", 1.5)
        + shape("M11 -62q4 -7 10 0Z", food)
        + shape("M23 -62q4 -6 10 0Z", LEAF)
    )


@picture("canteen-lunch")
def canteen_lunch() -> Picture:
    pic = Picture(ground="#f0dfbf")
    pic.add(
        rect(0, 0, 1600, 640, pic.fade("#f3e6cc", "#ecd7b0")),
        rect(0, 430, 1600, 210, "#cfdccf"),
        stroke(
            "M0 500H1600M0 570H1600" + "".join(f"M{x} 430V640" for x in range(40, 1600, 80)),
            "#b7c8ba",
            3,
        ),
    )
    # the sign and the menu
    pic.add(
        rect(90, 40, 1060, 84, VERMILION, 8),
        words(620, 104, "榆树里食堂", 58, PAPER, weight=700, letter_spacing=24),
    )
    pic.add(
        rect(1220, 40, 330, 360, "#2f4540", 8),
        stroke("M1220 40h330v360h-330Z", "#8a5a35", 12),
        words(1385, 98, "今日菜单", 36, PAPER, weight=700),
    )
    for i, (dish, price) in enumerate(
        (
            ("清蒸草鱼", "6元"),
            ("肉末茄子", "4元"),
            ("冬瓜海带", "2元"),
            ("番茄炒蛋", "3元"),
            ("杂粮饭", "1元"),
        )
    ):
        y = 152 + i * 48
        pic.add(
            words(1250, y, dish, 30, "#e8e2cf", "start"),
            words(1520, y, price, 30, "#f2c76a", "end"),
        )
    # two serving windows
    for x, name, tone in ((110, "少盐", LEAF), (660, "普通", OCHRE)):
        pic.add(
            rect(x - 14, 156, 508, 344, "#8a6a4c", 10),
            rect(x, 170, 480, 316, pic.fade("#fff2cf", "#f2d9a0"), 4),
            rect(x + 170, 140, 140, 54, tone, 10),
            words(x + 240, 180, name, 34, PAPER, weight=700),
        )
        pic.add(
            stroke(f"M{x + 20} 236H{x + 460}", "#b7a685", 6),
            *(
                stroke(f"M{x + u} 236v{v}q0 14 12 12", "#8f938c", 6)
                for u, v in ((50, 44), (90, 60), (380, 50), (420, 64))
            ),
        )
    pic.add(
        person(
            300,
            640,
            380,
            WHITE,
            WHITE,
            pose="none",
            hat="cook",
            hat_color=WHITE,
            apron="#e7ece4",
            hair="bun",
            tint="#8d8a86",
            hands=((-16, -52), (20, -56)),
            after=line(20, -56, 30, -48, "#8f938c", 2) + oval(32, -46, 6, 3, "#8f938c"),
        )
    )
    pic.add(
        person(
            490,
            632,
            350,
            "#d7e3dd",
            WHITE,
            pose="none",
            hat="cook",
            hat_color=WHITE,
            hair="short",
            skin=TAN,
            hands=((-16, -50), (14, -52)),
        ),
        person(
            860,
            640,
            370,
            WHITE,
            WHITE,
            pose="none",
            hat="cook",
            hat_color=WHITE,
            apron="#cfe0da",
            hair="bob",
            hands=((-20, -52), (18, -52)),
            flip=True,
        ),
        person(
            1050,
            632,
            350,
            "#d7e3dd",
            WHITE,
            pose="none",
            hat="cook",
            hat_color=WHITE,
            hair="short",
            hands=((-14, -50), (16, -54)),
            flip=True,
        ),
    )
    # steam and dishes behind the counter glass
    for i, food in enumerate(
        ("#c9502f", "#7b9a55", "#e8c25a", "#8a5a7a", "#d8893c", "#efe6cf", "#7b9a55", "#c9702f")
    ):
        x = 116 + 128 * i + (26 if i > 3 else 0)
        pic.add(
            shape(f"M{x + 8} 500q52 -36 104 0Z", food),
            dots(scatter(f"food{i}", 8, x + 24, 484, 70, 12), light(food, 0.4), 9, 4),
            rect(x, 496, 118, 34, "#b9bfba", 6),
            stroke(
                f"M{x + 40} 470q-12 -18 0 -34t0 -34M{x + 76} 466q-12 -18 0 -34t0 -34",
                WHITE,
                6,
                opacity=0.6,
            ),
        )
    pic.add(
        rect(70, 524, 1110, 30, "#e6e6dc", 6),
        rect(90, 554, 1070, 186, "#b8643f"),
        pic.dust("M90 554h1070v186H90Z", "#5a2a18", 0.6),
        stroke("".join(f"M{x} 580V740" for x in range(144, 1160, 54)), dark("#b8643f", 0.18), 4),
    )
    # floor
    pic.add(
        rect(0, 730, 1600, 270, pic.fade("#d5bb8e", "#c3a473")),
        stroke(
            "M0 800H1600M0 890H1600M200 730L60 1000M520 730L460 1000M840 730L860 1000M1160 730L1260 1000M1440 730L1600 960",
            "#b39463",
            4,
        ),
    )
    # the queue
    pic.add(
        shadow(214, 800, 56),
        person(
            210,
            800,
            292,
            "#7d8f76",
            "#4a4a52",
            hair="bald",
            tint=SILVER,
            hands=((18, -60), (26, -58)),
            after=tray(),
        ),
    )
    pic.add(
        shadow(384, 812, 56),
        person(
            380,
            812,
            282,
            ROSE,
            "#5b4a5a",
            hair="bun",
            tint=SILVER,
            hands=((-26, -58), (-20, -56)),
            bends=(0.2, 0.4),
            flip=True,
            before="",
            after=group(tray("#c9502f"), flip=True),
        ),
    )
    pic.add(
        shadow(560, 822, 56),
        person(
            556,
            822,
            300,
            DUSK,
            INK,
            hair="short",
            tint="#b9b5ac",
            hands=((18, -58), (24, -56)),
            flip=True,
            after=tray(),
        ),
    )
    pic.add(
        shadow(760, 806, 56),
        person(
            756,
            806,
            286,
            VERMILION,
            INK,
            hair="bob",
            tint="#8d8a86",
            hands=((18, -58), (24, -56)),
            after=tray("#e8c25a"),
        ),
        shadow(930, 822, 56),
        person(
            926,
            822,
            296,
            "#6b5a4a",
            INK,
            hat="cap",
            hat_color=DUSK,
            hands=((18, -58), (24, -56)),
            flip=True,
            after=tray(),
        ),
    )
    pic.add(
        shadow(1090, 836, 56),
        person(
            1086,
            836,
            290,
            LEAF,
            "#4a4a52",
            hair="bun",
            tint=SILVER,
            hands=((-14, -48), (14, -46)),
            flip=True,
        ),
    )
    # a table in front
    pic.add(
        person(
            1300,
            968,
            320,
            OCHRE,
            INK,
            pose="sit",
            hair="bald",
            tint=SILVER,
            hands=((20, -50), (24, -54)),
        ),
        person(
            1540,
            968,
            316,
            TEAL,
            INK,
            pose="sit",
            hair="bun",
            tint=SILVER,
            hands=((20, -52), (26, -52)),
            flip=True,
        ),
    )
    pic.add(
        shadow(1420, 984, 190),
        rect(1330, 800, 190, 20, "#a9703f", 8),
        rect(1410, 820, 26, 160, "#7d5230"),
        oval(1384, 796, 34, 9, WHITE),
        shape("M1354 792a30 22 0 0 1 60 0Z", "#efe6cf"),
        oval(1466, 796, 34, 9, WHITE),
        dots([(1456, 790), (1470, 788), (1480, 792)], "#c9502f", 12),
        stroke("M1384 766q-8 -14 0 -26t0 -26M1466 770q-8 -14 0 -26t0 -26", WHITE, 5, opacity=0.8),
    )
    return pic


@picture("library-night")
def library_night() -> Picture:
    pic = Picture(ground="#22304a")
    pic.add(
        rect(0, 0, 1600, 760, pic.fade("#17233b", "#2c3f63", "#5b5f86")),
        dots(scatter("ls", 60, 0, 10, 1600, 320), "#e9e0c6", 3),
        disc(1490, 120, 52, "#f6e7bd"),
        disc(1512, 106, 46, "#1b2842"),
    )
    pic.add(
        skyline("ln1", 0, 1600, 760, 360, "#2a3858"), skyline("ln2", 0, 1600, 760, 220, "#243150")
    )
    lit = [(x, y) for x, y in scatter("lw", 40, 0, 520, 1600, 200)]
    pic.add(dots(lit, "#e8b75c", 7, 5, opacity=0.7))
    # the building: brick above, a tall lit window below
    brick = "#7d4f45"
    pic.add(
        rect(180, 170, 1180, 620, brick),
        rect(150, 140, 1240, 40, "#4c3a40"),
        pic.dust("M180 180h1180v610H180Z", "#2a1d28", 0.5, "left"),
    )
    pic.add(
        *(
            rect(250 + 180 * i, 236, 108, 96, "#f0c66c" if i in (1, 4) else "#3a4a68", 4)
            for i in range(6)
        ),
        stroke(
            "".join(f"M{304 + 180 * i} 236V332M{250 + 180 * i} 284h108" for i in range(6)),
            "#4c3a40",
            5,
        ),
    )
    pic.add(
        rect(420, 346, 700, 70, "#2c2a36", 6),
        words(770, 398, "青禾图书馆", 50, "#ffe2a0", weight=700, letter_spacing=14),
    )
    glow = pic.glow(("#ffd98a", 0.55), ("#ffd98a", 0.0))
    pic.add(oval(730, 700, 820, 380, glow))
    window = "M230 430H1010V776H230Z"
    pic.add(shape(window, pic.fade("#ffe9b0", "#f6c870")))
    # inside: shelves, pendant lamps, readers
    for x in (250, 396, 542, 688, 834):
        pic.add(rect(x, 470, 132, 190, "#8a5a3c"), rect(x + 8, 478, 116, 174, "#5e3b2c"))
        dice = Random(f"shelf{x}")
        for row in range(3):
            u, top = x + 10.0, 482 + 58 * row
            while u < x + 112:
                w, h = dice.uniform(7, 13), dice.uniform(34, 48)
                pic.add(
                    rect(
                        u,
                        top + 50 - h,
                        w,
                        h,
                        dice.choice((VERMILION, TEAL, OCHRE, CREAM, DUSK, LEAF, ROSE)),
                    )
                )
                u += w + 1.5
            pic.add(rect(x + 8, top + 50, 116, 5, "#a9703f"))
    for x in (330, 540, 760, 930):
        pic.add(
            line(x, 430, x, 486, INK, 4),
            shape(f"M{x - 34} 512q4 -30 34 -30t34 30Z", "#39505a"),
            oval(x, 512, 32, 7, "#fff6d6"),
        )
    pic.add(
        person(
            330, 800, 190, VERMILION, INK, pose="none", hair="short", hands=((-12, -50), (14, -52))
        ),
        person(
            470,
            800,
            186,
            TEAL,
            INK,
            pose="none",
            hair="bob",
            hands=((-12, -50), (14, -52)),
            flip=True,
        ),
        person(
            610,
            800,
            190,
            CREAM,
            INK,
            pose="none",
            hair="bald",
            tint=SILVER,
            hands=((-16, -56), (18, -58)),
        ),
        person(
            780,
            800,
            186,
            DUSK,
            INK,
            pose="none",
            hair="pony",
            hands=((-12, -50), (14, -52)),
            flip=True,
        ),
        person(
            930,
            780,
            214,
            OCHRE,
            INK,
            pose="none",
            hair="bun",
            hands=((-12, -50), (22, -84)),
            bends=(0.1, -0.3),
            flip=True,
        ),
    )
    pic.add(rect(250, 728, 620, 16, "#a9703f"), rect(250, 744, 620, 32, "#8a5a3c"))
    for x, tone in ((330, WHITE), (470, "#e9f0ea"), (780, WHITE)):
        pic.add(shape(f"M{x - 36} 726q18 -12 36 -2q18 -10 36 2v4h-72Z", tone))
    pic.add(
        shape("M574 668L612 676L650 668V724L612 732L574 724Z", PAPER),
        stroke(
            "M612 676V732M582 684h22M582 696h22M582 708h22M620 684h22M620 696h22M620 708h22",
            GREY,
            3,
        ),
    )
    pic.add(
        stroke(
            "M230 430H1010V776H230ZM425 430V776M620 430V776M815 430V776M230 560H1010", "#2c2a36", 10
        ),
        shape("M240 440H330L250 700H240ZM640 440H690L630 620V470Z", WHITE, opacity=0.22),
    )
    # the door and the step
    pic.add(
        rect(1070, 470, 230, 320, "#2c2a36", 6),
        rect(1086, 486, 92, 304, "#ffdf96"),
        rect(1192, 486, 92, 304, "#ffe9b0"),
        line(1168, 640, 1168, 690, INK, 8),
        line(1202, 640, 1202, 690, INK, 8),
        rect(1040, 446, 290, 28, VERMILION, 4),
        group(
            rect(-62, -30, 124, 60, PAPER, 6),
            words(0, 12, "夜间开放", 27, VERMILION, weight=700),
            at=(1234, 566),
        ),
    )
    pic.add(
        rect(0, 780, 1600, 220, pic.fade("#4a4f66", "#2d3247")),
        poly([(230, 790), (1010, 790), (1180, 1000), (60, 1000)], "#ffd98a", opacity=0.22),
        poly([(1080, 790), (1290, 790), (1400, 1000), (1090, 1000)], "#ffd98a", opacity=0.26),
        rect(1030, 784, 310, 20, "#8d8792"),
        rect(1000, 804, 370, 22, "#77727f"),
        stroke("M0 868H1600M0 940H1600", "#3a4058", 4),
    )
    # the hundred and first reader: a boy doing sums under the lamp
    pic.add(
        disc(1456, 500, 190, pic.glow(("#ffe3a0", 0.6), ("#ffe3a0", 0.0))),
        lamp(1420, 830, 330, "#1a2233"),
        shape("M1370 830L1440 500H1480L1580 860Z", "#ffe3a0", opacity=0.14),
    )
    pic.add(
        person(
            1350,
            838,
            150,
            VERMILION,
            DUSK,
            pose="sit",
            child=True,
            hair="short",
            hands=((18, -50), (22, -50)),
            after=shape("M14 -48l18 -4l4 8l-18 4Z", WHITE),
            flip=False,
        )
    )
    pic.add(
        shadow(960, 946, 60, 0.35),
        person(
            960,
            946,
            240,
            "#3d5a78",
            INK,
            pose="walk",
            hair="short",
            hands=((-16, -50), (14, -50)),
            after=rect(-17, -72, 10, 28, OCHRE, 4),
        ),
        shadow(830, 962, 60, 0.35),
        person(
            830,
            962,
            228,
            ROSE,
            "#3d3440",
            pose="walk",
            hair="bob",
            hands=((-12, -52), (14, -56)),
            after=rect(9, -62, 15, 12, TEAL, 1),
        ),
    )
    pic.add(
        shadow(350, 962, 110, 0.35),
        rider(280, 962, 40, TEAL, "#1f2a3a", hair="short"),
        bush(pic, 100, 820, 260, 110, "#2f4a48", 3),
        tree(pic, 60, 860, 520, "#34534c", "#2a2630", "night"),
    )
    return pic


def crate(x: float, y: float, w: float, kind: str) -> str:
    """A tilted basket of one vegetable with its front edge at (x, y)."""
    dice = Random(f"{kind}{x}")
    heap: list[str] = []
    if kind == "greens":
        for i in range(int(w // 22)):
            px = x + 14 + i * 22
            heap.append(
                shape(
                    f"M{px} {y - 34}q-26 -16 -16 -58q22 4 18 36q8 -34 28 -34q2 34 -18 56Z",
                    ("#5f8a45", "#7ba457", "#4d7440")[i % 3],
                )
                + line(px + 2, y - 34, px + 4, y - 60, "#e6ecd2", 4)
            )
    elif kind == "aubergine":
        heap = [
            shape(f"M{x + 12 + i * 26:.0f} {y - 36}q-14 -40 6 -62q20 16 12 62Z", "#5c3b63")
            + dots([(x + 18 + i * 26, y - 96)], "#6d8a4a", 12, 4)
            for i in range(int(w // 28))
        ]
    elif kind == "radish":
        heap = [
            shape(f"M{x + 12 + i * 30:.0f} {y - 34}q-6 -40 12 -56q18 16 10 56Z", "#f4efe2")
            + stroke(
                f"M{x + 24 + i * 30:.0f} {y - 88}q-10 -18 -16 -22M{x + 24 + i * 30:.0f} {y - 88}q0 -22 4 -28M{x + 24 + i * 30:.0f} {y - 88}q10 -14 18 -18",
                "#6d9450",
                6,
            )
            for i in range(int(w // 32))
        ]
    else:
        tone = {"tomato": "#c8402c", "potato": "#c39a62", "orange": "#e0902f", "pepper": "#4f8a48"}[
            kind
        ]
        for row in range(3):
            for i in range(int(w // 34) - row):
                px, py = x + 20 + row * 16 + i * 34, y - 40 - row * 22
                heap.append(
                    disc(px, py, 19, mix_dice(dice, tone))
                    + (
                        dots([(px, py - 13)], "#4d7440", 7, 5)
                        if kind in ("tomato", "pepper")
                        else ""
                    )
                )
    weave = "".join(f"M{x + 10 + i * 24:.0f} {y - 36}l12 36" for i in range(int(w // 24)))
    return (
        "".join(heap)
        + shape(f"M{x} {y - 42}h{w}l-10 44h{-(w - 20)}Z", "#b98a4e")
        + stroke(weave, "#8d6536", 4)
        + rect(x - 4, y - 46, w + 8, 12, "#cfa263", 5)
    )


def mix_dice(dice: Random, tone: str) -> str:
    """A tone a little lighter or darker than the one given."""
    return (
        light(tone, dice.uniform(0, 0.2))
        if dice.random() < 0.6
        else dark(tone, dice.uniform(0, 0.15))
    )


@picture("market-stall")
def market_stall() -> Picture:
    pic = Picture()
    pic.add(rect(0, 0, 1600, 700, pic.fade("#e9dcc0", "#dcc8a0")))
    # the hall behind: trusses, lamps, other stalls
    pic.add(
        stroke(
            "M0 60L800 -60L1600 60M0 120H1600M160 40V120M420 0V120M700 -40V120M980 -40V120M1240 10V120M1480 40V120",
            "#a39472",
            10,
        ),
        rect(470, 130, 660, 84, TEAL, 8),
        words(800, 192, "石桥农贸市场", 54, PAPER, weight=700, letter_spacing=12),
    )
    for x, tone in ((20, OCHRE), (1240, DUSK)):
        pic.add(
            rect(x, 320, 340, 300, "#cdb78c"),
            shape(f"M{x - 10} 300h360l-20 60h-320Z", light(tone, 0.3)),
            *(
                dots(scatter(f"{x}{k}", 20, x + 20 + 84 * k, 470, 60, 60), c, 17)
                for k, c in enumerate((VERMILION, LEAF, OCHRE, "#7a5a7a"))
            ),
            rect(x, 540, 340, 90, "#b49a6c"),
        )
    pic.add(
        person(200, 540, 200, light(TEAL, 0.3), INK, pose="none", hair="bob"),
        person(1400, 540, 204, light(VERMILION, 0.3), INK, pose="none", hair="short", flip=True),
        person(480, 680, 210, light(DUSK, 0.2), "#6d6a66", hair="short", pose="walk"),
        person(1160, 676, 200, light(LEAF, 0.2), "#6d6a66", hair="pony", pose="walk", flip=True),
    )
    pic.add(
        rect(0, 660, 1600, 340, pic.fade("#bda77f", "#9d8a68")),
        pic.dust("M0 660H1600V1000H0Z", "#5a4a30", 0.4),
    )
    # canopy, posts and hanging lamps
    pic.add(line(250, 250, 250, 940, "#7d5a3a", 16), line(1350, 250, 1350, 940, "#7d5a3a", 16))
    for i in range(12):
        b = 292 + i * 102
        pic.add(
            shape(
                f"M{240 + i * 93} 226H{240 + (i + 1) * 93}L{b} 330q-51 44 -102 0Z",
                VERMILION if i % 2 else PAPER,
            )
        )
    pic.add(pic.dust("M240 226H1356L1414 330H190Z", INK, 0.45))
    for x in (480, 1020):
        pic.add(
            disc(x, 410, 150, pic.glow(("#ffe6a6", 0.8), ("#ffe6a6", 0.0))),
            line(x, 330, x, 376, INK, 4),
            shape(f"M{x - 44} 412q6 -36 44 -36t44 36Z", VERMILION),
            oval(x, 412, 40, 9, "#fff2c8"),
        )
    # the stallholder and her hanging scale
    pic.add(
        person(
            800,
            860,
            440,
            DUSK,
            INK,
            pose="none",
            hat="scarf",
            hat_color=OCHRE,
            apron="#e6dcc2",
            hair="bob",
            hands=((-24, -62), (25, -62)),
            bends=(0.2, -0.2),
        )
    )
    pic.add(
        line(905, 330, 905, 420, INK, 5),
        disc(905, 470, 52, PAPER),
        stroke(rings([(905, 470)], 52), "#6d6f6c", 10),
        stroke("M905 470l24 -26", VERMILION, 6),
        stroke("M905 430v8M945 470h-8M865 470h8M877 442l5 5M933 442l-5 5", INK, 4),
        stroke("M905 522V556M905 556L846 606M905 556L964 606", INK, 4),
        shape("M836 604H974Q960 640 905 640T836 604Z", "#aeb3ad"),
        shape(
            "M862 606q-16 -30 8 -44q8 20 6 40q6 -44 30 -44q2 24 -8 46q14 -34 40 -26q0 22 -18 30Z",
            "#6d9a4e",
        ),
    )
    # stepped boxes of vegetables
    pic.add(
        crate(296, 690, 200, "tomato"),
        crate(506, 690, 180, "aubergine"),
        crate(980, 690, 170, "potato"),
        crate(1160, 690, 160, "pepper"),
    )
    pic.add(
        rect(272, 690, 1060, 20, "#a9794a"),
        crate(280, 800, 270, "greens"),
        crate(560, 800, 200, "radish"),
        crate(770, 800, 270, "greens"),
        crate(1050, 800, 270, "orange"),
    )
    pic.add(
        rect(256, 800, 1090, 26, "#8a5f38"),
        rect(270, 826, 1062, 130, "#a9794a"),
        stroke("M270 870H1332M270 914H1332", dark("#a9794a", 0.22), 5),
        pic.dust("M270 826h1062v130H270Z", "#4a3016", 0.6),
    )
    for x, name, price in (
        (330, "青菜", "2.5"),
        (600, "萝卜", "1.8"),
        (840, "菠菜", "4.0"),
        (1120, "橘子", "3.5"),
    ):
        pic.add(
            group(
                line(40, 56, 40, 84, "#7d5a3a", 5),
                rect(0, 0, 150, 62, PAPER, 6),
                words(44, 42, name, 30, INK, weight=700),
                words(112, 42, price, 30, VERMILION, weight=700),
                at=(x, 836),
            )
        )
    # customers
    pic.add(
        shadow(190, 968, 70),
        person(
            190,
            968,
            350,
            ROSE,
            "#5b4a5a",
            hair="bun",
            tint=SILVER,
            hands=((14, -48), (28, -66)),
            bends=(0.1, -0.2),
            before=shape("M8 -48h18l-3 20h-12Z", "#b98a4e")
            + stroke("M9 -48q8 -14 16 0", "#8d6536", 1.6),
        ),
    )
    pic.add(
        shadow(1430, 972, 70),
        person(
            1430,
            972,
            364,
            LEAF,
            "#4a4a52",
            hair="short",
            hands=((-14, -48), (20, -64)),
            flip=True,
            after=rect(15, -72, 9, 14, INK, 1.5),
        ),
        shadow(1520, 980, 50),
        person(
            1528,
            980,
            220,
            OCHRE,
            TEAL,
            child=True,
            hair="tails",
            skirt=True,
            hands=((-16, -56), (18, -66)),
            flip=True,
        ),
    )
    pic.add(
        shape("M60 990q-10 -80 20 -96q30 -10 50 10q26 30 10 86Z", "#d9c08f"),
        dots([(84, 896), (108, 888), (96, 906)], "#6d9a4e", 22),
    )
    return pic


@picture("reading-corner")
def reading_corner() -> Picture:
    pic = Picture(ground="#efe0c0")
    pic.add(
        rect(0, 0, 1600, 660, pic.fade("#f2e5ca", "#ead5ab")),
        rect(0, 480, 1600, 180, "#a9c2b2"),
        rect(0, 470, 1600, 14, "#8aa595"),
    )
    # the back door, the window and its light
    pic.add(
        rect(60, 120, 250, 540, "#5b7d77", 4),
        rect(92, 156, 186, 170, "#dcebe2", 4),
        rect(92, 370, 186, 250, "#4d6d67", 4),
        disc(284, 400, 11, OCHRE),
        rect(110, 60, 150, 44, PAPER, 6),
        words(185, 92, "三（2）班", 28, INK, weight=700),
    )
    view = "M1050 90H1520V430H1050Z"
    pic.add(
        shape(view, pic.fade("#bfdcdc", "#e9edd8")),
        cloud(1100, 220, 170),
        f'<g clip-path="{pic.clip(view)}">{tree(pic, 1430, 520, 400, "#7b9a5a", seed="win")}</g>',
        stroke(view + "M1285 90V430M1050 260H1520", WHITE, 16),
        rect(1030, 430, 510, 22, "#d8c193"),
    )
    pic.add(
        shape("M1020 70Q1060 260 1010 450H960V70ZM1550 70Q1520 260 1560 450H1600V70Z", "#e0a85a"),
        rect(950, 56, 650, 20, "#8a5a35", 8),
    )
    # shelves
    pic.add(rect(350, 250, 600, 410, "#b07a48", 6), rect(368, 268, 564, 376, "#7d5230"))
    for row in range(3):
        dice, u, base = Random(f"rc{row}"), 378.0, 384 + 124 * row
        while u < 900:
            w, h = dice.uniform(14, 30), dice.uniform(66, 98)
            tone = dice.choice((VERMILION, TEAL, OCHRE, CREAM, DUSK, LEAF, ROSE, "#7d6b8a"))
            pic.add(rect(u, base - h, w, h, tone, 2))
            if w > 20:
                pic.add(rect(u + 3, base - h + 12, w - 6, 8, light(tone, 0.6)))
            u += w + 2 + (26 if dice.random() < 0.08 else 0)
        pic.add(rect(368, base, 564, 14, "#b07a48"))
    pic.add(
        shape("M470 70H830L850 130L830 190H470L450 130Z", VERMILION),
        words(650, 150, "读 书 角", 58, PAPER, weight=700),
    )
    pic.add(
        rect(370, 214, 60, 40, "#a8573f", 4),
        shape(blob("plant", 400, 190, 46, 36, 9, 0.3), LEAF),
        disc(900, 214, 36, "#7fa9b3"),
        stroke("M900 214m-36 0a36 16 0 0 0 72 0M900 250V178", "#5b7d4a", 5),
        rect(880, 246, 40, 8, "#8a5a35"),
    )
    for x, y, tone, r in ((980, 120, OCHRE, -6), (985, 220, "#9fc0bd", 5), (978, 320, ROSE, -3)):
        pic.add(
            f'<g transform="translate({x} {y}) rotate({r})">{rect(-30, 0, 60, 70, WHITE, 2)}{rect(-24, 6, 48, 44, tone)}</g>'
        )
    # floor, light, rug
    pic.add(
        rect(0, 650, 1600, 350, pic.fade("#d9ac6c", "#c08f50")),
        stroke(
            "M0 720H1600M0 800H1600M0 900H1600M200 650L80 1000M560 650L500 1000M900 650L900 1000M1240 650L1340 1000",
            "#a97a40",
            4,
        ),
        oval(800, 850, 560, 128, TEAL),
        oval(800, 850, 520, 112, "none", stroke=CREAM, stroke_width=8),
        oval(800, 850, 400, 82, "none", stroke="#5f9a98", stroke_width=22),
        pic.dust("M240 850a560 128 0 0 0 1120 0Z", INK, 0.4),
        poly([(1050, 700), (1520, 700), (1200, 1000), (520, 1000)], "#fff3c4", opacity=0.2),
    )
    pic.add(
        rect(1120, 560, 320, 100, "#b07a48", 6),
        stroke("M1226 570V650M1334 570V650", "#8a5a35", 6),
        *(
            group(
                rect(-40, -54, 80, 60, tone, 3),
                rect(-30, -44, 60, 20, light(tone, 0.6)),
                at=(x, 568),
            )
            for x, tone in ((1172, VERMILION), (1282, TEAL), (1388, OCHRE))
        ),
    )
    # cushions and readers

    def book(tone: str) -> str:
        """An open book held in front, in a figure's own units."""
        return shape("M14 -64l11 3l11 -3v15l-11 3l-11 -3Z", tone) + shape(
            "M16 -66l9 3l9 -3v3l-9 3l-9 -3Z", WHITE
        )

    seats = (
        (430, 850, VERMILION, OCHRE, "tails", False, TEAL),
        (640, 800, TEAL, ROSE, "short", False, VERMILION),
        (1180, 846, LEAF, CREAM, "bob", True, DUSK),
        (950, 800, OCHRE, DUSK, "short", True, LEAF),
        (800, 918, "#7d6b8a", VERMILION, "pony", True, OCHRE),
    )
    for x, y, pad, top, hair, flip, cover in seats:
        pic.add(
            oval(x, y + 6, 84, 26, dark(pad, 0.1)),
            oval(x, y - 4, 80, 24, pad),
            person(
                x,
                y + 16,
                262,
                top,
                INK,
                pose="floor",
                child=True,
                hair=hair,
                hands=((16, -56), (20, -52)),
                flip=flip,
                after=book(cover),
                bow=4,
            ),
        )
    pic.add(
        shadow(1440, 960, 60),
        person(
            1440,
            960,
            268,
            DUSK,
            "#4a4a52",
            child=True,
            hair="short",
            hands=((-16, -58), (14, -60)),
            flip=True,
            after=rect(2, -64, 20, 16, VERMILION, 1) + rect(4, -66, 18, 3, WHITE),
        ),
    )
    pic.add(
        shadow(210, 950, 60),
        person(
            210,
            950,
            262,
            ROSE,
            TEAL,
            child=True,
            hair="bob",
            skirt=True,
            hands=((-14, -56), (20, -78)),
            bends=(0.1, -0.2),
        ),
        rect(60, 940, 90, 50, OCHRE, 8),
    )
    return pic


@picture("clinic")
def clinic() -> Picture:
    pic = Picture()
    pic.add(
        rect(0, 0, 1600, 800, pic.fade("#c4dbd9", "#f4ead2")),
        cloud(80, 140, 240),
        cloud(1220, 120, 260, opacity=0.8),
        skyline("c1", 0, 1600, 700, 330, "#b9c9c2"),
        tree(pic, 70, 820, 430, "#6f8a52", seed="c1"),
    )
    wall = "#efe6d2"
    pic.add(
        rect(170, 240, 1150, 560, wall),
        rect(150, 214, 1190, 34, TEAL),
        pic.dust("M170 248h240v552H170Z", "#a8956c", 0.5, "left"),
        shape(boxes(170, 500, 1, 1, 1150, 10, 0, 0), light(TEAL, 0.3)),
    )
    pic.add(
        shape(boxes(230, 290, 7, 1, 110, 96, 154, 0), "#9fbfc0"),
        stroke(
            "".join(f"M{285 + 154 * i} 290V386M{230 + 154 * i} 338h110" for i in range(7)), WHITE, 7
        ),
    )
    # name board with the cross in teal
    pic.add(
        rect(400, 84, 710, 126, PAPER, 10),
        stroke("M400 84h710v126H400Z", TEAL, 8),
        shape("M436 132h26v-26h32v26h26v32h-26v26h-32v-26h-26Z", TEAL),
        words(812, 166, "柳湾社区卫生服务中心", 50, TEAL, weight=700, letter_spacing=4),
    )
    # main entrance
    pic.add(
        shape("M520 452H990L1020 500H490Z", VERMILION),
        rect(540, 500, 430, 300, "#3f5d63"),
        *(rect(552 + 104 * i, 512, 96, 288, pic.fade("#e3f0e8", "#a9cbc6")) for i in range(4)),
        shape("M560 512h50l-50 130ZM770 512h40l-60 180v-90Z", WHITE, opacity=0.6),
        stroke("M752 640v60M764 640v60", INK, 6),
        rect(585, 540, 70, 40, TEAL, 4),
        words(620, 568, "挂号", 24, WHITE, weight=700),
    )
    # side door for vaccinations
    pic.add(
        rect(1110, 560, 150, 240, "#3f5d63"),
        rect(1122, 572, 126, 228, pic.fade("#e3f0e8", "#a9cbc6")),
        shape("M1090 530h190l14 32h-218Z", OCHRE),
        rect(1080, 470, 210, 50, OCHRE, 6),
        words(1185, 506, "接种门诊 →", 30, INK, weight=700),
        rect(230, 560, 220, 150, "#9fbfc0"),
        stroke("M340 560V710M230 630H450", WHITE, 8),
        rect(220, 710, 240, 14, STONE),
    )
    # a ginkgo by the side door
    pic.add(
        shape("M1464 820Q1472 640 1470 420H1490Q1494 640 1504 820Z", "#6b4f3a"),
        stroke("M1480 560L1420 480M1480 520L1540 440", "#6b4f3a", 10),
    )
    for k, (x, y, rx, ry) in enumerate(
        (
            (1420, 500, 90, 60),
            (1550, 470, 100, 64),
            (1480, 420, 120, 70),
            (1430, 350, 96, 62),
            (1530, 330, 90, 62),
            (1480, 250, 76, 60),
        )
    ):
        crown = blob(f"gk{k}", x, y, rx, ry, 9, 0.16)
        pic.add(
            shape(crown, ("#d6992f", "#e0ab3a", "#ebbf55")[k % 3]), pic.dust(crown, "#a86e1c", 0.5)
        )
    pic.add(dots(scatter_oval("gkd", 44, 1480, 380, 110, 160), "#f6d983", 9, 4))
    # ground, steps and ramp
    pic.add(
        rect(0, 800, 1600, 200, pic.fade("#dccba6", "#c9b48a")),
        pic.dust("M0 800H1600V1000H0Z", "#7a643c", 0.4),
        rect(510, 796, 490, 20, "#c9c0ac"),
        rect(480, 816, 550, 22, "#b5ab96"),
        shape("M480 816L230 868H330L510 838Z", "#c9c0ac"),
        stroke("M480 762L240 812M480 800V762M400 822V778M320 838V796M240 856V812", TEAL, 7),
        dots(scatter("gkl", 40, 1240, 830, 340, 60), "#e0b04a", 9, 4),
    )
    pic.add(bush(pic, 240, 800, 150, 60, "#5f7d4a", 3), bush(pic, 1060, 806, 90, 56, "#5f7d4a", 4))
    # patients and staff
    pic.add(
        shadow(700, 884, 56),
        person(
            700,
            884,
            262,
            WHITE,
            TEAL,
            hair="short",
            hands=((-14, -48), (24, -62)),
            after=stroke("M-4 -78q4 12 4 20M4 -78q-4 12 -4 20", TEAL, 1.4) + disc(0, -57, 2, INK),
            coat=26,
        ),
    )
    pic.add(
        shadow(830, 894, 56),
        person(
            834,
            894,
            240,
            ROSE,
            "#5b4a5a",
            hair="bun",
            tint=SILVER,
            hands=((-14, -46), (18, -50)),
            flip=True,
            after=stroke("M18 -50V-2", "#6b4f3a", 2),
        ),
    )
    pic.add(
        shadow(1190, 890, 50),
        person(
            1190, 890, 244, VERMILION, INK, hair="bob", hands=((-14, -48), (14, -52)), back=False
        ),
        person(
            1246, 894, 170, OCHRE, DUSK, child=True, hair="short", hands=((-18, -62), (14, -50))
        ),
        shadow(1340, 900, 50),
        person(
            1340,
            900,
            256,
            DUSK,
            INK,
            hair="short",
            flip=True,
            hands=((-14, -46), (16, -60)),
            after=rect(12, -66, 10, 12, PAPER, 1),
        ),
        shadow(1450, 914, 50),
        person(1450, 914, 250, LEAF, "#4a4a52", hair="bald", tint=SILVER, flip=True),
    )
    chair = (
        stroke(
            rings([(0, -44), (96, -22)], 44)[: len(rings([(0, -44)], 44))] + rings([(86, -16)], 16),
            INK,
            7,
        )
        + stroke("M-18 -160L0 -70H70L92 -24M0 -70V-110", "#50595e", 8)
        + rect(-10, -84, 84, 14, TEAL, 4)
    )
    pic.add(
        shadow(360, 940, 110),
        person(256, 944, 256, TEAL, "#dfe6e0", hair="pony", hands=((20, -58), (24, -56)), coat=34),
        group(chair, at=(350, 944)),
        person(
            362,
            952,
            230,
            "#8a6f56",
            INK,
            pose="sit",
            hair="bald",
            tint=SILVER,
            hands=((12, -50), (18, -48)),
        ),
        shape("M360 866h62l6 44h-60Z", VERMILION),
    )
    return pic


@picture("shoe-repair")
def shoe_repair() -> Picture:
    pic = Picture()
    wall = "#d3b790"
    pic.add(rect(0, 0, 1600, 760, pic.fade("#dfc8a2", wall)))
    dice = Random("shoe bricks")
    marks = "".join(
        f"M{26 * int(dice.uniform(0, 60)) + 13 * (row % 2)} {40 + row * 24}h20"
        for row in range(30)
        for _ in range(9)
    )
    pic.add(
        stroke(marks, dark(wall, 0.14), 10, stroke_linecap="butt"),
        shape("M0 0H180V760H0Z", "#8f9a90"),
        rect(0, 200, 180, 330, "#6f7a70"),
        stroke("M0 300H180M0 410H180", "#4f5a52", 10),
        *(
            rect(
                12 + 56 * (k % 3),
                236 + 110 * (k // 3),
                42,
                60,
                (OCHRE, CREAM, "#a8573f", CREAM, "#8a5a35", OCHRE)[k],
                8,
            )
            for k in range(6)
        ),
        rect(0, 120, 180, 60, LEAF),
        words(90, 164, "干货", 40, PAPER, weight=700),
        *(
            shape(f"M{x} 700v-70q28 -30 56 0v70Z", tone)
            for x, tone in ((10, "#b98a4e"), (66, "#c9a46a"), (122, "#8a5a35"))
        ),
        dots(scatter("dry", 26, 16, 616, 150, 22), "#6d3f2a", 11),
    )
    pic.add(
        group(
            rect(-26, -150, 52, 150, VERMILION, 12),
            rect(-40, -120, 80, 26, dark(VERMILION, 0.2), 8),
            disc(0, -70, 20, dark(VERMILION, 0.25)),
            rect(-36, -10, 72, 12, dark(VERMILION, 0.3)),
            shape("M-24 -150a24 20 0 0 1 48 0Z", dark(VERMILION, 0.1)),
            at=(1520, 770),
        )
    )
    # chalk board of prices
    pic.add(rect(960, 250, 330, 300, "#2f4540", 4), stroke("M960 250h330v300H960Z", "#8a5a35", 12))
    for i, text in enumerate(("换掌  10元", "换拉链  12元", "配钥匙  5元", "修伞  8元")):
        pic.add(words(1125, 310 + 50 * i, text, 32, "#e8e2cf"))
    pic.add(words(1125, 522, "能自己修的，我教你", 29, "#f2c76a", weight=700))
    # blue tarpaulin on bamboo poles
    pic.add(
        line(280, 130, 300, 880, "#b9934e", 14),
        line(1400, 130, 1380, 880, "#b9934e", 14),
        shape(
            "M210 150Q500 60 820 84T1470 140L1500 214Q1380 250 1290 206Q1180 252 1070 204Q950 250 840 200Q720 250 610 206Q500 252 390 212Q290 252 180 224Z",
            DUSK,
        ),
        pic.dust(
            "M210 150Q500 60 820 84T1470 140L1500 214Q1380 250 1290 206Q1180 252 1070 204Q950 250 840 200Q720 250 610 206Q500 252 390 212Q290 252 180 224Z",
            INK,
            0.55,
        ),
        stroke(
            "M320 120Q360 170 390 212M610 90V206M840 84V200M1070 100V204M1290 118V206",
            dark(DUSK, 0.25),
            4,
        ),
    )
    # ground
    pic.add(
        rect(0, 740, 1600, 260, pic.fade("#b7a58a", "#9b8a70")),
        stroke(
            "M0 800H1600M0 880H1600M140 740L40 1000M420 740L360 1000M700 740L680 1000M980 740L1010 1000M1260 740L1340 1000M1500 740L1600 900",
            "#877658",
            4,
        ),
        pic.dust("M0 740H1600V1000H0Z", "#4a3c26", 0.4),
    )
    # shelf of mended shoes

    def shoe(x: float, y: float, tone: str, flip: bool = False) -> str:
        """A low shoe with its heel at (x, y)."""
        return group(
            shape("M0 0V-30Q10 -36 24 -30Q36 -14 62 -14Q76 -10 76 0Z", tone),
            rect(-1, -1, 78, 7, dark(tone, 0.5), 2),
            stroke("M28 -24l10 -6M36 -18l10 -6", PAPER, 2.5),
            at=(x, y),
            flip=flip,
        )

    pic.add(
        rect(330, 330, 270, 18, "#8a5a35"),
        rect(330, 460, 270, 18, "#8a5a35"),
        rect(330, 590, 270, 18, "#8a5a35"),
        rect(322, 320, 14, 440, "#6b4630"),
        rect(594, 320, 14, 440, "#6b4630"),
    )
    for i, tone in enumerate(
        ("#3a2f2a", VERMILION, "#6b4630", TEAL, "#23303a", "#a8703f", OCHRE, DUSK, "#3a2f2a")
    ):
        pic.add(shoe(346 + 86 * (i % 3), 330 + 130 * (i // 3), tone))
    pic.add(
        rect(346, 262, 44, 34, WHITE, 2),
        rect(436, 396, 40, 30, WHITE, 2),
        words(368, 289, "黄", 26, VERMILION, weight=700),
        words(456, 420, "李", 24, VERMILION, weight=700),
        shape("M600 700h60v66h-60Z", "#c9cdc6"),
        words(630, 742, "奶粉", 22, VERMILION, weight=700),
        stroke("M612 700l-6 -40M626 700l2 -46M642 700l10 -42", "#8a5a35", 6),
    )
    # the hand-cranked machine
    iron = "#37424a"
    pic.add(
        shadow(900, 906, 150, 0.3),
        shape("M830 900L862 760H930L962 900H930L912 800H880L862 900Z", iron),
        rect(800, 740, 190, 26, iron, 6),
        shape(
            "M820 740V650Q820 600 880 600H960Q1000 600 1000 640V680H966V650Q966 640 950 640H880Q866 640 866 656V740Z",
            iron,
        ),
        rect(976, 676, 14, 50, "#8f938c"),
        disc(836, 640, 50, "none", stroke=iron, stroke_width=12),
        stroke("M836 590V690M786 640H886", iron, 7),
        disc(836, 640, 10, OCHRE),
        line(836, 640, 800, 606, "#8f938c", 8),
        disc(798, 602, 12, "#a8703f"),
        stroke("M900 612h60", OCHRE, 6),
        shoe(944, 742, "#3a2f2a"),
    )
    # the cobbler, his face bent over the work
    pic.add(
        rect(650, 840, 120, 14, "#8a5a35", 4),
        stroke("M664 854L654 912M756 854L766 912", "#6b4630", 9),
        person(
            706,
            926,
            420,
            "#5b6f6a",
            "#3a4148",
            pose="low",
            hair="short",
            tint="#b9b5ac",
            hands=((26, -78), (46, -76)),
            bends=(0.25, 0.2),
            bow=16,
            apron="#8a5a35",
            skin=TAN,
        ),
    )
    # customers on low stools
    pic.add(
        shadow(1220, 918, 90, 0.3),
        rect(1170, 850, 110, 14, "#8a5a35", 4),
        stroke("M1184 864L1176 916M1266 864L1276 916", "#6b4630", 9),
        person(
            1228,
            926,
            400,
            VERMILION,
            DUSK,
            pose="low",
            hair="bob",
            tint="#8d8a86",
            hands=((18, -56), (26, -54)),
            flip=True,
        ),
        shoe(1090, 930, VERMILION),
    )
    pic.add(
        shadow(1440, 940, 60, 0.3),
        person(
            1440,
            940,
            250,
            OCHRE,
            TEAL,
            child=True,
            hair="tails",
            skirt=True,
            hands=((-14, -54), (22, -64)),
            flip=True,
            before=rect(-16, -74, 22, 26, ROSE, 6),
            after=disc(26, -66, 5, "#e0902f") + stroke("M26 -71l3 -3", LEAF, 1.6),
        ),
    )
    pic.add(
        group(
            rect(0, -70, 130, 70, "#8a5a35", 6),
            stroke("M0 -44h130", "#6b4630", 5),
            stroke("M20 -70l-8 -34M44 -70l6 -40M70 -70l-4 -30M96 -70l10 -36", "#8f938c", 7),
            disc(112, -26, 12, OCHRE),
            at=(470, 930),
        ),
        shoe(330, 944, "#6b4630"),
        shoe(250, 956, INK, True),
    )
    return pic


@picture("citizen-hall")
def citizen_hall() -> Picture:
    pic = Picture(ground="#eee4d0")
    pic.add(
        rect(0, 0, 1600, 640, pic.fade("#dfe6dc", "#f1e6ce")),
        *(
            shape(f"M{x} 0H{x + 150}L{x + 110} 74H{x + 40}Z", "#fff8e0", opacity=0.9)
            for x in range(60, 1600, 260)
        ),
        stroke("M0 78H1600", STONE, 8),
    )
    pic.add(words(800, 158, "青禾区政务服务中心", 64, VERMILION, weight=700, letter_spacing=16))
    # counters
    services = (
        ("1", "综合受理"),
        ("2", "居住证"),
        ("3", "老年优待"),
        ("4", "住房建设"),
        ("5", "帮办代办"),
    )
    for i, (no, name) in enumerate(services):
        x = 90 + 290 * i
        pic.add(
            rect(x, 200, 262, 80, TEAL if i < 4 else VERMILION, 6),
            disc(x + 44, 240, 28, PAPER),
            words(x + 44, 253, no, 36, TEAL if i < 4 else VERMILION, weight=700),
            words(x + 160, 254, name, 36, PAPER, weight=700),
        )
        pic.add(
            rect(x, 290, 262, 210, light("#cfdcd3", 0.2)),
            rect(x + 150, 400, 90, 64, INK, 5),
            rect(x + 158, 408, 74, 48, "#8fb3b5"),
            rect(x + 190, 464, 12, 20, INK),
        )
        look = (
            (DUSK, "bob", False),
            (TEAL, "short", False),
            (DUSK, "bun", True),
            (TEAL, "pony", False),
            (VERMILION, "short", True),
        )[i]
        pic.add(
            person(
                x + 92,
                600,
                290,
                look[0],
                INK,
                pose="none",
                hair=look[1],
                hands=((-14, -48), (20, -50)),
                flip=look[2],
                after=shape("M-3 -79h6l-3 12Z", PAPER) + rect(4, -68, 6, 4, OCHRE),
            )
        )
        pic.add(
            rect(x + 6, 392, 250, 96, "#e6f0ea", opacity=0.35),
            line(x - 14, 290, x - 14, 600, "#b8a888", 10),
        )
    pic.add(
        rect(60, 486, 1480, 24, "#d9b988", 6),
        rect(70, 510, 1460, 130, "#b98d5a"),
        pic.dust("M70 510h1460v130H70Z", "#5e3f1e", 0.55),
        stroke(
            "".join(f"M{90 + 290 * i - 14} 510V640" for i in range(1, 5)), dark("#b98d5a", 0.25), 6
        ),
    )
    # floor with soft reflections
    pic.add(
        rect(0, 640, 1600, 360, pic.fade("#ddd0b4", "#c8b795")),
        stroke(
            "M0 720H1600M0 820H1600M0 940H1600M240 640L60 1000M560 640L480 1000M880 640L900 1000M1200 640L1320 1000M1440 640L1600 900",
            "#b7a581",
            3,
        ),
        *(rect(110 + 290 * i, 642, 220, 90, WHITE, opacity=0.16) for i in range(5)),
    )
    # called-number screen and the ticket machine
    pic.add(
        rect(30, 660, 130, 250, DUSK, 12),
        rect(48, 684, 94, 90, "#dbe9e4", 6),
        words(95, 724, "取号", 30, INK, weight=700),
        rect(60, 800, 70, 12, INK, 4),
        rect(74, 806, 42, 46, WHITE),
        words(95, 838, "A27", 20, VERMILION, weight=700),
    )
    # people at the counters
    pic.add(
        shadow(300, 716, 60),
        person(290, 716, 290, OCHRE, INK, hair="short", back=True),
        shadow(560, 722, 60),
        person(566, 722, 280, ROSE, "#5b4a5a", hair="bun", tint=SILVER, back=True),
        shadow(1150, 720, 60),
        person(1146, 720, 296, LEAF, "#4a4a52", hair="short", back=True),
        person(1210, 722, 280, VERMILION, INK, hair="bob", back=True),
        shadow(1420, 726, 60),
        person(1410, 726, 286, "#7d6b8a", INK, hair="short", tint="#8d8a86", back=True),
    )
    # the guide helps an old man with his papers
    pic.add(
        shadow(770, 860, 120),
        person(
            716,
            858,
            320,
            VERMILION,
            INK,
            hair="pony",
            hands=((18, -64), (28, -58)),
            after=stroke("M-11 -74L10 -44", OCHRE, 3),
        ),
        person(
            846,
            862,
            300,
            "#6f7f76",
            "#4a4a52",
            hair="bald",
            tint=SILVER,
            hands=((-18, -52), (20, -58)),
            flip=True,
            after=shape("M16 -66h16v18h-16Z", WHITE)
            + stroke("M19 -61h10M19 -57h10M19 -53h6", GREY, 1),
        ),
    )
    # waiting seats seen from behind
    for x in (230, 400, 1180, 1350):
        pic.add(rect(x, 850, 150, 100, TEAL, 18), rect(x, 916, 150, 40, dark(TEAL, 0.25), 8))
    pic.add(
        stroke(
            "M220 956H560M1170 956H1510M260 956V996M520 956V996M1210 956V996M1460 956V996",
            "#50595e",
            10,
        )
    )
    pic.add(
        person(306, 1020, 300, DUSK, INK, pose="none", hair="bob", back=True),
        person(476, 1020, 306, OCHRE, INK, pose="none", hair="short", back=True),
        person(1256, 1020, 304, CREAM, INK, pose="none", hair="bun", tint=SILVER, back=True),
        person(1426, 1020, 310, LEAF, INK, pose="none", hair="short", back=True),
    )
    for x in (230, 400, 1180, 1350):
        pic.add(rect(x, 900, 150, 60, TEAL, 18), rect(x, 924, 150, 36, dark(TEAL, 0.25), 8))
    pic.add(
        person(
            1060,
            800,
            176,
            VERMILION,
            TEAL,
            child=True,
            hair="tails",
            skirt=True,
            hands=((-16, -56), (22, -70)),
            flip=False,
            after=shape("M24 -74l14 -6l-2 12Z", OCHRE),
        )
    )
    pic.add(
        rect(1520, 690, 70, 120, "#a8573f", 8),
        *(
            shape(
                f"M1555 700Q{1555 + u} {640 - v} {1555 + 2 * u} {600 - v}Q{1555 + u // 3} {600 - v} 1555 700Z",
                (LEAF, "#76985a", "#4d6b40")[k % 3],
            )
            for k, (u, v) in enumerate(
                ((-46, 0), (-34, 70), (-14, 110), (12, 120), (30, 80), (44, 20))
            )
        ),
    )
    return pic
