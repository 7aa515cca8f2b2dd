"""The vault: passphrases and notes under headquarters' own passphrase; whatever happens to a write, the former file stands."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from juryapp import disk
from juryapp.canonical_json import canonical
from juryapp.errors import FileProblem, Problem, Refused, WrongPassphrase
from juryapp.many_events.custody import named, take_into_custody
from juryapp.many_events.folder import event_files, overviews
from juryapp.many_events.secrets import Notes, Secret
from juryapp.many_events.vault import USUAL_NAME, Vault, create_vault, open_vault, recover_vault
from juryapp.signing.keys import PrivateKey, encrypt_to
from tests.builders import LIGHT, PASSPHRASE, a_laptop, an_event, light_passphrases

OWN = "kunci-lemari-pusat"
NOTES = Notes("Ibu Ayu", "+62 361 000", date(2024, 2, 20), "Menelepon hari Senin.")


@pytest.fixture(autouse=True)
def passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases():
        yield


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    vault = create_vault(tmp_path / USUAL_NAME, OWN, LIGHT)
    vault.put("e1", "frasa bali", Path("bali.jury"), "Provinsi Bali", "ab" * 48)
    vault.note("e1", NOTES)
    return vault


def test_what_is_put_in_is_there_when_it_is_opened_again(vault: Vault) -> None:
    vault.put("e2", "frasa riau", Path("riau.jury"), "Provinsi Riau")
    again = open_vault(vault.path, OWN)
    assert again.deposits == vault.deposits and again.notes("e1") == NOTES and again.notes("e9") == Notes()
    assert again.deposits["e1"].passphrase == "frasa bali" and again.title("e2") == "Provinsi Riau"
    again.put("e1", "frasa baru", Path("bali.jury"), "Provinsi Bali")
    again.remove("e2")
    assert {id_: one.notes for id_, one in open_vault(vault.path, OWN).deposits.items()} == {"e1": NOTES}
    content = vault.path.read_bytes()
    assert b"frasa" not in content and b"Ayu" not in content and b"bali" not in content.lower()


def test_nothing_shows_a_passphrase_by_mistake(vault: Vault) -> None:
    assert "frasa" not in repr(vault.deposits) and "frasa" not in repr(Secret("frasa bali"))


def test_a_wrong_passphrase_and_what_is_no_vault_are_a_sentence(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        open_vault(vault.path, "kunci yang lain")
    with pytest.raises(FileProblem):
        open_vault(tmp_path / "missing", OWN)
    with pytest.raises(FileProblem):
        create_vault(vault.path, OWN, LIGHT)
    other = tmp_path / "other"
    for content in (b"", b"{}", b"[]", b"\xff", b'{"format":1}', b'{"format":"juryapp-vault-9"}', os.urandom(500)):
        other.write_bytes(content)
        with pytest.raises(FileProblem):
            open_vault(other, OWN)


def test_whatever_byte_is_changed_it_says_the_same_or_is_refused(vault: Vault, tmp_path: Path) -> None:
    whole, opened = vault.path.read_bytes(), 0
    for place in range(0, len(whole), 7):
        (tmp_path / "changed").write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            found = open_vault(tmp_path / "changed", OWN)
        except FileProblem:
            continue
        opened += 1
        assert found.deposits == vault.deposits
    assert opened <= 8, "the last letter of a base64 text has bits that mean nothing"


def test_content_that_somebody_else_encrypted_to_it_is_refused(vault: Vault) -> None:
    parts = json.loads(vault.path.read_bytes())
    public = vault._key.public
    text = encrypt_to([public], canonical({"events": {}, "recovery": ""}))
    for signature in (parts["signature"], base64.b64encode(PrivateKey.generate().sign(text)).decode()):
        forged = {**parts, "text": base64.b64encode(text).decode(), "signature": signature}
        vault.path.write_bytes(canonical(forged))
        with pytest.raises(FileProblem):
            open_vault(vault.path, OWN)


def test_two_programs_lose_nothing_of_each_other(vault: Vault) -> None:
    other = open_vault(vault.path, OWN)
    other.put("e2", "frasa riau", Path("riau.jury"), "Provinsi Riau")
    vault.put("e3", "frasa aceh", Path("aceh.jury"), "Provinsi Aceh")
    assert open_vault(vault.path, OWN).deposits.keys() == vault.deposits.keys() == {"e1", "e2", "e3"}
    other.change_passphrase("kunci-lemari-baru", LIGHT)
    with pytest.raises(FileProblem):
        vault.remove("e1")
    with pytest.raises(WrongPassphrase):
        open_vault(vault.path, OWN)
    assert open_vault(vault.path, "kunci-lemari-baru").deposits.keys() == {"e1", "e2", "e3"}


def test_what_is_not_in_it_can_not_be_noted_or_named(vault: Vault) -> None:
    for refused in (lambda: vault.note("e9", NOTES), lambda: vault.remove("e9"), lambda: named(vault, "aceh")):
        with pytest.raises(Refused):
            refused()
    vault.put("e1-too", "frasa", Path("other.jury"), "Provinsi Bali")
    assert named(vault, "bali.jury") == named(vault, "bali") == named(vault, "e1") == "e1"
    with pytest.raises(Refused):
        named(vault, "Provinsi Bali")


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_a_full_disk_leaves_the_former_vault(vault: Vault, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, held = vault.path.read_bytes(), dict(vault.deposits)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(disk.os, where, full)
        for change in (
            lambda: vault.put("e2", "frasa", Path("riau.jury"), "Riau"),
            lambda: vault.change_passphrase("kunci-lemari-baru", LIGHT),
            lambda: vault.open_to(PrivateKey.generate().public),
        ):
            with pytest.raises(FileProblem):
                change()
    assert vault.path.read_bytes() == before and vault.deposits == held and not vault.has_shares
    assert [path.name for path in vault.path.parent.iterdir()] == [USUAL_NAME]
    vault.put("e2", "frasa", Path("riau.jury"), "Riau")
    assert open_vault(vault.path, OWN).deposits.keys() == {"e1", "e2"}


KILLED = """
import os, signal, sys
from pathlib import Path
from juryapp import disk
from juryapp.many_events.vault import open_vault

place, path = sys.argv[1], Path(sys.argv[2])
vault = open_vault(path, sys.argv[3])
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
if place == "after":
    replaced = disk.os.replace
    disk.os.replace = lambda *of: (replaced(*of), die())
else:
    setattr(disk.os, place, die)
vault.put("e2", "frasa riau", Path("riau.jury"), "Riau")
"""


@pytest.mark.skipif(os.name != "posix", reason="kills as only POSIX has them")
@pytest.mark.parametrize("where", ["fsync", "replace", "after"])
def test_a_kill_leaves_the_former_vault_or_the_new_one(vault: Vault, where: str) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, where, str(vault.path), OWN], check=False, env={**os.environ})
    assert ended.returncode == -signal.SIGKILL
    held = open_vault(vault.path, OWN).deposits
    assert held.keys() == ({"e1", "e2"} if where == "after" else {"e1"}) and held["e1"].notes == NOTES


def test_the_key_on_paper_opens_it_until_later_shares_replace_it(vault: Vault) -> None:
    first, second = PrivateKey.generate(), PrivateKey.generate()
    with pytest.raises(Refused):
        recover_vault(vault.path, first, OWN, LIGHT)
    vault.open_to(first.public)
    assert vault.has_shares
    recovered = recover_vault(vault.path, PrivateKey.from_number(first.number()), "kunci-lemari-baru", LIGHT)
    assert recovered.deposits == vault.deposits and recovered.has_shares
    assert open_vault(vault.path, "kunci-lemari-baru").deposits == vault.deposits
    recovered.open_to(second.public)
    with pytest.raises(Refused):
        recover_vault(vault.path, first, OWN, LIGHT)
    with pytest.raises(Problem):
        recover_vault(vault.path, second, "1", LIGHT)
    assert open_vault(vault.path, "kunci-lemari-baru").has_shares


def test_an_event_is_read_with_its_own_passphrase_and_then_with_its_key(vault: Vault, tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        id_, path, laptop = event.id, event.path, a_laptop(tmp_path)
    with pytest.raises(WrongPassphrase):
        take_into_custody(vault, laptop, path, "frasa yang lain")
    (strange,) = overviews(laptop, event_files(tmp_path), vault)
    assert strange.problem and strange.event == ""
    assert take_into_custody(vault, laptop, path, PASSPHRASE) == id_
    vault.note(id_, NOTES)
    (row,) = overviews(laptop, event_files(tmp_path), vault)
    assert row.overview and row.notes == NOTES and row.event == id_
    moved = path.rename(tmp_path / "moved.jury")
    (row,) = overviews(laptop, event_files(tmp_path), vault)
    vault.keep_learnt()
    assert row.overview and open_vault(vault.path, OWN).deposits[id_].file == "moved.jury"
    moved.write_bytes(moved.read_bytes()[:4096] + b"\0" * 4096)
    (row,) = overviews(laptop, event_files(tmp_path), vault)
    assert row.problem and row.event == id_ and row.title == "Pemerintah Provinsi Contoh" and row.notes == NOTES
