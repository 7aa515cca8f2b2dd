"""`python -m tests.built [FOLDER]`: tries the built folder (dist/juryapp) and ends with 1 at the first thing that fails."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from juryapp import __version__
from juryapp.sample import PASSPHRASE
from tests.built.contents import TOO_MUCH_MB, size_mb, sources_in, tools_in
from tests.built.screen import a_screen, show_window
from tests.built.trial import LOCALES, Failed, Trial, a_trial
from tests.messages import ROOT

FILE = "Acara é.jury"
CODE = "CONTOH-25"
"""Of the event that the demo plays."""


def looked_at(built: Path) -> Iterator[str]:
    """What is in the folder."""
    if not built.is_dir():
        raise Failed(f"{built} is not there: make build")
    if tools := tools_in(built):
        raise Failed("Tools got in, see UNNEEDED in build.spec: " + ", ".join(tools))
    yield "nothing of the tools is in it"
    if sources := sources_in(built):
        raise Failed("These lie there as sources, to be compiled at each start: " + ", ".join(sources))
    yield "every module and translation is compiled"
    size = size_mb(built)
    if size > TOO_MUCH_MB:
        raise Failed(f"It takes {size:.1f} MB, more than {TOO_MUCH_MB}: see TOO_MUCH_MB in tests/built/contents.py")
    yield f"its size is {size:.1f} MB, at most {TOO_MUCH_MB}"


def tried(trial: Trial) -> Iterator[str]:
    """That it runs where nobody can write, on a path with blanks and foreign letters."""
    for locale in LOCALES:
        if trial.run("--version", LC_ALL=locale).strip() != f"juryapp {__version__}":
            raise Failed(f"juryapp --version says something else under LC_ALL={locale}")
    yield f"starts at {trial.program.parent}, which can't be written to"
    begun, played = time.monotonic(), trial.work / "Peragaan é 数"
    trial.run("demo", str(played))
    yield f"plays the demo to its end in {time.monotonic() - begun:.0f} s"
    trial.give(Path(shutil.copy(played / "pusat" / "contoh.jury", trial.work / FILE)))
    event: dict[str, Any] = {"JURYAPP_HOME": str(played / "home" / "pusat"), "JURYAPP_PASSPHRASE": PASSPHRASE}
    told = {trial.run("--lang", "en", "status", str(trial.work / FILE), LC_ALL=locale, **event) for locale in LOCALES}
    if len(told) != 1 or CODE not in min(told):
        raise Failed("juryapp status says something else in another locale:\n" + "\n---\n".join(told))
    yield f"tells the status of “{FILE}” alike under LC_ALL={', '.join(LOCALES)}"
    with a_screen() as screen:
        for what, words in (("its window", ()), (f"“{FILE}” in its window", (str(trial.work / FILE),))):
            taken, how = show_window(trial, screen, *words, **event)
            yield f"shows {what} after {taken:.1f} s ({'Xvfb' if 'DISPLAY' in screen else 'no Xvfb here: offscreen'}); {how}"


def main(words: list[str]) -> int:
    """Prints each thing that holds as soon as it is known."""
    built = Path(words[0]) if words else ROOT / "dist" / "juryapp"
    try:
        for line in looked_at(built):
            print(f"{built.name}: {line}", flush=True)
        with a_trial(built) as trial:
            for line in tried(trial):
                print(f"{built.name}: {line}", flush=True)
        print(f"{built.name}: wrote nothing beside itself")
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
