"""Mails and saved pages: which body is read, what the headers say, what a damaged one does."""

import contextlib
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.interchange.written_articles import mail, saved_page

from excerpta.core.interchange.mail import read_mail
from excerpta.core.interchange.reading import is_quick, read_article
from excerpta.core.model.document import PartialDate, Provenance
from excerpta.core.model.errors import ReadingError


def test_headers_become_what_is_known_of_a_mail() -> None:
    article = read_article("a", mail().as_bytes())
    assert article.author == "Mina Rahimi"
    assert article.published == PartialDate("2021-01-06", Provenance.METADATA)


def test_a_saved_page_is_a_page_and_not_a_mail() -> None:
    article = read_article("a", saved_page())
    assert article.author == "Mina Rahimi"
    assert article.url == "https://valley.example/news/talks.html"
    assert article.published.value == ""  # of the saving nothing is known but that it was later
    assert "https://valley.example/talks" in {span.target for span in article.spans}


def test_a_plain_body_in_its_own_encoding_and_flowed() -> None:
    data = (
        b"From: =?utf-8?q?S=C3=ADle?= <s@a.example>\nSubject: =?iso-8859-2?Q?=B3ad?=\nMIME-Version: 1.0\n"
        b'Content-Type: text/plain; charset="windows-1251"; format=flowed\n'
        b"Content-Transfer-Encoding: 8bit\n\n"
        + "Первая строка \nи дальше.\n\nВторая.\n".encode("windows-1251")
    )
    article = read_article("a.eml", data)
    assert (article.text, article.title, article.author) == (
        "Первая строка и дальше.\nВторая.",
        "ład",
        "Síle",
    )


def test_a_text_that_begins_like_a_mail_stays_a_text() -> None:
    text = b"From: our correspondent\nSubject: the talks\n\nWords of the article."
    assert is_quick("a.txt", text)
    assert read_article("a.txt", text).text.startswith("From: our correspondent")


def test_a_mail_that_only_passes_another_on_has_its_words() -> None:
    passed_on = EmailMessage()
    passed_on["Message-ID"], passed_on["Subject"] = "<2@a.example>", "Fwd: talks"
    passed_on.add_attachment(mail())
    article = read_article("a.eml", passed_on.as_bytes())
    assert article.title == "Fwd: talks"
    assert "The talks went on all night" in article.text


def test_plain_parts_are_read_one_below_the_other_and_empty_ones_passed_over() -> None:
    parts = "".join(f"--x\nContent-Type: text/plain\n\n{text}\n" for text in ("", "Words.", "Of the list."))
    head = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
    assert read_article("a.eml", f"{head}{parts}--x--\n".encode()).text == "Words.\nOf the list."
    with pytest.raises(ReadingError, match="mail holds no text"):
        read_article("a.eml", b"MIME-Version: 1.0\nSubject: x\n\n")


def test_a_mail_without_text_says_so() -> None:
    message = EmailMessage()
    message["Message-ID"] = "<1@a.example>"
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.raises(ReadingError, match="holds no text"):
        read_article("a.eml", message.as_bytes())


@given(st.binary(max_size=60), st.integers(0, 3000))
def test_a_spoiled_mail_is_read_or_refused(spoil: bytes, at: int) -> None:
    data = mail().as_bytes()
    with contextlib.suppress(ReadingError):
        article = read_mail(data[:at] + spoil + data[at + len(spoil) :])
        assert "\n".join(article.text[b.start : b.end] for b in article.blocks) == article.text
