"""Records of laptops and keys: what the journal knows of the subjects that say who takes part, and where."""

from __future__ import annotations

from juryapp.journal import conditions, keys, laptop_shapes, shapes
from juryapp.journal.rules import by_desk, by_headquarters, by_laptop
from juryapp.journal.shapes import or_none
from juryapp.journal.subject_record import SubjectRecord
from juryapp.journal.subjects import Subject

LAPTOPS_AND_KEYS: dict[Subject, SubjectRecord] = {
    Subject.DEVICE: SubjectRecord(
        keys.DeviceKey,
        shapes.is_device,
        (by_desk("admits a laptop, removes it, and admits it again"),),
        tells_of_keys=True,
        moves_results=True,
    ),
    Subject.LAPTOP: SubjectRecord(
        keys.PreparationKey,
        or_none(shapes.is_laptop),
        (by_desk("records a copy that it prepared for another laptop, and takes one back that was never put down"),),
    ),
    Subject.TAIL: SubjectRecord(
        keys.DeviceKey, shapes.is_tail, (by_desk("takes in the end of a dead laptop's chain"),), moves_results=True
    ),
    Subject.CERTIFICATE: SubjectRecord(
        keys.HolderKey,
        shapes.is_certificate,
        (
            by_desk("enrols a juror", conditions.is_of_a_juror),
            by_headquarters("certifies the desk", conditions.is_of_the_heads),
        ),
        attaches={"ink": 4_000_000},  # as much as a drawn signature is read from
        tells_of_keys=True,
        moves_results=True,
    ),
    Subject.HEADQUARTERS: SubjectRecord(
        keys.DeviceKey, or_none(shapes.is_headquarters), (by_headquarters("says which laptop is headquarters"),)
    ),
    Subject.INTRODUCTION: SubjectRecord(
        keys.DeviceKey, shapes.is_introduction, (by_laptop("introduces itself"),), is_of_chain=True, tells_of_keys=True
    ),
    Subject.SEAL: SubjectRecord(
        keys.DeviceKey, shapes.is_anything, (by_laptop("signs its chain"),), has_free_key=True, is_of_chain=True
    ),
    Subject.CLOSING: SubjectRecord(
        keys.DeviceKey, laptop_shapes.is_closing, (by_laptop("says that nothing more is written there"),), is_free=True
    ),
    Subject.NOT_AWAITED: SubjectRecord(
        keys.RosteredKey,
        or_none(laptop_shapes.is_not_awaited),
        (by_desk("says that a laptop is unused or given up, so that nothing more is awaited from it, and takes that back"),),
    ),
    Subject.LOSS: SubjectRecord(
        keys.LossKey,
        laptop_shapes.is_loss,
        (by_laptop("records what a rescue of a damaged file could not save", conditions.is_of_own_laptop),),
        is_free=True,
    ),
}
