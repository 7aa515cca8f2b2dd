"""Kept drafts: what is typed into the tables of the set-up and not stored, in this laptop's folder in case the program dies.

One file an event, replaced whole, and gone once all is stored or given up. Only the desk's PIN opens it (decision 038).
"""

from __future__ import annotations

import json
from contextlib import suppress

from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.typed_file import UNREADABLE, DeskTypedFile
from juryapp.errors import Problem
from juryapp.setup_changes.edits import Drafts


class KeptDrafts:
    """Those of the secretary's desk at one event, on this laptop."""

    def __init__(self, desk: SecretaryDesk) -> None:
        self._file = DeskTypedFile(desk, "preparation")

    @property
    def is_there(self) -> bool:
        """True if a program that died left something, whoever can read it."""
        return self._file.is_there

    def keep(self, drafts: Drafts) -> None:
        """Keeps these, durably, in place of what was kept before; of none, nothing is left. Never raises."""
        kept = {
            "cells": [[*cell, text] for cell, text in drafts.cells.items()],
            "removed": sorted(drafts.removed),
            "places": [[*row, place] for row, place in drafts.places.items()],
        }
        self._file.keep_sealed(json.dumps(kept).encode() if drafts.rows else None)

    def kept(self) -> Drafts:
        """What a program that died left; nothing where it can't be read: another key's, torn, or not ours."""
        with suppress(Problem, *UNREADABLE):
            found = json.loads(self._file.opened() or b"{}")
            cells = {(str(table), str(row), str(column)): str(text) for table, row, column, text in found["cells"]}
            removed = frozenset((str(table), str(row)) for table, row in found["removed"])
            places = {(str(table), str(row)): int(place) for table, row, place in found.get("places", ())}
            return Drafts(cells, removed, places)
        return Drafts()


def give_up(desk: SecretaryDesk) -> None:
    """What was typed and not stored isn't to come back."""
    KeptDrafts(desk).keep(Drafts())
