"""What a window manager does, on an X screen without one: closes windows as the cross in their corner does, by a
WM_DELETE_WINDOW message (ICCCM 4.2.8.1), and gives one the keyboard.
"""

from __future__ import annotations

from ctypes import CDLL, CFUNCTYPE, POINTER, Structure, Union, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p

_CLIENT_MESSAGE, _TO_PARENT = 33, 2


class _Message(Structure):
    """`XClientMessageEvent` of Xlib.h."""

    _fields_ = [
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("message_type", c_ulong),
        ("format", c_int),
        ("data", c_long * 5),
    ]


class _Event(Union):
    """`XEvent` of Xlib.h, as large as it is there."""

    _fields_ = [("message", _Message), ("pad", c_long * 24)]


def _opened(display: str) -> tuple[CDLL, int]:
    x11 = CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = c_void_p
    x11.XInternAtom.restype = x11.XDefaultRootWindow.restype = c_ulong
    x11.XInternAtom.argtypes = [c_void_p, c_char_p, c_int]
    x11.XSync.argtypes = [c_void_p, c_int]
    x11.XDefaultRootWindow.argtypes = x11.XCloseDisplay.argtypes = [c_void_p]
    return x11, x11.XOpenDisplay(display.encode())


def close_windows(display: str) -> int:
    """Asks each window of this screen that can be asked to close; returns how many there were."""
    x11, opened = _opened(display)
    protocols, delete = (x11.XInternAtom(opened, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    asked = 0
    for window in _windows(x11, opened):
        if delete in _protocols(x11, opened, window):
            event = _Event(message=_Message(_CLIENT_MESSAGE, 0, 1, opened, window, protocols, 32, (c_long * 5)(delete)))
            x11.XSendEvent(c_void_p(opened), c_ulong(window), 0, c_long(0), byref(event))
            asked += 1
    x11.XSync(opened, 0)
    x11.XCloseDisplay(opened)
    return asked


def give_keyboard(display: str) -> None:
    """Gives the keyboard to the windows of this screen; the last one that is shown has it."""
    x11, opened = _opened(display)
    ignore = CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda _display, _error: 0)
    x11.XSetErrorHandler(ignore)  # else a window that isn't shown yet would end this program
    delete = x11.XInternAtom(opened, b"WM_DELETE_WINDOW", 0)
    for window in _windows(x11, opened):
        if delete in _protocols(x11, opened, window):
            x11.XSetInputFocus(c_void_p(opened), c_ulong(window), _TO_PARENT, c_ulong(0))
    x11.XSync(opened, 0)
    x11.XSetErrorHandler(None)
    x11.XCloseDisplay(opened)


def _windows(x11: CDLL, opened: int) -> list[int]:
    root, parent, found, count = c_ulong(), c_ulong(), POINTER(c_ulong)(), c_uint()
    above = c_ulong(x11.XDefaultRootWindow(opened))
    x11.XQueryTree(c_void_p(opened), above, byref(root), byref(parent), byref(found), byref(count))
    return [found[place] for place in range(count.value)]


def _protocols(x11: CDLL, opened: int, window: int) -> list[int]:
    found, count = POINTER(c_ulong)(), c_int()
    if not x11.XGetWMProtocols(c_void_p(opened), c_ulong(window), byref(found), byref(count)):
        return []
    return [found[place] for place in range(count.value)]
