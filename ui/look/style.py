"""The one style sheet and the palette, made from the named colours. What a style sheet can't do is painted by its widget."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from ui.look.colours import Colours

_SHEET = """
QWidget { color: %(ink)s; }
QWidget#ground, QScrollArea#ground, QWidget#ground > QWidget#flat { background: %(ground)s; }
QWidget#paper { background: %(paper)s; }
QFrame#header { background: %(paper)s; border: none; border-bottom: 1px solid %(line)s; }
QFrame#header[simulated="true"] { background: %(warn_ground)s; border-bottom: 2px solid %(warn)s; }
QFrame#footer { background: %(paper)s; border: none; border-top: 1px solid %(line)s; }
QFrame#dock { background: %(ground)s; border: none; border-top: 1px solid %(line)s; }
QLabel#thinbar { background: %(paper)s; border: none; border-bottom: 1px solid %(line)s; padding: 5px 24px; }
QFrame#left { background: %(paper)s; border: none; border-right: 1px solid %(line)s; }
QFrame#right { background: %(paper)s; border: none; border-left: 1px solid %(line)s; }
QFrame#card { background: %(paper)s; border: 1px solid %(line)s; border-radius: 10px; }
QFrame#card[closed="true"] { background: %(ground)s; }
QFrame#card[active="true"] { border: 2px solid %(accent)s; }
QFrame#rule { background: %(line)s; border: none; max-height: 1px; min-height: 1px; }
QFrame#sign { background: %(accent)s; border: none; }
QFrame#sign QLabel { color: %(on_accent)s; }
QScrollArea, QStackedWidget { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }

QLabel { background: transparent; }
QLabel[tone="soft"] { color: %(soft)s; }
QLabel[tone="accent"] { color: %(accent)s; }
QLabel[tone="good"] { color: %(good)s; }
QLabel[tone="warn"] { color: %(warn)s; }
QLabel[tone="bad"] { color: %(bad)s; }
QLabel[chip="good"] { color: %(good)s; background: %(good_ground)s; border-radius: 13px; padding: 5px 12px; }
QLabel[chip="plain"] { color: %(soft)s; background: %(ground)s; border-radius: 13px; padding: 5px 12px; }
QLabel[chip="warn"] { color: %(warn)s; background: %(warn_ground)s; border-radius: 13px; padding: 5px 12px; }
QLabel[chip="bad"] { color: #ffffff; background: %(solid_bad)s; border-radius: 13px; padding: 5px 12px; }
QLabel#who { border: none; border-bottom: 3px solid transparent; }
QLabel#who:focus { border-bottom: 3px solid %(accent)s; }
QLabel[notice="warn"] { color: %(warn)s; background: %(warn_ground)s; border-radius: 8px; padding: 10px 14px; }
QLabel[notice="bad"] { color: %(bad)s; background: %(bad_ground)s; border-radius: 8px; padding: 10px 14px; }
QLabel[notice="good"] { color: %(good)s; background: %(good_ground)s; border-radius: 8px; padding: 10px 14px; }

QPushButton { background: %(paper)s; border: 1px solid %(edge)s; border-radius: 8px; padding: 4px 13px;
    min-height: 34px; }
QPushButton:hover { background: %(ground)s; }
QPushButton:pressed { background: %(accent_ground)s; }
QPushButton { outline: none; }
QPushButton:focus { border: 2px solid %(accent)s; padding: 3px 12px; }
QPushButton:disabled { color: %(soft)s; border-color: %(line)s; }
QPushButton[kind="main"] { background: %(accent)s; color: %(on_accent)s; border: 1px solid %(accent)s; }
QPushButton[kind="main"]:focus { border: 3px double %(on_accent)s; padding: 2px 11px; }
QPushButton[kind="main"]:disabled { background: %(line)s; color: %(soft)s; border-color: %(line)s; }
QPushButton[kind="quiet"] { border: 1px solid transparent; background: transparent; }
QPushButton[kind="quiet"]:hover { background: %(accent_ground)s; }
QPushButton[kind="quiet"]:focus { border: 2px solid %(accent)s; }
QPushButton[kind="pick"]:checked { background: %(accent_ground)s; color: %(accent)s; border-color: %(accent)s; }
QPushButton[kind="tab"] { border: 1px solid transparent; background: transparent; color: %(soft)s; padding: 4px 9px; }
QPushButton[kind="tab"]:checked { background: %(ground)s; color: %(ink)s; border-color: %(line)s; }
QPushButton[kind="tab"]:focus { border: 2px solid %(accent)s; padding: 3px 8px; }
QPushButton[kind="nav"] { border: 1px solid transparent; background: transparent; color: %(soft)s; text-align: left; }
QPushButton[kind="nav"]:hover { background: %(ground)s; }
QPushButton[kind="nav"]:checked { background: %(accent_ground)s; color: %(accent)s; }
QPushButton[kind="nav"]:focus { border: 2px solid %(accent)s; }
QPushButton[kind="flush"] { border: 2px solid transparent; background: transparent; padding: 3px 0px; }
QPushButton[kind="flush"]:hover { color: %(accent)s; }
QPushButton[kind="flush"]:focus { border: 2px solid %(accent)s; }
QPushButton[kind="key"] { padding: 4px 6px; }
QPushButton::menu-indicator { width: 0px; }

QLineEdit, QPlainTextEdit { background: %(paper)s; border: 1px solid %(edge)s; border-radius: 8px; padding: 4px 12px;
    selection-background-color: %(accent)s; selection-color: %(on_accent)s; placeholder-text-color: %(soft)s; }
QLineEdit { min-height: 34px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid %(accent)s; padding: 3px 11px; }
QLineEdit[wrong="true"] { border: 2px solid %(bad)s; padding: 3px 11px; }
QLineEdit:read-only { background: %(ground)s; border-color: %(line)s; }
QLineEdit#points { background: transparent; border: none; padding: 0px; min-height: 46px;
    selection-background-color: %(accent_ground)s; selection-color: %(ink)s; }
QPlainTextEdit#note { background: %(ground)s; border: 1px solid %(line)s; padding: 8px 8px; }
QPlainTextEdit#note:focus { border: 2px solid %(accent)s; padding: 7px 7px; }

QHeaderView { background: transparent; border: none; }
QListView, QTableView, QTreeView { background: %(paper)s; border: none; outline: none;
    selection-background-color: %(accent_ground)s; selection-color: %(ink)s; }
QTreeView QHeaderView, QTreeView QHeaderView::section { background: %(paper)s; }
QComboBox { combobox-popup: 0; background: %(paper)s; color: %(ink)s; border: 1px solid %(edge)s; border-radius: 8px;
    padding: 4px 12px; }
QComboBox:focus, QComboBox:on { border: 2px solid %(accent)s; padding: 3px 11px; }
QComboBox:disabled { color: %(soft)s; border-color: %(line)s; }
QComboBox::drop-down { border: none; width: 30px; }
QComboBox QAbstractItemView { background: %(paper)s; border: 1px solid %(edge)s; outline: none;
    selection-background-color: %(accent_ground)s; selection-color: %(ink)s; }
QComboBox QAbstractItemView::item { min-height: 40px; padding: 0px 10px; }
QComboBox QAbstractItemView::item:selected { background: %(accent_ground)s; color: %(ink)s; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; background: %(paper)s; border: 1px solid %(edge)s; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: %(accent)s; border: 1px solid %(accent)s; }
QListView#seats { background: transparent; }
QTableView#board { border: 1px solid %(line)s; border-radius: 10px; gridline-color: %(line)s; }
QTableView#board QHeaderView#heads::section { background: %(ground)s; color: %(soft)s; border: none; padding: 6px 8px;
    border-right: 1px solid %(line)s; border-bottom: 1px solid %(line)s; }
QTableView#board QTableCornerButton::section { background: %(ground)s; border: none; border-bottom: 1px solid %(line)s; }
QLineEdit#cell { border-radius: 0px; min-height: 0px; padding: 0px 4px; }
QLineEdit#cell:focus { border: 2px solid %(accent)s; padding: 0px 3px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QMenu { background: %(paper)s; border: 1px solid %(edge)s; padding: 4px; }
QMenu::item { padding: 13px 34px 13px 20px; border-radius: 6px; }
QMenu::item:selected { background: %(accent_ground)s; color: %(ink)s; }
QMenu::item:disabled { color: %(soft)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: 4px 8px; }
QToolTip { background: %(paper)s; color: %(ink)s; border: 1px solid %(edge)s; padding: 4px; }
QProgressBar { background: %(line)s; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar[thin="true"] { border-radius: 0; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: %(accent)s; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0px; }
QScrollBar::handle:vertical { background: %(edge)s; border-radius: 4px; min-height: 40px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0px; }
QScrollBar::handle:horizontal { background: %(edge)s; border-radius: 4px; min-width: 40px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; border: none;
    width: 0px; height: 0px; }
"""


_OUTLINED = """
QLabel[notice="warn"], QLabel[chip="warn"] { border: 1px solid %(warn)s; }
QLabel[notice="bad"] { border: 1px solid %(bad)s; }
QLabel[notice="good"], QLabel[chip="good"] { border: 1px solid %(good)s; }
QLabel[chip="plain"] { border: 1px solid %(edge)s; }
"""
"""Where what is told has no ground of its own."""


def style_sheet(colours: Colours) -> str:
    """The style sheet of a theme."""
    outlined = _OUTLINED if colours.good_ground == colours.paper else ""
    return (_SHEET + outlined) % vars(colours)


def palette(colours: Colours) -> QPalette:
    """The palette of a theme, for what Fusion draws by itself."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, name in (
        (role.Window, colours.ground),
        (role.WindowText, colours.ink),
        (role.Base, colours.paper),
        (role.AlternateBase, colours.ground),
        (role.Text, colours.ink),
        (role.PlaceholderText, colours.soft),
        (role.Button, colours.paper),
        (role.ButtonText, colours.ink),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.ToolTipBase, colours.paper),
        (role.ToolTipText, colours.ink),
        (role.Link, colours.accent),
        (role.Accent, colours.accent),
    ):
        made.setColor(where, QColor(name))
    return made
