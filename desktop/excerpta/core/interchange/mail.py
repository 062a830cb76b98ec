"""Mails (EML) and pages saved in one file by browsers (MHTML), which are written the same way.

Of a mail the body is read, as HTML where there is any; sender, day and subject become its author,
date and title. Of a saved page the page is read, with the pictures that were saved with it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import unquote, urljoin

from excerpta.core.interchange.archive import SAVE_AGAIN
from excerpta.core.interchange.decoding import decode
from excerpta.core.interchange.pictures import PictureFinder
from excerpta.core.interchange.text import read_text
from excerpta.core.model.document import Article, PartialDate, Provenance
from excerpta.core.model.errors import ReadingError

_MOST_PARTS = 2_000
_SHOWN = 10
_WEB = ("http://", "https://")
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_DATE = re.compile(r"(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (\d{4})")


def read_mail(data: bytes) -> Article:
    """The words, blocks, spans, pictures and headers of a mail or a saved page.

    Raises:
        ReadingError: it is damaged, or has no body that is a text.

    """
    message = message_from_bytes(data, policy=policy.default)
    parts = list(_leaves(message))
    saved = _saved_page(message, parts)
    if saved is not None:
        return _read_page(message, saved, parts)
    body = _body(parts)
    if body is None:
        # What was only passed on has its words in the mail within the mail.
        parts = [one for part in parts for one in _leaves(*_mails_in(part))] or parts
        body = _body(parts)
    if body is None:
        raise ReadingError("The mail holds no text.", "Save what is attached to it and import that.")
    if body.get_content_type() == "text/html":
        from excerpta.core.interchange.html import read_html

        finder = PictureFinder(part=_Parts(parts, "").find)
        article = read_html(_bytes(body), finder, declared=_charset(body), is_page=False)
    else:
        article = _read_plain([one for one in parts if _is_body(one, "text/plain")])
    return _described(article, message, [one for one in parts if one is not body])


def _read_plain(bodies: list[EmailMessage]) -> Article:
    """The words of the plain parts of a mail, one below the other: lists add theirs as parts of their own."""
    texts: list[str] = []
    warnings: list[str] = []
    for body in bodies:
        decoded = decode(_bytes(body), declared=_charset(body))
        texts.append(_unflowed(decoded.text) if body.get_param("format", "") == "flowed" else decoded.text)
        warnings += decoded.warnings
    return replace(read_text("\n\n".join(texts)), warnings=tuple(dict.fromkeys(warnings)))


def _body(parts: list[EmailMessage]) -> EmailMessage | None:
    """The part with the words, in HTML if there is one."""
    return next((one for kind in ("text/html", "text/plain") for one in parts if _is_body(one, kind)), None)


def _mails_in(part: EmailMessage) -> list[EmailMessage]:
    payload = part.get_payload()
    if part.get_content_type() != "message/rfc822" or not isinstance(payload, list):
        return []
    return [one for one in payload if isinstance(one, EmailMessage)]


def _leaves(*messages: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, in their order; a mail within a mail is one of them."""
    waiting, seen = list(messages), 0
    while waiting:
        part = waiting.pop(0)
        seen += 1
        if seen > _MOST_PARTS:
            raise ReadingError("The mail has far more parts than any mail needs.", SAVE_AGAIN)
        if part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), list):
            waiting[:0] = [one for one in part.get_payload() if isinstance(one, EmailMessage)]
        else:
            yield part


def _saved_page(message: EmailMessage, parts: list[EmailMessage]) -> EmailMessage | None:
    """The page of a file that a browser saved: the first one, with an address from the web."""
    pages = [one for one in parts if one.get_content_type() in ("text/html", "application/xhtml+xml")]
    if message.get_content_type() == "multipart/related" and pages:
        is_saved = "Snapshot-Content-Location" in message or "Content-Location" in pages[0]
        return pages[0] if is_saved else None
    return None


def _read_page(message: EmailMessage, page: EmailMessage, parts: list[EmailMessage]) -> Article:
    from excerpta.core.interchange.html import read_html

    address = _line(page, "Content-Location") or _line(message, "Snapshot-Content-Location")
    base = address if address.lower().startswith(_WEB) else ""
    finder = PictureFinder(part=_Parts(parts, base).find)
    article = read_html(_bytes(page), finder, declared=_charset(page), base=base)
    return replace(article, url=article.url or base, title=article.title or _line(message, "Subject"))


class _Parts:
    """The parts of a message by their ids and addresses."""

    def __init__(self, parts: list[EmailMessage], base: str) -> None:
        self._base = base
        self._parts: dict[str, EmailMessage] = {}
        for part in parts:
            if part.get_content_maintype() == "image":
                name = _line(part, "Content-ID").strip("<>")
                self._parts.setdefault(f"cid:{name}", part)
                self._parts.setdefault(_line(part, "Content-Location"), part)

    def find(self, address: str) -> bytes | None:
        """The bytes of the picture at an address of the page."""
        if address.lower().startswith("cid:"):
            part = self._parts.get(f"cid:{unquote(address[4:])}")
        else:
            part = self._parts.get(address) or self._parts.get(_joined(self._base, address))
        return None if part is None else _bytes(part)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _is_body(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == kind and not part.is_attachment() and bool(_bytes(part).strip())


def _bytes(part: EmailMessage) -> bytes:
    """What a part holds, its transfer encoding undone."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: EmailMessage) -> str:
    return part.get_content_charset("") or ""


def _line(message: EmailMessage, name: str) -> str:
    """A header as one line; empty where there is none, or none that can be read."""
    try:
        value = str(message.get(name, ""))
    except (MessageError, ValueError, IndexError, AttributeError, TypeError):
        # Python's own parser of headers gives up on some that are damaged.
        return ""
    line = " ".join(value.split())
    return line.encode("utf-8", "replace").decode("utf-8")


def _described(article: Article, message: EmailMessage, others: list[EmailMessage]) -> Article:
    """The article with sender, day and subject, and a warning that names what was attached."""
    name, address = parseaddr(_line(message, "From"))
    day = _day(message)
    attached = [one for one in others if one.is_attachment() or not _is_shown(one)]
    return replace(
        article,
        title=_line(message, "Subject") or article.title,
        author=" ".join(name.split()) or address,
        published=PartialDate(day, Provenance.METADATA) if day else article.published,
        warnings=(*article.warnings, *_told(attached)),
    )


def _is_shown(part: EmailMessage) -> bool:
    """Whether a part is another form of the body, or a picture for it."""
    kind = part.get_content_type()
    return kind.startswith("text/") or (kind.startswith("image/") and "Content-ID" in part)


def _told(attached: list[EmailMessage]) -> tuple[str, ...]:
    if not attached:
        return ()
    names = [_file_name(one) for one in attached[:_SHOWN]]
    more = ", …" if len(attached) > _SHOWN else ""
    listed = ", ".join(f"“{name}”" for name in names)
    one, several = "attachment is", "attachments are"
    number = f"{len(attached)} {one if len(attached) == 1 else several}"
    return (f"{number} not part of the text: {listed}{more}. Save and import what is wanted.",)


def _file_name(part: EmailMessage) -> str:
    try:
        name = part.get_filename("")
    except (MessageError, ValueError, TypeError, AttributeError):
        name = ""
    return " ".join(str(name).split()).encode("utf-8", "replace").decode()[:80] or part.get_content_type()


def _day(message: EmailMessage) -> str:
    """The day on which it was sent, where the sender was."""
    found = re.search(
        r"(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (\d{4})", _line(message, "Date")
    )
    if not found:
        return ""
    months = "JanFebMarAprMayJunJulAugSepOctNovDec"
    from excerpta.core.interchange.html_metadata import iso_date

    return iso_date(f"{found[3]}-{months.index(found[2]) // 3 + 1:02}-{int(found[1]):02}")


def _unflowed(text: str) -> str:
    """Lines that end with a space go on in the next one (RFC 3676); the mark of a signature does not."""
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        if goes_on:
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(lines)
