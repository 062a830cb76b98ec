"""Folders that are synchronised are known by what such programs leave in them, and by their names."""

from pathlib import Path

import pytest

from excerpta.core.services.surroundings import is_on_network, risk_of, synchronised_by


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


def test_a_network_share_is_told_by_the_list_of_mounts(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n//server/share /mnt/the\\040share cifs rw 0 0\n"
        "x /mnt/the\\040share/own ext4 rw 0 0\n"
    )
    assert is_on_network(Path("/mnt/the share/a/talks.excerpta"), mounts)
    assert not is_on_network(Path("/mnt/the share/own/talks.excerpta"), mounts)
    assert not is_on_network(Path("/mnt/the sharer/talks.excerpta"), mounts)
    assert not is_on_network(Path("/home/me/talks.excerpta"), mounts)
    assert not is_on_network(Path("/home/me/talks.excerpta"), tmp_path / "missing")
    assert risk_of(tmp_path / "talks.excerpta") == ""
