"""Light packages leave candidates' own papers out and say so; nobody forgets one, and a full package fills the gap later."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from juryapp.board.candidate_papers import papers_of
from juryapp.board.confirmations import confirmed
from juryapp.board.paper_pages import content_shown
from juryapp.desk.candidate_papers import take_away
from juryapp.errors import FileProblem
from juryapp.event.open_event import OpenEvent
from juryapp.exchange.package import opened
from juryapp.sharing.exchange_folder import exchange_packages
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import attachment_table, journal
from juryapp.verification.authority import Authority
from juryapp.verification.check import verify
from juryapp.verification.verdict import Judgement
from tests.builders import PASSPHRASE, a_desk, a_juror, a_prepared, a_setup, an_event, carry, sign
from tests.papers import a_pdf, a_picture, add_paper, put


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


@pytest.fixture
def panel(hq: OpenEvent) -> OpenEvent:
    """Prepared before any paper was there."""
    return a_prepared(hq, "panel", ["J01"])


def added(hq: OpenEvent, name: str = "Perda", candidate: str = "K01") -> str:
    """Adds a paper; returns its attachment."""
    path = put(hq.path.parent / "brought", f"{name}.pdf", a_pdf(words=name))
    add_paper(a_desk(hq), candidate, path, name)
    return attachment_table.digest(path.read_bytes())


def here(event: OpenEvent) -> dict[str, bool]:
    return {known.paper.name: known.is_here for known in papers_of(event)}


def test_a_light_package_of_headquarters_confirms_as_much_as_a_whole_one(hq: OpenEvent, panel: OpenEvent) -> None:
    carry(panel, hq, admit=True)
    added(hq)
    a_juror(panel).record_score("K01", "REG", "80")
    carry(panel, hq)
    merge(panel, [pack(hq, hq.path.parent / "light", light=True)])
    heard = confirmed(panel)
    assert heard[panel.device or ""] == journal.numbers(panel.file)[panel.device or ""]
    assert heard[hq.device or ""] == journal.numbers(panel.file)[hq.device or ""], "headquarters holds what it left out"


def test_a_light_package_leaves_papers_out_and_its_manifest_says_which(hq: OpenEvent, tmp_path: Path) -> None:
    paper = added(hq)
    with opened(pack(hq, tmp_path / "stick", light=True), PASSPHRASE) as package:
        assert package.manifest and package.manifest.left_out == (paper,) == package.lacking
        assert paper not in attachment_table.sizes(package.file)
    with opened(pack(hq, tmp_path / "other"), PASSPHRASE) as package:
        assert package.manifest and package.manifest.left_out == () and paper in attachment_table.sizes(package.file)


def test_a_paper_that_is_the_logo_too_goes_along(tmp_path: Path) -> None:
    picture = a_picture()
    setup = a_setup()
    hq = an_event(tmp_path, replace(setup, event=replace(setup.event, logo=picture)))
    add_paper(a_desk(hq), "K01", put(tmp_path, "logo.png", picture))
    with opened(pack(hq, tmp_path / "stick", light=True), PASSPHRASE) as package:
        assert package.lacking == () and attachment_table.digest(picture) in attachment_table.sizes(package.file)


def test_without_papers_a_light_package_is_a_whole_one(hq: OpenEvent, tmp_path: Path) -> None:
    a_desk(hq)
    assert pack(hq, tmp_path / "stick", light=True).name == pack(hq, tmp_path / "other").name


def test_whoever_takes_in_a_light_package_is_told_and_a_full_one_fills_the_gap(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path
) -> None:
    added(hq)
    (light,) = merge(panel, [pack(hq, tmp_path / "stick", light=True)]).packages
    assert light.outcome == "merged" and "ringan" in (light.why or "")
    assert here(panel) == {"Perda": False}
    with pytest.raises(FileProblem):
        content_shown(panel, papers_of(panel)[0].paper)
    whole = pack(hq, tmp_path / "stick")
    (looked,) = merge(panel, [whole], dry_run=True).packages
    (full,) = merge(panel, [whole]).packages
    assert (looked.outcome, looked.why) == (full.outcome, full.why) and full.outcome == "merged" and full.new == 0
    assert here(panel) == {"Perda": True} and content_shown(panel, papers_of(panel)[0].paper)
    assert merge(panel, [whole]).packages[0].outcome == "nothing new"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_in_any_order_nobody_forgets_a_paper(hq: OpenEvent, panel: OpenEvent, tmp_path: Path, order: tuple[int, ...]) -> None:
    added(hq, "Perda")
    packages = [pack(hq, tmp_path / "a"), pack(hq, tmp_path / "b", light=True)]
    added(hq, "Foto", "K02")
    packages.append(pack(hq, tmp_path / "c", light=True))
    known: set[str] = set()
    for number in order:
        merge(panel, [packages[number]])
        known |= {"Perda"} if number == 0 else set()
        assert {name for name, is_here in here(panel).items() if is_here} == known
    assert here(panel) == {"Perda": True, "Foto": False}
    merge(hq, [pack(panel, tmp_path / "back", light=True)], a_desk(hq))
    assert here(hq) == {"Perda": True, "Foto": True}


def test_what_a_laptop_only_knows_from_light_packages_its_full_one_says_it_lacks(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path
) -> None:
    paper = added(hq)
    merge(panel, [pack(hq, tmp_path / "stick", light=True)])
    sign(a_juror(panel), "K01", "80")
    with opened(pack(panel, tmp_path / "other"), PASSPHRASE) as package:
        assert package.manifest and package.manifest.left_out == (paper,)


def test_a_paper_that_was_taken_away_stays_taken_away_whatever_comes_later(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path
) -> None:
    added(hq)
    before = pack(hq, tmp_path / "before")
    take_away(a_desk(hq), "K01", papers_of(hq)[0].paper.id, "Salah kandidat")
    merge(panel, [pack(hq, tmp_path / "stick", light=True)])
    merge(panel, [before])
    assert here(panel) == {}


def test_a_light_package_removes_no_full_one_and_a_full_one_its_light_ones(hq: OpenEvent, tmp_path: Path) -> None:
    added(hq)
    stick = tmp_path / "stick"
    full, light = pack(hq, stick), pack(hq, stick, light=True)
    assert full != light and {*stick.iterdir()} == {full, light}
    a_desk(hq).withdraw("K02", "Sakit")
    newer = pack(hq, stick, light=True)
    assert {*stick.iterdir()} == {full, newer}
    whole = pack(hq, stick)
    assert {*stick.iterdir()} == {whole}


def test_the_copy_that_a_laptop_makes_by_itself_is_light(hq: OpenEvent, tmp_path: Path) -> None:
    paper = added(hq)
    stick = tmp_path / "stick"
    stick.mkdir()
    done = exchange_packages(hq, stick)
    assert done.package is not None
    with opened(done.package, PASSPHRASE) as package:
        assert paper in package.lacking
    assert exchange_packages(hq, stick, done).package == done.package, "and isn't written again while nothing changed"


def test_a_prepared_copy_carries_the_papers(hq: OpenEvent) -> None:
    added(hq)
    assert here(a_prepared(hq, "late", ["J02"])) == {"Perda": True}


def test_a_light_package_is_genuine(hq: OpenEvent, tmp_path: Path) -> None:
    added(hq)
    package = pack(hq, tmp_path / "stick", light=True)
    (found,) = verify([package], Authority.of_event(hq))
    assert found.verdict is Judgement.VALID


def test_a_laptop_without_the_papers_still_carries_signed_sheets(hq: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    added(hq)
    merge(panel, [pack(hq, tmp_path / "stick", light=True)])
    sign(a_juror(panel), "K01", "80")
    assert carry(panel, hq, admit=True) == "merged"
