"""What a template or a desk sets around and between the sentences of a text, and what is no part of it.

A credit ("来源：青禾邻里"), a note ("本文转载自……"), an advertisement's label, a caption: words that a right reprint may
add. A sentence that only begins like one ("记者从现场了解到……") is none of them. The words are looked for in simplified
characters, whichever the text is in.
"""

from __future__ import annotations

import re

from linli.regexes import regex
from linli.reprints.scripts import simplified

_ROLES = (
    r"(?:本报|本网|本刊|特约|见习|实习|首席|全媒体|融媒)?(?:记者|通讯员)|作者|原作者|著作者|撰文|撰稿|采写|文字|文图|图文|来源|稿源|稿件来源|信息来源|出处|转自|转载自"
    r"|责编|责任编辑|编辑|值班编辑|校对|审核|初审|复审|终审|监制|编审|签发|主编|总编|摄影|图片|供图|供稿|制图|视频|设计|策划|统筹|原标题|原文标题|原题|原载|首发|发布时间|发布日期|时间|日期|浏览|阅读|点击"
    r"|关键词|标签|分类|栏目|字号|字体|原文链接|链接|版权|许可|文章编号|编号"
    r"|Author|Authors|Source|Via|Editor|Edited by|Reporter|Photos?|Text|Words|Written by|Published|Posted|Tags?|Views|Date|Original title|Original headline|Originally published|Licen[cs]e|Credit"
)
_CREDIT = regex(
    rf"[\s（(【\[]*(?:(?:{_ROLES})\s*(?:[:：|丨/／]|\s|(?=[（(]))|[文图]\s*[/／|丨:：]|by\s)[^。！？!?；;]{{0,120}}[\s）)】\]。]*",
    re.IGNORECASE,
)
_ROLE_ALONE = regex(rf"\s*(?:{_ROLES})\s*", re.IGNORECASE)
_BRACKETED_NAMES = regex(r"[（(【\[][^（()）。！？，,]{2,40}[)）】\]]")
_PROSE_VERB = regex(
    r"从|了解|在|看到|获悉|发现|说|是|有|来到|采访|走进|见到|对|把|被|注意|said|says|was|is|has"
)
_NOTE = regex(
    r"转载|转自|转发自|原载|首发于|刊于|来源于|来源[:：]|稿源|原标题|原题为|原文|授权|许可|版权|著作权|侵权|免责|声明|本文(?:由|系|为|来自|选自|作者|内容|仅|有|略|已|经)|本网|本站|本号|投稿|(?:作者|记者)(?:简介|介绍)|关于作者|about the author|不代表|如有|请联系|删改|改动|删节|CC\s?BY|知识共享"
    r"|reprint|republish|originally (?:published|appeared)|first (?:published|appeared)|courtesy of|all rights|copyright|licen[sc]ed?\b|permission|edited for|creative commons|this (?:article|story|piece) ",
    re.IGNORECASE,
)
_LABELLED = regex(
    r"\s*[▲△▼▽]|\s*[●◎■【\[（(]?\s*(?:点个|点亮|欢迎(?:关注|转发|留言|投稿|扫码)|广告|推广|赞助|分享|收藏|点赞|打印|关闭|资料图|配图|题图|图[为片示源一二三四五\d:：/／]|图片|示意图|摄影|供图|延伸阅读|相关(?:阅读|新闻|链接|报道|推荐)|推荐阅读|猜你喜欢|热门|阅读更多|更多|点击"
    r"|扫码|扫一扫|长按|关注|返回|上一[篇页]|下一[篇页]|展开|收起|评论|留言|举报|视频|音频|责编|责任编辑|编者按|编者的话|编者注|导读|导语|摘要|内容提要|核心提示|提要|阅读提示"
    r"|Advertisement|Sponsored|Share|Print|Read more|Related|See also|More from|Subscribe|Sign up|Newsletter|Photo|Image|Picture|Caption|Editor['’]s note|Comments?|Summary|Story continues)",
    re.IGNORECASE,
)
_STOP = regex(
    r"\s*[【\[]?\s*(?:\d+\s*)?(?:条|则)?(?:网友|最新|热门|全部|发表|相关|推荐|猜你|更多|延伸|热点|精彩|用户|大家)?(?:评论|留言|跟帖|讨论|相关|推荐|阅读|新闻|报道|文章|链接|喜欢|排行|热榜|上一篇|下一篇|Comments?|Related|More|Popular|Recommended|Leave a|Replies)",
    re.IGNORECASE,
)
_CHANGED = regex(
    r"(?<![未无不没])(?:有|略有|作了?|做了?|经|已|内容)?(?:删改|改动|删节|修改|改编|编译|摘编|节选|翻译|编辑整理)|edited for|has been (?:edited|modified|adapted|shortened|translated)|adapted from|changes were made|abridged|excerpted|modified",
    re.IGNORECASE,
)
_REPORTERS = r"[（(【\[][^（()）。]{0,40}?(?:记者|通讯员|作者|见习)[^（()）。]{0,80}[)）】\]]"
_OUTLET = r"[\s（(【\[]*[^\s，,。！？!?：:“”（）()【】\[\]\d]{1,20}?\s*"
_DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日\s*"
_DATELINE = regex(
    rf"(?:{_OUTLET}{_DAY}(?:讯|消息|(?:电|专电)(?=[\s（(【,，:：\]】)）]|$))|{_OUTLET}(?:讯|电|消息)(?=\s*{_REPORTERS})"
    rf"|\s*(?:本报|本网|本刊|本台|本站)(?:讯|消息))[\]】)）]?\s*(?:{_REPORTERS})?\s*[:：,，]?|\s*{_REPORTERS}"
    r"|\s*[A-Z][A-Z.'-]+(?:[ ,]+[A-Z0-9][\w.'-]*){0,5}\s*(?:\([\w ]{2,30}\)\s*)?[—–-]+\s"
)
SHORT = 40
LONG = 320


def dateline_of(text: str) -> str:
    """Return the dateline with which ``text`` begins ("青禾邻里3月22日讯（记者 周岚）"), or an empty string.

    >>> dateline_of("岚江晚报3月22日讯（记者 周岚）昨天，电梯开了。")
    '岚江晚报3月22日讯（记者 周岚）'
    """
    match = _DATELINE.match(simplified(text))
    return text[: match.end()].strip() if match else ""


def is_credit(text: str) -> bool:
    """Say whether all of ``text`` is a credit: a role and names, without a sentence."""
    text = simplified(text)
    if _CREDIT.fullmatch(text):
        return not (
            text.rstrip().endswith(("。", "."))
            and _PROSE_VERB.search(text)
            and ":" not in text
            and "：" not in text
        )
    return bool(_BRACKETED_NAMES.fullmatch(text.strip()))


def is_role(text: str) -> bool:
    """Say whether ``text`` is the name of a role and nothing else ("作者")."""
    return bool(_ROLE_ALONE.fullmatch(simplified(text)))


def is_note(text: str) -> bool:
    """Say whether ``text`` speaks of the reprint itself: where it is from, who holds the rights."""
    return len(text) <= LONG and bool(_NOTE.search(simplified(text)))


def is_labelled(text: str) -> bool:
    """Say whether ``text`` begins as a caption, an advertisement or a summary does."""
    return len(text) <= LONG and bool(_LABELLED.match(simplified(text)))


def ends_the_text(text: str) -> bool:
    """Say whether ``text`` opens what follows an article: comments, related stories."""
    return len(text) <= SHORT and bool(_STOP.match(simplified(text)))


def states_changes(text: str) -> str:
    """Return the words by which a note says that the text was changed, or an empty string."""
    match = _CHANGED.search(simplified(text))
    return text[match.start() : match.end()] if match else ""


def is_prose(text: str) -> bool:
    """Say whether ``text`` ends as a sentence does."""
    return text.rstrip().endswith(tuple("。！？!?….”」』）)；;")) and len(text) > 6
