"""A whole journey over two homes and a stick; then every byte that ever lay anywhere is searched for what must stay secret.

Searched: all files of both homes, the log and spare copies among them, the event's folder, the stick and the temporary folder,
at the end and at the moment at which any of them was removed or renamed; and everything that SQLCipher ever wrote, journals
and temporary files included.
Searched for: names, remarks, notes, reasons, scores, PINs, the passphrase, the file's own key and the private keys of jurors,
desk, root and devices, in the forms in which a program would spill them. Left out: the PDFs that people asked for, in a
folder of their own.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlcipher3

from juryapp import log
from juryapp.desk.headquarters import create_event
from juryapp.desk.juror import JurorDesk
from juryapp.desk.note_access import erase_note, recover_note
from juryapp.desk.secretary import SecretaryDesk
from juryapp.disk import make_folder, write_whole
from juryapp.errors import FileProblem, Refused, WrongPassphrase, WrongPin
from juryapp.event import spares
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.spare_files import Cause, every_spare
from juryapp.locations import Home
from juryapp.model.note import Visibility
from juryapp.printing.event_documents import documents
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.prepared_copy import prepare
from juryapp.sharing.rescue import rescue_file
from juryapp.signing.keys import PrivateKey, unlock, unlock_under_secret
from juryapp.signing.pin_cost import STANDARD
from juryapp.store import keyring
from juryapp.store.connection import connect
from tests.builders import (
    DESK_PIN,
    ROOT_PIN,
    a_candidate,
    a_juror_record,
    a_laptop,
    a_setup,
    an_event,
    light_passphrases,
    look_and_sign,
)
from tests.docs.commands import commands
from tests.messages import ROOT
from tests.soak.recording import NEEDED, Recording
from tests.store.files import key_owners

ROUNDS = 256_000
"""Of SQLCipher's key derivation, as everyone's files have them: a rescue, and the program in another process, know no others."""
WORDS = {
    "the passphrase": "Kelengkeng-Wamena-7741 ungu",
    "the desk's PIN": "MejaPinQ83112",
    "the root's PIN": "AkarPinZ55190",
    "J01's PIN": "JuriPinX90417",
    "J02's PIN": "JuriPinY31268",
    "a candidate's name": "Kabupaten Tjandranegara Éstu",
    "a juror's name": "Prof. Wirasaputra Ünggul",
    "a fact of a candidate": "Cakupan Rahasia 61,7731%",
    "a remark": "Regulasinya belum dijalankan sepenuhnya di Kwandang",
    "a private note": "Catatan pribadi: menurutku ragu-ragu soal anggarannya Zaskia",
    "a panel note": "Catatan panel: tanyakan lagi soal iuran Mbah Suropati",
    "a reason": "Salah ketik nilai oleh Tumenggung",
    "a recovery's reason": "Sengketa yang diajukan Nyonya Karangasem",
    "an erasure's reason": "Tertulis pada kandidat yang salah oleh Wirapati",
    "a recusal's reason": "Ipar kandidat dari Banyuwedang",
    "a score": '"points":"73"',
    "an entry": '"subject":"score"',
    "a table": "CREATE TABLE entry",
}


LOGGED = (
    *("created", "opened", "prepared", "signed", "packed", "took in", "erased", "recovered", "rescued"),
    *("refused (Wrong", "spare copy"),
)


def forms(word: bytes | str) -> set[bytes]:
    """How a program spills a word: as text in three encodings, escaped, in hex, in base64 at each of three alignments."""
    raw = {word} if isinstance(word, bytes) else {word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")}
    if isinstance(word, str):
        raw |= {json.dumps(word)[1:-1].encode(), re.sub(r"\s", "%20", word).encode()}
    found = set(raw)
    for one in raw:
        found |= {one.hex().encode(), one.hex().upper().encode()}
        for shift in range(3):
            text = base64.b64encode(bytes(shift) + one)
            # letters that depend on what stands before and behind are left out
            inner = text[-(-shift * 8 // 6) : (shift + len(one)) * 8 // 6]
            found |= {inner, inner.replace(b"+", b"-").replace(b"/", b"_")}
    return found


@dataclass
class Watch:
    """Every byte that lay in a folder at some time: what went, and what is still there."""

    top: Path
    excepted: Path
    seen: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Digest -> where, content."""
    places: set[str] = field(default_factory=set)
    """The folders below `top` in which something was looked at."""
    active: bool = False

    def look(self, path: Path) -> None:
        if path.is_file() and not path.is_relative_to(self.excepted) and path.is_relative_to(self.top):
            content = path.read_bytes()
            self.places.add(path.relative_to(self.top).parts[0])
            self.seen.setdefault(hashlib.sha256(content).hexdigest(), (str(path.relative_to(self.top)), content))

    def look_everywhere(self) -> None:
        for path in self.top.rglob("*"):
            self.look(path)

    def notice(self, event: str, arguments: tuple[object, ...]) -> None:
        """Python is about to remove or to rename something: it is looked at before."""
        if self.active and event in ("os.remove", "os.rename", "shutil.rmtree"):
            self.active = False
            try:
                if isinstance(arguments[0], (str, os.PathLike)) and os.path.isabs(arguments[0]):
                    path = Path(arguments[0])
                    for one in path.rglob("*") if path.is_dir() else [path]:
                        self.look(one)
                else:
                    self.look_everywhere()
            finally:
                self.active = True

    def spilled(self, secrets: dict[str, bytes | str]) -> list[str]:
        """What of these was found where."""
        self.look_everywhere()
        needles = [(name, form) for name, word in secrets.items() for form in forms(word)]
        return [f"{name} in {where}" for where, content in self.seen.values() for name, form in needles if form in content]


_watching: list[Watch] = []
sys.addaudithook(lambda event, arguments: [watch.notice(event, arguments) for watch in _watching] and None)


@contextmanager
def watching(top: Path, excepted: Path) -> Iterator[Watch]:
    watch = Watch(top, excepted, active=True)
    _watching.append(watch)
    try:
        yield watch
    finally:
        watch.active = False
        _watching.remove(watch)


def file_key(path: Path, passphrase: str) -> bytes:
    """SQLCipher's key of this file: PBKDF2 over the salt that its first 16 bytes are."""
    return hashlib.pbkdf2_hmac("sha512", passphrase.encode(), path.read_bytes()[:16], ROUNDS, 32)


def device_key(event: OpenEvent) -> PrivateKey:
    device = event.device or ""
    locked = keyring.locked_key(event.file, f"device:{device}")
    assert locked
    return unlock_under_secret(locked, event.laptop.home.devices_of(event.id)[device])


def secret_parts(name: str, key: PrivateKey) -> dict[str, bytes | str]:
    return {f"{name} (PKCS#8)": key.pkcs8(), f"{name} (number)": key.native.private_numbers().private_value.to_bytes(32, "big")}


def play(top: Path, out: Path) -> dict[str, bytes | str]:
    """The journey; returns what must not be found."""
    w = WORDS
    setup = a_setup(
        candidates=(
            a_candidate("K01", name=w["a candidate's name"], facts={"x": w["a fact of a candidate"]}),
            a_candidate("K02"),
        ),
        jurors=(a_juror_record("J01", name=w["a juror's name"]), a_juror_record("J02")),
        slots=(),
    )
    stick, work = make_folder(top / "stick"), make_folder(top / "work")
    keys: dict[str, bytes | str] = {}
    path = work / "event.jury"
    with create_event(a_laptop(top), path, w["the passphrase"], setup, w["the desk's PIN"], w["the root's PIN"]) as event:
        desk = SecretaryDesk.sit(event, w["the desk's PIN"])
        for code in ("J01", "J02"):
            desk.enrol(code, w[f"{code}'s PIN"])
        prepared = prepare(desk, top / "prepared", ["J02"])
        keys |= _a_day_of(event, "J01", out) | secret_parts("the desk's key", desk.key)
        desk.reopen("J01", "K01", w["a reason"])
        locked_root = event.laptop.home.root(event.id)
        assert locked_root
        keys |= secret_parts("the root", unlock(locked_root, w["the root's PIN"]))
        with open_event(a_laptop(top, "panel"), prepared, w["the passphrase"]) as panel:
            keys |= _a_day_of(panel, "J02", out)
            assert merge(event, [pack(panel, stick)], desk).packages[0].outcome == "merged"
            pack(event, stick)
            assert not merge(panel, [stick]).refused
        (recovered,) = recover_note(event, w["the root's PIN"], "J02", "K01", w["a recovery's reason"])
        assert recovered.text == w["a private note"]
        spares.before(event, Cause.MERGE)
        erase_note(desk, "J02", "K01", Visibility.PRIVATE, w["an erasure's reason"])
        assert spares.make_if_due(event) is None and [spare.cause for spare in every_spare(event.laptop.home)] == [Cause.ERASURE]
        for spare in every_spare(event.laptop.home):
            keys[f"the key of spare copy {spare.number}"] = file_key(spare.file, w["the passphrase"])
        with pytest.raises(WrongPin):
            JurorDesk.sit(event, "J01", w["J02's PIN"])
    with pytest.raises(WrongPassphrase):
        connect(path, w["the passphrase"] + "x")
    rescue_file(a_laptop(top, "third"), prepared, work / "rescued.jury", w["the passphrase"])
    for file in (path, prepared, work / "rescued.jury"):
        keys[f"the key of {file.name}"] = file_key(file, w["the passphrase"])
    return {**w, **keys}


def _a_day_of(event: OpenEvent, code: str, out: Path) -> dict[str, bytes | str]:
    juror = JurorDesk.sit(event, code, WORDS[f"{code}'s PIN"])
    for criterion in ("REG", "CAK"):
        juror.record_score("K01", criterion, "73")
        juror.record_remark("K01", criterion, WORDS["a remark"])
    juror.write_note("K01", WORDS["a private note"], Visibility.PRIVATE)
    juror.write_note("K01", WORDS["a panel note"], Visibility.PANEL)
    juror.recuse("K02", WORDS["a recusal's reason"])
    for sheet in look_and_sign(juror, ["K01"]):
        write_whole(out / sheet.name, sheet.pdf)
    for name, pdf in documents(event, "recapitulation"):
        write_whole(out / name, pdf)
    assert juror.key
    return secret_parts(f"{code}'s key", juror.key) | secret_parts(f"{code}'s laptop's key", device_key(event))


@contextmanager
def logged(top: Path) -> Iterator[Path]:
    """All that is done is written into the log of headquarters' laptop."""
    home = a_laptop(top).home
    log.begin(home)
    try:
        yield log.place(home)
    finally:
        log.end()


def refuse_in_the_log(secrets: dict[str, bytes | str]) -> None:
    """Refusals of every kind whose gaps hold secrets, and exceptions with secrets for words."""
    for problem in (WrongPin("The PIN is wrong; type it again."), WrongPassphrase("{path} is damaged; take the spare copy.")):
        log.refused(problem)
    for secret in secrets.values():
        log.refused(Refused("{juror} is not a juror of this event; check the code.", juror=secret))
        log.refused(FileProblem(f"{secret!r} can't be read", path=secret))
        logging.getLogger("juryapp.desk").error("opened %s", secret, exc_info=ValueError(secret))
        logging.getLogger("pyhanko").error("%s", secret)


def test_a_line_of_the_log_that_leaks_is_found(tmp_path: Path) -> None:
    """The search covers the log, older files of it too: a name in it would be noticed."""
    with watching(tmp_path, tmp_path / "out") as watch, logged(tmp_path) as told:
        logging.getLogger("juryapp.desk").info("opened the event of %s", log.LogWord(WORDS["a juror's name"]))
        assert watch.spilled({"a juror's name": WORDS["a juror's name"]})
        os.replace(told, told.with_name(f"{told.name}.1"))
        logging.getLogger("juryapp.desk").info("went on")
        assert watch.spilled({"a juror's name": WORDS["a juror's name"]})
        assert watch.spilled({"the passphrase": WORDS["the passphrase"]}) == []


@NEEDED
def test_nothing_is_readable_anywhere_at_any_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = tmp_path.resolve()
    out = make_folder(top / "out")
    monkeypatch.setattr(tempfile, "tempdir", str(make_folder(top / "temporary")))
    monkeypatch.setenv("SQLITE_TMPDIR", str(top / "temporary"))
    with light_passphrases(ROUNDS), watching(top, out) as watch, logged(top) as told:
        record = Recording(top)
        with record.watching():
            secrets = play(top, out)
            refuse_in_the_log(secrets)
        for op in record.ops:
            content = b"" if op.path.startswith(str(out)) else op.content
            watch.seen.setdefault(hashlib.sha256(content).hexdigest(), (f"a write to {op.path}", content))
        found = watch.spilled(secrets)
    assert len(secrets) > 25 and len(watch.seen) > 50
    assert watch.places == {"home-hq", "home-panel", "work", "prepared", "stick", "temporary"}
    assert found == []
    for act in (
        "created",
        "opened",
        "prepared",
        "signed",
        "packed",
        "took in",
        "erased",
        "recovered",
        "rescued",
        "refused (Wrong",
    ):
        assert act in told.read_text(encoding="utf-8"), act
    assert list((top / "temporary").iterdir()) == [], "private copies are removed"


def test_the_search_finds_what_is_spilled(tmp_path: Path) -> None:
    """In each form, in files that stay, in files that go, and in a database without a passphrase."""
    secret = "Kelengkeng Éstu"
    for number, form in enumerate(sorted(forms(secret))):
        (tmp_path / f"{number}").write_bytes(b"before" + form + b"behind")
    with watching(tmp_path, tmp_path / "out") as watch:
        gone = tmp_path / "gone.tmp"
        gone.write_bytes(base64.b64encode(b"ab" + secret.encode() + b"cd"))
        gone.unlink()
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        (folder / "inside").write_text(secret)
        os.remove(folder / "inside")
        plain = sqlcipher3.connect(str(tmp_path / "plain.db"))
        plain.execute("CREATE TABLE entry(body TEXT)")
        plain.execute("INSERT INTO entry VALUES (?)", (secret,))
        plain.commit()
        plain.close()
        found = {line.removeprefix("a name in ") for line in watch.spilled({"a name": secret})}
    assert {"gone.tmp", "plain.db", f"{folder.name}/inside"} <= found
    assert {str(number) for number in range(len(forms(secret)))} <= found


def test_the_root_lies_in_headquarters_home_under_its_pin_and_nowhere_else(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        assert "root" not in key_owners(event.file)
        root = event.laptop.home.folder / "events" / event.id / "root.key"
        assert root.stat().st_mode & 0o077 == 0
        with pytest.raises(WrongPin):
            unlock(root.read_bytes(), DESK_PIN)
        assert event.trust.root and unlock(root.read_bytes(), ROOT_PIN).public == event.trust.root.public
    assert a_laptop(tmp_path).cost != STANDARD == Laptop(Home(tmp_path)).cost, "only tests have a lighter cost"


def test_sqlite_keeps_its_temporary_tables_in_memory(tmp_path: Path) -> None:
    with light_passphrases(), connect(tmp_path / "event.jury", "frasa", new=True) as file:
        assert file.rows("PRAGMA temp_store") == [(2,)]


def run(folder: Path, *words: str, **secrets: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **secrets, "JURYAPP_HOME": str(folder / "home"), "TMPDIR": str(make_folder(folder / "tmp"))}
    command = [sys.executable, "-m", "juryapp", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def test_a_command_that_fails_tells_no_secret(tmp_path: Path) -> None:
    """Wrong secrets, refusals, files in the way: what is said, and what is left lying about, holds none of them."""
    top, w = tmp_path.resolve(), WORDS
    with (
        light_passphrases(ROUNDS),
        create_event(
            a_laptop(top), top / "event.jury", w["the passphrase"], a_setup(), w["the desk's PIN"], w["the root's PIN"]
        ) as event,
    ):
        SecretaryDesk.sit(event, w["the desk's PIN"]).enrol("J01", w["J01's PIN"])
    name = str(top / "event.jury")
    scores = top / "scores.csv"
    scores.write_text("candidate,criterion,points\nK01,REG,185\n")
    right = {"JURYAPP_PASSPHRASE": w["the passphrase"], "JURYAPP_PIN": w["J01's PIN"], "JURYAPP_DESK_PIN": w["the desk's PIN"]}
    said = [
        run(top, "status", name, **{**right, "JURYAPP_PASSPHRASE": w["the passphrase"] + "9"}),
        run(top, "score", name, "--juror", "J01", "--from", str(scores), **right),
        run(top, "score", name, "--juror", "J01", "--from", str(scores), **{**right, "JURYAPP_PIN": w["J02's PIN"]}),
        run(top, "enrol", name, "--juror", "J99", **right),
        run(top, "pack", name, "--to", name, **right),
        run(top, "history", name, "--key", "nowhere", "--nonsense", **right),
    ]
    assert [one.returncode for one in said] == [1, 1, 1, 1, 1, 2], [one.stderr for one in said]
    scores.unlink()
    with watching(top, top / "out") as watch:
        for one in said:
            spoken = (one.stdout + one.stderr).encode()
            watch.seen[hashlib.sha256(spoken).hexdigest()] = (" ".join(one.args[2:4]), spoken)
        assert watch.spilled({name: word for name, word in w.items() if "PIN" in name or "passphrase" in name}) == []


def test_no_command_takes_a_secret_as_a_word(tmp_path: Path) -> None:
    """Words of a command stand in everyone's list of processes; a click option for a secret must name a file."""
    parameters = [one for command in commands().values() for one in command.params if not getattr(one, "is_flag", False)]
    taken = {name for parameter in parameters for name in parameter.opts}
    named = {option for option in taken if re.search("pin|pass|secret", option)}
    assert named and all(option.endswith("-file") for option in named)
