from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import threading
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from linli.build.config import load_newsroom
from linli.build.pipeline import build
from linli.build.preparing import Options
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATHS = (
    "/",
    "/articles/how-we-write/",
    "/articles/lift-retrofit-2/",
    "/articles/lifts-in-yushuli/",
    "/articles/heatwave-elderly/republish/",
    "/articles/bus-driver-zhao/republish/",
    "/columns/community/",
    "/notices/",
    "/notices/canteen-holiday/",
    "/notices/kind/water/",
    "/corrections/",
    "/articles/librarian-night/",
    "/people/",
    "/archive/",
    "/subscribe/",
    "/404.html",
)
WIDTHS = (320, 390, 1280)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def chromium() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("Chromium is missing; .ci/system-packages installs it")
    if found is None:
        # Said in pytest's summary; a machine that tests for publication (CI) fails instead.
        pytest.skip("Chromium is missing: pages were not looked at (run .ci/system-packages)")
    return found


@pytest.fixture(scope="module")
def measured(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Every page of PATHS at every width of WIDTHS, as measure.html saw it."""
    site = tmp_path_factory.mktemp("browser") / "site"
    newsroom = load_newsroom(ROOT / "pelicanconf.py", output=site)
    build(newsroom, Options(datetime(2026, 11, 20, tzinfo=newsroom.zone)))
    shutil.copy(Path(__file__).with_name("measure.html"), site / "measure.html")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        wanted = quote(json.dumps({"paths": PATHS, "widths": WIDTHS}))
        address = f"http://127.0.0.1:{server.server_address[1]}/measure.html#{wanted}"
        profile = tmp_path_factory.mktemp("profile")
        command = [chromium, *FLAGS, f"--user-data-dir={profile}", "--virtual-time-budget=60000"]
        done = subprocess.run(
            [*command, "--dump-dom", address], capture_output=True, timeout=120, check=False
        )
    finally:
        server.shutdown()
        server.server_close()
    match = re.search(r'<pre id="result">(.*?)</pre>', done.stdout.decode("utf-8"), re.DOTALL)
    assert match is not None, "measure.html was not loaded"
    assert match[1], f"the browser measured nothing: {done.stderr.decode()[-800:]}"
    results: list[dict[str, Any]] = json.loads(html.unescape(match[1]))
    assert len(results) == len(PATHS) * len(WIDTHS)
    return results


def _faults(measured: list[dict[str, Any]], key: str) -> list[tuple[str, int, Any]]:
    return [(one["path"], one["width"], one[key]) for one in measured if one[key]]


def test_no_page_scrolls_sideways_on_a_phone_or_a_desktop(measured: list[dict[str, Any]]) -> None:
    assert [one for one in _faults(measured, "overflow") if one[2] > 0] == []
    assert _faults(measured, "wide") == []


def test_every_picture_is_there(measured: list[dict[str, Any]]) -> None:
    assert _faults(measured, "broken") == []


def test_no_page_asks_another_server_for_anything(measured: list[dict[str, Any]]) -> None:
    assert _faults(measured, "foreign") == []


def test_every_page_has_one_main_heading(measured: list[dict[str, Any]]) -> None:
    assert [one["path"] for one in measured if one["headings"] != 1] == []


def test_navigation_can_be_hit_with_a_thumb(measured: list[dict[str, Any]]) -> None:
    assert _faults(measured, "small") == []


def test_text_is_large_enough_to_read(measured: list[dict[str, Any]]) -> None:
    articles = [one for one in measured if one["path"].startswith("/articles/")]
    assert {one["path"]: one["fontSize"] for one in articles if one["fontSize"] < 14} == {}
