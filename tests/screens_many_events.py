"""Pictures of headquarters' folder of events: the passphrase, reading, late ones first, notes, results. Called with a studio.

many_events(studio, folder)     any page; afterwards the welcome page. `folder` is temporary
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from juryapp.workbook.export import write_setup
from tests.builders import a_setup
from tests.many_events.builders import OWN, a_folder
from tests.screens_services import each_look
from ui.many_events.shown import show_many_events


def many_events(studio: Any, folder: Path) -> None:
    """From outside an event."""
    window, home = studio.window, folder / "many"
    events = a_folder(home / "wilayah", home / "made", studio.laptop)
    window.show_start()
    show_many_events(window, events)
    studio.take("77-many-passphrase")
    page = window.page
    page.key.field.setText("salah")
    page.key.button.click()
    studio.take("77-many-wrong-passphrase")
    page.key.field.setText(OWN)
    page.key.button.click()
    studio.settle()
    each_look(studio, "78-many-events")
    page.cards[0].notes_button.click()
    studio.take("78-many-notes")
    page.cards[0].notes_button.click()
    page.results_button.click()
    each_look(studio, "79-many-results")
    workbook = home / "nasional.xlsx"
    write_setup(workbook, a_setup(event={"code": "NAS-24", "stage": "Pleno"}, candidates=(), slots=()))
    page.more.next_button.click()
    page.more.next_stage.take(workbook)
    page.more.next_stage.by.setText("Ibu Pusat")
    page.more.next_stage.look.click()
    studio.settle()
    studio.take("79-next-stage-refused")
    next(iter(page.more.next_stage.events.values())).setChecked(False)
    page.more.next_stage.although.setText("Satu laptop belum ditutup.")
    page.more.next_stage.look.click()
    studio.settle()
    each_look(studio, "79-next-stage")
    page.work.setVisible(True)
    page.work.show_progress(12, 38)
    page.verticalScrollBar().setValue(0)
    studio.take("79-many-at-work")
    (events / "headquarters.juryvault").unlink()
    show_many_events(window, events)
    studio.settle()
    window.page.key.vault_button.click()
    studio.take("79-many-new-vault")
    window.show_start()
