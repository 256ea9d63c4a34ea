"""Somebody's page into bytes: a file, or an address on this machine; guarded, bounded, never elsewhere on the web.

A check must not be a way to make this machine ask others for things, so only loopback addresses are fetched, and a
redirect may not lead away from them. Anybody else's page is saved in the browser first.
"""

from __future__ import annotations

import stat
import urllib.error
import urllib.request
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from linli.errors import Reason, UsageError, reason_of

if TYPE_CHECKING:
    from http.client import HTTPMessage
    from typing import IO

LIMIT = 5 * 1024 * 1024
"""The largest page, in bytes."""
TIMEOUT = 10.0
"""Seconds after which an address that says nothing is given up."""


class Fetched(NamedTuple):
    """A page's bytes, its HTTP content type (empty for a file), and its address (empty for a file)."""

    content: bytes
    content_type: str = ""
    address: str = ""


def fetch(where: str) -> Fetched:
    """Return the page in the file or at the address ``where``; raises ``UsageError`` with what to do instead."""
    scheme = where.partition(":")[0].lower() if "://" in where else ""
    if scheme in {"http", "https"}:
        return _from_web(where)
    if scheme:
        raise UsageError(
            f"{where} is neither a file nor a web address.",
            "Save the page in the browser and name the file.",
            zh=f"{where} 既不是文件，也不是网址。请在浏览器里把页面另存为文件，再检查那个文件。",
        )
    return Fetched(_from_file(Path(where)))


def _from_file(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UsageError(
                f"{path} is not a file.",
                "Name the saved page itself, an .html file.",
                zh=f"{path} 不是文件。请写保存下来的页面本身，一个 .html 文件。",
            )
        with path.open("rb") as stream:
            content = stream.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise UsageError(
            f"The page {path} cannot be read: {reason}.",
            "Check the file's name; a page on the web has to be saved in the browser first.",
            zh=f"读不了页面 {path}：{reason.zh}。请检查文件名；网上的页面请先在浏览器里另存为文件。",
        ) from error
    return _bounded(content, str(path))


def _bounded(content: bytes, where: str) -> bytes:
    if len(content) > LIMIT:
        raise UsageError(
            f"{where} is larger than {LIMIT // 1024 // 1024} MB, too large for a page.",
            "Save the page as HTML only, without pictures.",
            zh=f"{where} 超过 {LIMIT // 1024 // 1024} MB，不像一个网页。请另存为“仅 HTML”，不带图片。",
        )
    return content


def _from_web(address: str) -> Fetched:
    _check_host(address)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _StayHere())
    try:
        with opener.open(address, timeout=TIMEOUT) as response:
            content = response.read(LIMIT + 1)
            kind = response.headers.get("Content-Type", "")
            return Fetched(_bounded(content, address), kind, response.geturl())
    except (OSError, ValueError) as error:
        cause = getattr(error, "reason", None)
        reason = reason_of(cause if isinstance(cause, BaseException) else error)
        if isinstance(error, urllib.error.HTTPError):
            error.close()
            reason = Reason(str(error), f"网站回答 {error.code}")
        raise UsageError(
            f"{address} cannot be fetched: {reason}.",
            "Look whether the address opens in the browser, or save the page and name the file.",
            zh=f"{address} 打不开：{reason.zh}。请看看浏览器能不能打开，或者把页面另存为文件再检查。",
        ) from error


def _check_host(address: str) -> None:
    """Refuse an address that is not on this machine."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    if not _is_loopback(host):
        raise UsageError(
            f"{address} is not on this machine; only 127.0.0.1, ::1 and localhost are fetched.",
            "Open the page in the browser, save it (Ctrl+S, HTML only), and name the file.",
            zh=f"{address} 不在这台机器上；只会打开 127.0.0.1、::1 和 localhost。"
            "请在浏览器里打开它，另存为文件（Ctrl+S，仅 HTML），再检查那个文件。",
        )


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows redirects on this machine only."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Refuse a redirect that leads away; return the request that follows it otherwise."""
        try:
            _check_host(newurl)
        except UsageError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)
