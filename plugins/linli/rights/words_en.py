"""The wording of the rights room in English; :mod:`linli.rights.words` says what the marks in it mean."""

from __future__ import annotations

EN: dict[str, str] = {
    "heading": "Reprint notice",
    "and": ", ",
    "elsewhere": "another outlet",
    "title-marks": "“”",
    "inner-marks": "‘’",
    "original": "Read the original",
    "no-original": "No link to the original: {reason}",
    "ask-link": "Ask for permission to reprint",
    "ask-policy": "Our reprint policy says how to ask",
    "ask-by-name": "No address to ask at is given here yet; please get in touch with {publisher} as the other pages of this site say.",
    "claim": "© {year} {holder}",
    "credit": "Source: {source}, “{title}”[, by {authors}]",
    "licence-name": "Creative Commons {name} 4.0 International licence ({code})",
    "licence-page": "",
    "name-by": "Attribution",
    "name-by-sa": "Attribution-ShareAlike",
    "name-by-nd": "Attribution-NoDerivatives",
    "name-by-nc": "Attribution-NonCommercial",
    "name-by-nc-sa": "Attribution-NonCommercial-ShareAlike",
    "name-by-nc-nd": "Attribution-NonCommercial-NoDerivatives",
    # the notices
    "ask": (
        "This is a copyrighted work; it may not be reprinted without permission.\n"
        "With permission, name the source “{source}”, the original title “{title}” and the author {authors}, "
        "and do not change the core of the text.\n{ask}."
    ),
    "none": (
        "This is a copyrighted work and may not be reprinted.\n"
        "When quoting, name “{source}”, “{title}” and {authors}."
    ),
    "free": (
        "You may reprint this.\n"
        "Name the source “{source}”, the original title “{title}” and the author {authors}, "
        "and do not change the core of the text."
    ),
    "cc": "This work is published under the {licence}.\nCredit it with this line: {credit}.",
    "cc0": (
        "The author has waived all rights under {licence}; you may use it freely.\n"
        "Please name the source “{source}”."
    ),
    "reprint": (
        "Reprinted from {source}; original title “{title}”[, by {authors}].\n{original}.\n"
        "The rights remain with the original holder; to reprint it, ask the original publisher."
    ),
    "reprint-cc": (
        "Reprinted from {source}; original title “{title}”[, by {authors}].\n{original}.\n"
        "The rights remain with the original holder, who published it under the {licence}; "
        "to reprint it again, keep to that licence and credit {source}, not us."
    ),
    "release": (
        "This is a release from {source}, which is responsible for its content.\n"
        "When reprinting, name “{source}” as the source."
    ),
    "unclear": "Source: {source}.\nThe rights remain with their holder; to reprint it, ask {source}.",
    "fact": "This is a bare statement of fact; we claim no copyright in it.\nWhen quoting, name “{source}”.",
    "official": (
        "This is an official document[ ({number})]; we claim no copyright in it.\n"
        "When quoting, name “{source}”; the issuer's own text is authoritative."
    ),
    # the republish kit
    "kit-title": "Republish this story",
    "kit-ask-title": "Ask to reprint this story",
    "kit-lead": "You may reprint this story without asking. Copy what you need from below, and please:",
    "kit-free": (
        "Name the source “{source}”, the original title “{title}” and the author {authors}.\n"
        "You may shorten it and lay it out anew; facts, figures, names and quotations stay as they are, "
        "and a changed title is followed by the original one."
    ),
    "kit-by": (
        "Keep to the {licence}: credit it as at the end of the text, with the address of the licence.\n"
        "You may shorten, adapt and translate it; say what you changed, and do not let it look like the author's doing."
    ),
    "kit-nd": (
        "Keep to the {licence}: credit it as at the end of the text, with the address of the licence.\n"
        "Print it whole; only the layout may change. What was shortened, adapted or translated may not be published."
    ),
    "kit-nc": "Do not use it commercially.",
    "kit-sa": "Publish what you adapt under the same licence.",
    "kit-cc0": (
        "The author has waived all rights under {licence}; use it freely.\n"
        "Please name the source “{source}”, and do not put the author's name to what you changed."
    ),
    "kit-fact": (
        "This is a bare statement of fact; we claim no copyright in it.\n"
        "Please name the source “{source}”, and leave facts and figures as they are."
    ),
    "kit-release": (
        "This is a release from {source}, which is responsible for its content.\n"
        "Please name the source “{source}”, and leave the core as it is."
    ),
    "kit-foot": (
        "Keep the notice, the credit and the address of the original at the end.\n"
        "On the web, link to the original and point rel=canonical to it, or keep search engines from indexing your copy."
    ),
    "kit-pictures": (
        "Pictures do not always come with the text: only those that the authors of this story or "
        "our newsroom made are included here."
    ),
    "kit-line": "{credit}. Original: {url}",
    "kit-ask": (
        "This story may be reprinted with permission only; its text is not offered here.\n"
        "Complete the request below and send it to us; publish once we have agreed.\n{ask}.\nContact: {contact}"
    ),
    "kit-subject": "Request to reprint “{title}”",
    "kit-request": (
        "Dear editors,\nwe should like to reprint “{title}” by {authors}.\nOriginal: {url}\nOutlet: ________\n"
        "Where (website, account, page of the paper): ________\nWhen: ________\n"
        "Changes to title or text (if none, say so): ________\nPictures wanted (if none, say so): ________\n"
        "Who asks, and how to reach you: ________\n"
        "We shall name the source “{source}”, the original title and the author, and not change the core of the text."
    ),
    # the page that explains them
    "policy-title": "Reprint policy",
    "policy-lead": (
        "The notice below each story says whether and how it may be reprinted, and that notice counts.\n"
        "Here is what the notices mean, each with an example; the stories in the examples are invented."
    ),
    "policy-how": (
        "How to ask\n"
        "Tell us which story, where and when it will appear, what of title or text would change, and how to reach you.\n"
        "{ask}.\nContact: {contact}\n"
        "{publisher} answers for our rights; contributors keep theirs, and we pass your question on."
    ),
    "policy-web": (
        "On the web\n"
        "Link to the original at the top or the end, and point rel=canonical to it or keep search engines "
        "from indexing the reprint.\n"
        "Pictures do not always come with the text: look at the credit below each, or ask for them, too."
    ),
    "policy-example": "For example:",
    "policy-ask": "With permission only\nMost of our own stories: ask first, then credit them as the notice says.",
    "policy-none": "Not to be reprinted\nQuote what the law allows, and name source, title and author.",
    "policy-free": "Free with credit\nNo need to ask: credit it as the notice says and do not change its core.",
    "policy-cc": (
        "Creative Commons\n"
        "No need to ask: keep to the licence that the notice names. They differ; follow the link."
    ),
    "policy-cc0": "No rights reserved\nUse it freely; a credit is a courtesy.",
    "policy-reprint": (
        "Stories we reprinted\n"
        "The rights are not ours and we cannot give permission. Ask the original publisher."
    ),
    "policy-release": "Releases\nProvided by the issuer, who answers for them; name the source.",
    "policy-no-claim": (
        "Official documents and bare facts\n"
        "They are not protected and we claim nothing; name the source, whose own text counts."
    ),
}
