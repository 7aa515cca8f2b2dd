"""A few sheets through a real CUPS of the test's own, where its packages are; `make soak` sends 300."""

from __future__ import annotations

import pytest

from tests.builders import light_passphrases
from tests.soak import print_queue


@pytest.mark.skipif(bool(print_queue.lacking()), reason="Debian's packages cups and cups-filters aren't here")
def test_sheets_come_out_in_their_order_with_their_ink() -> None:
    with light_passphrases():
        assert print_queue.faults(14) == []
