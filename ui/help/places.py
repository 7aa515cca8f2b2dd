"""Where each page of the windows leads in the guide: by the name of its class, so that no page has to know of the guide."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

BEGINNING = ("juror", "start")
"""Where nothing else is meant."""
PLACES = {
    "StartPage": BEGINNING,
    "PassphrasePage": BEGINNING,
    "SeatPage": BEGINNING,
    "LockPage": BEGINNING,
    "ClockPage": ("trouble", "clock"),
    "PledgePage": BEGINNING,
    "PledgeAwaitedPage": BEGINNING,
    "CrashPage": ("trouble", "program"),
    # the juror's desk
    "JurorPage": ("juror", "score"),
    "KeysPage": ("juror", "keys"),
    "NotesPane": ("juror", "notes"),
    "RecusalPage": ("juror", "conflict"),
    "TakeBackPage": ("juror", "conflict"),
    "ReviewPage": ("juror", "sign"),
    "SignedPage": ("juror", "sign"),
    "ReopeningPage": ("juror", "sign"),
    "MovePage": ("juror", "score"),
    "CandidatePaperPage": ("juror", "score"),
    "ObserverPage": ("juror", "score"),
    "CallPage": ("juror", "help"),
    "EndPage": ("juror", "end"),
    # the secretary's desk
    "NewEventPage": ("secretary", "begin"),
    "MadePage": ("secretary", "begin"),
    "SecretaryPage": ("secretary", "secretary"),
    "TodayPage": ("secretary", "day"),
    "AttendancePage": ("secretary", "day"),
    "PresenceCard": ("trouble", "leaves"),
    "BoardPage": ("secretary", "day"),
    "DecisionPage": ("secretary", "decide"),
    "ReopenPage": ("secretary", "decide"),
    "TypingPage": ("trouble", "laptop"),
    "LaptopPage": ("trouble", "laptop"),
    "DayPage": ("trouble", "clock"),
    "HistoryPage": ("secretary", "day"),
    "DoublesPage": ("secretary", "preparation"),
    "ErasePage": ("headquarters", "key"),
    "RootPage": ("headquarters", "key"),
    "CompletenessPage": ("headquarters", "completeness"),
    "FromPaperPage": ("trouble", "laptop"),
    "ReceivingPage": ("secretary", "receive"),
    "PackingCard": ("secretary", "send"),
    "PlenaryPage": ("secretary", "plenary"),
    "DocumentsPage": ("secretary", "documents"),
    "DocumentPage": ("secretary", "documents"),
    "TurnPage": ("secretary", "documents"),
    "SheetsTurnPage": ("secretary", "documents"),
    "SealCard": ("headquarters", "seal"),
    "PrintCard": ("trouble", "printer"),
    "PreparationPage": ("secretary", "preparation"),
    "UpdatePage": ("secretary", "preparation"),
    "CandidatePapersPage": ("secretary", "preparation"),
    "EnrolPage": ("secretary", "enrol"),
    "AssistantsPage": ("secretary", "enrol"),
    "PreparePage": ("secretary", "prepare"),
    "TravelPage": ("secretary", "travel"),
    "CheckPage": ("headquarters", "check"),
}
"""Class of a page, or of a part of one -> the page of the guide and the place on it."""


def place_of(shown: QWidget) -> tuple[str, str]:
    """Where the page that is shown leads: the innermost part that has the focus, else the innermost page that is in sight."""
    focused: QWidget | None = shown.window().focusWidget()
    while focused is not None and focused is not shown:
        if type(focused).__name__ in PLACES:
            return PLACES[type(focused).__name__]
        focused = focused.parentWidget()
    pages = [one for one in shown.findChildren(QWidget) if type(one).__name__.endswith("Page") and one.isVisible()]
    named = [type(one).__name__ for one in (shown, *pages) if type(one).__name__ in PLACES]
    return PLACES[named[-1]] if named else BEGINNING
