"""The inbox in the window: verdicts in both languages, receiving all, and calling it off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from juryapp.text import use
from tests.builders import PASSPHRASE
from tests.many_events.test_inbox import _folder as an_inbox
from tests.ui.test_many_events import LEFT, Headquarters, headquarters

__all__ = ["headquarters"]


def test_packages_have_verdicts_and_all_that_is_new_is_received(headquarters: Headquarters, tmp_path: Path) -> None:
    use("en")
    headquarters.folder = tmp_path / "many"
    headquarters.folder.mkdir()
    an_inbox(headquarters.folder)
    headquarters.look(PASSPHRASE)
    page = headquarters.page
    card = page.more.inbox
    assert card.isHidden()
    QTest.mouseClick(page.more.inbox_button, LEFT)
    headquarters.settle()
    assert card.isVisible() and "2 bring something new" in card.summary.text() and card.steps.isHidden()
    assert sum("Already here" in line.verdict.text() for line in card.lines) == 1
    headquarters.window.speak("id")
    assert "membawa sesuatu yang baru" in card.summary.text()
    assert any("Sudah ada" in line.verdict.text() for line in card.lines)
    headquarters.window.speak("en")
    QTest.mouseClick(card.take, LEFT)
    headquarters.settle()
    assert card.said.isVisible() and card.take.isHidden()
    assert sum("Received; it waits" in line.verdict.text() for line in card.lines) == 2
    card.look_into(tmp_path)
    headquarters.settle()
    assert card.summary.text().startswith("0 packages") and card.take.isHidden()


def test_an_auditor_reads_everything_and_writes_nothing(headquarters: Headquarters, tmp_path: Path) -> None:
    use("en")
    card = headquarters.look()[-1]
    path, page = card.row.path, headquarters.page
    before = path.read_bytes()
    QTest.mouseClick(card.audit_button, LEFT)
    headquarters.settle()
    audit = page.more.audit
    assert audit.isVisible() and audit.mark.isVisible() and audit.text.isReadOnly() and audit.text.hasFocus()
    assert "Kandidat Contoh K02 (K02)" in audit.text.toPlainText() and "byte for byte" in audit.proof.text()
    assert path.read_bytes() == before
    QTest.mouseClick(audit.close_button, LEFT)
    assert audit.isHidden() and not audit.text.toPlainText() and page.again_button.hasFocus()
