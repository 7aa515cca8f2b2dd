"""Records: what the journal knows of each subject, one record a subject, in the order of `Subject`.

**To add a subject**: its member in `journal/subjects.py` and its record here (`set_up_records.py` and `laptop_records.py` hold
those of the set-up and of laptops); a new shape in `journal/shapes.py` where none fits. Then mypy names the places that decide
something for each of them, and `tests/journal/test_subjects.py` the tables that must speak of it (projection, words, news, what
moves a result) or say why they don't. `docs/security.md` shows who may act: a test compares them.
"""

from __future__ import annotations

from collections.abc import Callable

from juryapp.journal import conditions, keys, shapes
from juryapp.journal.actors import ActorRole
from juryapp.journal.entry import Entry
from juryapp.journal.keys import KeyPart
from juryapp.journal.laptop_records import LAPTOPS_AND_KEYS
from juryapp.journal.rules import by_assistant, by_desk, by_headquarters, by_juror, by_laptop
from juryapp.journal.set_up_records import SET_UP
from juryapp.journal.shapes import or_none
from juryapp.journal.subject_record import NeededSignature, Replaces, Rule, SubjectRecord
from juryapp.journal.subjects import Subject
from juryapp.journal.values import is_moment, is_rubric

_TAKES = "takes one of several versions that stand, never an older one"
_TYPES = "types what is on paper, only where nothing of the juror's stands, and takes that back"
_ONE = "not into two versions"


SUBJECTS: dict[Subject, SubjectRecord] = {
    Subject.SCORE: SubjectRecord(
        keys.CriterionKey,
        shapes.is_score,
        (
            by_juror(
                f"enters, changes and takes back points; {_ONE}",
                when=conditions.is_not_typed,
                replaces=Replaces.NOT_TWO_VERSIONS,
            ),
            by_assistant(
                f"enters, changes and takes back points, as the juror says; {_ONE}",
                conditions.is_not_typed,
                Replaces.NOT_TWO_VERSIONS,
            ),
            by_desk(f"{_TYPES}; {_TAKES}", replaces=Replaces.TYPED_OR_ONE),
        ),
    ),
    Subject.REMARK: SubjectRecord(
        keys.CriterionKey,
        shapes.is_remark,
        (
            by_juror(
                f"writes the reason for a score; {_ONE}",
                when=conditions.is_not_typed,
                replaces=Replaces.NOT_TWO_VERSIONS,
            ),
            by_assistant(
                f"writes the reason for a score, as the juror says; {_ONE}", conditions.is_not_typed, Replaces.NOT_TWO_VERSIONS
            ),
            by_desk(f"{_TYPES}; {_TAKES}", replaces=Replaces.TYPED_OR_ONE),
        ),
    ),
    Subject.NOTE: SubjectRecord(
        keys.NoteKey,
        or_none(shapes.is_note),
        (
            by_juror("writes interview notes"),
            by_assistant("writes those that are for others than the juror alone", conditions.is_for_others),
            by_desk("takes one away, before it is erased", conditions.takes_back),
        ),
        attaches={"text": 100_000},  # 10,000 letters of up to four bytes, and its encryption to two readers
        is_free=True,
    ),
    Subject.ERASURE: SubjectRecord(
        keys.NoteKey,
        shapes.is_erasing,
        (
            by_juror("erases a note of one's own for good", NeededSignature.JUROR),
            by_desk("erases a note for good, with a reason"),
        ),
        is_free=True,
    ),
    Subject.RECOVERY: SubjectRecord(
        keys.NoteKey, shapes.is_erasing, (by_headquarters("reads a private note, with a reason"),), is_free=True
    ),
    Subject.CALL: SubjectRecord(
        keys.JurorKey,
        or_none(shapes.is_call),
        (
            by_juror("calls the secretary"),
            by_assistant("calls the secretary"),
            by_desk("ends a call", conditions.takes_back),
        ),
        is_free=True,
    ),
    Subject.REQUEST: SubjectRecord(
        keys.CellKey,
        or_none(shapes.is_request),
        (by_juror("asks for reopening"), by_desk("grants or declines it", conditions.answers)),
        is_free=True,
    ),
    Subject.RECUSAL: SubjectRecord(
        keys.CellKey,
        or_none(shapes.is_recusal),
        (
            by_juror(
                "declares a conflict of interest, and takes it back, with a reason",
                NeededSignature.JUROR,
                conditions.is_not_on_paper,
            ),
            by_desk(
                "records one that is on paper, which counts only where that juror never signed a sheet on that candidate, "
                "and takes it back; takes one of several versions of the juror's own",
                replaces=Replaces.PAPER_OR_ONE,
            ),
        ),
        moves_results=True,
    ),
    Subject.PLEDGE: SubjectRecord(
        keys.JurorKey,
        or_none(shapes.is_pledge),
        (
            by_juror(
                "signs the pledge with the conflicts of interest declared by then, or says that it is signed on paper",
                NeededSignature.JUROR,
                conditions.pledges,
            ),
            by_desk("records that it is signed on paper, and takes that back", conditions.is_paper_pledge, Replaces.ITS_OWN),
        ),
        attaches={"pdf": 10_000_000},
        is_free=True,
    ),
    Subject.SHEET: SubjectRecord(
        keys.CellKey,
        shapes.is_sheet,
        (
            by_juror(
                "signs the first revision, or the next one of a reopened sheet",
                NeededSignature.JUROR,
                conditions.signs,
                Replaces.NEXT_REVISION,
            ),
            by_desk(
                "reopens a signed sheet; brings one back from paper, by the code that its juror signed, over nothing or a lower "
                f"revision; {_TAKES}",
                replaces=Replaces.SIGNED_OR_ONE,
            ),
        ),
        # data as large as one is drawn from; a PDF a hundred times an ordinary sheet: the longest data make some hundred pages
        attaches={"json": 2_000_000, "pdf": 10_000_000},
        moves_results=True,
    ),
    Subject.SEAT: SubjectRecord(
        keys.SeatKey,
        shapes.is_seat,
        (by_juror("takes a seat at the laptop that writes it", NeededSignature.JUROR, conditions.is_own_laptop),),
        tells_of_keys=True,
    ),
    Subject.ASSISTANT: SubjectRecord(
        keys.AssistantKey,
        shapes.is_assistant_record,
        (
            by_juror("lets somebody type at the own form, and ends that", NeededSignature.JUROR),
            by_desk("lets somebody type at a juror's form, and ends that"),
        ),
        tells_of_keys=True,
        is_free=True,
    ),
    Subject.ASSISTANT_SEAT: SubjectRecord(
        keys.AssistantSeatKey,
        shapes.is_seat,
        (
            Rule(
                ActorRole.ASSISTANT,
                NeededSignature.ASSISTANT,
                "takes a seat at a juror's form, at the laptop that writes it",
                conditions.is_own_seat_of_assistant,
            ),
        ),
        tells_of_keys=True,
        is_free=True,
    ),
    Subject.ATTENDANCE: SubjectRecord(
        keys.CandidateKey, shapes.is_attendance, (by_desk("records who came"),), moves_results=True
    ),
    Subject.WITHDRAWAL: SubjectRecord(
        keys.CandidateKey,
        or_none(shapes.is_withdrawal),
        (by_desk("takes a candidate out of the running, and brings it back"),),
        moves_results=True,
    ),
    Subject.PRESENCE: SubjectRecord(
        keys.JurorKey,
        or_none(shapes.is_presence),
        (by_desk("records from which candidate on a juror is there, or after which the juror left"),),
        moves_results=True,
    ),
    Subject.JOIN: SubjectRecord(
        keys.CandidateKey,
        or_none(shapes.is_join),
        (by_desk("joins a candidate that was entered twice, and takes that back"),),
        moves_results=True,
    ),
    Subject.DISTINCT: SubjectRecord(
        keys.DecisionKey,
        or_none(shapes.is_distinct),
        (by_desk("says that two candidates that look alike are two, and takes that back"),),
        is_free=True,
    ),
    Subject.MAPPING: SubjectRecord(
        keys.CategoryKey, or_none(shapes.is_mapping), (by_desk("lets scores of former rubrics count"),), moves_results=True
    ),
    Subject.DECISION: SubjectRecord(
        keys.DecisionKey,
        or_none(shapes.is_decision),
        (by_desk("records the plenary's order of the tied, or that they share the place"),),
        has_free_key=True,
        moves_results=True,
    ),
    Subject.REVEAL: SubjectRecord(
        keys.RevealKey,
        shapes.is_reveal,
        (
            by_juror("is the second person who reveals a result", NeededSignature.JUROR, conditions.is_second_in_reveal),
            by_desk("reveals a result together with a juror, or with a reason", conditions.reveals),
        ),
        is_free=True,
    ),
    Subject.MENTION: SubjectRecord(
        keys.MentionKey,
        or_none(shapes.is_mention),
        (by_desk("records a special mention of a candidate, and takes it back"),),
        is_free=True,
    ),
    Subject.DOCUMENT: SubjectRecord(
        keys.DocumentKey,
        shapes.is_issued,
        (by_desk("certifies a recapitulation or minutes for others to sign"),),
        attaches={"json": 2_000_000, "pdf": 10_000_000},
        is_free=True,
    ),
    Subject.SIGNATURE: SubjectRecord(
        keys.SignatureKey,
        shapes.is_signature,
        (by_juror("signs a document that several sign, or declines, with a reason", NeededSignature.JUROR),),
        attaches={"pdf": 10_000_000},
        is_free=True,
    ),
    Subject.BRANCH: SubjectRecord(
        keys.DocumentKey,
        shapes.is_branch,
        (by_desk("says which of several signed files of a document goes on"),),
        is_free=True,
    ),
    Subject.DOCUMENT_SEAL: SubjectRecord(
        keys.DocumentKey,
        shapes.is_document_seal,
        (by_headquarters("seals a signed document, and adds validation data and archive time stamps"),),
        attaches={"tail": 10_000_000},
        is_free=True,
    ),
    Subject.CORRECTION: SubjectRecord(
        keys.CorrectionKey,
        or_none(shapes.is_correction),
        (by_desk("says that what is called so now is what a signed sheet calls otherwise"),),
        moves_results=True,
    ),
    Subject.DAY: SubjectRecord(
        keys.ClockDayKey,
        or_none(shapes.is_day_stated),
        (by_desk("states which day it was when a laptop's clock said another, and takes that back"),),
    ),
    Subject.RESOLUTION: SubjectRecord(
        keys.ConflictKey,
        shapes.is_resolution,
        (by_desk("says which version was taken, and why"),),
        moves_results=True,
        is_free=True,
    ),
    Subject.RESULT: SubjectRecord(
        keys.CategoryKey,
        shapes.is_result,
        (by_desk("records the result of a category, once it is final and when it isn't any more"),),
        is_free=True,
    ),
    Subject.RESULT_RECEIVED: SubjectRecord(
        keys.ReceivedKey,
        shapes.is_result,
        (by_laptop("records a final result that it received; counts if it is headquarters'", conditions.is_of_own_laptop),),
        is_free=True,
    ),
    Subject.ACKNOWLEDGEMENT: SubjectRecord(
        keys.CategoryKey,
        shapes.is_acknowledgement,
        (by_headquarters("acknowledges that a final result was changed, with a reason"),),
        is_free=True,
    ),
    Subject.FREEZING: SubjectRecord(
        keys.CategoryKey,
        shapes.is_freezing,
        (by_headquarters("freezes the result of a category as it stands, or says that it is frozen no more, with a reason"),),
        is_free=True,
    ),
    **SET_UP,
    **LAPTOPS_AND_KEYS,
}
"""Everything that anyone may say. What isn't here counts for nothing, whoever signed it; but what the desk signs about a subject
that this program doesn't know is kept for newer ones."""


_BY_NAME: dict[str, SubjectRecord] = {subject.value: record for subject, record in SUBJECTS.items()}


def well_formed(entry: Entry) -> bool:
    """True if time, key and value have the shape that this subject needs; unknown subjects are kept for newer programs."""
    if not is_moment(entry.at) or not is_rubric(entry.rubric):
        return False
    record = _BY_NAME.get(entry.subject)
    return record is None or record.fits(entry.key, entry.value)


def _those(fulfil: Callable[[SubjectRecord], bool]) -> frozenset[Subject]:
    return frozenset(subject for subject, record in SUBJECTS.items() if fulfil(record))


DRAFTS = _those(lambda record: any(rule.signature is NeededSignature.NONE for rule in record.rules))
"""What a juror writes without a signature; the key begins with the juror's code."""
DEVICE_ACTS = _those(lambda record: record.is_of_chain)
CHOSEN = _those(lambda record: any(rule.replaces.takes_one for rule in record.rules))
"""What a juror says; of several versions the desk takes one, and says nothing of its own."""
FIELDWISE = _those(lambda record: record.fields is not None)
"""Records kept one field a register, `K01/name`; the value is `{"value": ...}`."""
TELLING = _those(lambda record: record.tells_of_keys)
"""What tells of keys, of who sits where, and of the laptops that take part."""
COUNTED = _those(lambda record: record.moves_results)
"""The subjects of the acts that can move a result. Points move none until a sheet is signed."""
FREE = _those(lambda record: record.is_free)
"""Of what two versions need nobody's decision."""
OF_CANDIDATES = _those(lambda record: record.key.parts[0] is KeyPart.CANDIDATE)
"""What is about one candidate, by whose number its key begins."""
OF_CATEGORIES = _those(lambda record: record.key.parts[0] is KeyPart.CATEGORY)
OF_CELLS = _those(lambda record: record.key.parts[:2] == keys.CellKey.parts)
"""What is about one juror and one candidate: its key begins with both."""
