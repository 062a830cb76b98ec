"""Credit lines name who wrote, edited and reported; they stand at the end, or below the title."""

import re

from excerpta.core.news.agencies import OUTLET

_CREDIT = re.compile(
    r"""[(\[*—–-]*\s*(?:
    (?:additional\ |with\ |further\ )?(?:reporting|writing|editing|compilation|translation|research|
        contributions?|photographs?|photography|graphics)\ (?:and\ (?:writing|editing|photography)\ )?
        (?:by|from|contributed\ by)\b
    |(?:written|edited|reported|compiled|translated|contributed|produced)\ (?:and\ \w+\ )?by\b
    |information\ (?:for|in)\ this\ (?:article|report|story)\ was\ (?:contributed|provided|supplied)\b
    |(?:this\ (?:article|report|story)\ (?:includes|contains)|some)\ (?:information|material|reporting)
        \ (?:from|by)\b
    |[\w\ .,’'-]{3,80}\ contributed\ (?:to\ )?(?:reporting|this\ (?:report|article|story))\b
    |(?:the\ )?associated\ press\ (?:writers?|journalists?|reporters?)\b.{0,120}contributed\b
    |(?:with\ )?(?:material|inputs?|files?|reports?)\ from\b.{0,60}
        \b(?:agenc(?:y|ies)|reuters|afp|ap|dpa|pti)\b
    |(?:bericht|redaktion|mitarbeit|bearbeitet\ von|geschrieben\ von|übersetzt\ von)\b\s?(?:von|:)
    |(?:avec|edité\ par|édité\ par|reportage\ de|rédigé\ par|traduit\ par|version\ française)\ (?=[A-ZÀ-Þ(])
    |(?:reporte\ de|editado\ por|traducido\ por|escrito\ por|información\ de|reportagem\ de|edição\ de)\b
    |(?:a\ cura\ di|redazione|montaggio\ di)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_OUTLET = re.compile(rf"\b(?:of|from) (?P<outlet>(?:The |the )?(?:{OUTLET}))\b")
_ANY_OUTLET = re.compile(rf"\b(?:{OUTLET})\b")
_STARTS = re.compile(r"[(\[*—–-]*\s*[^\W\d_]")
_LONGEST = 400


def is_credit(line: str) -> bool:
    """Whether a line says who made the article, and nothing else."""
    if len(line) > _LONGEST or not _STARTS.match(line):
        return False
    return bool(_CREDIT.match(line)) and not _is_story(line)


def contributing_outlet(lines: list[str]) -> str:
    """The one outlet whose people contributed, as it is written; empty for none, and for several."""
    named: set[str] = set()
    found: set[str] = set()
    for line in filter(is_credit, lines):
        found.update(one["outlet"] for one in _OF_OUTLET.finditer(line))
        named.update(_ANY_OUTLET.findall(line))
    if len(found) != 1 or len(named) > 1:
        return ""
    outlet = found.pop()
    return outlet[0].upper() + outlet[1:]


def _is_story(line: str) -> bool:
    """Whether there is a further sentence behind the first: “Reporting by foreign papers is banned. It …”."""
    stop = re.search(r"[.!?][\"”’)]*\s+[A-ZÀ-Þ]", line)
    return bool(stop) and len(line) - stop.end() > len(line) // 3 and ";" not in line  # type: ignore[union-attr]
