"""Value words: what the value of an entry says, by its subject, in the language that is spoken now; the first line first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from juryapp.board.field_names import whole
from juryapp.documents.words import attendance
from juryapp.journal.entry import Value
from juryapp.journal.subjects import Subject
from juryapp.model.criterion import Criterion
from juryapp.model.not_awaited import NotAwaited
from juryapp.model.presence import Presence
from juryapp.text import _, number, plain_date, plural


def score_words(value: Mapping[str, Any] | None) -> list[str]:
    """Points, or why there are none."""
    if value is None:
        return [_("not scored")]
    if value["points"] is None:
        return [_("can't be assessed: {reason}", reason=value.get("reason") or "")]
    names = value.get("names")
    whom = [_("given to {candidate} by {juror}", candidate=names["candidate"], juror=names["juror"])] if names else []
    return [number(Decimal(value["points"])), *whom]


def _remark(value: Value) -> list[str]:
    return [str(value["text"]) if value and value["text"] else _("no remark")]


def _recusal(value: Value) -> list[str]:
    if value and value.get("on_paper"):
        return [_("recorded from paper: {reason}", reason=value["reason"])]
    if value and "taken_back" in value:
        return [_("taken back: {reason}", reason=value["taken_back"])]
    return [str(value["reason"]) if value else _("no conflict of interest")]


def _pledge(value: Value) -> list[str]:
    if value is None:
        return [_("(taken back)")]
    if value.get("on_paper"):
        return [_("signed on paper")]
    conflicts = ", ".join(value["conflicts"])
    if not conflicts:
        return [_("signed; no conflicts of interest")]
    return [_("signed; conflicts of interest: {candidates}", candidates=conflicts)]


def _attendance(value: Value) -> list[str]:
    told = value or {}
    presenter = str(told.get("presenter") or "")
    return [attendance(str(told.get("state", "expected"))), *([presenter] if presenter else [])]


def _withdrawal(value: Value) -> list[str]:
    return [_("has withdrawn: {reason}", reason=value["reason"]) if value else _("has not withdrawn")]


def presence_words(presence: Presence) -> str:
    """From whom on and until whom, and what the desk decided besides, without the reasons."""
    gaps = {"first": presence.first, "last": presence.last}
    if presence.first and presence.last:
        said = _("is there from {first} on and left after {last}", **gaps)
    else:
        said = _("left after {last}", **gaps) if presence.last else _("is there from {first} on", **gaps)
    also = [_("was there for {candidates} too", candidates=", ".join(presence.also))] if presence.also else []
    left_out = presence.left_out
    out = [_("signed sheets left out: {candidates}", candidates=", ".join(left_out))] if left_out else []
    return "; ".join((said, *also, *out))


def presence_reasons(presence: Presence) -> str:
    """Why it is recorded so, and why the desk decided what it did besides."""
    return "; ".join(text for text in (presence.reason, presence.decided) if text)


def _presence(value: Value) -> list[str]:
    if value is None:
        return [_("is there for every candidate")]
    presence = Presence.from_value("", value)
    return [presence_words(presence), presence_reasons(presence)]


def _slot(value: Value) -> list[str]:
    return [whole(Subject.SLOT, value) if value else _("no time")]


def _stage(value: Value) -> list[str]:
    return [whole(Subject.STAGE, value) if value else _("(empty)")]


def _rubric(value: Value) -> list[str]:
    """Whatever two rubrics may differ in: weights, scales, guidance, bands."""
    criteria = [Criterion.from_json("", one) for one in (value or {}).get("criteria", [])]
    return [_("{count} criteria", count=len(criteria)), *map(_criterion_words, criteria)]


def _criterion_words(one: Criterion) -> str:
    scale = one.scale
    range_ = ", ".join(map(number, scale.values)) if scale.values else f"{number(scale.minimum)}–{number(scale.maximum)}"
    step = f"/{number(scale.step)}" if not scale.values and scale.step != 1 else ""
    bands = "; ".join(f"{number(band.low)}–{number(band.high)} {band.text}" for band in one.bands)
    return " · ".join(part for part in (f"{one.name}: {number(one.weight)}%", range_ + step, one.guidance, bands) if part)


def _points(value: Value) -> list[str]:
    return [number(Decimal(str(value["points"]))) if value else _("no score")]


def _decision(value: Value) -> list[str]:
    told: Any = value or {}
    joint = _("{candidates} share the place", candidates=", ".join(told["joint"])) if told.get("joint") else ""
    return [", ".join(told.get("order", [])) or joint or _("no decision"), *([str(told["reason"])] if value else [])]


def _reveal(value: Value) -> list[str]:
    told: Any = value or {}
    if "second" not in told:
        return [_("is the second person who reveals the result")]
    with_ = _("the result is revealed together with {juror}", juror=told["second"])
    reasons = [str(told[name]) for name in ("reason", "early") if told.get(name)]
    return [with_ if told["second"] else _("the result is revealed"), *reasons]


def _mention(value: Value) -> list[str]:
    return [str(value["title"]), str(value["reason"])] if value else [_("(taken back)")]


def _issued(value: Value) -> list[str]:
    told: Any = value or {}
    people = ", ".join([*told["signers"], *([told["chair"]] if told["chair"] else [])])
    return [_("for signing by {jurors}", jurors=people)]


def _signature(value: Value) -> list[str]:
    told: Any = value or {}
    return [_("declined"), str(told["declined"])] if "declined" in told else [_("signed")]


def _branch(value: Value) -> list[str]:
    told: Any = value or {}
    return [_("the file {digest} goes on", digest=str(told["pdf"])[:16]), str(told["reason"])]


def _document_seal(value: Value) -> list[str]:
    told: Any = value or {}
    count = len(told["stamps"])
    stamped = [plural("{count} archive time stamp", "{count} archive time stamps", count)] if count else []
    return [_("sealed by headquarters"), *stamped]


def _paper(value: Value) -> list[str]:
    return [str(value["name"]), str(value["file"])] if value else [_("(taken away)")]


def _origin(value: Value) -> list[str]:
    if not value:
        return [_("(taken back)")]
    told = {name: value[name] for name in ("organiser", "place", "category")}
    return [_("place {place} of {category}, {organiser}", **told), str(value["shown"])]


def _join(value: Value) -> list[str]:
    return [_("is joined to {kept}: {reason}", kept=value["kept"], reason=value["reason"]) if value else _("stands alone")]


def _reason(value: Value) -> list[str]:
    return [str(value["reason"]) if value else _("(taken back)")]


def _resolution(value: Value) -> list[str]:
    return [_("decided: {reason}", reason=value["reason"]) if value else ""]


def _device(value: Value) -> list[str]:
    removed: Any = (value or {}).get("removed")
    name = str((value or {}).get("name", ""))
    return [
        _("{name} was removed: {reason}", name=name, reason=removed["reason"]) if removed else _("{name} is admitted", name=name)
    ]


def _correction(value: Value) -> list[str]:
    both: Any = value or {}
    before, after = (", ".join(map(str, both.get(side, {}).values())) for side in ("from", "to"))
    return [_("“{before}” is now “{after}”", before=before, after=after), *([str(both["reason"])] if value else [])]


def _day(value: Value) -> list[str]:
    if not value:
        return [_("(taken back)")]
    return [_("it was {day}", day=plain_date(date.fromisoformat(value["day"]))), str(value["reason"])]


def _laptop(value: Value) -> list[str]:
    if not value:
        return [_("(taken back)")]
    people = [*value["jurors"], *([_("the secretary")] if value["desk"] else [])]
    return [str(value["label"]), ", ".join(people) or _("without a key")]


def _not_awaited(value: Value) -> list[str]:
    if not value:
        return [_("(taken back)")]
    return [_("unused") if value["why"] == NotAwaited.UNUSED else _("given up"), str(value["reason"])]


def _assistant(value: Value) -> list[str]:
    told = value or {}
    if "ended" in told:
        return [_("{name} types no more", name=told["name"]), str(told["ended"]["reason"])]
    return [_("{name} types at this juror's form", name=told.get("name", ""))]


def other(value: Value) -> list[str]:
    """Whatever this program has no words for."""
    return [", ".join(f"{name}: {member}" for name, member in value.items()) if value else _("(empty)")]


SAYS: dict[str, Callable[[Value], list[str]]] = {
    Subject.SCORE: score_words,
    Subject.REMARK: _remark,
    Subject.RECUSAL: _recusal,
    Subject.ATTENDANCE: _attendance,
    Subject.WITHDRAWAL: _withdrawal,
    Subject.PRESENCE: _presence,
    Subject.SLOT: _slot,
    Subject.PLEDGE: _pledge,
    Subject.PAPER: _paper,
    Subject.STAGE: _stage,
    Subject.RUBRIC: _rubric,
    Subject.STAGE_SCORE: _points,
    Subject.ORIGIN: _origin,
    Subject.DECISION: _decision,
    Subject.REVEAL: _reveal,
    Subject.MENTION: _mention,
    Subject.DOCUMENT: _issued,
    Subject.SIGNATURE: _signature,
    Subject.BRANCH: _branch,
    Subject.DOCUMENT_SEAL: _document_seal,
    Subject.JOIN: _join,
    Subject.DISTINCT: _reason,
    Subject.MAPPING: _reason,
    Subject.CERTIFICATE: lambda value: [""],
    Subject.RESOLUTION: _resolution,
    Subject.TAIL: _reason,
    Subject.DEVICE: _device,
    Subject.LAPTOP: _laptop,
    Subject.NOT_AWAITED: _not_awaited,
    Subject.ASSISTANT: _assistant,
    Subject.CORRECTION: _correction,
    Subject.HEADQUARTERS: lambda value: [_("{name} is headquarters", name=value["name"]) if value else _("(taken back)")],
    Subject.DAY: _day,
}
"""Subject -> what a value of it says, the first line first."""
