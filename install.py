"""Sets up `.venv` in this folder, on every system: `python3 install.py`, on Windows `py install.py`; `make` calls it.

`--develop` adds the tools that test and build. Any Python can read this file, however old, and say what it lacks.
"""

import sys


def main(words):
    """0, or the sentence that says what is in the way: annotations would keep an old Python from saying it."""
    if sys.version_info < (3, 11):  # noqa: UP036 - so that the sentence is said instead of a syntax error
        return "Juryapp needs Python 3.11 or newer, and this is " + ".".join(str(part) for part in sys.version_info[:2]) + "."
    from installer.setup import main

    return main(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
