"""Figures can be read on every ground that a cell can have, in every theme."""

import pytest
from tests.contrast import TEXT, ratio

from excerpta.gui.support.theme import CONTRAST_NAMES, THEME_NAMES, load_theme
from excerpta.gui.widgets.overview.heat import contrast, ground

MOST = 400


@pytest.mark.parametrize("name", [*THEME_NAMES, *CONTRAST_NAMES])
def test_figures_can_be_read_on_every_ground(qapp: object, name: str) -> None:
    theme = load_theme(name)
    least = 7 if name in CONTRAST_NAMES else TEXT
    grounds = [ground(theme, count, MOST) for count in range(MOST + 1)]
    assert min(ratio(theme.ink, one) for one in grounds) >= least - 0.05
    assert min(ratio(theme.accent, one) for one in grounds[:1]) >= 3  # the frame of the current cell
    further = [contrast(theme.page, one) for one in grounds]
    assert further == sorted(further)
    assert grounds[0] == theme.page
    assert further[1] > 1.05  # one is not nothing
    assert further[-1] > 2  # and the most is far from it


def test_contrast_is_that_of_the_standard(qapp: object) -> None:
    theme = load_theme("dark")
    assert contrast(theme.ink, theme.page) == pytest.approx(ratio(theme.ink, theme.page))
