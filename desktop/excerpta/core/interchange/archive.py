"""An archive is looked through before anything is taken out of it, and gives no more than it may.

Question: what is trusted of what a ZIP says about itself? Choice: its names, once they are seen to lie
inside of it; its sizes only to refuse early, for every member is counted again as it unpacks. Why: a
bomb states whatever sizes it likes.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from excerpta.core.model.errors import ReadingError

MOST_MEMBERS = 20_000
"""How many files an archive may hold."""

LARGEST_UNPACKED = 300_000_000
"""How many bytes may be taken out of one archive, and out of those within it."""

MOST_RATIO = 250
"""How many times its packed size a large member may have."""

_LARGE = 5_000_000
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)

DAMAGED = "The file is damaged: not all of it can be unpacked."
BOMB = "The file unpacks to far more than any article needs and was not opened."
ENCRYPTED = "The file is protected with a password."
ENCRYPTED_ADVICE = "Open it in the program that made it and save it without a password."
SAVE_AGAIN = "Open it in the program that made it and save it again."


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked; one for an archive and all that lie within it."""

    left: int = LARGEST_UNPACKED

    def take(self, size: int) -> None:
        """Count what was unpacked.

        Raises:
            ReadingError: it was too much.

        """
        self.left -= size
        if self.left < 0:
            raise ReadingError(BOMB, "Unpack it yourself and import what is wanted.")


class Archive:
    """The files in a ZIP by their names, with `/` between folders.

    Attributes:
        names: of all files that lie inside of it, in its own order.
        refused: of those that would not, by name, with why each was left out.

    """

    def __init__(self, data: bytes, budget: Budget | None = None) -> None:
        """Raises ReadingError for what cannot be opened, or holds or says too much."""
        self.budget = budget or Budget()
        self.refused: dict[str, str] = {}
        self._members: dict[str, zipfile.ZipInfo] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            listed = self._zip.infolist()
        except _BROKEN as error:
            raise ReadingError(DAMAGED, SAVE_AGAIN) from error
        if len(listed) > MOST_MEMBERS:
            raise ReadingError(f"The archive holds more than {MOST_MEMBERS:,} files.", "Split it into parts.")
        for member in listed:
            self._look_at(member)
        self.names = tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    @property
    def is_encrypted(self) -> bool:
        """Whether any file in it wants a password."""
        return any(member.flag_bits & 1 for member in self._members.values())

    def size(self, name: str) -> int:
        """How many bytes a member says it has, unpacked."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """The bytes of a member.

        Raises:
            ReadingError: it is not there, is damaged, encrypted, or unpacks to too much.

        """
        member = self._members.get(name)
        if member is None:
            raise ReadingError(f"The file is damaged: a part of it is missing ({name}).", SAVE_AGAIN)
        if member.flag_bits & 1:
            raise ReadingError(ENCRYPTED, ENCRYPTED_ADVICE)
        if member.file_size > self.budget.left or _is_bomb(member):
            raise ReadingError(BOMB, "Unpack it yourself and import what is wanted.")
        parts: list[bytes] = []
        try:
            with self._zip.open(member) as file:
                while chunk := file.read(_CHUNK):
                    self.budget.take(len(chunk))
                    parts.append(chunk)
        except _BROKEN as error:
            raise ReadingError(DAMAGED, SAVE_AGAIN) from error
        return b"".join(parts)

    def part(self, name: str) -> bytes | None:
        """The bytes of a member that may be missing or broken; None where it is."""
        try:
            return self.read(name) if name in self._members else None
        except ReadingError:
            return None

    def _look_at(self, member: zipfile.ZipInfo) -> None:
        name = member.filename.replace("\\", "/")
        if member.is_dir():
            return
        if _leads_out(name):
            self.refused[name] = "names a place outside of the archive and was left out"
        elif stat.S_ISLNK(member.external_attr >> 16):
            self.refused[name] = "is a link to another file and was left out"
        else:
            self._members.setdefault(name, member)


def _leads_out(name: str) -> bool:
    windows = PureWindowsPath(name)
    return bool(windows.anchor) or ".." in PurePosixPath(name).parts or "\x00" in name or not name


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _LARGE and member.file_size > MOST_RATIO * max(1, member.compress_size)
