"""A time stamping service (RFC 3161) on this machine, for tests: sound, or wrong in any of many ways.

with a_service() as service:
    TimeStampService(service.url)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from juryapp.signing.certificates import Certificate
from juryapp.signing.time_stamp import question, token_in
from tests import loopback
from tests.signing.people import AT
from tests.signing.providers import a_foreign_certificate, rsa_key

PURPOSE = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])


@cache
def authority(number: int = 20) -> Certificate:
    """The root of the service's authority."""
    return a_foreign_certificate("Penyelenggara Stempel Waktu", rsa_key(number))


@cache
def stamper(may: bool = True, number: int = 20) -> Certificate:
    """The service's certificate."""
    extensions = [PURPOSE] if may else []
    return a_foreign_certificate("Stempel Waktu Contoh", rsa_key(21), (authority(number).native, rsa_key(number)), *extensions)


class Stamper(DummyTimeStamper):
    """Makes answers; `lie` changes a request before it is answered."""

    def __init__(self, at: datetime | None = AT, *, may: bool = True, lie: Callable[[Any], None] = lambda request: None) -> None:
        raw = rsa_key(21).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        along = SimpleCertificateStore.from_certs([asn1.Certificate.load(authority().der)])
        super().__init__(asn1.Certificate.load(stamper(may).der), keys.PrivateKeyInfo.load(raw), along, fixed_dt=at)
        self.lie = lie

    def answer(self, request: bytes) -> bytes:
        asked = tsp.TimeStampReq.load(request)
        self.lie(asked)
        return bytes(self.request_tsa_response(asked).dump())


def refusal() -> bytes:
    """What a service says that takes no such request."""
    status = {"status": "rejection", "status_string": ["this policy is not served"], "fail_info": {"unaccepted_policy"}}
    inner = bytes(tsp.PKIStatusInfo(status).dump())
    return b"\x30" + bytes([len(inner)]) + inner


def ask(digest: bytes) -> bytes:
    """A time stamp, without any server between."""
    nonce, request = question(digest)
    return token_in(Stamper().answer(request), digest, nonce)


@dataclass
class Running:
    """A service that listens."""

    url: str
    asked: list[tuple[str, bytes]] = field(default_factory=list)
    """Path and body of each request."""


@contextmanager
def a_service(
    answer: Callable[[bytes], bytes] | None = None,
    status: int = 200,
    headers: dict[str, str] | None = None,
    pause: float = 0,
    fails: Callable[[int], bool] = lambda number: False,
) -> Iterator[Running]:
    """A server of this process; `pause` seconds lie between the bytes of its answers, the calls that fail get 503."""
    makes, running = answer or Stamper().answer, Running("")
    done = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            running.asked.append((self.path, body))
            failing = fails(len(running.asked))
            content = b"" if failing else makes(body)
            self.send_response(503 if failing else status)
            for name, value in (headers or {"Content-Type": "application/timestamp-reply"}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            for place in range(0, len(content), 1 if pause else max(1, len(content))):
                if done.is_set():
                    return
                self.wfile.write(content[place : place + 1] if pause else content)
                time.sleep(pause)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer((loopback.HOST, 0), Handler)
    server.daemon_threads = True
    port = server.server_address[1]
    loopback.PORTS.add(port)
    running.url = f"http://{loopback.HOST}:{port}/tsa"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        done.set()
        server.shutdown()
        server.server_close()
        thread.join()
        loopback.PORTS.discard(port)
