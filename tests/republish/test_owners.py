from __future__ import annotations

import pytest

from linli.republish.owners import may_go, owners_of

OWNERS = owners_of(
    {"周岚", "许亦辰", "罗川", "苏绘", "Luo Chuan", "青禾邻里", "青禾区融媒体中心"},
    {"柳湾街道", "青禾邻里"},
    is_photographed=False,
)

OURS = (
    *("摄影：罗川", "罗川 摄", "罗川摄", "(摄影：罗川)", "（罗川 摄）。", "本报记者 罗川 摄", "记者罗川 摄影"),
    *("制图：苏绘", "苏绘 制图", "苏绘", "苏绘 绘", "罗川/图", "图/罗川", "图／罗川", "插画: 苏绘"),
    *("摄影：罗川、许亦辰", "周岚 许亦辰 摄", "罗川和苏绘 摄", "摄影：罗川（青禾邻里）", "摄影：罗川（柳湾街道）"),
    *("攝影：罗川", "罗川攝", "（記者罗川 攝影）", "本報記者 罗川 攝", "圖源：青禾邻里", "製圖：苏绘", "苏绘 繪", "圖／罗川", "罗川與苏绘 攝", "本報"),
    *("图源：青禾邻里", "本社", "供图：青禾区融媒体中心", "Photo by Luo Chuan", "Photo: luo  chuan", "Picture by Luo Chuan"),
)  # fmt: skip
OTHERS = (
    *("摄影：丁一", "丁一 摄", "罗川、丁一 摄", "图源：岚江日报", "受访者供图", "资料图", "资料图片", "网络图片", "摄影："),
    *("摄影：罗川（岚江日报）", "视觉岚江供图", "Photo by Ding Yi", "Photo by Luo Chuan and Ding Yi", "© 岚江日报", "苏晓 绘"),
    *("攝影：丁一", "丁一攝", "圖源：嵐江日報", "受訪者供圖", "資料圖", "資料圖片", "攝影：罗川（嵐江日報）", "苏曉 繪"),
    *("罗川经岚江日报授权", "Luo Chuan / Lanjiang Daily", "周 摄", "罗 川川 摄"),
)  # fmt: skip


@pytest.mark.parametrize("credit", OURS)
def test_a_picture_by_our_own_people_goes_along(credit: str) -> None:
    assert may_go(credit, OWNERS)


@pytest.mark.parametrize("credit", OTHERS)
def test_a_picture_that_names_anybody_else_stays(credit: str) -> None:
    assert not may_go(credit, OWNERS)


def test_one_without_a_credit_goes_along_when_the_story_says_who_took_its_pictures() -> None:
    assert not may_go("", OWNERS)
    assert not may_go("  ", OWNERS)
    assert may_go("", OWNERS._replace(is_photographed=True))
    assert not may_go("摄影：丁一", OWNERS._replace(is_photographed=True))


def test_nobody_is_no_owner() -> None:
    assert not may_go("摄影：", owners_of({""}, {""}, is_photographed=True))
