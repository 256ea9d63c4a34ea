"""Small themes and plugins made for Pelican, written where a test wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BASE = """<!doctype html><html><head><title>{% block title %}{{ SITENAME|striptags }}{% endblock %}</title>
<link href="{{ SITEURL }}/{{ THEME_STATIC_DIR }}/plain.css"></head><body data-file="{{ output_file }}">
{% for page in pages %}<a class="page" href="{{ SITEURL }}/{{ page.url }}">{{ page.title }}</a>{% endfor %}
{% for category, members in categories %}<a class="column" href="{{ SITEURL }}/{{ category.url }}">{{ category }} {{ members|count }}</a>{% endfor %}
{% block content %}{% endblock %}</body></html>
"""
LIST = """{% extends "base.html" %}{% block content %}
{% for article in articles_page.object_list %}<li><a href="{{ SITEURL }}/{{ article.url }}">{{ article.title }}</a>
{{ article.locale_date }} {{ article.summary }}</li>{% endfor %}
{% if articles_page.has_next() %}<a class="next" href="{{ SITEURL }}/{{ articles_next_page.url }}">more</a>{% endif %}
{% endblock %}"""
ARTICLE = """{% extends "base.html" %}{% block title %}{{ article.title|striptags }}{% endblock %}{% block content %}
<h1 title="{{ article.title|striptags|safe }}">{{ article.title }}</h1>
<b>{{ article.state }}|{{ article.status }}|{{ article.kind }}|{{ article.lang }}|{{ article.slug }}|{{ article.date|strftime("%Y年%m月") }}</b>
{% for author in article.authors %}<a class="author" href="{{ SITEURL }}/{{ author.url }}">{{ author }}</a>{% endfor %}
{% for tag in article.tags %}<a class="tag" href="{{ SITEURL }}/{{ tag.url }}">{{ tag.name }}</a>{% endfor %}
<i>{{ article.editors }}|{% for who in article.correspondents %}{{ who.name }}{% endfor %}|{{ article.source }}|{{ article.dateline }}</i>
<article>{{ article.content }}</article><div class="body">{{ article.body }}</div>
{% for one in article.corrections %}<em>{{ one.day.text }} {{ one.text }}</em>{% endfor %}
<footer>{{ article.copyright_notice }}</footer>
{% if article.series %}<p>{{ article.series.name }} {{ article.series.index }} {{ article.series.next.url }}</p>{% endif %}
{% for other in article.related_posts %}<a class="related" href="{{ SITEURL }}/{{ other.url }}">{{ other.title }}</a>{% endfor %}
{% if article.cover %}<img src="{{ SITEURL }}/{{ article.cover }}" width="{{ article.cover_width }}">{% endif %}
{% endblock %}"""
DATES = """{% extends "base.html" %}{% block content %}{% if period %}<h1>{{ period_num|join("-") }}</h1>{% endif %}
{% for article in dates %}<li>{{ article.date.isoformat() }}</li>{% endfor %}
{% for found in period_archives.month if not period %}<a href="{{ SITEURL }}/{{ found.url }}">{{ found.articles|count }}</a>{% endfor %}
{% endblock %}"""
PAGE = """{% extends "base.html" %}{% block content %}<h1>{{ page.title }}</h1>{{ page.content }}{% endblock %}"""
PLAIN = {
    "base.html": BASE,
    "index.html": LIST,
    "tag.html": LIST,
    "category.html": LIST,
    "author.html": LIST,
    "article.html": ARTICLE,
    "page.html": PAGE,
    "archives.html": DATES,
    "period_archives.html": DATES,
}
"""A theme with the variables that themes usually read; what it lacks comes from Pelican's simple theme."""


def write_theme(folder: Path, templates: Mapping[str, str] = PLAIN) -> Path:
    """Write a theme and return its folder."""
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    (folder / "static").mkdir(exist_ok=True)
    (folder / "static" / "plain.css").write_text("body { color: black }\n", encoding="utf-8")
    for name, text in templates.items():
        (folder / "templates" / name).write_text(text, encoding="utf-8")
    return folder


RECORDER = """
import json, os
from pelican.plugins import signals

HEARD = []
NAMES = [name for name, one in vars(signals).items() if hasattr(one, "receivers") and not isinstance(one, type)]
KEPT = []

def told(name):
    def hear(sender, **arguments):
        shown = {key: type(value).__name__ for key, value in sorted(arguments.items())}
        if name == "content_written":
            assert os.path.isfile(sender), sender
            shown = {"file": os.path.relpath(sender, arguments["context"]["OUTPUT_PATH"]).replace(os.sep, "/"),
                     "output_file": arguments["context"]["output_file"]}
        if name in ("feed_written",):
            assert os.path.isfile(sender), sender
        HEARD.append([name, type(sender).__name__, shown])
        if name == "finalized":
            with open(os.environ["HEARD"], "w") as stream:
                json.dump(HEARD, stream)
    return hear

def register():
    for name in NAMES:
        KEPT.append(told(name))
        getattr(signals, name).connect(KEPT[-1])
"""


def write_plugin(folder: Path, name: str, text: str) -> dict[str, object]:
    """Write a plugin and return the settings that load it."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return {"PLUGINS": [name], "PLUGIN_PATHS": [folder.name]}
