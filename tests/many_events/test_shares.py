"""Paper shares: any two of three open the vault, one alone nothing; what is mistyped is named; later ones replace the former."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest

from juryapp import disk
from juryapp.documents.form import paper_of
from juryapp.errors import FileProblem, Problem, Refused
from juryapp.many_events.share_pages import write_shares
from juryapp.many_events.shares import COUNT, WORDS, check_shares, key_of_shares, new_shares, recover_with_shares, words_typed
from juryapp.many_events.vault import USUAL_NAME, Vault, create_vault, open_vault
from juryapp.model.document import FileKind
from juryapp.text import speaking
from tests.builders import LIGHT, a_laptop

OWN, NEW = "kunci-lemari-pusat", "payung-kelima-di-atap"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    vault = create_vault(tmp_path / USUAL_NAME, OWN, LIGHT)
    vault.put("e1", "frasa bali", Path("bali.jury"), "Provinsi Bali")
    return vault


def printed(pdf: Path) -> list[str]:
    """The words on each page, as somebody who types them off reads them."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        told = dict(re.findall(r"(\d+)\. ([a-z]+)\b", page.get_textpage().get_text_range()))
        found.append(" ".join(told[str(place)] for place in range(1, WORDS + 1)))
    return found


def test_any_two_give_back_the_key_and_one_does_not() -> None:
    made = new_shares()
    assert len(made.shares) == COUNT and all(len(share.split()) == WORDS for share in made.shares)
    for two in combinations(made.shares, 2):
        assert key_of_shares(two).public == key_of_shares(two[::-1]).public == made.key.public
    for wrong in (made.shares[:1] * 2, (made.shares[0], new_shares().shares[1]), made.shares[:1], made.shares):
        with pytest.raises(Refused):
            key_of_shares(wrong)


def test_what_is_typed_may_be_numbered_shortened_and_in_capitals() -> None:
    share = new_shares().shares[0]
    typed = "\n".join(f"{place}. {word[:4].upper()}," for place, word in enumerate(share.split(), 1))
    assert words_typed(typed) == share


def test_what_is_mistyped_is_named() -> None:
    words = new_shares().shares[0].split()
    with pytest.raises(Refused) as unknown, speaking("en"):
        words_typed(" ".join([*words[:4], "xylofon", *words[5:]]), 2)
    with speaking("en"):
        assert "Share 2" in str(unknown.value) and "word 5" in str(unknown.value) and "xylofon" in str(unknown.value)
    for wrong in (words[:-1], [*words, "academic"], [words[1], words[0], *words[2:]], ["academic", *words[1:]]):
        with pytest.raises(Refused):
            key_of_shares([" ".join(wrong)] * 2)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_printed_pages_open_the_vault_and_stay_good(vault: Vault, tmp_path: Path, language: str) -> None:
    pdf = tmp_path / "shares.pdf"
    with speaking(language):
        write_shares(vault, pdf, a_laptop(tmp_path))
    assert paper_of(pdf.read_bytes()) is FileKind.VAULT_SHARE and vault.has_shares
    first, second, third = printed(pdf)
    check_shares(vault, [second, third])
    for two in ((first, third), (second, first)):
        recovered = recover_with_shares(vault.path, two, NEW, LIGHT)
        assert recovered.deposits == vault.deposits
    assert open_vault(vault.path, NEW).deposits == vault.deposits
    with pytest.raises(FileProblem):
        open_vault(vault.path, OWN)


def test_later_shares_replace_the_former(vault: Vault, tmp_path: Path) -> None:
    laptop = a_laptop(tmp_path)
    for name in ("former.pdf", "later.pdf"):
        write_shares(vault, tmp_path / name, laptop)
    former, later = printed(tmp_path / "former.pdf"), printed(tmp_path / "later.pdf")
    with pytest.raises(Problem):
        check_shares(vault, former[:2])
    with pytest.raises(Refused):
        recover_with_shares(vault.path, former[:2], NEW, LIGHT)
    check_shares(vault, later[:2])


def test_where_the_vault_can_not_be_written_no_page_is_left_and_the_former_shares_are_good(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = a_laptop(tmp_path)
    write_shares(vault, tmp_path / "former.pdf", laptop)
    written = disk.os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target).name == USUAL_NAME:
            raise OSError(28, "No space left on device")
        written(source, target)

    monkeypatch.setattr(disk.os, "replace", full)
    with pytest.raises(FileProblem):
        write_shares(vault, tmp_path / "later.pdf", laptop)
    assert not (tmp_path / "later.pdf").exists()
    check_shares(vault, printed(tmp_path / "former.pdf")[:2])
