"""The auditor's seat on the command line: all that an event tells, nothing written, and the proof of that."""

from __future__ import annotations

from pathlib import Path

from juryapp.cli.commands import command
from juryapp.cli.common import EVENT, JSON, PASSPHRASE_FILE, PATH, VAULT_PASSPHRASE, exists, is_free, laptop
from juryapp.cli.many_events import VAULT, secrets_of
from juryapp.cli.telling import say, say_json, say_paths
from juryapp.cli.words import option
from juryapp.disk import check_writable, write_whole
from juryapp.many_events.audit import audit as audited
from juryapp.text import mark


@command(
    "audit",
    EVENT,
    option("--out", type=PATH, metavar="OUT.txt", help=mark("Write the text into a file instead.")),
    VAULT,
    JSON,
    VAULT_PASSPHRASE.option,
    PASSPHRASE_FILE,
)
def audit(
    event: Path,
    out: Path | None,
    vault: Path | None,
    as_json: bool,
    vault_passphrase_file: Path | None,
    passphrase_file: Path | None,
) -> int:
    """The exit is 1 where another program wrote to the file meanwhile."""
    exists(event)
    if out is not None:
        is_free(out)
        check_writable(out)
    found = audited(laptop(), event, secrets_of(event.parent, vault, vault_passphrase_file, passphrase_file), opened_only=False)
    if out is not None:
        write_whole(out, found.text().encode())
    if as_json:
        parts = [{"title": one.title, "lines": list(one.lines)} for one in found.sections]
        digests = {"before": found.before, "after": found.after, "untouched": found.is_untouched}
        say_json({"event": found.event, **digests, "sections": parts})
    elif out is not None:
        say_paths([out])
    else:
        say(found.text())
    return 0 if found.is_untouched else 1
