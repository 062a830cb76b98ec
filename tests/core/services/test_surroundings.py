"""Folders that are synchronised are known by what such programs leave in them, and by their names."""

from pathlib import Path

import pytest

from excerpta.core.services.surroundings import synchronised_by


@pytest.mark.parametrize(
    ("folder", "mark", "service"),
    [
        ("Dropbox/work", "", "Dropbox"),
        ("any/work", ".dropbox", "Dropbox"),
        ("OneDrive - University/x", "", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "", "iCloud Drive"),
        ("cloud/x", ".sync_0a1b2c.db", "Nextcloud"),
        ("cloud/x", ".stfolder", "Syncthing"),
        ("My OneDrive notes", "", ""),
        ("plain", "", ""),
    ],
)
def test_marks(tmp_path: Path, folder: str, mark: str, service: str) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    if mark:
        (place.parent / mark).touch()
    assert synchronised_by(place / "talks.excerpta") == service
