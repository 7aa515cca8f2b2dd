"""Worker: works on an event like people do, one durable act after the other, and says so on a pipe, until it is killed.

python -m tests.soak.worker FOLDER SEED        to look at it by hand; `kills.py` forks it instead, which costs less
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

from juryapp.desk.juror import JurorDesk
from juryapp.desk.secretary import SecretaryDesk
from juryapp.disk import make_folder, write_whole
from juryapp.errors import FileProblem, Problem
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.model.note import Visibility
from juryapp.model.sheet import CellState
from juryapp.sharing.merge import merge
from juryapp.sharing.receive import pack_still
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, light_passphrases, look_and_sign

Tell = Callable[[str, str], None]
"""Kind (`ready`, `entry`, `packing`, `package`, `merged`, `pdf`, `words`, `refused`) and what it is called."""


def work(folder: Path, seed: int, tell: Tell, alone: bool = True) -> None:
    """Opens `folder/event.jury` and works for ever: scores, notes, signs, exports, reopens, packs, merges.

    Where it isn't alone, another writer may have signed, reopened or packed meanwhile: what is refused then is told.
    """
    chance = random.Random(seed)
    with open_event(a_laptop(folder), folder / "event.jury", PASSPHRASE) as event:
        acts = _Acts(event, folder, chance, tell)
        tell("ready", "-")
        while True:
            act = chance.choice((acts.score, acts.score, acts.score, acts.note, acts.sign, acts.pack, acts.merge))
            try:
                act()
            except Problem as problem:
                if alone:
                    raise
                tell("refused", f"{act.__name__}: {problem}".replace("\n", " "))


class _Acts:
    def __init__(self, event: OpenEvent, folder: Path, chance: random.Random, tell: Tell) -> None:
        self.event, self.folder, self.chance, self.tell = event, folder, chance, tell
        self.juror: JurorDesk = a_juror(event)
        self.desk: SecretaryDesk = a_desk(event)
        self.out = make_folder(folder / "out")

    def _told(self, entries: tuple[str, ...]) -> None:
        for entry in entries:
            self.tell("entry", entry)

    def _open(self, candidate: str) -> None:
        """Makes sure that the sheet can be scored."""
        if self.juror.board().cell("J01", candidate).state is CellState.SIGNED:
            self._told(self.desk.reopen("J01", candidate, "supaya dapat dinilai lagi").entries)

    def score(self) -> None:
        candidate, criterion = self.chance.choice((("K01", "REG"), ("K01", "CAK"), ("U01", "INO"), ("U01", "PIM")))
        self._open(candidate)
        self._told(self.juror.record_score(candidate, criterion, str(self.chance.randint(0, 100))).entries)

    def note(self) -> None:
        text = "catatan " * self.chance.randint(1, 900) + str(self.chance.random())
        self._told(self.juror.write_note(self.chance.choice(("K01", "K02")), text, Visibility.PANEL).entries)

    def sign(self) -> None:
        self._open("K02")
        for criterion in ("REG", "CAK"):
            self._told(self.juror.record_score("K02", criterion, str(self.chance.randint(0, 100))).entries)
        for sheet in look_and_sign(self.juror, ["K02"]):
            self._told(sheet.changes.entries)
            write_whole(self.out / sheet.name, sheet.pdf)
            self.tell("pdf", sheet.name)

    def pack(self) -> None:
        self.tell("packing", str(os.getpid()))
        self.tell("package", f"{os.getpid()} {pack_still(self.event, self.folder / 'stick').name}")

    def merge(self) -> None:
        brought = self.chance.choice(sorted((self.folder / "brought").glob("*.jury*")))
        (result,) = merge(self.event, [brought]).packages
        if result.outcome == "refused":
            raise FileProblem(result.why or "")
        assert result.outcome in ("merged", "nothing new"), result
        self.tell("merged", brought.name)


def tell_on(handle: int) -> Tell:
    """Says it on a pipe at once: one write, so that a line is whole or isn't there."""
    return lambda kind, name: (os.write(handle, f"{kind} {name}\n".encode()), None)[1]


if __name__ == "__main__":
    with light_passphrases():
        work(Path(sys.argv[1]), int(sys.argv[2]), tell_on(1))
