"""Errors where Pelican writes log lines: which plugin, which template, which file.

A plugin's fault is named after the plugin, a template's after its line; nothing is released then.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from pelican.generators import PelicanTemplateNotFound
from pelican.plugins._utils import get_plugin_name

from linli.errors import LinliError, ThemeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class PluginError(LinliError):
    """A plugin made for Pelican cannot be loaded, or failed at its work."""


@contextmanager
def explaining(plugins: Iterable[Any], owner: str = "") -> Iterator[None]:
    """Turn whatever goes wrong inside the block into an error that says where; ``owner`` has the page."""
    try:
        yield
    except (LinliError, OSError):
        raise
    except Exception as error:
        raise explained(error, plugins, owner) from error


@contextmanager
def no_silent_errors() -> Iterator[None]:
    """Turn errors that Pelican only logs inside the block into one that stops the build."""
    heard = _Heard(logging.ERROR)
    logger = logging.getLogger("pelican")
    logger.addHandler(heard)
    try:
        yield
    finally:
        logger.removeHandler(heard)
    if heard.said:
        raise ThemeError(
            f"Pelican: {heard.said[0]}",
            "Mend what it names in the configuration, the theme or the plugin.",
            zh=f"Pelican 报错：{heard.said[0]}。请检查它提到的设置、主题或插件。",
        )


class _Heard(logging.Handler):
    """What Pelican itself said; a plugin may log what it likes."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        if not record.name.startswith("pelican.plugins.") or record.name.endswith("._utils"):
            self.said.append(record.getMessage())


def explained(error: Exception, plugins: Iterable[Any], owner: str) -> LinliError:
    """Return an error that says whose fault it is, and how to mend it."""
    what = f"{type(error).__name__}: {error}"
    place, plugin = _origin(error, {_module_of(one): get_plugin_name(one) for one in plugins})
    if plugin:
        return PluginError(
            f"The plugin {plugin} failed at {place}: {what}",
            "Mend it, or take it out of PLUGINS.",
            zh=f"插件 {plugin} 在 {place} 出错：{what}。请修好它，或从 PLUGINS 里去掉。",
        )
    page = f"It happened on {owner}." if owner else "Mend the theme."
    page_zh = f"是在生成 {owner} 时。" if owner else "请修好主题。"
    if isinstance(error, TemplateSyntaxError):
        where = f"{error.filename}:{error.lineno}"
        return ThemeError(
            f"{where}: {error.message}", page, zh=f"{where}：模板写错了：{error.message}。{page_zh}"
        )
    if isinstance(error, PelicanTemplateNotFound | TemplateNotFound):
        return ThemeError(
            f"The theme has no such template: {error}",
            f"Add it to the theme. {page}",
            zh=f"主题里没有这个模板：{error}。请补上。{page_zh}",
        )
    if isinstance(error, UndefinedError):
        page += " A theme made for Linli has its words in lang/*.toml; this one has none, and gets what Pelican gives a theme."
        page_zh += "为邻里做的主题有词表 lang/*.toml；这个主题没有，所以按 Pelican 的主题处理。"
    if place:
        return ThemeError(f"{place}: {what}", page, zh=f"{place}：模板出错：{what}。{page_zh}")
    return ThemeError(f"Pelican failed: {what}", page, zh=f"Pelican 出错：{what}。{page_zh}")


def _module_of(plugin: Any) -> str:
    return str(getattr(plugin, "__module__", None) or getattr(plugin, "__name__", "?"))


def _origin(error: BaseException, plugins: dict[str, str]) -> tuple[str, str]:
    """Return file and line of the innermost frame that is a plugin's or a template's, and the plugin's name."""
    place, plugin = "", ""
    trace = error.__traceback__
    while trace:
        code, around = trace.tb_frame.f_code, trace.tb_frame.f_globals
        module = str(around.get("__name__", ""))
        names = [name for key, name in plugins.items() if f"{module}.".startswith(f"{key}.")]
        if names or "__jinja_exception__" in around:
            place = f"{code.co_filename}:{trace.tb_lineno}"
            plugin = names[0] if names else ""
        trace = trace.tb_next
    return place, plugin
