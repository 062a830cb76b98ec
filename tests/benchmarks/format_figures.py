"""Figures of import by format: articles of 4 kB through the children that read them, both at work.

Unlike that for plain text the time is a clock's, because most of the work is done in other processes.
"""

import io
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from html import escape
from pathlib import Path

from tests.benchmarks.figure import Figure
from tests.benchmarks.generate import words
from tests.core.interchange.written_pdf import column, pdf

from excerpta.core.services.importing import import_paths
from excerpta.core.services.libraries import create_library

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
_TEXT = (
    "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
)
_NUMBER = 200
_FEWEST, _FEWEST_PDF = 100, 10
"""Articles a second: a folder of a thousand is there in ten seconds, one of PDFs in two minutes."""


def format_figures(folder: Path, number: int = _NUMBER) -> Iterator[Figure]:
    """A new library for each format, a number of articles into it."""
    for ending, write in _WRITERS.items():
        rng = random.Random(1)
        articles = folder / ending
        articles.mkdir()
        for count in range(number):
            text = f"Report {count}\n{words(rng, 4000)}"
            (articles / f"{count:04}.{ending}").write_bytes(write(text.split("\n")))
        with create_library(folder / f"{ending}.excerpta") as library:
            start = time.monotonic()
            report = import_paths(library, [articles])
            seconds = time.monotonic() - start
        assert len(report.imported) == number, report.failed
        name = f"import.{ending}_rate"
        fewest = _FEWEST_PDF if ending == "pdf" else _FEWEST
        yield Figure(name, number / seconds, "articles/s", fewest, "goal, both cores", at_least=True)


def _zipped(files: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def _html(lines: list[str]) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    return (
        f"<!DOCTYPE html><html><body><nav><a href=/>Home</a></nav><main>{body}</main></body></html>".encode()
    )


def _docx(lines: list[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    document = f"<w:document xmlns:w='{_WORD}'><w:body>{body}</w:body></w:document>"
    return _zipped({"[Content_Types].xml": _TYPES, "word/document.xml": document})


def _odt(lines: list[str]) -> bytes:
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {_TEXT}>{text}</office:document-content>"
    return _zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _rtf(lines: list[str]) -> bytes:
    def sign(character: str) -> str:
        if character in "\\{}":
            return f"\\{character}"
        return character if character.isascii() else f"\\u{ord(character) & 0xFFFF}?"

    return ("{\\rtf1\\ansi " + "\\par\n".join("".join(map(sign, line)) for line in lines) + "}").encode()


def _pdf(lines: list[str]) -> bytes:
    shown = [line[at : at + 90] for line in lines for at in range(0, len(line), 90)]
    shown = [line.encode("cp1252", "replace").decode("cp1252") for line in shown]
    return pdf([column(50, 760, *shown[at : at + 55], size=9) for at in range(0, len(shown), 55)])


def _mail(lines: list[str]) -> bytes:
    message = EmailMessage()
    message["Message-ID"], message["Subject"] = "<1@example>", lines[0]
    message.set_content("\n\n".join(lines[1:]))
    return message.as_bytes()


_WRITERS: dict[str, Callable[[list[str]], bytes]] = {
    "html": _html,
    "docx": _docx,
    "odt": _odt,
    "rtf": _rtf,
    "pdf": _pdf,
    "eml": _mail,
}
NAMES = tuple(f"import.{ending}_rate" for ending in _WRITERS)
