"""What a Debian package says of itself: control, changelog, copyright, and what it depends on."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from email.utils import formatdate
from importlib import metadata
from pathlib import Path

MAINTAINER = "The Excerpta developers <maintainers@excerpta.org>"
DESCRIPTION = """\
read articles closely, highlight and tag passages, find them again
 Excerpta is for researchers who read some hundreds of articles word by word.
 Passages are highlighted, tagged and annotated in the text; every passage of a
 tag is found again in seconds, and goes out as CSV.
 .
 A library is one SQLite file. Every change can be undone, after a restart as
 well. The program works without a network and never opens a connection.
"""
RECOMMENDED = ("fonts-noto-core", "fonts-noto-color-emoji", "libgtk-3-0t64 | libgtk-3-0")
SUGGESTED = ("fonts-noto-cjk", "at-spi2-core")
OPTIONAL_PLUGINS = ("libqgtk3.so",)
"""Qt plugins that stay unused where their libraries are missing, so that nothing depends on these."""

BROUGHT_ALONG = """Excerpta is
{own}

The package also holds, in /usr/lib/excerpta/_internal:

Qt and PySide (PySide6, shiboken6), copyright The Qt Company Ltd. and other contributors, under the
GNU Lesser General Public License, version 3: /usr/share/common-licenses/LGPL-3. They are shared
libraries, which may be replaced by other builds of the same version; their source is published by
the Qt Project at download.qt.io.

ICU (libicu*), copyright Unicode, Inc., under the Unicode License, www.unicode.org/license.txt.

Python (libpython*, base_library.zip), copyright Python Software Foundation, under
{python}
"""
"""What the file `copyright` says before the licences of Python's packages."""


def write(
    control: Path, documents: Path, *, version: str, architecture: str, depends: str, size: int
) -> None:
    """Write `DEBIAN/control` below one folder, and changelog and copyright into the other.

    Args:
        control: the package's DEBIAN folder.
        documents: its /usr/share/doc/excerpta.
        version: of the program.
        architecture: as dpkg calls it.
        depends: the field, as `depends_of` gives it.
        size: installed, in bytes.
    """
    fields = {
        "Package": "excerpta",
        "Version": version,
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(-(-size // 1024)),
        "Depends": depends,
        "Recommends": ", ".join(RECOMMENDED),
        "Suggests": ", ".join(SUGGESTED),
        "Section": "editors",
        "Priority": "optional",
        "Description": DESCRIPTION.rstrip("\n"),
    }
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    (control / "control").write_text(lines, encoding="utf-8")
    (documents / "copyright").write_text(_copyright(), encoding="utf-8")
    compress(documents / "changelog.gz", changelog(version))


def changelog(version: str) -> str:
    """The changelog as Debian writes one: what is new stands in the project's own, which comes along."""
    at = formatdate(int(os.environ["SOURCE_DATE_EPOCH"]))
    what = "  * See /usr/share/doc/excerpta/CHANGELOG.md.gz."
    return f"excerpta ({version}) unstable; urgency=medium\n\n{what}\n\n -- {MAINTAINER}  {at}\n"


def compress(path: Path, text: str) -> None:
    """Write a text with gzip, without a time in it."""
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def depends_of(files: Iterable[Path], own: Iterable[Path]) -> str:
    """The Debian packages whose libraries some binaries link, with the versions that are needed.

    Args:
        files: the binaries.
        own: folders of libraries that the package brings along.

    Raises:
        subprocess.CalledProcessError: a library is in no installed package.
    """
    found = [str(one.absolute()) for one in files if one.name not in OPTIONAL_PLUGINS]
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "debian")
        source.mkdir()
        (source / "control").write_text(
            "Source: excerpta\n\nPackage: excerpta\nArchitecture: any\n", encoding="utf-8"
        )
        folders = [f"-l{folder.absolute()}" for folder in own]
        command = ["dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info", *folders, *found]
        answer = subprocess.run(command, cwd=place, check=True, capture_output=True, text=True)
    line = re.search(r"^shlibs:Depends=(.*)$", answer.stdout, re.MULTILINE)
    if line is None:
        raise ValueError(f"dpkg-shlibdeps said nothing of use: {answer.stdout}")
    # Qt finds its fonts through these, and nothing links them.
    return f"{line[1]}, fontconfig-config, fonts-dejavu-core | fonts-noto-core"


def _copyright() -> str:
    """Whose work the package holds, with the texts under which it may be passed on."""
    root = Path(__file__).resolve().parents[2]
    python = Path(f"/usr/share/doc/libpython{sys.version_info[0]}.{sys.version_info[1]}-minimal/copyright")
    parts = [
        BROUGHT_ALONG.format(
            own=(root / "LICENSE").read_text("utf-8").strip(),
            python=python.read_text("utf-8", "replace").strip() if python.is_file() else "the PSF License.",
        )
    ]
    for name in _distributions(root):
        distribution = metadata.distribution(name)
        texts = [one for one in distribution.files or () if _is_licence(one)]
        words = "\n".join(one.read_text("utf-8").strip() for one in texts)
        parts.append(f"{name} {distribution.version}\n\n{words or distribution.metadata['License']}\n")
    return f"\n{'-' * 72}\n\n".join(parts)


def _is_licence(path: metadata.PackagePath) -> bool:
    """Whether a file of a distribution is its licence; Apache's is in /usr/share/common-licenses."""
    return "LICEN" in path.name and "dist-info" in str(path) and not path.name.endswith("APACHE")


def _distributions(root: Path) -> list[str]:
    """Python's packages that come along, but for Qt's, as the lock names them."""
    lock = (root / "packaging" / "locks" / "run.txt").read_text("utf-8")
    names = re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    return [name for name in names if name not in ("pip", "pyside6-essentials", "shiboken6")]
