"""A WebSub hub on this machine, which answers as it is told to and stops by itself."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CLOSES = "closes"
DRIPS = "drips"
HANGS = "hangs"
Says = int | str | tuple[int, dict[str, str]]
"""A status, a status with headers, or one of the ways above not to answer."""


class Told(NamedTuple):
    """What a hub was sent."""

    path: str
    form: Mapping[str, list[str]]
    headers: Mapping[str, str]

    @property
    def topic(self) -> str:
        return self.form["hub.url"][0]


class Hub(ThreadingHTTPServer):
    """``answers`` are given in turn, the last one for ever; ``by_topic`` come first."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.told: list[Told] = []
        self.answers: list[Says] = [202]
        self.by_topic: dict[str, Says] = {}
        self.files: dict[str, bytes] = {}
        self.done = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hub"

    @property
    def topics(self) -> list[str]:
        return [one.topic for one in self.told]

    def says(self, topic: str) -> Says:
        if topic in self.by_topic:
            return self.by_topic[topic]
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Handler(BaseHTTPRequestHandler):
    server: Hub

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        told = Told(self.path, parse_qs(body, strict_parsing=True), dict(self.headers.items()))
        self.server.told.append(told)
        says = self.server.says(told.topic)
        if says == CLOSES:
            self.close_connection = True
        elif says == HANGS:
            self.server.done.wait(5)
        elif says == DRIPS:
            self._drip()
        else:
            status, headers = says if isinstance(says, tuple) else (says, {})
            assert isinstance(status, int)
            self._answer(status, dict(headers), f"hub says {status}".encode())

    def do_GET(self) -> None:
        content = self.server.files.get(self.path)
        self._answer(404 if content is None else 200, {}, content or b"nowhere")

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        """Send a header now and then: no single silence is long, the whole answer takes for ever."""
        self.wfile.write(b"HTTP/1.0 202 Accepted\r\n")
        for number in range(50):
            if self.server.done.wait(0.1):
                return
            try:
                self.wfile.write(f"X-{number}: slow\r\n".encode())
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def a_hub() -> Iterator[Hub]:
    """Give out a hub that listens while the block runs."""
    with Hub() as hub:
        thread = threading.Thread(target=hub.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield hub
        finally:
            hub.done.set()
            hub.shutdown()
            thread.join(5)


class Clock:
    """A time that goes on only when somebody sleeps, and remembers for how long."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
