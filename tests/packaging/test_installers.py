"""What the package tells the desktop agrees with the program, and what is left out of it is left out."""

import configparser
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

from excerpta import __version__
from excerpta.__main__ import SUFFIX
from excerpta.cli import VERBS
from excerpta.core.store.schema import APPLICATION_ID

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "resources" / "linux"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
KIND = "application/vnd.excerpta.library+sqlite3"


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "installers"))
    import frozen

    return frozen


@pytest.fixture
def manual(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "installers"))
    import manual

    return manual


@pytest.mark.parametrize(
    ("name", "source", "kept"),
    [
        ("PySide6/Qt/lib/libQt6Gui.so.6", "/venv/PySide6/Qt/lib/libQt6Gui.so.6", True),
        ("PySide6/Qt/lib/libQt6Network.so.6", "/venv/PySide6/Qt/lib/libQt6Network.so.6", False),
        ("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/venv/libqxcb.so", True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", "/venv/libqopensslbackend.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", "/venv/qtbase_de.qm", True),
        ("PySide6/Qt/translations/assistant_de.qm", "/venv/assistant_de.qm", False),
        ("excerpta/_resources/themes/light.toml", "/source/resources/themes/light.toml", True),
    ],
)
def test_what_comes_along(frozen: ModuleType, name: str, source: str, kept: bool) -> None:
    assert frozen.is_wanted(name, source) is kept


def test_of_the_systems_libraries_only_python_comes_along(
    frozen: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    place = "/usr/lib/x86_64-linux-gnu"
    assert not frozen.is_wanted("libxcb.so.1", f"{place}/libxcb.so.1")
    assert frozen.is_wanted("libpython3.11.so.1.0", f"{place}/libpython3.11.so.1.0")
    assert frozen.is_wanted("python3.11/lib-dynload/_json.so", "/usr/lib/python3.11/lib-dynload/_json.so")


def test_the_program_has_one_version_and_one_name(frozen: ModuleType) -> None:
    assert frozen.version(ROOT) == __version__
    assert {path.name.removesuffix(path.suffix) for path in LINUX.iterdir()} >= {frozen.APP_ID}
    metainfo = ET.parse(LINUX / f"{frozen.APP_ID}.metainfo.xml").getroot()
    assert metainfo.findtext("id") == frozen.APP_ID
    assert next(one.get("version") for one in metainfo.iter("release")) == __version__


def test_entry_kind_and_description_mean_the_same_files(frozen: ModuleType) -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # its keys have capitals
    entry.read(LINUX / f"{frozen.APP_ID}.desktop", "utf-8")
    assert entry["Desktop Entry"]["MimeType"] == f"{KIND};"
    assert entry["Desktop Entry"]["Icon"] == frozen.APP_ID
    kind = ET.parse(LINUX / f"{frozen.APP_ID}.xml").getroot().find(f"{MIME}mime-type")
    assert kind is not None
    assert kind.get("type") == KIND
    assert [one.get("pattern") for one in kind.iter(f"{MIME}glob")] == [f"*{SUFFIX}"]
    marks = {one.get("offset"): one.get("value") for one in kind.iter(f"{MIME}match")}
    assert marks["68"] == APPLICATION_ID.to_bytes(4, "big").decode("ascii")
    metainfo = ET.parse(LINUX / f"{frozen.APP_ID}.metainfo.xml").getroot()
    assert [one.text for one in metainfo.iter("mediatype")] == [KIND]


def test_the_tools_of_the_desktop_find_nothing_wrong(frozen: ModuleType) -> None:
    tools = {
        "desktop-file-validate": [f"{frozen.APP_ID}.desktop"],
        "appstreamcli": ["validate", "--no-net", f"{frozen.APP_ID}.metainfo.xml"],
    }
    there = {name: rest for name, rest in tools.items() if shutil.which(name)}
    if not there:
        pytest.skip("neither desktop-file-utils nor appstream is installed")
    for name, rest in there.items():
        done = subprocess.run([name, *rest], cwd=LINUX, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_manual_tells_of_every_verb(manual: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setenv("COLUMNS", "78")
    page = manual.page(__version__)
    for verb in VERBS:
        escaped = verb.replace("-", r"\-")
        assert f".SS {escaped}\n.nf\nusage: excerpta {escaped}" in page
    assert not any(line.startswith((".0", "'")) for line in page.splitlines())
