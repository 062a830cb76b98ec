"""Plain text stays plain: Qt takes whatever looks like HTML in a label or tooltip for HTML."""

from PySide6.QtGui import QTextDocument


def plain_tooltip(text: str) -> str:
    """A tooltip that shows `text` as it stands, wrapped when it is long."""
    from html import escape  # brings the names of 2,000 characters, and the first window needs none

    lines = escape(text).replace("\n", "<br>")
    return f"<span>{lines}</span>" if text else ""


def document_text(document: QTextDocument) -> str:
    """The text of a document as it was typed.

    `QTextDocument.toPlainText` turns no-break spaces into spaces; this keeps them.
    """
    lines = []
    block = document.firstBlock()
    while block.isValid():
        lines.append(block.text().replace("\u2028", "\n"))
        block = block.next()
    return "\n".join(lines)
