"""Words of the inbox: what each package is and what became of it, and all of them in a sentence. Reads nothing."""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.many_events.inbox import TAKEN, InboxRow, Verdict
from juryapp.text import _, plural


def verdict_words(row: InboxRow) -> str:
    """What a package is, in a sentence; what is wrong with it, where something is."""
    if row.received:
        return _received_words(row)
    match row.verdict:
        case Verdict.NEW:
            return plural("{count} new entry.", "{count} new entries.", row.new)
        case Verdict.HERE:
            return _("Already here.")
        case Verdict.HELD:
            return row.why or _("Of a laptop that isn't admitted.")
        case Verdict.UNKNOWN:
            return _("Of an event whose file or passphrase isn't here: put them into this folder and its vault, then look again.")
        case Verdict.SEVERAL:
            return _(
                "Several files here are of its event ({files}): open the one that goes on, and receive it there.", files=row.why
            )
        case Verdict.UNFINISHED:
            return _("Not finished, or set aside as another version: wait until it is copied, or have it sent again.")
        case Verdict.REFUSED:
            return row.why


def _received_words(row: InboxRow) -> str:
    if row.verdict is Verdict.HELD:
        return _("Received; it waits in its event until the desk admits the laptop.")
    return plural("Received: {count} new entry.", "Received: {count} new entries.", row.new)


def inbox_words(rows: Sequence[InboxRow]) -> str:
    """How many there are, how many bring something, how many can't be received."""
    new = sum(row.verdict in TAKEN and not row.received for row in rows)
    bad = sum(row.verdict not in (*TAKEN, Verdict.HERE) for row in rows)
    told = [plural("{count} package.", "{count} packages.", len(rows))]
    if new:
        told.append(plural("{count} brings something new.", "{count} bring something new.", new))
    if bad:
        told.append(plural("{count} can't be received as it is.", "{count} can't be received as they are.", bad))
    return " ".join(told)
