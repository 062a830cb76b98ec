"""A zoo of bad files: each ends within its limits with a sentence, and the files around it come in."""

import io
import os
import socket
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.core.interchange import written_articles
from tests.core.interchange.written_pdf import pdf

from excerpta.core.services.checking import check_library
from excerpta.core.services.documents import read_document
from excerpta.core.services.importing import import_paths
from excerpta.core.services.reading_pool import ReadingLimits
from excerpta.core.store.library import Library

ARTICLES = Path(written_articles.__file__).parent / "articles"
LIMITS = ReadingLimits(seconds=15, memory=1_000_000_000)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCX_TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def docx(document: bytes | str, more: Mapping[str, bytes | str] | None = None) -> bytes:
    return zipped({"[Content_Types].xml": _DOCX_TYPES, "word/document.xml": document, **(more or {})})


def word(body: str, before: str = "") -> str:
    return f"<?xml version='1.0'?>{before}<w:document xmlns:w='{_W}'><w:body>{body}</w:body></w:document>"


def odt(content: bytes | str) -> bytes:
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def laughs() -> str:
    entities = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
    return f"<!DOCTYPE w [<!ENTITY l0 'ha'>{entities}]>"


def picture_of(width: int, height: int) -> bytes:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return head + b"\x08\x02\0\0\0" + bytes(4)


def pdf_bomb() -> bytes:
    stream = zlib.compress(b"BT (x) Tj ET " * 8_000_000, 9)
    head = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 6 0 R >>"
    data = pdf([[]])
    at = data.index(b"5 0 obj")
    flate = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(stream)
    body = b"5 0 obj\n" + head + b"\nendobj\n6 0 obj\n" + flate + stream + b"\nendstream\nendobj\n"
    return data[:at] + body + b"trailer << /Root 1 0 R >>\n%%EOF"


DEEP = 60_000
_STYLES = f"<w:styles xmlns:w='{_W}'><w:style w:styleId='a'><w:basedOn w:val='b'/></w:style>" + (
    "<w:style w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>"
)
_IN_CIRCLES = (
    "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:rPr><w:rStyle w:val='a'/></w:rPr>"
    "<w:t>Round</w:t></w:r></w:p>"
)
_LISTENS = "http://127.0.0.1:{port}/x"

# What a file is called, what is in it, and a part of the sentence that is said of it.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.docx": (lambda: docx(b" " * 30_000_000), "far more than any article"),
    "bomb.odt": (lambda: odt(b" " * 30_000_000), "far more than any article"),
    "bomb.epub": (
        lambda: written_articles.epub() and zipped({"META-INF/container.xml": b" " * 30_000_000}),
        "far more than any article",
    ),
    "cut.docx": (lambda: (ARTICLES / "article.docx").read_bytes()[:4000], "damaged"),
    "cut.odt": (lambda: (ARTICLES / "article.odt").read_bytes()[:9000], "damaged"),
    "cut.epub": (lambda: written_articles.epub()[:2500], "damaged"),
    "cut.pdf": (lambda: (ARTICLES / "article.pdf").read_bytes()[:200], "damaged"),
    "deep.docx": (lambda: docx(word("<w:sdt>" * DEEP + "</w:sdt>" * DEEP)), "damaged"),
    "deep.odt": (lambda: odt("<a>" * DEEP), "damaged"),
    "entities.docx": (lambda: docx(word("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", laughs())), "damaged"),
    "encrypted.pdf": (lambda: (ARTICLES / "encrypted.pdf").read_bytes(), "password"),
    "encrypted.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "old.docx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Microsoft Office"),
    "picture.pdf": (lambda: picture_of(3, 3), "a PNG picture"),
    "song.txt": (lambda: b"OggS\0\x02" + bytes(range(256)) * 20, "sound recording"),
    "noise.txt": (lambda: bytes(range(1, 256)) * 300, "not a text"),
    "circle.pdf": (lambda: pdf([[]]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"), ""),
    "bomb.pdf": (pdf_bomb, ""),
    "pages.pdf": (lambda: pdf([[]]).replace(b"/Count 1", b"/Count 999999999"), ""),
    **{
        f"zero.{ending}": (bytes, "empty")
        for ending in ("txt", "html", "docx", "pdf", "epub", "eml", "rtf", "zip")
    },
}

READ: dict[str, tuple[Callable[[], bytes], str]] = {
    "circle.docx": (
        lambda: docx(word(_IN_CIRCLES), {"word/styles.xml": _STYLES}),
        "Round",
    ),
    "deep.html": (
        lambda: b"<html><body>" + b"<div>" * DEEP + b"Words at the bottom.",
        "Words at the bottom.",
    ),
    "deep.md": (lambda: b"> " * DEEP + b"deep quotation", "deep quotation"),
    "deep.rtf": (lambda: b"{\\rtf1 " + b"{\\i " * DEEP + b"Words in braces.", "Words in braces."),
    "odd.txt": (lambda: "Words in UTF-16".encode("utf-16") + b"\xd8", "Words in UTF-16"),
    "wrong.html": (
        (ARTICLES / "article.docx").read_bytes,
        "Talks in the valley",
    ),
    "wrong.txt": (lambda: written_articles.epub({"x": "y"}), "Talks in the valley"),
    "huge_picture.html": (
        lambda: written_articles.html(
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAB9AAAAfQACAIAAAAAAAAA"
        ).encode(),
        "Talks in the valley",
    ),
}


@pytest.fixture
def zoo(tmp_path: Path) -> Path:
    folder = tmp_path / "zoo"
    folder.mkdir()
    for name, (make, _) in {**REFUSED, **READ}.items():
        (folder / name).write_bytes(make())
        (folder / f"{name} beside.txt").write_text(f"The good file beside {name}.")
    return folder


def test_every_bad_file_ends_in_a_sentence_and_its_neighbours_come_in(library: Library, zoo: Path) -> None:
    report = import_paths(library, sorted(zoo.iterdir()), limits=LIMITS)
    came = {one.name: one.document for one in (*report.imported, *report.duplicates)}
    failed = {one.name: one for one in report.failed}
    assert {name for name in (*REFUSED, *READ) if f"{name} beside.txt" not in came} == set()
    assert set(failed) == set(REFUSED), {name: failed[name].reason for name in failed if name not in REFUSED}
    for name, (_, sentence) in REFUSED.items():
        assert sentence in failed[name].reason, (name, failed[name].reason)
        assert failed[name].reason.endswith(".")
        assert "Error" not in failed[name].reason, (name, failed[name].reason)
    for name, (_, words) in READ.items():
        assert words in read_document(library, came[name]).text, name
    assert check_library(library) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_things_of_the_disk_that_are_no_articles(library: Library, tmp_path: Path) -> None:
    with (tmp_path / "sparse.txt").open("wb") as file:
        file.truncate(2_000_000_000)
    os.mkfifo(tmp_path / "pipe.docx")
    (tmp_path / "endless.pdf").symlink_to("/dev/zero")
    (tmp_path / "itself.zip").symlink_to("itself.zip")
    (tmp_path / "secret.epub").mkdir()
    (tmp_path / "good.txt").write_text("Good words.")
    report = import_paths(library, [tmp_path], limits=LIMITS)
    reasons = {one.name: one.reason for one in report.failed}
    assert reasons.keys() == {"sparse.txt", "pipe.docx", "endless.pdf", "itself.zip"}
    assert "larger than the 200 MB" in reasons["sparse.txt"]
    assert [one.name for one in report.imported] == ["good.txt"]


def test_nothing_is_ever_fetched(library: Library, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = _LISTENS.format(port=listener.getsockname()[1])
        entities = f"<!ENTITY e SYSTEM '{address}'><!ENTITY % p SYSTEM '{address}'>%p;"
        external = f"<!DOCTYPE w SYSTEM '{address}.dtd' [{entities}]>"
        page = (
            f"<html><head><link rel=stylesheet href='{address}.css'><base href='{address}'>"
            f"<script src='{address}.js'></script>"
            f"<meta http-equiv=refresh content='0;url={address}'></head>"
            f"<body background='{address}'><p>Page words.</p>"
            f"<img src='{address}.png'><img srcset='{address} 2x'>"
            f"<iframe src='{address}'></iframe><object data='{address}'></object>"
            f"<svg><image href='{address}'/></svg>"
        )
        relations = (
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            f"<Relationship Id='r1' TargetMode='External' Target='{address}.png'/></Relationships>"
        )
        blip = "<w:drawing><a:blip xmlns:a='a' xmlns:r='r' r:link='r1'/></w:drawing>"
        run = f"<w:p><w:r><w:t>Word words &e;.</w:t>{blip}</w:r></w:p>"
        mail = written_articles.mail().as_string().replace("cid:map@valley", f"{address}.png")
        for name, data in {
            "a.html": page.encode(),
            "a.mhtml": written_articles.saved_page().replace(b"map.png", f"{address}.png".encode()),
            "a.md": f"# Words\n\n![x]({address}.png)\n\n<img src='{address}'>\n".encode(),
            "a.docx": docx(word(run, external), {"word/_rels/document.xml.rels": relations}),
            "a.epub": written_articles.epub({"EPUB/text/two.xhtml": f"{external}{page}</body></html>"}),
            "a.eml": mail.encode(),
            "a.rtf": b'{\\rtf1 Rtf words {\\field{\\*\\fldinst INCLUDEPICTURE "%s"}{\\fldrslt x}}}'
            % address.encode(),
            "a.pdf": pdf(
                [[(9, 9, 9, "Pdf words")]],
                f"/OpenAction << /S /URI /URI ({address}) >> /URI << /Base ({address}) >>",
            ),
        }.items():
            (tmp_path / name).write_bytes(data)
        report = import_paths(library, [tmp_path], limits=LIMITS)
        with pytest.raises(TimeoutError):
            listener.accept()
    assert [one.name for one in report.failed] == []
    assert len(report.imported) + len(report.duplicates) == 8
