"""What the first window does not need is not loaded before it is seen."""

import subprocess
import sys

NOT_YET = (
    "excerpta.core.services.searching",
    "excerpta.core.services.retrieving",
    "excerpta.core.services.importing",
    "excerpta.core.services.exporting",
    "excerpta.core.interchange.html",
    "excerpta.gui.widgets.details_dialog",
    "excerpta.gui.widgets.retrieval",
    "excerpta.gui.widgets.printing.preview",
    "sqlite_utils",
    "hashlib",
    "uuid",
    "dateutil",
)


def test_the_first_window_loads_only_what_it_shows() -> None:
    code = (
        f"import sys, excerpta.gui.bootstrap.application\nprint([n for n in {NOT_YET} if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
