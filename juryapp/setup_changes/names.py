"""Names that change with a workbook: what has to be confirmed by name, and why a name can't change, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from juryapp.board.cells import Board
from juryapp.board.names_on_sheets import FIELDS
from juryapp.errors import Problem, Refused
from juryapp.journal.subjects import Subject
from juryapp.model.names import CONFIRMED, Difference
from juryapp.model.setup import Setup
from juryapp.setup_changes.identity import CRITERION, NameChangeKind, Renaming, records
from juryapp.setup_changes.renumbering import RenumberedRow
from juryapp.setup_changes.update_words import Told, WorkWords
from juryapp.store.work_in_name import WorkInName
from juryapp.text import _, mark, translate

_NUMBERS: dict[str, str] = {
    Subject.CANDIDATE: mark("Candidate {name} keeps the number {kept} (the workbook says {workbook})."),
    Subject.JUROR: mark("Juror {name} keeps the code {kept} (the workbook says {workbook})."),
    CRITERION: mark("Criterion {name} keeps the code {kept} (the workbook says {workbook})."),
}
_FREE_NUMBERS: dict[str, str] = {
    Subject.CANDIDATE: mark(
        "Candidate {name} is new and gets the free number {kept} (the workbook says {workbook}, which is taken)."
    ),
    Subject.JUROR: mark("Juror {name} is new and gets the free code {kept} (the workbook says {workbook}, which is taken)."),
    CRITERION: mark("Criterion {name} is new and gets the free code {kept} (the workbook says {workbook}, which is taken)."),
}
_FIELD_NAMES = {
    **FIELDS, "head": mark("head"), "presenter": mark("presenter"), "facts": mark("facts"), "nip": mark("NIP"),
    "guidance": mark("guidance"), "descriptors": mark("descriptors"),
}  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """Another spelling of one who has something in their name, to be confirmed by name."""

    subject: str
    code: str
    name: str
    """As the workbook spells it."""
    renamings: tuple[Renaming, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Kind of record and code."""
        return self.subject, self.code

    @property
    def confirms(self) -> str:
        """What somebody types to confirm it: the name that it becomes, or the institution or position where the name stays."""
        named = any(one.field in ("name", "label") for one in self.renamings)
        return self.name if named else next((one.after for one in self.renamings if one.after), self.name)

    @property
    def problem(self) -> Refused:
        """Both names, what stands in them, and that it has to be confirmed."""
        if self.subject == Subject.EVENT:
            return Refused(
                "The event's code {code} becomes {name}. Sheets that are signed ({work}) bear {code} on the page and "
                "in the name of "
                "their files, and stay valid under it; what is printed, signed and packed from now on bears {name}.",
                code=self.code,
                name=self.name,
                work=WorkWords(self.renamings[0].work or WorkInName()),
            )
        if self.subject == Subject.JUROR and any(
            one.field == "name" and one.work and one.work.enrolled for one in self.renamings
        ):
            return Refused(
                "{code} {name}: {changes}. In this name stand: {work}. It is done only if you confirm that both are "
                "the same person. "
                "The certificate bears the former name until {code} is enrolled anew; signed sheets keep it, and go on counting. "
                "Who came in this juror's place gets a code of their own.",
                **self._gaps,
            )
        return Refused(
            "{code} {name}: {changes}. In this name stand: {work}. It is done only if you confirm that both are the same.",
            **self._gaps,
        )

    @property
    def _gaps(self) -> dict[str, object]:
        work = next((one.work for one in self.renamings if one.work), None) or WorkInName()
        return {"code": self.code, "name": self.name, "changes": _Changes(self.renamings), "work": WorkWords(work)}

    @property
    def says(self) -> str:
        """The same in the current language."""
        return str(self.problem)


class _Changes:
    """What changes of somebody's names, in the reader's language."""

    def __init__(self, listed: Sequence[Renaming]) -> None:
        self._listed = listed

    def __str__(self) -> str:
        told = (
            _(
                "{field} “{before}” becomes “{after}”, which is that of {other}",
                field=_(_FIELD_NAMES[one.field]),
                before=one.before or "–",
                after=one.after or "–",
                other=one.other,
            )
            if one.other
            else _(
                "{field} “{before}” becomes “{after}”",
                field=_(_FIELD_NAMES[one.field]),
                before=one.before or "–",
                after=one.after or "–",
            )
            for one in self._listed
        )
        return "; ".join(told)


class _Field:
    """A field's name in the reader's language."""

    def __init__(self, field: str) -> None:
        self._field = field

    def __str__(self) -> str:
        return translate(_FIELD_NAMES[self._field])


def refusal(one: Renaming, setup: Setup) -> Problem:
    """Why a name can't change: what, where, what to do."""
    gaps = {"at": setup.places.get((one.subject, one.code), one.code), "code": one.code, "field": _Field(one.field)}
    gaps |= {
        "before": one.before or "–",
        "after": one.after or "–",
        "work": WorkWords(one.work or WorkInName()),
        "other": one.other,
    }
    if one.subject == CRITERION:
        return _refused_criterion(one, gaps)
    if not one.before and one.kind is NameChangeKind.ANOTHERS:
        return Refused("{at}: “{after}” is {other} in the event, with {work} there; give this row the number {other}.", **gaps)
    if one.field == "institution" and one.kind is NameChangeKind.ANOTHERS:
        return Refused(
            "{at}: the institution of {code} would become “{after}”, which is that of {other} in the event; "
            "{code} is of “{before}”, "
            "with {work} in its name, and scores don't move to another. Write the institution of {code} as it was.",
            **gaps,
        )
    if one.kind is NameChangeKind.ANOTHERS and not one.work:
        return Refused(
            "{at}: {field} of {code} would become “{after}”, as {other} has it in the event; give this row the number {other}.",
            **gaps,
        )
    if one.kind is NameChangeKind.ANOTHERS:
        return Refused(
            "{at}: {field} of {code} would become “{after}”, as {other} has it in the event; {code} is “{before}”, with {work} "
            "in its name, and scores don't move to another. Give this row the number {other}.",
            **gaps,
        )
    return _too_far(one, gaps)


def _too_far(one: Renaming, gaps: dict[str, object]) -> Problem:
    if one.subject == Subject.JUROR:
        return Refused(
            "{at}: {field} of {code} would become “{after}”; it is “{before}”, with {work} in that name, and scores don't move "
            "to another person. Spell it as it was, and give who came instead a code of their own, in a new row; that {code} "
            "left or came late is recorded with the attendance.",
            **gaps,
        ).seen_to_by(f'juryapp presence; if it is the same person: juryapp update --same-person {one.code}="{one.after}"')
    if one.subject == Subject.CATEGORY:
        return Refused(
            "{at}: {field} of {code} would become “{after}”; it is “{before}”, with {work} in it, and its sheets don't move to "
            "another category. Spell it as it was; another category gets a code of its own.",
            **gaps,
        )
    if one.field == "institution":
        return Refused(
            "{at}: the institution of {code} would become “{after}”; it is “{before}”, with {work} in its name, and nobody would "
            "take the two for one. Write it as it was, or written out; a candidate of another institution gets a free number.",
            **gaps,
        )
    return Refused(
        "{at}: {field} of {code} would become “{after}”; it is “{before}”, with {work} in its name, and scores don't move to "
        "another. Spell it as it was, and give somebody else a free number; withdraw {code} only if it is out of the running.",
        **gaps,
    )


def _refused_criterion(one: Renaming, gaps: dict[str, object]) -> Problem:
    if one.field != "name":
        return Refused(
            "{at}: {field} of {code} would become those of {other}: “{after}” (was “{before}”); {work} were given under the "
            "former ones. Put them back into their rows; a criterion that means something else needs another code.",
            **gaps,
        )
    if not one.work or not one.before:
        # a new code, or one that was never scored, for a criterion that is scored under another
        return Refused("{at}: “{after}” is {other} in the event, with points there; give this row the code of {other}.", **gaps)
    if one.kind is NameChangeKind.ANOTHERS:
        return Refused(
            "{at}: {field} of {code} would become “{after}”, which is {other} in the event; {code} is “{before}”, with {work} in "
            "its name, and points don't move to another criterion. Give this row the code of {other}.",
            **gaps,
        )
    return Refused(
        "{at}: {field} of {code} would become “{after}”; it is “{before}”, with {work} in its name, and points don't move to "
        "another criterion. Give another criterion another code, or spell it as it was.",
        **gaps,
    )


def corrections_in(found: list[Renaming], setup: Setup) -> Iterator[Correction]:
    """The renamings that a person confirms, those of one together."""
    together: dict[tuple[str, str], list[Renaming]] = {}
    for one in found:
        if one.kind is NameChangeKind.CORRECTION:
            together.setdefault((one.subject, one.code), []).append(one)
    for (subject, code), listed in together.items():
        criteria = {f"{one.category}/{one.code}": one.name for one in setup.criteria} if subject == CRITERION else {}
        name = criteria[code] if subject == CRITERION else records(setup)[subject][code].name
        yield Correction(subject, code, name, tuple(listed))


def code_change(board: Board, standing: Setup, setup: Setup) -> Correction | None:
    """The event's code that becomes another though sheets are signed: they bear it."""
    before, after = standing.event.code, setup.event.code
    signed = sum(record.signed for record in board.records.values())
    if before == after or not signed:
        return None
    work = WorkInName(sheets=signed)
    changed = Renaming(Subject.EVENT, before, "label", before, after, NameChangeKind.CORRECTION, work)
    return Correction(Subject.EVENT, before, after, (changed,))


def numbered(moved: list[RenumberedRow]) -> Iterator[Told]:
    """A sentence for each row that stands under another number than the workbook gives it."""
    for one in moved:
        sentence = (_FREE_NUMBERS if one.is_new else _NUMBERS)[one.subject]
        yield Told(_(sentence, name=one.name, kept=one.kept, workbook=one.workbook))


def named_anew(found: Iterable[Renaming]) -> Iterator[Told]:
    """Jurors of whom the desk says that they are the same under another name, with what becomes of what stands in it."""
    for one in found:
        if one.kind is NameChangeKind.SAME_PERSON:
            yield Told(
                _(
                    "Juror {code}: you say that “{after}” is the same person as “{before}”. What was scored as “{before}” and "
                    "isn't signed waits until {code} confirms it; signed sheets don't count until they are signed anew or you "
                    "decide about them (conflicts). Enrol {code} anew: the certificate bears the former name.",
                    code=one.code,
                    after=one.after,
                    before=one.before,
                )
            )


def differences_of(corrections: Collection[Correction], board: Board) -> frozenset[Difference]:
    """What the corrections confirm: from the name in force, and from those confirmed to mean it."""
    found: set[Difference] = set()
    named = (one for one in corrections if one.subject != Subject.EVENT)
    renamings = (one for correction in named for one in correction.renamings)
    for one in (one for one in renamings if one.field in CONFIRMED.get(one.subject, ())):
        said = {known.signed for known in board.same if (known.subject, known.code, known.field, known.now) == _place(one)}
        found |= {Difference(one.subject, one.code, one.field, text, one.after) for text in {one.before, *said} - {one.after}}
    return frozenset(found)


def _place(one: Renaming) -> tuple[str, str, str, str]:
    return one.subject, one.code, one.field, one.before
