"""Requests to a hub: one form each, through an opener that goes nowhere but where it is sent.

The opener knows http and https, no other schemes, and follows no redirects: what a hub may learn of a
newsroom goes to the address that its publisher wrote down. An answer's status is a value, not an exception.
"""

from __future__ import annotations

import ssl
import urllib.request
from contextlib import closing
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, Protocol, cast
from urllib.error import URLError
from urllib.parse import urlencode

from linli.errors import Reason, reason_of
from linli.timelimit import TooSlow, time_limit
from linli.websub.answers import Answer, seconds_to_wait

if TYPE_CHECKING:
    from urllib.request import Request

SAID_LIMIT = 300
"""Bytes of an answer that are read, for the message."""
FETCH_LIMIT = 64 * 1024 * 1024
"""Bytes of a list of files, which has some hundred for each page."""
AGENT = "Linli (WebSub publisher)"


class Opener(Protocol):
    """What requests go through; ``urllib``'s own, or a test's."""

    def open(self, request: Request, /, *, timeout: float) -> object:
        """Send the request and return the response."""


def careful_opener(*, proxies: bool = True) -> Opener:
    """Return an opener that follows no redirects; without ``proxies`` the way is always direct."""
    opener = urllib.request.OpenerDirector()
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.UnknownHandler(),
    ]
    if proxies:
        handlers.append(urllib.request.ProxyHandler())
    for handler in handlers:
        opener.add_handler(handler)
    return cast("Opener", opener)


def publish(opener: Opener, hub: str, topic: str, timeout: float) -> Answer:
    """Tell ``hub`` that ``topic`` has something new; return its answer, or why there was none.

    ``timeout`` is in seconds and holds for the whole exchange, however slowly the hub talks.
    """
    form = urlencode({"hub.mode": "publish", "hub.url": topic}).encode("ascii")
    request = urllib.request.Request(  # noqa: S310 - the setting lets only http and https through
        hub,
        form,
        {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": AGENT},
        method="POST",
    )
    try:
        with time_limit(timeout), closing(_open(opener, request, timeout)) as response:
            said = response.read1(SAID_LIMIT).decode("utf-8", "replace")
            header = response.headers.get
            wait = seconds_to_wait(header("Retry-After", ""), header("Date", ""))
            location = header("Location", "")
            return Answer(response.status, response.reason, said, wait, location)
    except (OSError, HTTPException, TooSlow) as error:
        return _silence(error, timeout)


def fetch(opener: Opener, url: str, timeout: float = 30.0) -> bytes:
    """Return what ``url`` serves; nothing when it serves nothing, too much, too slowly, or sends elsewhere."""
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})  # noqa: S310 - as above
    try:
        with time_limit(timeout), closing(_open(opener, request, timeout)) as response:
            content = response.read(FETCH_LIMIT + 1) if response.status == 200 else b""
    except (OSError, HTTPException, TooSlow):
        return b""
    return content if len(content) <= FETCH_LIMIT else b""


def _open(opener: Opener, request: Request, timeout: float) -> HTTPResponse:
    return cast("HTTPResponse", opener.open(request, timeout=timeout))


def _silence(error: Exception, timeout: float) -> Answer:
    """Return what stands for an answer that did not come."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError | TooSlow):
        reason = Reason(f"no answer within {timeout:.0f} s", f"{timeout:.0f} 秒没有回应")
        return Answer(0, reason)
    is_final = isinstance(cause, ssl.SSLCertVerificationError)
    return Answer(
        0, reason_of(cause) if isinstance(cause, BaseException) else str(cause), is_final=is_final
    )
