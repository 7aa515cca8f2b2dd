"""`python -m juryapp`: the command line alone, without windows."""

import sys

from juryapp.cli import main

if __name__ == "__main__":
    sys.exit(main())
