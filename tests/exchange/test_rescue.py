"""Whatever happens to a file, what proves itself is saved, what is lost is named, and nothing else is counted."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from juryapp.board.completeness import completeness
from juryapp.board.confirmations import confirmed
from juryapp.board.rescue_losses import loss_sentences, rescue_losses
from juryapp.board.status import status, tallies
from juryapp.desk.note_access import erase_note
from juryapp.errors import FileProblem, Problem, WrongPassphrase
from juryapp.event import spares
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.spare_files import Cause
from juryapp.exchange.manifest import Manifest
from juryapp.exchange.rescue import LostDocument, Rescued
from juryapp.journal.chain import gaps
from juryapp.journal.entry import Act, Entry, write_entry
from juryapp.journal.subjects import Subject
from juryapp.model.note import Visibility
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.rescue import rescue_file, rescue_words, saved
from juryapp.store import attachment_table, journal, keyring, package_table, quarantine_table, sheets
from juryapp.store.connection import connect
from juryapp.text import _
from tests.builders import (
    PASSPHRASE,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    a_setup,
    an_event,
    light_passphrases,
    score_all,
    sign,
)
from tests.sealing import USABLE, Sealed
from tests.store.files import by_hand, fingerprint, key_owners

PAGE = 4096


@dataclass(frozen=True)
class Whole:
    """Panel's closed file, what it held, and a package of headquarters that has all of it."""

    folder: Path
    file: Path
    package: Path
    entries: tuple[Entry, ...]
    keys: frozenset[str]
    attachments: frozenset[str]

    def numbers(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for entry in self.entries:
            found.setdefault(entry.device, set()).add(entry.number)
        return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with light_passphrases():
        folder = tmp_path_factory.mktemp("whole")
        hq = an_event(folder)
        panel = a_prepared(hq, "panel", ["J01", "J02"])
        first, second = a_juror(panel, "J01"), a_juror(panel, "J02")
        sign(first, "K01", "85")
        for n in range(12):
            score_all(second, "K01", str(60 + n))
            second.record_remark("K01", "REG", f"catatan {n} " * 40)
        sign(second, "K01")
        score_all(first, "K02", "70")
        merge(hq, [pack(panel, folder / "stick")], a_desk(hq))
        package = pack(hq, folder / "hq-stick", whole=True)
        merge(panel, [package])
        entries = tuple(journal.entries(panel.file))
        keys, attachments = key_owners(panel.file), attachment_table.sizes(panel.file)
        panel.close()
        hq.close()
        yield Whole(folder, panel.path, package, entries, frozenset(keys), frozenset(attachments))


@dataclass
class Attempt:
    """A damaged copy and what became of it, at the same laptop or at another."""

    whole: Whole
    damaged: Path
    to: Path

    def rescue(self, laptop: str = "panel") -> Rescued:
        before = fingerprint(self.damaged)
        try:
            return saved(a_laptop(self.home, laptop), self.damaged, self.to, PASSPHRASE, recorded=False)
        finally:
            assert fingerprint(self.damaged) == before
            assert sorted(one.name for one in self.to.parent.iterdir()) in (["damaged.jury"], ["damaged.jury", "new.jury"])

    def opened(self, laptop: str = "panel") -> OpenEvent:
        return open_event(a_laptop(self.home, laptop), self.to, PASSPHRASE)

    @property
    def home(self) -> Path:
        """Homes of their own, as the laptops were when the file was damaged."""
        found = self.to.parent.with_name(self.to.parent.name + "-homes")
        if not found.exists():
            shutil.copytree(self.whole.folder / "home-panel", found / "home-panel")
        return found

    def as_it_was(self) -> OpenEvent:
        """The file at its laptop, before it is damaged."""
        return open_event(a_laptop(self.home, "panel"), self.damaged, PASSPHRASE)

    def saved(self) -> tuple[list[Entry], set[str]]:
        """The journal and what is held, from the file itself."""
        with connect(self.to, PASSPHRASE) as file:
            return list(journal.proven(file)), {entry.id for entry in quarantine_table.entries(file)}

    def check(self, found: Rescued) -> None:
        """What holds after any damage: a subset, whole chains, and exactly the rest told as gaps."""
        entries, held = self.saved()
        known = {entry.id for entry in self.whole.entries}
        assert {entry.id for entry in entries} | held <= known
        assert (found.entries, found.held) == (len(entries), len(held))
        assert gaps(entries, {entry.id: entry.number for entry in entries}) == []
        here = {(entry.device, entry.number) for entry in self.whole.entries if entry.id in held or entry in entries}
        told = {(gap.device, number) for gap in found.gaps for number in range(gap.first, gap.last + 1)}
        there = {(entry.device, entry.number) for entry in self.whole.entries}
        assert told <= there - here, "told as lost, but it is here"


@pytest.fixture
def attempt(whole: Whole, tmp_path: Path) -> Attempt:
    (tmp_path / "work").mkdir()
    damaged = tmp_path / "work" / "damaged.jury"
    shutil.copy(whole.file, damaged)
    return Attempt(whole, damaged, tmp_path / "work" / "new.jury")


def lose(path: Path, *pages: int) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + 200 : (page - 1) * PAGE + 300] = os.urandom(100)
    path.write_bytes(content)


def pages_of(path: Path, kind: int, holding: bytes = b"") -> list[int]:
    return [n for n, page in enumerate(Sealed(path).pages, 1) if n > 1 and page[0] == kind and holding in page]


def test_of_a_whole_file_everything_is_saved(attempt: Attempt) -> None:
    whole = attempt.whole
    found = attempt.rescue()
    assert (found.entries, found.held, found.gaps, found.pages_lost) == (len(whole.entries), 0, (), 0)
    entries, _ = attempt.saved()
    assert [entry.id for entry in entries] == [entry.id for entry in whole.entries]
    assert {entry.id: entry.signature for entry in entries} == {entry.id: entry.signature for entry in whole.entries}
    before_ = _copy(whole.file, attempt.home / "before")
    with open_event(a_laptop(attempt.home, "panel"), before_, PASSPHRASE) as before, attempt.opened() as after:
        held = confirmed(before)
        assert confirmed(after) == held and any(held.values())
        assert status(after.file, after.id, held) == status(before.file, before.id, held)
        assert tallies(after.file, drafts=True) == tallies(before.file, drafts=True)
        assert key_owners(after.file) == whole.keys
        assert attachment_table.sizes(after.file).keys() == whole.attachments
        assert after.device == before.device


def test_a_lost_pdf_of_a_signed_sheet_is_told_though_every_entry_is_there(attempt: Attempt) -> None:
    with connect(attempt.damaged, PASSPHRASE) as file:
        pdfs = {entry.key: (entry.value or {})["pdf"] for entry in journal.about(file, Subject.SHEET)}
    with by_hand(attempt.damaged) as hand:
        hand.execute("DELETE FROM attachment WHERE id = ?", [pdfs["J02/K01"]])
        hand.execute("VACUUM")
    found = attempt.rescue()
    assert (found.gaps, found.held, found.lacking) == ((), 0, (LostDocument(Subject.SHEET, "J02/K01", pdfs["J02/K01"]),))
    said = rescue_words(found)
    assert [line for line in said if "J02 K01" in line] and "J01 K01" not in " ".join(said)
    assert said[-1] == _(
        "Next: merge the packages, the spare copy and the other laptops' files into the new file; they bring what is lost."
    )
    with attempt.opened() as event:
        merge(event, [attempt.whole.package])
        assert attachment_table.content(event.file, pdfs["J02/K01"]), "a package brings it back"


@pytest.mark.parametrize("copy", ["package", "spare", "none"])
def test_lost_first_bytes_are_taken_from_a_package_or_another_copy(copy: str, attempt: Attempt) -> None:
    with attempt.as_it_was() as event:
        package = pack(event, attempt.home / "stick")
        spares.make(event, Cause.TIME)
    assert package.read_bytes()[:16] == attempt.damaged.read_bytes()[:16], "what is copied keeps the beginning"
    attempt.damaged.write_bytes(os.urandom(16) + attempt.damaged.read_bytes()[16:])
    laptop = a_laptop(attempt.home, "panel" if copy == "spare" else "other")
    if copy == "none":
        with pytest.raises(WrongPassphrase):
            rescue_file(laptop, attempt.damaged, attempt.to, PASSPHRASE, copies=[attempt.damaged])
        return
    found = rescue_file(laptop, attempt.damaged, attempt.to, PASSPHRASE, copies=[package] if copy == "package" else [])
    assert not found.has_own_beginning and (found.gaps, found.pages_lost, found.lacking) == ((), 0, ())
    assert {entry.id for entry in attempt.whole.entries} <= {entry.id for entry in attempt.saved()[0]}
    assert [line for line in rescue_words(found) if "bita pertama" in line.lower()]


def test_notes_that_were_being_written_are_saved(attempt: Attempt) -> None:
    with attempt.as_it_was() as event:
        author = a_juror(event, "J02")
        author.keep_note_draft("K02", "setengah kali", Visibility.PANEL)
        author.keep_note_draft("K02", "setengah kalimat", Visibility.PANEL)
        event.file.close()  # the program dies
    attempt.damaged.with_name("damaged.jury-journal").unlink(missing_ok=True)
    lose(attempt.damaged, 1)
    found = attempt.rescue()
    assert found.drafts == 1
    with attempt.opened() as event:
        a_juror(event, "J02")
        assert "setengah kalimat" in a_juror(event, "J02").note("K02", Visibility.PANEL).text


def test_what_is_lost_stays_on_record_until_it_comes_in_and_after(attempt: Attempt) -> None:
    lose(attempt.damaged, pages_of(attempt.damaged, 0x0D, b'"supersedes"')[-4])
    found = rescue_file(a_laptop(attempt.home, "panel"), attempt.damaged, attempt.to, PASSPHRASE)
    lost = sum(gap.last - gap.first + 1 for gap in found.gaps)
    with attempt.opened() as event:
        (loss,) = rescue_losses(event)
        assert (loss.entries, loss.pages, loss.is_made_good) == (lost, 1, False)
        assert sum(one.last - one.first + 1 for one in loss.missing) == lost and completeness(event).losses == (loss,)
        merge(event, [attempt.whole.package])
        (loss,) = rescue_losses(event)
        lacking = {(gap.device, number) for gap in found.gaps for number in range(gap.first, gap.last + 1)}
        lacking -= {(entry.device, entry.number) for entry in journal.entries(event.file)}
        assert sum(one.last - one.first + 1 for one in loss.missing) == len(lacking) < lost
        assert len(loss_sentences(event)) == 1 and loss.entries == lost


def test_work_goes_on_in_the_new_file(attempt: Attempt) -> None:
    attempt.rescue()
    with attempt.opened() as event:
        sign(a_juror(event, "J01"), "K02")
        assert event.device in {entry.device for entry in attempt.whole.entries}


def test_the_first_page_may_be_lost_but_for_its_beginning(attempt: Attempt) -> None:
    lose(attempt.damaged, 1)
    found = attempt.rescue()
    attempt.check(found)
    assert found.pages_lost == 1 and found.entries == len(attempt.whole.entries)


def test_inner_pages_may_be_lost(attempt: Attempt) -> None:
    inner = pages_of(attempt.damaged, 0x05)
    assert inner
    lose(attempt.damaged, *inner)
    found = attempt.rescue()
    assert found.entries == len(attempt.whole.entries) and found.gaps == ()


def test_each_lost_page_is_told_exactly(whole: Whole, tmp_path: Path) -> None:
    """Every page of the journal in turn: what the page held is named by laptop and number, and nothing else."""
    tried = 0
    for page in pages_of(whole.file, 0x0D, b'"supersedes"'):
        folder = tmp_path / str(page)
        folder.mkdir()
        attempt = Attempt(whole, folder / "damaged.jury", folder / "new.jury")
        shutil.copy(whole.file, attempt.damaged)
        lose(attempt.damaged, page)
        found = attempt.rescue()
        attempt.check(found)
        entries, held = attempt.saved()
        lost = [e for e in whole.entries if e.id not in held and e.id not in {entry.id for entry in entries}]
        told = {(gap.device, number) for gap in found.gaps for number in range(gap.first, gap.last + 1)}
        assert told == {(entry.device, entry.number) for entry in lost}
        tried += bool(lost)
    assert tried > 2


def test_held_entries_come_in_when_another_laptops_package_brings_the_missing_ones(attempt: Attempt) -> None:
    page = pages_of(attempt.damaged, 0x0D, b'"supersedes"')[-4]
    lose(attempt.damaged, page)
    found = attempt.rescue()
    assert found.gaps
    with attempt.opened() as event:
        merge(event, [attempt.whole.package])
        known = {entry.id for entry in journal.entries(event.file)}
        brought = {entry.id for entry in attempt.whole.entries}
        assert quarantine_table.entries(event.file) == ()
        assert brought <= known | {e.id for e in attempt.whole.entries if e.subject == "seal"}


def test_held_entries_of_a_rescued_file_come_in_at_headquarters(attempt: Attempt) -> None:
    """The beginning is lost, so nothing hangs together; merged into an older copy, what waited closes its gap there."""
    first = pages_of(attempt.damaged, 0x0D, b'"introduction"')
    lose(attempt.damaged, *first)
    found = attempt.rescue()
    attempt.check(found)
    assert found.held
    older = open_event(
        a_laptop(attempt.whole.folder, "other"), _copy(attempt.whole.file, attempt.to.parent / "spare"), PASSPHRASE
    )
    with older:
        report = merge(older, [attempt.to])
        assert not report.refused
    rest = attempt.to.parent / "spare"
    shutil.rmtree(rest)


def _copy(file: Path, folder: Path) -> Path:
    folder.mkdir()
    return Path(shutil.copy(file, folder / "spare.jury"))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut in half": lambda path: os.truncate(path, path.stat().st_size // 2 // PAGE * PAGE + PAGE // 2),
    "cut within a page": lambda path: os.truncate(path, path.stat().st_size * 3 // 4 // 4096 * 4096 + 17),
    "zeros in its middle": lambda path: _overwrite(path, 0.3, bytes(20 * PAGE)),
    "noise at its end": lambda path: _overwrite(path, 0.8, os.urandom(9 * PAGE)),
    "pages more": lambda path: path.write_bytes(path.read_bytes() + os.urandom(3 * PAGE + 5)),
}


def _overwrite(path: Path, at: float, noise: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(int(path.stat().st_size * at))
        file.write(noise)


@pytest.mark.parametrize("what", DAMAGE)
def test_what_is_left_is_saved(what: str, attempt: Attempt) -> None:
    DAMAGE[what](attempt.damaged)
    found = attempt.rescue()
    attempt.check(found)
    assert found.entries + found.held > 0 and found.pages_lost > 0


def test_a_wrong_passphrase_saves_nothing(attempt: Attempt) -> None:
    with pytest.raises(WrongPassphrase):
        rescue_file(a_laptop(attempt.home, "panel"), attempt.damaged, attempt.to, "salah")
    assert not attempt.to.exists()


@pytest.mark.parametrize("content", [b"", b"x", os.urandom(5 * PAGE), b"SQLite format 3\0" * 999])
def test_garbage_saves_nothing(content: bytes, attempt: Attempt) -> None:
    attempt.damaged.write_bytes(content)
    with pytest.raises(Problem):
        attempt.rescue()
    assert not attempt.to.exists()


def test_an_existing_file_is_never_overwritten(attempt: Attempt) -> None:
    attempt.to.write_bytes(b"x")
    with pytest.raises(FileProblem):
        attempt.rescue()
    assert attempt.to.read_bytes() == b"x"


def test_entries_of_another_event_and_unproven_ones_are_left_behind(attempt: Attempt, tmp_path: Path) -> None:
    (tmp_path / "b" / "other").mkdir(parents=True)
    other = an_event(tmp_path / "b" / "other", a_setup(), enrolled=())
    rows = [(e.id, e.device, e.number, e.body, e.signature) for e in journal.entries(other.file)]
    other.close()
    shutil.rmtree(tmp_path / "b")
    with by_hand(attempt.damaged) as hand:
        hand.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", rows)
        hand.execute("INSERT INTO entry SELECT hex(randomblob(32)), device, number, body, signature FROM entry LIMIT 3")
    found = attempt.rescue()
    assert (found.entries, found.held) == (len(attempt.whole.entries), 0)
    attempt.check(found)


def test_an_entry_with_an_absurd_number_is_no_bomb(attempt: Attempt) -> None:
    last = attempt.whole.entries[-1]
    act = Act("J01", "note", "J01/K01/panel", {"text": "x"})
    for number in (2**52, 2**40):
        entry = write_entry(act, event=last.event, device=last.device, number=number, parent=last.id, at=last.at, supersedes=())
        with by_hand(attempt.damaged) as hand:
            hand.execute("INSERT INTO entry VALUES (?, ?, ?, ?, NULL)", (entry.id, entry.device, entry.number, entry.body))
    found = attempt.rescue()
    assert found.held == 2 and len(found.gaps) == 2


def test_a_stripped_signature_beside_the_genuine_one_loses_nothing(attempt: Attempt) -> None:
    with by_hand(attempt.damaged) as hand:
        hand.execute("INSERT INTO quarantine SELECT id, device, number, body, NULL FROM entry")
    attempt.rescue()
    entries, _ = attempt.saved()
    assert {e.id: e.signature for e in entries} == {e.id: e.signature for e in attempt.whole.entries}


def test_what_was_erased_stays_erased(attempt: Attempt) -> None:
    with open_event(a_laptop(attempt.home, "panel"), attempt.damaged, PASSPHRASE) as event:
        author = a_juror(event, "J02")
        author.write_note("K01", "salah", Visibility.PANEL)
        ((_, _, text),) = sheets.notes(event.file, "J02", "K01")
        content = attachment_table.content(event.file, text)
        erase_note(author, "J02", "K01", Visibility.PANEL, "salah kandidat")
    assert content
    attempt.damaged.with_name("damaged.jury-journal").unlink()
    attempt.rescue()
    with attempt.opened() as event:
        with event.file.unit():
            attachment_table.attach(event.file, content)
        assert attachment_table.content(event.file, text) is None


def _circle(sealed: Sealed) -> None:
    """An overflow chain that leads to itself, named by as many cells as fit."""
    last = len(sealed.pages) + 1
    overflow = bytearray(USABLE)
    overflow[:4] = last.to_bytes(4, "big")
    leaf = bytearray(USABLE)
    leaf[0] = 0x0D
    leaf[3:5] = (2000).to_bytes(2, "big")
    leaf[8:4008] = (4010).to_bytes(2, "big") * 2000
    leaf[4010:4016] = b"\x82\xb1\x96\x00\x01\x02"
    sealed.pages += [overflow, leaf]


def _pointers(sealed: Sealed) -> None:
    """Every leaf claims as many cells as can be said, at places that aren't there."""
    for page in sealed.pages[1:]:
        if page[0] in (0x0D, 0x0A, 0x02):
            page[3:5] = b"\xff\xff"


def _kinds(sealed: Sealed) -> None:
    """Rows whose columns claim to be larger than any file."""
    leaf = bytearray(b"\xff" * USABLE)
    leaf[0] = 0x0D
    for n in range(3):
        page = bytearray(leaf)
        page[3:8] = bytes([0, 200, 0, 0, n])
        sealed.pages.append(page)


@pytest.mark.parametrize("trap", [_circle, _pointers, _kinds])
def test_traps_on_pages_catch_nobody(trap: Callable[[Sealed], None], attempt: Attempt) -> None:
    sealed = Sealed(attempt.damaged)
    trap(sealed)
    sealed.save()
    found = attempt.rescue()
    attempt.check(found)
    assert found.entries == len(attempt.whole.entries)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=some.integers(0, 2**32))
def test_after_any_damage_the_rescued_journal_is_a_part_of_the_former_one(seed: int, whole: Whole, tmp_path: Path) -> None:
    chance = random.Random(seed)
    (tmp_path / "work").mkdir(exist_ok=True)
    attempt = Attempt(whole, tmp_path / "work" / "damaged.jury", tmp_path / "work" / "new.jury")
    content = bytearray(whole.file.read_bytes())
    for _time in range(chance.randint(1, 6)):
        at, size = chance.randrange(16, len(content)), chance.choice((1, 100, PAGE, 5 * PAGE))
        content[at : at + size] = chance.choice((bytes(size), chance.randbytes(size)))
    if chance.random() < 0.2:
        del content[chance.randrange(PAGE, len(content)) :]
    attempt.damaged.write_bytes(content)
    attempt.to.unlink(missing_ok=True)
    try:
        found = attempt.rescue()
    except FileProblem:
        assert not attempt.to.exists()
        return
    attempt.check(found)


def test_rubbish_among_the_rows_is_left_behind(attempt: Attempt) -> None:
    """Rows that look like an entry, a receipt, a root or a key, and are none of them."""
    with by_hand(attempt.damaged) as hand:
        hand.execute("INSERT INTO quarantine VALUES ('x', 'y', 1, CAST('{}' AS BLOB), NULL)")
        first = attempt.whole.entries[0]
        act = Act("hq", "certificate", "root", {"certificate": "no certificate"})
        root = write_entry(act, event="f" * 32, device=first.device, number=1, parent=None, at=first.at, supersedes=())
        row = (root.id, root.device, root.number, root.body)
        hand.execute("INSERT INTO quarantine VALUES (?, ?, ?, ?, NULL)", row)
        hand.execute("INSERT INTO receipt VALUES ('x', x'00', x'00')")
        hand.execute("INSERT INTO keyring VALUES ('J09', CAST('{rubbish' AS BLOB))")
        for text in ("no certificate", "AAAA"):
            hand.execute("UPDATE certificate SET certificate = ? WHERE holder = 'root'", (text,))
    found = attempt.rescue()
    attempt.check(found)
    assert (found.entries, found.held, found.gaps) == (len(attempt.whole.entries), 0, ())
    with attempt.opened() as event:
        assert [device for device, _, _ in package_table.receipts(event.file)] != ["x"] and any(confirmed(event).values())
        assert keyring.locked_key(event.file, "J01") not in (None, b"{rubbish")


def test_without_the_root_everything_proven_is_held_and_nothing_counts(attempt: Attempt) -> None:
    roots = [entry.id for entry in attempt.whole.entries if (entry.subject, entry.key) == ("certificate", "root")]
    with by_hand(attempt.damaged) as hand:
        hand.execute("PRAGMA secure_delete=ON")
        hand.execute("DROP TRIGGER entry_is_never_deleted")
        hand.executemany("DELETE FROM entry WHERE id = ?", [(id_,) for id_ in roots])
        hand.execute("DELETE FROM certificate WHERE holder = 'root'")
    found = attempt.rescue()
    attempt.check(found)
    assert roots and found.entries == 0 and found.held == len(attempt.whole.entries) - len(roots)


def test_what_headquarters_has_and_this_file_lost_is_not_called_confirmed_here(attempt: Attempt) -> None:
    """The receipt is kept and names the last entry; here it is lost, so nothing says up to where the two agree."""
    device = attempt.whole.entries[-1].device
    with open_event(a_laptop(attempt.home, "panel"), _copy(attempt.whole.file, attempt.home / "before"), PASSPHRASE) as before:
        assert confirmed(before)[device]
        (told,) = [body for _, body, _ in package_table.receipts(before.file)]
    with by_hand(attempt.damaged) as hand:
        hand.execute("DROP TRIGGER entry_is_never_deleted")
        hand.execute("PRAGMA secure_delete=ON")
        last = Manifest.read(told).heads[device][1]
        hand.execute("DELETE FROM entry WHERE id = ?", (last,))
    attempt.rescue()
    with attempt.opened() as event:
        assert package_table.receipts(event.file) and journal.find(event.file, last) is None
        assert device not in confirmed(event)


def test_what_waited_behind_a_lost_entry_comes_in_when_a_package_brings_that_one(attempt: Attempt) -> None:
    """Also what no package has: it was written after headquarters packed."""
    with open_event(a_laptop(attempt.home, "panel"), attempt.damaged, PASSPHRASE) as event:
        later = score_all(a_juror(event, "J01"), "K02", "71").entries[0]
        chain = [entry for entry in journal.entries(event.file) if entry.device == event.device]
    lost = next(entry for entry in chain if entry.subject == "remark")
    with by_hand(attempt.damaged) as hand:
        hand.execute("DROP TRIGGER entry_is_never_deleted")
        hand.execute("PRAGMA secure_delete=ON")
        hand.execute("DELETE FROM entry WHERE id = ?", (lost.id,))
    found = attempt.rescue()
    assert [(gap.device, gap.first, gap.last) for gap in found.gaps] == [(lost.device, lost.number, lost.number)]
    with attempt.opened() as event:
        assert journal.find(event.file, later) is None and later in {entry.id for entry in quarantine_table.entries(event.file)}
        merge(event, [attempt.whole.package])
        assert journal.find(event.file, later) and journal.find(event.file, lost.id)
        assert quarantine_table.entries(event.file) == ()


def test_a_rescued_file_that_holds_only_waiting_entries_says_where_to_take_it(attempt: Attempt) -> None:
    """The root's certificate is lost: nothing can be opened, and everything comes in with the spare copy."""
    with by_hand(attempt.damaged) as hand:
        hand.execute("DROP TRIGGER entry_is_never_deleted")
        hand.execute("DELETE FROM entry WHERE number = 1")
        hand.execute("DELETE FROM certificate")
        hand.execute("VACUUM")
    found = attempt.rescue("other")
    assert (found.entries, found.held > 0) == (0, True)
    with pytest.raises(FileProblem) as told:
        attempt.opened("other")
    message = (
        "{path} holds only entries that wait for what is missing before them; open the spare copy and merge this file into it."
    )
    assert told.value.message == message
