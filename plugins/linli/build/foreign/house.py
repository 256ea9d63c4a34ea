"""Pelican as a guest: its settings, its plugins, its generators and its writer; never its reading nor its output.

Pelican writes into a stage of its own. What stands there in the end goes live with the rest, in one switch.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import Pelican
from pelican.plugins import signals
from pelican.plugins._utils import get_namespace_plugins, get_plugin_name, load_legacy_plugin

from linli.build.copying import published_below
from linli.build.foreign.failing import PluginError, explaining, no_silent_errors
from linli.build.foreign.generators import OURS
from linli.build.foreign.guest import STATIC, mark_of
from linli.build.foreign.settings import settings_for
from linli.build.foreign.stories import Stories
from linli.build.foreign.writer import strict
from linli.build.neighbours import read_on
from linli.build.signals import ON_FILES, heard, lay_out, silence_outdated, tell
from linli.errors import ThemeError
from linli.marks import mark
from linli.pages.recipe import ArticleParts, PageParts, WithdrawnParts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linli.build.foreign.guest import Hosted
    from linli.build.last import MadeFrom
    from linli.build.preparing import Planned
    from linli.build.press import Press
    from linli.build.report import Report
    from linli.release import Release, Room


class House(Pelican):
    """Pelican with its plugins loaded, for one newsroom. Raises ``PluginError`` for one that cannot be."""

    def __init__(self, newsroom: Hosted) -> None:
        self.newsroom = newsroom
        self.plugins: list[Any] = []
        settings = settings_for(newsroom)
        with explaining(self.plugins):
            super().__init__(settings)

    def init_plugins(self) -> None:
        """Load and register the plugins, in order, those beside the configuration as they are now."""
        silence_outdated()
        with read_on(self.newsroom.guest.beside):
            self._init_plugins()

    def _init_plugins(self) -> None:
        for wanted in self.settings["PLUGINS"]:
            try:
                plugin = self._load(wanted)
                plugin.register()
            except Exception as error:
                name = wanted if isinstance(wanted, str) else get_plugin_name(wanted)
                what = f"{type(error).__name__}: {error}"
                raise PluginError(
                    f"The plugin {name} cannot be loaded: {what}",
                    "Install it, add its folder to PLUGIN_PATHS, or take it out of PLUGINS.",
                    zh=f"插件 {name} 装不上：{what}。请安装它，把它的文件夹加进 PLUGIN_PATHS，或从 PLUGINS 里去掉。",
                ) from error
            self.plugins.append(plugin)
        self.settings["PLUGINS"] = [get_plugin_name(one) for one in self.plugins]

    def _load(self, wanted: Any) -> Any:
        if not isinstance(wanted, str):
            return wanted
        known = get_namespace_plugins()
        for name in (wanted, f"pelican.plugins.{wanted}"):
            if name in known:
                return known[name]
        return load_legacy_plugin(wanted, self.settings["PLUGIN_PATHS"])

    def made_from(self, found: MadeFrom) -> MadeFrom:
        """Return the marks of a build with all that Pelican adds.

        While a plugin listens, no build is skipped; nor with a plugin and a theme made for Pelican, where it may have changed settings,
        or Pelican itself, at the door.
        """
        around = mark((found.around, mark_of(self.newsroom)))
        never = heard() or (self.newsroom.is_foreign and self.plugins)
        return found._replace(around=around, files=b"" if never else found.files)

    def render(self, planned: Planned, press: Press, release: Release, report: Report) -> None:
        """Render a theme made for Pelican, in full: on the stage, if a plugin may look at files there."""
        self._clear()
        direct = None if heard(ON_FILES) else release
        stories = Stories(planned, press, self.newsroom, self.settings)
        with explaining(self.plugins), no_silent_errors():
            generators = self.gather(stories)
            writer = self.writer([asset.name for asset in planned.plan.assets], direct)
            for generator in generators:
                if hasattr(generator, "generate_output"):
                    generator.generate_output(writer)
        for path, text in (*stories.earlier(), *stories.files()):
            writer.put(path, text)
        for recipe in planned.plan.pages:
            if isinstance(
                recipe.parts, ArticleParts | PageParts | WithdrawnParts
            ) and not writer.has(recipe.path):
                raise PluginError(
                    f"{recipe.owner} got no page: a plugin took it out of its list.",
                    "Hide it instead (status hidden), or take the plugin out of PLUGINS.",
                    zh=f"{recipe.owner} 没有生成页面：有插件把它从列表里拿掉了。请改为 hidden，或从 PLUGINS 里去掉插件。",
                )
        report.pages = report.rendered = len(writer.claims) - len(planned.plan.assets) - 1
        report.reused = 0

    def gather(self, stories: Stories) -> list[Any]:
        """Return all generators, their contents made and every signal of that sent."""
        context = {
            **self.settings,
            "generated_content": {},
            "static_links": set(),
            "static_content": {},
            "localsiteurl": self.settings["SITEURL"],
        }
        where = {
            "context": context,
            "settings": self.settings,
            "path": self.path,
            "theme": self.theme,
            "output_path": self.output_path,
        }
        generators = [
            kind(**where, stories=stories) if kind in OURS.values() else kind(**where)
            for kind in self._get_generator_classes()
        ]
        for generator in generators:
            if hasattr(generator, "generate_context"):
                generator.generate_context()
        signals.all_generators_finalized.send(generators)
        for generator in generators:
            if hasattr(generator, "refresh_metadata_intersite_links"):
                generator.refresh_metadata_intersite_links()
        return generators

    def writer(self, taken: Sequence[str], release: Release | None = None) -> Any:
        """Return Pelican's writer, or a plugin's; ``taken`` are files that Linli publishes itself."""
        found = self._get_writer()
        made = strict(type(found))(self.output_path, settings=self.settings)
        made.prepare(self.plugins, ["theme", *taken], release)
        return made

    def _get_generator_classes(self) -> list[Any]:
        return [OURS.get(kind, kind) for kind in super()._get_generator_classes()]

    def finish(self, planned: Planned, press: Press, room: Room, release: Release) -> None:
        """Tell the plugins, and put what stands on the stage into the release."""
        stage, foreign = Path(self.output_path), self.newsroom.is_foreign
        if not foreign and not heard():
            return
        static = self.newsroom.theme / STATIC
        ours = [asset.name for asset in planned.plan.assets]
        ours += [
            f"theme/{path.relative_to(static).as_posix()}"
            for path in published_below(static, self.newsroom.theme)
        ]
        if foreign:
            ours += self._add_static(release)
        else:
            self._clear()
            ours += [recipe.path for recipe in planned.plan.pages]
        lay_out(ours, room, release, stage)
        with explaining(self.plugins), no_silent_errors():
            if not foreign:
                tell(self, planned, press, ours)
            signals.finalized.send(self)
        taken = frozenset(ours)
        for path in sorted(stage.rglob("*")):
            name = path.relative_to(stage).as_posix()
            if path.is_file() and name not in taken:
                if path.is_symlink():
                    raise ThemeError(
                        f"A plugin made {name} a link; only files are published.",
                        "Let it copy the file.",
                        zh=f"插件把 {name} 做成了链接，只发布真正的文件。请让它复制文件。",
                    )
                release.write(name, path.read_bytes())
        shutil.rmtree(stage, ignore_errors=True)

    def _add_static(self, release: Release) -> list[str]:
        """Publish the folders and files of THEME_STATIC_PATHS, and name them; ``static/`` is there already."""
        theme = self.newsroom.theme.resolve()
        added: list[str] = []
        for wanted in self.settings["THEME_STATIC_PATHS"]:
            source = theme / str(wanted)
            if str(wanted) == STATIC:
                continue
            for path in published_below(source, theme):
                below = path.name if path == source else path.relative_to(source).as_posix()
                release.write(f"theme/{below}", path.read_bytes())
                added.append(f"theme/{below}")
        return added

    def _clear(self) -> None:
        shutil.rmtree(self.output_path, ignore_errors=True)
        Path(self.output_path).mkdir(parents=True, exist_ok=True)
