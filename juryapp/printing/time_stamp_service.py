"""Time stamping service: asks one by its address (RFC 3161 over HTTP). The only file of Juryapp that uses a network.

It is asked only where a person gave its address, and nothing but that address: no redirection is followed, no proxy of the
system is used, nothing that certificates point to is fetched. What is sent is a digest, which tells nothing of a document.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from juryapp.errors import Problem, Refused, Why
from juryapp.signing.certificates import Certificate
from juryapp.signing.time_stamp import check_trusted, question, read_token, token_in
from juryapp.text import mark

_SECONDS = 30.0
"""How long an answer may take, from asking to its last byte."""
_MOST_BYTES = 100_000
_ADDRESS = mark("{url} is no address of a time stamping service; it begins with http:// or https:// and holds no password.")
_UNREACHED = mark("The time stamping service {url} can't be reached: {why}.")
_SLOW = mark("The time stamping service {url} did not answer within {seconds} seconds.")
_REDIRECTS = mark(
    "The time stamping service {url} sends on to {target}, and nothing but the given address is asked; give that one."
)
_STATUS = mark("The time stamping service {url} answered with the error {status}.")
_LARGE = mark("The time stamping service {url} answered more than any time stamp is; check its address.")
_UNPROVEN = mark("the name in its certificate, or who certified it, is not as it should be")
_NO_NAME = mark("no such name is known")
_NO_HTTP = mark("What answers at {url} is no time stamping service; check its address.")


class ServiceProblem(Refused):
    """The service gave no time stamp that can be used."""


@dataclass(frozen=True)
class TimeStampService:
    """One service. `ask` gives a time stamp for a SHA-256."""

    url: str
    trusted: Sequence[Certificate] = ()
    """The certificates to which its time stamps must lead back; none given: any are taken."""
    seconds: float = _SECONDS
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    def __post_init__(self) -> None:
        _parts(self.url)

    def ask(self, digest: bytes) -> bytes:
        """A time stamp, whose signature is sound and which is about this digest. Raises `ServiceProblem`."""
        nonce, request = question(digest)
        answer = self._answer(request)
        try:
            token = token_in(answer, digest, nonce)
            stamp = read_token(token, digest)
            if isinstance(stamp, Problem):
                raise stamp
            check_trusted(stamp, self.trusted)
        except Problem as problem:
            raise ServiceProblem(problem.message, **problem.gaps) from problem
        return token

    def _answer(self, request: bytes) -> bytes:
        where = _parts(self.url)
        kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
        connection = kind(where.hostname or "", where.port, timeout=self.seconds)
        until, late = self.clock() + self.seconds, threading.Event()
        try:
            headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
            connection.request("POST", _path(where), request, headers)
            with _hung_up(connection, self.seconds, late):
                response = connection.getresponse()
            if late.is_set():  # a heading that was cut off may be read as a whole one
                raise ServiceProblem(_SLOW, url=self.url, seconds=round(self.seconds))
            if response.status in (301, 302, 303, 307, 308):
                target = (response.getheader("Location") or "?")[:300]
                raise ServiceProblem(_REDIRECTS, url=self.url, target=target)
            if response.status != 200:
                raise ServiceProblem(_STATUS, url=self.url, status=response.status)
            return self._read(response, until)
        except TimeoutError as problem:
            raise ServiceProblem(_SLOW, url=self.url, seconds=round(self.seconds)) from problem
        except ssl.SSLCertVerificationError as problem:
            raise ServiceProblem(_UNREACHED, url=self.url, why=Problem(_UNPROVEN)) from problem
        except socket.gaierror as problem:
            raise ServiceProblem(_UNREACHED, url=self.url, why=Problem(_NO_NAME)) from problem
        except (OSError, HTTPException, ValueError) as problem:
            if late.is_set():
                raise ServiceProblem(_SLOW, url=self.url, seconds=round(self.seconds)) from problem
            if isinstance(problem, OSError):
                raise ServiceProblem(_UNREACHED, url=self.url, why=Why(problem)) from problem
            raise ServiceProblem(_NO_HTTP, url=self.url) from problem
        finally:
            connection.close()

    def _read(self, response: HTTPResponse, until: float) -> bytes:
        """The answer, whose bytes may come one at a time."""
        found = b""
        while piece := response.read1(_MOST_BYTES):
            found += piece
            if len(found) > _MOST_BYTES:
                raise ServiceProblem(_LARGE, url=self.url)
            if self.clock() > until:
                raise ServiceProblem(_SLOW, url=self.url, seconds=round(self.seconds))
        return found


@contextmanager
def _hung_up(connection: HTTPConnection, seconds: float, late: threading.Event) -> Iterator[None]:
    """Ends what is waited for meanwhile after so many seconds, and says so in `late`: each byte of a heading begins the socket's
    own time anew."""
    line = connection.sock

    def end() -> None:
        late.set()
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(seconds, end)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _parts(url: str) -> SplitResult:
    """The parts of an address. Raises `Refused` for one that isn't such a service's."""
    try:
        where = urlsplit(url)
        usable = where.scheme in ("http", "https") and bool(where.hostname) and where.username is None and where.port != 0
    except ValueError:
        usable = False
    if not usable or not url.isascii() or any(letter.isspace() for letter in url):
        raise Refused(_ADDRESS, url=url)
    return where


def _path(where: SplitResult) -> str:
    return (where.path or "/") + (f"?{where.query}" if where.query else "")
