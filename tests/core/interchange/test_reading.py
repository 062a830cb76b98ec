"""What a file is, is told from its content; its name tells Markdown from plain text."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from excerpta.core.interchange.decoding import NULS
from excerpta.core.interchange.reading import read_article
from excerpta.core.model.document import BlockKind
from excerpta.core.model.errors import ReadingError


def _zipped(name: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(name, "x")
    return written.getvalue()


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a", "a.md"])
def test_html_is_read_as_html_whatever_it_is_called(name: str) -> None:
    page = b"\n<!-- saved -->\n<!DOCTYPE html>\n<html><body><h1>Talks</h1><p>Words.</p></body></html>"
    assert read_article(name, page).text == "Talks\nWords."


def test_a_fragment_of_html_is_html() -> None:
    assert read_article("a.txt", b"<p>One.</p>\n<p>Two <b>bold</b>.</p>").text == "One.\nTwo bold."


@pytest.mark.parametrize(
    "text",
    [
        "A text that mentions the <p> tag and a <b>word</b>.\nAnd more lines.\nAnd more.",
        "if a <b and c> d",
        "The <title> of the <table> is in question.\n" + "Words and words.\n" * 40,
    ],
)
def test_a_text_that_mentions_tags_is_a_text(text: str) -> None:
    assert read_article("a.html", text.encode()).text == text.strip()


def test_markdown_is_known_by_its_name_or_its_front_matter() -> None:
    assert read_article("a.md", b"# Head\n\n*x*").text == "Head\nx"
    assert read_article("a.txt", b"# Head\n\n*x*").text == "# Head\n*x*"
    article = read_article("a.txt", b"---\ntitle: Talks\n---\n# Head\n")
    assert (article.title, article.blocks[0].kind) == ("Talks", BlockKind.HEADING)
    assert read_article("a.txt", b"---\nhello\n---\n").text == "---\nhello\n---"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "PDF is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
        (_zipped("picture.png"), "no articles"),
        (_zipped("word/document.xml"), "no articles"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG picture"),
        (b"", "empty"),
        (b"<script>x</script><html></html>", "no words"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(ReadingError, match=kind):
        read_article("article.txt", data)


def test_warnings_of_decoding_are_kept() -> None:
    assert read_article("a.txt", b"he\x00llo").warnings == (NULS,)
    assert read_article("a.txt", b"<html><body>he\x00llo").warnings == (NULS,)


@given(
    st.text(max_size=20),
    st.binary(max_size=120) | st.text(max_size=120).map(lambda text: text.encode("utf-8", "replace")),
)
def test_any_file_is_read_or_refused(name: str, data: bytes) -> None:
    with contextlib.suppress(ReadingError):
        article = read_article(name, data)
        assert article.text.strip()
        assert "\n".join(article.text[block.start : block.end] for block in article.blocks) == article.text
