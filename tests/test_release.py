"""What is published: the archive for Linux installs and removes itself for one user; the Windows installer's script compiles."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from release.linux_folder import make_linux
from tests.messages import ROOT


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder that looks as if it had been built."""
    folder = tmp_path / "built" / "juryapp"
    (folder / "_internal").mkdir(parents=True)
    (folder / "juryapp").write_text('#!/bin/sh\necho started "$@"\n')
    (folder / "juryapp").chmod(0o755)
    return folder


@pytest.mark.skipif(os.name != "posix", reason="a shell's script")
def test_the_archive_for_linux_installs_and_removes_itself_for_one_user(built: Path, tmp_path: Path) -> None:
    folder, home = make_linux(built, tmp_path), tmp_path / "rumah é"
    data = home / "data"
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_DATA_HOME": str(data)}
    for _again in range(2):
        subprocess.run([folder / "install.sh"], env=surroundings, check=True, capture_output=True)
    entry = configparser.RawConfigParser()
    entry.read(data / "applications" / "juryapp.desktop", encoding="utf-8")
    command = entry["Desktop Entry"]["Exec"]
    assert command == f'"{data}/juryapp-program/juryapp" %f'
    told = subprocess.run([command.split('"')[1], "a.jury"], capture_output=True, check=True, text=True).stdout
    assert told == "started a.jury\n"
    kinds = ElementTree.parse(data / "mime" / "packages" / "juryapp.xml").getroot()
    types = [kind.attrib["type"] for kind in kinds if kind.tag.endswith("mime-type")]
    assert all(kind in entry["Desktop Entry"]["MimeType"] for kind in types) and len(types) == 2
    assert (data / "icons" / "hicolor" / "scalable" / "apps" / "juryapp.svg").is_file()
    (data / "juryapp").mkdir()
    subprocess.run([folder / "install.sh", "--remove"], env=surroundings, check=True, capture_output=True)
    left = [path for path in data.rglob("*juryapp*") if path.parent.name != "mime"]
    assert left == [data / "juryapp"], "this laptop's data stay"


@pytest.mark.skipif(os.name != "posix", reason="a shell's script")
def test_half_an_archive_is_one_sentence(built: Path, tmp_path: Path) -> None:
    folder = make_linux(built, tmp_path)
    shutil.rmtree(folder / "juryapp")
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "h")}
    said = subprocess.run([folder / "install.sh"], env=surroundings, capture_output=True, text=True, check=False)
    assert said.returncode == 1 and said.stderr.count("\n") == 1 and not (tmp_path / "h").exists()


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed")
def test_the_windows_installers_script_compiles_without_a_warning(built: Path, tmp_path: Path) -> None:
    (built / "juryapp.exe").write_bytes(b"start")
    (built / "_internal" / "base.zip").write_bytes(b"modules")
    out = tmp_path / "juryapp-0.0.0-windows-setup.exe"
    script = ROOT / "release" / "windows" / "juryapp.nsi"
    words = ["makensis", "-V2", "-WX", f"-DFOLDER={built}", "-DVERSION=0.0.0", f"-DOUT={out}", str(script)]
    said = subprocess.run(words, check=False, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr
    assert out.read_bytes()[:2] == b"MZ"
