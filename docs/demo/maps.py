"""The maps and charts: plain labels, honest axes, and never colour alone.

Every sheet has a title, a line saying what is counted or shown, and a source line.  Bars
start at nought.  Areas and states differ by hatching, outline or number as well as by colour.
"""

from __future__ import annotations

from brush import (
    DUSK,
    GREY,
    INK,
    LEAF,
    OCHRE,
    PAPER,
    SAND,
    SERIF,
    STONE,
    TEAL,
    VERMILION,
    WHITE,
    Picture,
    blob,
    boxes,
    curve,
    dark,
    disc,
    group,
    light,
    line,
    picture,
    poly,
    rect,
    rings,
    shape,
    stroke,
    words,
)

WATER, PARK, BLOCK = "#c3dad8", "#cfdabb", "#e4dac3"


def sheet(title: str, about: str, source: str, height: int = 900) -> Picture:
    """An empty sheet with its lettering."""
    pic = Picture(1400, height, PAPER, grain=0)
    pic.add(
        rect(60, 52, 10, 84, VERMILION),
        words(92, 94, title, 42, INK, "start", 700, SERIF),
        words(92, 134, about, 24, dark(STONE, 0.6), "start"),
    )
    pic.add(
        line(60, height - 58, 1340, height - 58, SAND, 2),
        words(60, height - 24, source, 22, dark(STONE, 0.6), "start"),
        words(1340, height - 24, "制图：苏绘", 22, dark(STONE, 0.6), "end"),
    )
    return pic


def north(x: float, y: float) -> str:
    """An arrow pointing north, its foot at (x, y)."""
    return shape(f"M{x} {y - 62}l15 40l-15 -9l-15 9Z", INK) + words(x, y + 4, "北", 24, weight=700)


def scale_bar(x: float, y: float, long: float, label: str) -> str:
    return (
        stroke(f"M{x} {y - 10}v10h{long}v-10", INK, 3)
        + rect(x, y - 5, long / 2, 5, INK)
        + words(x + long + 14, y + 3, label, 22, anchor="start")
    )


def tag_label(
    x: float,
    y: float,
    text: str,
    size: float = 24,
    color: str = INK,
    anchor: str = "middle",
    weight: int = 400,
) -> str:
    """Lettering with a paper edge, for use over lines."""
    return words(
        x, y, text, size, color, anchor, weight, stroke=PAPER, stroke_width=6, paint_order="stroke"
    )


def number(x: float, y: float, text: str, fill: str = INK, r: float = 22) -> str:
    return disc(x, y, r, fill, stroke=WHITE, stroke_width=3) + words(
        x, y + r * 0.42, text, r * 1.15, WHITE, weight=700
    )


# --- maps -----------------------------------------------------------------------------------


@picture("lift-map")
def lift_map() -> Picture:
    pic = sheet(
        "老纺织厂宿舍六栋楼，电梯装到哪一步",
        "榆树里社区首批加装电梯的1号至6号楼",
        "示意图，位置和大小为约数；进度以街道公示为准",
        1000,
    )
    pic.add(
        rect(60, 170, 960, 742, "#ece4d0", 10),
        rect(60, 170, 86, 742, WHITE),
        rect(60, 836, 960, 76, WHITE),
        stroke(
            "M103 190V410M103 520V826M160 874H560M680 874H1000", SAND, 3, stroke_dasharray="18 14"
        ),
    )
    pic.add(
        words(103, 465, "柳湾路", 26, dark(STONE, 0.5), writing_mode="vertical-rl"),
        words(620, 884, "榆树里", 26, dark(STONE, 0.5)),
    )
    pic.add(shape("M560 214H600V836H560ZM160 356H1006V388H160ZM160 560H1006V592H160Z", "#f6f1e2"))
    hatch = pic.hatch(OCHRE, "#fbf3df", 16, 7)
    done, doing, waiting = "done", "doing", "waiting"

    def lift(x: float, y: float, state: str) -> str:
        """A lift on the north side of a building: filled, half filled or hollow."""
        frame = rect(
            x - 24,
            y - 46,
            48,
            50,
            {done: TEAL, doing: WHITE, waiting: WHITE}[state],
            4,
            stroke=TEAL if state != waiting else GREY,
            stroke_width=4,
            stroke_dasharray="7 6" if state == waiting else None,
        )
        half = rect(x - 22, y - 20, 44, 22, OCHRE) if state == doing else ""
        arrows = {done: WHITE, doing: INK, waiting: GREY}[state]
        return (
            frame
            + half
            + shape(f"M{x - 9} {y - 24}l9 -13l9 13ZM{x - 9} {y - 16}l9 13l9 -13Z", arrows)
        )

    def house(x: float, y: float, name: str, state: str, note: str) -> str:
        paint = {done: TEAL, doing: hatch, waiting: WHITE}[state]
        ink = WHITE if state == done else INK
        edge = {done: dark(TEAL, 0.3), doing: dark(OCHRE, 0.25), waiting: GREY}[state]
        body = rect(
            x,
            y,
            330,
            104,
            paint,
            6,
            stroke=edge,
            stroke_width=4,
            stroke_dasharray="14 9" if state == waiting else None,
        )
        plate = rect(x + 60, y + 14, 210, 78, "#fbf3df", 8) if state == doing else ""
        return (
            body
            + plate
            + lift(x + 165, y, state)
            + words(x + 165, y + 54, name, 36, ink, weight=700)
            + words(x + 165, y + 86, note, 24, ink)
        )

    pic.add(
        house(190, 240, "1号楼", doing, "在装"),
        house(640, 240, "2号楼", doing, "在装"),
        house(190, 444, "3号楼", done, "已装"),
        house(640, 444, "4号楼", waiting, "待装 · 差一户签字"),
        house(190, 648, "5号楼", done, "已装"),
        house(640, 648, "6号楼", waiting, "待装 · 差一户签字"),
    )
    for x, y in ((180, 800), (540, 330), (1000, 320), (545, 640), (990, 800), (1000, 600)):
        pic.add(
            shape(blob(f"{x}{y}", x, y, 22, 20, 8, 0.16), LEAF),
            disc(x - 5, y - 5, 7, light(LEAF, 0.3)),
        )
    pic.add(
        rect(250, 782, 130, 44, SAND, 4),
        words(315, 812, "自行车棚", 22),
        rect(640, 782, 150, 44, SAND, 4),
        words(715, 812, "榆树里食堂", 22),
        rect(820, 782, 120, 44, SAND, 4),
        words(880, 812, "居委会", 22),
    )
    # legend
    pic.add(rect(1050, 170, 290, 742, WHITE, 10), words(1080, 220, "图例", 30, INK, "start", 700))
    for i, (state, name, which) in enumerate(
        (
            (done, "已装", "3号楼、5号楼"),
            (doing, "在装", "1号楼、2号楼"),
            (waiting, "待装", "4号楼、6号楼"),
        )
    ):
        y = 316 + 138 * i
        paint = {done: TEAL, doing: hatch, waiting: WHITE}[state]
        pic.add(
            rect(
                1080,
                y - 46,
                76,
                50,
                paint,
                4,
                stroke=GREY if state == waiting else dark(TEAL if state == done else OCHRE, 0.25),
                stroke_width=4,
                stroke_dasharray="10 7" if state == waiting else None,
            ),
            lift(1196, y, state),
            words(1238, y - 12, name, 30, INK, "start", 700),
            words(1080, y + 42, f"两栋：{which}", 23, INK, "start"),
        )
    pic.add(
        words(1080, 742, "小方框是电梯井，都在", 22, dark(STONE, 0.6), "start"),
        words(1080, 772, "楼北侧，停靠转角平台。", 22, dark(STONE, 0.6), "start"),
        north(1304, 240),
        scale_bar(1080, 876, 120, "约10米"),
    )
    return pic


@picture("greenway-map")
def greenway_map() -> Picture:
    pic = sheet(
        "岚江绿道三期：南浦码头到长埠，4.6公里",
        "2025年4月28日起试开放；电动自行车不得进入",
        "示意图，路段长度和步行时间为现场所测",
    )
    stops = {
        "南浦码头": (190.0, 486.0),
        "望江桥": (450.0, 446.0),
        "老渡口": (865.0, 506.0),
        "长埠排涝闸": (1190.0, 440.0),
    }
    bank = [
        (40.0, 540.0),
        (190.0, 520.0),
        (320.0, 492.0),
        (450.0, 480.0),
        (660.0, 514.0),
        (865.0, 540.0),
        (1040.0, 512.0),
        (1190.0, 474.0),
        (1380.0, 452.0),
    ]
    south = [(x, y + 120) for x, y in reversed(bank)]
    pic.add(
        shape(curve(bank) + "L" + curve(south)[1:] + "Z", WATER),
        stroke(curve([(x, y + 44) for x, y in bank[1:4]]), WHITE, 4),
        stroke(curve([(x, y + 84) for x, y in bank[6:8]]), WHITE, 4),
    )
    pic.add(
        '<g transform="rotate(4 760 600)">'
        + words(700, 602, "岚　　江", 34, TEAL, weight=700, family=SERIF)
        + stroke("M800 590h76l-16 -12m16 12l-16 12", TEAL, 4)
        + words(920, 600, "下游", 24, TEAL)
        + "</g>"
    )
    for left, w, name in ((110, 250, "望江街道"), (560, 270, "柳湾街道"), (990, 300, "云杉街道")):
        pic.add(
            rect(left, 190, w, 96, BLOCK, 10),
            words(left + w / 2, 250, name, 30, dark(STONE, 0.5), weight=700),
        )
    pic.add(
        rect(560, 330, 230, 84, PARK, 20),
        words(675, 382, "柳湾公园", 26, dark(LEAF, 0.4)),
        rect(940, 320, 150, 60, BLOCK, 8),
        words(1015, 360, "长埠社区", 26, dark(STONE, 0.5)),
    )
    pic.add(
        stroke("M450 340V640", "#a8977a", 26, stroke_linecap="butt"),
        stroke("M450 340V640", "#d9c7a4", 16, stroke_linecap="butt"),
    )
    # the path: phase two dashed, phase three solid, the part open to bicycles doubled
    path3 = [
        stops["南浦码头"],
        (320.0, 460.0),
        stops["望江桥"],
        (660.0, 482.0),
        stops["老渡口"],
        (1040.0, 480.0),
        stops["长埠排涝闸"],
    ]
    pic.add(
        stroke(
            curve([(50.0, 508.0), (120.0, 500.0), stops["南浦码头"]]),
            TEAL,
            8,
            stroke_dasharray="4 16",
        ),
        stroke(curve(path3), WHITE, 18),
        stroke(curve(path3), VERMILION, 11),
        stroke(curve(path3[4:]), WHITE, 3),
    )
    for (a, b, text), level in zip(
        (
            ("南浦码头", "望江桥", "1.2公里 · 17分钟"),
            ("望江桥", "老渡口", "1.9公里 · 26分钟"),
            ("老渡口", "长埠排涝闸", "1.5公里 · 21分钟"),
        ),
        (412, 456, 436),
        strict=True,
    ):
        x = (stops[a][0] + stops[b][0]) / 2 + (6 if a == "南浦码头" else 0)
        pic.add(tag_label(x, level, text, 24, VERMILION, weight=700))

    def inn(x: float, y: float) -> str:
        """A wayside house: rest, water, toilets."""
        return group(
            shape("M-22 6V-12L0 -32L22 -12V6Z", TEAL), rect(-6, -10, 12, 16, WHITE), at=(x, y)
        )

    for name, (x, y) in stops.items():
        pic.add(disc(x, y, 15, WHITE, stroke=VERMILION, stroke_width=6))
        pic.add(
            tag_label(
                x - (56 if name == "南浦码头" else 0),
                y - 74 if name != "望江桥" else y - 120,
                name,
                30,
                INK,
                weight=700,
            )
        )
    for x, y in (stops["南浦码头"], stops["老渡口"], stops["长埠排涝闸"]):
        pic.add(inn(x, y - 28))
    # two gaps closed
    for x, y, no in ((270.0, 470.0, "1"), (450.0, 446.0, "2")):
        pic.add(
            poly(
                [(x, y - 26), (x + 26, y), (x, y + 26), (x - 26, y)],
                OCHRE,
                stroke=INK,
                stroke_width=3,
            ),
            words(x, y + 10, no, 28, INK, weight=700),
        )
    # legend
    pic.add(rect(60, 668, 1280, 158, WHITE, 10))
    pic.add(
        stroke("M90 706h80", VERMILION, 11),
        words(188, 714, "三期（新建）", 24, INK, "start"),
        stroke("M90 752h80", VERMILION, 11),
        stroke("M90 752h80", WHITE, 3),
        words(188, 760, "其中可骑行，限速15公里/时", 24, INK, "start"),
        stroke("M90 798h80", TEAL, 8, stroke_dasharray="4 16"),
        words(188, 806, "二期（已开放）", 24, INK, "start"),
    )
    pic.add(
        group(
            poly([(0, -20), (20, 0), (0, 20), (-20, 0)], OCHRE, stroke=INK, stroke_width=3),
            words(0, 9, "1", 24, INK, weight=700),
            at=(560, 706),
        ),
        words(594, 714, "接通断点：南浦码头仓库段 320米", 24, INK, "start"),
        group(
            poly([(0, -20), (20, 0), (0, 20), (-20, 0)], OCHRE, stroke=INK, stroke_width=3),
            words(0, 9, "2", 24, INK, weight=700),
            at=(560, 752),
        ),
        words(594, 760, "接通断点：望江桥下 85米", 24, INK, "start"),
        inn(560, 808),
        words(594, 806, "驿站：码头、老渡口、长埠", 24, INK, "start"),
    )
    pic.add(scale_bar(1040, 800, 109, "500米"), north(1290, 800))
    return pic


@picture("bus-17-map")
def bus_17_map() -> Picture:
    pic = sheet(
        "17路公交延伸：柳湾公园到长埠社区东门",
        "6月1日首班车起，线路延长3.8公里，新增五站",
        "示意图，不按比例；原线路只标出部分车站",
    )
    pic.add(
        shape(
            curve([(40, 706), (300, 730), (600, 708), (900, 742), (1200, 700), (1380, 716)])
            + "L1380 786L40 786Z",
            WATER,
        ),
        words(330, 768, "岚　　江", 32, TEAL, weight=700, family=SERIF),
        stroke("M430 758h70l-14 -11m14 11l-14 11", TEAL, 4),
    )
    pic.add(
        rect(648, 336, 180, 104, PARK, 24),
        words(738, 398, "柳湾公园", 24, dark(LEAF, 0.4)),
        rect(890, 214, 230, 96, BLOCK, 10),
        words(1005, 270, "云杉社区", 26, dark(STONE, 0.5)),
        rect(1130, 604, 210, 62, BLOCK, 10),
        words(1236, 645, "长埠社区", 26, dark(STONE, 0.5)),
    )
    route = "M700 300H850V400Q850 440 890 440H1250Q1290 440 1290 480V540"
    pic.add(
        stroke("M60 300H700", DUSK, 14),
        stroke(route, WHITE, 24),
        stroke(route, VERMILION, 16),
        stroke(route, WHITE, 3, stroke_dasharray="2 14"),
    )
    pic.add(shape("M50 300l34 -26v52Z", DUSK), tag_label(70, 356, "往起点站", 24, DUSK, "start"))
    for x, name, up in (
        (200, "南浦", True),
        (325, "望江桥西", False),
        (450, "文化馆", True),
        (575, "青禾二小", False),
    ):
        pic.add(
            disc(x, 300, 17, WHITE, stroke=DUSK, stroke_width=7),
            tag_label(x, 262 if up else 358, name, 26),
        )
    pic.add(
        disc(700, 300, 22, WHITE, stroke=INK, stroke_width=8),
        tag_label(700, 238, "柳湾公园", 32, INK, weight=700),
        tag_label(700, 204, "原终点站", 22, dark(STONE, 0.6)),
    )
    for i, (x, y, name, tx, ty, anchor) in enumerate(
        (
            (850, 360, "云杉社区南门", 884, 370, "start"),
            (930, 440, "云杉路口", 930, 500, "middle"),
            (1060, 440, "排涝闸", 1060, 410, "middle"),
            (1190, 440, "长埠菜店", 1190, 500, "middle"),
            (1290, 540, "长埠社区东门", 1254, 552, "end"),
        )
    ):
        pic.add(
            disc(x, y, 21 if i < 4 else 26, VERMILION, stroke=WHITE, stroke_width=4),
            words(x, y + 9, str(i + 1), 24, WHITE, weight=700),
            tag_label(tx, ty, name, 30 if i == 4 else 27, INK, anchor, 700),
        )
    pic.add(
        tag_label(1254, 584, "新终点站", 22, dark(STONE, 0.6), "end"),
        stroke("M1060 462V640", LEAF, 5, stroke_dasharray="3 12"),
        group(
            rect(-116, -26, 232, 52, LEAF, 26),
            words(0, 9, "绿道三期入口 60米内", 21, WHITE, weight=700),
            at=(1000, 664),
        ),
        stroke(
            curve([(60, 690), (400, 700), (800, 700), (1000, 692), (1360, 676)]),
            LEAF,
            5,
            stroke_dasharray="14 10",
        ),
        tag_label(200, 682, "岚江绿道", 22, dark(LEAF, 0.3)),
    )
    # what changes
    pic.add(
        rect(60, 400, 480, 236, WHITE, 10),
        stroke("M84 450H516M84 494H516M84 538H516M84 582H516", SAND, 2),
        words(300, 436, "调整前", 22, dark(STONE, 0.6)),
        words(440, 436, "6月1日起", 22, VERMILION, weight=700),
    )
    for i, (what, was, now) in enumerate(
        (
            ("全程", "14.2公里", "18.0公里"),
            ("单程", "约46分钟", "约58分钟"),
            ("末班", "21:00", "21:40"),
        )
    ):
        y = 482 + 44 * i
        pic.add(
            words(90, y, what, 24, INK, "start", 700),
            words(300, y, was, 24),
            words(440, y, now, 24, INK, weight=700),
        )
    pic.add(words(90, 618, "票价2元，不变", 22, dark(STONE, 0.6), "start"))
    pic.add(
        disc(84, 824 - 8, 11, WHITE, stroke=DUSK, stroke_width=5),
        words(106, 826, "原有车站（空心）", 22, INK, "start"),
        disc(324, 816, 13, VERMILION),
        words(346, 826, "新增车站（实心，带编号）", 22, INK, "start"),
        stroke("M660 816h60", DUSK, 12),
        words(734, 826, "原线路", 22, INK, "start"),
        stroke("M840 816h60", VERMILION, 14),
        stroke("M840 816h60", WHITE, 3, stroke_dasharray="2 12"),
        words(914, 826, "延伸段", 22, INK, "start"),
    )
    return pic


@picture("water-map")
def water_map() -> Picture:
    pic = sheet(
        "12月供水管网改造：四段停水，都在夜里",
        "柳湾、石桥两个街道，更换老旧供水管3.2公里",
        "示意图，不按比例；资料：青禾水务公司。遇雨雪或低于零下3摄氏度顺延",
        1000,
    )
    pic.add(rect(60, 170, 860, 744, "#ebe3cf", 10))
    river = curve([(60, 842), (300, 822), (520, 836), (740, 806), (920, 822)])
    pic.add(
        shape(river + "L920 914L60 914Z", WATER),
        words(490, 886, "岚　　江", 30, TEAL, weight=700, family=SERIF),
    )
    paints = {
        "1": pic.hatch(VERMILION, "#eec0b0", 15, 5, 45),
        "2": pic.hatch(OCHRE, "#f5dfae", 15, 4, 90),
        "3": pic.hatch(TEAL, "#bfd9d3", 15, 4, 0),
        "4": pic.hatch(DUSK, "#cfd6e2", 15, 4, 135),
    }
    tones = {"1": VERMILION, "2": dark(OCHRE, 0.35), "3": TEAL, "4": DUSK}
    areas = {
        "1": "M566 200H896V560H566Z",
        "2": "M330 330H524V640H330Z",
        "3": "M566 700H896V776Q730 782 566 806Z",
        "4": "M84 250H288V720H84Z",
    }
    for key, d in areas.items():
        pic.add(shape(d, paints[key], stroke=tones[key], stroke_width=5))
    pic.add(
        shape("M610 578H880V682H610Z", PARK),
        words(745, 640, "柳湾公园", 28, dark(LEAF, 0.4), weight=700),
    )
    # streets and the pipes to be replaced
    pic.add(
        stroke("M545 182V812", WHITE, 34, stroke_linecap="butt"),
        stroke("M309 182V800", WHITE, 34, stroke_linecap="butt"),
        stroke("M72 226H528", WHITE, 30, stroke_linecap="butt"),
        words(545, 656, "柳湾路", 24, dark(STONE, 0.6), writing_mode="vertical-rl"),
        words(309, 690, "石桥路", 24, dark(STONE, 0.6), writing_mode="vertical-rl"),
    )
    pipes = "M586 214V546M586 380H880M350 350V620M350 486H510M590 742H880M110 300V690M110 500H270"
    pic.add(
        stroke(pipes, WHITE, 11),
        stroke(pipes, INK, 5, stroke_dasharray="16 9", stroke_linecap="butt"),
    )

    def place(x: float, y: float, *lines_: str) -> str:
        wide = max(len(text) for text in lines_) * 22 + 22
        high = 30 * len(lines_) + 12
        rows = "".join(words(x, y + 30 + 30 * i, text, 22) for i, text in enumerate(lines_))
        return rect(x - wide / 2, y, wide, high, PAPER, 8, opacity=0.94) + rows

    def truck(x: float, y: float) -> str:
        """A water cart: where to fetch water that night."""
        return group(
            rect(-26, -26, 34, 24, TEAL, 10),
            shape("M8 -22h14l8 10v10h-22Z", INK),
            disc(-14, 0, 7, INK),
            disc(18, 0, 7, INK),
            shape("M-9 -22q7 9 0 14q-7 -5 0 -14Z", WHITE),
            at=(x, y),
        )

    pic.add(
        place(752, 272, "榆树里社区", "老纺织厂宿舍1—9号楼"),
        place(700, 400, "榆树里食堂"),
        place(718, 488, "社区卫生服务中心"),
        place(436, 412, "石桥社区东片"),
        place(436, 548, "石桥农贸市场"),
        place(760, 722, "柳湾社区沿江片"),
        place(192, 400, "青石巷社区"),
        place(192, 560, "石桥社区西片"),
    )
    pic.add(
        number(622, 240, "1", VERMILION, 28),
        number(388, 372, "2", dark(OCHRE, 0.35), 28),
        number(634, 742, "3", TEAL, 28),
        number(150, 292, "4", DUSK, 28),
    )
    pic.add(truck(812, 430), truck(860, 516), truck(430, 532), north(880, 900))
    # what happens when
    pic.add(words(950, 204, "停水时间", 30, INK, "start", 700))
    rows = (
        ("1", "12月5日（星期六）", "22:00 — 次日5:00", "约2460户"),
        ("2", "12月10日（星期四）", "22:00 — 次日5:00", "约1320户"),
        ("3", "12月16日（星期三）", "22:00 — 次日5:00", "约960户"),
        ("4", "12月22日（星期二）", "21:00 — 次日6:00", "约1850户"),
    )
    for i, (key, day, hours, homes) in enumerate(rows):
        y = 232 + 128 * i
        pic.add(
            rect(950, y, 390, 112, WHITE, 8),
            rect(950, y, 70, 112, paints[key]),
            number(985, y + 56, key, tones[key], 24),
            words(1040, y + 38, day, 25, INK, "start", 700),
            words(1040, y + 70, hours, 25, INK, "start"),
            words(1040, y + 100, homes, 22, dark(STONE, 0.6), "start"),
        )
    pic.add(
        stroke("M956 784h64", INK, 5, stroke_dasharray="16 9", stroke_linecap="butt"),
        words(1040, 792, "更换的供水管", 24, INK, "start"),
        truck(990, 842),
        words(1040, 842, "送水车，可自带容器取水", 24, INK, "start"),
        words(950, 892, "医院和市场的送水车为保障专用", 22, dark(STONE, 0.6), "start"),
    )
    return pic


# --- charts ---------------------------------------------------------------------------------


@picture("lift-cost-chart")
def lift_cost_chart() -> Picture:
    pic = sheet(
        "装一部电梯，每层每户分摊多少",
        "榆树里3号楼，自筹32万元；每层两户，按每户计",
        "二至六层比例相加为50%，每层两户，合计100%",
    )
    shares = (
        ("六层", 16.5, "52800元"),
        ("五层", 13.5, "43200元"),
        ("四层", 10.0, "32000元"),
        ("三层", 7.5, "24000元"),
        ("二层", 2.5, "8000元"),
        ("一层", 0.0, "0元"),
    )
    left, step, unit = 380.0, 96.0, 44.0
    # the building stands beside the bars, floor by floor
    pic.add(
        poly([(84, 196), (330, 196), (316, 174), (98, 174)], "#9c7a5a"),
        rect(96, 196, 222, 6 * step, "#e2c193"),
        rect(248, 184, 62, 6 * step + 12, light(TEAL, 0.6), 2, stroke=TEAL, stroke_width=5),
    )
    for i in range(6):
        y = 196 + step * i
        pic.add(
            line(96, y + step, 318, y + step, dark("#e2c193", 0.25), 3),
            shape(boxes(112, y + 24, 2, 1, 48, 46, 64, 0), "#6f8d92"),
            line(248, y + step, 310, y + step, TEAL, 4),
        )
    pic.add(
        rect(256, 306, 46, 70, "#fbe7b4", 3, stroke=INK, stroke_width=3),
        shape("M270 334l9 -14l9 14ZM270 344l9 14l9 -14Z", INK),
    )
    for tick in (0, 5, 10, 15):
        x = left + tick * unit
        pic.add(
            line(x, 190, x, 196 + 6 * step, SAND if tick else INK, 2 if tick else 3),
            words(x, 812, f"{tick}%", 24, dark(STONE, 0.6)),
        )
    hatch = pic.hatch(dark(VERMILION, 0.25), VERMILION, 14, 4)
    for i, (floor, share, money) in enumerate(shares):
        y = 196 + step * i
        pic.add(rect(left, y + 20, share * unit, 56, hatch if i == 0 else TEAL, 3))
        x = left + share * unit + 18
        pic.add(
            tag_label(x, y + 50, f"{floor}　{share:g}%", 30, INK, "start", 700),
            tag_label(x, y + 80, money, 23, dark(STONE, 0.6), "start"),
        )
    pic.add(
        tag_label(left + 232, 196 + 5 * step + 50, "一层住户不出钱", 24, dark(STONE, 0.6), "start")
    )
    return pic


@picture("vaccine-chart")
def vaccine_chart() -> Picture:
    pic = sheet(
        "流感疫苗接种人次，四年增加近九成",
        "柳湾社区卫生服务中心，2020年至2024年",
        "资料：柳湾社区卫生服务中心",
    )
    years = ((2020, 1620), (2021, 1845), (2022, 2110), (2023, 2674), (2024, 3058))
    base, unit, left = 780.0, 0.165, 150.0
    for tick in range(0, 3501, 500):
        y = base - tick * unit
        pic.add(
            line(left, y, 1330, y, SAND if tick else INK, 2 if tick else 4),
            words(left - 18, y + 9, f"{tick}", 24, dark(STONE, 0.6), "end"),
        )
    pic.add(words(left - 18, 176, "人次", 22, dark(STONE, 0.6), "end"))
    hatch = pic.hatch(dark(VERMILION, 0.22), VERMILION, 16, 5)
    for i, (year, count) in enumerate(years):
        x, h = 220 + 222 * i, count * unit
        pic.add(
            rect(x, base - h, 132, h, hatch if year == 2023 else TEAL, 3),
            words(x + 66, base - h - 16, str(count), 34, INK, weight=700),
            words(x + 66, base + 40, f"{year}年", 28),
        )
        pic.add(
            group(
                rect(-7, -34, 14, 30, WHITE, 3),
                rect(-12, -40, 24, 6, WHITE, 2),
                line(0, -52, 0, -40, WHITE, 4),
                line(0, -4, 0, 12, WHITE, 3),
                at=(x + 66, base - 40),
            )
        )
    pic.add(
        stroke("M800 300Q860 300 886 320", VERMILION, 3),
        rect(420, 226, 376, 96, WHITE, 8, stroke=VERMILION, stroke_width=3),
        words(440, 266, "增加周六上午门诊", 26, INK, "start", 700),
        words(440, 302, "2023年比上年多564人次", 24, INK, "start"),
    )
    return pic


@picture("waste-chart")
def waste_chart() -> Picture:
    pic = sheet(
        "垃圾分类准确率，逐季在升",
        "全区居民小区；每季抽桶、拣开称重后计算，纵轴从0开始",
        "资料：区环卫所抽查；最近一季抽查96个小区、960只桶",
    )
    quarters = (
        ("一季度", 76.9),
        ("二季度", 78.4),
        ("三季度", 80.1),
        ("四季度", 81.5),
        ("一季度", 82.6),
        ("二季度", 84.2),
    )
    base, unit, left = 760.0, 5.6, 150.0
    for tick in range(0, 101, 20):
        y = base - tick * unit
        pic.add(
            line(left, y, 1330, y, SAND if tick else INK, 2 if tick else 4),
            words(left - 18, y + 9, f"{tick}%", 24, dark(STONE, 0.6), "end"),
        )
    hatch = pic.hatch(dark(LEAF, 0.25), LEAF, 16, 5)
    tops = []
    for i, (name, share) in enumerate(quarters):
        x, h = 200 + 186 * i, share * unit
        last = i == len(quarters) - 1
        tops.append((x + 60, base - h))
        pic.add(
            rect(x, base - h, 120, h, hatch if last else light(LEAF, 0.3), 3),
            words(x + 60, base + 36, name, 26, INK, weight=700 if last else 400),
        )
    pic.add(
        stroke("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in tops), INK, 4),
        *(disc(x, y, 9, PAPER, stroke=INK, stroke_width=4) for x, y in tops),
    )
    pic.add(
        *(
            words(x, y - 24, f"{share}%", 31, INK, weight=700)
            for (x, y), (_, share) in zip(tops, quarters, strict=True)
        )
    )
    pic.add(
        stroke("M206 808H872M950 808H1244", GREY, 3),
        words(539, 836, "2024年", 26),
        words(1097, 836, "2025年", 26),
        stroke(rings([(tops[-1][0], tops[-1][1])], 20), VERMILION, 4),
        words(tops[-1][0], tops[-1][1] - 66, "最新", 24, VERMILION, weight=700),
    )
    return pic
