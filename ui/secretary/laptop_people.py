"""Whose laptop it is: people are named, not what a laptop calls itself. Asks the board; decides nothing."""

from __future__ import annotations

from functools import cache, partial

from juryapp.board import records
from juryapp.board.laptop_names import laptop_names, shown_name
from juryapp.board.laptop_roster import PreparedLaptop, for_whom, prepared
from juryapp.board.laptops import workers_at
from juryapp.documents.words import moment
from juryapp.event.open_event import OpenEvent
from juryapp.sharing.merge import PackageResult
from juryapp.text import _

_MOST_NAMED = 3


class LaptopPeople:
    """The people of one event's laptops, as far as is known here, read once."""

    def __init__(self, event: OpenEvent) -> None:
        self._own, self.zone = event.device, records.about(event).time_zone
        self._devices, self._jurors = records.devices(event), records.jurors(event)
        self._lines = {id_: line for line in prepared(event.file) for id_ in line.opened_at}
        self._names = laptop_names(event.file)
        self._workers_at = cache(partial(workers_at, event))

    def whose(self, result: PackageResult) -> str:
        """Who packed it; nothing for what is no package, or was read before."""
        if not result.device:
            return ""
        known = self._devices.get(result.device)
        if result.device in self._lines or result.device == self._own or (known and known.headquarters):
            return shown_name(self._names[result.device], own=result.device == self._own)
        line = result.prepared.get(result.device)
        if line and line.jurors:
            return for_whom(line, self._jurors)
        codes = [*result.brings.jurors, *self._workers_at(result.device)]
        return self.named(list(dict.fromkeys(codes))) or (
            _("A laptop of the secretary's") if line or (known and known.admitted) else _("A laptop that is not known yet")
        )

    def prepared_words(self, line: PreparedLaptop) -> str:
        """That the first data of a laptop comes, for whom it was prepared and when."""
        return _(
            "The first data of the laptop of {who}, prepared {when}.",
            when=moment(line.at, self.zone),
            who=for_whom(line, self._jurors),
        )

    def named(self, codes: list[str]) -> str:
        """These jurors, by name and code; of many the first ones."""
        told = [f"{self._jurors[code].name} ({code})" for code in codes if code in self._jurors]
        return ", ".join(told[:_MOST_NAMED]) + (", …" if len(told) > _MOST_NAMED else "")
