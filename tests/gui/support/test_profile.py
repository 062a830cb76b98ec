"""Settings survive a restart, a damaged file, a full disk and another type."""

import json
from pathlib import Path

import pytest

from excerpta.core.model.errors import LibraryError
from excerpta.gui.support.profile import Profile, default_profile


def test_a_setting_survives(tmp_path: Path) -> None:
    Profile(tmp_path / "p").set("theme", "dark")
    assert Profile(tmp_path / "p").get("theme", "system") == "dark"
    assert not list((tmp_path / "p").glob("*.part"))


def test_a_setting_of_another_type_is_not_believed(tmp_path: Path) -> None:
    Profile(tmp_path).set("type_size", "huge")
    assert Profile(tmp_path).get("type_size", 17) == 17


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "null", "\0"])
def test_a_damaged_file_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text)
    profile = Profile(tmp_path)
    assert profile.get("theme", "system") == "system"
    profile.set("theme", "sepia")
    assert json.loads((tmp_path / "settings.json").read_text()) == {"theme": "sepia"}


def test_every_library_has_its_own_and_the_oldest_are_forgotten(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    for number in range(40):
        profile.set_for("document", Path(f"/l/{number}.excerpta"), number)
    profile.set_for("document", Path("/l/20.excerpta"), 7)
    again = Profile(tmp_path)
    assert again.get_for("document", Path("/l/39.excerpta"), 0) == 39
    assert again.get_for("document", Path("/l/20.excerpta"), 0) == 7
    assert again.get_for("document", Path("/l/0.excerpta"), 0) == 0
    assert len(again.get("document", {})) <= 31


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    (tmp_path / "p" / "settings.part").mkdir()
    profile.set("theme", "dark")
    assert profile.get("theme", "system") == "dark"
    assert Profile(tmp_path / "p").get("theme", "system") == "system"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="cannot be made"):
        Profile(tmp_path / "file" / "p")


def test_the_default_is_in_the_users_own_data(own_home: Path) -> None:
    assert own_home in default_profile().parents
