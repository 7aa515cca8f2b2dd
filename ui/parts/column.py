"""The column of a page that scrolls, with the margins that every page of the secretary's has."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.scroll_page import ScrollPage


def column_in(page: ScrollPage) -> QVBoxLayout:
    """An empty column, as wide as the page."""
    inner = QWidget()
    rows = QVBoxLayout(inner)
    rows.setContentsMargins(26, 18, 26, 24)
    rows.setSpacing(12)
    page.setWidget(inner)
    return rows
