"""Pages that browsers saved, in every way they do it, hold the same article."""

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from excerpta.core.interchange.reading import read_article
from excerpta.core.model.document import Article, BlockKind

_ADDRESS = "https://paper.example/news/talks?id=1"
_WORDS = "Die Gespräche dauerten Stunden, und niemand im Saal wußte, was daraus würde. "
_PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FAAhKDveksOjm"
    "AAAAAElFTkSuQmCC"
)


def _page(picture: str, notice: str = "", shadow: str = "div") -> str:
    end = shadow.split()[0]
    return (
        f"<!DOCTYPE html>{notice}<html lang=de><head><meta charset=utf-8><title>Gespräche</title></head>"
        f"<body><ul class=menu><li><a href=/>Start</a></ul><{shadow}><h1>Gespräche</h1>"
        f"<img alt=Saal src='{picture}'>"
        f"<p>{_WORDS * 3}<a href=more.html>mehr</a></p><p>{_WORDS * 3}</p></{end}><p hidden>nichts</p>"
        "<div class=footer>Impressum</div></body></html>"
    )


def _saved_by_chrome(folder: Path) -> Article:
    notice = f"<!-- saved from url=({len(_ADDRESS):04}){_ADDRESS} -->"
    path = folder / "Talks.html"
    data = _page(_PICTURE, notice).encode()
    path.write_bytes(data)
    return read_article(path.name, data, page=path)


def _saved_in_one_file(_: Path) -> Article:
    notice = f"<!--\n Page saved with SingleFile \n url: {_ADDRESS} \n saved date: Mon Sep 14 2020\n-->"
    return read_article("Talks.html", _page(_PICTURE, notice, "template shadowrootmode=open").encode())


def _saved_as_mhtml(_: Path) -> Article:
    whole = EmailMessage(policy=SMTP)
    whole["Snapshot-Content-Location"] = _ADDRESS
    whole.set_content(_page(_PICTURE).encode("utf-8").decode(), subtype="html", cte="quoted-printable")
    whole.make_related()
    (page,) = whole.iter_parts()
    page["Content-Location"] = _ADDRESS
    return read_article("Talks.mhtml", whole.as_bytes())


@pytest.mark.parametrize("save", [_saved_by_chrome, _saved_in_one_file, _saved_as_mhtml])
def test_a_saved_page_holds_the_article_its_picture_and_where_it_was(save, tmp_path: Path) -> None:
    article = save(tmp_path)
    kinds = [block.kind for block in article.blocks]
    assert kinds == [
        BlockKind.FURNITURE, BlockKind.HEADING, BlockKind.IMAGE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH,
        BlockKind.FURNITURE,
    ]  # fmt: skip
    assert article.url == _ADDRESS
    assert [span.target for span in article.spans if "more" in span.target] == [
        "https://paper.example/news/more.html"
    ]
    assert "nichts" not in article.text
    assert "wußte" in article.text


@pytest.mark.parametrize(
    "head",
    [
        b'<?xml version="1.0" encoding="windows-1251"?><html xmlns="http://www.w3.org/1999/xhtml">',
        b'<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
        b"<html><meta charset=windows-1251>",
    ],
)
def test_a_page_is_in_the_encoding_that_it_names(head: bytes) -> None:
    article = read_article("a.html", head + b"<body><p>" + "Мир и война".encode("cp1251") + b"</p></html>")
    assert (article.text, article.warnings) == ("Мир и война", ())


def test_a_byte_order_mark_goes_before_what_the_page_names() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        data = "<html><meta charset=windows-1251><body><p>Мир и война</p></html>".encode(encoding)
        assert read_article("a.html", data).text == "Мир и война"


def test_named_and_numbered_characters_are_what_browsers_make_of_them() -> None:
    page = (
        b"<html><body><p>&eacute;&#233;&#xE9; &#147;q&#148; &amp;lt; &hellip; &nbsp;x &bogus; &#x1F54A;</p>"
    )
    assert read_article("a.html", page).text == "ééé “q” &lt; … \u00a0x &bogus; 🕊"
