from __future__ import annotations

import pytest

from tests.docs.code import names_in
from tests.docs.named import broken_links, missing, names_said
from tests.docs.prose import Page, guides, pages
from tests.messages import ROOT

HERE = ROOT / "docs" / "architecture.md"


def by_name(page: Page) -> str:
    return page.name


@pytest.mark.parametrize("page", guides(), ids=by_name)
def test_what_stands_in_backticks_exists(page: Page) -> None:
    assert [told for span in page.spans for told in missing(span)] == []


@pytest.mark.parametrize("page", guides(), ids=by_name)
def test_what_stands_in_blocks_of_code_exists(page: Page) -> None:
    lines = [line.strip() for block in page.blocks for line in block.splitlines()]
    assert [told for line in lines for told in missing(line)] == []


@pytest.mark.parametrize("page", pages(), ids=by_name)
def test_every_link_leads_somewhere(page: Page) -> None:
    assert broken_links(page.path, page.links) == []


@pytest.mark.parametrize("page", guides(), ids=by_name)
def test_every_place_in_the_code_that_is_given_exists(page: Page) -> None:
    assert [(file, name) for file, name in names_said(page.text) if name not in names_in(file)] == []


def test_the_guides_are_there() -> None:
    wanted = ("README.md", "CONTRIBUTING.md", "SECURITY.md")
    docs = ("architecture", "glossary", "releasing", "formats/command-line", "formats/workbook", "decisions/README")
    assert {*wanted, *(f"docs/{name}.md" for name in docs)} <= {page.name for page in guides()}


def test_the_page_for_readers_leads_to_every_guide() -> None:
    readme = next(page for page in pages() if page.name == "README.md")
    linked = {link.partition("#")[0] for link in readme.links}
    folders = {name for name in linked if (ROOT / name).is_dir()}
    unreached = {
        page.name for page in guides() if page.name not in linked and str(page.path.parent.relative_to(ROOT)) not in folders
    }
    assert unreached <= {"README.md", "docs/decisions/README.md"}


@pytest.mark.parametrize(
    "text",
    [
        "juryapp/desk/judge.py",
        "juryapp/desk/judge.py [sign]",
        "judges.py",
        "docs/judges/*.md",
        "juryapp.desk.judge",
        "juryapp.disk.write_half",
        "make judge",
        "make judge BENCH=--full",
        "juryapp judge EVENT.jury",
        "juryapp tally event.jury --category KAB --judges",
        "juryapp --window",
        'JURYAPP_PIN="x" juryapp enroll bali.jury',
        "juryapp documents bali.jury --kind ballots --out DIR",
        "--judges",
        "JURYAPP_JUDGE",
        "python -m tests.judges",
    ],
)
def test_what_does_not_exist_is_told(text: str) -> None:
    assert len(missing(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "juryapp/desk/juror.py",
        "juryapp/desk/",
        "heads.py",
        "store/opening.py",
        "docs/decisions/00*.md",
        "juryapp.disk.write_whole",
        "tests.messages.sources()",
        'make test PYTEST="-k conflict -v"',
        "make",
        "juryapp",
        "juryapp bali.jury",
        "juryapp --lang en",
        "juryapp tally event.jury --category KAB --drafts | less",
        "juryapp documents bali.jury --kind recapitulation --out DIR    # or minutes",
        "--keep-numbers",
        "JURYAPP_ROOT_PIN",
        "dist/juryapp",
        "spares/<event>",
        "/AA",
    ],
)
def test_what_exists_is_not_told(text: str) -> None:
    assert missing(text) == []


@pytest.mark.parametrize("link", ["nowhere.md", "security.md#no-such-heading", "#no-such-heading"])
def test_a_broken_link_is_told(link: str) -> None:
    assert broken_links(HERE, [link]) == [link]


def test_links_to_files_headings_and_elsewhere_are_let_through() -> None:
    assert broken_links(HERE, ["security.md#what-lies-where", "#rooms", "../README.md", "https://example.org"]) == []


def test_places_in_the_code_are_read_from_prose() -> None:
    text = "| x | `ui/session.py`: `Session.write`, `Session.changed`; `juryapp/text.py`: `mark` |"
    assert list(names_said(text)) == [
        ("ui/session.py", "Session.write"),
        ("ui/session.py", "Session.changed"),
        ("juryapp/text.py", "mark"),
    ]
