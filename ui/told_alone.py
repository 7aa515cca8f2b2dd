"""Told alone: what keeps the window from opening, in a small window of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMessageBox

from ui.preflight import obstacle


def tell_alone(sentences: list[str]) -> None:
    """Shows them until they are closed; nothing where this machine can't paint a window."""
    if obstacle():
        return
    app = QApplication.instance() or QApplication(["juryapp"])
    box = QMessageBox(QMessageBox.Icon.Warning, "Juryapp", "\n".join(sentences))
    box.exec()
    del app
