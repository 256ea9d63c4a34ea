from __future__ import annotations

import pytest

from linli.pages.headline import phrases

# (headline, the same with a bar wherever a line may end)
TABLE = [
    ("十七路站牌挪了六十米", "十七路站牌挪了六十米"),
    ("Eighty steps, then nine: the lifts", "Eighty steps, then nine: the lifts"),
    ("老楼装电梯（二）：三十二万怎么分", "老楼装电梯|（二）：|三十二万怎么分"),
    ("寻一只会说“吃了吗”的鹦鹉", "寻一只会说|“吃了吗”|的鹦鹉"),
    ("社团观察丨棋盘边", "社团观察丨|棋盘边"),
    ("他说：“好！”走了", "他说：|“好！”|走了"),
    ("《“丁字”路》开播", "《“丁字”路》|开播"),
    ("《你好，邻居》开播", "《你好，|邻居》|开播"),
    ("）（", "）|（"),
    ("2026—2027流行季", "2026—2027流行季"),
    ("一个也不换——校友寻琴", "一个也不换——|校友寻琴"),
    ("等了三年……来了", "等了三年……|来了"),
    ("青石巷、石桥西片，停水。", "青石巷、|石桥西片，|停水。"),
    ("读《家》 写家", "读|《家》 写家"),
    ("写 《家》", "写 《家》"),
    ("（图）", "（图）"),
    ("", ""),
]


@pytest.mark.parametrize(("title", "marked"), TABLE)
def test_a_headline_is_broken_where_its_sense_pauses(title: str, marked: str) -> None:
    found = phrases(title)
    assert ("|".join(found) if found else title) == marked
    assert "".join(found) in {"", title}
