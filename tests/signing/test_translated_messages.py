"""Every sentence of this room is also Indonesian, with the same gaps."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import juryapp.signing
from juryapp.text import speaking, translate

SPEAKING = {"mark", "Problem", "Refused", "FileProblem", "WrongPin"}


def sentences() -> Iterator[str]:
    for source in sorted(Path(juryapp.signing.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKING
            if called and node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


@pytest.mark.parametrize("sentence", sorted(set(sentences())))
def test_a_sentence_is_translated_with_its_gaps(sentence):
    with speaking("id"):
        indonesian = translate(sentence)
    assert indonesian != sentence
    assert sorted(re.findall(r"{\w+}", indonesian)) == sorted(re.findall(r"{\w+}", sentence))
