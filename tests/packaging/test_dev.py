"""The developer's command: what it takes for set up, and what it says when something is missing."""

import importlib.util
import stat
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """packaging/dev.py, whose checkout is an empty folder with two small locks."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    spec = importlib.util.spec_from_file_location("dev", ROOT / "packaging" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "LOCKS", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    for lock in ("run", "dev"):
        (tmp_path / f"{lock}.txt").write_text(f"{lock}==1\n", encoding="utf-8")
    return module


@pytest.fixture
def installed(dev: ModuleType) -> Path:
    """An environment in which the run-time lock was installed."""
    site = dev.VENV / "lib" / "python3.11" / "site-packages"
    site.mkdir(parents=True)
    (dev.VENV / "bin").mkdir()
    dev.PYTHON.symlink_to(sys.executable)
    dev.put_on_path()
    dev.stamp("run").write_text(dev.state("run"), encoding="utf-8")
    return dev.VENV


def test_nothing_is_set_up_at_first(dev: ModuleType) -> None:
    assert not dev.is_set_up("run")
    assert not dev.environment_works()


def test_an_installed_lock_is_set_up_until_it_changes(dev: ModuleType, installed: Path) -> None:
    assert dev.is_set_up("run")
    assert not dev.is_set_up("dev")
    (dev.LOCKS / "run.txt").write_text("run==2\n", encoding="utf-8")
    assert not dev.is_set_up("run")


def test_a_checkout_that_moved_is_set_up_anew(
    dev: ModuleType, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "ROOT", dev.ROOT / "elsewhere")
    assert not dev.is_set_up("run")


def test_an_environment_whose_python_is_gone_is_broken(dev: ModuleType, installed: Path) -> None:
    dev.PYTHON.unlink()
    dev.PYTHON.symlink_to(installed / "gone")
    assert not dev.is_set_up("run")
    assert not dev.environment_works()
    dev.remove_environment()
    assert not installed.exists()


def test_running_is_content_with_what_development_installed(
    dev: ModuleType, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.stamp("run").rename(dev.stamp("dev"))
    dev.stamp("dev").write_text(dev.state("dev"), encoding="utf-8")
    monkeypatch.setattr(dev, "make_environment", lambda: pytest.fail("made anew"))
    dev.set_up("run", ())


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_installed_command_starts_the_program(dev: ModuleType, installed: Path) -> None:
    command = installed / "bin" / "excerpta"
    assert command.stat().st_mode & stat.S_IXUSR
    assert '-m excerpta "$@"' in command.read_text("utf-8")
    (path,) = installed.glob("lib/python3*/site-packages/*.pth")
    assert path.read_text("utf-8").strip() == str(dev.ROOT / "desktop")


def test_a_missing_venv_module_is_named_in_one_line(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 1, "ensurepip is not available", "")
    monkeypatch.setattr(dev, "subprocess", SimpleNamespace(run=lambda *_, **__: failed))
    with pytest.raises(dev.SetUpError, match="apt-get install -y python3-venv"):
        dev.make_environment()


def test_another_python_is_refused_kindly(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "sys", SimpleNamespace(version_info=(3, 14, 0)))
    with pytest.raises(dev.SetUpError, match=r"3\.11 to 3\.13 is needed"):
        dev.set_up("run", ())


def test_only_packages_under_none_of_their_names_are_missing(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    import system_packages

    answer = subprocess.CompletedProcess([], 1, "new-name installed\nremoved config-files\n", "")
    monkeypatch.setattr(system_packages, "subprocess", SimpleNamespace(run=lambda *_, **__: answer))
    asked = ["new-name|old-name", "removed", "unknown"]
    assert system_packages.missing_packages(asked) == ["removed", "unknown"]


def test_without_rights_the_line_to_run_is_printed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import system_packages

    monkeypatch.setattr(system_packages, "missing_packages", list)
    monkeypatch.setattr(system_packages, "shutil", SimpleNamespace(which=lambda name: f"/usr/bin/{name}"))
    monkeypatch.setattr(system_packages, "os", SimpleNamespace(geteuid=lambda: 1000))
    system_packages.install_system_packages(["libgl1", "libegl1"])
    said = capsys.readouterr().out
    assert "sudo apt-get install -y --no-install-recommends libgl1 libegl1\n" in said
