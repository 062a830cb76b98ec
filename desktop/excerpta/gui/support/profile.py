"""The profile is a folder of the user: the window's settings, the first library, the lock files.

Question: QSettings or a file? Choice: one JSON file that is written aside and renamed. Why: it can
be read, copied and thrown away, and `--profile-dir` moves all of it at once.
"""

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

from excerpta.core.model.errors import LibraryError

SAMPLE_NAME = "Sample library.excerpta"
_LIBRARIES = 30
_LOG = logging.getLogger(__name__)


def default_profile() -> Path:
    """Where the platform keeps a program's data of one user."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "Excerpta"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Excerpta"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "excerpta"


class Profile:
    """The folder and its settings.

    Attributes:
        folder: made when it is not there.

    Raises:
        LibraryError: the folder cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"The folder for Excerpta's settings, “{folder}”, cannot be made: {error.strerror}.",
                "Start it with --profile-dir and a folder where you may write.",
            ) from error
        self._path = folder / "settings.json"
        self._values: dict[str, Any] = self._read()

    def get(self, key: str, default: Any) -> Any:
        """A setting, or `default` when it is not there or of another type."""
        value = self._values.get(key, default)
        return value if isinstance(value, type(default)) or default is None else default

    def set(self, key: str, value: Any) -> None:
        """Keep a setting, at once; where the disk refuses, until the program ends."""
        if self._values.get(key) == value:
            return
        self._values[key] = value
        part = self._path.with_suffix(".part")
        try:
            part.write_text(json.dumps(self._values, indent=1, ensure_ascii=False), encoding="utf-8")
            part.replace(self._path)
        except OSError as error:
            _LOG.info("settings were not kept: %s", error)

    def get_for(self, key: str, library: Path, default: Any) -> Any:
        """A setting that belongs to one library."""
        value = self.get(key, {}).get(str(library), default)
        return value if isinstance(value, type(default)) or default is None else default

    def set_for(self, key: str, library: Path, value: Any) -> None:
        """Keep a setting of one library; the libraries that were not opened for longest are forgotten."""
        others = {path: kept for path, kept in self.get(key, {}).items() if path != str(library)}
        latest = list(others.items())[-_LIBRARIES:]
        self.set(key, {**dict(latest), str(library): value})

    @property
    def sample_path(self) -> Path:
        """Where the user's own copy of the sample library is."""
        return self.folder / SAMPLE_NAME

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return values if isinstance(values, dict) else {}
