"""The program's door: no verb opens the window, a verb goes to the command line; neither loads the other."""

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from excerpta import __version__

WINDOW_VERB = "tour"
SUFFIX = ".excerpta"
CHILD_VERB = "--read-for-parent"
"""With it the program starts itself to read files; not for people."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run Excerpta; the exit status is the program's."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [CHILD_VERB]:
        from excerpta.core.services.reading_child import main as read_for_parent

        return read_for_parent(arguments[1:])
    first = next((one for one in arguments if not one.startswith("-")), "")
    value_of_option = first and arguments[arguments.index(first) - 1] == "--profile-dir"
    if first == WINDOW_VERB:
        return _tour(arguments)
    from excerpta.cli import VERBS

    if first in VERBS and not value_of_option:
        from excerpta.cli import main as command_line

        return command_line(arguments)
    wants_help = not first and {"-h", "--help"} & set(arguments)
    if wants_help or (
        first and not value_of_option and not first.endswith(SUFFIX) and not Path(first).is_file()
    ):
        from excerpta.cli import main as command_line

        return command_line(arguments)
    return _window(arguments)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", action="version", version=f"Excerpta {__version__}")
    parser.add_argument(
        "--profile-dir", type=Path, help="keep settings and the sample library in this folder"
    )
    parser.add_argument("--debug", action="store_true", help="log what the program does")
    parser.add_argument("--trace-sql", action="store_true", help="log every SQL statement")


def _window(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="excerpta", description="Open a library in the window; without one, the last one."
    )
    parser.add_argument("library", nargs="?", type=Path, help="a library file")
    _options(parser)
    given = parser.parse_args(arguments)
    # Nothing that is made on the way to the first window is garbage, and looking for some costs a twentieth
    # of the time that it takes; `run` turns it on again.
    gc.disable()
    from excerpta.gui.bootstrap.application import run

    return run(given.library, profile_dir=given.profile_dir, debug=given.debug, trace_sql=given.trace_sql)


def _tour(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="excerpta", description="Do the main job in the real window off screen, and keep pictures of it."
    )
    parser.add_argument("verb", choices=[WINDOW_VERB])
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures and the CSV")
    _options(parser)
    given = parser.parse_args(arguments)
    from excerpta.gui.bootstrap.tour import run_tour

    return run_tour(given.out)


if __name__ == "__main__":
    sys.exit(main())
