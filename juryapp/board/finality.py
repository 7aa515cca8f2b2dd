"""Finality: whether a complete ranking is final as well, because nothing that could move it may still lie at another laptop.

A ranking is *complete* once everything that is expected of it is here and signed (`CategoryTally.complete`). It is *final* if
besides each laptop of the roster is settled (`AwaitedLaptop.is_settled`) and each document that an entry names is here
(decision 061). The laptop that asks holds all that it wrote itself. Reads only.
"""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.board.awaited_laptops import AwaitedLaptop, awaited_laptops
from juryapp.board.completeness import LackingDocument, lacking_documents
from juryapp.event.open_event import OpenEvent
from juryapp.store.connection import EventFile
from juryapp.store.setup_cache import cached, look_up
from juryapp.tally.ranking import CategoryTally
from juryapp.text import current


@dataclass(frozen=True)
class Finality:
    """What keeps every complete ranking of an event from being final."""

    laptops: tuple[AwaitedLaptop, ...] = ()
    """Those that aren't settled."""
    documents: tuple[LackingDocument, ...] = ()
    """Those that entries name and that aren't here."""

    @property
    def is_settled(self) -> bool:
        """True if nothing is awaited: what is complete is final."""
        return not self.laptops and not self.documents

    def is_final(self, tally: CategoryTally) -> bool:
        """True if this ranking is complete, and nothing that could move it is awaited."""
        return tally.complete and self.is_settled


SETTLED = Finality()


def finality(event: OpenEvent) -> Finality:
    """What is awaited, as far as this laptop knows; read once until something else than a draft is written."""
    look_up(event.file)
    return cached(event.file, _read, event, event.device, current())


def _read(_file: EventFile, event: OpenEvent, _device: str | None, _language: str) -> Finality:
    laptops = awaited_laptops(event)
    unsettled = tuple(one for one in laptops if not one.is_settled)
    return Finality(unsettled, lacking_documents(event, laptops))
