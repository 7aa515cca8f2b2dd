"""An auditor's look: everything is told, and the file is the same byte for byte, on a medium that can't be written as well."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.desk.freezing import freeze
from juryapp.errors import FileProblem, WrongPassphrase
from juryapp.many_events.audit import audit
from juryapp.many_events.secrets import OnePassphrase
from juryapp.text import speaking
from tests.builders import ENROLLED, PASSPHRASE, ROOT_PIN, a_desk, a_juror, a_laptop, an_event, light_passphrases, sign

ONE = OnePassphrase(PASSPHRASE)


@pytest.fixture(autouse=True)
def passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases(), speaking("en"):
        yield


@pytest.fixture
def event(tmp_path: Path) -> Path:
    with an_event(tmp_path) as opened:
        for juror in ENROLLED:
            for candidate in ("K01", "K02"):
                sign(a_juror(opened, juror), candidate, "90" if candidate == "K02" else "80")
        freeze(opened, ROOT_PIN, "KAB", "Rapat nasional.", "Ibu Pusat")
        a_desk(opened).withdraw("K02", "Mundur karena bencana", despite=True)
        opened.seal_if_needed()
        return opened.path


def test_everything_is_told_and_the_file_is_the_same(event: Path, tmp_path: Path) -> None:
    before = event.read_bytes()
    event.chmod(0o444)
    found = audit(a_laptop(tmp_path, "auditor"), event, ONE, opened_only=False)
    assert event.read_bytes() == before and found.is_untouched and found.before == hashlib.sha256(before).hexdigest()
    said = found.text()
    for words in ("READ ONLY", found.after, "1. Kandidat Contoh K01 (K01) 80.00 [80]", "isn't what stands now"):
        assert words in said, words
    assert "Mundur karena bencana" in said and "Result frozen, or set free: Rapat nasional." in said
    assert "1. Kandidat" not in audit(a_laptop(tmp_path, "auditor"), event, ONE).text(), "in the window nothing before the reveal"
    assert "Something else wrote" in replace(found, after="0" * 64).text()


def test_what_can_not_be_read_is_a_sentence(event: Path, tmp_path: Path) -> None:
    laptop = a_laptop(tmp_path, "auditor")
    with pytest.raises(WrongPassphrase):
        audit(laptop, event, OnePassphrase("frasa yang lain sama sekali"))
    with pytest.raises(FileProblem):
        audit(laptop, tmp_path / "none.jury", ONE)
