"""Archives of articles: read one by one, bombs and bad names refused, pictures found inside."""

import io
import stat
import zipfile
from collections.abc import Mapping

import pytest
from tests.pictures import png

from excerpta.core.interchange import archive as archives
from excerpta.core.interchange.found import Found
from excerpta.core.interchange.reading import read_articles
from excerpta.core.model.document import BlockKind
from excerpta.core.model.errors import ReadingError


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def read(data: bytes, *skip: str) -> dict[str, Found]:
    found = read_articles("a.zip", data, skip=frozenset(skip))
    return {one.name: one for one in found if one.article or one.error}


def sentence(found: Found) -> str:
    assert found.error is not None
    return found.error.sentence


def test_every_article_of_an_archive_is_read_and_the_rest_passed_over() -> None:
    page = (
        "<html><body><p>Page words.</p><p><img src='p_files/map.png'><img src='../up.png'></p></body></html>"
    )
    found = read(
        zipped(
            {
                "one.txt": "First words.",
                "d/p.html": page,
                "d/p_files/map.png": png(),
                "d/p_files/frame.html": "<p>An advertisement.</p>",
                "up.png": png(70, 70),
                "__MACOSX/._one.txt": "x",
                ".hidden/a.txt": "x",
                "d/film.mp4": b"x",
                "bad.docx": b"PK\x03\x04 not a zip",
            }
        )
    )
    assert list(found) == ["a.zip/bad.docx", "a.zip/d/p.html", "a.zip/one.txt"]
    article = found["a.zip/d/p.html"].article
    assert article is not None
    assert len(article.assets) == 2
    assert BlockKind.IMAGE in {block.kind for block in article.blocks}
    assert found["a.zip/one.txt"].data == b"First words."
    assert "damaged" in sentence(found["a.zip/bad.docx"])


def test_what_is_to_be_skipped_is_not_read() -> None:
    data = zipped({"a.txt": "One.", "b.txt": "Two.", "in.zip": zipped({"c.txt": "Three.", "d.txt": "Four."})})
    assert list(read(data)) == ["a.zip/a.txt", "a.zip/b.txt", "a.zip/in.zip/c.txt", "a.zip/in.zip/d.txt"]
    assert list(read(data, "a.zip/a.txt", "a.zip/in.zip/c.txt")) == ["a.zip/b.txt", "a.zip/in.zip/d.txt"]


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a/../../evil.txt", "\\\\host\\x.txt"]
)
def test_a_name_that_leads_out_is_refused_alone(name: str) -> None:
    found = read(zipped({name: "Evil.", "good.txt": "Good words."}))
    assert [one for one in found if found[one].article] == ["a.zip/good.txt"]
    (refused,) = (sentence(one) for one in found.values() if one.error)
    assert "outside of the archive" in refused


def test_a_link_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.txt", "Good words.")
    found = read(written.getvalue())
    assert "link to another file" in sentence(found["a.zip/link.txt"])
    assert found["a.zip/good.txt"].article


def test_bombs_are_refused_before_and_while_they_unpack(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"bomb.txt": b"0" * 20_000_000, "good.txt": "Good words."})
    found = read(bomb)
    assert sentence(found["a.zip/bomb.txt"]) == archives.BOMB
    assert found["a.zip/good.txt"].article
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 1000)
    budget = archives.Budget(1000)
    small = archives.Archive(zipped({"a.txt": b"ab" * 300, "b.txt": b"cd" * 300}), budget)
    assert len(small.read("a.txt")) == 600
    with pytest.raises(ReadingError, match="far more than any article"):
        small.read("b.txt")


def test_archives_are_not_followed_without_end() -> None:
    data = zipped({"a.txt": "Words at the bottom."})
    for _ in range(5):
        data = zipped({"in.zip": data})
    (found,) = read(data).values()
    assert "archives within archives" in sentence(found)


def test_too_many_files_and_encrypted_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({f"{number}.txt": "x" for number in range(5)})
    monkeypatch.setattr(archives, "MOST_MEMBERS", 4)
    with pytest.raises(ReadingError, match="more than 4 files"):
        read(data)
    locked = bytearray(zipped({"a.txt": "x"}))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        locked[locked.index(mark) + at] |= 1
    with pytest.raises(ReadingError, match="password"):
        read(bytes(locked))


def test_workbooks_and_cut_archives_are_named() -> None:
    with pytest.raises(ReadingError, match="workbook"):
        read(zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}))
    with pytest.raises(ReadingError, match="damaged"):
        read(zipped({"a.txt": "Words. " * 500})[:-30])
