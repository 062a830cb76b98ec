"""Bytes become text, whatever their encoding."""

import codecs
import contextlib
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from excerpta.core.interchange.decoding import GUESSED, MIXED, NULS, REPLACED, decode, tidy_text
from excerpta.core.model.errors import ReadingError

_PERSIAN = "گفتگوهای صلح در دوحه آغاز شد."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (_PERSIAN.encode(), "utf-8"),
        (codecs.BOM_UTF8 + _PERSIAN.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + _PERSIAN.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + _PERSIAN.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + _PERSIAN.encode("utf-32-le"), "utf-32-le"),
        (_PERSIAN.encode("utf-16-le"), "utf-16-le"),
        (_PERSIAN.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_encodings_are_recognised(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.warnings) == (_PERSIAN, encoding, ())


def test_chinese_in_utf16_without_a_mark() -> None:
    text = "和平谈判开始了。他说，不会停止。"
    assert decode(text.encode("utf-16-le")).text == decode(text.encode("utf-16-be")).text == text


def test_windows_1252() -> None:
    decoded = decode("“Café” – the ministers’ déjà vu".encode("cp1252"))
    assert (decoded.text, decoded.encoding, decoded.warnings) == (
        "“Café” – the ministers’ déjà vu",
        "cp1252",
        (),
    )


def test_utf8_and_windows_1252_in_one_file() -> None:
    decoded = decode("“one” café\n".encode() + "“two” café 👍".encode("cp1252", "ignore") + " 👍".encode())
    assert decoded.text == "“one” café\n“two” café  👍"
    assert decoded.warnings == (MIXED,)


def test_a_declared_encoding_is_believed_unless_the_bytes_say_otherwise() -> None:
    assert decode("Привет".encode("cp1251"), declared="windows-1251").text == "Привет"
    assert decode("Привет".encode(), declared="windows-1251").text == "Привет"
    assert decode(b"caf\xe9", declared="iso-8859-1").text == "café"
    assert decode(b"caf\xe9", declared="no-such-thing").text == "café"
    assert decode(b"caf\xe9", declared="hex").text == "café"


def test_a_guess_is_said_to_be_one() -> None:
    assert decode("Мирные переговоры".encode("cp1251")).warnings == (GUESSED,)


def test_line_ends_become_newlines() -> None:
    assert decode("a\r\nb\rc\u2028d\u2029e\x85f\x0cg\n".encode()).text == "a\nb\nc\nd\ne\nf\ng\n"


def test_nothing_is_normalised() -> None:
    text = "cafe\u0301 ﬁ a\u00a0b می‌خواهد \u00ad"
    assert decode(text.encode()).text == text


def test_nul_characters_are_removed_and_mentioned() -> None:
    decoded = decode(b"he\x00llo wor\x00ld")
    assert (decoded.text, decoded.warnings) == ("hello world", (NULS,))


def test_lone_surrogates_are_replaced_and_mentioned() -> None:
    assert decode(b"a \xed\xa0\x80 b \xe2\x80\x9c").text == "a \ufffd b “"
    assert tidy_text("a\ud800b").text == "a\ufffdb"
    assert tidy_text("a\ud83d\udc4db").text == "a👍b"
    assert decode(codecs.BOM_UTF16_LE + "ab ".encode("utf-16-le") + b"\x00\xd8").warnings == (REPLACED,)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b" \r\n\t", "no words"),
        (b"\xef\xbb\xbf", "no words"),
        (b"\x00" * 99, "no words"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"GIF89a..", "a GIF picture"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (bytes(range(256)) * 20, "not a text"),
    ],
)
def test_what_is_not_a_text_is_refused_with_the_reason(data: bytes, sentence: str) -> None:
    with pytest.raises(ReadingError, match=sentence) as refused:
        decode(data)
    assert refused.value.sentence.endswith(".")


@given(
    st.binary(max_size=200),
    st.sampled_from(["", "utf-16", "windows-1251", "idna", "punycode", "undefined", "\x00"]),
)
@example(codecs.BOM_UTF32_BE + b"\xff\xff\xff\xff", "")
def test_any_bytes_are_read_or_refused(data: bytes, declared: str) -> None:
    with contextlib.suppress(ReadingError):
        text = decode(data, declared=declared).text
        text.encode("utf-8")
        assert text.strip()
        assert not set(text) & set("\x00\r\u2028\u2029\x85")


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=60))
def test_all_of_windows_1252_survives(text: str) -> None:
    data = (text + "é!").encode("cp1252")
    decoded = decode(data)
    if decoded.encoding == "cp1252":
        assert decoded.text == text + "é!"


@pytest.mark.parametrize("data", [b"word " * 6_000_000, b"\xe9 w" * 10_000_000])
def test_thirty_megabytes_of_one_line_are_read_in_moments(data: bytes) -> None:
    began = time.process_time()
    assert len(decode(data).text) == len(data)
    assert time.process_time() - began < 8
