"""Builds the Debian package into `dist`, from the frozen program: one command on Debian 12 or newer.

Question: a source package with debhelper? Choice: the tree is laid out here and packed by dpkg-deb.
Why: what is packed is a frozen program, which no Debian tool builds, strips or splits; and two builds
of the same source give the same bytes, because every time in the package is the source's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import build_frozen
import build_icons
import debian_control
import frozen
import manual

ROOT = Path(__file__).resolve().parents[2]
TREE = ROOT / "build" / "deb"
DIST = ROOT / "dist"
RESOURCES = ROOT / "resources" / "linux"
_UNSTRIPPED = ("libicu", "libpdfium")
"""Libraries that are shipped with names for a debugger, which nobody here reads."""


def main() -> None:
    """Build it, and say where it is and how large."""
    os.umask(0o022)
    folder = build_frozen.freeze()
    version = frozen.version(ROOT)
    architecture = _answer("dpkg", "--print-architecture")
    shutil.rmtree(TREE, ignore_errors=True)
    _program(folder)
    _desktop()
    documents = _documents()
    binaries = [one for one in folder.rglob("*") if one.is_file() and not one.is_symlink() and _is_elf(one)]
    depends = debian_control.depends_of(binaries, {one.parent for one in binaries})
    control = TREE / "DEBIAN"
    control.mkdir()
    size = sum(one.lstat().st_size for one in TREE.rglob("*") if one.is_file())
    debian_control.write(
        control, documents, version=version, architecture=architecture, depends=depends, size=size
    )
    _sums(control)
    package = _pack(version, architecture)
    print(f"{package} ({package.stat().st_size / 1e6:.1f} MB)")


def _program(folder: Path) -> None:
    """The frozen folder, and the command."""
    target = TREE / "usr/lib/excerpta"
    shutil.copytree(folder, target, symlinks=True)
    for one in target.rglob("*"):
        if one.is_file() and not one.is_symlink():
            if one.name.startswith(_UNSTRIPPED):  # by their makers
                subprocess.run(["strip", "--strip-unneeded", str(one)], check=True)
            one.chmod(0o755 if one == target / "excerpta" else 0o644)
    command = TREE / "usr/bin/excerpta"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/excerpta/excerpta")


def _desktop() -> None:
    """What makes it a program of the desktop: entry, kind of file, description, icons, completion."""
    name, share = frozen.APP_ID, TREE / "usr/share"
    _copy(RESOURCES / f"{name}.desktop", share / "applications")
    _copy(RESOURCES / f"{name}.xml", share / "mime/packages")
    _copy(RESOURCES / f"{name}.metainfo.xml", share / "metainfo")
    icons = share / "icons/hicolor"
    drawing = _copy(ROOT / "resources/icons/excerpta.svg", icons / "scalable/apps")
    drawing.rename(drawing.with_name(f"{name}.svg"))
    for size, path in build_icons.draw().items():
        if size <= 512:  # the largest that the theme knows
            place = _copy(path, icons / f"{size}x{size}/apps")
            place.rename(place.with_name(f"{name}.png"))
    for shell, place in manual.COMPLETIONS.items():
        path = TREE / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(manual.completion(shell), encoding="utf-8")
    pages = share / "man/man1"
    pages.mkdir(parents=True)
    debian_control.compress(pages / "excerpta.1.gz", manual.page(frozen.version(ROOT)))


def _documents() -> Path:
    """What there is to read; control, changelog and copyright follow."""
    folder = TREE / "usr/share/doc/excerpta"
    folder.mkdir(parents=True)
    _copy(ROOT / "README.md", folder)
    debian_control.compress(folder / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    overrides = TREE / "usr/share/lintian/overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(Path(__file__).with_name("lintian-overrides"), overrides / "excerpta")
    return folder


def _sums(control: Path) -> None:
    files = sorted(one for one in TREE.rglob("*") if one.is_file() and not one.is_symlink())
    names = [str(one.relative_to(TREE)) for one in files if control not in one.parents]
    sums = subprocess.run(["md5sum", *names], cwd=TREE, check=True, capture_output=True, text=True)
    (control / "md5sums").write_text(sums.stdout, encoding="utf-8")


def _pack(version: str, architecture: str) -> Path:
    """Pack the tree; every file is root's and of the source's time."""
    time = int(os.environ["SOURCE_DATE_EPOCH"])
    for one in sorted(TREE.rglob("*"), reverse=True):
        if one.is_dir() and not one.is_symlink():
            one.chmod(0o755)
        os.utime(one, (time, time), follow_symlinks=False)
    DIST.mkdir(exist_ok=True)
    package = DIST / f"excerpta_{version}_{architecture}.deb"
    options = ["--root-owner-group", "-Zxz", "-z9", "--threads-max=1"]
    subprocess.run(
        ["dpkg-deb", *options, "--build", str(TREE), str(package)], check=True, capture_output=True
    )
    return package


def _copy(source: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / source.name
    shutil.copyfile(source, target)
    return target


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _answer(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
