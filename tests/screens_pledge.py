"""Pictures of the pledge: before the first form, with a conflict of interest, and at the secretary's desk. Called with a studio.

pledges(studio, sit)     an event in the middle of its morning is open; it asks for no pledge again afterwards
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from juryapp.journal.subjects import Subject
from juryapp.model.pledge import ASKED
from tests.screens_services import each_look


def pledges(studio: Any, sit: Callable[[Any, str], None]) -> None:
    """All of them."""
    sit(studio, "")
    desk = studio.window.session.secretary
    desk.event.write([desk.act(Subject.EVENT, "event/pledge", {"value": ASKED})])
    sit(studio, "J06")
    page = studio.window.page.currentWidget()
    each_look(studio, "76-pledge")
    page.conflicts.open.click()
    each_look(studio, "77-pledge-conflict")
    page.conflicts.declare.click()
    studio.take("78-pledge-conflict-refused")
    sit(studio, "")
    enrol = studio.window.page.go("enrol")
    enrol.seats["J06"].click()
    enrol.ensureWidgetVisible(enrol.pledge)
    each_look(studio, "79-pledge-enrol")
    desk = studio.window.session.secretary
    desk.event.write([desk.act(Subject.EVENT, "event/pledge", None)])
