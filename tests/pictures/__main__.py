"""Compares what `make screens` took with what it took before, and says in one line how many differ.

`python -m tests.pictures --accept` draws the stored pictures anew, those in `references` that the tests compare: for a page that
is meant to look otherwise.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.messages import ROOT
from tests.pictures.differences import PAGE, report
from tests.pictures.stored import accept

SCREENS = ROOT / "screens"


def main(arguments: list[str]) -> int:
    """0, whatever differs: it is to be looked at."""
    if arguments == ["--accept"]:
        with tempfile.TemporaryDirectory(prefix="juryapp-pictures-") as folder:
            for name in accept(Path(folder)):
                print(f"drawn anew: {name}")
        return 0
    found = report(SCREENS)
    print(f"{found}: {(SCREENS / PAGE).relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
