"""Memory dumps: pictures of a program's memory, made by the system when it fails or by another program of the same user.

None are to be made, since passphrases, PINs, keys and private notes are in memory while someone works. What a system can't
refuse is told in docs/security.md. Not here: what is dropped when a seat is hidden (`ui/services/forgetting.py`).
"""

from __future__ import annotations

import ctypes
import resource
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4
_NO_HEAP = 1
"""Windows, WER_FAULT_REPORTING_FLAG_NOHEAP: an error report holds nothing of the heap."""
_NO_REPORT = 0x0002
"""Windows, SEM_NOGPFAULTERRORBOX: no error report is made of this program at all."""
_NO_QUESTION = 0x0001
"""Windows, SEM_FAILCRITICALERRORS: a flash disk that was taken out is an error, no dialog of the system's."""


def forbid() -> None:
    """From now on the system keeps nothing of this program's memory. To be called before anything secret is there.

    Never raises: where a system refuses, work goes on. Doing it twice is doing it once.
    """
    with suppress(Exception):
        if sys.platform == "win32":
            _forbid_on_windows()
        else:
            _forbid_cores()
    with suppress(Exception):
        if sys.platform.startswith("linux"):
            _forbid_looking_in()


def _forbid_cores() -> None:
    """No core file, whatever the limit was; what this program starts makes none either."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _forbid_looking_in() -> None:
    """Linux: no core reaches a program that collects them (these ask for no limit), and nobody but root reads our memory."""
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _forbid_on_windows() -> None:
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    kernel.SetErrorMode(kernel.GetErrorMode() | _NO_REPORT | _NO_QUESTION)
    kernel.WerSetFlags(_NO_HEAP)
