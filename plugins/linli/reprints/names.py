"""Which words of a text are probably names of people; it decides what a change is called, never whether it is one."""

from __future__ import annotations

from collections import Counter

from linli.regexes import regex
from linli.reprints.scripts import simplified

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛"
    "闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁"
    "冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄"
    "萧阎丛仲虞敖巩明佘池查麻苑迟邝"
)
_LONG_SURNAMES = (
    "欧阳|司马|上官|诸葛|司徒|皇甫|尉迟|公孙|慕容|令狐|东方|夏侯|轩辕|宇文|长孙|端木|独孤|南宫"
)
_HAN_NAME = rf"(?:(?:{_LONG_SURNAMES})|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}?"
_NAMED = regex(
    rf"(?:(?<=记者)|(?<=通讯员)|(?<=书记)|(?<=主任)|(?<=居民)|(?<=医生)|(?<=老师)|(?<=师傅)|(?<=局长)|(?<=经理)|(?<=校长)|(?<=队长)|(?<=市民)|(?<=业主)|(?<=邻居)|(?<=[。，、；：“”\s（(]))"
    rf"({_HAN_NAME})(?=\d{{2}}岁|说|告诉|介绍|表示|回忆|认为|解释|坦言|指出|强调|笑|今年|[,，]\d|[,，][\d一二三四五六七八九十]{{2,3}}岁|[（(]\d|住|和|、|夫妇|先生|女士|摇|点头|算|数过|记得)"
)
_SPEAKS = regex(
    rf"(?=((?:(?:{_LONG_SURNAMES})|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}})(?:说|告诉|介绍|表示|回忆|认为|坦言|指出|强调))"
)
_HONOURED = regex(
    rf"(?:(?:{_LONG_SURNAMES})|[{_SURNAMES}])(?:某某?|阿姨|大爷|大妈|师傅|先生|女士|老师|奶奶|爷爷)"
)
_AGAIN = regex(
    rf"(?=((?:(?:{_LONG_SURNAMES})|[{_SURNAMES}])[\u4e00-\u9fff]{{2}}))(?!.{{0,2}}[的了是在有和就不也都这那个们里上下着过到说一二三四五六七八九十家区路号])"
)
_LATIN_NAMED = regex(
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+)+|\b(?:Mr|Mrs|Ms|Dr|Prof)\.? [A-Z][a-z]+"
)


def names_in(text: str) -> set[str]:
    """Return what are probably names of people in ``text``.

    These are who speaks, is introduced or has a title, and what looks like a name and comes again and again.
    """
    read = simplified(text)
    found = {text[slice(*match.span(1))] for match in _NAMED.finditer(read)}
    found |= {text[slice(*match.span())] for match in _HONOURED.finditer(read)}
    found |= {text[slice(*match.span(1))] for match in _SPEAKS.finditer(read)}
    often = Counter(text[slice(*match.span(1))] for match in _AGAIN.finditer(read))
    found |= {name for name, count in often.items() if count >= 3}
    return found | {match[0] for match in _LATIN_NAMED.finditer(text)}
