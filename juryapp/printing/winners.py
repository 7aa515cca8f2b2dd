"""Winners of an event: what decree's annex, certificates and the ceremony's list print, from the results as they stand now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juryapp.board.cells import Board
from juryapp.board.finality import Finality, finality
from juryapp.board.finality_words import paper_words
from juryapp.board.record_moment import record_moment
from juryapp.board.status import tallies_of
from juryapp.documents import ceremony_list, certificate, decree_annex
from juryapp.documents.recapitulation_page import award
from juryapp.documents.winners import CategoryWinners, Winner
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.file_names import document_name
from juryapp.model.juror import Role
from juryapp.model.rounding import Step
from juryapp.printing.unsigned_papers import TO_FILL_IN, Printed
from juryapp.store import model_records
from juryapp.store.reveals import mentions
from juryapp.tally.ranking import CategoryTally, Ranked
from juryapp.tally.ties import JOINT
from juryapp.text import _, number, plural, speaking


def winners_of(event: OpenEvent, board: Board) -> list[CategoryWinners]:
    """Each category with its winners, in the event's language; nobody where a ranking isn't final."""
    with speaking(model_records.event(event.file).language):
        awaited = finality(event)
        return [_category(event, board, tally, awaited) for tally in tallies_of(board, event.file)]


def _category(event: OpenEvent, board: Board, tally: CategoryTally, awaited: Finality) -> CategoryWinners:
    category = board.categories[tally.category]
    if not awaited.is_final(tally):
        why = paper_words(awaited) if tally.complete else ""
        return CategoryWinners(category.name, final=False, why=why)
    winners, mentioned = list(_winners(board, tally)), list(_mentioned(event, board, tally.category))
    return CategoryWinners(category.name, final=True, winners=winners, mentioned=mentioned)


def _winners(board: Board, tally: CategoryTally) -> Iterator[Winner]:
    shown = board.categories[tally.category].roundings.shown(Step.FINAL)
    for place in _placed(board, tally):
        title = award(place.rank, joint=place.decided_by == JOINT)
        yield Winner(title, board.candidates[place.candidate], number(place.score, shown))


def _placed(board: Board, tally: CategoryTally) -> list[Ranked]:
    """Those with a place that is awarded."""
    return [place for place in tally.ranking if place.rank <= board.categories[tally.category].places]


def _mentioned(event: OpenEvent, board: Board, category: str) -> Iterator[Winner]:
    for one in mentions(event.file, category):
        if one.candidate in board.candidates:
            yield Winner(one.title, board.candidates[one.candidate])


def ceremony(event: OpenEvent) -> Printed:
    """Whom the announcer calls."""
    about, board = model_records.event(event.file), Board.of(event.file)
    pdf = ceremony_list.render(about, winners_of(event, board), record_moment(event).at)
    return document_name(about.code, "ceremony"), pdf


def decree(event: OpenEvent) -> Printed:
    """The draft of the decree's annex."""
    about, board = model_records.event(event.file), Board.of(event.file)
    pdf = decree_annex.render(about, winners_of(event, board), record_moment(event).at)
    return document_name(about.code, "decree", "annex"), pdf


def why_no_certificate(event: OpenEvent, board: Board, tallies: Sequence[CategoryTally], awaited: Finality) -> str:
    """Why there is nobody to award, in the language that is spoken; empty where there is somebody."""
    final = [tally for tally in tallies if awaited.is_final(tally)]
    if not final:
        if any(tally.complete for tally in tallies):
            return _("no category is final yet: {why}", why=paper_words(awaited))
        lacking = sum(cell.state in TO_FILL_IN for cell in board.cells())
        if lacking:
            return plural(
                "no category is final yet: {count} sheet is lacking",
                "no category is final yet: {count} sheets are lacking",
                lacking,
            )
        return _("no category is final yet")
    if any(_placed(board, tally) or mentions(event.file, tally.category) for tally in final):
        return ""
    names = ", ".join(board.categories[tally.category].name for tally in final)
    return _("nobody has a place or a special mention in what is final: {categories}", categories=names)


def certificates(event: OpenEvent) -> Printed:
    """A page for each winner. Raises `Refused` while no category has any."""
    about, board = model_records.event(event.file), Board.of(event.file)
    if why := why_no_certificate(event, board, tallies_of(board, event.file), finality(event)):
        raise Refused("There is no certificate to print: {why}.", why=why)
    winners = winners_of(event, board)
    chair = next((juror for juror in board.jurors.values() if juror.role is Role.CHAIR), None)
    pdf = certificate.render(about, winners, chair, None, record_moment(event).at)
    return document_name(about.code, "certificates"), pdf
