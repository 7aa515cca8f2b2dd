"""`make docs`: writes the parts of the pages that are made from the program, and says which pages changed."""

from __future__ import annotations

import sys

from tests.docs.made import write
from tests.docs.prose import pages


def main() -> int:
    """Prints one changed page a line."""
    for path in write(page.path for page in pages()):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
