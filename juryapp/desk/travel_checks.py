"""Ready to travel? What a desk can look at before it is carried to the place of the interviews, with what to do about each.

Each check says what is known and no more: nobody can see from here whether an envelope is sealed. The printer is looked at by
whoever has a window, and handed in. Nothing here writes to the event; `check_spare` makes a spare copy and reads it back.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from juryapp import __version__
from juryapp.board.clocks import AT_OFFICE, doubt_of
from juryapp.board.laptop_names import laptop_names
from juryapp.board.laptop_roster import PreparedLaptop, prepared
from juryapp.desk.laptop_closing import closed_at
from juryapp.documents.words import moment
from juryapp.errors import Problem
from juryapp.event import spares
from juryapp.event.open_event import OpenEvent
from juryapp.event.spare_files import Cause, spares_of
from juryapp.journal.subjects import Subject
from juryapp.model.juror import Juror
from juryapp.store import closings, integrity, journal, keyring, model_records
from juryapp.store.opening import open_file
from juryapp.text import _, number, plural, seen

ROOMY, TIGHT = 2_000_000_000, 300_000_000
"""Bytes that are free: enough for a day of scans and copies, and so few that work may stop."""
_MOST_NAMED = 6


class CheckKind(StrEnum):
    """What is looked at, in the order in which it is told."""

    ENROLLED = "enrolled"
    LAPTOPS = "laptops"
    CLOSED = "closed"
    VERSIONS = "versions"
    CLOCK = "clock"
    PRINTER = "printer"
    DISK = "disk"
    SPARE = "spare"
    ENVELOPE = "envelope"


class CheckState(StrEnum):
    """How it stands."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    kind: CheckKind
    state: CheckState
    sentence: str
    to_do: str = ""
    """What to do; empty where nothing is to be done."""


def travel_checks(event: OpenEvent, printers: Sequence[str] | None = None, *, envelope_at: str | None = None) -> list[Check]:
    """All that can be looked at without making anything. `printers` are those that this laptop knows, None where nobody looked;
    `envelope_at` is when the secretary said that the envelope is sealed.
    """
    jurors, roster = model_records.jurors(event.file), prepared(event.file)
    checks = [
        _enrolled(event, jurors),
        _laptops(event, jurors, roster),
        _closed(event, roster),
        _versions(event, roster),
        _clock(event),
        _printer(printers),
        _disk(event),
        _last_spare(event),
        _envelope(event, envelope_at),
    ]
    return checks


def check_spare(event: OpenEvent) -> Check:
    """Makes a spare copy now and reads it back, whole."""
    try:
        made = spares.make(event, Cause.TIME)
        with open_file(made.file, event.file.passphrase, read_only=True) as copy:
            whole = integrity.is_sound(copy) and integrity.is_found_again(copy)
            same = journal.end(copy) == journal.end(event.file)
    except Problem as problem:
        return Check(CheckKind.SPARE, CheckState.BAD, str(problem), _("Make room on this laptop's disk, then try again."))
    if not whole or not same:
        sentence = _("The spare copy was made, but it does not read back as it was written.")
        return Check(CheckKind.SPARE, CheckState.BAD, sentence, _("Use another laptop: this disk can't be trusted."))
    gaps = {"at": moment(made.at, _zone(event)), "count": number(made.entries)}
    sentence = _("A spare copy was made on this laptop and read back: {at}, {count} entries.", **gaps)
    return Check(CheckKind.SPARE, CheckState.OK, sentence, _("Carry another copy on a flash disk that stays in another bag."))


def _enrolled(event: OpenEvent, jurors: Mapping[str, Juror]) -> Check:
    missing = [f"{code} {one.name}" for code, one in jurors.items() if one.counts and code not in event.trust.jurors]
    if not missing:
        return Check(CheckKind.ENROLLED, CheckState.OK, _("Every juror whose points count is enrolled."))
    who = _listed(missing)
    sentence = plural("{count} juror is not enrolled: {who}.", "{count} jurors are not enrolled: {who}.", len(missing), who=who)
    return Check(CheckKind.ENROLLED, CheckState.WARN, sentence, _("Enrol them here, or on the spot: it takes a minute each."))


def _laptops(event: OpenEvent, jurors: Mapping[str, Juror], roster: Sequence[PreparedLaptop]) -> Check:
    have = {code for one in roster for code in one.served}
    without = [f"{code} {one.name}" for code, one in jurors.items() if code in event.trust.jurors and code not in have]
    here = {code for code in jurors if keyring.locked_key(event.file, code) is not None}
    lost = [code for code in without if code.split(" ", 1)[0] not in here]
    if lost:
        sentence = _("The key of {who} is neither here nor on a laptop that was prepared here.", who=_listed(lost))
        return Check(CheckKind.LAPTOPS, CheckState.BAD, sentence, _("Enrol them again here."))
    if not roster:
        sentence = _("No laptop was prepared: all jurors would work at this one, one after the other.")
        return Check(CheckKind.LAPTOPS, CheckState.WARN, sentence, _("Prepare a laptop for each juror, or for some together."))
    if without:
        sentence = _("Enrolled, with the key here and on no other laptop: {who}.", who=_listed(without))
        return Check(CheckKind.LAPTOPS, CheckState.WARN, sentence, _("Prepare a laptop for them, or let them work at this one."))
    return Check(CheckKind.LAPTOPS, CheckState.OK, _("Every enrolled juror has a laptop: {count}.", count=number(len(roster))))


def _closed(event: OpenEvent, roster: Sequence[PreparedLaptop]) -> Check:
    """Whether this laptop, if it stays behind, is closed, and the copies with the desk's key know that (decision 061)."""
    said = closings.not_awaited(event.file)
    own = {one: _number_of(event, one) for one in roster if one.by == event.device and one.id not in said}
    desks = {one: entry for one, entry in own.items() if one.with_desk}
    if not desks:
        sentence = _("This laptop prepared no copy with the secretary's desk; if it travels itself, it is closed in the evening.")
        to_do = _(
            "If it is to stay behind, close it before you prepare a copy with the desk: so the closing travels in the copy."
        )
        return Check(CheckKind.CLOSED, CheckState.OK, sentence, to_do)
    at = closed_at(event)
    if not at:
        sentence = _(
            "This laptop is open, and prepared a copy with the secretary's desk: {who}. If it stays behind so, each result there "
            "stays provisional in the evening, as something may still be written here.",
            who=_listed([one.label for one in desks]),
        )
        to_do = _("Close this laptop, then copy the event to a flash disk that goes along and is received there.")
        return Check(CheckKind.CLOSED, CheckState.WARN, sentence, to_do)
    to_do = _("Copy the event to a flash disk that goes along and is received there.")
    unaware = [one.label for one, entry in desks.items() if entry < at]
    if unaware:
        gaps = {"number": number(at), "who": _listed(unaware)}
        sentence = _(
            "This laptop is closed at entry {number}, after it prepared {who}: whether that is known there isn't known.", **gaps
        )
        return Check(CheckKind.CLOSED, CheckState.UNKNOWN, sentence, to_do)
    later = [one.label for one, entry in own.items() if entry > min(desks.values())]
    if later:
        gaps = {"number": number(at), "who": _listed(later)}
        sentence = _(
            "This laptop is closed at entry {number}. It prepared {who} after a copy with the secretary's desk, which knows "
            "nothing of that: a result may be called final there while something lies at such a laptop.",
            **gaps,
        )
        return Check(CheckKind.CLOSED, CheckState.UNKNOWN, sentence, to_do)
    sentence = _("This laptop is closed at entry {number}, and each copy with the secretary's desk knows it.", number=number(at))
    return Check(CheckKind.CLOSED, CheckState.OK, sentence)


def _number_of(event: OpenEvent, copy: PreparedLaptop) -> int:
    """The number of the entry that put this copy on the roster, among those of the laptop that prepared it."""
    return journal.heads_of(event.file, (Subject.LAPTOP, copy.id))[0].number


def _versions(event: OpenEvent, roster: Sequence[PreparedLaptop]) -> Check:
    names = laptop_names(event.file)
    told = {}
    for entry in journal.about(event.file, Subject.INTRODUCTION):
        version = (entry.value or {}).get("program")
        if isinstance(version, str):
            told[entry.key] = seen(version, 20)
    others = [f"{names.get(id_, id_[:8])} {version}" for id_, version in told.items() if version != __version__]
    if others:
        gaps = {"version": __version__, "others": _listed(others)}
        sentence = _("This is Juryapp {version}; other laptops began with another one: {others}.", **gaps)
        return Check(CheckKind.VERSIONS, CheckState.WARN, sentence, _("Install the same version on all laptops."))
    silent = [one.label for one in roster if not set(one.opened_at) & told.keys()]
    if silent:
        gaps = {"version": __version__, "who": _listed(silent)}
        sentence = _("This is Juryapp {version}. Not known yet, as nothing of them came in: {who}.", **gaps)
        to_do = _("Open the prepared file on each laptop once before you leave.")
        return Check(CheckKind.VERSIONS, CheckState.UNKNOWN, sentence, to_do)
    return Check(
        CheckKind.VERSIONS, CheckState.OK, _("All laptops that are known began with Juryapp {version}.", version=__version__)
    )


def _clock(event: OpenEvent) -> Check:
    doubt = doubt_of(event, AT_OFFICE)
    if doubt:
        to_do = _("Set the clock in the system's settings, or state the right day.")
        return Check(CheckKind.CLOCK, CheckState.BAD, str(doubt), to_do)
    now = moment(event.laptop.clock().isoformat(timespec="seconds"), _zone(event))
    return Check(
        CheckKind.CLOCK, CheckState.OK, _("This laptop's clock says {now}; nothing in the event speaks against it.", now=now)
    )


def _printer(printers: Sequence[str] | None) -> Check:
    to_do = _("Print a test page on A4, and on F4 where you use it.")
    if printers is None:
        sentence = _("Whether a printer is there is seen in the window.")
        return Check(CheckKind.PRINTER, CheckState.UNKNOWN, sentence, to_do)
    if not printers:
        sentence, to_do = _("This laptop knows no printer."), _("Install the printer that you take along, and print a test page.")
        return Check(CheckKind.PRINTER, CheckState.WARN, sentence, to_do)
    sentence = _("Printers that this laptop knows: {who}. Only a test page shows that one prints.", who=_listed(list(printers)))
    return Check(CheckKind.PRINTER, CheckState.UNKNOWN, sentence, to_do)


def _disk(event: OpenEvent) -> Check:
    try:
        free = shutil.disk_usage(event.path.parent).free
    except OSError:
        return Check(CheckKind.DISK, CheckState.UNKNOWN, _("How much room the disk has can't be seen."))
    sentence = _("Free on the disk of the event: {gigabytes} GB.", gigabytes=number(Decimal(free) / 10**9, 1))
    if free >= ROOMY:
        return Check(CheckKind.DISK, CheckState.OK, sentence)
    state = CheckState.WARN if free >= TIGHT else CheckState.BAD
    return Check(CheckKind.DISK, state, sentence, _("Delete or move what isn't needed until two gigabytes are free."))


def _last_spare(event: OpenEvent) -> Check:
    found = [one for one in spares_of(event.laptop.home, event.id) if one.file.exists()]
    to_do = _("Make a spare copy now and read it back.")
    if not found:
        return Check(CheckKind.SPARE, CheckState.WARN, _("This laptop has no spare copy of the event yet."), to_do)
    sentence = _(
        "The last spare copy of this laptop is of {at}; whether it can be read now isn't known.",
        at=moment(found[0].at, _zone(event)),
    )
    return Check(CheckKind.SPARE, CheckState.UNKNOWN, sentence, to_do)


def _envelope(event: OpenEvent, said_at: str | None) -> Check:
    if said_at:
        at = moment(said_at, _zone(event))
        sentence = _("You said at {at} that the passphrase lies in its sealed envelope; nobody can see that from here.", at=at)
        return Check(CheckKind.ENVELOPE, CheckState.OK, sentence)
    sentence = _("Whether the passphrase lies in its sealed envelope isn't known here.")
    to_do = _("Print the page for the envelope, seal it, leave it with somebody who stays, and tick it off here.")
    return Check(CheckKind.ENVELOPE, CheckState.UNKNOWN, sentence, to_do)


def envelope_said(event: OpenEvent) -> str | None:
    """When the secretary said at this laptop that the envelope is sealed; None where nobody did."""
    return event.laptop.home.setting(_setting(event)) or None


def say_envelope(event: OpenEvent, *, sealed: bool) -> None:
    """Keeps that on this laptop: it is the secretary's own reminder, and moves nothing."""
    at = event.laptop.clock().isoformat(timespec="seconds")
    event.laptop.home.keep_setting(_setting(event), at if sealed else "")


def _setting(event: OpenEvent) -> str:
    return f"envelope sealed {event.id}"


def _zone(event: OpenEvent) -> str:
    return model_records.event(event.file).time_zone


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join([*names[:_MOST_NAMED], *([_("{count} more", count=number(more))] if more > 0 else [])])
