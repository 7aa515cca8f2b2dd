"""One page of the guide as Qt lays it out, for the screen and for paper."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextImageFormat,
)

from juryapp.guide import GuidePage
from ui.look import fonts
from ui.look.colours import LIGHT

_HEADINGS = {1: "name", 2: "large", 3: "strong"}
_LINE_HEIGHT = 125.0
_ABOVE = 14
_DOTS_AN_INCH = 96
_MARGIN_MM = 18


def fill(document: QTextDocument, page: GuidePage, width: int) -> None:
    """Puts a page into a document; its pictures are `width` pixels wide at the most."""
    document.setBaseUrl(QUrl.fromLocalFile(f"{page.folder}/"))
    document.setDefaultFont(fonts.font("text"))
    document.setMarkdown(page.markdown)
    for block in _blocks(document):
        _dress(block)
    fit_pictures(document, width)


def fit_pictures(document: QTextDocument, width: int) -> None:
    """Makes the pictures this many pixels wide, or as wide as they are."""
    for fragment in [fragment for block in _blocks(document) for fragment in _fragments(block)]:
        picture = fragment.charFormat().toImageFormat()
        if picture.isValid():
            found = QImage(document.baseUrl().resolved(QUrl(picture.name())).toLocalFile())
            picture.setWidth(min(width, found.width() or width))
            _give_smooth(document, picture, found)
            cursor = QTextCursor(document)
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(picture)


def _give_smooth(document: QTextDocument, picture: QTextImageFormat, found: QImage) -> None:
    """A document draws its pictures smaller without averaging their pixels, and words in them can't be read then."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    width = round(picture.width() * ratio)
    if 0 < width < found.width():
        smaller = found.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        smaller.setDevicePixelRatio(ratio)
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(picture.name()), smaller)
    else:
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(picture.name()), found)


def heading_at(document: QTextDocument, title: str) -> QTextBlock | None:
    """The block of a heading."""
    return next((one for one in _blocks(document) if one.blockFormat().headingLevel() and one.text() == title), None)


def as_pdf(page: GuidePage) -> bytes:
    """The page for A4, in black."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(page.title)
    writer.setResolution(_DOTS_AN_INCH)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )
    document = QTextDocument()
    document.setDocumentMargin(0)
    fill(document, page, writer.width())
    _paint_black(document)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.print_(writer)
    buffer.close()
    return bytes(content.data())


def _paint_black(document: QTextDocument) -> None:
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    black = QTextCharFormat()
    black.setForeground(QColor(LIGHT.ink))
    cursor.mergeCharFormat(black)


def _dress(block: QTextBlock) -> None:
    cursor, shape = QTextCursor(block), QTextBlockFormat()
    level = block.blockFormat().headingLevel()
    parts = list(_fragments(block))
    if not any(part.charFormat().isImageFormat() for part in parts):
        shape.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if level > 1:
        shape.setTopMargin(fonts.scaled(_ABOVE))
    cursor.mergeBlockFormat(shape)
    if level in _HEADINGS:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        words = QTextCharFormat()
        words.setFont(fonts.font(_HEADINGS[level]))
        cursor.mergeCharFormat(words)
    for place, length in [(part.position(), part.length()) for part in parts if part.charFormat().fontFixedPitch()]:
        _slant(block.document(), place, length)


def _slant(document: QTextDocument, place: int, length: int) -> None:
    """Commands and names of files stand out by being slanted: no typeface of its own is shipped for them."""
    cursor, words = QTextCursor(document), QTextCharFormat()
    cursor.setPosition(place)
    cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
    slanted = fonts.font("text")
    slanted.setItalic(True)
    words.setFont(slanted)
    cursor.mergeCharFormat(words)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1
