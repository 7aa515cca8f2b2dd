"""Records of the set-up: what the journal knows of the subjects that say what an event consists of."""

from __future__ import annotations

from juryapp.journal import keys, set_up_shapes, shapes
from juryapp.journal.rules import by_desk
from juryapp.journal.shapes import or_none
from juryapp.journal.subject_record import SubjectRecord
from juryapp.journal.subjects import Subject
from juryapp.model.paper import MOST_PAPER

SET_UP: dict[Subject, SubjectRecord] = {
    Subject.EVENT: SubjectRecord(
        keys.EventFieldKey,
        set_up_shapes.is_field,
        (by_desk("sets up the event"),),
        attaches={"value": 1_000_000},  # a logo: a workbook takes one of 300 KB
        fields=set_up_shapes.EVENT_FIELDS,
    ),
    Subject.CATEGORY: SubjectRecord(
        keys.CategoryFieldKey,
        set_up_shapes.is_field,
        (by_desk("sets up categories, their rules and places"),),
        fields=set_up_shapes.CATEGORY_FIELDS,
        moves_results=True,
    ),
    Subject.RUBRIC: SubjectRecord(
        keys.CategoryKey, set_up_shapes.is_rubric_record, (by_desk("sets up criteria and weights"),), moves_results=True
    ),
    Subject.CANDIDATE: SubjectRecord(
        keys.CandidateFieldKey,
        set_up_shapes.is_field,
        (by_desk("sets up candidates"),),
        fields=set_up_shapes.CANDIDATE_FIELDS,
        moves_results=True,
    ),
    Subject.JUROR: SubjectRecord(
        keys.JurorFieldKey,
        set_up_shapes.is_field,
        (by_desk("sets up jurors, their panels, and who only observes"),),
        fields=set_up_shapes.JUROR_FIELDS,
        moves_results=True,
    ),
    Subject.SLOT: SubjectRecord(
        keys.CandidateKey,
        or_none(set_up_shapes.is_slot),
        (by_desk("sets up the times of interviews and their panels"),),
        moves_results=True,
    ),
    Subject.PAPER: SubjectRecord(
        keys.PaperKey,
        or_none(shapes.is_paper),
        (by_desk("puts a candidate's own papers on record, and takes them away"),),
        attaches={"content": MOST_PAPER},
        is_free=True,
    ),
    Subject.STAGE: SubjectRecord(
        keys.StageKey, or_none(set_up_shapes.is_stage), (by_desk("sets up stages"),), moves_results=True
    ),
    Subject.STAGE_SCORE: SubjectRecord(
        keys.StageScoreKey,
        or_none(set_up_shapes.is_stage_score),
        (by_desk("enters the scores of other stages"),),
        moves_results=True,
    ),
    Subject.ORIGIN: SubjectRecord(
        keys.CandidateKey,
        or_none(set_up_shapes.is_origin),
        (by_desk("says from which event's result a candidate came to this stage"),),
        is_free=True,
    ),
}
