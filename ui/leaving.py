"""Leaving a seat or an event: everything that can be stored is stored first, and what can't is told and asked about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.notice import Notice
from ui.page_protocols import HasUnfinished, Settles
from ui.session import Session


def may_leave(session: Session, notice: Notice, shown: Callable[[], QWidget], leave: Callable[[], object]) -> bool:
    """True if nothing would be lost of the page that is `shown`. If not, the notice tells what, and offers to `leave` all the
    same, for as long as something would be lost.
    """
    page = shown()
    if isinstance(page, Settles) and not notice.gives_up:
        page.settle()
    if session.unsaved:
        session.try_again()
    if session.unsaved or (not notice.gives_up and _unfinished(page)):
        notice.offer(leave, lambda: _unfinished(shown()))
        return False
    return True


def _unfinished(page: QWidget) -> list[str]:
    return page.unfinished() if isinstance(page, HasUnfinished) else []
