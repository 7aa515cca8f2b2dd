"""Compiled translations: written once, renewed when their source changes, never half."""

from __future__ import annotations

import gettext
import os
import subprocess
import sys
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


def test_a_built_program_reads_the_compiled_catalogues_alone(tmp_path: Path) -> None:
    """It has no others: whichever was copied last would seem newer, and be parsed at each start."""
    folder = tmp_path / "resources" / "translations"
    folder.mkdir(parents=True)
    source = a_catalogue(folder)
    compile_translations(folder)
    source.unlink()
    code = (
        f"import sys; sys._MEIPASS = {str(tmp_path)!r}\n"
        "from juryapp.text import translate\nprint(translate('juror'), 'babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "juri False"
