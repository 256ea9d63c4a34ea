from __future__ import annotations

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from linli.errors import UsageError
from linli.reprints.fetching import LIMIT, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "<p>青石巷</p>".encode("gb18030")


class Answers(BaseHTTPRequestHandler):
    """Answers as the path asks for."""

    def do_GET(self) -> None:
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", "http://lanjiang.example/")
        elif self.path.startswith("/here"):
            self.send_response(302)
            self.send_header("Location", "/page")
        elif self.path.startswith("/round"):
            self.send_response(302)
            self.send_header("Location", "/round")
        else:
            self.send_response(404 if self.path.startswith("/none") else 200)
            self.send_header("Content-Type", "text/html; charset=gb2312")
        self.end_headers()
        self.wfile.write(b"x" * (LIMIT + 2) if self.path.startswith("/large") else PAGE)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as serving:
        thread = threading.Thread(target=serving.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_address[1]}"
        serving.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/page", "/here"])
def test_a_page_on_this_machine_is_fetched_with_its_charset(server: str, path: str) -> None:
    found = fetch(server + path)
    assert found == (PAGE, "text/html; charset=gb2312", f"{server}/page")


@pytest.mark.parametrize(
    ("path", "words"),
    [("/away", "not on this machine"), ("/round", "cannot be fetched"), ("/none", "404"), ("/large", "larger than 5 MB")],
)  # fmt: skip
def test_what_leads_away_or_nowhere_is_refused(server: str, path: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        fetch(server + path)


@pytest.mark.parametrize(
    "address",
    [
        "http://lanjiang.example/a.html",
        "https://127.0.0.1.lanjiang.example/",
        "http://localhost@lanjiang.example/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/",
        "http://0.0.0.0/",
        "http://[::ffff:10.0.0.1]/",
        "http:///a",
        "http://[",
    ],
)
def test_other_hosts_are_refused_with_the_advice_to_save_the_page(address: str) -> None:
    with pytest.raises(UsageError, match="save it") as refused:
        fetch(address)
    assert "另存为" in refused.value.zh


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/a", "data://a"])
def test_other_schemes_are_refused(address: str) -> None:
    with pytest.raises(UsageError, match="neither a file nor a web address"):
        fetch(address)


def test_a_silent_port_is_said_to_be_closed() -> None:
    with pytest.raises(UsageError, match="cannot be fetched"):
        fetch("http://127.0.0.1:1/")


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    assert fetch(str(path)) == (PAGE, "", "")


def test_what_is_no_file_of_a_fair_size_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.html"
    with large.open("wb") as stream:
        stream.truncate(10 * 1024 * 1024)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    rows = [(large, "larger than 5 MB"), (tmp_path, "is not a file"), (pipe, "is not a file"), (tmp_path / "none", "cannot be read")]  # fmt: skip
    for path, words in rows:
        with pytest.raises(UsageError, match=words):
            fetch(str(path))
    with pytest.raises(UsageError, match="cannot be read"):
        fetch("a\0b")
