"""Words of the next steps: what is to be done, and what its button says. Reads nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time

from juryapp.board.step import ANEW, MOST_NAMED, Lacking, Opening, Printing, Step, StepKind
from juryapp.text import _, clock_time, local, mark, plural


def sentence(step: Step, zone: str) -> str:
    """What is to be done, in a sentence or two; hours in the event's zone."""
    return _SENTENCES[step.kind](step, zone)


def deed(step: Step) -> str:
    """What the button says that leads there."""
    return _(_DEEDS[step.kind], juror=step.juror, candidate=step.candidate)


def _and_more(words: str, step: Step) -> str:
    more = step.count - 1
    return f"{words} {plural('And {count} more.', 'And {count} more.', more)}" if more > 0 else words


def _call(step: Step, zone: str) -> str:
    since = local(step.at, zone)
    words = _(
        "{juror} calls the secretary since {time}, at {candidate}.",
        juror=f"{step.name} ({step.juror})",
        time=clock_time(since) if since else step.at,
        candidate=step.candidate,
    )
    return _and_more(words, step)


def _attendance(step: Step, _zone: str) -> str:
    at = clock_time(time.fromisoformat(step.at))
    words = _("Has {candidate} come? The hour of the interview is {time}.", candidate=f"{step.candidate} {step.name}", time=at)
    return _and_more(words, step)


def _receive(step: Step, _zone: str) -> str:
    return stick_words(step.name, step.count)


def stick_words(who: str, sheets: int) -> str:
    """Whose flash disk is in, and how many signed sheets it would bring."""
    if not sheets:
        return _("Flash disk of {who}: no new sheet, but something else is new.", who=who)
    return plural("Flash disk of {who}: {count} sheet.", "Flash disk of {who}: {count} sheets.", sheets, who=who)


def _admit(step: Step, _zone: str) -> str:
    return plural(
        "{count} laptop that isn't admitted brought something: {laptop}. It is held until you admit the laptop.",
        "{count} laptops that aren't admitted brought something: {laptop} and others. It is held until you admit them.",
        step.count,
        laptop=step.name,
    )


def _decide(step: Step, _zone: str) -> str:
    return _and_more(_("Something needs your decision: {what}.", what=step.name), step)


def _request(step: Step, _zone: str) -> str:
    words = _(
        "{juror} asks to reopen the sheet for {candidate}: {reason}",
        juror=f"{step.name} ({step.juror})",
        candidate=step.candidate,
        reason=step.told,
    )
    return _and_more(words, step)


def _copy_root(_step: Step, _zone: str) -> str:
    return _("Headquarters' key lies on this laptop alone. If it is lost, nobody can be headquarters of this event again.")


def _enrol(step: Step, _zone: str) -> str:
    return plural(
        "{count} juror is not enrolled yet: {juror}.",
        "{count} jurors are not enrolled yet; the next is {juror}.",
        step.count,
        juror=f"{step.name} ({step.juror})",
    )


def _prepare(step: Step, _zone: str) -> str:
    if step.told == ANEW:
        return _(
            "{juror} was enrolled anew: the laptop that was prepared before still asks for the former PIN. Prepare it anew.",
            juror=f"{step.name} ({step.juror})",
        )
    return plural(
        "{count} juror has a PIN and no laptop yet that was prepared. Whoever sits at this one needs no other.",
        "{count} jurors have a PIN and no laptop yet that was prepared. Whoever sits at this one needs no other.",
        step.count,
    )


def _pledge(step: Step, _zone: str) -> str:
    return plural(
        "{count} juror has scored without a pledge that is known here: {juror}.",
        "{count} jurors have scored without a pledge that is known here; the first is {juror}.",
        step.count,
        juror=f"{step.name} ({step.juror})",
    )


def _attendance_missing(step: Step, _zone: str) -> str:
    return plural(
        "Whether and how {count} candidate came isn't recorded, and the interview is over: {candidate}.",
        "Whether and how {count} candidates came isn't recorded, and the interviews are over; the first is {candidate}.",
        step.count,
        candidate=f"{step.candidate} {step.name}",
    )


def _set_up(step: Step, _zone: str) -> str:
    match step.told:
        case Lacking.CANDIDATES:
            return _("The event has no candidates yet. Type them or paste them from a spreadsheet.")
        case Lacking.JURORS:
            return _("The event has no jurors yet. Type them or paste them from a spreadsheet.")
    return _("{category} has no criteria yet.", category=step.name)


def _hour_missing(step: Step, _zone: str) -> str:
    return plural(
        "{count} candidate has no hour in the schedule: {candidate}.",
        "{count} candidates have no hour in the schedule; the first is {candidate}.",
        step.count,
        candidate=f"{step.candidate} {step.name}",
    )


def _reopened(step: Step, _zone: str) -> str:
    words = _(
        "{juror} signs the sheet for {candidate} anew; it was reopened: {reason} Until then the result that was opened isn't "
        "final.",
        juror=f"{step.name} ({step.juror})",
        candidate=step.candidate,
        reason=step.told if step.told.endswith((".", "!", "?", "…")) else f"{step.told}.",
    )
    return _and_more(words, step)


def _sheets_missing(step: Step, _zone: str) -> str:
    return plural(
        "{count} sheet should be signed by now and is not signed here yet: {jurors}.",
        "{count} sheets should be signed by now and are not signed here yet: {jurors}.",
        step.count,
        jurors=step.name,
    )


def _changed(step: Step, _zone: str) -> str:
    """Nothing of the result: whether it is opened or not, something that counts in it isn't as it was."""
    said = _("{category}: something that counts was changed after every sheet was signed.", category=step.name)
    word = _("It is to be acknowledged here.") if step.told else _("Headquarters is to acknowledge it.")
    return _and_more(f"{said} {word}", step)


def _reveal(step: Step, _zone: str) -> str:
    said = _("{category}: every sheet that is expected is signed. The result can be opened.", category=step.name)
    if step.missing:
        said = _(
            "{category}: everyone who came was heard. Not signed here: {sheets}. You can wait for that, or open the result with "
            "a reason, which stays on record.",
            category=step.name,
            sheets=_sheets(step.missing),
        )
    elif step.told == Opening.WITH_REASON:
        said = _(
            "{category}: everyone who came was heard, and something is still missing. You can wait for it, or open the result "
            "with a reason, which stays on record.",
            category=step.name,
        )
    more = step.count - 1
    told = plural("The same of {count} more category.", "The same of {count} more categories.", more) if more > 0 else ""
    return f"{said} {told}".strip()


def _sheets(missing: Sequence[tuple[str, str]]) -> str:
    """`J01 for K03, J02 for K01, and 4 more`."""
    told = [_("{juror} for {candidate}", juror=juror, candidate=candidate) for juror, candidate in missing[:MOST_NAMED]]
    more = len(missing) - len(told)
    return ", ".join([*told, *([_("and {count} more", count=more)] if more > 0 else [])])


def _order_tied(step: Step, _zone: str) -> str:
    return _and_more(_("{category}: some candidates are tied; the plenary orders them.", category=step.name), step)


def _settle(step: Step, _zone: str) -> str:
    return plural(
        "Until laptop {laptops} is settled, no result is final: close it there and receive its package, or say why nothing is "
        "awaited from it.",
        "Until {count} laptops are settled, no result is final ({laptops}): close them there and receive their packages, or say "
        "why nothing is awaited from them.",
        step.count,
        laptops=f"{step.name}; …" if step.count > MOST_NAMED else step.name,
    )


def _print(step: Step, _zone: str) -> str:
    match step.told:
        case Printing.CLOSED:
            return _("The results are final. Once they are opened, print the documents and have them signed.")
        case Printing.AWAITED:
            return _("Every sheet is signed, and laptops are still awaited: documents printed now say PROVISIONAL.")
        case Printing.PART:
            return _(
                "{category}: the result is opened. Print its recapitulation and have it signed; the minutes wait until every "
                "result is opened.",
                category=step.name,
            )
        case Printing.NOT_FINAL:
            return _("The results are opened. Print the recapitulation and the minutes; they say what isn't final.")
    return _("The results are final. Print the documents and have them signed.")


def _pack(_step: Step, _zone: str) -> str:
    return _("What was done here since the last copy lies on this laptop alone. Give it along on a flash disk.")


_SENTENCES: dict[StepKind, Callable[[Step, str], str]] = {
    StepKind.CALL: _call,
    StepKind.ATTENDANCE: _attendance,
    StepKind.RECEIVE: _receive,
    StepKind.ADMIT: _admit,
    StepKind.DECIDE: _decide,
    StepKind.REQUEST: _request,
    StepKind.SET_UP: _set_up,
    StepKind.HOUR_MISSING: _hour_missing,
    StepKind.COPY_ROOT: _copy_root,
    StepKind.ENROL: _enrol,
    StepKind.PREPARE: _prepare,
    StepKind.PLEDGE: _pledge,
    StepKind.ATTENDANCE_MISSING: _attendance_missing,
    StepKind.CHANGED: _changed,
    StepKind.REOPENED: _reopened,
    StepKind.SHEETS_MISSING: _sheets_missing,
    StepKind.REVEAL: _reveal,
    StepKind.ORDER_TIED: _order_tied,
    StepKind.SETTLE: _settle,
    StepKind.PRINT: _print,
    StepKind.PACK: _pack,
}
_DEEDS = {
    StepKind.CALL: mark("See the call of {juror}"),
    StepKind.ATTENDANCE: mark("Record how {candidate} came"),
    StepKind.RECEIVE: mark("Receive"),
    StepKind.ADMIT: mark("Look at what waits"),
    StepKind.DECIDE: mark("Compare and decide"),
    StepKind.REQUEST: mark("Look at the request of {juror}"),
    StepKind.SET_UP: mark("Prepare the event"),
    StepKind.HOUR_MISSING: mark("Give {candidate} an hour"),
    StepKind.COPY_ROOT: mark("Copy the key"),
    StepKind.ENROL: mark("Enrol {juror}"),
    StepKind.PREPARE: mark("Prepare a laptop"),
    StepKind.PLEDGE: mark("See the pledge of {juror}"),
    StepKind.ATTENDANCE_MISSING: mark("Record how {candidate} came"),
    StepKind.CHANGED: mark("See what was changed"),
    StepKind.REOPENED: mark("See the sheet of {juror}"),
    StepKind.SHEETS_MISSING: mark("See who is behind"),
    StepKind.REVEAL: mark("Open the results"),
    StepKind.ORDER_TIED: mark("Order the tied ones"),
    StepKind.SETTLE: mark("See what is awaited"),
    StepKind.PRINT: mark("Make the documents"),
    StepKind.PACK: mark("Give this laptop's data along"),
}
