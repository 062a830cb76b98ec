"""Builds the wheel into `dist`: `pipx install dist/excerpta-….whl`."""

from __future__ import annotations

import os
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Build it, and say where it is."""
    os.umask(0o022)  # a wheel keeps the modes of its files
    for made in WheelBuilder(str(ROOT)).build(directory=str(ROOT / "dist"), versions=["standard"]):
        print(made)


if __name__ == "__main__":
    main()
