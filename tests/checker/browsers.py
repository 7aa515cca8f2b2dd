"""Browsers for tests: a real Chromium or Firefox without a screen, driven by what each of them understands by itself.

Chromium over a pipe (Chrome DevTools Protocol), Firefox over a socket (Marionette): no driver has to be installed.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

_LONGEST = 280.0
"""Seconds that a browser may take for one answer."""


class Browser(Protocol):
    """A page in a browser."""

    def open(self, page: Path) -> None:
        """Shows a file."""

    def put(self, name: str, files: Sequence[Path]) -> None:
        """Puts files into the field of this id, as a person chooses them."""

    def evaluate(self, script: str) -> Any:
        """What a JavaScript expression gives; it may ask `checkerPage`, the page's own object."""

    def close(self) -> None:
        """Ends it."""


def chromium_path() -> str | None:
    """Where Chromium is, if it is installed."""
    return next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


def firefox_path() -> str | None:
    """Where Firefox is, if it is installed."""
    return next((found for name in ("firefox-esr", "firefox") if (found := shutil.which(name))), None)


class Chromium:
    """Chromium over a pipe."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="chromium-")
        self._number, self._session = 0, ""
        (theirs_in, self._out), (self._in, theirs_out) = os.pipe(), os.pipe()
        # the browser reads from 3 and writes to 4, whatever these were here
        words = [
            *(str(chromium_path()), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
            *("--hide-scrollbars", "--remote-debugging-pipe", f"--user-data-dir={self._folder}", "about:blank"),
        ]
        line = f'exec 3<&{theirs_in} 4>&{theirs_out}; exec "$@"'
        self._process = subprocess.Popen(
            ["bash", "-c", line, "chromium", *words],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": self._folder},
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._left = b""
        (target,) = [one for one in self.call("Target.getTargets")["targetInfos"] if one["type"] == "page"][:1]
        self._session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        self.call("Page.enable")
        self.call("DOM.enable")

    def call(self, method: str, **given: Any) -> dict[str, Any]:
        """One command of the protocol and its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": given}
        if self._session:
            message["sessionId"] = self._session
        _write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            told = json.loads(self._read())
            if told.get("id") == self._number:
                if "error" in told:
                    raise RuntimeError(f"{method}: {told['error']}")
                return dict(told["result"])

    def _read(self) -> bytes:
        while b"\0" not in self._left:
            more = os.read(self._in, 1 << 20)
            if not more:
                raise RuntimeError("Chromium ended.")
            self._left += more
        first, _end, self._left = self._left.partition(b"\0")
        return first

    def open(self, page: Path) -> None:
        """Shows a file."""
        self.call("Page.navigate", url=page.resolve().as_uri())
        _wait_for(lambda: self.evaluate("document.readyState === 'complete' && location.href !== 'about:blank'"))

    def put(self, name: str, files: Sequence[Path]) -> None:
        """Puts files into the field of this id."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        field = self.call("DOM.querySelector", nodeId=root, selector=f"#{name}")["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=field, files=[str(one.resolve()) for one in files])

    def evaluate(self, script: str) -> Any:
        """What an expression gives."""
        told = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in told:
            raise RuntimeError(json.dumps(told["exceptionDetails"])[:2_000])
        return told["result"].get("value")

    def picture(self, path: Path, width: int, height: int, *, dark: bool = False, phone: bool = False) -> None:
        """Stores a picture of the whole page at this width."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        told = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(told["data"]))

    def close(self) -> None:
        """Ends it and deletes its folder."""
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self._folder, ignore_errors=True)


class Firefox:
    """Firefox over a socket."""

    def __init__(self) -> None:
        self._folder, self._number, self._left = tempfile.mkdtemp(prefix="firefox-"), 0, b""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        quiet = {
            "marionette.port": port,
            "app.update.enabled": False,
            "browser.shell.checkDefaultBrowser": False,
            "datareporting.policy.dataSubmissionEnabled": False,
            "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False,
            "services.settings.server": "data:,",
            "toolkit.telemetry.enabled": False,
        }
        lines = (f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in quiet.items())
        (Path(self._folder) / "user.js").write_text("".join(lines), encoding="utf-8")
        self._process = subprocess.Popen(
            [str(firefox_path()), "--headless", "--marionette", "--no-remote", "--profile", self._folder],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": self._folder, "MOZ_HEADLESS": "1"},
        )
        self._socket = _connected(port)
        self._socket.settimeout(_LONGEST)
        self._packet()
        self.call("WebDriver:NewSession", capabilities={"alwaysMatch": {}})
        self.call("WebDriver:SetTimeouts", script=int(_LONGEST * 1000))

    def call(self, method: str, **given: Any) -> Any:
        """One command of the protocol and its answer."""
        self._number += 1
        message = json.dumps([0, self._number, method, given]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _kind, _number, error, result = self._packet()
        if error:
            raise RuntimeError(f"{method}: {error}")
        return result.get("value", result) if isinstance(result, dict) else result

    def _packet(self) -> Any:
        while b":" not in self._left:
            self._left += self._more()
        size, _colon, self._left = self._left.partition(b":")
        while len(self._left) < int(size):
            self._left += self._more()
        packet, self._left = self._left[: int(size)], self._left[int(size) :]
        return json.loads(packet)

    def _more(self) -> bytes:
        more = self._socket.recv(1 << 20)
        if not more:
            raise RuntimeError("Firefox ended.")
        return more

    def open(self, page: Path) -> None:
        """Shows a file."""
        self.call("WebDriver:Navigate", url=page.resolve().as_uri())

    def put(self, name: str, files: Sequence[Path]) -> None:
        """Puts files into the field of this id."""
        self.evaluate(f"document.getElementById('{name}').hidden = false")
        (field,) = self.call("WebDriver:FindElement", using="css selector", value=f"#{name}").values()
        self.call("WebDriver:ElementSendKeys", id=field, text="\n".join(str(one.resolve()) for one in files))

    def evaluate(self, script: str) -> Any:
        """What an expression gives."""
        return self.call("WebDriver:ExecuteScript", script=f"return ({script});", args=[])

    def close(self) -> None:
        """Ends it and deletes its folder."""
        self._socket.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def _write(out: int, content: bytes) -> None:
    while content:
        content = content[os.write(out, content) :]


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + 60
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 5)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _wait_for(asked: Any) -> None:
    until = time.monotonic() + _LONGEST
    while not asked():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.05)


def checked(browser: Browser, page: Path, files: Sequence[Path]) -> list[dict[str, Any]]:
    """What the page says of these files, in the order in which it found them; the page is opened anew."""
    browser.open(page)
    browser.put("files", files)
    _wait_for(lambda: browser.evaluate(f"checkerPage.found.length === {len(files)} && checkerPage.running === 0"))
    told = "JSON.stringify(checkerPage.found.map(({name, kind, state, faults, notes}) => ({name, kind, state, faults, notes})))"
    return list(json.loads(browser.evaluate(told)))
