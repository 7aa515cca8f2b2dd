"""What packages bring, a row each: which file, of which laptop, what is new, held or refused. And laptops not known yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from juryapp.documents.words import moment
from juryapp.event.open_event import OpenEvent
from juryapp.model.outcome import Outcome
from juryapp.sharing.brought import Brought, brought_words, together
from juryapp.sharing.merge import MergeReport, PackageResult, skipped_words
from juryapp.signing.fingerprint import words
from juryapp.text import _, called, one_line, plural
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.labels import Label, fixed, rule, set_look
from ui.parts.tab_order import made_anew
from ui.parts.tick import Tick
from ui.secretary.laptop_people import LaptopPeople
from ui.turns import Turns

_CHIPS = {Outcome.MERGED: "good", Outcome.NOTHING_NEW: "plain", Outcome.QUARANTINED: "warn", Outcome.REFUSED: "bad"}
_IN_A_TURN = 4


class PackageRow(QWidget):
    """One package: before it is taken in, or after."""

    def __init__(self, result: PackageResult, people: LaptopPeople, *, taken: bool) -> None:
        super().__init__()
        self.result, who = result, people.whose(result)
        result = _as_known(result)
        self.chip = Label(lambda: _chip_words(result), "small strong", wrap=False)
        set_look(self.chip, "chip", _CHIPS[result.outcome])
        self.title = Label(lambda: who or one_line(result.path.name), "strong")
        self.words = Label(lambda: _sentence(result, taken=taken))
        first = [people.prepared_words(line) for line in result.prepared.values()]
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.words)
        for said in first:
            names.addWidget(Label(fixed(said), "small"))
        if who:
            names.addWidget(Label(lambda: _packed_words(result, people.zone), "small", "soft"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(16)
        row.addLayout(names, 1)
        row.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)


class PackageRows(QWidget):
    """All that were looked at or taken in."""

    def __init__(self, turns: Turns) -> None:
        super().__init__()
        self._turns = turns
        self.rows: list[PackageRow] = []
        self._making: Iterator[Callable[[], object]] = iter(())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_report(self, report: MergeReport, event: OpenEvent, *, taken: bool) -> None:
        """Shows each package of a report; those that bring something first."""
        order = (Outcome.QUARANTINED, Outcome.MERGED, Outcome.REFUSED, Outcome.NOTHING_NEW)
        people = LaptopPeople(event)
        former, self.rows = len(self.rows), []
        results = sorted(report.packages, key=lambda result: order.index(result.outcome))
        more = [*report.clocks, *map(skipped_words, report.skipped)]
        self._making = chain(
            [partial(empty, self._column)],
            (partial(self._add, one, people, taken=taken) for one in results),
            (partial(self._column.addWidget, Label(fixed(said), "small strong", "warn")) for said in more),
        )
        if former + len(results) > _IN_A_TURN:
            self._turns.add(self, self._make)
        else:
            self._make()

    def _make(self) -> None:
        """Some in each turn of the window's loop: sixty packages would hold it up."""
        made = [make() for make in islice(self._making, _IN_A_TURN)]
        if len(made) == _IN_A_TURN:
            self._turns.add(self, self._make)

    def _add(self, one: PackageResult, people: LaptopPeople, *, taken: bool) -> None:
        if self.rows:
            self._column.addWidget(rule())
        self.rows.append(PackageRow(one, people, taken=taken))
        self._column.addWidget(self.rows[-1])


class Unknown(Card):
    """Laptops that the event doesn't know: their words are compared with their screens, one after the other."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(14, 8)
        self.checks: dict[str, Tick] = {}
        self._names: Mapping[str, str] = {}
        self._column = QVBoxLayout()
        self.rows.addWidget(Label(lambda: _("Laptops that this event doesn't know yet"), "strong", "warn"))
        self.rows.addWidget(
            Label(
                lambda: _(
                    "What they wrote is held and doesn't count until you admit them. Have each one's words read out from its own "
                    "screen (its name at the top right, “This laptop”), and tick those whose words are the same."
                )
            )
        )
        self.rows.addLayout(self._column)
        self.setVisible(False)

    def show_laptops(self, laptops: Mapping[str, str]) -> None:
        """Shows these: id -> name."""
        if not (laptops or self.checks):
            return
        empty(self._column)
        self._names, self.checks = laptops, {}
        for id_, name in sorted(laptops.items(), key=lambda item: (item[1], item[0])):
            check = Tick(_("{laptop}: its words are {words}", laptop=called(name, id_), words=words(id_)))
            check.toggled.connect(self.changed)
            self.checks[id_] = check
            self._column.addWidget(check)
        made_anew(self)
        self.setVisible(bool(laptops))

    @property
    def chosen(self) -> dict[str, str]:
        """The laptops that are to be admitted: id -> name."""
        return {id_: self._names[id_] or id_[:8] for id_, check in self.checks.items() if check.isChecked()}


def count(results: Sequence[PackageResult]) -> int:
    """How many new entries of known laptops they brought, and of those that were prepared; before they are taken in, one may be
    counted in several packages."""
    known = map(_as_known, results)
    return sum(result.new for result in known if result.outcome in (Outcome.MERGED, Outcome.QUARANTINED))


def _as_known(result: PackageResult) -> PackageResult:
    """Where nobody is unknown but laptops that were prepared, what is held of them comes in with the rest."""
    if not result.unknown or result.unknown.keys() - result.prepared.keys():
        return result
    brings = together([result.brings, result.holds])
    return replace(result, outcome=Outcome.MERGED, new=result.new + result.held, held=0, brings=brings, holds=Brought(), why=None)


def _chip_words(result: PackageResult) -> str:
    if result.outcome == Outcome.MERGED:
        sheets = result.brings.count
        return plural("{count} sheet", "{count} sheets", sheets) if sheets else _("new")
    if result.outcome == Outcome.QUARANTINED:
        return _("held")
    return _("nothing new") if result.outcome == Outcome.NOTHING_NEW else _("refused")


def _packed_words(result: PackageResult, zone: str) -> str:
    return _("{file}, packed {when} by its clock", file=one_line(result.path.name), when=moment(result.at, zone))


def _sentence(result: PackageResult, *, taken: bool) -> str:
    if result.outcome == Outcome.NOTHING_NEW and not result.aside:
        return _("Nothing new: all of it is here already.")
    is_removed = result.outcome == Outcome.QUARANTINED and not result.unknown
    told = [result.why] if result.why and (is_removed or result.outcome != Outcome.QUARANTINED) else []
    if result.outcome in (Outcome.MERGED, Outcome.QUARANTINED) and not is_removed:
        told.insert(0, _new_words(result, taken=taken))
    return " ".join(told)


def _new_words(result: PackageResult, *, taken: bool) -> str:
    what = brought_words(result.brings) or (_("nothing that anyone signed or scored") if result.new and not result.held else "")
    holds = brought_words(result.holds) or _("nothing that anyone signed or scored")
    held = _("Held until you admit the laptop: {what}.", what=holds) if result.held else ""
    if not what:
        return held
    came = _("Came in: {what}.", what=what) if taken else _("Would come in: {what}.", what=what)
    return f"{came} {held}".rstrip()
