"""How the reader likes the text to be set: family, size, measure, leading, justification."""

from dataclasses import dataclass, replace

SMALLEST_SIZE, LARGEST_SIZE = 11, 40


@dataclass(frozen=True, slots=True)
class TypeSettings:
    """The type of the running text; all that is smaller or larger follows from it.

    Attributes:
        family: a family that is installed, or empty for the book serif of the house.
        size: of a letter, in pixels.
        measure: the longest line, in average characters; 60 to 72 read well.
        spacing: from baseline to baseline, as a multiple of the size.
        justified: whether both edges of running text are even.
        paragraph_space: between two paragraphs, as a multiple of the size.

    """

    family: str = ""
    size: int = 17
    measure: int = 70
    spacing: float = 1.6
    justified: bool = False
    paragraph_space: float = 0.85

    def within_limits(self) -> "TypeSettings":
        """Give the nearest settings in which a text can be read, whatever was stored or typed."""
        return replace(
            self,
            size=round(_between(self.size, SMALLEST_SIZE, LARGEST_SIZE)),
            measure=round(_between(self.measure, 36, 120)),
            spacing=_between(self.spacing, 1.2, 2.4),
            paragraph_space=_between(self.paragraph_space, 0.0, 2.0),
        )


HOUSE_SETTINGS = TypeSettings()
"""How the text is set until the reader wishes otherwise."""


def _between(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))
