"""Quiet news: what is told in the info bar of flash disks and packages, and what of it stays when something else is told."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from juryapp.errors import Problem
from juryapp.text import _
from ui.page_protocols import OpensCandidates
from ui.parts.labels import Say
from ui.parts.stack import shown_in
from ui.services.info_bar import InfoBar
from ui.services.news import News


class QuietNews:
    """Words for one window's info bar; `stack` holds its pages."""

    def __init__(self, bar: InfoBar, stack: QStackedWidget) -> None:
        self._bar, self._stack = bar, stack
        self._tells_trouble = False
        self._doubts: list[str] = []
        """What was told of packages and not closed yet."""

    def tell(self, say: Say) -> None:
        """Something to know."""
        self._tells_trouble = False
        self._tell(say, "good")

    def tell_news(self, news: News) -> None:
        """What came in. A sheet that was reopened is to be signed anew: a button opens it."""
        if news.reopened and not self._standing():
            number = news.reopened[0]
            self._tells_trouble = False
            self._bar.tell(news.words, "warn", lambda: _("Open {candidate}", candidate=number), lambda: self._open(news))
        else:
            self.tell(news.words)

    def _open(self, news: News) -> None:
        """Not behind a lock: there it is told again."""
        page = shown_in(self._stack)
        if isinstance(page, OpensCandidates):
            page.open_candidate(news.reopened[0])
        else:
            self.tell_news(news)

    def tell_doubts(self, sentences: list[str]) -> None:
        """Stays until it is closed, whatever is told behind it: it is told once."""
        self._tells_trouble = False
        self._tell(str, "warn", *sentences)

    def tell_trouble(self, problem: Problem) -> None:
        """A disk that doesn't do as it should, until it does."""
        self._tells_trouble = True
        self._tell(lambda: str(problem), "warn")

    def forget_trouble(self) -> None:
        """It does as it should."""
        if self._tells_trouble:
            self._tells_trouble = False
            self._tell(str, "warn")

    def _standing(self) -> list[str]:
        return self._doubts if self._bar.told else []

    def _tell(self, say: Say, kind: str, *doubts: str) -> None:
        """Says it behind what was told of packages and nobody has closed yet."""
        self._doubts = [*self._standing(), *doubts]
        told = tuple(self._doubts)
        if told or say():
            self._bar.tell(lambda: " ".join([*told, *filter(None, [say()])]), "warn" if told else kind)
        else:
            self._bar.drop()
