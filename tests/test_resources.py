"""Compiled translations: written once, renewed when their source changes, never half."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from resources.compile import compile_translations

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'


def a_catalogue(folder: Path, word: str = "juri") -> Path:
    path = folder / "id" / "desk.po"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'{HEADER}msgid "juror"\nmsgstr "{word}"\n', encoding="utf-8")
    return path


def says(compiled: Path) -> str:
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file).gettext("juror")


def test_a_catalogue_is_compiled_beside_itself(tmp_path: Path) -> None:
    a_catalogue(tmp_path)
    [compiled] = compile_translations(tmp_path)
    assert compiled == tmp_path / "id" / "desk.mo"
    assert says(compiled) == "juri"


def test_what_is_fresh_is_left_alone(tmp_path: Path) -> None:
    source = a_catalogue(tmp_path)
    [compiled] = compile_translations(tmp_path)
    os.utime(source, (1, 1))
    assert compile_translations(tmp_path) == []
    assert sorted(path.name for path in compiled.parent.iterdir()) == ["desk.mo", "desk.po"]


def test_a_changed_catalogue_is_compiled_again(tmp_path: Path) -> None:
    [compiled] = [compiled for _ in [a_catalogue(tmp_path)] for compiled in compile_translations(tmp_path)]
    os.utime(compiled, (1, 1))
    a_catalogue(tmp_path, "penilai")
    assert compile_translations(tmp_path) == [compiled]
    assert says(compiled) == "penilai"
