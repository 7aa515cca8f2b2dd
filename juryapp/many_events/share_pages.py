"""The pages with a vault's shares: written first, and only then does the vault open to their key."""

from __future__ import annotations

from pathlib import Path

from juryapp.disk import discard, write_whole
from juryapp.documents.vault_share import render
from juryapp.event.laptop import Laptop
from juryapp.many_events.shares import new_shares
from juryapp.many_events.vault import Vault


def write_shares(vault: Vault, path: Path, laptop: Laptop) -> None:
    """Writes three pages into one PDF, readable by its user alone; from then on their key opens the vault, and no former one.

    Raises `FileProblem`; the former shares are good then, and no file is left.
    """
    made, at = new_shares(), laptop.clock()
    write_whole(path, render(vault.path.name, made.shares, at), private=True)
    try:
        vault.open_to(made.key.public)
    except BaseException:
        discard(path)
        raise
