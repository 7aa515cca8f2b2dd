"""Asking for files and folders: the system's own dialog, or Qt's where the system has none, which then speaks our language.

Qt would keep the folders that were visited in a file of its own (QtProject.conf, or the registry), for every program of this
user to read: `keep_no_folders` and `_forgotten` see that it doesn't. What the system's own dialog keeps isn't ours to say.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from juryapp.text import _
from ui.disk import soon

_last: list[Path] = []
"""The folder of the last choice, for as long as the program runs."""
_KEPT = ("FileDialog/history", "FileDialog/lastVisited", "FileDialog/shortcuts")


def keep_no_folders() -> None:
    """Qt's own settings are written nowhere from now on, where they are files (not in Windows' registry, nor on macOS)."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder that is there."""
    dialog = _dialog(parent, title, QFileDialog.FileMode.Directory, _("Choose"))
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_chosen(dialog)), None)


def ask_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """A file that is there; `kinds` as Qt writes filters, `Workbooks (*.xlsx *.ods)`."""
    dialog = _dialog(parent, title, QFileDialog.FileMode.ExistingFile, _("Open"))
    dialog.setNameFilter(kinds)
    return next(iter(_chosen(dialog)), None)


def ask_files(parent: QWidget, title: str, kinds: str) -> list[Path]:
    """Files that are there; empty if it was called off."""
    dialog = _dialog(parent, title, QFileDialog.FileMode.ExistingFiles, _("Open"))
    dialog.setNameFilter(kinds)
    return _chosen(dialog)


def ask_name(parent: QWidget, title: str, proposed: str, kinds: str) -> Path | None:
    """Where a new file is to be written; asks before one that is there is replaced."""
    dialog = _dialog(parent, title, QFileDialog.FileMode.AnyFile, _("Save"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kinds)
    folder = Path(proposed).parent
    if folder.is_absolute():
        dialog.setDirectory(str(_beginning([folder])))
    dialog.selectFile(Path(proposed).name)
    dialog.setDefaultSuffix(Path(proposed).suffix.removeprefix("."))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Save"))
    return next(iter(_chosen(dialog)), None)


def _dialog(parent: QWidget, title: str, mode: QFileDialog.FileMode, accept: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(_beginning(_last)))
    dialog.setFileMode(mode)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    label = QFileDialog.DialogLabel
    for which, words in (
        (label.LookIn, _("Look in:")),
        (label.FileName, _("Folder:") if mode is QFileDialog.FileMode.Directory else _("File name:")),
        (label.FileType, _("Kind:")),
        (label.Accept, accept),
        (label.Reject, _("Cancel")),
    ):
        dialog.setLabelText(which, words)
    return dialog


def _chosen(dialog: QFileDialog) -> list[Path]:
    with _forgotten():
        try:
            chosen = [Path(name) for name in dialog.selectedFiles()] if dialog.exec() else []
            _last[:] = [Path(dialog.directory().absolutePath())] if chosen else _last
            return chosen
        finally:
            shiboken6.delete(dialog)


def _beginning(wanted: list[Path]) -> Path:
    """Where a dialog begins: there if that disk answers at once, else at home, so that opening it waits for nothing."""
    for folder in wanted:
        if soon(folder.is_dir, otherwise=False):
            return folder
    return Path.home()


@contextmanager
def _forgotten() -> Iterator[None]:
    """What Qt notes when a dialog comes to its end is put back as it was, other programs' folders included."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    before = {name: settings.value(name) for name in _KEPT}
    try:
        yield
    finally:
        for name, value in before.items():
            settings.remove(name) if value is None else settings.setValue(name, value)
        settings.sync()
