"""PySide is told of the modules of this program, and reads none of their sources."""

import subprocess
import sys

CODE = """
import linecache, sys
from excerpta.gui.bootstrap import application
read = [name for name in linecache.cache if "excerpta" in name.replace(chr(92), "/").split("/")]
assert "excerpta.gui.windows.main_window" in sys.modules
print(len([name for name in read if not name.endswith(("gui/support/pyside_sources.py", "__init__.py"))]))
"""


def test_no_source_is_read_at_the_start() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
