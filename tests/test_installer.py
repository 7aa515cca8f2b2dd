"""Setting up `.venv`: what is kept, what is made anew, and one sentence for each thing that goes wrong."""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import install
from installer import pip, setup
from installer.alone import alone
from installer.venv import DEVELOP_LOCK, INSTALL_LOCK, PROJECT, RUN_LOCK, UNFINISHED, Venv, VenvError, begin, finish, said
from tests.messages import ROOT

UNREACHED = """WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by\
 'NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7fc55139e890>: Failed to establish a new connection:\
 [Errno -3] Temporary failure in name resolution')': /simple/pip/
ERROR: Could not find a version that satisfies the requirement pip==26.3 (from versions: none)
ERROR: No matching distribution found for pip==26.3
"""
SWAPPED = """ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, \
please update the hashes. Otherwise, examine the package contents carefully; someone may have tampered with them.
    pikepdf[pdfa]==10.17.0 from https://files.example.org/pikepdf.whl (from -r requirements.lock (line 3)):
        Expected sha256 00000b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13
             Got        f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13
"""
FULL = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"
ABSENT = """ERROR: Could not find a version that satisfies the requirement pikepdf[pdfa]==10.17.0 (from versions: 9.0.0)
ERROR: No matching distribution found for pikepdf[pdfa]==10.17.0
"""
UNTRUSTED = """WARNING: Retrying (Retry(total=0)) after connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: \
CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate is not yet valid (_ssl.c:1006)'))': /simple/pip/
ERROR: No matching distribution found for pip==26.3
"""


@pytest.mark.parametrize(
    ("output", "beginning", "shown"),
    [
        (UNREACHED, "The package index can't be reached", 0),
        (SWAPPED, "pikepdf was refused", 0),
        (UNREACHED.splitlines()[0] + "\n" + SWAPPED, "pikepdf was refused", 0),
        (UNREACHED.splitlines()[0] + "\n" + FULL, "The disk is full", 0),
        (UNTRUSTED, "The package index's certificate isn't trusted", 0),
        (ABSENT, "The package index has no pikepdf[pdfa]==10.17.0", 2),
        ("line\n" * 50 + "error: subprocess-exited-with-error\n", "pip couldn't install", pip.LAST_LINES),
        ("", "pip couldn't install", 0),
    ],
)
def test_a_failure_of_pip_is_one_sentence(output: str, beginning: str, shown: int) -> None:
    failure = pip.explained(output)
    assert str(failure).startswith(beginning)
    assert "\n" not in str(failure)
    assert len(failure.lines) == shown


def test_the_users_mirror_counts_but_not_what_installs_elsewhere() -> None:
    outside = {"PIP_INDEX_URL": "mirror", "PIP_CERT": "own.pem", "PIP_TARGET": "/elsewhere", "PIP_USER": "1", "PYTHONPATH": "/x"}
    inside = pip.environment(outside)
    assert inside["PIP_INDEX_URL"] == "mirror"
    assert inside["PIP_CERT"] == "own.pem"
    assert inside["PIP_USER"] == "0"
    assert not inside.keys() & {"PIP_TARGET", "PYTHONPATH"}


def test_a_configuration_file_that_installs_for_the_user_is_overruled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pip.conf").write_text("[global]\nuser = true\nrequire-virtualenv = true\n[install]\nrequire-hashes = true\n")
    for variable, value in {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": str(tmp_path / "pip.conf")}.items():
        monkeypatch.setenv(variable, value)
    pip.install(Path(sys.executable), "pip")
    assert [file.name for file in tmp_path.iterdir()] == ["pip.conf"]


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    assert install.main([]) == "Juryapp needs Python 3.11 or newer, and this is 3.10."


def test_any_python_can_read_the_front_door() -> None:
    """Nothing in it that Python 2.7 or 3.4 would call a syntax error."""
    source = (ROOT / "install.py").read_text(encoding="ascii")
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Match, ast.Nonlocal, ast.YieldFrom)
    nodes = list(ast.walk(ast.parse(source)))
    assert [node for node in nodes if isinstance(node, newer)] == []
    assert [node for node in nodes if isinstance(node, ast.arg) and node.annotation] == []
    assert [node for node in nodes if isinstance(node, ast.FunctionDef) and (node.returns or node.args.kwonlyargs)] == []


def test_an_unknown_word_is_refused() -> None:
    assert setup.main(["--everything"]) == setup.USAGE


def test_a_python_without_its_venv_module_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(VenvError, match="install its venv module"):
        Venv(tmp_path).make()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("failure", "beginning"),
    [
        (OSError(28, "No space left on device"), "The disk is full"),
        (PermissionError(13, "Permission denied", ".venv"), ".venv can't be changed (Permission denied)"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(failure: OSError, beginning: str) -> None:
    assert setup.in_words(failure).startswith(beginning)


# ---- What a virtual environment is taken for


@pytest.fixture
def bare(tmp_path: Path) -> Venv:
    """Made for this folder by Python's own module, without pip because that is slow."""
    venv = Venv(tmp_path / "tree é")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv.folder], check=True)
    return venv


def test_one_that_was_made_here_counts(bare: Venv) -> None:
    assert bare.version() == f"{sys.version_info[0]}.{sys.version_info[1]}"


def test_one_that_was_copied_or_moved_does_not(bare: Venv, tmp_path: Path) -> None:
    shutil.copytree(bare.root, tmp_path / "copy", symlinks=True)
    assert Venv(tmp_path / "copy").version() is None
    bare.root.rename(tmp_path / "moved")
    assert Venv(tmp_path / "moved").version() is None


def test_one_whose_python_is_gone_does_not(bare: Venv) -> None:
    for python in bare.python.parent.glob("python*"):
        python.unlink()
    assert bare.version() is None


def test_what_is_no_environment_does_not(tmp_path: Path) -> None:
    assert Venv(tmp_path).version() is None
    (tmp_path / ".venv").mkdir()
    assert Venv(tmp_path).version() is None


def test_a_stamp_says_unfinished_until_it_is_finished(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    assert said(stamp) is None
    begin(stamp)
    assert said(stamp) == UNFINISHED
    finish(stamp, "all of it\n")
    assert said(stamp) == "all of it\n"
    assert [file.name for file in tmp_path.iterdir()] == ["stamp"]


def test_one_that_works_waits_for_its_successor(bare: Venv) -> None:
    bare.put_aside()
    assert bare.version() is None
    bare.folder.mkdir()
    assert bare.put_back()
    assert bare.version()
    assert not bare.put_back()


def test_the_same_lock_with_other_line_ends_is_the_same(tmp_path: Path) -> None:
    (tmp_path / DEVELOP_LOCK).write_bytes(b"a==1\nb==2\n")
    stamp = Venv(tmp_path).develop_stamp()
    (tmp_path / DEVELOP_LOCK).write_bytes(b"a==1\r\nb==2\r\n")
    assert Venv(tmp_path).develop_stamp() == stamp


# ---- A whole story, with pip and without an index: wheels made here, a program that installs itself

WHEEL = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
METADATA = "Metadata-Version: 2.1\nName: {name}\nVersion: 1\n"
BACKEND = f"""
import zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(folder + "/program-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("program-1.dist-info/METADATA", {METADATA.format(name="program")!r})
        wheel.writestr("program-1.dist-info/WHEEL", {WHEEL!r})
        wheel.writestr("program-1.dist-info/RECORD", "")
    return "program-1-py3-none-any.whl"
"""


def put_wheel(folder: Path, name: str) -> str:
    """Makes a wheel of a module that says its name, and returns the line of a lock."""
    path = folder / f"{name}-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}.py", f"NAME = {name!r}\n")
        wheel.writestr(f"{name}-1.dist-info/METADATA", METADATA.format(name=name))
        wheel.writestr(f"{name}-1.dist-info/WHEEL", WHEEL)
        wheel.writestr(f"{name}-1.dist-info/RECORD", "")
    return f"{name}==1 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Venv:
    """A source folder of the same form, whose locks name wheels in a folder; no index is asked."""
    wheels, root = tmp_path / "wheels", tmp_path / "tree"
    wheels.mkdir()
    root.mkdir()
    for variable, value in {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_CONFIG_FILE": os.devnull}.items():
        monkeypatch.setenv(variable, value)
    for lock, name in ((INSTALL_LOCK, "backend_of_builds"), (RUN_LOCK, "first"), (DEVELOP_LOCK, "tool")):
        (root / lock).write_text(put_wheel(wheels, name))
    (root / PROJECT).write_text('[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n')
    (root / "backend.py").write_text(BACKEND)
    return Venv(root)


def holds(venv: Venv, module: str) -> bool:
    return subprocess.run([venv.python, "-c", f"import {module}"], capture_output=True).returncode == 0


def test_a_set_up_from_an_interrupted_one_to_a_changed_lock(
    tree: Venv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tree.folder.mkdir()
    (tree.folder / "half").write_text("a file")
    begin(tree.installed)
    assert setup.set_up(tree, developing=False)
    assert not (tree.folder / "half").exists(), "what was interrupted is made anew"
    assert holds(tree, "first")
    assert not holds(tree, "tool")
    assert not setup.set_up(tree, developing=False), "the second time there is nothing to do"

    assert setup.set_up(tree, developing=True)
    assert holds(tree, "tool")
    assert not setup.set_up(tree, developing=True)

    (tree.root / RUN_LOCK).write_text(put_wheel(tmp_path / "wheels", "second"))
    with monkeypatch.context() as without, pytest.raises(VenvError):
        without.setitem(sys.modules, "ensurepip", None)
        setup.set_up(tree, developing=False)
    assert holds(tree, "first"), "what works is put back"
    assert "The former .venv was put back." in capsys.readouterr().err

    assert setup.set_up(tree, developing=False)
    assert holds(tree, "second")
    assert not holds(tree, "first"), "nothing of the former lock stays"
    assert not tree.former.exists()


def test_a_package_that_is_not_to_be_had_is_named(bare: Venv, tree: Venv) -> None:
    """With this Python's pip: an environment without one fails before the index is asked."""
    (tree.root / RUN_LOCK).write_text("gone==1 --hash=sha256:" + "0" * 64)
    with pytest.raises(pip.PipError, match="no gone==1"):
        pip.install(Path(sys.executable), "--dry-run", "--require-hashes", "-r", str(tree.root / RUN_LOCK))
    with pytest.raises(pip.PipError, match="couldn't install"):
        setup.install_lock(bare, RUN_LOCK)


@pytest.mark.parametrize(("told", "written"), [("1", True), ("", False)])
def test_where_python_writes_no_byte_code_the_packages_are_compiled_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, written: bool
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", told)
    venv = Venv(tmp_path)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv.folder)], check=True)
    (packages,) = venv.folder.rglob("site-packages")
    (packages / "a_package.py").write_text("value = 1\n")
    (packages / "a_template.py").write_text("{% for %}\n")
    setup.compile_packages(venv)
    assert bool(list(packages.rglob("a_package.*.pyc"))) is written


def test_a_hole_in_it_is_seen(bare: Venv) -> None:
    (packages,) = bare.folder.rglob("site-packages")
    package, record = packages / "click", packages / "click-8.3.0.dist-info" / "RECORD"
    for folder in (package, record.parent):
        folder.mkdir()
    (package / "core.py").touch()
    record.write_text("../../../bin/flask,,\nclick/core.py,sha256=x,1\nclick-8.3.0.dist-info/METADATA,,\n")
    assert not bare.has_holes()
    shutil.rmtree(package)
    assert bare.has_holes()


def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    lock = tmp_path / ".venv-lock"
    program = (
        f"from pathlib import Path\nfrom installer.alone import alone\nwith alone(Path({str(lock)!r})): print('mine', flush=True)"
    )
    with alone(lock):
        second = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
        assert second.stdout and second.stdout.readline().startswith("Another set-up is at work")
        assert second.poll() is None
    assert second.communicate(timeout=30)[0] == "mine\n"
