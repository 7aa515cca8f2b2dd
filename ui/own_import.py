"""Python's own way to import, put back after PySide6 replaced it.

Once QtCore is loaded, PySide6 puts a function of its own in the place of `builtins.__import__`, so that a module may ask for
snake_case names with `from __feature__ import snake_case`; nothing here does. At every import statement it looks at what came
in, and of each new module it reads the whole source in search of the word PySide6: a tenth of the time to the first window, a
fifth of loading what signs. It also takes itself away and puts itself back around each of these looks, for all threads.

Where it keeps the former function is documented (Qt for Python, "The __feature__ import": `__orig_import__`), and done in
`post_init` of PySide6's module shibokensupport.signature.loader and `feature_import` of libshiboken/signature; 6.9, 6.10 and
6.11 alike. The former function is PySide6's as well, stays, and costs nothing: it completes `from PySide6.QtCore import *`.
"""

from __future__ import annotations

import builtins


def restore() -> None:
    """Loads QtCore and puts the former function back; from then on an import is only an import.

    Where PySide6 has no such function, or something else has replaced it since, nothing is touched.
    """
    import PySide6.QtCore  # noqa: F401  # it is what replaces the function, once in a run

    former = getattr(builtins, "__orig_import__", None)
    if former is not None and builtins.__import__ is getattr(builtins, "__feature_import__", None):
        builtins.__import__ = former
