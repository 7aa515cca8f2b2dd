"""What holds for every test: no real home, no network, Indonesian first, no secrets from the tester's environment."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import loopback

SECRETS = ("JURYAPP_PASSPHRASE", "JURYAPP_PIN", "JURYAPP_DESK_PIN", "JURYAPP_ROOT_PIN")
HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
NETWORK_EVENTS = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")

_ROOMS_THAT_ARE_MEASURED = {"journal", "exchange", "tally", "signing", "from_paper"}
_DEFERRED_DELETE = 52
"""`QEvent.Type.DeferredDelete`, by its number, so that tests without windows load no Qt."""

_session_home = Path(tempfile.mkdtemp(prefix="juryapp-tests-"))
_numbers = itertools.count(1)


def _refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook, because it also sees what C code connects, and nothing under test can take it away."""
    if event not in NETWORK_EVENTS:
        return
    address = arguments[-1] if event.startswith(("socket.connect", "socket.send")) else arguments[0]
    if loopback.is_own(address):
        return
    local = isinstance(address, (str, bytes)) and not event.startswith("socket.get")
    if not local:
        raise AssertionError(f"a test reached for the network: {event} {address!r}")


def pytest_configure() -> None:
    """Before any test module is imported."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in HOMES:
        os.environ[name] = str(_session_home)
    os.environ["CUPS_SERVER"] = str(_session_home / "no-print-service")  # no test prints on the tester's printer
    sys.addaudithook(_refuse_the_network)
    settings.register_profile("juryapp", deadline=None)  # a busy machine is no failure
    settings.load_profile("juryapp")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`measured` are the tests of the rooms whose lines are counted, but for those that only try more of the same."""
    for item in items:
        if item.path.parent.name in _ROOMS_THAT_ARE_MEASURED and not item.get_closest_marker("thorough"):
            item.add_marker("measured")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Each test is a laptop of its own, fresh from the shop."""
    from juryapp import text

    os.environ["JURYAPP_HOME"] = str(_session_home / f"laptop-{next(_numbers)}")
    for name in (*SECRETS, "LANGUAGE"):
        os.environ.pop(name, None)
    os.environ["LC_ALL"] = "C.UTF-8"  # a system that speaks neither of our languages
    text.use("id")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """No window outlives its test: it would go on listening, with its event closed under it.

    One that refused to close, since something stood unsaved, still has its runner: while that works, Python's collector rests.
    """
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if application:
        for window in application.topLevelWidgets():
            runner = getattr(window, "runner", None)
            if runner:
                runner.close()
            window.deleteLater()
        application.sendPostedEvents(None, _DEFERRED_DELETE)


def pytest_unconfigure() -> None:
    """Leaves nothing behind."""
    shutil.rmtree(_session_home, ignore_errors=True)
