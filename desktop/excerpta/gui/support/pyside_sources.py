"""PySide is told at the start which modules are this program's, so that it does not read their sources."""

import os
from pathlib import Path


def declare_modules(package: Path) -> None:
    """Tell PySide of every module below a folder that it need not look for `__feature__` in it.

    WORKAROUND: PySide reads the source of every module that is imported to see whether it holds the word
    “PySide6”, unless the module is known to it (PYSIDE-2029); for 250 modules that takes a tenth of the
    time of a start, and keeps all the sources in memory. It can go when PySide does not do that any more.
    """
    try:
        import PySide6.QtCore  # noqa: F401 - which makes the module below
        from shibokensupport import feature  # type: ignore[import-not-found]

        known = feature.pyside_feature_dict
    except (ImportError, AttributeError):
        return
    no_feature = 0
    outside = len(package.parent.parts)
    for folder, _, files in os.walk(package):
        inside = ".".join(Path(folder).parts[outside:])
        for file in files:
            if file.endswith(".py"):
                name = inside if file == "__init__.py" else f"{inside}.{file[:-3]}"
                known.setdefault(name, no_feature)
