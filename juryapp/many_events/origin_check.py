"""Origin check: whether the results from which candidates came to this stage are still what they were. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from juryapp.board.results import state_of
from juryapp.errors import Refused
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.many_events.folder import secret_of
from juryapp.many_events.secrets import Secrets
from juryapp.model.origin import Origin
from juryapp.store import model_records
from juryapp.text import mark
from juryapp.workbook.cells import fold

NOT_OF_THESE = mark("{path} is none of the events from which candidates of this stage come; leave it out.")


class Held(StrEnum):
    """What the former event's file says of an origin now."""

    SAME = "same"
    CHANGED = "changed"
    """Its result, or what it rests on, is another by now."""
    NOT_LOOKED_AT = "not looked at"
    """That event's file wasn't given."""


def check_origins(laptop: Laptop, origins: Mapping[str, Origin], paths: Sequence[Path], secrets: Secrets) -> dict[str, Held]:
    """Candidate -> whether its origin still holds, by these files of former events. Changes no byte of them.

    Raises `FileProblem`, `Refused` for an event from which nobody comes.
    """
    found = dict.fromkeys(origins, Held.NOT_LOOKED_AT)
    for path in paths:
        secret = secret_of(path, secrets, lambda: False)
        with open_event(laptop, path, secret.passphrase, look=True, known=secret.key) as event:
            ours = {number: one for number, one in origins.items() if one.event == event.id}
            if not ours:
                raise Refused(NOT_OF_THESE, path=path)
            codes = {fold(one.name): code for code, one in model_records.categories(event.file).items()}
            for number, one in ours.items():
                code = codes.get(fold(one.category))
                same = code is not None and state_of(event.file, code).digest == one.result
                found[number] = Held.SAME if same else Held.CHANGED
    return found
