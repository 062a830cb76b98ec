"""The dialogue for files to import shows every ending that is taken from a folder."""

import re

from excerpta.core.services.importing import ARTICLE_SUFFIXES
from excerpta.gui.windows.import_flow import FILTER


def test_the_filter_has_all_endings() -> None:
    shown = set(re.findall(r"\*(\.\w+)", FILTER))
    assert shown == set(ARTICLE_SUFFIXES) - {""}
