"""Where the cards of the margin stand: each beside its text, pushed on when it is crowded."""

from collections.abc import Sequence


def stack(wanted: Sequence[int], heights: Sequence[int], *, gap: int, anchor: int | None = None) -> list[int]:
    """The tops of cards that do not overlap, in pixels, as near to `wanted` as they can be.

    Cards are pushed down by the ones before them. The card numbered `anchor` stands exactly where
    it wants to; those before it give way upwards.
    """
    tops: list[int] = []
    free = None
    for number, (top, height) in enumerate(zip(wanted, heights, strict=True)):
        if free is not None and number != anchor:
            top = max(top, free)
        tops.append(top)
        free = top + height + gap
    for number in range((anchor or 0) - 1, -1, -1):
        tops[number] = min(tops[number], tops[number + 1] - gap - heights[number])
    return tops
