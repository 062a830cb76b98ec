"""What the frozen program takes along of Python, Qt and the system, and what it leaves out, with reasons."""

from __future__ import annotations

import fnmatch
import re
import sys
from pathlib import Path, PurePosixPath

APP_ID = "org.excerpta.Excerpta"

MODULES_LEFT_OUT = (
    # The program never opens a network connection; without these it could not open a safe one.
    "ssl", "_ssl", "ftplib", "imaplib", "poplib", "smtplib", "telnetlib", "nntplib", "xmlrpc",
    # libcrypto is 4 MB; the digests that are used are Python's own.
    "_hashlib",
    "tkinter", "_tkinter", "curses", "_curses", "readline", "idlelib", "turtle", "lib2to3",
    "pydoc", "pydoc_data", "doctest", "unittest", "test", "pdb", "ensurepip", "venv",
    # pypdfium2 can hand its pictures on to these, which is not asked of it; its own command line neither.
    "PIL", "numpy", "pypdfium2_cli",
    "pip", "setuptools", "pkg_resources", "_distutils_hack", "distutils", "wheel",
    # Qt's modules that no window of ours uses; they would bring libraries of 20 MB along.
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2",
    "PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtSql",
    "PySide6.QtDesigner", "PySide6.QtUiTools", "PySide6.QtHelp", "PySide6.QtConcurrent",
)  # fmt: skip

FILES_LEFT_OUT = (
    # Libraries that came along with plugins below, or that PyInstaller puts beside the program as links.
    "*/libQt6Qml*", "*/libQt6Quick*", "*/libQt6VirtualKeyboard*", "*/libQt6Network*", "*/libQt6Sql*",
    "*/libQt6OpenGLWidgets*", "*/libQt6EglF*", "*/libQt6Pdf*", "*/libQt6Designer*",
    "*/libQt6WlShellIntegration*",
    # Screens without a desktop, and embedded ones.
    "*/plugins/platforms/*eglfs*", "*/plugins/platforms/*linuxfb*", "*/plugins/platforms/*vnc*",
    "*/plugins/platforms/*vkkhrdisplay*", "*/plugins/platforms/*minimalegl*",
    "*/plugins/egldeviceintegrations/*", "*/plugins/generic/*",
    "*/plugins/wayland-shell-integration/*fullscreen*", "*/plugins/wayland-shell-integration/*ivi*",
    "*/plugins/wayland-shell-integration/*wl-shell*",
    "*/plugins/wayland-graphics-integration-client/*vulkan*",
    "*/plugins/wayland-graphics-integration-client/*drm*",
    "*/plugins/wayland-graphics-integration-client/*server*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    # The program has no network, no SQL of Qt's, and reads no pictures out of PDF.
    "*/plugins/networkinformation/*", "*/plugins/tls/*", "*/plugins/sqldrivers/*", "*/plugins/qmltooling/*",
    "*/plugins/imageformats/*pdf*", "*/Qt/qml/*",
    "*.dist-info/*", "*.pyi", "*/lxml/isoschematron/*",
)  # fmt: skip

TRANSLATIONS = "*/translations/*"
TRANSLATIONS_KEPT = "*/translations/qtbase_*"
"""Qt's own words in dialogues."""

_SYSTEM = re.compile(r"^(/usr)?/lib(64)?/")
_OWN_SYSTEM_LIBRARIES = ("libpython3*",)
"""Of the system's libraries only Python itself comes along; what else Qt needs, the package depends on."""


def is_wanted(name: str, source: str) -> bool:
    """Whether a file goes into the frozen program, by its place there and where it comes from."""
    place = PurePosixPath("/", name.replace("\\", "/")).as_posix()
    if any(fnmatch.fnmatch(place, pattern) for pattern in FILES_LEFT_OUT):
        return False
    if fnmatch.fnmatch(place, TRANSLATIONS) and not fnmatch.fnmatch(place, TRANSLATIONS_KEPT):
        return False
    from_system = sys.platform.startswith("linux") and _SYSTEM.match(source) and "lib-dynload" not in source
    if from_system and ".so" in name:
        return any(fnmatch.fnmatch(Path(name).name, kept) for kept in _OWN_SYSTEM_LIBRARIES)
    return True


def version(root: Path) -> str:
    """The version that the source says."""
    text = (root / "desktop" / "excerpta" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise ValueError("desktop/excerpta/__init__.py names no version")
    return found[1]


def icon(root: Path) -> str | None:
    """The icon in the format of this system; None where the desktop finds it elsewhere."""
    name = {"win32": "excerpta.ico", "darwin": "excerpta.icns"}.get(sys.platform)
    return None if name is None else str(root / "build" / "icons" / name)


def info_plist(root: Path) -> dict[str, object]:
    """What macOS wants to know: the kind of document, and which texts can be opened."""
    library = {
        "CFBundleTypeName": "Excerpta library",
        "CFBundleTypeRole": "Editor",
        "LSHandlerRank": "Owner",
        "LSItemContentTypes": [f"{APP_ID}.library"],
    }
    kind = {
        "UTTypeIdentifier": f"{APP_ID}.library",
        "UTTypeDescription": "Excerpta library",
        "UTTypeConformsTo": ["public.data"],
        "UTTypeTagSpecification": {"public.filename-extension": ["excerpta"]},
    }
    return {
        "CFBundleDisplayName": "Excerpta",
        "CFBundleShortVersionString": version(root),
        "CFBundleDocumentTypes": [library],
        "UTExportedTypeDeclarations": [kind],
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "LSApplicationCategoryType": "public.app-category.reference",
    }
