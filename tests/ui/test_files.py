"""Asking for files and folders: what is chosen comes back, and Qt's own dialog speaks our language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from juryapp.text import _
from ui.parts.files import ask_file, ask_files, ask_folder, ask_name


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def meanwhile(do: Callable[[QFileDialog], None]) -> None:
    """Does something with the dialog as soon as it is open."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        do(dialog)

    QTimer.singleShot(0, act)


def type_name(name: str) -> Callable[[QFileDialog], None]:
    def act(dialog: QFileDialog) -> None:
        dialog.findChild(QLineEdit).setText(name)
        dialog.accept()

    return act


def test_a_folder_is_chosen(parent: QWidget, tmp_path: Path) -> None:
    meanwhile(type_name(str(tmp_path)))
    assert ask_folder(parent, "Folder?") == tmp_path


def test_calling_it_off_chooses_nothing(parent: QWidget, tmp_path: Path) -> None:
    meanwhile(QDialog.reject)
    assert ask_folder(parent, "Folder?") is None
    meanwhile(QDialog.reject)
    assert ask_files(parent, "Berkas?", "Berkas Juryapp (*.jury)") == []


def test_files_are_chosen(parent: QWidget, tmp_path: Path) -> None:
    for name in ("a.jury", "b.jury"):
        (tmp_path / name).write_bytes(b"")
    meanwhile(type_name(f'"{tmp_path / "a.jury"}" "{tmp_path / "b.jury"}"'))
    assert ask_files(parent, "Berkas?", "Berkas Juryapp (*.jury)") == [tmp_path / "a.jury", tmp_path / "b.jury"]
    meanwhile(type_name(str(tmp_path / "a.jury")))
    assert ask_file(parent, "Berkas?", "Berkas Juryapp (*.jury)") == tmp_path / "a.jury"


def test_a_new_name_gets_the_proposed_ending(parent: QWidget, tmp_path: Path) -> None:
    meanwhile(type_name(str(tmp_path / "salinan")))
    assert ask_name(parent, "Simpan?", str(tmp_path / "lembar.pdf"), "PDF (*.pdf)") == tmp_path / "salinan.pdf"


def test_the_proposed_name_stands_in_the_dialog(parent: QWidget, tmp_path: Path) -> None:
    meanwhile(QDialog.accept)
    assert ask_name(parent, "Simpan?", str(tmp_path / "lembar.pdf"), "PDF (*.pdf)") == tmp_path / "lembar.pdf"


def test_the_dialog_speaks_indonesian(parent: QWidget) -> None:
    told: list[str] = []

    def read(dialog: QFileDialog) -> None:
        told.extend(part.text() for kind in (QLabel, QPushButton) for part in dialog.findChildren(kind) if part.isVisible())
        dialog.reject()

    meanwhile(read)
    ask_file(parent, "Berkas?", "Berkas Juryapp (*.jury)")
    assert set(map(_, ("Look in:", "File name:", "Kind:", "Open", "Cancel"))) <= set(told)
    meanwhile(read)
    ask_folder(parent, "Folder?")
    assert set(map(_, ("Folder:", "Choose"))) <= set(told)
