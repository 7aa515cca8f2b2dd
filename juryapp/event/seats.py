"""Seats: who sits at a laptop. A seat is taken with a PIN that opens a key which lies in the event file."""

from __future__ import annotations

from juryapp.errors import NoKey, Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act, Value
from juryapp.journal.subjects import Subject
from juryapp.model.juror import Juror
from juryapp.signing.keys import PrivateKey, unlock
from juryapp.signing.trust_store import certificate_of
from juryapp.store import journal, keyring


class DeskSeat:
    """The desk's seat at an open event: its key is in memory only while somebody is here."""

    def __init__(self, event: OpenEvent, key: PrivateKey | None) -> None:
        self.event = event
        self.held = key
        """The desk's key; None while nobody is here and it is forgotten."""

    @property
    def key(self) -> PrivateKey:
        """The desk's key. Raises `WrongPin` while it is forgotten."""
        if self.held is None:
            raise WrongPin("The desk's PIN is needed for this; type it.")
        return self.held

    def forget_key(self) -> None:
        """Nobody is here for a while: the key is in memory no more, until it is taken again."""
        self.held = None

    def take_key(self, key: PrivateKey) -> None:
        """The PIN was typed again."""
        self.held = key

    def act(self, subject: str, key: str, value: Value, supersedes: tuple[str, ...] | None = None) -> Act:
        """An act of the desk, signed; nothing is written yet."""
        return Act(Actor.DESK, subject, key, value, supersedes, sign=self.key.sign)

    def seen(self) -> dict[str, int]:
        """How much of each laptop this one knows: work that was done elsewhere meanwhile is told as a conflict later."""
        return journal.numbers(self.event.file)


def juror_key(event: OpenEvent, juror: str, pin: str | None) -> PrivateKey | None:
    """The juror's key, or None for one who isn't enrolled.

    Raises `NoKey` where an enrolled juror's key isn't on this laptop, `WrongPin` otherwise.
    """
    if juror not in event.trust.jurors:
        return None
    locked = keyring.locked_key(event.file, juror)
    if locked is None:
        raise NoKey("This laptop does not hold the key of {juror}; prepare it for {juror}, or score at another.", juror=juror)
    if not pin:
        raise WrongPin("{juror} is enrolled; type the PIN.", juror=juror)
    return unlock(locked, pin)


def holds_key_of(event: OpenEvent, juror: str) -> bool:
    """True where an enrolled juror's key is on this laptop: the juror can sit here, and sign."""
    return juror in event.trust.jurors and keyring.locked_key(event.file, juror) is not None


def check_in_use(event: OpenEvent, juror: str, key: PrivateKey) -> None:
    """Raises `Refused` if a later enrolment replaced this key of the juror."""
    heads = journal.heads_of(event.file, (Subject.CERTIFICATE, juror))
    if not any(certificate.public == key.public for certificate in map(certificate_of, heads) if certificate):
        raise Refused(
            "{juror} was enrolled again since, so the key on this laptop signs nothing any more; "
            "have the laptop prepared anew, or enrol {juror} here.",
            juror=juror,
        )


def seat_of(juror: str, key: PrivateKey | None) -> Act | None:
    """The act in which a juror's key takes a seat; who isn't enrolled takes none. Its key names the laptop that writes it."""
    return Act(juror, Subject.SEAT, juror, {"taken": True}, (), sign=key.sign) if key else None


def desk_key(event: OpenEvent, pin: str | None) -> PrivateKey:
    """The desk's key. Raises `NoKey` where this laptop has none, `WrongPin` otherwise."""
    locked = keyring.locked_key(event.file, "desk")
    if locked is None:
        raise NoKey("This laptop does not hold the desk's key; do it at the secretary's laptop.")
    if not pin:
        raise WrongPin("The desk's PIN is needed for this; type it.")
    return unlock(locked, pin)


def is_office(event: OpenEvent) -> bool:
    """True where the secretary or headquarters works: this laptop holds the desk's key or headquarters' root.

    Anywhere else jurors look on, who see neither places nor totals before the reveal.
    """
    return keyring.locked_key(event.file, "desk") is not None or event.laptop.home.root(event.id) is not None


def prepared_for(event: OpenEvent) -> list[str]:
    """The enrolled jurors for whom this laptop was prepared; empty where the secretary or headquarters works."""
    return [] if is_office(event) else sorted(keyring.seats(event.file))


def opens_without_key(event: OpenEvent, juror: Juror) -> bool:
    """True for one who isn't enrolled and may sit here: an observer anywhere, others where the secretary is, who knows them.

    On a prepared laptop nobody could tell whether it is that juror who scores in the name.
    """
    return juror.code not in event.trust.jurors and (is_office(event) or not juror.counts)


def locked_root(event: OpenEvent) -> bytes:
    """Headquarters' root under its PIN. Raises `NoKey` where this laptop isn't headquarters."""
    locked = event.laptop.home.root(event.id)
    if locked is None:
        raise NoKey("This laptop is not headquarters of this event; do it there.")
    return locked


def root_key(event: OpenEvent, pin: str) -> PrivateKey:
    """Headquarters' root. Raises `NoKey` where this laptop isn't headquarters, `WrongPin` otherwise."""
    return unlock(locked_root(event), pin)


def check_pin_of(event: OpenEvent, juror: str, pin: str) -> PrivateKey:
    """The key of a juror who must be enrolled here; signing asks for the PIN again. Raises as `juror_key`, and `Refused`."""
    key = juror_key(event, juror, pin)
    if key is None:
        raise Refused("{juror} is not enrolled; the secretary enrols jurors in a minute.", juror=juror)
    return key
