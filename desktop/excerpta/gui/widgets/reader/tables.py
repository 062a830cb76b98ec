"""Column widths of a table from the text of its cells."""

from PySide6.QtGui import QFont, QFontMetricsF

_MEASURED_ROWS = 60
_NARROWEST = 36


def column_widths(text: str, font: QFont, padding: int, width: int) -> list[int]:
    """Share `width` pixels among the columns of a table text (rows by newline, cells by tab).

    A column gets what its longest measured cell needs. When that is too much for all, narrow columns
    keep their need and the wide ones share the rest; later rows than the measured ones wrap.
    """
    metrics = QFontMetricsF(font)
    rows = [row.split("\t") for row in text.split("\n")]
    needs = [float(_NARROWEST)] * max(len(row) for row in rows)
    step = max(1, len(rows) // _MEASURED_ROWS)
    for row in rows[::step]:
        for column, cell in enumerate(row):
            needs[column] = max(needs[column], metrics.horizontalAdvance(cell[:400]) + padding)
    if sum(needs) <= width:
        return [round(need) for need in needs]
    return [max(1, int(share)) for share in _shared(needs, float(width))]


def _shared(needs: list[float], width: float) -> list[float]:
    """Cap the widest needs at one common width so that all together take `width`."""
    rest, open_columns = width, sorted(range(len(needs)), key=needs.__getitem__)
    cap = width
    while open_columns:
        cap = rest / len(open_columns)
        if needs[open_columns[0]] > cap:
            break
        rest -= needs[open_columns.pop(0)]
    return [min(need, cap) for need in needs]
