"""Foreign files are hostile: each is refused in one sentence that names it, or brings only what is proven."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from juryapp import text
from juryapp.board.confirmations import confirmed
from juryapp.board.laptop_names import laptop_names
from juryapp.canonical_json import canonical
from juryapp.errors import FileProblem
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.exchange import package
from juryapp.journal.entry import entry_id
from juryapp.sharing.merge import MergeReport, merge
from juryapp.sharing.pack import pack
from juryapp.store import connection, journal, keyring, limits, quarantine_table
from tests.builders import (
    LATER,
    PASSPHRASE,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    a_setup,
    an_event,
    ready_made,
    score_all,
    sign,
)
from tests.forging import forge, key_of
from tests.sealing import USABLE, Sealed
from tests.store.files import by_hand, key_owners


@dataclass
class Scene:
    """Headquarters, that admitted `panel`; and a package of panel's with two more candidates scored, that nobody has merged."""

    folder: Path
    hq: OpenEvent
    panel: OpenEvent
    old: Path
    package: Path

    def state(self) -> tuple[bytes, int, list[str]]:
        """All that a refused file must not touch: bytes, modification time, and what lies beside the event."""
        path = self.hq.path
        beside = sorted(one.name for one in path.parent.iterdir() if one.is_file() and one.name != "event.jury-journal")
        return path.read_bytes(), path.stat().st_mtime_ns, beside

    def merge(self, path: Path | None = None, admit: bool = False) -> MergeReport:
        return merge(self.hq, [path or self.package], a_desk(self.hq) if admit else None)


def _after_a_day(folder: Path) -> tuple[Path, Path]:
    with an_event(folder / "hq") as hq, a_prepared(hq, "panel", ["J01", "J02"]) as panel:
        juror = a_juror(panel, "J01")
        sign(juror, "K01", "85")
        old = pack(panel, folder / "stick")
        merge(hq, [old], a_desk(hq))
        shutil.copy(old, folder / "old.jury")
        score_all(juror, "K02", "70")
        score_all(a_juror(panel, "J02"), "K01", "60")
        return panel.path.relative_to(folder), pack(panel, folder / "stick").relative_to(folder)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    path, package = ready_made(tmp_path, _after_a_day)
    hq = open_event(a_laptop(tmp_path / "hq", at=LATER), tmp_path / "hq" / "event.jury", PASSPHRASE)
    panel = open_event(a_laptop(tmp_path / "hq", "panel", LATER), tmp_path / path, PASSPHRASE)
    return Scene(tmp_path, hq, panel, tmp_path / "old.jury", tmp_path / package)


Change = Callable[[Scene, Path], object]


def cut(at: float) -> Change:
    return lambda s, p: os.truncate(p, int(p.stat().st_size * at) // 4096 * 4096)


def flip(at: float, within: int = 100) -> Change:
    def change(scene: Scene, path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[int(len(content) // 4096 * at) * 4096 + within] ^= 4
        path.write_bytes(content)

    return change


def does(*statements: str, guarded: bool = True) -> Change:
    """Statements of someone with the passphrase; the guards of the journal are taken off meanwhile and put back."""

    def change(scene: Scene, path: Path) -> None:
        with by_hand(path) as hand:
            guards = hand.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall() if guarded else []
            for name, _ in guards:
                hand.execute(f"DROP TRIGGER {name}")
            hand.execute("PRAGMA writable_schema=ON")
            for statement in statements:
                hand.execute(statement)
            hand.execute("PRAGMA writable_schema=OFF")
            for _, guard in guards:
                hand.execute(guard)

    return change


def panels(hand: Any) -> str:
    (device,) = hand.execute("SELECT device FROM entry ORDER BY rowid DESC LIMIT 1").fetchone()
    return str(device)


def rewritten(edit: Callable[[dict[str, Any]], None], last: bool = True, seals: bool = True) -> Change:
    """An entry of panel's is edited, its id made anew, and those after it left as they hang; the manifest is dropped."""

    def change(scene: Scene, path: Path) -> None:
        def by(hand: Any) -> None:
            device = panels(hand)
            order = "DESC" if last else "ASC"
            sql = f"SELECT rowid, body FROM entry WHERE device = ? AND instr(body, '\"score\"') ORDER BY number {order} LIMIT 1"
            row, body = hand.execute(sql, (device,)).fetchone()
            content = json.loads(body)
            edit(content)
            new = canonical(content)
            hand.execute("UPDATE entry SET body = ?, id = ? WHERE rowid = ?", (new, entry_id(new), row))

        with_hand(path, by)

    return change


def with_hand(path: Path, by: Callable[[Any], object]) -> None:
    with by_hand(path) as hand:
        guards = hand.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            hand.execute(f"DROP TRIGGER {name}")
        by(hand)
        hand.execute("DELETE FROM manifest")
        for _, guard in guards:
            hand.execute(guard)


def removed(where: str, manifest: bool = False) -> Change:
    keep = () if manifest else ("DELETE FROM manifest",)
    return does(f"DELETE FROM entry WHERE device = (SELECT device FROM entry ORDER BY rowid DESC LIMIT 1) AND {where}", *keep)


def plain(scene: Scene, path: Path) -> None:
    path.unlink()
    sqlite3.connect(path).execute("CREATE TABLE entry(id)").connection.close()


def other_passphrase(scene: Scene, path: Path) -> None:
    with by_hand(path) as hand:
        hand.execute("PRAGMA rekey='sandi lain'")


def other_event(scene: Scene, path: Path) -> None:
    (scene.folder / "other").mkdir()
    other = an_event(scene.folder / "other", a_setup())
    shutil.copy(pack(other, scene.folder / "other-stick"), path)


def an_old_page(scene: Scene, path: Path) -> None:
    """A page of the journal put back from the copy before. An act may fill only new pages: they go until an old one changes."""
    old, new = scene.folder / "state-1.jury", scene.folder / "state-2.jury"
    scene.panel.close()
    for points in range(40):
        shutil.copy(scene.panel.path, old)
        panel = open_event(scene.panel.laptop, scene.panel.path, scene.panel.file.passphrase)
        score_all(a_juror(panel, "J02"), "U01", [str(40 + points), "71.5"])
        panel.close()
        shutil.copy(scene.panel.path, new)
        was, now = Sealed(old), Sealed(new)
        journal = [n for n, page in enumerate(was.pages, 1) if page[0] == 0x0D and b'"supersedes"' in page]
        changed = [n for n in journal if was.page(n) != now.page(n) and b'"supersedes"' in now.page(n)]
        if changed:
            break
    page = changed[0]
    content = bytearray(new.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = old.read_bytes()[(page - 1) * 4096 : page * 4096]
    path.write_bytes(content)


def circle(scene: Scene, path: Path) -> None:
    """The list of tables leads through twelve floors, each of which leads hundreds of times to the one below."""
    sealed = Sealed(path)
    first, floors = len(sealed.pages) + 1, 12
    below = next(n for n, page in enumerate(sealed.pages, 1) if n > 1 and page[0] == 0x0D and b"CREATE TABLE" in page)
    moved = bytearray(sealed.page(below))
    for floor in range(floors):
        below = first + floor + 1
        inner = bytearray(USABLE)
        many = 400
        inner[0] = 5
        inner[3:5] = many.to_bytes(2, "big")
        start = USABLE - 5 * many
        inner[5:7] = start.to_bytes(2, "big")
        inner[8:12] = below.to_bytes(4, "big")
        for cell in range(many):
            at = start + 5 * cell
            inner[12 + 2 * cell : 14 + 2 * cell] = at.to_bytes(2, "big")
            inner[at : at + 5] = below.to_bytes(4, "big") + b"\x01"
        sealed.pages.append(inner)
    sealed.pages.append(moved)
    top = sealed.page(1)
    top[100:] = bytes(USABLE - 100)
    top[100] = 5
    top[105:107] = USABLE.to_bytes(2, "big")
    top[108:112] = first.to_bytes(4, "big")
    top[28:32] = len(sealed.pages).to_bytes(4, "big")
    sealed.save()


def deep(content: dict[str, Any]) -> None:
    value: dict[str, Any] = {}
    for _ in range(400):
        value = {"a": value}
    content.update(subject="tomorrow", key="J01", value=value)


def not_strict(scene: Scene, path: Path) -> None:
    with by_hand(path) as hand:
        sql = hand.execute("SELECT sql FROM sqlite_master WHERE name = 'entry'").fetchone()[0]
        hand.execute("PRAGMA writable_schema=ON")
        hand.execute("UPDATE sqlite_master SET sql = replace(sql, ' STRICT', '') WHERE name = 'entry'")
    with by_hand(path) as hand:
        hand.execute("INSERT INTO entry VALUES (1.5, 2.5, 'x', 'text', 7)")
        hand.execute("PRAGMA writable_schema=ON")
        hand.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'entry'", (sql,))


VIEW = "CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
REFUSED: dict[str, tuple[Change, str]] = {
    "empty": (lambda s, p: p.write_bytes(b""), "is empty"),
    "cut after its first page": (lambda s, p: os.truncate(p, 4096), "damaged"),
    "cut at a third": (cut(0.33), "damaged"),
    "cut before its last page": (lambda s, p: os.truncate(p, p.stat().st_size - 4096), "damaged"),
    "cut within a page": (lambda s, p: os.truncate(p, p.stat().st_size - 100), "cut off"),
    "bytes behind its end": (lambda s, p: p.write_bytes(p.read_bytes() + b"x" * 10), "cut off"),
    "pages behind its end": (lambda s, p: p.write_bytes(p.read_bytes() + bytes(8192)), "behind its end"),
    "a bit of its salt": (flip(0, 3), "passphrase"),
    "a bit of its first page": (flip(0), "passphrase"),
    "a bit of a page's seal": (flip(0.2, 4095), "damaged"),
    "a page of noise": (lambda s, p: p.write_bytes(p.read_bytes()[:8192] + os.urandom(4096) + p.read_bytes()[12288:]), "damaged"),
    "two pages swapped": (
        lambda s, p: p.write_bytes((b := p.read_bytes())[:8192] + b[12288:16384] + b[8192:12288] + b[16384:]),
        "damaged",
    ),
    "an old page": (an_old_page, "{path}"),
    "an edited score with its id made anew": (rewritten(lambda c: c.update(value={"points": "99"}), last=False), "missing"),
    "an edited score under its old id": (
        does('UPDATE entry SET body = CAST(replace(body, \'"points":"70"\', \'"points":"99"\') AS BLOB)'),
        "does not match its hash",
    ),
    "another number": (does("UPDATE entry SET number = number + 1 WHERE rowid = 9"), "does not match its hash"),
    "another device's name": (does("UPDATE entry SET device = 'x' WHERE rowid = 9"), "does not match its hash"),
    "an entry removed from its middle": (removed("number = 3"), "missing"),
    "an entry removed from its middle, and the manifest kept": (removed("number = 3", manifest=True), "missing"),
    "its tail removed, and the manifest kept": (removed("number > 4", manifest=True), "signed when it packed"),
    "its beginning removed": (removed("number < 3"), "missing"),
    "two entries in one another's place": (
        does(
            "CREATE TEMP TABLE two AS SELECT rowid AS place, body FROM entry WHERE rowid IN (8, 9)",
            "UPDATE entry SET body = (SELECT body FROM two WHERE place = 17 - entry.rowid) WHERE rowid IN (8, 9)",
        ),
        "does not match its hash",
    ),
    "no entry": (does("DELETE FROM entry", "DELETE FROM manifest"), "holds no event"),
    "no entry, and the manifest kept": (does("DELETE FROM entry"), "signed when it packed"),
    "another event": (other_event, "another event"),
    "an endless view": (does(VIEW), "tables are not those"),
    "an endless view in a table's place": (
        does("DROP TABLE manifest", VIEW.replace("endless", "manifest")),
        "tables are not those",
    ),
    "a generated column": (
        lambda s, p: with_hand(p, lambda h: h.execute("ALTER TABLE entry ADD COLUMN more BLOB AS (zeroblob(900000000))")),
        "tables are not those",
    ),
    "a trigger": (does("CREATE TRIGGER more AFTER INSERT ON entry BEGIN DELETE FROM score; END"), "tables are not those"),
    "a trigger that calls itself statistics": (
        does(
            "INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_stat1', 'score', 0, "
            "'CREATE TRIGGER sqlite_stat1 AFTER INSERT ON score BEGIN DELETE FROM entry; END')"
        ),
        "{path}",
    ),
    "a table that is not strict, with values of every kind": (not_strict, "damaged"),
    "a list of tables that goes round for ever": (circle, "{path}"),
    "a newer version": (does("PRAGMA user_version=99"), "newer Juryapp"),
    "no version": (does("PRAGMA user_version=0"), "tables are not those"),
    "a negative version": (does("PRAGMA user_version=-5"), "tables are not those"),
    "another program's": (does("PRAGMA application_id=7"), "not a Juryapp file"),
    "plain SQLite": (plain, "without a passphrase"),
    "under another passphrase": (other_passphrase, "passphrase"),
    "a PDF with another name": (lambda s, p: p.write_bytes(b"%PDF-1.7\n" + b"x" * 9000), "not a Juryapp file"),
    "a PDF of whole pages": (lambda s, p: p.write_bytes(b"%PDF-1.7\n".ljust(8192, b"x")), "passphrase"),
    "text that isn't UTF-8": (does("UPDATE entry SET id = CAST(x'ff80' AS TEXT) WHERE rowid = 5"), "damaged"),
    "an index whose name isn't UTF-8": (
        does("UPDATE sqlite_master SET name = CAST(x'ff80' AS TEXT) WHERE name = 'sqlite_autoindex_entry_1'"),
        "damaged",
    ),
    "a NUL in a name": (does("UPDATE entry SET id = id || char(0) || 'x' WHERE rowid = 5"), "larger than Juryapp writes"),
    "a name of 50 MB": (does("UPDATE entry SET device = hex(zeroblob(25000000)) WHERE rowid = 5"), "larger than Juryapp writes"),
    "a body of 50 MB": (does("UPDATE entry SET body = zeroblob(50000000) WHERE rowid = 5"), "larger than Juryapp writes"),
    "a signature of 50 MB": (does("UPDATE entry SET signature = zeroblob(50000000)  WHERE rowid = 5"), "larger than Juryapp"),
    "an attachment of 110 MB": (does("INSERT INTO attachment VALUES ('x', zeroblob(110000000), 0)"), "documents of 110 MB"),
    "an attachment under another's hash": (does("UPDATE attachment SET id = hex(randomblob(32))"), "taken out"),
    "two manifests": (does("INSERT INTO manifest SELECT * FROM manifest"), "at most 1"),
    "a manifest of 5 MB": (does("UPDATE manifest SET body = zeroblob(5000000)"), "larger than Juryapp"),
    "a manifest that is deep": (
        does("UPDATE manifest SET body = CAST(replace(hex(zeroblob(9999)), '00', '[') AS BLOB)"),
        "signed",
    ),
    "a manifest that is text": (does("UPDATE manifest SET body = CAST('halo' AS BLOB)"), "signed when it packed"),
    "a manifest with another signature": (does("UPDATE manifest SET signature = x'00'"), "signed when it packed"),
    "two thousand receipts": (
        does(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 2000) "
            "INSERT INTO receipt SELECT 'd' || x, x'00', x'00' FROM n"
        ),
        "at most 1000",
    ),
    "JSON four hundred floors deep": (rewritten(deep), "does not match its hash"),
    "a number beyond all": (rewritten(lambda c: c.update(number=2**70)), "does not match its hash"),
    "a negative number": (rewritten(lambda c: c.update(number=-3)), "does not match its hash"),
    "more supersedes than anyone knows": (
        rewritten(lambda c: c.update(supersedes=sorted(f"{n:064x}" for n in range(1001)))),
        "does not match its hash",
    ),
    "half a character": (does("UPDATE entry SET body = CAST(x'7b22ed' AS BLOB) WHERE rowid = 5"), "does not match its hash"),
    "a half-written change beside it": (
        lambda s, p: p.with_name(p.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 64),
        "power cut",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_file_is_refused_in_a_sentence_and_ours_stays_as_it_was(what: str, scene: Scene) -> None:
    change, sign_ = REFUSED[what]
    change(scene, scene.package)
    before, theirs = scene.state(), scene.package.read_bytes()
    said = {}
    for language in text.LANGUAGES:
        with text.speaking(language):
            (result,) = scene.merge(admit=True).packages
            assert (result.outcome, result.new) == ("refused", 0)
            said[language] = result.why or ""
    assert str(scene.package) in said["en"] and str(scene.package) in said["id"] and said["en"] != said["id"]
    assert sign_.format(path=scene.package) in said["en"]
    assert "\n" not in said["en"] and said["en"].endswith(".")
    assert scene.state() == before
    assert scene.package.read_bytes() == theirs


def folder(path: Path) -> None:
    (path / "inside.txt").mkdir(parents=True)


PLACES: dict[str, Callable[[Path], object]] = {
    "a pipe": lambda path: os.mkfifo(path),
    "a device without end": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path),
    "a link to nowhere": lambda path: path.symlink_to(path.parent / "nowhere"),
    "nothing": lambda path: None,
}


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices have names on POSIX only")
@pytest.mark.parametrize("what", PLACES)
def test_what_is_no_file_is_refused_without_waiting(what: str, scene: Scene) -> None:
    path = scene.folder / "strange.jury"
    PLACES[what](path)
    before = scene.state()
    (result,) = scene.merge(path).packages
    assert result.outcome == "refused"
    assert str(path) in (result.why or "")
    assert scene.state() == before


def test_an_older_package_is_nothing_new_and_no_step_back(scene: Scene) -> None:
    assert not scene.merge().refused
    before = scene.state()[0]
    (result,) = scene.merge(scene.old).packages
    assert (result.outcome, result.new) == ("nothing new", 0)
    assert scene.state()[0] == before


def test_a_file_that_vanishes_while_it_is_copied_is_refused(scene: Scene, tmp_path: Path) -> None:
    gone = tmp_path / "gone.jury"
    shutil.copy(scene.package, gone)
    with gone.open("rb") as source, pytest.raises(FileProblem):
        os.truncate(gone, 8192)
        package._copy_bytes(gone, source, tmp_path / "copy.jury")
        with package.open_file(tmp_path / "copy.jury", scene.hq.file.passphrase, read_only=True, patient=False) as file:
            package._checked(gone, file)


def test_a_body_is_measured_before_it_is_read(scene: Scene) -> None:
    """SQLite tells the length of a value from the row's header: what it allocates stays far below the 200 MB that lie there."""
    resource = pytest.importorskip("resource")
    does("UPDATE entry SET body = zeroblob(200000000) WHERE rowid = 5")(scene, scene.package)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert scene.merge().refused
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_chain_without_introduction_is_refused(scene: Scene) -> None:
    forge(scene.package, "J01", "score", "J01/K02/REG", {"points": "99"}, device="e" * 32)
    before = scene.state()
    (result,) = scene.merge(admit=True).packages
    assert result.outcome == "refused"
    assert "eeeeeeee" in (result.why or "")
    assert scene.state() == before


def test_a_seal_that_the_laptop_did_not_set_is_refused(scene: Scene) -> None:
    key = key_of(scene.panel, "J01")
    device = scene.panel.device
    assert device
    forge(scene.package, "device", "seal", device, {"sealed": True}, sign=key, device=device)
    before = scene.state()
    assert scene.merge().refused
    assert scene.state() == before


def test_drafts_forged_on_a_known_chain_are_held_and_the_genuine_ones_come_in_without_a_fork(scene: Scene) -> None:
    """What an insider can write on another laptop's chain is kept aside; the laptop's own next package is as any other."""
    device = scene.panel.device
    assert device
    forged = scene.folder / "forged.jury"
    shutil.copy(scene.package, forged)
    forge(forged, "J02", "score", "J02/K02/REG", {"points": "99"}, device=device)
    (result,) = scene.merge(forged).packages
    assert result.outcome == "merged"
    assert laptop_names(scene.hq.file)[device] in (result.why or "")
    assert [(entry.device, entry.actor) for entry in quarantine_table.entries(scene.hq.file)] == [(device, "J02")]
    score_all(a_juror(scene.panel, "J02"), "K02", "50")
    (result,) = scene.merge(pack(scene.panel, scene.folder / "stick")).packages
    assert (result.outcome, result.why) == ("merged", None)
    assert journal.forked(scene.hq.file) == {}
    assert all(entry.value == {"points": "50"} for entry in journal.heads_of(scene.hq.file, ("score", "J02/K02/REG")))


def test_a_tail_cut_off_with_the_manifest_brings_less_and_the_next_package_brings_the_rest(scene: Scene) -> None:
    """What an insider can do: hold back the newest entries. The laptop's own next package brings them, and nothing is lost."""
    cut_off = scene.folder / "cut.jury"
    shutil.copy(scene.package, cut_off)
    removed("number > 7")(scene, cut_off)
    brought = scene.merge(cut_off).packages[0]
    assert brought.outcome in ("merged", "nothing new")
    (rest,) = scene.merge().packages
    assert rest.outcome == "merged" and rest.new > brought.new


def test_keys_and_held_entries_in_a_package_are_ignored(scene: Scene) -> None:

    does("INSERT INTO keyring VALUES ('J01', x'7b7d')", "INSERT INTO quarantine VALUES ('x', 'y', 1, x'00', NULL)")(
        scene, scene.package
    )
    owners = key_owners(scene.hq.file)
    locked = keyring.locked_key(scene.hq.file, "J01")
    assert not scene.merge().refused
    assert key_owners(scene.hq.file) == owners and keyring.locked_key(scene.hq.file, "J01") == locked
    assert quarantine_table.entries(scene.hq.file) == ()


def test_a_receipt_that_a_jurors_laptop_wrote_confirms_nothing(scene: Scene) -> None:
    """Only headquarters' word is a receipt; panel's own manifest, put where receipts lie, is not."""
    third = a_prepared(scene.hq, "third", ["J03"])
    before = confirmed(third)
    does("INSERT INTO receipt SELECT (SELECT device FROM entry ORDER BY rowid DESC LIMIT 1), body, signature FROM manifest")(
        scene, scene.package
    )
    assert not merge(third, [scene.package]).refused
    assert confirmed(third) == before


def test_reading_a_whole_file_never_tries_patience(scene: Scene) -> None:
    """The bound leaves a wide margin: a whole package needs less than a tenth of the operations that are allowed."""
    asked = connection._impatience(scene.package.stat().st_size // 4096)
    allowed = next(n for n in range(1, 10**7) if asked())
    with connection.connect(scene.package, scene.hq.file.passphrase, read_only=True) as file:
        needed = []
        file.connection.set_progress_handler(lambda: needed.append(1), connection._OPERATIONS)
        limits.check_bounds(file)
        file.rows("PRAGMA quick_check(1)")
        assert len(needed) < allowed / 10


@pytest.mark.parametrize(
    ("at", "value"), [(16, b"\x02\x00"), (20, b"\x00"), (52, b"\x01\x00\x00\x00"), (56, b"\x02\x00\x00\x00")]
)
def test_a_header_that_is_not_ours_never_reaches_sqlite(tmp_path: Path, at: int, value: bytes) -> None:
    """SQLCipher would crash on a page size that isn't its own."""
    with an_event(tmp_path) as hq:
        package = pack(hq, tmp_path / "stick")
        sealed = Sealed(package)
        sealed.pages[0][at : at + len(value)] = value
        sealed.save()
        (result,) = merge(hq, [package]).packages
        assert result.outcome == "refused" and str(package) in (result.why or "")
        with pytest.raises(FileProblem):
            open_event(a_laptop(tmp_path, "other"), package, PASSPHRASE)
