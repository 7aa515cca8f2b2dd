"""Everything that a juror's desk offers by key, menu and button. The page does it; here stand words, keys and conditions."""

from __future__ import annotations

from juryapp.model.sheet import CellState
from juryapp.text import _, mark
from ui.actions import KeyGroup, KeyLine, action
from ui.juror.move_page import can_move
from ui.juror.page_protocols import ActsForJuror
from ui.juror.sitting import CLOSED, Sitting
from ui.juror.words import full_name


def _is_open(actions: DeskActions) -> bool:
    return actions.state is not None and actions.state not in CLOSED


def _may_review(actions: DeskActions) -> bool:
    return _is_open(actions) and not _is_unconfirmed(actions) and actions.sitting.desk.juror.counts


def _may_recuse(actions: DeskActions) -> bool:
    return (_is_open(actions) or _is_recused(actions)) and actions.sitting.desk.key is not None


def _is_recused(actions: DeskActions) -> bool:
    return actions.state is CellState.RECUSED


def _recuse_words(actions: DeskActions) -> str:
    return _("Take the conflict of interest back…") if _is_recused(actions) else _("Conflict of interest…")


def _review_words(actions: DeskActions) -> str:
    desk = actions.sitting.desk
    return _("Call {juror} to review and sign", juror=desk.juror.code) if desk.assistant else _("Review and sign")


def _is_juror(actions: DeskActions) -> bool:
    """False where an assistant sits."""
    return actions.sitting.desk.assistant is None


def _may_move(actions: DeskActions) -> bool:
    return _is_juror(actions) and bool(actions.candidate) and can_move(actions.sitting, actions.candidate)


def _may_confirm(actions: DeskActions) -> bool:
    return _is_juror(actions) and _is_unconfirmed(actions)


def _is_unconfirmed(actions: DeskActions) -> bool:
    return actions.state is CellState.UNCONFIRMED


def _confirm_words(actions: DeskActions) -> str:
    known = actions.sitting.candidates.get(actions.candidate)
    return _("These scores are for {candidate}", candidate=full_name(known)) if known else ""


def _is_signed(actions: DeskActions) -> bool:
    return actions.state is CellState.SIGNED


def _may_ask_reopening(actions: DeskActions) -> bool:
    asked = actions.sitting.request(actions.candidate)
    return _is_juror(actions) and _is_signed(actions) and (asked is None or bool(asked.declined))


def _papers_words(actions: DeskActions) -> str:
    return _("Papers ({count})", count=actions.sitting.count_papers(actions.candidate))


class DeskActions:
    """The actions of one juror's desk."""

    def __init__(self, page: ActsForJuror, sitting: Sitting) -> None:
        self._page = page
        self.sitting = sitting
        self.candidate = ""
        """The candidate that is open; the pane says which."""

    @property
    def state(self) -> CellState | None:
        """How far the open candidate's sheet is; None while no candidate is open."""
        return self.sitting.cell(self.candidate).state if self.candidate else None

    @action(label=_review_words, offered=_may_review)
    def review(self) -> None:
        """The sheet as it will be printed."""
        self._page.review()

    @action(label=_recuse_words, offered=_may_recuse)
    def recuse(self) -> None:
        """A conflict of interest, or taking it back."""
        self._page.recuse()

    @action(label=mark("Call the secretary"))
    def call(self) -> None:
        """The screen becomes a sign."""
        self._page.call()

    @action(label=mark("End of the day"), offered=lambda actions: actions.sitting.desk.juror.counts)
    def end_day(self) -> None:
        """What is signed, what is missing, and where copies are."""
        self._page.end_day()

    @action(label=mark("State of the day"), offered=lambda actions: not actions.sitting.desk.juror.counts)
    def see_day(self) -> None:
        """Where the day stands, as an observer reads it."""
        self._page.see_day()

    @action(label=mark("Move these scores to another candidate…"), offered=_may_move)
    def move_scores(self) -> None:
        """For what was typed at the wrong candidate."""
        self._page.move_scores()

    @action(label=_confirm_words, offered=_may_confirm)
    def confirm_scores(self) -> None:
        """Scores of another name are for whom the list names now."""
        self._page.confirm_scores()

    @action(label=_papers_words, offered=lambda actions: actions.sitting.count_papers(actions.candidate) > 0)
    def see_papers(self) -> None:
        """What the candidate handed in."""
        self._page.see_papers()

    @action(label=mark("See the signed sheet"), offered=_is_signed)
    def see_signed(self) -> None:
        """The signed sheet, with its ink."""
        self._page.see_signed()

    @action(label=mark("Ask to reopen it…"), offered=_may_ask_reopening)
    def ask_reopening(self) -> None:
        """Asks the secretary."""
        self._page.ask_reopening()

    @action("Enter", offered=lambda actions: actions.is_choosing)
    def go_to_missing(self) -> None:
        """From the list or the heading to the first score that is missing."""
        self._page.desk.form.focus_missing()

    @property
    def is_choosing(self) -> bool:
        """True while the focus is on the list or the heading."""
        return self._page.desk.is_choosing()

    @action("Ctrl+Z")
    def undo(self) -> None:
        """The last act, wherever the focus went."""
        self._page.desk.undo.undo()

    @action("Ctrl+Shift+Z", "Ctrl+Y")
    def redo(self) -> None:
        """What was undone last, wherever the focus went."""
        self._page.desk.undo.redo()

    @action("Esc")
    def back_to_score(self) -> None:
        """Back to the score that is being given."""
        self._page.desk.back_to_score()

    @action("Ctrl+Enter", told=mark("Next candidate"), group=KeyGroup.CANDIDATE)
    def next_candidate(self) -> None:
        """The next of the list."""
        self._page.desk.walk(1)

    @action("Ctrl+Shift+Enter", told=mark("Former candidate"), group=KeyGroup.CANDIDATE)
    def former_candidate(self) -> None:
        """The one before it in the list."""
        self._page.desk.walk(-1)

    @action("Ctrl+F", told=mark("Find a candidate by number or name"), group=KeyGroup.CANDIDATE)
    def find(self) -> None:
        """To the field above the list."""
        self._page.desk.find()

    @action("F6", told=mark("Around the panes: list, form, notes"))
    def next_pane(self) -> None:
        """The focus goes to the next pane."""
        self._page.desk.next_pane()

    guide = KeyLine("F1 F1", mark("The guide"), KeyGroup.WINDOW)

    @action("F1", label=mark("Which key does what?"), told=mark("This card"))
    def show_keys(self) -> None:
        """The card of keys."""
        self._page.show_keys()
