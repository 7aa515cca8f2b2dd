"""Document line: one document of the check list and how far it is, and the words for it. Which lines there are is in
`document_list.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from juryapp.model.document import DocumentKind
from juryapp.model.document_seal import DocumentSeal
from juryapp.printing.paper_record import PaperKey
from juryapp.text import _

KINDS = (
    DocumentKind.SHEETS,
    DocumentKind.RECAPITULATION,
    DocumentKind.MINUTES,
    DocumentKind.DECREE,
    DocumentKind.CERTIFICATES,
    DocumentKind.CEREMONY,
    DocumentKind.ATTENDANCE,
    DocumentKind.PLEDGE,
    DocumentKind.BLANK,
    *(DocumentKind.COMPLETENESS, DocumentKind.CARDS),
)
"""In the order in which the check list tells them."""

SIGNED_IN_TURN = (DocumentKind.RECAPITULATION, DocumentKind.MINUTES, DocumentKind.COMPLETENESS)
"""What the desk certifies; of what tells results several people sign it."""


class DocumentState(StrEnum):
    """How far a document is."""

    NOT_YET = "not yet"
    """It can't be made; `why` says why."""
    READY = "ready"
    """It can be made, without an electronic signature."""
    SIGNING = "signing"
    """It was certified, and somebody is still to sign it."""
    SIGNED = "signed"
    NOT_HERE = "not here"
    """It is signed, and its PDF is not in this file."""


@dataclass(frozen=True)
class DocumentLine:
    """One document of the check list. Its sentences are in the language spoken when the list was made."""

    kind: DocumentKind
    juror: str = ""
    candidate: str = ""
    """Codes; empty where it is of no juror or no candidate."""
    juror_words: str = ""
    candidate_words: str = ""
    revision: int = 0
    """Of a score sheet, from 1."""
    state: DocumentState = DocumentState.READY
    why: str = ""
    """What its state means here: why it can't be made, or what is lacking in it."""
    signed_by: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    """Whose electronic signature it still lacks."""
    document: str = ""
    """By what it is called where several people sign it (`SignedDocument.id`); empty where nobody does yet."""
    declined: tuple[str, ...] = ()
    """Who declined to sign it, and why: a sentence each."""
    parted: bool = False
    """True where it was signed on two laptops that didn't know of each other: the secretary says which file goes on."""
    saved_at: datetime | None = None
    printed_at: datetime | None = None
    """When it last left the program on this laptop; None if it isn't known to have."""
    seal: DocumentSeal | None = None
    sealed: str = ""
    """What headquarters added, in words; empty where it added nothing."""
    outdated: str = ""
    """Why what was saved or printed last is out of date; else empty."""

    @property
    def key(self) -> PaperKey:
        """What names it in the event."""
        return self.kind.value, self.juror, self.candidate

    @property
    def title(self) -> str:
        """Whom it is about, or what it is called where there is one of its kind."""
        return " · ".join(part for part in (self.candidate_words, self.juror_words) if part) or title_of(self.kind)

    @property
    def can_be_made(self) -> bool:
        """True if there is something to see, save and print."""
        return self.state in (DocumentState.READY, DocumentState.SIGNING, DocumentState.SIGNED)


def title_of(kind: DocumentKind) -> str:
    """What the documents of a kind are called."""
    match kind:
        case DocumentKind.SHEETS:
            return _("Score sheets")
        case DocumentKind.RECAPITULATION:
            return _("Recapitulation of scores")
        case DocumentKind.MINUTES:
            return _("Minutes of the plenary")
        case DocumentKind.DECREE:
            return _("Annex to the decree (draft)")
        case DocumentKind.CERTIFICATES:
            return _("Certificates")
        case DocumentKind.CEREMONY:
            return _("List for the ceremony")
        case DocumentKind.ATTENDANCE:
            return _("Attendance list")
        case DocumentKind.PLEDGE:
            return _("Integrity pledges")
        case DocumentKind.BLANK:
            return _("Blank forms")
        case DocumentKind.COMPLETENESS:
            return _("Record of completeness")
        case DocumentKind.CARDS:
            return _("Cards")


def counts(lines: Sequence[DocumentLine], kind: DocumentKind) -> str:
    """How far the documents of one kind are, in a few words."""
    ours = [line for line in lines if line.kind is kind and not line.outdated]
    printed, mine = sum(line.printed_at is not None for line in ours), [line for line in lines if line.kind is kind]
    of_people = [line for line in mine if kind is DocumentKind.SHEETS or line.signed_by or line.waits_for]
    if kind is DocumentKind.SHEETS or (kind is DocumentKind.PLEDGE and of_people):
        return _("{signed} of {count} signed", signed=sum(bool(line.signed_by) for line in of_people), count=len(of_people))
    if any(line.outdated for line in mine):
        return _("out of date")
    if len(mine) == 1 and mine[0].state is DocumentState.NOT_YET:
        return _("not yet")
    if len(ours) == 1:
        if ours[0].state is DocumentState.SIGNED:
            return _("signed")
        return _("certified") if ours[0].document else _("printed") if printed else _("not printed here yet")
    return _("{printed} of {count} printed", printed=printed, count=len(ours)) if ours else _("none to print")


def signing_words(line: DocumentLine) -> list[str]:
    """For whom a document waits that several people sign, who declined, whether two files of it are parted, and its seal."""
    said = []
    if line.parted:
        said.append(_("signed apart on two laptops: the secretary says which file goes on"))
    if line.document and line.waits_for:
        said.append(_("waits for {names}", names=", ".join(line.waits_for)))
    return [*said, *(_("declined by {who}", who=who) for who in line.declined), *([line.sealed] if line.sealed else [])]
