"""Small PDFs, written sign by sign, so that a test says where every line stands."""

from collections.abc import Sequence

Placed = tuple[float, float, float, str]
"""Points from the left and from the bottom, size of the type, words; `*` before them makes them bold."""


def pdf(pages: Sequence[Sequence[Placed]], more: str = "") -> bytes:
    """A PDF of pages of 600 by 800 points in Helvetica; `more` goes into its catalogue."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {more} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        content = "\n".join(map(_shown, page))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    written = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{one}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def _shown(placed: Placed) -> str:
    left, base, size, words = placed
    font = "F2" if words.startswith("*") else "F1"
    escaped = words.removeprefix("*").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {left} {base} Tm ({escaped}) Tj ET"


def column(left: float, base: float, *lines: str, size: float = 10, leading: float = 12) -> list[Placed]:
    """Lines one below the other."""
    return [(left, base - number * leading, size, line) for number, line in enumerate(lines)]
