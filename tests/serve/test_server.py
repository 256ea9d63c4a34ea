from __future__ import annotations

import http.client
import json
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from linli.errors import UsageError
from linli.serve.server import EVENTS_PATH, SCRIPT, SCRIPT_PATH, Handler, State, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "<!doctype html><html><head><title>t</title></head><body><p>{}</p></body></html>"


@pytest.fixture
def state(tmp_path: Path) -> State:
    """What the preview shows: a small built site, and a secret beside it."""
    site = tmp_path / "site"
    for path, text in {
        "index.html": "home",
        "404.html": "nothing here",
        "articles/电梯/index.html": "lift",
        "old.html": "old",
        ".well-known/tdmrep.json": "rules",
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(PAGE.format(text), encoding="utf-8")
    (site / "theme").mkdir()
    (site / "theme" / "style.css").write_text("p { color: red }", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "site-secret").mkdir()
    (tmp_path / "site-secret" / "index.html").write_text("secret", encoding="utf-8")
    return State(site, "")


@pytest.fixture
def address(state: State) -> Iterator[str]:
    with serving(state, 0) as address:
        yield address


class Answer:
    """What the server said."""

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        response = connection.getresponse()
        self.status = response.status
        self.kind = response.headers.get("Content-Type", "")
        self.location = response.headers.get("Location", "")
        self.cache = response.headers.get("Cache-Control", "")
        self.text = response.read().decode("utf-8")
        connection.close()


def ask(address: str, path: str, verb: str = "GET", host: str | None = None) -> Answer:
    """Ask for exactly this path, which a browser would tidy first; of the server ``host``, or as one asks of this one."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.putrequest(verb, path, skip_host=host is not None, skip_accept_encoding=True)
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    return Answer(connection)


LIFT = "/articles/%E7%94%B5%E6%A2%AF/"

# (path, status, content type, text)
ANSWERS = [
    ("/", 200, "text/html; charset=utf-8", "home"),
    ("/?utm=1", 200, "text/html; charset=utf-8", "home"),
    ("/index.html", 200, "text/html; charset=utf-8", "home"),
    (LIFT, 200, "text/html; charset=utf-8", "lift"),
    (f"{LIFT}?a=b", 200, "text/html; charset=utf-8", "lift"),
    ("/old.html", 200, "text/html; charset=utf-8", "old"),
    ("/theme/style.css?v=1", 200, "text/css", "color: red"),
    ("/nothing/", 404, "text/html; charset=utf-8", "nothing here"),
    ("/articles/", 404, "text/html; charset=utf-8", "nothing here"),
    ("/nothing.css", 404, "text/html; charset=utf-8", "nothing here"),
]


@pytest.mark.parametrize(("path", "status", "kind", "text"), ANSWERS)
def test_a_page_or_file_is_served(
    address: str, path: str, status: int, kind: str, text: str
) -> None:
    answer = ask(address, path)
    assert (answer.status, answer.kind, answer.cache) == (status, kind, "no-store")
    assert text in answer.text


def test_a_page_gets_the_script_and_a_file_does_not(address: str, state: State) -> None:
    script = f'<script src="{SCRIPT_PATH}" defer></script></body>'
    for path in ("/", LIFT, "/nothing/"):
        assert ask(address, path).text.count(script) == 1
    assert "script" not in ask(address, "/theme/style.css").text
    assert "script" not in (state.root / "index.html").read_text("utf-8")
    answer = ask(address, SCRIPT_PATH)
    assert (answer.kind, answer.text) == ("text/javascript; charset=utf-8", SCRIPT)


def test_a_folder_without_its_slash_is_led_to_it(address: str) -> None:
    answer = ask(address, LIFT.rstrip("/"))
    assert (answer.status, answer.location) == (301, LIFT)


OUTSIDE = [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/articles/../../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..\\secret.txt",
    "/../site-secret/",
    "/../site-secret/index.html",
    "/link.txt",
    "//../secret.txt",
    "/secret.txt%00.html",
    "/" + "a" * 5000,
    "//etc/passwd",
    "/%2fetc%2fpasswd",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_site_is_served(address: str, path: str) -> None:
    answer = ask(address, path)
    assert "secret" not in answer.text
    assert "root:" not in answer.text
    assert answer.status == 404
    assert "secret" not in answer.location


# (path, status, location or text)
BELOW_A_PATH = [
    ("/paper/", 200, "home"),
    (f"/paper{LIFT}", 200, "lift"),
    (f"/paper{LIFT}".rstrip("/"), 301, f"/paper{LIFT}"),
    ("/paper/theme/style.css", 200, "red"),
    ("/paper/nothing/", 404, "nothing here"),
    ("/", 302, "/paper/"),
    ("/paper", 302, "/paper/"),
    ("/paperback/", 302, "/paper/"),
    (LIFT, 302, "/paper/"),
    ("/paper/../secret.txt", 404, "nothing here"),
]


@pytest.mark.parametrize(("path", "status", "found"), BELOW_A_PATH)
def test_a_site_below_a_path_is_served_there(
    state: State, path: str, status: int, found: str
) -> None:
    state.base = "/paper"
    with serving(state, 0) as address:
        assert address.endswith("/paper/")
        answer = ask(address, path)
    assert answer.status == status
    assert found in (answer.location or answer.text)


def test_before_the_first_good_build_there_is_an_empty_page_that_can_show_problems(
    tmp_path: Path,
) -> None:
    with serving(State(tmp_path / "nothing-yet", ""), 0) as address:
        answer = ask(address, "/")
    assert answer.status == 404
    assert SCRIPT_PATH in answer.text


class Events:
    """A browser's stream of events."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        self._connection.request("GET", EVENTS_PATH)
        self._response = self._connection.getresponse()
        self.kind = self._response.headers["Content-Type"]

    def next(self) -> object:
        """Return the next event's data."""
        line = self._response.readline().decode("utf-8")
        assert line.startswith("data: "), line
        assert self._response.readline() == b"\n"
        return json.loads(line.removeprefix("data: "))

    def close(self) -> None:
        self._response.close()
        self._connection.close()


def test_every_browser_gets_the_present_state_and_then_the_news(address: str, state: State) -> None:
    state.tell()
    first, second = Events(address), Events(address)
    assert first.kind == "text/event-stream"
    assert first.next() == second.next() == {"build": 1, "problems": ""}
    state.tell("a.md:1: 错误\n第二行")
    assert first.next() == second.next() == {"build": 1, "problems": "a.md:1: 错误\n第二行"}
    state.tell()
    assert first.next() == second.next() == {"build": 2, "problems": ""}
    first.close()
    state.tell()
    assert second.next() == {"build": 3, "problems": ""}
    second.close()


def test_a_browser_that_comes_late_learns_of_the_problems(address: str, state: State) -> None:
    state.tell("broken")
    late = Events(address)
    assert late.next() == {"build": 0, "problems": "broken"}
    late.close()


def test_the_server_listens_on_this_machine_only(address: str) -> None:
    assert urlsplit(address).hostname == "127.0.0.1"


@pytest.mark.parametrize("path", ["/", LIFT, SCRIPT_PATH, EVENTS_PATH, "/nothing/"])
@pytest.mark.parametrize("verb", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "[::1].evil:{port}"]
)
def test_who_asks_another_server_learns_nothing(
    address: str, path: str, verb: str, host: str
) -> None:
    """A page of that one would be allowed to read the answer."""
    answer = ask(address, path, verb, host.format(port=urlsplit(address).port))
    assert (answer.status, answer.kind) == (421, "text/plain; charset=utf-8")
    assert ("localhost" in answer.text) is (verb == "GET"), answer.text


@pytest.mark.parametrize("host", ["", "127.0.0.1", "localhost:{port}", "LOCALHOST", "[::1]:{port}"])
def test_who_asks_this_machine_is_answered(address: str, host: str) -> None:
    assert ask(address, LIFT, "GET", host.format(port=urlsplit(address).port)).status == 200


@pytest.mark.parametrize(("path", "status", "kind", "text"), ANSWERS)
def test_whoever_asks_for_the_head_alone_gets_no_content(
    address: str, path: str, status: int, kind: str, text: str
) -> None:
    answer = ask(address, path, "HEAD")
    assert (answer.status, answer.kind, answer.text) == (status, kind, "")
    assert ask(address, EVENTS_PATH, "HEAD").kind == "text/event-stream"


def test_a_port_that_is_taken_or_impossible_is_refused(state: State) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        for port in (taken.getsockname()[1], 70_000, -1):
            with pytest.raises(UsageError, match="--port") as caught, serving(state, port):
                pytest.fail(f"port {port} was taken")
            reason = "已经有程序在用" if 0 <= port < 65536 else "要在 0 到 65535 之间"
            assert f"端口 {port} 用不了：{reason}。" in caught.value.zh


def test_when_the_preview_ends_the_port_is_free_again(state: State) -> None:
    with serving(state, 0) as address:
        port = urlsplit(address).port
        assert port
    with serving(state, port) as again:
        assert ask(again, "/").status == 200


def test_what_programs_look_for_in_the_hidden_folder_is_served(address: str) -> None:
    found = ask(address, "/.well-known/tdmrep.json")
    assert (found.status, found.kind) == (200, "application/json")
    assert "rules" in found.text


def test_the_end_of_an_answer_is_not_held_back(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    serve = Handler.do_GET

    def look(self: Handler) -> None:
        seen.append(self.connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        serve(self)

    monkeypatch.setattr(Handler, "do_GET", look)
    with serving(state, 0) as address:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        connection.request("GET", "/")
        assert "home" in Answer(connection).text
    assert seen, "the page was asked for"
    assert all(seen), "expected small pieces to be sent at once"
