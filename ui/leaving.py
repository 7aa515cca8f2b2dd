"""Leaving a seat or an event: everything that can be stored is stored first, and what can't is told and asked about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.notice import Notice
from ui.page_protocols import HasUnfinished, Settles
from ui.session import Session


def may_leave(session: Session, notice: Notice, page: QWidget, leave: Callable[[], object]) -> bool:
    """True if nothing would be lost. If not, the notice tells what, and offers to `leave` all the same."""
    if isinstance(page, Settles) and not notice.gives_up:
        page.settle()
    if session.unsaved:
        session.try_again()
    unfinished = page.unfinished() if isinstance(page, HasUnfinished) and not notice.gives_up else []
    if session.unsaved or unfinished:
        notice.offer(leave, unfinished)
        return False
    return True
