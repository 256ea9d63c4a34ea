"""What newsrooms and other programs call a field, where likeness of spelling would lead elsewhere.

A hint that is followed must do no harm: a notice whose 截止 became 授权截止 would vanish on that day.
"""

from __future__ import annotations

from types import MappingProxyType

MEANT = MappingProxyType(
    {
        word: field
        for field, words in {
            "status": "draft published",
            "column": "categories",
            "cover": "thumbnail picture photo",
            "expires": "deadline until valid_until",
            "配图": "图片 插图 头图 首图 封面图 题头图 照片",
            "失效": "截止 截止日期 截止时间 有效期 有效期限 有效日期 到期 到期日期 到期时间 过期",
            "图说": "图片说明 图注",
            "日期": "发稿日期 发稿时间 发表日期 发表时间 见报日期",
            "原发时间": "首发时间 首发日期 原载日期",
            "来源": "转自 转载自 原载 出处 首发 发布单位",
            "原文链接": "网址 链接 原链接 原文网址 来源网址 转载链接",
            "作者": "原作者 署名 采写 撰文 供稿 文",
            "摘要": "提要 内容提要 简介",
            "系列": "专题",
            "标签": "话题 主题",
            "校对": "校稿 审校",
            "审核": "审稿 二审",
            "终审": "三审",
            "责编": "初审 编审",
            "稿件性质": "编译",
        }.items()
        for word in words.split()
    }
)
"""Words by what they mean: the name of a field, or of a part of one."""

NOT_A_FIELD = MappingProxyType(
    {
        word: place
        for place, words in {
            "caption": "图片说明 图注 图说 caption",
            "credit": "制图 绘图 插画 漫画 图源",
            "body": "正文 内容 body text",
            "document": "附件 attachment attachments",
            "overline": "引题 肩题 眉题 kicker",
            "": "声明 排版 美编 译者 翻译 剪辑 生效 发布 发布人 发布者 编者按",
        }.items()
        for word in words.split()
    }
)
"""Words for what no field says, by where it belongs (:data:`PLACES`); by nothing where nobody can tell."""

PLACES = MappingProxyType(
    {
        "caption": (
            '图说和图片写在一起：“配图：![图上有什么](文件 "图说")”。',
            'A caption stands with its picture: cover: ![what it shows](file "caption").',
        ),
        "credit": (
            "谁画的写在那张图的图说最后，如“制图：周岚”。",
            "Who made a picture is said at the end of its caption: “Graphic: Zhou Lan”.",
        ),
        "body": (
            "正文不写名称：在稿件信息下面空一行，直接写。",
            "The text has no key: leave an empty line below the header and write it there.",
        ),
        "document": (
            "附件在正文里写成链接：“[申请表](files/form.pdf)”。",
            "Link to a document from the text: [the form](files/form.pdf).",
        ),
        "overline": (
            "没有引题这一项：写进“标题”或“副题”。",
            "There is no line above the headline: write it into title or subtitle.",
        ),
    }
)
"""Where what is no field belongs, in Chinese and in English."""
