"""On Linux the kernel itself refuses a contained process sockets and other programs, to native code too.

A filter of system calls (seccomp, see `man 2 seccomp`) is a little program for the kernel: it loads the
number of a call and answers whether it is let through. It can be made stricter, and never taken away.
"""

import ctypes
import platform
import struct
import sys

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _IF_EQUAL, _IF_ABOVE, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001
"""Let through; fail as what is not permitted does."""

_FOREIGN = 0x40000000
"""From here on lie the calls of another convention, by which all others could be called too."""

_MACHINES: dict[str, tuple[int, tuple[int, ...]]] = {
    # socket, connect, sendto, bind, listen, socketpair, fork, vfork, execve, ptrace, execveat, io_uring_setup
    "x86_64": (0xC000003E, (41, 42, 44, 49, 50, 53, 57, 58, 59, 101, 322, 425)),
    # ptrace, socket, socketpair, bind, listen, connect, sendto, execve, execveat, io_uring_setup
    "aarch64": (0xC00000B7, (117, 198, 199, 200, 201, 203, 206, 221, 281, 425)),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def refuse_system_calls() -> bool:
    """Refuse this process for good sockets and other programs; False where the kernel does not do so."""
    known = _MACHINES.get(platform.machine())
    if not sys.platform.startswith("linux") or known is None or ctypes.sizeof(ctypes.c_void_p) != 8:
        return False
    written = _program(*known)
    program = _Program(len(written) // 8, written)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
            return False
        return not libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
    except (OSError, AttributeError):
        return False


def _program(architecture: int, refused: tuple[int, ...]) -> bytes:
    """The filter: a call of another architecture, or one that is refused, jumps to the end."""
    rules = [
        (_LOAD, 0, 0, 4),
        (_IF_EQUAL, 0, len(refused) + 3, architecture),
        (_LOAD, 0, 0, 0),
        (_IF_ABOVE, len(refused) + 1, 0, _FOREIGN),
        *((_IF_EQUAL, len(refused) - at, 0, number) for at, number in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *rule) for rule in rules)
