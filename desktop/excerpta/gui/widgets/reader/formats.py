"""Inline styles and scripts of the text as Qt's character formats, in UTF-16 units of one text box."""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontInfo, QTextCharFormat, QTextLayout

from excerpta.core.model.document import Span, SpanKind
from excerpta.gui.support.theme import Theme
from excerpta.gui.support.utf16 import Utf16Index
from excerpta.gui.widgets.reader.fonts import code_font, script_runs

_PIXEL_SIZE = QTextCharFormat.Property.FontPixelSize


def script_formats(text: str, font: QFont, *, japanese: bool) -> list[QTextLayout.FormatRange]:
    """Give the formats of the stretches that another font than `font` draws better."""
    if text.isascii():
        return []
    ranges = []
    main = QFontInfo(font).family()
    index: Utf16Index | None = None
    for run in script_runs(text, japanese=japanese):
        index = index or Utf16Index(text)
        look = QTextCharFormat()
        # The main family stays the first: Qt asks it for letters of Latin, which it complains to miss.
        look.setFontFamilies([main, run.family, *font.families()])
        if run.scale != 1:
            look.setProperty(_PIXEL_SIZE, round(font.pixelSize() * run.scale))
        ranges.append(_range(index.to_utf16(run.start), index.to_utf16(run.end), look))
    return ranges


def span_formats(
    text: str, start: int, spans: Sequence[Span], font: QFont, theme: Theme
) -> list[QTextLayout.FormatRange]:
    """Give the formats of the spans over `text`, which begins at `start` in the document.

    Ranges may overlap; Qt merges what they set.
    """
    index = Utf16Index(text)
    ranges = []
    for span in spans:
        first = index.to_utf16(max(0, span.start - start))
        last = index.to_utf16(min(len(text), span.end - start))
        if first < last:
            ranges.append(_range(first, last, char_format(span.kind, font, theme)))
    return ranges


def deduced_format(first: int, last: int, theme: Theme) -> QTextLayout.FormatRange:
    """Give the look of a value that the program worked out itself: dash-underlined."""
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    look.setUnderlineColor(theme.muted)
    return _range(first, last, look)


def bold_format(length: int) -> QTextLayout.FormatRange:
    """Give the look of a cell at the head of a table, from its start for `length` units."""
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    return _range(0, length, look)


def char_format(kind: SpanKind, font: QFont, theme: Theme) -> QTextCharFormat:
    """Give the look of one inline style."""
    look = QTextCharFormat()
    match kind:
        case SpanKind.BOLD:
            look.setFontWeight(QFont.Weight.Bold)
        case SpanKind.ITALIC:
            look.setFontItalic(True)
        case SpanKind.UNDERLINE:
            look.setFontUnderline(True)
        case SpanKind.STRIKE:
            look.setFontStrikeOut(True)
        case SpanKind.SUPERSCRIPT:
            look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        case SpanKind.SUBSCRIPT:
            look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        case SpanKind.SMALL:
            look.setProperty(_PIXEL_SIZE, max(9, round(font.pixelSize() * 0.82)))
        case SpanKind.CODE:
            mono = code_font(font.pixelSize() * 0.88)
            look.setFontFamilies(mono.families())
            look.setProperty(_PIXEL_SIZE, mono.pixelSize())
            look.setFontFixedPitch(True)
        case SpanKind.LINK:
            look.setForeground(theme.accent)
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(theme.accent)
    return look


def _range(first: int, last: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = first
    found.length = last - first
    found.format = look
    return found
