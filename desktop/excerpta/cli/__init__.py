"""The command line: the same verbs as the window, for scripts and for people at a terminal."""

from collections.abc import Sequence

VERBS = (
    "list", "tags", "colours", "highlights", "searches", "crossing", "search", "check", "inspect",
    "import", "edit", "repair-text", "highlight", "mark", "merge", "export",
    "save-search", "rename-search", "delete-search",
    "merge-tags", "split-tag", "move-tags", "rename-tag", "delete-tags", "export-codebook", "import-codebook",
    "memo", "coders", "history", "undo", "redo",
    "backup", "backups", "restore", "repair", "tour",
)  # fmt: skip


def main(argv: Sequence[str]) -> int:
    """Carry out one verb; 0 done, 1 nothing done or only partly, 2 not understood."""
    from excerpta.cli.program import run

    return run(argv)
