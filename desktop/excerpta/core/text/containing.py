"""Whether words stand in a text, as searching sees them: letter case, marks and line ends do not matter."""

import re

from excerpta.core.text.folding import fold, is_whole_word


def needle(words: str) -> str:
    """Words as `holds` wants them."""
    return re.sub(r"\s+", " ", fold(words))


def holds(text: str, wanted: str, whole: int) -> bool:
    """Whether a text holds a needle, anywhere or only as whole words.

    Args:
        text: as it is stored.
        wanted: what `needle` made.
        whole: 1 when neither end of the needle may lie inside a word, else 0.
    """
    spread = f" {' '.join(fold(text).split())} "
    if not whole:
        return wanted in spread
    wanted = wanted.strip()
    at = spread.find(wanted)
    while at >= 0 and not is_whole_word(spread, at, at + len(wanted)):
        at = spread.find(wanted, at + 1)
    return at >= 0
