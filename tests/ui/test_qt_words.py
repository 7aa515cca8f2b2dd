"""Qt's own words are said in the language that is spoken: file dialogs, questions, menus of text fields."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QFileDialog, QHeaderView, QLabel, QLineEdit, QToolButton

from juryapp import text
from juryapp.text import _
from ui.qt_words import QtWords, speak_for_qt

_ENGLISH = ("Cancel", "Computer", "Director", "Files of", "Date Modified", "Parent", "Open", "hidden")


@pytest.fixture(autouse=True)
def qt_speaks(qapp: Any) -> Any:
    words = speak_for_qt(qapp)
    yield words
    qapp.removeTranslator(words)


def said_in(dialog: QFileDialog) -> str:
    """Every word that a file dialog shows or speaks."""
    found = [button.text() for button in dialog.findChildren(QAbstractButton)]
    found += [label.text() for label in dialog.findChildren(QLabel)]
    found += [action.text() for action in dialog.findChildren(QAction)]
    found += [part.toolTip() for part in dialog.findChildren(QToolButton)]
    for head in dialog.findChildren(QHeaderView):
        found += [str(head.model().headerData(column, head.orientation())) for column in range(head.count())]
    return " | ".join(found)


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.Directory, QFileDialog.FileMode.ExistingFile])
def test_a_file_dialog_speaks_indonesian(qtbot: Any, mode: QFileDialog.FileMode) -> None:
    text.use("id")
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    said = said_in(dialog)
    assert not [word for word in _ENGLISH if word in said], said
    assert _("This computer") != "This computer"


def test_questions_and_fields_speak_the_language_that_is_spoken(qtbot: Any) -> None:
    for language in ("id", "en"):
        text.use(language)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        field = QLineEdit("x")
        for part in (box, field):
            qtbot.addWidget(part)
        assert [button.text().replace("&", "") for button in box.buttons()] == [_("Cancel")]
        menu = field.createStandardContextMenu()
        assert any(action.text().split("\t")[0] == _("Paste") for action in menu.actions())
    text.use("id")


def test_what_qt_names_and_we_do_not_is_said_as_qt_says_it() -> None:
    words = QtWords()
    assert words.translate("QShortcut", "Space") == "Space"
    assert words.translate("QFileDialog", "Something of a later Qt") == "Something of a later Qt"
    assert "%1" in words.translate("QFileDialog", "%1 already exists.\nDo you want to replace it?")
