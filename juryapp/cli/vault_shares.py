"""Paper shares of a vault at the command line: making them, trying two of them, and opening the vault with two."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import (
    NEW_VAULT_PASSPHRASE,
    PATH,
    VAULT_PASSPHRASE,
    ask,
    ask_whether,
    exists,
    is_free,
    laptop,
    read_text,
)
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import option
from juryapp.disk import check_writable
from juryapp.errors import Refused
from juryapp.many_events.share_pages import write_shares
from juryapp.many_events.shares import ENOUGH, check_shares, key_of_shares, recover_with_shares
from juryapp.many_events.vault import open_vault
from juryapp.new_secrets.strength import check_passphrase
from juryapp.text import _, mark, translate

VAULT = click.Argument(["vault"], metavar="FILE.juryvault", type=PATH)
_SHARE_FILE = mark("A file with the words of one share; given twice. Without it both are asked for.")
_QUESTION = mark("Words of share {number} ({count} words)")


@command(
    "vault-shares",
    VAULT,
    option("--to", type=PATH, metavar="OUT.pdf", help=mark("Where the pages are written. Print them, then delete the file.")),
    option("--try", "tries", is_flag=True, help=mark("Only try two shares that were printed: whether they open this vault.")),
    option("--yes", is_flag=True, help=mark("Replace former shares, which are worthless then, without asking.")),
    option("--share-file", multiple=True, type=PATH, metavar="FILE", help=_SHARE_FILE),
    VAULT_PASSPHRASE.option,
)
def vault_shares(
    vault: Path, to: Path | None, tries: bool, yes: bool, share_file: tuple[Path, ...], vault_passphrase_file: Path | None
) -> None:
    """The file holds all three: whoever has it has the vault."""
    if (to is None) is not tries:
        raise Refused("Say either where the pages are written (--to), or that two are only tried (--try).")
    if to is not None:
        check_writable(is_free(to))
    ours = open_vault(exists(vault), ask(VAULT_PASSPHRASE, vault_passphrase_file))
    if to is None:
        check_shares(ours, _shares(share_file))
        say(_("These two shares open the vault."))
        return
    if ours.has_shares:
        ask_whether(_("Shares of this vault were made before. New ones make them worthless. Go on?"), yes=yes)
    write_shares(ours, to, laptop())
    say(_("Print the pages, try two of them with --try, then delete the file: it holds all three shares."))
    say_paths([to])


@command(
    "vault-recover",
    VAULT,
    option("--share-file", multiple=True, type=PATH, metavar="FILE", help=_SHARE_FILE),
    NEW_VAULT_PASSPHRASE.option,
)
def vault_recover(vault: Path, share_file: tuple[Path, ...], new_vault_passphrase_file: Path | None) -> None:
    """The shares stay good, and nothing else of the vault changes."""
    shares = _shares(share_file) if exists(vault) else []
    key_of_shares(shares)  # before a passphrase is invented for nothing
    passphrase = ask(NEW_VAULT_PASSPHRASE, new_vault_passphrase_file, new=True)
    check_passphrase(passphrase)
    recover_with_shares(vault, shares, passphrase, laptop().cost)
    say(_("The vault has another passphrase now."))


def _shares(files: Sequence[Path]) -> list[str]:
    """From two files, else typed without echo. Raises `Refused` where nobody can be asked."""
    if files:
        if len(files) != ENOUGH:
            raise Refused("Two shares are needed: name two files with --share-file.")
        return [read_text(file) for file in files]
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refused("Two shares are needed: name two files with --share-file.")
    questions = [translate(_QUESTION, number=number, count=33) for number in range(1, ENOUGH + 1)]
    return [str(click.prompt(question, hide_input=True, err=True)) for question in questions]
