"""How a window was left, and how it comes back: sizes, document, view, open branches of the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication

from excerpta.core.model.ids import DocumentId, TagId
from excerpta.gui.support.profile import Profile
from excerpta.gui.support.scale import scale
from excerpta.gui.widgets.tag_box import Draft

if TYPE_CHECKING:
    from excerpta.gui.windows.main_window import MainWindow

_SMALL_CODEBOOK = 60
_DRAFT, _RECENT = "tag_draft", "recent_tags"


class Leaving:
    """Keeps the state of a window in the profile."""

    def __init__(self, window: MainWindow, profile: Profile) -> None:
        self._window = window
        self._profile = profile

    def save(self) -> None:
        """Keep what is being typed, and how the window is left."""
        window, profile = self._window, self._profile
        window.search_place.stop_looking()
        path = window.session.library.path
        QGuiApplication.inputMethod().commit()
        box = window.pane.tag_box
        box.close_popover()  # which keeps the tags that were chosen in it
        draft = box.draft
        window.codebook.flush()
        window.reading.save()
        if window.retrieval_zone.is_built:
            box = window.retrieval_view.tag_box
            box.close_popover()
            draft = box.draft if any(box.draft) else draft
            window.retrieval.save()
            profile.set_for("query", path, window.retrieval.text)
        profile.set_for(_DRAFT, path, draft._asdict())
        profile.set_for(_RECENT, path, window.session.recent_tags)
        document = window.reading.document_id
        profile.set("geometry", window.saveGeometry().toBase64().toStdString())
        profile.set("splitter", window.splitter.saveState().toBase64().toStdString())
        profile.set_for("document", path, document or 0)
        profile.set_for("open_tags", path, sorted(window.tag_panel.view.open_tags()))
        profile.set("view", window.view_name())

    def restore(self) -> None:
        """Come back as the last window was left."""
        window, profile = self._window, self._profile
        window.resize(1440, 900)
        wider = scale() ** 0.5  # large letters need more room in every zone, the text most of all
        window.splitter.setSizes([round(285 * wider), 885, round(270 * wider)])
        for key, restore in (
            ("geometry", window.restoreGeometry),
            ("splitter", window.splitter.restoreState),
        ):
            if state := profile.get(key, ""):
                restore(QByteArray.fromBase64(state.encode()))
        window.looks.restore()
        window.outline.settle()
        window.tag_panel.view.set_open_tags(self._open_tags())
        self._restore_tag_box()
        last = profile.get_for("document", window.session.library.path, 0)
        ids = window.library_pane.model.ids
        if last in ids:
            window.reading.open(DocumentId(last))
        elif ids:
            window.reading.open(DocumentId(ids[0]))
        else:
            window.pane.show_document(shown=False)
        window.show_view("read")
        if profile.get("view", "read") == "highlights" and ids:
            window.retrieval.ask(profile.get_for("query", window.session.library.path, ""))
            window.show_view("highlights")
        elif profile.get("view", "read") == "overview" and ids:
            window.show_view("overview")

    def _restore_tag_box(self) -> None:
        """Offer what was half typed, and the tags first that were given last."""
        window, path = self._window, self._window.session.library.path
        kept: dict[str, str] = self._profile.get_for(_DRAFT, path, {})
        window.pane.tag_box.take_draft(Draft(str(kept.get("typed", "")), str(kept.get("aside", ""))))
        recent: list[int] = self._profile.get_for(_RECENT, path, [])
        window.session.remember_tags([TagId(tag) for tag in recent if tag in window.tags.tree])

    def _open_tags(self) -> frozenset[TagId]:
        """The branches that were open; the first time those at the top, if the codebook is small."""
        window = self._window
        known: list[int] | None = self._profile.get_for("open_tags", window.session.library.path, None)
        if known is not None:
            return frozenset(TagId(tag) for tag in known)
        tree = window.tags.tree
        top = tree.children(None) if len(tree) <= _SMALL_CODEBOOK else ()
        return frozenset(tag.id for tag in top)
