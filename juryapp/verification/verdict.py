"""Verdict: what was found out about one file that was checked, and how people read it. The window and the command say the same.

Sentences are put into the reader's language when they are shown, so a verdict reads right after the language was switched.
Not here: finding it out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from juryapp.errors import Problem
from juryapp.model.document import FileKind
from juryapp.text import _, mark, one_line, translate
from juryapp.verification.overlay_words import Overlaid


class Judgement(StrEnum):
    """What is found of a file, as `juryapp verify --json` says it."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    PARTLY = "partly signed"
    """Genuine, and not all whom the document names have signed it yet."""
    UNSIGNED = "unsigned"
    """A paper of ours that bears no signature: nothing is wrong with it, and nothing proves what it says."""
    INVALID = "invalid"
    CODE_GENUINE = "code genuine"
    """Of a picture: its QR code is genuine, the page around it is unproven."""

    @property
    def plain(self) -> Judgement:
        """The same in the four words that others' programs know: every signature of a paper that waits for more is valid, and
        one without any proves nothing."""
        return {Judgement.PARTLY: Judgement.VALID, Judgement.UNSIGNED: Judgement.INVALID}.get(self, self)


_WORDS = {
    Judgement.VALID: mark("valid"),
    Judgement.SUPERSEDED: mark("valid, but superseded"),
    Judgement.PARTLY: mark("genuine, not signed by all yet"),
    Judgement.UNSIGNED: mark("not signed, proves nothing"),
    Judgement.INVALID: mark("not valid"),
    Judgement.CODE_GENUINE: mark("QR code genuine, page unproven"),
}
_KINDS = {
    FileKind.SCORE_SHEET: mark("score sheet"),
    FileKind.RECAPITULATION: mark("recapitulation"),
    FileKind.MINUTES: mark("minutes"),
    FileKind.COMPLETENESS: mark("record of completeness"),
    FileKind.DESTRUCTION: mark("certificate of destruction"),
    FileKind.ATTENDANCE: mark("attendance list"),
    FileKind.PLEDGE: mark("integrity pledge"),
    FileKind.BLANK: mark("blank form"),
    FileKind.DECREE: mark("draft of the decree's annex"),
    FileKind.CERTIFICATE: mark("certificates"),
    FileKind.CEREMONY: mark("list for the ceremony"),
    FileKind.CARDS: mark("cards to cut"),
    FileKind.SET_UP: mark("set-up sheet"),
    FileKind.HANDOVER: mark("receipt for a flash disk"),
    FileKind.ENROLMENT: mark("enrolment list"),
    FileKind.TEST_PAGE: mark("test page"),
    FileKind.ENVELOPE: mark("page for the envelope"),
    FileKind.VAULT_SHARE: mark("share of a vault's key"),
    FileKind.PACKAGE: mark("package"),
    FileKind.EVENT: mark("event file"),
    FileKind.PHOTO: mark("photo or scan"),
    FileKind.UNKNOWN: mark("unknown"),
}
_FIELDS = {
    "Juror": mark("juror"),
    "Chair": mark("chair"),
    "Desk": mark("secretary"),
    "HQ_Seal": mark("headquarters' seal"),
    "PSrE": mark("provider"),
    "DocTimeStamp": mark("time stamp"),
    "QR": mark("QR code"),
    "manifest": mark("laptop that packed it"),
}


def kind_called(kind: FileKind) -> str:
    """What people call a kind of file, in the language that is spoken now."""
    return _(_KINDS[kind])


class Parts:
    """Names of parts, said in the language that is spoken when they are shown."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def __str__(self) -> str:
        return ", ".join(map(translate, self._names))


@dataclass(frozen=True)
class Verdict:
    """What was found out about one file."""

    path: Path
    kind: FileKind
    verdict: Judgement
    faults: tuple[Problem, ...] = ()
    """Why it isn't valid; with a valid document what others than the jury added to it, with a valid package
    what was written in others' names and doesn't count."""
    signers: tuple[tuple[str, str], ...] = ()
    """Field and name."""
    compare: Callable[[], str] = str
    """Tells, in the language that is spoken then, what a genuine document says."""
    lacking: bool = False
    """True for an `invalid` one of which nothing false is known: what it takes to judge it isn't here."""
    weighed: bool = False
    """True if the event's journal was asked whether it is in force."""
    overlaid: Overlaid | None = None
    """Of a picture with a genuine code: how it lies over the genuine page, where the event holds that."""
    sha256: str | None = None
    """Of the bytes that were looked at, in hex; None where they were not read."""
    waiting: tuple[tuple[str, str], ...] = ()
    """Field and name of those who have not signed a genuine one yet; of a score sheet its chair, without whom it is whole."""

    @property
    def why(self) -> tuple[str, ...]:
        """Why it isn't valid, a sentence each."""
        return tuple(sentence for fault in self.faults for sentence in fault.sentences())

    @property
    def says(self) -> str:
        """What a genuine document says, to be compared with the paper; empty where nothing is proven."""
        return self.compare()

    def words(self) -> str:
        """The verdict as people read it. A picture's is never that of a document."""
        if self.lacking:
            return _("can't be judged here")
        if self.kind == FileKind.PHOTO and self.verdict == Judgement.SUPERSEDED:
            return _("QR code genuine, but superseded; page unproven")
        if self.verdict == Judgement.VALID and self.kind == FileKind.SCORE_SHEET and not self.weighed:
            return _("genuine")
        return _(_WORDS[self.verdict])

    def kind_words(self) -> str:
        """What kind of file it is."""
        return kind_called(self.kind)

    def signed_words(self) -> list[str]:
        """Who signed it, a line each; and who may still sign it, where that is no fault of it."""
        waited = self.waiting if self.kind == FileKind.SCORE_SHEET else ()
        return [
            *(_("Signed by {name} ({role})", name=one_line(name), role=_role(field)) for field, name in self.signers),
            *(_("Not signed yet by {name} ({role})", name=one_line(name), role=_role(field)) for field, name in waited),
        ]


def _role(field: str) -> str:
    return _(_FIELDS[field]) if field in _FIELDS else one_line(field)
