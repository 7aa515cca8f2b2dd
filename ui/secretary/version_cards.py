"""One matter with its versions side by side, each a card that is pressed to choose it. Painted: the whole card is the key."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from juryapp.board.disputes import Matter, Version
from juryapp.text import _, clock_time, local, plain_date, plural, seen
from ui.look import fonts
from ui.look.colours import colour
from ui.parts.labels import Label, give_spoken_name
from ui.parts.tick import WholeKey
from ui.parts.turned import Turned

_WRAP = Qt.TextFlag.TextWordWrap
_LARGE = 40
"""So many letters are shown in the size of points."""
_GAP = 4


class VersionChoice(WholeKey, Turned, QAbstractButton):
    """A version: what it says, what belongs to it, who wrote it where and when, what it replaced."""

    def __init__(self, version: Version, matter: Matter, who: str, zone: str) -> None:
        super().__init__()
        self._be_ticked(one_of_several=True)
        self.version = version
        size = "points" if all(len(one.says) <= _LARGE for one in matter.versions) else "large"
        everywhere = set.intersection(*(set(one.more) for one in matter.versions))
        self._lines = [
            (version.says, size, "ink"),
            *((line, "text" if line in everywhere else "strong", "ink") for line in version.more),
            *((line, "small", "soft") for line in _origin(version, who, zone)),
        ]
        self.setText(version.says)
        give_spoken_name(self, lambda: ", ".join(line for line, _role, _tone in self._lines))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        fonts.give(self, "text")

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(320), self._height(self.width() or fonts.scaled(320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.scaled(240), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken = self.isChecked()
        thick = 2 if taken or self.hasFocus() else 1
        painter.setPen(QPen(colour("accent" if thick == 2 else "edge"), thick))
        painter.setBrush(colour("accent_ground" if taken else "ground" if self.underMouse() else "paper"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        self._paint_mark(painter, taken=taken)
        top = 12
        for text, role, tone in self._lines:
            painter.setFont(fonts.font(role))
            painter.setPen(colour(tone))
            high = _high(text, role, self._room(self.width()))
            painter.drawText(QRect(self._left(), top, self._room(self.width()), high), _WRAP, text)
            top += high + _GAP

    def _paint_mark(self, painter: QPainter, *, taken: bool) -> None:
        middle, radius = QPointF(fonts.scaled(24), 12 + fonts.scaled(16)), fonts.scaled(9)
        painter.setPen(QPen(colour("accent" if taken else "edge"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius, radius)
        if taken:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(middle, radius * 0.5, radius * 0.5)

    def _left(self) -> int:
        return fonts.scaled(46)

    def _room(self, width: int) -> int:
        return max(60, width - self._left() - 14)

    def _height(self, width: int) -> int:
        rows = sum(_high(text, role, self._room(width)) + _GAP for text, role, _tone in self._lines)
        return max(fonts.scaled(44), rows + 20)


class MatterCard(QWidget):
    """One matter: its title and its versions."""

    chosen = Signal()

    def __init__(self, matter: Matter, names: dict[str, str], zone: str) -> None:
        super().__init__()
        self.matter = matter
        self.choices = [VersionChoice(one, matter, names.get(one.who, one.who), zone) for one in matter.versions]
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        for choice in self.choices:
            choice.toggled.connect(self.chosen)
            self._row.addWidget(choice)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(Label(lambda: matter.title, "large"))
        rows.addLayout(self._row)
        if matter.more:
            rows.addWidget(Label(lambda: _more_words(matter.more), tone="soft"))

    @property
    def taken(self) -> str:
        """The entry that is chosen, or nothing."""
        return next((choice.version.entry for choice in self.choices if choice.isChecked()), "")

    @property
    def version(self) -> Version | None:
        """The version that is chosen."""
        return next((choice.version for choice in self.choices if choice.isChecked()), None)

    @property
    def says(self) -> str:
        """What the chosen version says, or nothing."""
        return next((choice.version.says for choice in self.choices if choice.isChecked()), "")

    def take(self, entries: set[str]) -> None:
        """Chooses the version that is one of these."""
        for choice in self.choices:
            if choice.version.entry in entries:
                choice.setChecked(True)

    def turn(self, *, wide: bool) -> None:
        """Side by side where there is room, else one below the other."""
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def _more_words(count: int) -> str:
    return plural(
        "{count} more version isn't shown; it stays on record, whatever you choose.",
        "{count} more versions aren't shown; they stay on record, whatever you choose.",
        count,
    )


def _origin(version: Version, who: str, zone: str) -> list[str]:
    if not version.at:
        return []
    at = local(version.at, zone)
    when = f"{plain_date(at.date())}, {clock_time(at, zone)}" if at else seen(version.at)
    if version.day:
        when = _("{at} (the day was {day}, stated by the secretariat)", at=when, day=plain_date(version.day))
    written = _("{who}, on laptop {laptop}, {when} by its clock", who=who, laptop=version.laptop, when=when)
    if version.before is None:
        return [written]
    return [written, _("It replaced: {before}", before=version.before) if version.before else _("Nothing stood there before.")]


def _high(text: str, role: str, width: int) -> int:
    return QFontMetrics(fonts.font(role)).boundingRect(0, 0, width, 100_000, _WRAP, text).height()
