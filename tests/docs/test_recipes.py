"""Walks the recipes of CONTRIBUTING.md: what a recipe says of a place is true of what went that way before."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from juryapp.cli import papers
from juryapp.cli.command_table import COMMANDS
from juryapp.journal.records import well_formed
from juryapp.model.criterion import Criterion
from juryapp.model.document import DocumentKind
from juryapp.text import LANGUAGES
from juryapp.workbook import columns
from tests.docs.commands import commands
from tests.docs.named import names_said
from tests.docs.prose import Page
from tests.journal.builders import an_entry
from tests.messages import ROOT, TRANSLATIONS, sources

PAGE = Page(ROOT / "CONTRIBUTING.md").text
RECIPES = ("a subject", "a command", "a page", "a document", "a language", "a criterion rule")


def recipe(name: str) -> str:
    """The steps of one recipe."""
    return PAGE.partition(f"### Add {name}\n")[2].partition("\n### ")[0]


def places(name: str) -> set[tuple[str, str]]:
    """File and name of each place that a recipe gives."""
    return set(names_said(recipe(name)))


def literals(path: str, name: str) -> set[str]:
    """The texts in a module's value of this name, read without running the tests in it."""
    for node in ast.parse((ROOT / path).read_bytes()).body:
        named = node.targets[0] if isinstance(node, ast.Assign) else node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(named, ast.Name) and named.id == name:
            return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    raise AssertionError(f"{path} has no {name}")


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_has_its_steps_in_order(name: str) -> None:
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", recipe(name), re.M)]
    assert len(numbers) >= 5 and numbers == list(range(1, len(numbers) + 1))


def test_every_recipe_is_walked_here() -> None:
    assert tuple(re.findall(r"^### Add (.+)$", PAGE, re.M)) == RECIPES


# A command


def test_every_command_stands_in_the_table_of_modules() -> None:
    made = {
        (Path(file.path).stem, node.name.replace("_", "-"))
        for file in sources()
        if file.path.startswith("juryapp/cli/")
        for node in ast.walk(file.tree)
        if isinstance(node, ast.FunctionDef) and any(ast.unparse(one).startswith("command(") for one in node.decorator_list)
    }
    assert made == {(module, name) for name, (module, _help) in COMMANDS.items()}
    assert ("juryapp/cli/command_table.py", "COMMANDS") in places("a command")


def test_every_command_is_in_the_list_of_the_test() -> None:
    assert ("tests/cli/test_command.py", "COMMANDS") in places("a command")
    assert literals("tests/cli/test_command.py", "COMMANDS") == commands().keys()


def test_what_writes_into_an_event_is_listed_among_the_commands() -> None:
    assert ("tests/cli/test_files_stay_as_they_are.py", "WRITING") in places("a command")
    assert literals("tests/cli/test_files_stay_as_they_are.py", "WRITING") <= commands().keys()


# A page


def test_every_page_is_reached_from_where_the_recipe_says() -> None:
    named = set(re.findall(r"`(ui/[\w/]+\.py)`", recipe("a page")))
    reaching = [file for file in sources() if file.path.startswith("ui/")]
    pages = {Path(file.path).stem for file in reaching if file.path.endswith("_page.py")}
    asked = {part for file in reaching for node in file.nodes for part in _asks(node)}
    assert pages <= asked and {"ui/secretary/places.py", "ui/juror/page.py", "ui/window.py"} <= named


def _asks(node: ast.AST) -> set[str]:
    return {(node.module or "").split(".")[-1]} if isinstance(node, ast.ImportFrom) else set()


def test_the_secretarys_places_are_added_where_the_recipe_says() -> None:
    assert {("ui/secretary/places.py", "Places._add"), ("ui/secretary/places.py", "Places.show_over")} <= places("a page")


# A document


def test_every_kind_is_named_once_and_offered_by_the_command() -> None:
    assert ("juryapp/model/document.py", "DocumentKind") in places("a document")
    assert tuple(DocumentKind) == papers.KINDS


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_kind_is_offered_in_the_window(kind: DocumentKind) -> None:
    assert "ui/secretary/documents_page.py" in recipe("a document")
    page = next(file for file in sources() if file.path == "ui/secretary/documents_page.py")
    assert kind.name in {node.attr for node in page.nodes if isinstance(node, ast.Attribute)}


# A language


def test_every_language_but_english_has_its_sentences() -> None:
    assert ("juryapp/text.py", "LANGUAGES") in places("a language")
    assert {path.name for path in TRANSLATIONS.parent.iterdir() if any(path.glob("*.po"))} == set(LANGUAGES) - {"en"}


def test_every_language_is_a_word_of_the_workbook() -> None:
    assert ("juryapp/workbook/columns.py", "LANGUAGES") in places("a language")
    assert set(columns.LANGUAGES) == set(LANGUAGES)


# A criterion rule


def test_every_part_of_a_criterion_goes_into_its_register_and_comes_back() -> None:
    assert {("juryapp/model/criterion.py", f"Criterion.{name}") for name in ("as_json", "from_json")} <= places(
        "a criterion rule"
    )
    assert {one.name for one in fields(Criterion)} - {"category"} == set(_a_criterion().as_json())


def test_every_part_of_a_criterion_has_its_shape() -> None:
    assert ("juryapp/journal/set_up_shapes.py", "_is_criterion") in places("a criterion rule")
    whole = _a_criterion().as_json()
    assert _is_kept(whole)
    assert [name for name in whole if _is_kept({**whole, name: object})] == []


def test_every_part_of_a_criterion_has_its_column() -> None:
    assert ("juryapp/workbook/columns.py", "CRITERIA") in places("a criterion rule")
    of_the_scale, of_headings = {"minimum", "maximum", "step"}, {"bands"}
    keys = {column.key for column in columns.CRITERIA.columns}
    assert {one.name for one in fields(Criterion)} - of_headings == keys - of_the_scale | {"scale"}


def _a_criterion() -> Criterion:
    return Criterion("KAB", "REG", "Regulasi", Decimal(100))


def _is_kept(criterion: dict[str, object]) -> bool:
    """True if an entry that sets up a rubric with this criterion has its shape."""
    try:
        return well_formed(an_entry(actor="desk", subject="rubric", key="KAB", value={"criteria": [criterion]}))
    except (TypeError, ValueError):
        return False
