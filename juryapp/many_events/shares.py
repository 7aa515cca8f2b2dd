"""Paper shares: a key that opens the vault without its passphrase, in three lists of words of which any two are enough.

By SLIP-0039 of SatoshiLabs (decision 073), whose words carry a checksum and differ in their
first four letters. One share tells nothing of the key.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from juryapp.errors import Problem, Refused
from juryapp.many_events.vault import Vault, recover_vault
from juryapp.signing.keys import PrivateKey
from juryapp.signing.pin_cost import STANDARD, PinCost
from juryapp.text import mark

COUNT, ENOUGH = 3, 2
WORDS = 33
"""In each share of a key of 32 bytes."""
_LETTERS = 4
"""So many letters of a word tell it from all others."""
_EXPONENT = 0
"""The key is random: nothing is gained by stretching it."""
MISTYPED = mark("Share {number} isn't as it was printed: a word is wrong, or two changed places. Compare it word by word.")
UNKNOWN = mark("Share {number}: its word {place}, “{word}”, is no word of any share.")
DIFFERENT = mark("These two shares don't belong together, or are the same one twice: take two of the three pages of one day.")


@dataclass(frozen=True)
class NewShares:
    """A key that doesn't open anything yet, and its shares."""

    key: PrivateKey
    shares: tuple[str, ...]
    """The words of each, with spaces between."""


def new_shares() -> NewShares:
    """A new key in three shares, each two of them tried. It opens the vault once `Vault.open_to` has its public half."""
    key = PrivateKey.generate()
    ((*shares,),) = generate_mnemonics(1, [(ENOUGH, COUNT)], key.number(), iteration_exponent=_EXPONENT)
    for two in combinations(shares, ENOUGH):
        assert key_of_shares(two).public == key.public, "the shares give back the key"
    return NewShares(key, tuple(shares))


def words_typed(text: str, number: int = 1) -> str:
    """A share as somebody typed it: numbers, commas and letter case aside, and words shortened to four letters or more.

    Raises `Refused`, naming the word that is in no list, or saying how many words are missing.
    """
    typed = re.findall(r"[a-z]+", text.casefold())
    words = []
    for place, word in enumerate(typed, 1):
        meant = next((one for one in WORDLIST if one == word or (len(word) >= _LETTERS and one.startswith(word))), None)
        if meant is None:
            raise Refused(UNKNOWN, number=number, place=place, word=word)
        words.append(meant)
    if len(words) != WORDS:
        raise Refused("Share {number} has {count} words; it needs {needed}.", number=number, count=len(words), needed=WORDS)
    return " ".join(words)


def key_of_shares(shares: Sequence[str]) -> PrivateKey:
    """The key in two shares. Raises `Refused` for what can't be two shares of one key."""
    typed = [words_typed(share, number) for number, share in enumerate(shares, 1)]
    for number, share in enumerate(typed, 1):
        try:
            Share.from_mnemonic(share)
        except MnemonicError as problem:
            raise Refused(MISTYPED, number=number) from problem
    try:
        return PrivateKey.from_number(combine_mnemonics(typed))
    except (MnemonicError, ValueError) as problem:
        raise Refused(DIFFERENT) from problem


def recover_with_shares(path: Path, shares: Sequence[str], passphrase: str, cost: PinCost = STANDARD) -> Vault:
    """Opens the vault with two shares and locks it under a new passphrase; the shares stay good.

    Raises `Refused`, `FileProblem`, or `Problem` for too short a passphrase.
    """
    return recover_vault(path, key_of_shares(shares), passphrase, cost)


def check_shares(vault: Vault, shares: Sequence[str]) -> None:
    """Raises `Problem` unless these two open this vault: whoever printed them tries them before the file is deleted."""
    if key_of_shares(shares).public != vault.recovery:
        raise Problem("These two shares don't open this vault: later ones replaced them, or they are of another vault.")
