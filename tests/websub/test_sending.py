from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from linli.websub.answers import Answer, Verdict
from linli.websub.sending import careful_opener, fetch, publish
from tests.websub.hub import CLOSES, DRIPS, HANGS, Hub, Says

if TYPE_CHECKING:
    from collections.abc import Iterator

TOPIC = "https://news.example/tags/%E7%94%B5%E6%A2%AF/feed.xml"
OPENER = careful_opener(proxies=False)
SHORT = 0.4


def tell(hub: Hub, topic: str = TOPIC, timeout: float = SHORT) -> Answer:
    return publish(OPENER, hub.url, topic, timeout)


def test_a_hub_is_sent_a_form_with_one_topic(hub: Hub) -> None:
    answer = tell(hub, timeout=5)
    assert (answer.status, answer.verdict) == (202, Verdict.TOLD)
    (told,) = hub.told
    assert told.path == "/hub"
    assert told.form == {"hub.mode": ["publish"], "hub.url": [TOPIC]}
    assert told.headers["Content-Type"] == "application/x-www-form-urlencoded"


# (what the hub does, verdict, words of the answer)
WAYS: list[tuple[Says, Verdict, str]] = [
    (204, Verdict.TOLD, "No Content"),
    (400, Verdict.REFUSED, "Bad Request"),
    (503, Verdict.AGAIN, "Service Unavailable"),
    (CLOSES, Verdict.AGAIN, "closed connection"),
    (HANGS, Verdict.AGAIN, "no answer within"),
    (DRIPS, Verdict.AGAIN, "no answer within"),
]


@pytest.mark.parametrize(("says", "verdict", "words"), WAYS)
def test_whatever_a_hub_does_is_an_answer(
    hub: Hub, says: Says, verdict: Verdict, words: str
) -> None:
    hub.answers = [says]
    started = time.monotonic()
    answer = tell(hub)
    assert time.monotonic() - started < 3, "expected the limit to hold however the hub talks"
    assert answer.verdict is verdict
    assert words in answer.reason


def test_a_refusal_comes_with_the_hubs_own_words(hub: Hub) -> None:
    hub.answers = [403]
    assert tell(hub, timeout=5).said == "hub says 403"


def test_how_long_to_wait_is_read(hub: Hub) -> None:
    hub.answers = [(429, {"Retry-After": "12"})]
    assert tell(hub, timeout=5).wait == 12


@pytest.fixture
def elsewhere() -> Iterator[Hub]:
    """Another server, to which nobody should go."""
    from tests.websub.hub import a_hub

    with a_hub() as found:
        yield found


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_is_followed_elsewhere(hub: Hub, elsewhere: Hub, status: int) -> None:
    hub.answers = [(status, {"Location": elsewhere.url})]
    answer = tell(hub, timeout=5)
    assert answer.verdict is Verdict.REFUSED
    assert answer.location == elsewhere.url
    assert elsewhere.told == []


def test_a_hub_that_is_not_there_is_an_answer_too(hub: Hub) -> None:
    url = hub.url
    hub.shutdown()
    hub.server_close()
    answer = publish(OPENER, url, TOPIC, 2)
    assert (answer.status, answer.verdict) == (0, Verdict.AGAIN)
    assert "refused" in answer.reason


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/"])
def test_other_schemes_lead_nowhere(url: str) -> None:
    assert publish(OPENER, url, TOPIC, 2).status == 0
    assert fetch(OPENER, url, 2) == b""


def test_what_is_not_there_is_fetched_as_nothing(hub: Hub) -> None:
    hub.files["/there"] = b"here"
    base = hub.url.removesuffix("/hub")
    assert fetch(OPENER, f"{base}/there", 5) == b"here"
    assert fetch(OPENER, f"{base}/nowhere", 5) == b""
