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
from juryapp.errors import Problems, Refused
from juryapp.text import _, mark, plural


@command(
    "type-scores",
    EVENT,
    JUROR,
    option("--from", "source", required=True, type=PATH, metavar="SCORES.csv", help=mark("The scores, one row each.")),
    option("--by", metavar="NAME", help=mark("Who typed them; stands on record and on the sheet.")),
    option("--again", type=PATH, metavar="SCORES.csv", help=mark("The same form, typed by a second person.")),
    option("--again-by", metavar="NAME", help=mark("Who typed it again.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def type_scores(
    event: Path,
    juror: str,
    source: Path,
    by: str | None,
    again: Path | None,
    again_by: str | None,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """Every bad row is told, and every difference between two people; nothing is stored then."""
    exists(event)
    if (again is None) != (again_by is None) or (again_by and not by):
        raise Refused("A form that is typed twice takes both names and the second file: --by, --again and --again-by.")
    read, second = ScoreFile.read(source), ScoreFile.read(again) if again else None
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        board = Board.of(desk.event.file)
        file = read.of_event(board)
        file.check(lambda given: paper_scores.check_typed(desk, juror, given))
        if second:
            other = second.of_event(board)
            other.check(lambda given: paper_scores.check_typed(desk, juror, given))
            _check_alike(file, other)
        say_clock(desk.event)
        tell(*file.letters_told())
        changes = paper_scores.type_scores(desk, juror, file.given, [name for name in (by, again_by) if name])
    if changes:
        count = len(file.given)
        say(plural("{count} score is typed for {juror}.", "{count} scores are typed for {juror}.", count, juror=juror))
    else:
        say(_("All of this was saved already; nothing changes."))


def _check_alike(first: ScoreFile, second: ScoreFile) -> None:
    """Raises `Problems` with everything that the two files don't say alike."""
    differing = paper_scores.typed_differently(first.given, second.given)
    if differing:
        raise Problems([one.problem for one in differing])
