"""Qt's own words: what its file dialog, its questions and the menus of text fields say. Qt has no catalogue in Indonesian.

Asked for each time such a thing is made, so that it speaks the language that is spoken then.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from juryapp.text import _, mark

_KEYS = "QShortcut"
"""The context of the names of keys; they are the keyboard's."""
WORDS = {
    "OK": mark("OK"),
    "Cancel": mark("Cancel"),
    "Open": mark("Open"),
    "Save": mark("Save"),
    "Choose": mark("Choose"),
    "Yes": mark("Yes"),
    "No": mark("No"),
    "Close": mark("Close"),
    "Discard": mark("Discard"),
    "Retry": mark("Retry"),
    "Undo": mark("Undo"),
    "Redo": mark("Redo"),
    "Cut": mark("Cut"),
    "Copy": mark("Copy"),
    "Paste": mark("Paste"),
    "Delete": mark("Delete"),
    "Select All": mark("Select all"),
    "Look in:": mark("Look in:"),
    "Back": mark("Back"),
    "Go back": mark("Go back"),
    "Forward": mark("Forward"),
    "Go forward": mark("Go forward"),
    "Parent Directory": mark("The folder above"),
    "Go to the parent directory": mark("Go to the folder above"),
    "Create New Folder": mark("New folder"),
    "Create a New Folder": mark("Make a new folder"),
    "New Folder": mark("New folder"),
    "List View": mark("As a list"),
    "Change to list view mode": mark("Show the files as a list"),
    "Detail View": mark("With details"),
    "Change to detail view mode": mark("Show size and date of each file"),
    "Sidebar": mark("Folders that are often used"),
    "List of places and bookmarks": mark("Folders that are often used"),
    "Files": mark("Files"),
    "Files of type:": mark("Kind:"),
    "File name:": mark("File name:"),
    "Directory:": mark("Folder:"),
    "Directories": mark("Folders"),
    "All Files (*)": mark("All files (*)"),
    "Rename": mark("Rename"),
    "Show hidden files": mark("Show hidden files"),
    "Show ": mark("Show"),
    "Computer": mark("This computer"),
    "Drive": mark("Drive"),
    "Folder": mark("Folder"),
    "Name": mark("Name"),
    "Size": mark("Size"),
    "Type": mark("Kind"),
    "Date Modified": mark("Changed"),
    "%1 already exists.\nDo you want to replace it?": mark("{file} is there already. Replace it?"),
    "%1\nFile not found.\nPlease verify the correct file name was given.": mark("{file} was not found. Look at its name."),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": mark(
        "The folder {file} was not found. Look at its name."
    ),
    "Are you sure you want to delete '%1'?": mark("Delete {file} for good?"),
    "'%1' is write protected.\nDo you want to delete it anyway?": mark("{file} is write-protected. Delete it all the same?"),
    "Could not delete directory.": mark("The folder could not be deleted."),
}
"""What Qt says in English, without the letters that it underlines -> our message. `{file}` is what Qt puts in for `%1`."""


class QtWords(QTranslator):
    """Says Qt's own words in the language that is spoken."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Our words for Qt's; Qt's own where we have none."""
        message = None if context == _KEYS else WORDS.get(source.replace("&", ""))
        return _(message, file="%1") if message else source


def speak_for_qt(app: QCoreApplication) -> QtWords:
    """From now on Qt says its own words in our language; whoever calls keeps what is returned, or Qt forgets it."""
    words = QtWords(app)
    app.installTranslator(words)
    return words
