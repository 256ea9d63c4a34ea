"""A web server for one reader on this machine. Nothing of it is published.

It serves the built tree below the site's base path, adds one script to pages so that the browser
reloads when the site was built anew, and shows the problems when it could not be.
"""

from __future__ import annotations

import json
import queue
import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linli.errors import Reason, UsageError, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
SCRIPT_PATH, EVENTS_PATH = "/.linli/reload.js", "/.linli/events"
HEARTBEAT = 15.0
"""Seconds after which an idle stream of events says that it is alive."""

SCRIPT = """\
const events = new EventSource("/.linli/events");
let started;
events.onmessage = (event) => {
  const news = JSON.parse(event.data);
  if (started !== undefined && news.build !== started && !news.problems) location.reload();
  started ??= news.build;
  document.querySelector("[data-linli-problems]")?.remove();
  if (!news.problems) return;
  const box = document.createElement("pre");
  box.dataset.linliProblems = "";
  box.textContent = news.problems;
  box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;margin:0;padding:1em;" +
    "background:#fff3cd;color:#4a3800;border-top:3px solid #b8322a;white-space:pre-wrap;z-index:9";
  document.body.append(box);
};
"""


HOSTS = frozenset({"", HOST, "localhost", "[::1]"})
ELSEWHERE = (
    "预览只在这台机器上看：网址请用 127.0.0.1 或 localhost。\n"
    "The preview answers at 127.0.0.1 and localhost only.\n"
)
"""What a browser is told that asks for another server. A page of that one could read drafts: whoever owns a name decides
where it leads, and may say: here."""


def is_ours(host: str) -> bool:
    """Say whether a request is for this machine, by its ``Host`` (RFC 9110, 7.2)."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower() in HOSTS


class State:
    """What the preview shows: the built folder, the number of the build, and its problems."""

    def __init__(self, root: Path, base: str) -> None:
        self.root = root
        self.base = base
        self._build = 0
        self._problems = ""
        self._listeners: set[queue.SimpleQueue[str]] = set()
        self._lock = threading.Lock()

    def tell(self, problems: str = "") -> None:
        """Say that a build ended: well, or with ``problems``."""
        with self._lock:
            self._problems = problems
            if not problems:
                self._build += 1
            for listener in self._listeners:
                listener.put(self.news)

    @property
    def has_site(self) -> bool:
        """Say whether a build has ended well."""
        return self._build > 0

    @property
    def news(self) -> str:
        """Return the state as the browser's script reads it."""
        return json.dumps({"build": self._build, "problems": self._problems}, ensure_ascii=False)

    @contextmanager
    def listening(self) -> Iterator[queue.SimpleQueue[str]]:
        """Give out a queue that gets the news of every build, the present state first."""
        listener: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            listener.put(self.news)
            self._listeners.add(listener)
        try:
            yield listener
        finally:
            with self._lock:
                self._listeners.discard(listener)


class Handler(SimpleHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    """Else the system holds back the end of each answer for some forty milliseconds, until its beginning is confirmed."""

    def __init__(self, state: State, *arguments: object) -> None:
        self.state = state
        super().__init__(*arguments, directory=str(state.root))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Serve a page, a file, the script, or the stream of events."""
        path = urlsplit(self.path).path
        if not is_ours(self.headers.get("Host", "")):
            self._send(
                ELSEWHERE.encode(), "text/plain; charset=utf-8", HTTPStatus.MISDIRECTED_REQUEST
            )
        elif path == SCRIPT_PATH:
            self._send(SCRIPT.encode(), "text/javascript; charset=utf-8")
        elif path == EVENTS_PATH:
            self._stream()
        elif self.state.base and not path.startswith(f"{self.state.base}/"):
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", f"{self.state.base}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._serve(path.removeprefix(self.state.base))

    def do_HEAD(self) -> None:
        """Say what ``do_GET`` would, without the content."""
        self.do_GET()

    def _serve(self, path: str) -> None:
        found = Path(self.translate_path(path))
        try:
            inside = found.resolve(strict=True).is_relative_to(self.state.root.resolve())
        except (OSError, ValueError):  # not there, too long, or with a NUL in it
            inside = False
        if inside and found.is_dir():
            if not path.endswith("/"):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", f"{self.state.base}{path}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            found /= "index.html"
        status = HTTPStatus.OK
        if not inside or not found.is_file():
            status, found = HTTPStatus.NOT_FOUND, self.state.root / "404.html"
        try:
            content = found.read_bytes()
        except OSError:
            content = b"<!doctype html><html><head><title>Linli</title></head><body></body></html>"
        kind = self.guess_type(str(found))
        if found.suffix == ".html":
            script = f'<script src="{SCRIPT_PATH}" defer></script></body>'.encode()
            content = content.replace(b"</body>", script, 1)
            kind = "text/html; charset=utf-8"
        self._send(content, kind, status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        """Send server-sent events until the browser leaves (HTML Living Standard, 9.2)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        with self.state.listening() as listener:
            try:
                while True:
                    try:
                        line = f"data: {listener.get(timeout=HEARTBEAT)}\n\n"
                    except queue.Empty:
                        line = ": alive\n\n"
                    self.wfile.write(line.encode())
                    self.wfile.flush()
            except OSError:
                return

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for problems."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a browser hangs up in the middle of an answer."""


@contextmanager
def serving(state: State, port: int) -> Iterator[str]:
    """Serve ``state`` on loopback while the block runs; yield the address to open."""
    try:
        server = _Server((HOST, port), partial(Handler, state))
    except (OSError, OverflowError) as error:
        reason = reason_of(error)
        if isinstance(error, OverflowError):
            reason = Reason("it must be one of 0 to 65535", "要在 0 到 65535 之间")
        raise UsageError(
            f"Port {port} cannot be used: {reason}.",
            "Choose another with --port.",
            zh=f"端口 {port} 用不了：{reason.zh}。请用 --port 换一个。",
        ) from error
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}{state.base}/"
    finally:
        server.shutdown()
        server.server_close()
