"""Records: what the journal knows of each subject, one record a subject, in the order of `Subject`.

**To add a subject**: its member in `journal/subjects.py` and its record here; a new shape in `journal/shapes.py` where none fits.
Then mypy names the places that decide something for each of them, and `tests/journal/test_subjects.py` the tables that must
speak of it (projection, words, news, what moves a result) or say why they don't. `docs/security.md` shows who may act: a test
compares them.
"""

from __future__ import annotations

from collections.abc import Callable

from juryapp.journal import conditions, keys, set_up_shapes, shapes
from juryapp.journal.actors import ActorRole
from juryapp.journal.entry import Entry
from juryapp.journal.keys import KeyPart
from juryapp.journal.shapes import or_none
from juryapp.journal.subject_record import Condition, NeededSignature, Replaces, Rule, SubjectRecord
from juryapp.journal.subjects import Subject
from juryapp.journal.values import is_moment, is_rubric
from juryapp.model.paper import MOST_PAPER

_TAKES = "takes one of several versions that stand, never an older one"
_TYPES = "types what is on paper, only where nothing of the juror's stands, and takes that back"
_ONE = "not into two versions"


def _by_juror(
    does: str,
    signature: NeededSignature = NeededSignature.NONE,
    when: Condition = conditions.always,
    replaces: Replaces = Replaces.ANYTHING,
) -> Rule:
    return Rule(ActorRole.JUROR, signature, does, when, replaces)


def _by_desk(does: str, when: Condition = conditions.always, replaces: Replaces = Replaces.ANYTHING) -> Rule:
    return Rule(ActorRole.DESK, NeededSignature.DESK, does, when, replaces)


def _by_headquarters(does: str, when: Condition = conditions.always) -> Rule:
    return Rule(ActorRole.HEADQUARTERS, NeededSignature.ROOT, does, when)


def _by_laptop(does: str, when: Condition = conditions.always) -> Rule:
    return Rule(ActorRole.LAPTOP, NeededSignature.DEVICE, does, when)


SUBJECTS: dict[Subject, SubjectRecord] = {
    Subject.SCORE: SubjectRecord(
        keys.CriterionKey,
        shapes.is_score,
        (
            _by_juror(
                f"enters, changes and takes back points; {_ONE}",
                when=conditions.is_not_typed,
                replaces=Replaces.NOT_TWO_VERSIONS,
            ),
            _by_desk(f"{_TYPES}; {_TAKES}", replaces=Replaces.TYPED_OR_ONE),
        ),
    ),
    Subject.REMARK: SubjectRecord(
        keys.CriterionKey,
        shapes.is_remark,
        (
            _by_juror(
                f"writes the reason for a score; {_ONE}",
                when=conditions.is_not_typed,
                replaces=Replaces.NOT_TWO_VERSIONS,
            ),
            _by_desk(f"{_TYPES}; {_TAKES}", replaces=Replaces.TYPED_OR_ONE),
        ),
    ),
    Subject.NOTE: SubjectRecord(
        keys.NoteKey,
        or_none(shapes.is_note),
        (_by_juror("writes interview notes"), _by_desk("takes one away, before it is erased", conditions.takes_back)),
        attaches={"text": 100_000},  # 10,000 letters of up to four bytes, and its encryption to two readers
        is_free=True,
    ),
    Subject.ERASURE: SubjectRecord(
        keys.NoteKey,
        shapes.is_erasing,
        (
            _by_juror("erases a note of one's own for good", NeededSignature.JUROR),
            _by_desk("erases a note for good, with a reason"),
        ),
        is_free=True,
    ),
    Subject.RECOVERY: SubjectRecord(
        keys.NoteKey, shapes.is_erasing, (_by_headquarters("reads a private note, with a reason"),), is_free=True
    ),
    Subject.CALL: SubjectRecord(
        keys.JurorKey,
        or_none(shapes.is_call),
        (_by_juror("calls the secretary"), _by_desk("ends a call", conditions.takes_back)),
        is_free=True,
    ),
    Subject.REQUEST: SubjectRecord(
        keys.CellKey,
        or_none(shapes.is_request),
        (_by_juror("asks for reopening"), _by_desk("grants or declines it", conditions.answers)),
        is_free=True,
    ),
    Subject.RECUSAL: SubjectRecord(
        keys.CellKey,
        or_none(shapes.is_recusal),
        (
            _by_juror(
                "declares a conflict of interest, and takes it back, with a reason",
                NeededSignature.JUROR,
                conditions.is_not_on_paper,
            ),
            _by_desk(
                "records one that is on paper, which counts only where that juror never signed a sheet on that candidate, "
                "and takes it back; takes one of several versions of the juror's own",
                replaces=Replaces.PAPER_OR_ONE,
            ),
        ),
        moves_results=True,
    ),
    Subject.SHEET: SubjectRecord(
        keys.CellKey,
        shapes.is_sheet,
        (
            _by_juror(
                "signs the first revision, or the next one of a reopened sheet",
                NeededSignature.JUROR,
                conditions.signs,
                Replaces.NEXT_REVISION,
            ),
            _by_desk(
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
        (_by_juror("takes a seat at the laptop that writes it", NeededSignature.JUROR, conditions.is_own_laptop),),
        tells_of_keys=True,
    ),
    Subject.ATTENDANCE: SubjectRecord(
        keys.CandidateKey, shapes.is_attendance, (_by_desk("records who came"),), moves_results=True
    ),
    Subject.WITHDRAWAL: SubjectRecord(
        keys.CandidateKey,
        or_none(shapes.is_withdrawal),
        (_by_desk("takes a candidate out of the running, and brings it back"),),
        moves_results=True,
    ),
    Subject.PRESENCE: SubjectRecord(
        keys.JurorKey,
        or_none(shapes.is_presence),
        (_by_desk("records from which candidate on a juror is there, or after which the juror left"),),
        moves_results=True,
    ),
    Subject.JOIN: SubjectRecord(
        keys.CandidateKey,
        or_none(shapes.is_join),
        (_by_desk("joins a candidate that was entered twice, and takes that back"),),
        moves_results=True,
    ),
    Subject.MAPPING: SubjectRecord(
        keys.CategoryKey, or_none(shapes.is_mapping), (_by_desk("lets scores of former rubrics count"),), moves_results=True
    ),
    Subject.DECISION: SubjectRecord(
        keys.DecisionKey,
        or_none(shapes.is_decision),
        (_by_desk("records the plenary's order of the tied, or that they share the place"),),
        has_free_key=True,
        moves_results=True,
    ),
    Subject.REVEAL: SubjectRecord(
        keys.RevealKey,
        shapes.is_reveal,
        (
            _by_juror("is the second person who reveals a result", NeededSignature.JUROR, conditions.is_second_in_reveal),
            _by_desk("reveals a result together with a juror, or with a reason", conditions.reveals),
        ),
        is_free=True,
    ),
    Subject.MENTION: SubjectRecord(
        keys.MentionKey,
        or_none(shapes.is_mention),
        (_by_desk("records a special mention of a candidate, and takes it back"),),
        is_free=True,
    ),
    Subject.CORRECTION: SubjectRecord(
        keys.CorrectionKey,
        or_none(shapes.is_correction),
        (_by_desk("says that what is called so now is what a signed sheet calls otherwise"),),
        moves_results=True,
    ),
    Subject.DAY: SubjectRecord(
        keys.ClockDayKey,
        or_none(shapes.is_day_stated),
        (_by_desk("states which day it was when a laptop's clock said another, and takes that back"),),
    ),
    Subject.RESOLUTION: SubjectRecord(
        keys.ConflictKey,
        shapes.is_resolution,
        (_by_desk("says which version was taken, and why"),),
        moves_results=True,
        is_free=True,
    ),
    Subject.RESULT: SubjectRecord(
        keys.CategoryKey,
        shapes.is_result,
        (_by_desk("records the result of a category, once it is final and when it isn't any more"),),
        is_free=True,
    ),
    Subject.RESULT_RECEIVED: SubjectRecord(
        keys.ReceivedKey,
        shapes.is_result,
        (_by_laptop("records a final result that it received; counts if it is headquarters'", conditions.is_of_own_laptop),),
        is_free=True,
    ),
    Subject.ACKNOWLEDGEMENT: SubjectRecord(
        keys.CategoryKey,
        shapes.is_acknowledgement,
        (_by_headquarters("acknowledges that a final result was changed, with a reason"),),
        is_free=True,
    ),
    Subject.EVENT: SubjectRecord(
        keys.EventFieldKey,
        set_up_shapes.is_field,
        (_by_desk("sets up the event"),),
        attaches={"value": 1_000_000},  # a logo: a workbook takes one of 300 KB
        fields=set_up_shapes.EVENT_FIELDS,
    ),
    Subject.CATEGORY: SubjectRecord(
        keys.CategoryFieldKey,
        set_up_shapes.is_field,
        (_by_desk("sets up categories, their rules and places"),),
        fields=set_up_shapes.CATEGORY_FIELDS,
        moves_results=True,
    ),
    Subject.RUBRIC: SubjectRecord(
        keys.CategoryKey, set_up_shapes.is_rubric_record, (_by_desk("sets up criteria and weights"),), moves_results=True
    ),
    Subject.CANDIDATE: SubjectRecord(
        keys.CandidateFieldKey,
        set_up_shapes.is_field,
        (_by_desk("sets up candidates"),),
        fields=set_up_shapes.CANDIDATE_FIELDS,
        moves_results=True,
    ),
    Subject.JUROR: SubjectRecord(
        keys.JurorFieldKey,
        set_up_shapes.is_field,
        (_by_desk("sets up jurors, their panels, and who only observes"),),
        fields=set_up_shapes.JUROR_FIELDS,
        moves_results=True,
    ),
    Subject.SLOT: SubjectRecord(
        keys.CandidateKey,
        or_none(set_up_shapes.is_slot),
        (_by_desk("sets up the times of interviews and their panels"),),
        moves_results=True,
    ),
    Subject.PAPER: SubjectRecord(
        keys.PaperKey,
        or_none(shapes.is_paper),
        (_by_desk("puts a candidate's own papers on record, and takes them away"),),
        attaches={"content": MOST_PAPER},
        is_free=True,
    ),
    Subject.STAGE: SubjectRecord(
        keys.StageKey, or_none(set_up_shapes.is_stage), (_by_desk("sets up stages"),), moves_results=True
    ),
    Subject.STAGE_SCORE: SubjectRecord(
        keys.StageScoreKey,
        or_none(set_up_shapes.is_stage_score),
        (_by_desk("enters the scores of other stages"),),
        moves_results=True,
    ),
    Subject.DEVICE: SubjectRecord(
        keys.DeviceKey,
        shapes.is_device,
        (_by_desk("admits a laptop, removes it, and admits it again"),),
        tells_of_keys=True,
        moves_results=True,
    ),
    Subject.LAPTOP: SubjectRecord(
        keys.PreparationKey,
        or_none(shapes.is_laptop),
        (_by_desk("records a copy that it prepared for another laptop, and takes one back that was never put down"),),
    ),
    Subject.TAIL: SubjectRecord(
        keys.DeviceKey, shapes.is_tail, (_by_desk("takes in the end of a dead laptop's chain"),), moves_results=True
    ),
    Subject.CERTIFICATE: SubjectRecord(
        keys.HolderKey,
        shapes.is_certificate,
        (
            _by_desk("enrols a juror", conditions.is_of_a_juror),
            _by_headquarters("certifies the desk", conditions.is_of_the_heads),
        ),
        attaches={"ink": 4_000_000},  # as much as a drawn signature is read from
        tells_of_keys=True,
        moves_results=True,
    ),
    Subject.HEADQUARTERS: SubjectRecord(
        keys.DeviceKey, or_none(shapes.is_headquarters), (_by_headquarters("says which laptop is headquarters"),)
    ),
    Subject.INTRODUCTION: SubjectRecord(
        keys.DeviceKey, shapes.is_introduction, (_by_laptop("introduces itself"),), is_of_chain=True, tells_of_keys=True
    ),
    Subject.SEAL: SubjectRecord(
        keys.DeviceKey, shapes.is_anything, (_by_laptop("signs its chain"),), has_free_key=True, is_of_chain=True
    ),
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
