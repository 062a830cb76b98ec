"""Python's collector of cycles stands still while work in a thread makes a great many small objects."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect no cycles meanwhile: looking at every object there is takes a window 40 ms, each time.

    Rows are no cycles; they go as soon as nobody needs them. What nests inside ends with the outermost.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What was made meanwhile counts as old at once: it would be looked at as a whole else.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
