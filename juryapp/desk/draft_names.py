"""Names of drafts: what a juror gives says whom it is about. Confirming it later is in `desk/draft_confirmation.py`."""

from __future__ import annotations

from juryapp.journal.entry import Value
from juryapp.model.names import DraftNames
from juryapp.store import draft_names, model_records
from juryapp.store.connection import EventFile
from juryapp.store.setup_cache import cached, look_up


def with_names(file: EventFile, juror: str, candidate: str, value: Value) -> Value:
    """The value of a score or remark, with whom it is about where one of the two was ever called otherwise."""
    look_up(file)
    if value is None or not draft_names.is_renamed(cached(file, draft_names.renamed), juror, candidate):
        return value
    known = cached(file, model_records.candidates, candidate)[candidate]
    names = DraftNames(known.name, known.institution, cached(file, model_records.jurors)[juror].name)
    return {**value, "names": names.as_json()}
