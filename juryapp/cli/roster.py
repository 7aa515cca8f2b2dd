"""The roster: closing this laptop, the laptops from which nothing more is awaited, and whether everything is here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.board.awaited_laptops import awaited_laptops, laptop_awaited, state_words
from juryapp.board.completeness import completeness as completeness_of
from juryapp.board.completeness_words import gaps, place_word, unknowable, verdict_words
from juryapp.board.copies import sheet_copies
from juryapp.board.copy_words import only_here_words
from juryapp.board.laptop_names import shown_name
from juryapp.board.rescue_losses import loss_words
from juryapp.cli.commands import command
from juryapp.cli.common import DESK_PIN_FILE, EVENT, JSON, PASSPHRASE_FILE, PATH, REASON, is_free, opened, secretary_desk
from juryapp.cli.telling import say, say_json, say_paths, say_table
from juryapp.cli.words import option
from juryapp.desk import laptop_closing, not_awaited
from juryapp.documents.words import moment
from juryapp.printing.document_folder import put_signed
from juryapp.printing.document_signing import certified_record
from juryapp.signing.fingerprint import six_words
from juryapp.store import model_records
from juryapp.text import _, mark, plural

if TYPE_CHECKING:
    from juryapp.board.awaited_laptops import AwaitedLaptop
    from juryapp.board.completeness import Completeness
    from juryapp.board.copies import SheetCopies

LAPTOP = click.Argument(["laptop"], metavar="LAPTOP")


@command(
    "completeness",
    EVENT,
    option("--out", type=PATH, metavar="PDF", help=mark("The new file for the record of completeness, signed by the desk.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
    JSON,
)
def completeness(event: Path, out: Path | None, passphrase_file: Path | None, desk_pin_file: Path | None, as_json: bool) -> None:
    """Of each laptop and each expected sheet where it is, as far as this file knows; with `--out` as a document too."""
    if out is not None:
        is_free(out)
        with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
            put_signed(out, certified_record(desk))
    with opened(event, passphrase_file, look=True) as ours:
        found, zone = completeness_of(ours), model_records.event(ours.file).time_zone
    if as_json:
        say_json({**_as_json(found, zone), **({"document": str(out)} if out else {})})
        return
    _say_completeness(found, zone)
    say("", _("To compare by telephone: {words}", words=six_words(found.digest)))
    if out is not None:
        say_paths([out])


@command("copies", EVENT, PASSPHRASE_FILE, JSON)
def copies(event: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Of each signed sheet the places that said that they hold it, and when; those that are only here first."""
    with opened(event, passphrase_file, look=True) as ours:
        found, zone = sheet_copies(ours), model_records.event(ours.file).time_zone
    found.sort(key=lambda one: len(one.copies))
    only_here = sum(one.is_only_here for one in found)
    if as_json:
        say_json({"only_here": only_here, "sheets": [_copies_json(one) for one in found]})
        return
    if not found:
        say(_("No sheet is signed yet."))
        return
    say(only_here_words(only_here) or _("Every signed sheet is known to be elsewhere too."), "")
    headings = (_("Juror"), _("Candidate"), _("Known to be at"))
    say_table(headings, [(one.juror, one.candidate, _copies_words(one, zone)) for one in found])


def _copies_words(one: SheetCopies, zone: str) -> str:
    told = (f"{copy.name}, {moment(copy.at, zone)}" if copy.at else copy.name for copy in one.copies)
    return "; ".join(told) or _("nowhere: its PDF isn't here")


def _copies_json(one: SheetCopies) -> dict[str, object]:
    return {
        "juror": one.juror,
        "candidate": one.candidate,
        "revision": one.revision,
        "document": one.has_document,
        "only_here": one.is_only_here,
        "copies": [{"kind": copy.kind.value, "laptop": copy.laptop, "name": copy.name, "at": copy.at} for copy in one.copies],
    }


def _as_json(found: Completeness, zone: str) -> dict[str, object]:
    return {
        "complete": found.is_complete,
        "everything_written": found.has_everything_written,
        "laptops": [_laptop_json(one) for one in found.laptops],
        "cells": [
            {
                "juror": cell.juror,
                "candidate": cell.candidate,
                "category": cell.category,
                "place": cell.place.value,
                "why": cell.why,
            }
            for cell in found.cells
        ],
        "documents": [{"subject": one.subject, "key": one.key, "laptop": one.laptop} for one in found.lacking],
        "gaps": gaps(found, zone),
        "rescues": [loss_words(one, zone) for one in found.losses],
        "not_knowable": unknowable(),
        "digest": found.digest,
        "words": six_words(found.digest),
    }


def _laptop_json(one: AwaitedLaptop) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "state": one.state.value,
        "settled": one.is_settled,
        "own": one.own,
        "closed_at": one.closed_at,
        "entries": one.here,
        "held": one.held,
        "known": one.known,
        "seen_by": one.heard_from,
        "seen_at": one.heard_at,
        "confirmed": one.confirmed,
        "acknowledged": one.acknowledged,
        "reason": one.reason,
        "contradicted": one.contradicted,
        "cloned": one.cloned,
    }


def _say_completeness(found: Completeness, zone: str) -> None:
    say(verdict_words(found), "")
    headings = (
        _("Laptop"),
        _("State"),
        _("Entries here"),
        _("Known"),
        _("Confirmed by headquarters"),
        _("Known there"),
        _("Last seen by"),
    )
    say_table(headings, [_row(one, zone) for one in found.laptops], right=(2, 3, 4, 5))
    places = dict.fromkeys(cell.place for cell in found.cells)
    if places:
        say("")
        say_table((_("Expected sheets"), _("Sheets")), [(place_word(one), str(found.count(one))) for one in places], right=(1,))
    told = gaps(found, zone)
    if told:
        say("", _("What is lacking:"), *(f"- {one}" for one in told))
    if found.losses:
        say("", _("Rescues of damaged files:"), *(f"- {loss_words(one, zone)}" for one in found.losses))
    say("", _("What no file can tell of itself:"), *(f"- {one}" for one in unknowable()))


def _row(one: AwaitedLaptop, zone: str) -> tuple[str, ...]:
    name = shown_name(one.name, own=one.own)
    seen = f"{one.heard_from}, {moment(one.heard_at, zone)}" if one.heard_from else "–"
    return name, state_words(one), str(one.here), str(one.known), str(one.confirmed), str(one.acknowledged), seen


@command("close-laptop", EVENT, PASSPHRASE_FILE)
def close_laptop(event: Path, passphrase_file: Path | None) -> None:
    """The laptop's own word; it needs nobody's PIN."""
    with opened(event, passphrase_file) as ours:
        laptop_closing.close(ours)
        number = laptop_closing.closed_at(ours)
    say(_("This laptop is closed at entry {number}. Whatever is written here later opens it again.", number=number))
    say(_("Pack it now, so that what was written here lies on a flash disk too."))


@command("unused-laptop", EVENT, LAPTOP, REASON, PASSPHRASE_FILE, DESK_PIN_FILE)
def unused_laptop(event: Path, laptop: str, reason: str, passphrase_file: Path | None, desk_pin_file: Path | None) -> None:
    """The desk's act about a prepared copy that nobody opened."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        known = laptop_awaited(awaited_laptops(desk.event), laptop)
        not_awaited.call_unused(desk, known, reason)
    say(_("Laptop {name} is unused: nothing is awaited from it.", name=known.name))


@command("give-up-laptop", EVENT, LAPTOP, REASON, PASSPHRASE_FILE, DESK_PIN_FILE)
def give_up_laptop(event: Path, laptop: str, reason: str, passphrase_file: Path | None, desk_pin_file: Path | None) -> None:
    """The desk's act about a laptop that was lost or broke."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        known = laptop_awaited(awaited_laptops(desk.event), laptop)
        not_awaited.give_up(desk, known, reason)
    say(_("Laptop {name} is given up: nothing more is awaited from it. What is here of it stays.", name=known.name))
    if known.lacking:
        say(plural("{count} entry is known and lost.", "{count} entries are known and lost.", known.lacking))


@command("await-laptop", EVENT, LAPTOP, REASON, PASSPHRASE_FILE, DESK_PIN_FILE)
def await_laptop(event: Path, laptop: str, reason: str, passphrase_file: Path | None, desk_pin_file: Path | None) -> None:
    """The desk's act that takes back that a laptop is unused or given up."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        known = laptop_awaited(awaited_laptops(desk.event), laptop)
        not_awaited.await_again(desk, known, reason)
    say(_("Laptop {name} is awaited again.", name=known.name))
