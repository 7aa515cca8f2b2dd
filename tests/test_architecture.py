"""Who may know whom, said in sentences and checked over the whole code, imports inside functions and for types included."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.messages import ROOT, Source, sources

MODEL = "model"
BOTTOM = {"text", "clock", "memory_dumps", "canonical_json"}
PROBLEMS = BOTTOM | {"errors"}
SURROUNDINGS = {
    *("locations", "starting_language", "disk", "log", "file_names", "skipped_in_folders", "package_files", "processes"),
    *("guide", "about"),
}
FOUNDATION = PROBLEMS | SURROUNDINGS | {MODEL}

BELOW_EVENT = FOUNDATION | {"journal", "store", "signing", "exchange"}
BELOW_DESKS = FOUNDATION | {"workbook", "journal", "store", "tally", "signing", "documents", "exchange"}
CHECKED = {"event", "board", "printing"}
DESKS = {
    *("event", "board", "new_secrets", "desk", "printing", "verification", "from_paper", "setup_changes", "sharing", "sample"),
    *("many_events", "demo"),
}

RULES: dict[str, tuple[str, set[str]]] = {
    "text": ("text knows the clock alone: everyone speaks through it", {"clock"}),
    "clock": ("the clock knows nobody", set()),
    "memory_dumps": ("forbidding dumps needs nobody: it comes before everything", set()),
    "canonical_json": ("canonical JSON knows nobody", set()),
    "errors": ("errors know the text they are told in", {"text"}),
    "locations": ("locations know the disk and how to refuse, and nothing of juries", PROBLEMS | {"disk"}),
    "starting_language": ("the starting language knows this laptop's settings", {"text", "locations"}),
    "disk": ("the disk knows how to refuse, and nothing of juries", PROBLEMS),
    "log": ("the log knows this laptop's folder and what a problem is, and nothing of juries", PROBLEMS | {"locations", "disk"}),
    "about": ("what the program says of itself knows its log and folder, and nothing of juries", {"text", "locations", "log"}),
    "guide": ("the guide knows in which language it is read, and nothing of juries", {"text"}),
    "processes": ("processes of this program know how to refuse, and nothing of juries", PROBLEMS),
    "file_names": ("how files of ours are called knows nobody", set()),
    "skipped_in_folders": ("what is skipped in a folder knows nobody", set()),
    "package_files": ("the names of package files know what is skipped beside them", {"skipped_in_folders"}),
    "model": ("the model knows errors and text, and nothing with input or output", {"errors", "text", "canonical_json"}),
    "workbook": ("the workbook knows the model it fills", FOUNDATION),
    "journal": ("the journal knows the model, and nothing with input or output", PROBLEMS | {MODEL}),
    "store": ("the store knows the journal it keeps and the model it projects", FOUNDATION | {"journal"}),
    "tally": ("the tally knows the model alone, and nothing with input or output", PROBLEMS | {MODEL}),
    "signing": ("signing knows the store below it, and never reckons", FOUNDATION | {"journal", "store"}),
    "documents": (
        "documents know what they print: model, tally, signatures",
        FOUNDATION | {"journal", "store", "tally", "signing"},
    ),
    "exchange": (
        "the exchange knows everything below the desks but the workbook",
        FOUNDATION | {"journal", "store", "tally", "signing", "documents"},
    ),
    "event": ("the open event knows what it is made of, and nothing that is reckoned", BELOW_EVENT),
    "board": ("the board tells what stands in an open event, and writes nothing", BELOW_DESKS | {"event"}),
    "new_secrets": (
        "new secrets are judged, some by the words of the open event; nothing is written",
        BELOW_EVENT | {"event", "board"},
    ),
    "desk": ("the desks write, and know what the board tells", BELOW_DESKS | {"event", "board", "new_secrets"}),
    "printing": ("printing knows what the desks sign and the board tells", BELOW_DESKS | {"event", "board", "desk"}),
    "verification": ("verification holds papers against the board and what is printed of it", BELOW_DESKS | CHECKED),
    "from_paper": (
        "what comes back from paper is recorded by the secretary's desk",
        BELOW_DESKS | {"event", "board", "desk", "verification"},
    ),
    "setup_changes": ("a changed workbook is taken by the secretary's desk", BELOW_DESKS | {"event", "board", "desk"}),
    "sharing": ("what goes between laptops knows the desks that it carries for", BELOW_DESKS | {"event", "board", "desk"}),
    "sample": ("the sample is made by the desks, and prints nothing", BELOW_DESKS | {"event", "board", "desk"}),
    "many_events": (
        "many events are looked at, each through its own board; written are the vault and the event of a next stage",
        BELOW_DESKS | {"event", "board", "desk", "sharing"},
    ),
    "demo": ("the demo plays what people do", BELOW_DESKS | DESKS - {"demo", "many_events"}),
    "cli": ("the command line knows desks and what lies below", BELOW_DESKS | DESKS),
    "__main__": ("python -m juryapp knows the command line", {"cli"}),
    "__init__": ("the package itself knows nobody", set()),
    "ui": (
        "windows ask desks and boards, and never the store or the exchange",
        FOUNDATION | DESKS | {"workbook", "journal", "signing", "documents", "cli"},
    ),
}

PURE = {"model", "journal", "tally"}
INPUT_OR_OUTPUT = {
    *("os", "io", "pathlib", "shutil", "tempfile", "subprocess", "time", "random", "secrets", "logging", "threading"),
    *("sqlite3", "sqlcipher3", "sqlite_utils", "platformdirs", "openpyxl", "python_calamine", "reportlab", "pikepdf", "pyhanko"),
    "xlsxwriter",
}
DATABASES = {"sqlite3", "sqlcipher3", "sqlite_utils", "apsw", "pysqlite3"}
WINDOWS = {"PySide6", "shiboken6", "qtpy", "qtawesome", "ui"}
NETWORK = {
    *(
        "socket",
        "http",
        "urllib.request",
        "ftplib",
        "smtplib",
        "xmlrpc",
        "socketserver",
        "requests",
        "httpx",
        "aiohttp",
        "urllib3",
    ),
    *("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets"),
}
ASKS_NETWORK = "juryapp/printing/time_stamp_service.py"
"""Asks a time stamping service where a person gave its address; nothing else ever uses a network."""
SQL = re.compile(
    r"""\s*(SELECT\s.+\sFROM\s | select\s.+\sfrom\s | (?i:
        INSERT\s+(OR\s+\w+\s+)?INTO\s | UPDATE\s+\S+\s+SET\s | DELETE\s+FROM\s | ALTER\s+TABLE\s | PRAGMA\s+\w+
        | CREATE\s+(TEMP\w*\s+)?(VIRTUAL\s+)?(TABLE|TRIGGER|(UNIQUE\s+)?INDEX|VIEW)\s | DROP\s+(TABLE|TRIGGER|INDEX|VIEW)\s
        | VACUUM(\s+INTO\s|\s*$) | ATTACH\s+DATABASE\s | BEGIN\s+(IMMEDIATE|EXCLUSIVE|DEFERRED)))""",
    re.VERBOSE | re.DOTALL,
)
LONGEST_FILE = 400
KEYS = re.compile(r"ControlModifier|Key_F\d+")
"""What only the key of an action names: fields and rows have none of these."""
LONGEST_CLASS = 250
QT_CLOCKS = {"currentDateTime", "currentDateTimeUtc", "currentDate", "currentTime", "currentMSecsSinceEpoch"}
BEFORE_AN_EVENT = {
    *("ui/services/crash.py", "ui/checking/page.py", "ui/welcome/file_button.py", "ui/welcome/new_event_page.py"),
    *("ui/welcome/spare_offer.py", "ui/checking/work.py", "ui/help/about_pane.py", "ui/many_events/page.py"),
}
"""Windows in which no event is open, and so no event's zone is known, ask the laptop's clock as it is."""


@dataclass(frozen=True)
class Import:
    """A module that a file asks for, wherever in the file, and the line."""

    module: str
    line: int

    def is_of(self, names: set[str]) -> bool:
        return any(self.module == name or self.module.startswith(name + ".") for name in names)

    @property
    def room(self) -> str | None:
        """The room of the project it belongs to, if any."""
        parts = self.module.split(".")
        if parts[0] == "juryapp":
            return parts[1] if len(parts) > 1 else "__init__"
        return "ui" if parts[0] == "ui" else None


def imports_of(file: Source) -> Iterator[Import]:
    """Every import of a file, in functions and for types alone too; of `from module import name` it is `module.name`."""
    package = Path(file.path).parent.parts
    for node in file.nodes:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (start, node.module or "") if part)
            names = [f"{module}.{alias.name}" for alias in node.names]
            yield from (Import(name, node.lineno) for name in names if name != "juryapp.__version__")
        elif isinstance(node, ast.Call) and _name(node.func) in ("import_module", "__import__"):
            yield from (Import(str(name.value), node.lineno) for name in node.args[:1] if isinstance(name, ast.Constant))


def circle(files: Iterable[Source]) -> list[str]:
    """Modules of which each imports the next, and the last is the first again; empty where the files form no such circle."""
    of = {".".join(Path(file.path).with_suffix("").parts).removesuffix(".__init__"): file for file in files}
    found = {name: {one for wanted in imports_of(file) if (one := _module_in(of, wanted.module))} for name, file in of.items()}
    try:
        TopologicalSorter({name: known - {name} for name, known in found.items()}).prepare()
    except CycleError as problem:
        return list(reversed(problem.args[1]))
    return []


def _module_in(of: Collection[str], wanted: str) -> str | None:
    """The module that is imported, or of which a name is; None if it is none of these."""
    return next((name for name in (wanted, wanted.rpartition(".")[0]) if name in of), None)


def breaches(file: Source) -> list[str]:
    """Every rule that a file breaks, a sentence each."""
    return [
        f"{file.path}:{line}: {why}"
        for check in (_wrong_arrows, _wrong_libraries, _wrong_sql, _wrong_calls, _wrong_clocks, _wrong_actions, _wrong_lengths)
        for line, why in check(file)
    ]


def _wrong_arrows(file: Source) -> Iterator[tuple[int, str]]:
    sentence, known = RULES[file.room]
    for wanted in imports_of(file):
        if wanted.room not in (None, file.room, "__init__") and wanted.room not in known:
            yield wanted.line, f"imports {wanted.module}, but {sentence}"


def _wrong_libraries(file: Source) -> Iterator[tuple[int, str]]:
    for wanted in imports_of(file):
        if file.room != "ui" and wanted.is_of(WINDOWS):
            yield wanted.line, f"imports {wanted.module}, but juryapp works without a window"
        if file.room != "store" and wanted.is_of(DATABASES):
            yield wanted.line, f"imports {wanted.module}, but only the store knows the database"
        if file.room in PURE and wanted.is_of(INPUT_OR_OUTPUT):
            yield wanted.line, f"imports {wanted.module}, but {RULES[file.room][0]}"
        if wanted.is_of(NETWORK) and file.path != ASKS_NETWORK:
            yield wanted.line, f"imports {wanted.module}, but only {ASKS_NETWORK} uses a network"


def _wrong_sql(file: Source) -> Iterator[tuple[int, str]]:
    if file.room == "store":
        return
    explanations = {id(node.value) for node in file.nodes if isinstance(node, ast.Expr)}
    for node in file.nodes:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in explanations
            and SQL.match(node.value)
        ):
            yield node.lineno, f"says {node.value[:40]!r}, but SQL is spoken only in the store"


def _wrong_calls(file: Source) -> Iterator[tuple[int, str]]:
    for node in file.nodes:
        if file.room in {"model", "tally"} and isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"writes {node.value}, but points are Decimal or Fraction"
        if not isinstance(node, ast.Call):
            continue
        called = _name(node.func)
        if file.room in {"model", "tally"} and called == "float":
            yield node.lineno, "calls float(), but points are Decimal or Fraction"
        if file.room not in {"cli", "ui"} and isinstance(node.func, ast.Name) and called == "print":
            yield node.lineno, "prints, but only the command line does"
        if file.room in PURE and isinstance(node.func, ast.Name) and called == "open":
            yield node.lineno, f"opens a file, but {RULES[file.room][0]}"
        if _logs(node) and not _is_sentence(node):
            yield node.lineno, "puts a line of the log together; a line is one literal, and what changes stands in its gaps"
        if file.room in PURE and called in {"now", "today", "utcnow"}:
            yield node.lineno, f"asks for the time, but {RULES[file.room][0]}"


def _wrong_clocks(file: Source) -> Iterator[tuple[int, str]]:
    """One clock, and one zone: what is shown of a time comes from `juryapp/clock.py`, in windows by way of `board/clocks.py`."""
    if file.path == "juryapp/clock.py":
        return
    for node in file.nodes:
        if not isinstance(node, ast.Call):
            continue
        called, of = _name(node.func), _name(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        if (called in {"now", "today", "utcnow"} and of in {"datetime", "date"}) or called in QT_CLOCKS:
            yield node.lineno, f"asks {of}.{called}, but there is one clock (juryapp/clock.py)"
        if called in {"localtime", "gmtime", "ctime", "strftime"} and of == "time":
            yield node.lineno, f"calls time.{called}, but there is one clock (juryapp/clock.py)"
        if file.room != "ui" or file.path in BEFORE_AN_EVENT:
            continue
        if called in {"local_clock", "clock"}:
            yield node.lineno, "asks the laptop's clock; what a window shows of now is board/clocks.py: ShownClock"
        if called == "local" and len(node.args) < 2:
            yield node.lineno, "shows a moment in the zone of the laptop that wrote it; give the event's"
        if called == "strftime":
            yield node.lineno, "writes an hour itself; that is text.clock_time"


def _logs(call: ast.Call) -> bool:
    """A call of a logger's own methods, by the names that loggers have here."""
    method = call.func
    return (
        isinstance(method, ast.Attribute)
        and method.attr in {"debug", "info", "warning", "error", "exception", "critical"}
        and (_name(method.value) in {"_log", "log", "logger"} or isinstance(method.value, ast.Call))
    )


def _is_sentence(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)


def _wrong_actions(file: Source) -> Iterator[tuple[int, str]]:
    if file.room != "ui" or file.path == "ui/actions.py":
        return
    for node in file.nodes:
        if isinstance(node, ast.Attribute) and KEYS.fullmatch(node.attr) and file.path != "ui/parts/labels.py":
            yield node.lineno, f"names {node.attr}, but a key of a window is declared as an action (ui/actions.py)"
        if isinstance(node, ast.Call) and (_name(node.func) in {"QShortcut", "QAction"} or _is_own_entry(node)):
            yield node.lineno, "makes a shortcut or an entry, but what a window offers is declared as an action (ui/actions.py)"


def _is_own_entry(call: ast.Call) -> bool:
    """An entry of a menu with words of ours, and something to do. What is chosen from a list has the list's words."""
    words = call.args[0] if _name(call.func) == "addAction" and len(call.args) > 1 else None
    return (
        isinstance(words, ast.Call)
        and _name(words.func) in {"_", "plural"}
        and any(isinstance(each, ast.Constant) for each in words.args[:1])
    )


def _wrong_lengths(file: Source) -> Iterator[tuple[int, str]]:
    length = max((node.end_lineno or 0 for node in file.tree.body), default=0)
    if length >= LONGEST_FILE:
        yield 1, f"has {length} lines; what else lives there?"
    for node in file.nodes:
        if isinstance(node, ast.ClassDef) and (node.end_lineno or 0) - node.lineno + 1 >= LONGEST_CLASS:
            yield node.lineno, f"class {node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines; what else lives there?"


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def test_each_room_knows_only_what_it_may() -> None:
    assert [breach for file in sources() for breach in breaches(file)] == []


def test_every_room_has_its_rule() -> None:
    assert {file.room for file in sources()} <= set(RULES)


def test_the_rules_draw_no_circle() -> None:
    settled: set[str] = set()
    while more := {room for room, (_, known) in RULES.items() if room not in settled and known <= settled}:
        settled |= more
    assert settled == set(RULES)


def test_no_files_import_each_other_in_a_circle() -> None:
    assert circle(sources()) == []


@pytest.mark.parametrize(
    "back",
    [
        "from juryapp.desk.juror import JurorDesk",
        "if TYPE_CHECKING:\n    from juryapp.desk.juror import JurorDesk",
        "if TYPE_CHECKING:\n    from juryapp.desk import juror",
        "if TYPE_CHECKING:\n    import juryapp.desk.juror",
        "if TYPE_CHECKING:\n    from .juror import JurorDesk",
        "if TYPE_CHECKING:\n    from . import juror",
        "def later():\n    from juryapp.desk.juror import JurorDesk",
    ],
)
def test_a_circle_is_found_though_it_is_only_for_types_or_inside_a_function(back: str) -> None:
    told = {
        "juryapp/desk/juror.py": "from juryapp.desk.names import with_names\nfrom juryapp.model.juror import Juror",
        "juryapp/desk/names.py": "from juryapp.desk import notes",
        "juryapp/desk/notes.py": back,
        "juryapp/model/juror.py": "import json",
    }
    found = circle(Source(path, ast.parse(code)) for path, code in told.items())
    after = {"juryapp.desk.juror": "juryapp.desk.names", "juryapp.desk.names": "juryapp.desk.notes"}
    assert found[0] == found[-1] and set(found) == {*after, "juryapp.desk.notes"}
    assert all(after.get(one, "juryapp.desk.juror") == following for one, following in pairwise(found))


def test_files_that_go_one_way_are_no_circle() -> None:
    told = {
        "juryapp/desk/__init__.py": "",
        "juryapp/desk/juror.py": "from juryapp.desk.names import with_names\nfrom juryapp.desk import notes",
        "juryapp/desk/names.py": "if TYPE_CHECKING:\n    from juryapp.desk.notes import Note",
        "juryapp/desk/notes.py": "from juryapp.model import juror",
        "juryapp/model/juror.py": "from juryapp.errors import Refused",
    }
    assert circle(Source(path, ast.parse(code)) for path, code in told.items()) == []


def test_every_folder_of_code_is_a_package() -> None:
    assert [path for file in sources() if not (path := (ROOT / file.path).parent / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("juryapp/journal/x.py", "from juryapp.store.connection import connect"),
        ("juryapp/journal/x.py", "def later():\n    from juryapp import store"),
        ("juryapp/journal/x.py", "from ..store import connection"),
        ("juryapp/journal/x.py", "import importlib\nimportlib.import_module('juryapp.desk.juror')"),
        ("juryapp/model/x.py", "if TYPE_CHECKING:\n    import juryapp.tally.exact"),
        ("juryapp/tally/x.py", "from juryapp.store import connection"),
        ("juryapp/signing/x.py", "from juryapp.tally.exact import total"),
        ("juryapp/desk/x.py", "from juryapp.cli import main"),
        ("juryapp/cli/x.py", "import ui.start"),
        ("juryapp/desk/x.py", "from PySide6.QtCore import QObject"),
        ("juryapp/desk/x.py", "from PySide6 import QtCore"),
        ("juryapp/desk/x.py", "import sqlite_utils"),
        ("ui/x.py", "import sqlcipher3.dbapi2"),
        ("juryapp/model/x.py", "from pathlib import Path"),
        ("juryapp/model/x.py", "open('x')"),
        ("juryapp/journal/x.py", "at = datetime.now()"),
        ("juryapp/desk/x.py", "day = date.today()"),
        ("ui/x.py", "at = QDateTime.currentDateTime()"),
        ("ui/x.py", "words = time.strftime('%H.%M')"),
        ("ui/x.py", "at = self.session.laptop.clock()"),
        ("ui/x.py", "at = local(entry.at)"),
        ("ui/x.py", "words = at.strftime('%H.%M')"),
        ("ui/x.py", "from urllib import request"),
        ("juryapp/exchange/x.py", "import socket"),
        ("juryapp/desk/x.py", "rows = db.query('SELECT * FROM score')"),
        ("juryapp/desk/x.py", "rows = db.query(f'select points from {table} where x')"),
        ("juryapp/desk/x.py", "db.execute('pragma user_version')"),
        ("ui/x.py", "db.execute('''\n  INSERT OR IGNORE INTO entry VALUES (?)''')"),
        ("juryapp/tally/x.py", "total = float(points)"),
        ("juryapp/model/x.py", "half = 0.5"),
        ("juryapp/desk/x.py", "print('saved')"),
        ("juryapp/desk/x.py", "_log.info(f'opened {path}')"),
        ("juryapp/desk/x.py", "_log.info('opened ' + name)"),
        ("ui/x.py", "logging.getLogger('juryapp.ui').warning('opened {}'.format(name))"),
        ("juryapp/model/x.py", "import logging"),
        ("ui/x.py", "QShortcut(QKeySequence('F2'), page)"),
        ("ui/x.py", "action = QtGui.QAction(words, page)"),
        ("ui/x.py", "menu.addAction(_('Hand over'), self.hand_over)"),
        ("ui/x.py", "if event.key() == Qt.Key.Key_F1: show()"),
        ("ui/x.py", "if event.modifiers() & Qt.KeyboardModifier.ControlModifier: show()"),
        ("juryapp/desk/x.py", "x = 1\n" * LONGEST_FILE),
        ("juryapp/desk/x.py", "class Everything:\n" + "    x = 1\n" * LONGEST_CLASS),
    ],
)
def test_a_breach_is_noticed(path: str, code: str) -> None:
    assert len(breaches(Source(path, ast.parse(code)))) >= 1


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("juryapp/desk/x.py", "from juryapp.store.connection import connect\nfrom juryapp import text, __version__"),
        ("juryapp/desk/x.py", "from . import juror\nfrom .juror import JurorDesk"),
        ("juryapp/store/x.py", "import sqlite_utils\ndb.query('SELECT * FROM score')"),
        ("juryapp/desk/x.py", "_('Select a candidate from the list.')\n_('Update the event from a workbook.')"),
        ("juryapp/desk/x.py", "'''select x from y'''"),
        ("juryapp/desk/x.py", "_log.info('opened %d bytes', size)"),
        ("juryapp/cli/x.py", "print('saved')"),
        ("ui/x.py", "at = ShownClock.of(event).now()\nsince = local(entry.at, zone)\nday = today(event)"),
        ("juryapp/desk/x.py", "at = desk.event.laptop.clock()"),
        ("ui/x.py", "from PySide6.QtWidgets import QWidget\nfrom juryapp.desk.juror import JurorDesk\nhalf = 0.5"),
        ("ui/x.py", "menu.addAction(_('Theme')).setEnabled(False)\nmenu.addAction(_(THEMES[choice]), choose)"),
        ("ui/actions.py", "menu.addAction(_('Hand over'), act)\nheld = Qt.KeyboardModifier.ControlModifier"),
    ],
)
def test_what_is_allowed_passes(path: str, code: str) -> None:
    assert breaches(Source(path, ast.parse(code))) == []
