from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
import sqlcipher3

from juryapp import text
from juryapp.errors import FileProblem, Problem, Replaced, WrongPassphrase
from juryapp.event.opening import new_file, open_event
from juryapp.store import attachment_table, keyring, opening, schema
from juryapp.store.connection import EventFile, connect
from tests.builders import DESK_PIN, PASSPHRASE, a_desk, a_juror, a_laptop, an_event, score_all
from tests.store.files import AS_ROOT, a_file, by_hand, fingerprint, key_owners


def opened(path: Path, passphrase: str = PASSPHRASE) -> EventFile:
    file = connect(path, passphrase, busy_ms=20)
    schema.check(file)
    return file


def is_a_sentence(problem: Problem, path: Path) -> bool:
    """One sentence in either language that names the file; not the English one twice."""
    sentences = set()
    for language in text.LANGUAGES:
        with text.speaking(language):
            sentence = str(problem)
            sentences.add(sentence)
            if str(path) not in sentence or "\n" in sentence or "{" in sentence or not sentence.endswith("."):
                return False
    return len(sentences) == 2


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A whole file of an event, closed."""
    an_event(tmp_path).close()
    return tmp_path / "event.jury"


def _nothing(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _plain(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE entry(id TEXT)")


def _random(path: Path) -> None:
    path.write_bytes(os.urandom(8 * 4096))


def _odd(path: Path) -> None:
    path.write_bytes(os.urandom(5_000))


def _text(path: Path) -> None:
    path.write_text("Halo")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 3 + 100])


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _first_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


def _newer(path: Path) -> None:
    with by_hand(path) as hand:
        hand.execute(f"PRAGMA user_version={schema.VERSION + 1}")


def _other_application(path: Path) -> None:
    with by_hand(path) as hand:
        hand.execute("PRAGMA application_id=1")


def _no_version(path: Path) -> None:
    with by_hand(path) as hand:
        hand.execute("PRAGMA user_version=0")


def _does(statement: str) -> object:
    def break_it(path: Path) -> None:
        with by_hand(path) as hand:
            for one in statement.split(";;"):
                hand.execute(one)

    return break_it


BROKEN = {
    "missing": (_nothing, FileProblem),
    "empty": (_empty, FileProblem),
    "plain SQLite": (_plain, FileProblem),
    "random bytes": (_random, WrongPassphrase),
    "random bytes of an odd length": (_odd, FileProblem),
    "a text": (_text, FileProblem),
    "cut off within a page": (_cut, FileProblem),
    "a folder": (_folder, FileProblem),
    "its first page damaged": (_first_page, WrongPassphrase),
    "of a newer program": (_newer, FileProblem),
    "of another application": (_other_application, FileProblem),
    "without a version": (_no_version, FileProblem),
    "with a table more": (_does("CREATE TABLE more(x)"), FileProblem),
    "with a view more": (_does("CREATE VIEW more AS SELECT 1"), FileProblem),
    "with an index more": (_does("CREATE INDEX more ON entry(body)"), FileProblem),
    "with a trigger more": (_does("CREATE TRIGGER more AFTER INSERT ON entry BEGIN SELECT 1; END"), FileProblem),
    "without a guarding trigger": (_does("DROP TRIGGER entry_is_never_changed"), FileProblem),
    "with a view for a table": (_does("DROP TABLE score;;CREATE VIEW score AS SELECT 1 AS juror"), FileProblem),
    "without a table": (_does("DROP TABLE candidate"), FileProblem),
    "with a table that is not strict": (_does("DROP TABLE withdrawal;;CREATE TABLE withdrawal(candidate, reason)"), FileProblem),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_file_that_is_not_whole_and_ours_is_refused_in_a_sentence_and_left_alone(how: str, path: Path) -> None:
    break_it, kind = BROKEN[how]
    break_it(path)  # type: ignore[operator]
    before = fingerprint(path) if path.is_file() else path.exists()
    with pytest.raises(kind) as told:
        open_event(a_laptop(path.parent), path, PASSPHRASE)
    assert is_a_sentence(told.value, path)
    assert (fingerprint(path) if path.is_file() else path.exists()) == before


def test_a_file_cut_off_between_two_pages_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for pages in (1, 2, 5, len(whole) // 4096 - 1):
        path.write_bytes(whole[: pages * 4096])
        (path.parent / "home-hq" / "events").rename(path.parent / "home-hq" / "elsewhere")
        before = fingerprint(path)
        with pytest.raises(FileProblem) as told:
            open_event(a_laptop(path.parent), path, PASSPHRASE)
        (path.parent / "home-hq" / "elsewhere").rename(path.parent / "home-hq" / "events")
        assert is_a_sentence(told.value, path)
        assert fingerprint(path) == before


def test_a_wrong_passphrase_says_both_causes(path: Path) -> None:
    with pytest.raises(WrongPassphrase) as told:
        opened(path, PASSPHRASE + " ")
    with text.speaking("en"):
        assert "passphrase" in str(told.value)
        assert "damaged" in str(told.value)
    assert is_a_sentence(told.value, path)


@pytest.mark.parametrize("passphrase", ["it's", "x'00'", '"; DROP', "kata\nsandi", "ñ 漢", "%s {path}"])
def test_any_text_can_be_a_passphrase(tmp_path: Path, passphrase: str) -> None:
    with connect(tmp_path / "a.jury", passphrase, new=True) as file:
        schema.migrate(file)
    with connect(tmp_path / "a.jury", passphrase) as file:
        assert schema.check(file) == schema.VERSION
    with pytest.raises(WrongPassphrase):
        connect(tmp_path / "a.jury", passphrase + "x")


@pytest.mark.parametrize("passphrase", ["", "kata\0sandi", "\ud800"])
def test_what_no_one_can_type_is_a_wrong_passphrase(path: Path, passphrase: str) -> None:
    with pytest.raises(WrongPassphrase):
        connect(path, passphrase)
    with pytest.raises(FileProblem):
        new_file(a_laptop(path.parent), path.parent / "new.jury", passphrase)
    assert not (path.parent / "new.jury").exists()


def test_an_existing_file_is_never_made_anew(path: Path) -> None:
    before = fingerprint(path)
    with pytest.raises(FileExistsError):
        connect(path, PASSPHRASE, new=True)
    assert fingerprint(path) == before


@pytest.mark.parametrize("lock", ["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"])
def test_a_file_that_another_program_holds_is_told(path: Path, lock: str) -> None:
    with by_hand(path) as hand:
        hand.execute(lock)
        with pytest.raises(FileProblem) as told, connect(path, PASSPHRASE, busy_ms=20) as file, file.unit():
            raise AssertionError("entered")
        assert is_a_sentence(told.value, path)
        hand.execute("ROLLBACK")
    with connect(path, PASSPHRASE) as file, file.unit():
        pass


def test_a_full_disk_is_told_and_leaves_nothing(path: Path) -> None:
    with connect(path, PASSPHRASE) as file:
        pages = file.rows("PRAGMA page_count")[0][0]
        file.connection.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(FileProblem) as told, file.unit():
            attachment_table.attach(file, os.urandom(400_000))
        assert is_a_sentence(told.value, path)
        with text.speaking("en"):
            assert str(told.value).startswith("NOT SAVED")
        assert not file.connection.in_transaction
        assert attachment_table.sizes(file) == {}
        with file.unit():
            keyring.keep_key(file, "x", b"small")
    assert keyring.locked_key(opened(path), "x") == b"small"


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_a_folder_that_can_not_be_written_is_read_only(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with connect(path, PASSPHRASE) as file:
            assert not file.writable
    finally:
        path.parent.chmod(0o700)


def test_a_file_opened_for_reading_is_never_written(path: Path) -> None:
    before = fingerprint(path)
    with connect(path, PASSPHRASE, read_only=True) as file:
        assert schema.check(file) == schema.VERSION
        with pytest.raises((FileProblem, sqlcipher3.dbapi2.OperationalError)), file.unit():
            keyring.keep_key(file, "x", b"y")
        assert not file.connection.in_transaction
    assert fingerprint(path) == before


def test_a_unit_of_work_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with a_file(tmp_path) as file:
        with pytest.raises(RuntimeError, match="half way"), file.unit():
            keyring.keep_key(file, "J01", b"key")
            raise RuntimeError("half way")
        assert key_owners(file) == set()
        assert not file.connection.in_transaction
        with file.unit():
            keyring.keep_key(file, "J02", b"key")
    with opened(tmp_path / "acara.jury") as again:
        assert key_owners(again) == {"J02"}


def test_a_unit_within_a_unit_is_a_bug(tmp_path: Path) -> None:
    with a_file(tmp_path) as file, pytest.raises(AssertionError), file.unit(), file.unit():
        pass
    assert not (tmp_path / "acara.jury-journal").exists() or (tmp_path / "acara.jury-journal").stat().st_size == 0


def test_an_error_that_nobody_knows_is_not_hidden(tmp_path: Path) -> None:
    with a_file(tmp_path) as file, pytest.raises(sqlcipher3.dbapi2.OperationalError, match="no such table"):
        file.rows("SELECT * FROM nowhere")


def test_a_file_that_is_empty_for_a_moment_while_it_is_overwritten_is_told(tmp_path: Path) -> None:
    """When one looks what lies there, it is whole again."""
    with a_file(tmp_path) as file:
        path = tmp_path / "acara.jury"
        whole = path.read_bytes()
        os.truncate(path, 0)
        with pytest.raises(Replaced) as told, patch.object(type(file.connection), "is_other", lambda connection: False):
            file.rows("SELECT id FROM entry")
        assert is_a_sentence(told.value, path)
        path.write_bytes(whole)


def test_the_guards_are_on(tmp_path: Path) -> None:
    with a_file(tmp_path) as file:
        told = {
            name: file.rows(f"PRAGMA {name}")[0][0]
            for name in ("foreign_keys", "recursive_triggers", "trusted_schema", "journal_mode", "synchronous", "secure_delete")
        }
    assert told == {
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "journal_mode": "truncate",
        "synchronous": 2,
        "secure_delete": 1,
    }


def test_the_usual_cost_of_trying_a_passphrase_is_not_lowered() -> None:
    code = (
        "import sys, tempfile, pathlib; from juryapp.store.connection import connect;"
        "f = connect(pathlib.Path(tempfile.mkdtemp()) / 'x.jury', 'p', new=True);"
        "print(f.rows('PRAGMA kdf_iter')[0][0], f.rows('PRAGMA cipher_version')[0][0])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(said.stdout.split()[0]) >= 256_000
    assert said.stderr == ""


def test_nothing_of_an_event_stands_in_its_file_as_plain_text(path: Path) -> None:
    event = open_event(a_laptop(path.parent), path, PASSPHRASE)
    juror = a_juror(event)
    score_all(juror, "K01", "87")
    juror.record_remark("K01", "REG", "Perbup rahasia sekali")
    a_desk(event).withdraw("U02", "alasan yang rahasia")
    event.close()
    content = path.read_bytes()
    for word in ("SQLite", "CREATE TABLE", "Kandidat", "Contoh", "rahasia", "J01/K01", PASSPHRASE, DESK_PIN, "score", "BEGIN"):
        for encoding in ("utf-8", "utf-16-le"):
            assert word.encode(encoding) not in content, word


def test_nothing_of_an_event_stands_in_a_journal_left_by_a_power_cut_as_plain_text(tmp_path: Path) -> None:
    with a_file(tmp_path) as file:
        with file.unit():
            attachment_table.attach(file, b"catatan yang sangat rahasia " * 500)
        with file.unit():
            attachment_table.attach(file, b"lain " * 5_000)
            file.connection.execute("UPDATE attachment SET content = zeroblob(20000)")
            file.connection.execute("PRAGMA cache_spill=1")
            journal = (tmp_path / "acara.jury-journal").read_bytes()
    assert journal
    assert b"rahasia" not in journal


def test_other_programs_read_the_same_file(path: Path) -> None:
    with by_hand(path) as hand:
        names = {name for (name,) in hand.execute("SELECT name FROM candidate")}
    assert names == {f"Kandidat Contoh {number}" for number in ("K01", "K02", "U01", "U02")}


def test_a_copy_that_went_away_while_it_was_written_is_a_sentence_and_no_new_file(tmp_path: Path) -> None:
    """As when another program of this laptop packs to the same flash disk and clears away what it takes for a leftover."""
    with a_file(tmp_path) as file, text.speaking("en"):
        with pytest.raises(FileProblem, match=r"gone\.jurypack can't be opened"), file.attached(tmp_path / "gone.jurypack", None):
            pass
        assert not (tmp_path / "gone.jurypack").exists()


def test_a_file_that_is_gone_a_moment_after_it_was_looked_at_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A flash disk is pulled between two reads."""
    a_file(tmp_path).close()
    path = tmp_path / "acara.jury"
    monkeypatch.setattr(opening, "check_is_file", lambda path, called: path.unlink())
    with pytest.raises(FileProblem) as told:
        opening.open_file(path, PASSPHRASE)
    assert is_a_sentence(told.value, path)
