"""The benchmark: every figure beside its limit, as a table for people and as JSON for machines.

Run it through `packaging/dev.py bench [--json FILE] [--only PREFIX] [--full] [--markdown]
[--pages FOLDER]`.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.article_figures import NAMES as ARTICLE
from tests.benchmarks.article_figures import PAGES, article_figures
from tests.benchmarks.core_figures import annotate_figures, csv_figures, import_figures, undo_figures
from tests.benchmarks.crossing_figures import crossing_figures
from tests.benchmarks.figure import Figure
from tests.benchmarks.format_figures import NAMES as FORMATS
from tests.benchmarks.format_figures import format_figures
from tests.benchmarks.margin_figures import NAMES as MARGIN
from tests.benchmarks.margin_figures import margin_figures
from tests.benchmarks.opening_figures import NAMES as OPENING
from tests.benchmarks.opening_figures import opening_figures
from tests.benchmarks.reader_figures import NAMES as READER
from tests.benchmarks.reader_figures import SHAPE, as_markdown, reader_figures, shape_figures
from tests.benchmarks.retrieval_figures import retrieval_figures
from tests.benchmarks.search_figures import search_figures
from tests.benchmarks.start_figures import start_figures
from tests.benchmarks.tag_box_figures import tag_box_figures
from tests.benchmarks.tag_panel_figures import tag_panel_figures

_GROUPS = (
    (("start.", "memory."), start_figures),
    (READER, reader_figures),
    ((SHAPE,), shape_figures),
    (OPENING, opening_figures),
    (MARGIN, margin_figures),
    (("tagbox.",), tag_box_figures),
    (("tagpanel.",), tag_panel_figures),
    (("annotate.store",), annotate_figures),
    (("undo.",), undo_figures),
    (("import.text_rate",), import_figures),
    (FORMATS, format_figures),
    (ARTICLE, article_figures),
    (("search.",), search_figures),
    (("export.",), csv_figures),
    (("retrieve.",), retrieval_figures),
    (("crossing.",), crossing_figures),
)
"""What each group's figures are called, so that only what is asked for is measured."""


def measure(only: str, *, full: bool) -> Iterator[Figure]:
    """Every figure whose name begins with `only`, in a folder that is gone afterwards."""
    for names, group in _GROUPS:
        if not any(name.startswith(only) or only.startswith(name) for name in names):
            continue
        if group is shape_figures and not (full or only.startswith(SHAPE.rstrip("."))):
            continue  # they are part of the whole only
        work = partial(group, full=full) if group is reader_figures else group
        with tempfile.TemporaryDirectory() as folder, closing(work(Path(folder))) as figures:
            yield from _those(figures, only)


def _those(figures: Iterator[Figure], only: str) -> Iterator[Figure]:
    """The figures whose name begins with `only`; those of a group come together, so none is made in vain."""
    has_begun = False
    for figure in figures:
        if figure.name.startswith(only):
            has_begun = True
            yield figure
        elif has_begun:
            return


def machine() -> str:
    """The machine in a few words."""
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def print_figure(figure: Figure) -> None:
    """A line of the table for people."""
    digits = 2 if figure.unit else 3  # a share without a unit differs in its third digit
    value, limit = f"{figure.value:.{digits}f} {figure.unit}", f"{figure.limit:.{digits}f}"
    more = "<" if figure.is_more else " "
    row = f"{figure.name:48}{value:>16}  {limit:>10}  {more}{figure.ratio:5.2f}   {figure.limit_is}"
    print(row, flush=True)


def print_markdown(figures: list[Figure]) -> None:
    """The tables as they stand in the README."""
    print(
        f"\n{machine()}; processor time\n\n| figure | value | limit | what the limit is |\n|---|---|---|---|"
    )
    compared = [figure for figure in figures if "/" in figure.name or figure.name.startswith(SHAPE)]
    for figure in figures:
        if figure not in compared:
            limit = f"{figure.limit:,.4g} {figure.unit}"
            print(f"| `{figure.name}` | {figure.value:,.3g} {figure.unit} | {limit} | {figure.limit_is} |")
    if compared:
        print(*as_markdown(compared), sep="\n")


def main() -> int:
    """Print the table; status 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write [{name, value, unit, limit, ratio}, …] to this file")
    parser.add_argument("--only", default="", help="figures whose name begins so")
    parser.add_argument("--full", action="store_true", help="every size of document, and extreme shapes")
    parser.add_argument("--markdown", action="store_true", help="print the tables of the README at the end")
    parser.add_argument(
        "--pages", type=Path, help=f"pages of the article extraction benchmark, else as {PAGES} names them"
    )
    arguments = parser.parse_args()
    if arguments.pages:
        os.environ[PAGES] = str(arguments.pages)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # what this platform cannot do
    print(f"{machine()}\n\n{'figure':48}{'value':>16}  {'limit':>10}  {'ratio':>6}   limit is")
    figures = []
    for figure in measure(arguments.only, full=arguments.full):
        figures.append(figure)
        print_figure(figure)
    if arguments.json:
        rows = [
            {"name": f.name, "value": f.value, "unit": f.unit, "limit": f.limit, "ratio": f.ratio}
            for f in figures
        ]
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if arguments.markdown:
        print_markdown(figures)
    return int(any(figure.ratio > 1 for figure in figures if figure.is_goal))


if __name__ == "__main__":
    sys.exit(main())
