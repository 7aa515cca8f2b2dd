"""Well-formed but absurd entries, offered to every command and to every page: nothing crashes, nothing is refused whole.

What the program can't understand it draws as such, or keeps without counting it, and goes on. Each round forges a few into the
event's own file; what each command and page made of it is collected by the place in our code that failed.
"""

from __future__ import annotations

import io
import random
import shutil
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from juryapp.cli import main
from juryapp.desk.juror_requests import ask_reopening, call_secretary
from juryapp.errors import Problem
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act, Entry, read_entry, write_entry
from juryapp.model.candidate import Attendance
from juryapp.model.note import Visibility
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.signing.keys import PrivateKey, unlock, unlock_under_secret
from juryapp.signing.trust_store import as_text, device_id
from juryapp.store import attachment_table, journal, keyring
from tests.builders import (
    DESK_PIN,
    PASSPHRASE,
    ROOT_PIN,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    an_event,
    pin_of,
    score_all,
    sign,
)
from tests.soak.absurd import PARTS, STRANGE_TEXTS, Forgery, absurd, known
from tests.soak.fuzz_pages import pages
from tests.store.files import by_hand

ATTACHED = (
    b"",
    b"\xff\xfe\xff" * 10,
    b"x" * 16 + b"\xff\xd8",
    b"\x00" * 300_000,
    b'{"strokes": [[[1e400, "x", null]]]}',
    b"\x89PNG\r\n\x1a\n" + b"\xff" * 80,
)
"""Bytes that are no text, no picture, no drawing, no document."""
KINDS = ("sheets", "recapitulation", "minutes", "attendance", "pledge", "blank")
SECRETS = {"PASSPHRASE": PASSPHRASE, "DESK_PIN": DESK_PIN, "ROOT_PIN": ROOT_PIN, "PIN": pin_of("J01")}


@dataclass
class Found:
    """What became of the rounds."""

    rounds: int = 0
    forged: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    broken: dict[str, str] = field(default_factory=dict)
    """The place in our code that failed -> how, and in which round it was first seen."""

    def blame(self, what: str, trouble: BaseException) -> None:
        """Keeps the first trace of each place."""
        frames = [
            one for one in traceback.extract_tb(trouble.__traceback__) if "/juryapp/" in one.filename or "/ui/" in one.filename
        ]
        where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else repr(trouble)[:80]
        self.outcomes["crashed"] += 1
        self.broken.setdefault(f"{where} {type(trouble).__name__}", f"{what}: {trouble!r:.200}")


@dataclass
class Bench:
    """A folder with headquarters' event in the middle of its morning, to be copied for each round."""

    folder: Path
    genuine: list[Entry]

    @classmethod
    def made(cls, folder: Path) -> Bench:
        hq = an_event(folder)
        desk, juror = a_desk(hq), a_juror(hq, "J01")
        for code, points in (("J01", "85"), ("J02", "60")):
            sign(a_juror(hq, code), "K01", points)
        score_all(juror, "K02", "70")
        juror.record_remark("K02", "REG", "Lengkap")
        for visibility in Visibility:
            juror.write_note("K01", "Catatan", visibility)
        a_juror(hq, "J03").recuse("K02", "Keluarga")
        desk.attendance("U01", Attendance.ABSENT)
        desk.attendance("K01", Attendance.REPRESENTED, "Wakil")
        desk.withdraw("U02", "Berhalangan")
        ask_reopening(juror, "K01", "Tertukar")
        call_secretary(juror, "K02")
        hq.write([desk.act("decision", "KAB/tie", {"category": "KAB", "order": ["K01", "K02"], "reason": "Pleno"})])
        hq.write([desk.act("stage", "Portofolio", {"position": 0, "weight": "40", "maximum": "100", "own": 0})])
        hq.write([desk.act("stage", "Wawancara", {"position": 1, "weight": "60", "maximum": "", "own": 1})])
        hq.write([desk.act("stage-score", "K01/Portofolio", {"points": "80"})])
        hq.write([desk.act("tail", hq.device or "", {"ends": [], "count": 0, "reason": "Laptop rusak"})])
        panel = a_prepared(hq, "panel", ["J01"])
        score_all(a_juror(panel, "J01"), "K02", "75")
        merge(hq, [pack(panel, folder / "stick")])
        genuine = list(journal.entries(hq.file))
        panel.close()
        hq.close()
        return cls(folder, genuine)


def fuzz(count: int, seed: int) -> Found:
    """So many rounds, each of one to a few dozen forgeries."""
    found = Found()
    with tempfile.TemporaryDirectory(prefix="juryapp-absurd-") as folder:
        bench = Bench.made(Path(folder) / "bench")
        for number in range(count):
            chance = random.Random(f"{seed}/{number}")
            with tempfile.TemporaryDirectory(dir=folder) as place:
                work = Path(place) / "event"
                shutil.copytree(bench.folder, work)
                forged = forge(bench, work, chance, number)
                found.rounds, found.forged = found.rounds + 1, found.forged + len(forged)
                _round(work, found, f"{seed}/{number}")
    return found


def forge(bench: Bench, work: Path, chance: random.Random, number: int) -> list[Forgery]:
    """Appends forgeries to headquarters' chain, in the first rounds what is known to have hurt too; and a stranger's laptop.

    The laptop seals them: what it doesn't vouch for itself would be moved aside, and reach no page.
    """
    with open_event(a_laptop(work), work / "event.jury", PASSPHRASE) as event:
        keys = {
            who: unlock(keyring.locked_key(event.file, who) or b"", DESK_PIN if who == "desk" else pin_of(who))
            for who in ("desk", "J01", "J02", "J03")
        }
        own = event.device
        with event.file.unit():
            attached = [attachment_table.attach(event.file, content) for content in ATTACHED]
        ids = [*attached, *attachment_table.sizes(event.file)]
        made = known(bench.genuine[-1].at, number) if number < PARTS else []
        made += [absurd(bench.genuine, ids, chance) for _ in range(chance.choice((1, 3, 10, 30)))]
        name = chance.choice(STRANGE_TEXTS)[:2_000]
        secret = event.laptop.home.devices_of(event.id)[own or ""]
        device_key = unlock_under_secret(keyring.locked_key(event.file, f"device:{own}") or b"", secret)
    assert own
    with by_hand(work / "event.jury") as hand:
        forged = [one for one in made if _is_written(hand, own, one, keys, device_key)]
        assert _is_written(
            hand, own, Forgery("device", "seal", own, {"sealed": True}, bench.genuine[-1].at, None, True), {}, device_key
        )
        _stranger(hand, name)
        hand.execute("DELETE FROM manifest")
    return forged


def _is_written(hand: Any, device: str, one: Forgery, keys: dict[str, PrivateKey], device_key: PrivateKey) -> bool:
    """False for what is no entry at all: too long, a key that is none."""
    number, parent, body = hand.execute(
        "SELECT number, id, body FROM entry WHERE device = ? ORDER BY number DESC LIMIT 1", (device,)
    ).fetchone()
    heads = hand.execute("SELECT entry FROM head WHERE subject = ? AND key = ?", (one.subject, one.key))
    old = tuple(id_ for (id_,) in heads) if one.knowing else ()
    key = device_key if one.actor == "device" else keys.get(one.actor, keys["desk"])
    act = Act(one.actor, one.subject, one.key, one.value, rubric=one.rubric, sign=key.sign)
    try:
        entry = write_entry(
            act, event=read_entry(body).event, device=device, number=number + 1, parent=parent, at=one.at, supersedes=old
        )
    except ValueError:
        return False
    row = (entry.id, entry.device, entry.number, entry.body, entry.signature)
    hand.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", row)
    return True


def _stranger(hand: Any, name: str) -> None:
    """A laptop that introduces itself by this name."""
    key = PrivateKey.generate()
    (body,) = hand.execute("SELECT body FROM entry LIMIT 1").fetchone()
    event, device = read_entry(body), device_id(key.public)
    act = Act("device", "introduction", device, {"name": name, "public": as_text(key.public.raw)}, sign=key.sign)
    entry = write_entry(act, event=event.event, device=device, number=1, parent=None, at=event.at, supersedes=())
    row = (entry.id, entry.device, entry.number, entry.body, entry.signature)
    hand.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", row)


def _round(work: Path, found: Found, name: str) -> None:
    event = work / "event.jury"
    try:
        with open_event(a_laptop(work), event, PASSPHRASE) as opened:
            found.outcomes["moved aside"] += len(opened.aside)
        found.outcomes["opened"] += 1
    except Problem as refused:
        found.broken.setdefault("refused whole", f"{name}: {refused}")
    except Exception as trouble:
        found.blame(f"{name} open", trouble)
        return
    for words in _commands(work):
        _run(words, work, found, name)
    for what, mistake in pages(work):
        found.blame(f"{name} {what}", mistake)


def _commands(work: Path) -> Iterator[Sequence[object]]:
    event, out = work / "event.jury", work / "out"
    for verb in ("status", "tally", "conflicts", "history"):
        yield verb, event
        yield verb, event, "--json"
    yield "tally", event, "--drafts"
    for kind in KINDS:
        yield "documents", event, "--kind", kind, "--out", out / kind
    yield "verify", event, *(out.glob("*/*.pdf") if out.exists() else ()), "--event", event
    yield "sign", event, "--juror", "J01", "--all", "--out", out / "signed"
    yield "pack", event, "--to", work / "carried"
    for package in (work / "carried").glob("*.jury"):
        yield "verify", package
        panel = next((work / "for-panel").glob("*.jury"))
        yield "merge", panel, package
        yield "status", panel
        yield "conflicts", panel
    yield "merge", event, next((work / "for-panel").glob("*.jury")), "--admit"


def _run(words: Sequence[object], work: Path, found: Found, name: str) -> None:
    laptop = a_laptop(work, "panel" if "for-panel" in str(words[1]) else "hq")
    out, err = io.StringIO(), io.StringIO()
    try:
        with _secrets(), redirect_stdout(out), redirect_stderr(err):
            code = main([str(word) for word in words], laptop)
    except Exception as trouble:
        found.blame(f"{name} {words[0]}", trouble)
        return
    found.outcomes[f"exit {code}"] += 1
    told = err.getvalue()
    if code not in (0, 1) or "Traceback" in told or (code == 1 and words[0] != "verify" and not told.strip()):
        found.broken.setdefault(f"{words[0]} ends with {code}", f"{name}: {told[-200:]!r}")


@contextmanager
def _secrets() -> Iterator[None]:
    with patch.dict("os.environ", {f"JURYAPP_{name}": secret for name, secret in SECRETS.items()}):
        yield
