"""Containment takes from this process what reading a stranger's file has no need of.

Question: how is a reader kept from the network, other programs and the disk? Choice: an audit hook,
which Python asks before every such act and which nothing can take away again; and the system's own
limits where there are any. Why: a patched module is undone by whoever imports the one below it. What
the hook cannot see is native code: on Linux the kernel refuses that the same (`system_calls`), and
everywhere the native readers are told to load nothing.

Attributes:
    OUT_OF_MEMORY: the exit status of a process that grew beyond its limit.

"""

import contextlib
import os
import sys
import threading
import time

from excerpta.core.services.system_calls import refuse_system_calls

OUT_OF_MEMORY = 77

_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile",
    "pty.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "os.remove", "os.rename", "os.rmdir",
    "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.utime", "os.kill",
    "shutil.", "sqlite3.", "winreg.", "tempfile.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LOOK_EVERY = 0.05


class ForbiddenError(Exception):
    """A reader tried what no reader may do."""


def contain(memory: int) -> None:
    """Forbid this process for good the network, other programs, writing, and more than `memory` bytes."""
    sys.dont_write_bytecode = True
    _limit_system(memory)
    refuse_system_calls()
    sys.addaudithook(_judge)
    if not sys.platform.startswith("linux"):
        threading.Thread(target=_watch, args=(memory,), daemon=True).start()


def _judge(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise ForbiddenError(event)
    if event == "open" and len(arguments) > 2 and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise ForbiddenError("open for writing")


def _limit_system(memory: int) -> None:
    """Where the system knows limits: address space, no file that grows, no core."""
    try:
        import resource
    except ImportError:  # Windows has none
        return
    for kind, most in (("RLIMIT_AS", memory), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            number = getattr(resource, kind)
            hard = resource.getrlimit(number)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(number, (most, most))


def _watch(memory: int) -> None:
    """End the process when it has grown too large; macOS and Windows do not do so by themselves."""
    while True:
        if greatest_size() > memory:
            os._exit(OUT_OF_MEMORY)
        time.sleep(_LOOK_EVERY)


def greatest_size() -> int:
    """The most memory that this process ever held, in bytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return _greatest_size_on_windows()
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _greatest_size_on_windows() -> int:
    import ctypes

    sizes = (ctypes.c_size_t * 10)()  # PROCESS_MEMORY_COUNTERS: two DWORDs, then sizes
    sizes[0] = ctypes.sizeof(ctypes.c_size_t) * 9
    windll = ctypes.__dict__["windll"]
    process = ctypes.c_void_p(-1)  # a process's name for itself
    if not windll.kernel32.K32GetProcessMemoryInfo(process, sizes, ctypes.c_ulong(sizes[0])):
        return 0
    return int(sizes[1])  # PeakWorkingSetSize
