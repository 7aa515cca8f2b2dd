"""Recording: the desk brings proven sheets back from paper: each is its juror's own signed record (decision 052)."""

from __future__ import annotations

from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.changes import NOTHING, Changes
from juryapp.from_paper.proven_sheets import Outcome, PaperSheet, Recovery, recovery
from juryapp.journal.keys import CellKey
from juryapp.journal.subjects import Subject


def record_sheets(desk: SecretaryDesk, found: Recovery) -> Changes:
    """Records the new sheets, all or none, durably. What came in otherwise meanwhile isn't recorded again."""
    desk.event.look_again()
    again = recovery(desk.event, [one.page for one in found.sheets])
    chosen = {one.text for one in found.of(Outcome.NEW)}
    sheets = [one for one in again.of(Outcome.NEW) if one.text in chosen]
    acts = [desk.act(Subject.SHEET, _key(one), dict(one.value or {})) for one in sheets]
    return desk.event.write(acts, seal=True) if acts else NOTHING


def _key(sheet: PaperSheet) -> str:
    assert sheet.claims
    return str(CellKey(sheet.claims.juror, sheet.claims.candidate))
