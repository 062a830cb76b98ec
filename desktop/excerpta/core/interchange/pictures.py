"""Pictures of a page come from within the page or from files beside it; none is ever fetched.

Question: which files may a page name? Choice: those inside its own folder, named relatively, links
followed only where they stay inside. Why: a page is a stranger's, and could otherwise bring any
picture of the disk, or wait on another machine's, by an innocent-looking address.

A drawing (SVG) is left out: it is a program for its renderer, with addresses of its own.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import Enum
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from excerpta.core.interchange.picture_headers import picture_header
from excerpta.core.model.document import Article, Asset

LARGEST_PICTURE = 20_000_000
"""How many bytes one picture may have."""

LARGEST_SUM = 60_000_000
"""How many bytes the pictures of one page may have together."""

MOST_PIXELS = 50_000_000
"""How many pixels one picture may have: drawing it takes four bytes for each."""

_DATA = re.compile(r"data:([^,]{0,200}),", re.IGNORECASE)
_SPACER = 2
"""A picture so many pixels wide or high only keeps a place, or counts readers."""

_LARGE = 64
"""A picture so many pixels wide and high is looked at; a smaller one in a line is read with it."""

_SHOWN_NAMES = 3


class _Reason(Enum):
    """Why a picture was left out: the end of the sentence for one, and for several."""

    WEB = ("is on the web and was not fetched", "are on the web and were not fetched")
    MISSING = ("did not come with the page", "did not come with the page")
    OUTSIDE = (
        "is not in the page's folder and was left out",
        "are not in the page's folder and were left out",
    )
    LARGE = (
        f"is larger than {LARGEST_PICTURE // 1_000_000} MB and was left out",
        f"are larger than {LARGEST_PICTURE // 1_000_000} MB and were left out",
    )
    FULL = (
        f"goes beyond the {LARGEST_SUM // 1_000_000} MB that a page may bring and was left out",
        f"go beyond the {LARGEST_SUM // 1_000_000} MB that a page may bring and were left out",
    )
    PIXELS = (
        f"has more than {MOST_PIXELS // 1_000_000} million pixels and was left out",
        f"have more than {MOST_PIXELS // 1_000_000} million pixels and were left out",
    )
    KIND = (
        "is no PNG, JPEG, GIF or WebP and was left out",
        "are no PNG, JPEG, GIF or WebP and were left out",
    )
    DAMAGED = ("is damaged and was left out", "are damaged and were left out")
    INSIDE = ("stands inside a line and is not shown", "stand inside lines and are not shown")
    SPACER = ("", "")


class PictureFinder:
    """Finds the pictures of one page, each once, and remembers which it could not bring."""

    def __init__(
        self, page: Path | None = None, *, part: Callable[[str], bytes | None] | None = None
    ) -> None:
        """Where pictures are looked for.

        Args:
            page: the file that is being read; None where there is none, as for what was pasted.
            part: of a file that holds its pictures itself, the bytes of the one at an address.
        """
        self._part = part
        self._folder = None if page is None else page.parent
        self._known: dict[str, Asset | _Reason] = {}
        self._assets: dict[str, Asset] = {}
        self._names: dict[str, str] = {}
        self._missed: dict[_Reason, dict[str, str]] = {}
        self._size = 0
        self._is_full = False

    def find(self, addresses: Iterable[str]) -> str:
        """The SHA-256, in hex, of the first picture that can be brought of the places one may lie at.

        Empty where none can, which `complete` will tell of.
        """
        missed: tuple[_Reason, str] | None = None
        for address in addresses:
            found = self._known.get(address)
            if found is None:
                found = self._known[address] = self._look(address)
            if isinstance(found, Asset):
                self._names.setdefault(found.sha256, _name(address))
                return found.sha256
            if found is not _Reason.SPACER and missed is None:
                missed = found, address
        if missed is not None:
            reason, address = missed
            self._missed.setdefault(reason, {})[address] = _name(address)
        return ""

    def fills_lines(self, sha256: str) -> bool:
        """Whether a picture that was found is larger than those that stand in a line of text."""
        asset = self._assets.get(sha256)
        return asset is not None and min(asset.width, asset.height) >= _LARGE

    def complete(self, article: Article) -> Article:
        """The article with the pictures that its blocks show, and a warning for those that are not there."""
        shown = dict.fromkeys(block.image for block in article.blocks if block.image)
        inside = {sha256: self._names[sha256] for sha256 in self._assets if sha256 not in shown}
        missed = self._missed | ({_Reason.INSIDE: inside} if inside else {})
        warnings = tuple(_sentence(reason, list(names.values())) for reason, names in missed.items())
        if not shown and not warnings:
            return article
        assets = tuple(self._assets[sha256] for sha256 in shown)
        return replace(article, assets=assets, warnings=(*article.warnings, *warnings))

    def _look(self, address: str) -> Asset | _Reason:
        if self._is_full:
            return _Reason.FULL
        data = _embedded(address) if address[:5].lower() == "data:" else self._beside(address)
        if isinstance(data, _Reason):
            return data
        header = picture_header(data)
        if header is None:
            return _Reason.KIND
        if not header.width or not header.height:
            return _Reason.DAMAGED
        if min(header.width, header.height) <= _SPACER:
            return _Reason.SPACER
        if header.width * header.height > MOST_PIXELS:
            return _Reason.PIXELS
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 not in self._assets:
            self._is_full = self._size + len(data) > LARGEST_SUM
            if self._is_full:
                return _Reason.FULL
            self._size += len(data)
            self._assets[sha256] = Asset(sha256, header.media_type, header.width, header.height, data)
        return self._assets[sha256]

    def _beside(self, address: str) -> bytes | _Reason:
        """The file that a page names, if it is one of the page's own."""
        inside = self._part(address) if self._part else None
        if inside is not None:
            return _Reason.LARGE if len(inside) > LARGEST_PICTURE else inside
        # As browsers do; and on some systems two backslashes would begin the name of another machine.
        try:
            parts = urlsplit(address.replace("\\", "/"))
        except ValueError:
            return _Reason.MISSING
        if parts.netloc or parts.scheme in ("http", "https", "ftp"):
            return _Reason.WEB
        name = unquote(parts.path)
        if parts.scheme:
            return _Reason.OUTSIDE
        if self._folder is None or not name or name.startswith("/"):
            return _Reason.MISSING
        if PureWindowsPath(name).anchor or ".." in PureWindowsPath(name).parts:
            return _Reason.OUTSIDE
        return _file_inside(self._folder, name)


def _file_inside(folder: Path, name: str) -> bytes | _Reason:
    try:
        path = folder / name
        if not path.is_file():
            return _Reason.MISSING
        path = path.resolve()
        if not path.is_relative_to(folder.resolve()):
            return _Reason.OUTSIDE
        if path.stat().st_size > LARGEST_PICTURE:
            return _Reason.LARGE
        return path.read_bytes()
    except (OSError, RuntimeError, ValueError):
        # Not to be read, a circle of links, a name that no file can have.
        return _Reason.MISSING


def _embedded(address: str) -> bytes | _Reason:
    """The bytes of a `data:` address (RFC 2397)."""
    opening = _DATA.match(address)
    if opening is None:
        return _Reason.DAMAGED
    if len(address) - opening.end() > LARGEST_PICTURE * 3:
        return _Reason.LARGE
    data = unquote_to_bytes(address[opening.end() :])
    if opening[1].lower().replace(" ", "").endswith(";base64"):
        data = b"".join(data.split()).translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
        try:
            data = base64.b64decode(data + b"=" * (-len(data) % 4), validate=True)
        except binascii.Error:
            return _Reason.DAMAGED
    return _Reason.LARGE if len(data) > LARGEST_PICTURE else data


def _name(address: str) -> str:
    """What a picture is called in a sentence; empty for one that lies in the page itself."""
    if address[:5].lower() == "data:":
        return ""
    path = re.split(r"[?#]", address.replace("\\", "/"), maxsplit=1)[0].rstrip("/")
    name = " ".join(unquote(path.rpartition("/")[2]).split())
    return name if len(name) <= 60 else f"{name[:59]}…"


def _sentence(reason: _Reason, names: list[str]) -> str:
    one, several = reason.value
    if len(names) == 1:
        return f"{f'The picture “{names[0]}”' if names[0] else 'A picture in the page'} {one}."
    listed = ", ".join(f"“{name}”" for name in names[:_SHOWN_NAMES] if name)
    more = ", …" if len(names) > _SHOWN_NAMES else ""
    return f"{len(names)} pictures {f'({listed}{more}) ' if listed else ''}{several}."
