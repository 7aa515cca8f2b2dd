"""Affiliations: institutions and regions with which a juror is tied, as the juror tells them at the enrolment.

They are a field of the set-up, a column of the workbook like others; conflicts of interest are suggested from them.
"""

from __future__ import annotations

from juryapp.board.members import juror_of
from juryapp.desk.reasons import printable
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import NOTHING, Changes
from juryapp.journal.keys import JurorFieldKey
from juryapp.journal.subjects import Subject
from juryapp.model.limits import NAME
from juryapp.store import model_records
from juryapp.workbook.people import listed_affiliations


def record_affiliations(desk: SecretaryDesk, juror: str, text: str) -> Changes:
    """Puts on record what a juror is tied with, with commas between; nothing where that is on record already.

    Raises `Refused` for what is too long or can't be printed.
    """
    known = juror_of(model_records.jurors(desk.event.file), juror)
    told = listed_affiliations(text)
    for one in told:
        if len(printable(one)) > NAME:
            raise Refused("The text has {count} letters; at most {most} fit.", count=len(one), most=NAME)
    if told == known.affiliations:
        return NOTHING
    value = {"value": list(told)} if told else None
    return desk.event.write([desk.act(Subject.JUROR, str(JurorFieldKey(juror, "affiliations")), value)])
