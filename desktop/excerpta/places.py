"""Files shipped with the program lie beside the source in a checkout and inside an installed package."""

from pathlib import Path


def _shipped(name: str) -> Path:
    package = Path(__file__).resolve().parent
    installed = package / f"_{name}"
    return installed if installed.is_dir() else package.parents[1] / name


def resources() -> Path:
    """The folder of icons, themes and translations."""
    return _shipped("resources")


def seeds() -> Path:
    """The folder of the sample library."""
    return _shipped("seeds")
