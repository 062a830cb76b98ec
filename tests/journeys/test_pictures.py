"""The window still looks as it did when somebody last looked at it.

Renew the kept pictures with `python -m tests.journeys.scenes tests/golden/pictures`, and look at each.
"""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from tests.journeys.pictures import MOST_DIFFERENT, difference, fonts_here
from tests.journeys.scenes import SCENES, Stage, take

from excerpta.core.services.annotating import delete_highlights, highlights_of

KEPT = Path(__file__).resolve().parents[1] / "golden" / "pictures"


@pytest.fixture
def same_fonts(qapp: QApplication) -> None:
    """Letters of other fonts are no defect of the window."""
    kept = (KEPT / "fonts.txt").read_text("utf-8").strip()
    if fonts_here() != kept:
        pytest.skip(f"the pictures were taken with fonts of other widths: {kept}, here {fonts_here()}")


def test_there_is_a_picture_of_each_scene() -> None:
    assert {path.stem for path in KEPT.glob("*.png")} == set(SCENES)


@pytest.mark.usefixtures("same_fonts")
@pytest.mark.parametrize("name", SCENES)
def test_a_scene_looks_as_it_did(qapp: QApplication, tmp_path: Path, name: str) -> None:
    now = take(qapp, tmp_path, name)
    different = difference(now, QImage(str(KEPT / f"{name}.png")))
    if different > MOST_DIFFERENT:
        seen = Path("out") / f"{name}.png"
        seen.parent.mkdir(exist_ok=True)
        now.save(str(seen))
        pytest.fail(f"{different} cells of {name} differ from the kept picture; see {seen}")


@pytest.mark.usefixtures("same_fonts")
def test_a_missing_highlight_is_noticed(qapp: QApplication, tmp_path: Path) -> None:
    """The tolerance is not so wide that the shortest of the highlights of a scene could be lost in it."""
    stage = Stage(qapp, tmp_path)
    try:
        SCENES["crowded"](stage)
        whole = stage.picture()
        session, reading = stage.hand.window.session, stage.hand.window.reading
        assert reading.document is not None
        of_document = highlights_of(session.library, reading.document.id)
        shortest = min(of_document, key=lambda one: one.end - one.start)
        # Only in the text: its card would be missed still more.
        stage.hand.window.pane.reader.change_highlights([], [shortest.id])
        assert difference(whole, stage.picture()) > MOST_DIFFERENT
        session.perform(lambda: delete_highlights(session.library, [shortest.id]))
        assert difference(whole, stage.picture()) > MOST_DIFFERENT
    finally:
        stage.strike()
