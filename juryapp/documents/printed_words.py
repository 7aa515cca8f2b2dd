"""Printed words: headings and other words of results and sheets, for who checks pages without drawing them.

By the names that the checker page gives them; not here: sentences, and what the data says.
"""

from __future__ import annotations

from juryapp.documents.completeness_record import place_words
from juryapp.documents.destruction import printed_destruction
from juryapp.documents.page import SIMULATED
from juryapp.documents.recapitulation_page import DECIDED, LONG_NOTE, METHODS, STATES
from juryapp.documents.signed_result import none_ranked, signed_words
from juryapp.text import _

Words = dict[str, "str | int | dict[str, str] | dict[str, str | list[str]]"]


def printed_words() -> Words:
    """In the language that is spoken; gaps stand open, as `{rank}`."""
    return {
        "rank": _("Rank"),
        "candidate": _("Candidate"),
        "score": _("Score"),
        "final score": _("Final score"),
        "result": _("Result"),
        "decided by": _("Decided by"),
        "final": _("final"),
        "provisional": _("PROVISIONAL"),
        "winner": _("Winner {rank}", rank="{rank}"),
        "joint": _("Joint winners {rank}", rank="{rank}"),
        "criterion rung": _("criterion {code}", code="{code}"),
        "see below": _("see below"),
        "long": LONG_NOTE,
        "methods": {method.value: _(word) for method, word in METHODS.items()},
        "signed": signed_words("{result}", "{digest}"),
        "none ranked": none_ranked(),
        "states": {state.value: _(word) for state, word in STATES.items()},
        "rungs": {rung: _(word) for rung, word in DECIDED.items()},
        "no": _("No."),
        "criterion": _("Criterion"),
        "weight": _("Weight"),
        "points": _("Points"),
        "value": _("Weighted value"),
        "product": _("weight × points"),
        "reason": _("Reason for the points"),
        "total": _("TOTAL"),
        "unsigned": _("NOT SIGNED"),
        "simulated": SIMULATED,
        "laptop": _("Laptop"),
        "state": _("State"),
        "entries here": _("Entries here"),
        "known": _("Known"),
        "entry": _("Entry"),
        "last entry": _("The last entry"),
        "places": place_words(),
        "destruction": printed_destruction(),
    }
