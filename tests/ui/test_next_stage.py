"""The next stage in the window: the workbook, who goes on, and the new event, which opens with its own secrets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from juryapp.store.origins import origins
from juryapp.text import use
from juryapp.workbook.export import write_setup
from tests.builders import a_setup
from tests.ui.test_many_events import LEFT, Headquarters, headquarters
from ui.welcome.made_page import MadePage

__all__ = ["headquarters"]


def test_the_first_placed_go_on_into_a_new_event(
    headquarters: Headquarters,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    use("en")
    workbook = tmp_path / "nasional.xlsx"
    write_setup(workbook, a_setup(event={"code": "NAS-24", "stage": "Pleno"}, candidates=(), slots=()))
    headquarters.look()
    page = headquarters.page
    card = page.more.next_stage
    assert card.isHidden()
    QTest.mouseClick(page.more.next_button, LEFT)
    assert card.isVisible() and card.choose.hasFocus() and not card.make.isVisible()
    QTest.mouseClick(card.look, LEFT)
    assert "Choose the workbook" in card.said.text()
    monkeypatch.setattr("ui.many_events.next_stage_card.ask_file", lambda *_: workbook)
    QTest.mouseClick(card.choose, LEFT)
    QTest.mouseClick(card.look, LEFT)
    assert "Write who decides" in card.said.text() and card.by.hasFocus()
    QTest.keyClicks(card.by, "Ibu Pusat")
    QTest.mouseClick(card.look, LEFT)
    headquarters.settle()
    assert "isn't opened yet" in card.said.text(), "one province has no result"
    late, _whole = card.events.values()
    late.setChecked(False)
    card.although.setText("Satu laptop belum ditutup.")
    QTest.mouseClick(card.look, LEFT)
    headquarters.settle()
    assert [tick.text().split(" · ")[0] for tick in card.going.values()] == ["K01 Kandidat Contoh K02", "K02 Kandidat Contoh U01"]
    assert "count nothing" in card.said.text() and card.secret.field.hasFocus()
    list(card.going.values())[1].setChecked(False)
    for part, secret in ((card.secret, "payung-kelima-di-atap"), (card.pins, "meja-nasional-7")):
        part.field.setText(secret)
        part.again.setText(secret)
    monkeypatch.setattr("ui.many_events.next_stage_work.ask_name", lambda *_: tmp_path / "next")
    QTest.mouseClick(card.make, LEFT)
    headquarters.settle()
    assert isinstance(headquarters.window.page, MadePage)
    event = headquarters.window.session.opened
    assert event.path == tmp_path / "next.jury"
    assert [(one.candidate, one.by) for one in origins(event.file).values()] == [("K02", "Ibu Pusat")]
