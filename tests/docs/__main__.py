"""`make docs`: writes the parts of the pages that are made from the program, and the drawing of the speed; says what changed."""

from __future__ import annotations

import sys

from tests.docs.made import write
from tests.docs.prose import pages
from tests.docs.speed import DRAWING, drawing
from tests.messages import ROOT


def main() -> int:
    """Prints one changed file a line."""
    for path in write(page.path for page in pages()):
        print(path)
    if not DRAWING.exists() or DRAWING.read_text(encoding="utf-8") != drawing():
        DRAWING.write_text(drawing(), encoding="utf-8")
        print(DRAWING.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
