"""The benchmark: every figure beside its limit, as a table for people and as JSON for machines.

Run it through `packaging/dev.py bench [--json FILE] [--only PREFIX]`.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.core_figures import annotate_figures, csv_figures, import_figures
from tests.benchmarks.figure import Figure
from tests.benchmarks.window_figures import reader_figures, start_figures

_GROUPS = {
    "start": start_figures,
    "reader": reader_figures,
    "annotate": annotate_figures,
    "import": import_figures,
    "export": csv_figures,
}


def measure(only: str) -> Iterator[Figure]:
    """Every figure whose group begins with `only`, in a folder that is gone afterwards."""
    for name, group in _GROUPS.items():
        if name.startswith(only.split(".")[0]) or not only:
            with tempfile.TemporaryDirectory() as folder:
                yield from (figure for figure in group(Path(folder)) if figure.name.startswith(only))


def main() -> int:
    """Print the table; status 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write [{name, value, unit, limit, ratio}, …] to this file")
    parser.add_argument("--only", default="", help="figures whose name begins so")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(f"{'figure':28}{'value':>12}  {'limit':>10}  {'ratio':>6}   limit is")
    figures = []
    for figure in measure(arguments.only):
        figures.append(figure)
        value, limit = f"{figure.value:.2f} {figure.unit}", f"{figure.limit:.2f}"
        print(
            f"{figure.name:24}{value:>16}  {limit:>10}  {figure.ratio:6.2f}   {figure.limit_is}", flush=True
        )
    if arguments.json:
        rows = [
            {"name": f.name, "value": f.value, "unit": f.unit, "limit": f.limit, "ratio": f.ratio}
            for f in figures
        ]
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return int(any(figure.ratio > 1 for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
