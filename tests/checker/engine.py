"""Engine: runs the checker page's own scripts on this machine: by Node.js if it is installed, else in Chromium."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from juryapp.verification.checker_page import core
from tests.checker.browsers import Chromium, chromium_path

WITHOUT = "neither Node.js nor Chromium is installed (Debian: apt-get install chromium)"


def available() -> bool:
    """True if there is anything that runs JavaScript."""
    return bool(shutil.which("node") or chromium_path())


def run(script: str, given: Any, folder: Path) -> Any:
    """What `script` gives: an expression over `sent` (what is given) and all that the checker's scripts define, awaited."""
    whole = f"(async () => {{ {core()}\nconst sent = {json.dumps(given)};\nreturn JSON.stringify(await ({script})); }})()"
    if node := shutil.which("node"):
        path = folder / "run.js"
        path.write_text(f"{whole}.then((told) => process.stdout.write(told));", encoding="utf-8")
        done = subprocess.run([node, str(path)], capture_output=True, text=True, timeout=600, check=False)
        assert done.returncode == 0, done.stderr[-2_000:]
        return json.loads(done.stdout)
    browser = Chromium()
    try:
        return json.loads(browser.evaluate(whole))
    finally:
        browser.close()
