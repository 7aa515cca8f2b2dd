"""First page: what a juror reads who finds program and event on one flash disk. In both languages, readable by any browser."""

from __future__ import annotations

from html import escape
from pathlib import Path

from juryapp.disk import write_whole
from juryapp.sharing.program_folder import NAME
from juryapp.text import LANGUAGES, _, speaking

FIRST_PAGE = "BACA DULU - READ FIRST.html"
_STYLE = "body{font:18px/1.5 sans-serif;max-width:40em;margin:2em auto;padding:0 1em}li{margin:.6em 0}hr{margin:2em 0}"


def write_first_page(folder: Path) -> Path:
    """Writes it into the folder, in place of one that is there. Raises `FileProblem`."""
    path = folder / FIRST_PAGE
    parts = []
    for language in LANGUAGES:
        with speaking(language):
            parts.append(_in_words(language))
    head = f'<!doctype html>\n<html><head><meta charset="utf-8"><title>Juryapp</title><style>{_STYLE}</style></head><body>\n'
    write_whole(path, (head + "\n<hr>\n".join(parts) + "\n</body></html>\n").encode())
    return path


def _in_words(language: str) -> str:
    steps = "\n".join(f"<li>{escape(one)}</li>" for one in _steps())
    title = escape(_("Plug in, open, PIN: no installation and no network"))
    closing = "\n".join(f"<p>{escape(one)}</p>" for one in _closing())
    return f'<section lang="{language}"><h1>{title}</h1>\n<ol>\n{steps}\n</ol>\n{closing}</section>'


def _steps() -> list[str]:
    return [
        _("Leave this flash disk in."),
        _(
            "Open the folder “{folder}” on it and double-click “juryapp” (on Windows “juryapp.exe”). Your file opens: type "
            "the passphrase that the secretary tells you. If it shows “{question}”, choose the file that ends in .jury.",
            folder=NAME,
            question=_("Which event?"),
        ),
        _("Choose your name and type your PIN. Everything you enter is saved at once."),
    ]


def _closing() -> list[str]:
    return [
        _(
            "What you enter is written into the file on this flash disk: take it out only when the window says that this laptop "
            "may be closed, and give it to the secretary. If the laptop is slow with it, copy the folder “{folder}” and the file "
            "onto the laptop first and open it there.",
            folder=NAME,
        ),
        _("If something does not work, call the secretary, or press F1 for the guide. Nobody but you needs to know your PIN."),
    ]
