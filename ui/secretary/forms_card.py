"""Paper forms of a stack: a button for each, which opens all its pages with their circles read, to be confirmed beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from juryapp.documents.bubbles import FormCode
from juryapp.errors import Problem
from juryapp.from_paper.bubble_reading import ReadForm
from juryapp.from_paper.paper_forms import by_form, form_on
from juryapp.from_paper.scanned_pages import ScannedPage
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.labels import Button, Label
from ui.secretary.typing_page import PaperForm, TypingPage
from ui.secretary.typing_rows import Typed
from ui.session import Session


class FormsCard(Card):
    """Hidden where the stack has none."""

    to_page = Signal(object)
    """A page is to be shown over this one."""
    told = Signal(object, str)
    """What is to be said, and how."""

    def __init__(self, session: Session) -> None:
        super().__init__(20, 8)
        self._session = session
        self._forms: dict[str, PaperForm] = {}
        """By the codes of its pages: what is typed outlives its page."""
        self.buttons: list[Button] = []
        self.setVisible(False)

    def offer(self, pages: Sequence[ScannedPage]) -> None:
        """A button for each form of these pages."""
        empty(self.rows)
        self.buttons = []
        self.rows.addWidget(Label(lambda: _("Paper forms, not signed"), "large"))
        for form in by_form(pages):
            button = Button(partial(_words, form[0]))
            button.clicked.connect(partial(self._open, form))
            self.buttons.append(button)
            self.rows.addWidget(button)
        self.setVisible(bool(pages))

    def _open(self, form: tuple[ScannedPage, ...], _checked: bool = False) -> None:  # noqa: FBT001, FBT002  # a slot
        try:
            read = form_on(self._session.opened, form)
        except Problem as problem:
            self.told.emit(_saying(problem), "bad")
            return
        typing = TypingPage(self._session, self._forms.setdefault(_kept_as(form), _form_of(read)))
        typing.stored.connect(partial(self._stored, form, typing))
        self.to_page.emit(typing)

    def _stored(self, form: tuple[ScannedPage, ...], typing: TypingPage, say: Callable[[], str]) -> None:
        self._forms.pop(_kept_as(form), None)
        typing.back.emit()
        self.told.emit(say, "good")


def _kept_as(form: Sequence[ScannedPage]) -> str:
    return " ".join(page.form for page in form)


def _form_of(read: ReadForm) -> PaperForm:
    typed = {criterion: Typed(points) for criterion, points in read.typed.items()}
    form = PaperForm(
        read.juror, read.candidate, picture=read.picture, to_read=tuple(read.to_ask), elsewhere=tuple(read.elsewhere)
    )
    form.typed[0] = typed
    return form


def _words(page: ScannedPage) -> str:
    try:
        code = FormCode.read(page.form)
    except Problem as problem:
        return str(problem)
    return _("Confirm the form of {juror} for {candidate}…", juror=code.juror, candidate=code.candidate)


def _saying(problem: Problem) -> Callable[[], str]:
    return lambda: "\n".join(problem.sentences())
