"""Starting language: the one that was asked for, the one chosen on this laptop, or the system's.

Not here: speaking it (`juryapp.text`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping

from juryapp.locations import Home
from juryapp.text import LANGUAGES

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a POSIX system says its language, the first that is set wins (gettext's manual, "Locale Environment Variables")."""
_OPTION = "--lang"


def starting_language(asked: str | None, home: Home) -> str:
    """The language to start in; Indonesian where neither the person, this laptop nor the system names one that we speak."""
    for language in (asked, home.setting("language"), system_language(os.environ)):
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]


def asked_language(words: list[str]) -> tuple[str | None, list[str]]:
    """The language that a command's words ask for with `--lang id`, `--lang=id`, and the words without it; None without one.

    What is asked for may be no language that we speak, or empty where the word after `--lang` is missing.
    """
    asked: str | None = None
    others: list[str] = []
    coming = iter(words)
    for word in coming:
        if word == "--":
            return asked, [*others, word, *coming]
        if word == _OPTION:
            asked = next(coming, "")
        elif word.startswith(f"{_OPTION}="):
            asked = word.partition("=")[2]
        else:
            others.append(word)
    return asked, others


def system_language(environment: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """The first language of the system's that we speak; None where it names none of ours."""
    return next((language for name in _system_names(environment, platform) if (language := _short(name)) in LANGUAGES), None)


def _system_names(environment: Mapping[str, str], platform: str) -> Iterator[str]:
    """The system's languages as it writes them (`id_ID.UTF-8`, `en-US`), the most wanted first."""
    named = next((environment[name] for name in _VARIABLES if environment.get(name)), None)
    if named is not None:
        yield from named.split(":")
    elif platform == "win32":
        yield from _windows_names()
    elif platform == "darwin":
        yield from _mac_names()


def _short(name: str) -> str:
    return name.strip(' ",()').replace("-", "_").partition("_")[0].partition(".")[0].lower()


def _windows_names() -> Iterator[str]:
    """The language of the signed-in user's windows (GetUserDefaultUILanguage)."""
    import ctypes
    import locale

    number = ctypes.windll.kernel32.GetUserDefaultUILanguage()  # type: ignore[attr-defined,unused-ignore]
    yield locale.windows_locale.get(number, "")


def _mac_names() -> Iterator[str]:
    """The languages of the user's settings, one a line; a program that was started by a click has no LANG there."""
    import subprocess

    try:
        asked = subprocess.run(["/usr/bin/defaults", "read", "-g", "AppleLanguages"], capture_output=True, text=True, timeout=5)
    except (OSError, subprocess.SubprocessError):
        return
    yield from asked.stdout.splitlines()
