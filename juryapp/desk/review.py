"""Review: a score sheet as it was shown to its juror before signing, and what differs by the time it is to be signed.

Packages come in while a page stands open: a signature covers what was seen, or nothing. Not here: signing itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from juryapp.board.typed_by_assistants import TypedByAssistants, typed_by_assistants
from juryapp.canonical_json import canonical
from juryapp.desk.juror import JurorDesk
from juryapp.desk.unsigned_sheet import check_complete, sheet_facts
from juryapp.documents.sheet_json import sheet_json
from juryapp.errors import Refused
from juryapp.store import journal
from juryapp.text import _, mark, number

if TYPE_CHECKING:
    from juryapp.documents.sheet_json import SheetFacts

_DECIDED_BY_SIGNING = ("signed_at", "day", "device", "entries")
"""What the page doesn't show as the juror's: time and day, the laptop, and which entries say what stands."""
_BLOCKS = {
    "candidate": mark("what is said of the candidate"),
    "juror": mark("what is said of the juror"),
    "event": mark("what is said of the event"),
    "chair": mark("the chair"),
    "panel": mark("the panel"),
    "slot": mark("day, time or room"),
    "rubric": mark("the criteria"),
    "rounding": mark("the rule of rounding"),
    "revision": mark("the revision"),
    "supersedes": mark("what the sheet replaces"),
    "typed": mark("what was typed from paper"),
    "assisted": mark("what the assistant typed"),
}


@dataclass(frozen=True)
class ReviewedSheet:
    """What a sheet said when its juror looked at it."""

    candidate: str
    content: bytes
    """Canonical JSON of the sheet's data, without what only the signing decides."""

    @property
    def digest(self) -> str:
        """SHA-256 in hex of what was shown; equal for two that say the same."""
        return hashlib.sha256(b"jury-reviewed-1\n" + self.content).hexdigest()

    def value(self) -> Mapping[str, Any]:
        """The data."""
        return json.loads(self.content)  # type: ignore[no-any-return]


def review(desk: JurorDesk, candidate: str) -> ReviewedSheet:
    """This juror's sheet of a candidate as it stands now. Raises `Refused` where it isn't complete, or can't be signed."""
    check_complete(desk, candidate)
    return reviewed(sheet_facts(desk, desk.board(candidate), candidate, desk.event.laptop.clock()))


def reviewed(facts: SheetFacts) -> ReviewedSheet:
    """What a page that is drawn from these facts shows."""
    value = json.loads(sheet_json(facts))
    return ReviewedSheet(facts.candidate.number, canonical({k: v for k, v in value.items() if k not in _DECIDED_BY_SIGNING}))


def check_unchanged(seen: ReviewedSheet, now: ReviewedSheet) -> None:
    """Raises `Refused`, with what differs, unless the sheet still says what was shown."""
    if seen.digest != now.digest:
        raise Refused(
            "The sheet of {candidate} is not the one that was shown, so it was not signed: {differences}. "
            "Look at it again, then sign.",
            candidate=seen.candidate,
            differences="; ".join(differences(seen, now)),
        )


def differences(seen: ReviewedSheet, now: ReviewedSheet) -> list[str]:
    """What differs between two looks at one sheet, a phrase each, scores first; empty where they say the same."""
    old, new = seen.value(), now.value()
    found = list(_scores(_by_code(old), _by_code(new)))
    found += [_(words) for block, words in _BLOCKS.items() if old.get(block) != new.get(block)]
    return found or ([_("the total or the layout")] if seen.digest != now.digest else [])


def _by_code(value: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {criterion["code"]: criterion for criterion in value["criteria"]}


def _scores(old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for code in [*old, *(code for code in new if code not in old)]:
        before, after = old.get(code), new.get(code)
        if before is None or after is None:
            yield _("criterion {criterion}", criterion=code)
        elif _points(before) != _points(after):
            yield _(
                "{criterion}: {before} was shown, {after} stands now",
                criterion=code,
                before=_points(before),
                after=_points(after),
            )
        elif (before["reason"], before["remark"]) != (after["reason"], after["remark"]):
            yield _("{criterion}: the reason for the score", criterion=code)


def summary(sheet: ReviewedSheet) -> str:
    """What a sheet says, in a line: number, name, institution, each criterion's points, the total."""
    value = sheet.value()
    known = value["candidate"]
    named = " · ".join(dict.fromkeys(part for part in (known["number"], known["name"], known["institution"]) if part))
    points = ", ".join(f"{criterion['code']} {_points(criterion)}" for criterion in value["criteria"])
    total = number(Decimal(value["total_printed"]), 2)
    return _("{candidate}: {points}; total {total}", candidate=named, points=points, total=total)


def _points(criterion: Mapping[str, Any]) -> str:
    points = criterion["points"]
    return number(Decimal(points)) if points is not None else _("can't be assessed")


def assisted_on(desk: JurorDesk, candidate: str) -> TypedByAssistants:
    """What of this sheet an assistant typed."""
    return typed_by_assistants(desk.event.file, desk.board(candidate), desk.juror.code, candidate)


def assisted_sentence(typed: TypedByAssistants) -> str:
    """That an assistant typed it, and that the signature makes it the juror's own."""
    names, criteria = ", ".join(typed.names), ", ".join(typed.called)
    return _("Typed by the assistant {names}: {criteria}. Signing confirms it as your own.", names=names, criteria=criteria)


def assisted_words(desk: JurorDesk, candidate: str) -> list[str]:
    """The sentence, or none where no assistant typed anything of this sheet."""
    typed = assisted_on(desk, candidate)
    return [assisted_sentence(typed)] if typed.criteria else []


def written_elsewhere(desk: JurorDesk, candidate: str) -> list[str]:
    """The criteria of this sheet whose points or remarks were written at another laptop than this one."""
    own, file = desk.event.own_devices(), desk.event.file
    drafts = desk.board(candidate).drafts.get((desk.juror.code, candidate), {})
    found = []
    for code, draft in drafts.items():
        entries = (journal.find(file, id_) for id_ in (draft.entry, draft.remark_entry) if id_)
        if any(entry is not None and entry.device not in own for entry in entries):
            found.append(code)
    return found
