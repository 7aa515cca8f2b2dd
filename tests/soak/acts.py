"""Acts: what people do besides scoring, each recorded once, with what must hold after a power cut at any moment of it.

Each has a scene of its own (made once and copied), is done by the program unchanged, and promises what the program would tell.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from juryapp.desk.headquarters import create_event
from juryapp.desk.note_access import erase_note
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.exchange.package import opened
from juryapp.model.note import Visibility
from juryapp.setup_changes.update import apply, plan
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.prepared_copy import prepare
from juryapp.signing.ink import Ink
from juryapp.store import attachment_table, erasing, journal, note_drafts
from juryapp.store.connection import connect
from tests.builders import (
    DESK_PIN,
    PASSPHRASE,
    ROOT_PIN,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    a_setup,
    an_event,
    brought,
    look_and_sign,
    pin_of,
    ready_made,
    score_all,
    sign,
)
from tests.documents.builders import a_logo
from tests.soak import later_acts
from tests.soak.checks import check_event, words
from tests.soak.medium import Op, State, states, states_between_steps
from tests.soak.power_cuts import Check, Losses, event_survives, survey_states
from tests.soak.recording import Recording, snapshot
from tests.store.files import key_owners

PRIVATE, PANEL = Visibility.PRIVATE, Visibility.PANEL
_DRAWN = Ink((((0.0, 0.0, 0.5), (40.0, 50.0, 0.5), (80.0, 0.0, 0.5)),))
_PREPARED = Path("for-panel", "CONTOH-24-J01-J02.jury")
"""Where what was prepared for J01 and J02 lies."""


@dataclass(frozen=True)
class Recorded:
    """An act as the disk saw it."""

    folder: Path
    before: dict[str, bytes]
    ops: list[Op]
    check: Check

    def cut_between_steps(self) -> Losses:
        """Cuts the power wherever a step of the act had come to stand for good."""
        return survey_states(self.folder, len(self.ops), states_between_steps(self.before, self.ops), self.check)

    def cut(self, wanted: int, seed: int = 1) -> Losses:
        """Cuts the power at random moments."""
        return survey_states(self.folder, len(self.ops), states(self.before, self.ops, wanted, seed), self.check)


def record(name: str, folder: Path) -> Recorded:
    """Records the act of this name of `ACTS` in a folder of its own."""
    scene, act, check = ACTS[name]
    ready_made(folder, scene)
    before, watch = snapshot(folder), Recording(folder)
    with watch.watching():
        act(folder, watch)
    return Recorded(folder, before, watch.ops, check)


def _open(folder: Path) -> OpenEvent:
    return open_event(a_laptop(folder), folder / "event.jury", PASSPHRASE)


def _ids(event: OpenEvent) -> list[str]:
    return [entry.id for entry in journal.entries(event.file)]


def _a_complete_sheet(folder: Path) -> None:
    with an_event(folder) as event:
        score_all(a_juror(event), "K02", "80")


def _signs(folder: Path, watch: Recording) -> None:
    with _open(folder) as event:
        for sheet in look_and_sign(a_juror(event), ["K02"]):
            watch.ack(*sheet.changes.entries)


def _a_package(folder: Path) -> None:
    """Of a laptop that isn't admitted yet, with a signed sheet and a note."""
    with an_event(folder) as event, a_prepared(event, "panel", ["J02"]) as panel:
        juror = a_juror(panel, "J02")
        sign(juror, "K01", "70")
        juror.write_note("K01", "untuk panel", PANEL)
        shutil.copy(pack(panel, folder / "carried"), folder / "brought.jury")


def _merges(folder: Path, watch: Recording) -> None:
    with _open(folder) as event:
        (result,) = merge(event, [folder / "brought.jury"], a_desk(event)).packages
        assert result.outcome == "merged", result
        watch.ack(*_ids(event))


def _two_enrolled(folder: Path) -> None:
    an_event(folder, enrolled=("J01", "J02")).close()


def _enrols(folder: Path, watch: Recording) -> None:
    """One for the first time, with a drawn signature, and one again."""
    with _open(folder) as event:
        watch.ack(*a_desk(event).enrol("J03", pin_of("J03"), _DRAWN).entries)
        watch.ack(*a_desk(event).enrol("J01", pin_of("J01")).entries)


def _the_usual(folder: Path) -> None:
    an_event(folder).close()


def _prepares(folder: Path, watch: Recording) -> None:
    with _open(folder) as event:
        path = prepare(a_desk(event), folder / "prepared", ["J01", "J02"], with_desk=True)
        watch.ack(*_ids(event), f"prepared {path.name}")


def _prepared_survives(folder: Path, state: State) -> str | None:
    there = {path.name for path in (folder / "prepared").glob("*.jury") if not path.name.startswith(".")}
    if any(one.removeprefix("prepared ") not in there for one in state.told if one.startswith("prepared ")):
        return "lost: the prepared file"
    try:
        for name in there:
            with opened(folder / "prepared" / name, PASSPHRASE) as file:
                if key_owners(file.file) != {"J01", "J02", "desk"}:
                    return "damaged: a prepared file without its keys"
    except Problem as problem:
        return f"damaged: {problem}"
    return event_survives(folder, state)


def _nothing(folder: Path) -> None:
    (folder / "home-hq").mkdir()


def _creates(folder: Path, watch: Recording) -> None:
    secrets = (PASSPHRASE, a_setup(), DESK_PIN, ROOT_PIN)
    with create_event(a_laptop(folder), folder / "event.jury", *secrets, brought=brought()) as event:
        watch.ack(*_ids(event))


def _created_survives(folder: Path, state: State) -> str | None:
    if not (folder / "event.jury").exists():
        return "lost: the event" if state.told else None
    return event_survives(folder, state)


def _updates(folder: Path, watch: Recording) -> None:
    setup = a_setup()
    event = replace(setup.event, award="Penghargaan Lain", logo=a_logo())
    with _open(folder) as opened_event:
        desk = a_desk(opened_event)
        watch.ack(*apply(desk, plan(desk, replace(setup, event=event))).entries)


def _writes_notes(folder: Path, watch: Recording) -> None:
    """Drafts each second, and entries of them, of notes that grow."""
    with _open(folder) as event:
        juror = a_juror(event)
        for visibility in (PRIVATE, PANEL):
            key, text = f"J01/K02/{visibility.value}", ""
            for number in range(4):
                text += f"kalimat ke-{number}. " + "panjang " * 60
                if number % 2:
                    watch.ack(*juror.write_note("K02", text, visibility).entries)
                else:
                    juror.keep_note_draft("K02", text, visibility)
                watch.ack(words(key, text.strip()))
            juror.keep_note_draft("K02", f"{text} dan", visibility)
            watch.ack(words(key, f"{text} dan"))


def _notes_that_go(folder: Path) -> None:
    """J01 has written a private note twice; J02 one for the panel."""
    with an_event(folder) as event:
        juror = a_juror(event)
        for text in ("rahasia", "rahasia besar"):
            juror.write_note("K01", text, PRIVATE)
        a_juror(event, "J02").write_note("K01", "untuk panel", PANEL)


_ERASED = "J01/K01/private"
_DRAFTED = f"drafted {_ERASED}"


def _erases(folder: Path, watch: Recording) -> None:
    """Its author one while writing on, and the desk another."""
    with _open(folder) as event:
        juror = a_juror(event)
        juror.keep_note_draft("K01", "rahasia besar sekali", PRIVATE)
        watch.ack(_DRAFTED)
        watch.ack(*erase_note(juror, "J01", "K01", PRIVATE, "permintaan juri").entries)
        watch.ack(*erase_note(a_desk(event), "J02", "K01", PANEL, "salah tempat").entries)


def _erased_survives(folder: Path, state: State) -> str | None:
    """A note is as it was, with what was being written of it, or it is gone with every word of it."""
    with connect(folder / "event.jury", PASSPHRASE) as file:
        gone = erasing.erased_notes(file)
        if gone & {key for key, _content in note_drafts.kept_drafts(file)}:
            return "damaged: a draft of an erased note, which would bring it back"
        if attachment_table.sizes(file).keys() & erasing.erased_texts(file):
            return "damaged: an erased text is still there"
    stands = _DRAFTED in state.told and _ERASED not in gone
    told = state.told | ({words(_ERASED, "rahasia besar sekali")} if stands else set())
    return check_event(folder / "event.jury", told, folder)


def _a_prepared_laptop(folder: Path) -> None:
    """It has a home, and has not opened the file yet."""
    (folder / "home-panel").mkdir()
    with an_event(folder) as event:
        prepare(a_desk(event), folder / _PREPARED.parent, ["J01", "J02"])


def _writes_first(folder: Path, watch: Recording) -> None:
    """A laptop becomes a device of the event by this."""
    with open_event(a_laptop(folder, "panel"), folder / _PREPARED, PASSPHRASE) as panel:
        watch.ack(*a_juror(panel).record_score("K01", "REG", "85").entries)


def _first_survives(folder: Path, state: State) -> str | None:
    return check_event(folder / _PREPARED, state.told, folder, "panel")


ACTS: dict[str, tuple[Callable[[Path], object], Callable[[Path, Recording], None], Check]] = {
    "sign": (_a_complete_sheet, _signs, event_survives),
    "merge": (_a_package, _merges, event_survives),
    "enrol": (_two_enrolled, _enrols, event_survives),
    "prepare": (_the_usual, _prepares, _prepared_survives),
    "create": (_nothing, _creates, _created_survives),
    "update": (_the_usual, _updates, event_survives),
    "write notes": (_the_usual, _writes_notes, event_survives),
    "erase notes": (_notes_that_go, _erases, _erased_survives),
    "write first": (_a_prepared_laptop, _writes_first, _first_survives),
    "pledge": (_the_usual, later_acts.signs_a_pledge, event_survives),
    "assistant": (_the_usual, later_acts.types_for_a_juror, event_survives),
    "sign in turn": (later_acts.a_scored_event, later_acts.signs_in_turn, event_survives),
    "reveal": (later_acts.a_scored_event, later_acts.reveals, event_survives),
    "seal": (later_acts.signed_minutes, later_acts.seals, later_acts.sealed_survives),
    "provider's file": (later_acts.minutes_with_boxes, later_acts.signs_with_a_provider, event_survives),
    "from paper": (later_acts.a_copy_and_its_paper, later_acts.brings_back_sheets, later_acts.kept_survives),
}
"""Name -> the scene, the act, and the check of what a power cut left."""
