"""Trusted source: whom a reader of papers chose to believe, in words, and how to get at it again for each piece of checking.

An event is opened anew for each piece: its file may lie on a flash disk, and the checking is done in another thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from juryapp.errors import FileProblem
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.second_connection import EventPlace
from juryapp.signing.certificates import Certificate, read_roots
from juryapp.store import model_records
from juryapp.text import _, one_line
from juryapp.verification.authority import Authority, grouped, read_published
from juryapp.verification.files_to_check import read_file


@dataclass(frozen=True)
class Believed:
    """Whom to believe."""

    authority: Callable[[], AbstractContextManager[Authority]]
    """Opens what is believed, for the thread that checks."""
    fingerprint: str = ""
    """SHA-256 of headquarters' root certificate, in hex; empty where nobody is believed."""
    name: str = ""
    """Of headquarters' certificate, or of the event."""
    file: str = ""
    """The name of the file that it was taken from."""
    is_event: bool = False
    knows_jurors: bool = False
    """True if jurors' own certificates are known, without which the QR code on a picture can't be proven."""

    service: str = ""
    """The name of the file with a time stamping service's certificate, where one is trusted besides."""

    def trusting(self, stampers: Sequence[Certificate], file: str) -> Believed:
        """The same, with a time stamping service's certificates, from a file of this name, for archive time stamps."""

        @contextmanager
        def authority() -> Iterator[Authority]:
            with self.authority() as known:
                yield replace(known, stampers=tuple(stampers))

        return replace(self, authority=authority, service=one_line(file))

    def words(self) -> str:
        """Who it is."""
        if not self.fingerprint:
            return _("Nobody: who signed can't be proven.")
        if self.is_event:
            return _("The event {name}, from the file {file}", name=self.name, file=self.file)
        return _("Headquarters “{name}”, from the certificate in {file}", name=self.name, file=self.file)

    def fingerprint_words(self) -> str:
        """The fingerprint of headquarters' certificate, in groups of four."""
        return _("Fingerprint (SHA-256): {fingerprint}", fingerprint=grouped(self.fingerprint)) if self.fingerprint else ""


_MOST_CERTIFICATES = 1_000_000
NOBODY = Believed(lambda: nullcontext(Authority(None)))


def service_certificates(path: Path) -> tuple[Certificate, ...]:
    """The certificates of a time stamping service's authority in a file. Raises `FileProblem`."""
    content, is_all = read_file(path, _MOST_CERTIFICATES)
    if not is_all:
        raise FileProblem("{path} is too large to be meant here; choose a certificate.", path=path)
    return tuple(read_roots(content))


def published(path: Path) -> Believed:
    """Headquarters' certificate in a file. Raises `FileProblem`."""
    found = read_published(path)
    assert found.root  # else it was refused
    code = found.root.organisation
    name = " · ".join(part for part in (found.root.name, code if code not in found.root.name else "") if part)
    return Believed(
        lambda: nullcontext(found), found.root.fingerprint, one_line(name), one_line(path.name), knows_jurors=bool(found.jurors)
    )


def event_file(laptop: Laptop, path: Path, passphrase: str) -> Believed:
    """An event that isn't open here. Raises as `open_event`."""
    with open_event(laptop, path, passphrase) as event:
        return _of_event(event, lambda: open_event(laptop, path, passphrase))


def open_here(event: OpenEvent) -> Believed:
    """The event that is open here, over connections of their own."""
    place = EventPlace.to_read(event)
    return _of_event(event, place.once_more)


def _of_event(event: OpenEvent, reopen: Callable[[], OpenEvent]) -> Believed:
    @contextmanager
    def authority() -> Iterator[Authority]:
        with reopen() as again:
            yield Authority.of_event(again)

    known, about = Authority.of_event(event), model_records.event(event.file)
    return Believed(
        authority,
        known.root.fingerprint if known.root else "",
        one_line(" ".join(part for part in (about.award, about.edition if about.edition not in about.award else "") if part)),
        one_line(event.path.name),
        is_event=True,
        knows_jurors=True,
    )
