"""The manual page and the shells' completion are made of the command line's own grammar."""

from __future__ import annotations

import contextlib
import io
import os
from datetime import UTC, datetime

from excerpta.cli import VERBS
from excerpta.cli.grammar import grammar, understand

COMPLETIONS = {
    "bash": "usr/share/bash-completion/completions/excerpta",
    "zsh": "usr/share/zsh/vendor-completions/_excerpta",
    "fish": "usr/share/fish/vendor_completions.d/excerpta.fish",
}
"""Where Debian keeps each shell's."""

_INTRODUCTION = r"""
.SH NAME
excerpta \- read articles closely, highlight and tag passages, find them again
.SH SYNOPSIS
.B excerpta
[\fILIBRARY\fR]
[\fB\-\-profile\-dir\fR \fIDIR\fR] [\fB\-\-debug\fR] [\fB\-\-trace\-sql\fR]
.br
.B excerpta
\fIVERB\fR \fILIBRARY\fR [\fIoptions\fR]
.SH DESCRIPTION
Without a verb the window opens, with the library that is named, else with the last one. With a verb
the same is done without a window. A library is one SQLite file whose name ends in
.IR .excerpta .
.SH OPTIONS OF THE WINDOW
.TP
\fB\-\-profile\-dir\fR \fIDIR\fR
Keep settings and the sample library in this folder.
.TP
.B \-\-debug
Log what the program does.
.TP
.B \-\-trace\-sql
Log every SQL statement.
.TP
.B \-\-version
Say which version this is.
.SH VERBS
"""

_END = r"""
.SH EXIT STATUS
0 done, 1 nothing done or only partly, 2 not understood, 130 stopped.
.SH FILES
.TP
.I ~/.local/share/excerpta
Settings and the sample library; below $XDG_DATA_HOME where that is set.
"""


def completion(shell: str) -> str:
    """What a shell reads to complete our verbs and options."""
    import shtab  # only where packages are built

    return str(shtab.complete(grammar(), shell=shell))


def page(version: str) -> str:
    """The manual page, in troff."""
    at = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)
    head = f'.TH EXCERPTA 1 "{at:%Y-%m-%d}" "Excerpta {version}" "User Commands"'
    verbs = "".join(f".SS {_escaped(verb)}\n.nf\n{_escaped(help_of(verb))}\n.fi\n" for verb in VERBS)
    return f"{head}{_INTRODUCTION}{verbs}{_END.strip()}\n"


def help_of(verb: str) -> str:
    """What `excerpta VERB --help` says, in lines of 80."""
    said = io.StringIO()
    os.environ["COLUMNS"] = "78"
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        understand([verb, "--help"])
    return said.getvalue().strip()


def _escaped(text: str) -> str:
    """A text that troff takes for nothing but text."""
    lines = text.replace("\\", r"\(rs").replace("-", r"\-").splitlines()
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in lines)
