"""A time stamping service is asked for a digest, at its own address alone; whatever it answers is one clear sentence."""

from __future__ import annotations

import hashlib
import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from asn1crypto import tsp

from juryapp.errors import Refused
from juryapp.printing.time_stamp_service import ServiceProblem, TimeStampService
from juryapp.signing.time_stamp import TimeStamp, leads_to, read_token
from juryapp.text import speaking
from tests import loopback
from tests.signing.people import AT, the_authority
from tests.time_stamping import Stamper, a_service, authority, refusal, stamper

DIGEST = hashlib.sha256(b"x").digest()


def why(service: TimeStampService) -> str:
    with pytest.raises(ServiceProblem) as told:
        service.ask(DIGEST)
    with speaking("en"):
        return str(told.value)


def test_a_sound_service_gives_a_time_stamp_and_learns_nothing_but_a_digest() -> None:
    with a_service() as running:
        token = TimeStampService(running.url, [authority()]).ask(DIGEST)
        ((path, body),) = running.asked
    stamp = read_token(token, DIGEST)
    assert isinstance(stamp, TimeStamp) and (stamp.at, stamp.signer) == (AT, stamper(True))
    request = tsp.TimeStampReq.load(body).native
    told = {name for name, value in request.items() if value is not None}
    assert path == "/tsa" and told == {"version", "message_imprint", "nonce", "cert_req"}
    assert leads_to(stamp, [the_authority().root]) is None and leads_to(stamp, [authority()]) == authority()


def of_another(request: Any) -> None:
    request["message_imprint"]["hashed_message"] = bytes(32)


def of_another_question(request: Any) -> None:
    request["nonce"] = 7


def flipped(place: int) -> Callable[[bytes], bytes]:
    def answer(request: bytes) -> bytes:
        made = Stamper().answer(request)
        return made[:place] + bytes([made[place] ^ 1]) + made[place + 1 :]

    return answer


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda request: b"<html>hello</html>", "no time stamp"),
        (lambda request: b"", "no time stamp"),
        (lambda request: Stamper().answer(request)[:-9], "no time stamp"),
        (lambda request: b"x" * 200_000, "more than any time stamp is"),
        (lambda request: refusal(), "refused: this policy is not served; unaccepted_policy"),
        (lambda request: Stamper(lie=of_another).answer(request), "something else than what it was asked to"),
        (lambda request: Stamper(lie=of_another_question).answer(request), "something else than what it was asked to"),
        (lambda request: Stamper(may=False).answer(request), "not signed as it should be"),
        (flipped(-5), "not signed as it should be"),
    ],
)
def test_a_wrong_answer_is_one_sentence(answer: Callable[[bytes], bytes], says: str) -> None:
    with a_service(answer) as running:
        assert says in why(TimeStampService(running.url))


def test_an_authority_that_was_not_given_is_refused() -> None:
    with a_service() as running:
        assert "does not lead back" in why(TimeStampService(running.url, [the_authority().root]))
        assert "does not lead back" in why(TimeStampService(running.url, [authority(22)]))


def test_nothing_but_the_given_address_is_asked() -> None:
    with a_service() as other, a_service(status=302, headers={"Location": other.url}) as running:
        assert other.url in why(TimeStampService(running.url)) and len(running.asked) == 1
        assert other.asked == []


@pytest.mark.parametrize("status", [401, 404, 500])
def test_an_error_of_the_service_is_told(status: int) -> None:
    with a_service(lambda request: b"?", status=status) as running:
        assert f"the error {status}" in why(TimeStampService(running.url))


def test_one_that_is_not_there_is_told() -> None:
    with a_service() as running:
        gone = running.url
    loopback.PORTS.add(port := int(gone.rsplit(":", 1)[1].split("/")[0]))
    try:
        assert "can't be reached: nothing answers there" in why(TimeStampService(gone))
    finally:
        loopback.PORTS.discard(port)


def test_one_that_never_comes_to_an_end_is_told() -> None:
    ticks = iter(range(0, 10_000, 7))
    with a_service(pause=0.001) as running:
        slow = TimeStampService(running.url, seconds=20, clock=lambda: float(next(ticks)))
        assert "did not answer within 20 seconds" in why(slow)


def test_one_whose_heading_never_comes_to_an_end_is_told() -> None:
    class Endless(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-More: ")
            with suppress(OSError):
                while not done.wait(0.01):
                    self.wfile.write(b"x")

    done = threading.Event()
    with socketserver.ThreadingTCPServer((loopback.HOST, 0), Endless) as server:
        port = server.server_address[1]
        loopback.PORTS.add(port)
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        try:
            assert "did not answer within 1 seconds" in why(TimeStampService(f"http://{loopback.HOST}:{port}/", seconds=0.6))
        finally:
            done.set()
            server.shutdown()
            loopback.PORTS.discard(port)


@pytest.mark.parametrize(
    "url",
    ["", "tsa.example.org", "ftp://tsa.example.org/", "http://", "http://a:b@tsa.example.org/", "http://x y/", "http://[::1"],
)
def test_an_address_that_is_none_is_refused_before_anything_is_asked(url: str) -> None:
    with pytest.raises(Refused):
        TimeStampService(url)
