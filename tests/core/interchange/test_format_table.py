"""The table of formats in the README says what the readers keep."""

import re
from pathlib import Path

from tests.core.interchange.test_every_format import FEATURES, LOST

README = (Path(__file__).resolve().parents[3] / "README.md").read_text("utf-8")


def rows() -> dict[str, list[str]]:
    """The rows of the table by their first cell."""
    table = README.split("### What each format keeps")[1].split("\n\n")[2]
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines())
    return {name: rest for name, *rest in cells if not name.startswith("-")}


def test_the_table_is_what_the_article_in_every_format_shows() -> None:
    told = rows()
    formats = [re.sub(r"\W", "", name) for name in told.pop("")]
    assert sorted(formats) == sorted(LOST)
    assert tuple(told) == FEATURES
    for feature, cells in told.items():
        kept = {name: cell == "✓" for name, cell in zip(formats, cells, strict=True)}
        assert kept == {name: feature not in LOST[name] for name in formats}, feature
