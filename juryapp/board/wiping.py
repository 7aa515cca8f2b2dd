"""Wiping: what stands against wiping an event from this laptop. Offered only where two other places hold everything. Reads only.

Everything is each entry with which somebody did something, of every laptop, up to the last one here. Headquarters' receipt is one
place; the other is another laptop that said, closing itself, how much it holds, or the laptop that wrote it. Both count only with
the documents that the entries name. A laptop that was given up or removed counts as no place. What headquarters wrote itself is
its own to keep.
"""

from __future__ import annotations

from collections.abc import Iterator

from juryapp.board.journal_digest import Head, journal_heads
from juryapp.board.laptop_names import laptop_names
from juryapp.event.open_event import OpenEvent
from juryapp.exchange import receipts
from juryapp.model.not_awaited import NotAwaited
from juryapp.store import closings, journal, model_records, note_drafts, quarantine_table
from juryapp.text import _, plural


def wipe_obstacles(event: OpenEvent) -> list[str]:
    """What stands against it, a sentence each that says what to do; empty where this laptop may be wiped."""
    return list(_obstacles(event))


def _obstacles(event: OpenEvent) -> Iterator[str]:
    if event.laptop.home.root(event.id) is not None:
        yield _("Headquarters' key lies on this laptop: headquarters is not wiped. Destroy the event when its time has come.")
    if (event.device or "") in journal.forked(event.file):
        yield _("This laptop was copied whole, and both copies wrote: the secretary looks at them first.")
    held = sum(quarantine_table.counts(event.file).values())
    if held:
        yield plural(
            "{count} entry is held here and counts nowhere yet: let the secretary admit its laptop, or receive what is missing.",
            "{count} entries are held here and count nowhere yet: let the secretary admit their laptops, or receive what is "
            "missing.",
            held,
        )
    drafts = len(note_drafts.kept_drafts(event.file))
    typed = list((event.laptop.home.folder / "events" / event.id).glob("*.typed"))
    if drafts or typed:
        yield _("Something was typed here and isn't stored yet: sit down at the seat where it was typed and finish it.")
    yield from _lacking_places(event)


def _lacking_places(event: OpenEvent) -> Iterator[str]:
    """Laptops of which not everything that is here is known at two other places."""
    own, names = event.device or "", laptop_names(event.file)
    headquarters = model_records.headquarters_devices(event.file)
    confirmed, told = receipts.confirmed(event.file, event.trust), closings.holders(event.file, event.trust.proves)
    known = model_records.devices(event.file)
    lost = {device for device, said in closings.not_awaited(event.file).items() if said.why is NotAwaited.GIVEN_UP}
    lost |= {device for device, one in known.items() if one.removed is not None}

    def is_elsewhere(head: Head) -> bool:
        others = {laptop for laptop, said in told.items() if head.device in said and said[head.device].number >= head.number}
        return bool(({head.device} | others) - headquarters - lost - {own})

    for head in (one for one in journal_heads(event.file) if one.device not in headquarters):
        name, is_confirmed = names[head.device], confirmed.get(head.device, 0) >= head.number
        if not is_confirmed:
            yield _(
                "Headquarters has not confirmed entry {number} of laptop {name}: pack here, have headquarters receive it, and "
                "receive its package here.",
                number=head.number,
                name=name,
            )
        if not is_elsewhere(head):
            yield _(
                "No laptop besides headquarters is known to hold entry {number} of laptop {name}: have another laptop receive "
                "the package and close itself, and receive its package here.",
                number=head.number,
                name=name,
            )
