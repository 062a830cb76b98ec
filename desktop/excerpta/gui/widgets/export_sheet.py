"""The export sheet asks where a CSV file goes and what it is for, each choice explained in a line."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from excerpta.core.services.exporting import CsvProfile, CsvShape
from excerpta.gui.support.counts import highlights_in_words
from excerpta.gui.support.scale import scaled

_SHAPES = (
    (CsvShape.WIDE, "One row per highlight", "All tags of a highlight in one field, separated by “ | ”."),
    (
        CsvShape.LONG,
        "One row per highlight and tag",
        "For counting and pivot tables; without tags, one row.",
    ),
)
_PROFILES = (
    (CsvProfile.SPREADSHEET, "For a spreadsheet", "Opens rightly in Excel and Calc; formulas cannot run."),
    (CsvProfile.EXACT, "Exact", "For programs and for reading back: not one character is altered."),
)


class ExportSheet(QDialog):
    """Asks for file, shape and profile.

    Signals:
        confirmed: path, shape and profile.

    """

    confirmed = Signal(object, object, object)

    def __init__(
        self,
        highlights: int,
        target: Path,
        shape: CsvShape = CsvShape.WIDE,
        profile: CsvProfile = CsvProfile.SPREADSHEET,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export highlights")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(scaled(480))
        self.file = QLineEdit(str(target))
        self.file.setAccessibleName("File")
        self.file.setCursorPosition(len(self.file.text()))
        self.choose = QPushButton("Choose…")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self.problem = QLabel()
        self.problem.setObjectName("query_problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.shapes = QButtonGroup(self)
        self.profiles = QButtonGroup(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.button = QPushButton(f"Export {highlights_in_words(highlights)}")
        self.button.setObjectName("primary")
        self.button.setDefault(True)
        self.buttons.addButton(self.button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._confirm)
        self.buttons.rejected.connect(self.reject)
        self.file.textChanged.connect(self._check)
        self._lay_out(list(CsvShape).index(shape), list(CsvProfile).index(profile))
        self._check()

    def target(self) -> Path:
        """The file that is named, with `.csv` behind a name that has no ending."""
        path = Path(self.file.text().strip()).expanduser()
        return path if path.suffix else path.with_name(f"{path.name}.csv")

    def _confirm(self) -> None:
        if self._check():
            shape = _SHAPES[self.shapes.checkedId()][0]
            profile = _PROFILES[self.profiles.checkedId()][0]
            self.confirmed.emit(self.target(), shape, profile)
            self.accept()

    def _check(self) -> bool:
        """Say what stands against the file; whether nothing does."""
        text = self.file.text().strip()
        path = Path(text).expanduser()
        note = ""
        if not text or not path.name:
            problem = "Name a file."
        elif path.is_dir():
            problem = "This is a folder: add a file name."
        elif not path.is_absolute() or not path.parent.is_dir():
            problem = f"There is no folder “{path.parent}”."
        else:
            problem = ""
            note = "The file that stands there will be replaced." if self.target().exists() else ""
        self.problem.setText(problem or note)
        self.problem.setVisible(bool(problem or note))
        self.button.setEnabled(not problem)
        return not problem

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            "Export highlights",
            str(self.target()),
            "CSV files (*.csv)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.file.setText(name)

    def _lay_out(self, shape: int, profile: int) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(6)
        whole.addWidget(_label("File", "zone_heading"))
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(self.choose)
        whole.addLayout(row)
        whole.addWidget(self.problem)
        for title, group, choices, chosen in (
            ("Rows", self.shapes, _SHAPES, shape),
            ("What for", self.profiles, _PROFILES, profile),
        ):
            whole.addSpacing(8)
            whole.addWidget(_label(title, "zone_heading"))
            for number, (_, name, about) in enumerate(choices):
                button = QRadioButton(name)
                button.setAccessibleDescription(about)
                button.setChecked(number == chosen)
                group.addButton(button, number)
                whole.addWidget(button)
                whole.addWidget(_label(about, "muted_indented"))
        whole.addSpacing(10)
        whole.addWidget(self.buttons)


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
