"""Freezes the program into `build/frozen/excerpta`: one folder that needs no Python.

Symbolic links that lead nowhere after the trimming are taken away, for linkers and people stumble
over them.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import build_icons
from PyInstaller.__main__ import run

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "build" / "frozen" / "excerpta"


def freeze() -> Path:
    """Freeze anew; the folder."""
    shutil.rmtree(FROZEN.parent, ignore_errors=True)
    if sys.platform in ("win32", "darwin"):
        build_icons.main()
    places = ["--distpath", str(FROZEN.parent), "--workpath", str(ROOT / "build" / "work")]
    spec = ROOT / "packaging" / "installers" / "excerpta.spec"
    run(["--noconfirm", "--clean", "--log-level", "WARN", *places, str(spec)])
    for path in FROZEN.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()
    return FROZEN


def main() -> None:
    """Freeze, and say where it is and how large."""
    folder = freeze()
    size = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file() and not one.is_symlink())
    print(f"{folder} ({size / 1e6:.0f} MB)")


if __name__ == "__main__":
    main()
