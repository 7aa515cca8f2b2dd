"""The secretary types a juror's paper form: the desk's act, which the juror sees and signs, or corrects."""

from __future__ import annotations

from pathlib import Path

from juryapp.board.cells import Board
from juryapp.cli.commands import command
from juryapp.cli.common import DESK_PIN_FILE, EVENT, JUROR, PASSPHRASE_FILE, PATH, exists, say_clock, secretary_desk
from juryapp.cli.score_file import ScoreFile
from juryapp.cli.telling import say, tell
from juryapp.cli.words import option
from juryapp.desk import paper_scores
from juryapp.text import _, mark, plural


@command(
    "type-scores",
    EVENT,
    JUROR,
    option("--from", "source", required=True, type=PATH, metavar="SCORES.csv", help=mark("The scores, one row each.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def type_scores(event: Path, juror: str, source: Path, passphrase_file: Path | None, desk_pin_file: Path | None) -> None:
    """Every bad row is told, and nothing is stored then."""
    exists(event)
    read = ScoreFile.read(source)
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        file = read.of_event(Board.of(desk.event.file))
        file.check(lambda given: paper_scores.check_typed(desk, juror, given))
        say_clock(desk.event)
        tell(*file.letters_told())
        changes = paper_scores.type_scores(desk, juror, file.given)
    if changes:
        count = len(file.given)
        say(plural("{count} score is typed for {juror}.", "{count} scores are typed for {juror}.", count, juror=juror))
    else:
        say(_("All of this was saved already; nothing changes."))
