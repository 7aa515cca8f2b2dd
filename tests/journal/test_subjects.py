"""Every table that speaks of subjects speaks of all of them, or says here why it doesn't; keys parse and print."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

import pytest

from juryapp.board import changed_results, disputes, value_words
from juryapp.journal import keys
from juryapp.journal.actors import ActorRole
from juryapp.journal.keys import CellKey, CriterionKey, Key, KeyPart, StageScoreKey, cell_of
from juryapp.journal.records import (
    CHOSEN,
    COUNTED,
    DEVICE_ACTS,
    DRAFTS,
    FIELDWISE,
    FREE,
    OF_CANDIDATES,
    OF_CATEGORIES,
    OF_CELLS,
    SUBJECTS,
    TELLING,
)
from juryapp.journal.subject_record import NeededSignature, Replaces
from juryapp.journal.subjects import Subject
from juryapp.setup_changes import update_words
from juryapp.store import projection
from tests.messages import Source, sources
from ui.services import news

S = Subject
OF_CHAIN = {S.SEAT, S.ASSISTANT_SEAT, S.SEAL, S.INTRODUCTION, S.CLOSING, S.LOSS}
"""What laptops and seats say of themselves: nobody reads it as news, and no two versions of it differ."""
LEDGER = {S.RESULT, S.RESULT_RECEIVED, S.ACKNOWLEDGEMENT, S.FREEZING}
"""The ledger of results tells itself, in words of its own (`board/changed_result_words.py`)."""
OF_NOTES = {S.NOTE, S.ERASURE, S.RECOVERY}
"""Notes are shown whole where they are shown (`board/note_authors.py`)."""
SIGNED_BY_SEVERAL = {S.DOCUMENT, S.SIGNATURE, S.BRANCH, S.DOCUMENT_SEAL}
"""Files of a document differ, and a person says which goes on: of two answers none holds (`model/signed_document.py`)."""
ASKING = {S.CALL, S.REQUEST}
"""Calls and requests are shown where they are asked and answered (`board/reopening_requests.py`)."""


def covers(table: Collection[str], but: Collection[Subject]) -> None:
    """Fails unless the table speaks of each subject that isn't left out, and of none that is."""
    spoken = {subject for subject in Subject if subject in table}
    assert spoken & set(but) == set(), "left out, and spoken of"
    assert spoken | set(but) == set(Subject), "neither spoken of nor left out with a reason"


def test_each_subject_has_its_record_in_the_order_of_the_subjects() -> None:
    assert list(SUBJECTS) == list(Subject)
    assert all(Subject.known(subject.value) is subject for subject in SUBJECTS) and Subject.known("a-later-noun") is None


def test_the_projection_writes_each_subject_or_it_is_read_from_the_journal() -> None:
    read_from_journal = {
        S.ERASURE,
        S.RECOVERY,
        S.SEAT,
        S.PRESENCE,
        S.CORRECTION,
        S.DAY,
        S.RESOLUTION,
        S.TAIL,
        S.LAPTOP,
        S.SEAL,
        *LEDGER,
    }
    read_from_journal |= {S.REVEAL, S.MENTION}  # few, and read by `store/reveals.py`
    read_from_journal |= {S.ASSISTANT, S.ASSISTANT_SEAT}  # few, and read by `store/assistants.py`
    read_from_journal |= {S.PLEDGE}  # few, and read by `store/pledges.py`
    read_from_journal |= {S.DOCUMENT, S.SIGNATURE, S.BRANCH}  # few, and read by `store/signed_documents.py`
    read_from_journal |= {S.DOCUMENT_SEAL}  # read by `store/document_seals.py`
    read_from_journal |= {S.DISTINCT}  # few, and read by `board/doubles.py`
    read_from_journal |= {S.PAPER}  # few, and read by `store/candidate_papers.py`
    read_from_journal |= {S.ORIGIN}  # few, and read by `store/origins.py`
    read_from_journal |= {S.LOSS}  # read by `board/rescue_losses.py`
    read_from_journal |= {S.CLOSING, S.NOT_AWAITED}  # few, and read by `store/closings.py`
    covers({*projection.PROJECTORS, S.SCORE}, read_from_journal)
    assert set(projection.RECORDS) == FIELDWISE


def test_each_value_is_told_in_words() -> None:
    told_elsewhere = {S.SHEET, *FIELDWISE}  # with the rubric's names, and field by field (`Teller.content`)
    covers(value_words.SAYS, told_elsewhere | OF_CHAIN | LEDGER | OF_NOTES | ASKING)


def test_each_register_has_a_title() -> None:
    told_by_content = {S.SHEET, S.SCORE, S.REMARK, S.DAY, *FIELDWISE}  # by the criterion, field or date (`Teller.title`)
    covers(disputes.REGISTERS, told_by_content | OF_CHAIN | LEDGER | OF_NOTES | ASKING)
    assert LEDGER | OF_NOTES | ASKING <= FREE, "of what is a matter to decide none goes by its bare subject"


def test_what_the_desk_does_is_news() -> None:
    scores = {S.SCORE, S.REMARK, S.RECUSAL, *OF_NOTES, S.CALL}  # never what jurors do: it is their own
    sides = {S.STAGE, S.STAGE_SCORE, S.CORRECTION, S.RESOLUTION, S.RESULT, S.RESULT_RECEIVED}  # seen in the results
    sides |= {S.ORIGIN}  # written when the event is made
    sides |= {S.DISTINCT}  # it only ends a suggestion
    laptops = {S.DEVICE, S.LAPTOP, S.NOT_AWAITED, S.TAIL, S.CERTIFICATE, S.HEADQUARTERS, *OF_CHAIN}  # seen in the list of laptops
    signing = {S.SIGNATURE, S.BRANCH, S.DOCUMENT_SEAL}  # seen in the list of documents
    declined = {S.REQUEST}  # told as a topic of its own, where it is declined
    covers(news.WORDS, scores | sides | laptops | declined | signing)


def test_a_changed_workbook_tells_whatever_a_workbook_says() -> None:
    of_workbook = {*FIELDWISE, S.SLOT, S.STAGE, S.STAGE_SCORE, S.RUBRIC}
    told = {*update_words.CHANGED, *update_words.WHOLE, S.RUBRIC}
    assert told == of_workbook


def test_what_can_move_a_result_says_of_each_subject_whether_it_does() -> None:
    assert {S.SHEET, S.RECUSAL, S.CERTIFICATE} < COUNTED and not COUNTED & DRAFTS
    assert set(changed_results.MOVING_FIELDS) == FIELDWISE - {S.EVENT}, "the event's own fields move no result"


def test_what_is_derived_of_the_records_is_what_the_exchange_relies_on() -> None:
    assert {S.SCORE, S.REMARK, S.NOTE, S.CALL, S.REQUEST} == DRAFTS
    assert {S.INTRODUCTION, S.SEAL} == DEVICE_ACTS
    assert {S.SCORE, S.REMARK, S.SHEET, S.RECUSAL} == CHOSEN
    assert {S.EVENT, S.CATEGORY, S.CANDIDATE, S.JUROR} == FIELDWISE
    assert {S.CERTIFICATE, S.INTRODUCTION, S.SEAT, S.DEVICE, S.ASSISTANT, S.ASSISTANT_SEAT} == TELLING
    acts_of_people = {
        S.LOSS,
        S.CLOSING,
        S.CALL,
        S.REQUEST,
        S.RESOLUTION,
        S.REVEAL,
        S.MENTION,
        S.PAPER,
        S.PLEDGE,
        S.DISTINCT,
        S.ORIGIN,
    }
    assert {*OF_NOTES, *acts_of_people, S.ASSISTANT, S.ASSISTANT_SEAT, *SIGNED_BY_SEVERAL, *LEDGER} == FREE
    assert {S.CANDIDATE, S.ATTENDANCE, S.WITHDRAWAL, S.SLOT, S.STAGE_SCORE, S.ORIGIN, S.JOIN, S.PAPER} == OF_CANDIDATES
    assert {S.CATEGORY, S.RUBRIC, S.DECISION, S.MAPPING} == OF_CATEGORIES - FREE
    assert CHOSEN | OF_NOTES | {S.REQUEST} == OF_CELLS


def test_a_draft_is_what_its_juror_writes_without_a_signature() -> None:
    for subject, record in SUBJECTS.items():
        roles = {rule.role: rule for rule in record.rules}
        assert roles, f"nobody may act about {subject}"
        assert (ActorRole.JUROR in roles and roles[ActorRole.JUROR].signature is NeededSignature.NONE) == (subject in DRAFTS)
        assert all(rule.signature is not NeededSignature.NOBODY for rule in record.rules)


def test_only_the_desk_takes_one_of_several_versions() -> None:
    takers = {rule.role for record in SUBJECTS.values() for rule in record.rules if rule.replaces.takes_one}
    assert takers == {ActorRole.DESK}
    assert {rule.replaces for record in SUBJECTS.values() for rule in record.rules} == set(Replaces)


def test_what_headquarters_certifies_the_desk_does_not() -> None:
    holders = {record.key for record in SUBJECTS.values() if KeyPart.HOLDER in record.key.parts}
    assert holders == {keys.HolderKey}


@pytest.mark.parametrize("subject", Subject)
def test_a_key_of_each_subject_parses_and_prints(subject: Subject) -> None:
    kind = SUBJECTS[subject].key
    text = "/".join(part.value for part in kind.parts)
    assert str(kind.parse(text)) == text


def test_a_key_is_read_by_its_parts() -> None:
    assert CriterionKey.parse("J01/K01/REG") == CriterionKey("J01", "K01", "REG")
    assert str(CellKey("J01", "K01")) == "J01/K01"
    assert repr(CellKey("J01", "K01")) == "CellKey('J01/K01')"
    assert len({CellKey("J01", "K01"), CellKey("J01", "K01"), CellKey("J01", "K02"), keys.SeatKey("J01", "K01")}) == 3
    assert cell_of("J01/K01/REG") == cell_of("J01/K01") == CellKey("J01", "K01")
    assert StageScoreKey.parse("K01/Portofolio/Indikator").stage == "Portofolio/Indikator"


@pytest.mark.parametrize(("kind", "text"), [(CellKey, "J01"), (CellKey, "J01/K01/REG"), (StageScoreKey, "K01")])
def test_a_key_with_more_parts_or_fewer_is_none(kind: type[Key], text: str) -> None:
    assert not kind.fits(text)
    with pytest.raises(ValueError, match="is no"):
        kind.parse(text)


_TAKING = {"act": slice(1), "Act": slice(1, 2), "about": slice(1, 2), "standing_of": slice(1, None), "touch": slice(None)}
"""Which of their arguments are subjects."""


def bare(file: Source) -> Iterator[str]:
    """Where a subject is written as a text: compared with an entry's, or given to what takes one."""
    for node in file.nodes:
        texts: list[ast.expr] = []
        if isinstance(node, ast.Compare) and _is_subject(node.left):
            texts = node.comparators
        elif isinstance(node, ast.Call) and _name(node.func) in _TAKING:
            texts = node.args[_TAKING[_name(node.func)]]
        elif isinstance(node, ast.Call) and _name(node.func) in {"heads_of", "history_of", "standing"}:
            texts = [arg.elts[0] for arg in node.args if isinstance(arg, ast.Tuple) and arg.elts]
        for text in (part for one in texts for part in (one.elts if isinstance(one, ast.Tuple | ast.Set) else [one])):
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and Subject.known(text.value):
                yield f"{file.path}:{text.lineno}: {text.value!r}"


def _is_subject(node: ast.expr) -> bool:
    return _name(node) == "subject" or ast.unparse(node).endswith("register[0]")


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def test_no_subject_is_written_as_a_text() -> None:
    # what signed sheets name (candidate, category, juror) lies below the journal, in the model
    assert [place for file in sources() if file.room not in ("model", "documents") for place in bare(file)] == []


@pytest.mark.parametrize(
    "code",
    ["x = entry.subject == 'score'", "x = subject in ('score', 'other')", "desk.act('sheet', key)", "changes.touch('note')"],
)
def test_a_subject_as_a_text_is_noticed(code: str) -> None:
    assert len(list(bare(Source("juryapp/desk/x.py", ast.parse(code))))) == 1
