"""Where an article comes from: its agency, its paper, its author."""

import re
from collections.abc import Iterable

_OUTLET = re.compile(
    r"(?:[Tt]he )?(Al Jazeera|Reuters|AFP|Associated Press|AP|BBC|CNN|RFE/RL|VOA|New York Times|"
    r"Washington Post|Guardian|TOLOnews)\b(?!’s|'s| news agency)"
)
_TOLD = ("told ", "interview with ")
_BOILERPLATE = re.compile(r"(RFE/RL) journalists report the news\b")
_CLOSING_AGENCY = re.compile(r"\((Reuters|AP|AFP|UPI|Xinhua|dpa|RFE/RL)\)\s*$")
_BYLINE = re.compile(
    r"(?:By|BY) ((?!The\b|Our\b)[A-ZÀ-Þ][\w.’'\-]+"
    r"(?: (?:(?:and|de|van|von|al|bin) )?[A-ZÀ-Þ][\w.’'\-]*){1,5})(?:\s*[,|].*)?"
)
_LONGEST_BYLINE = 100


def own_name(lines: Iterable[str]) -> str:
    """The outlet that says who it is in a closing line, or empty."""
    return next((said[1] for line in lines if (said := _BOILERPLATE.match(line))), "")


def outlet_told(text: str) -> str:
    """The one outlet that people in the text told something; empty for none, and for several."""
    told: set[str] = set()
    for phrase in _TOLD:
        at = text.find(phrase)
        while at >= 0:
            found = _OUTLET.match(text, at + len(phrase))
            if found:
                told.add(found[1])
            at = text.find(phrase, at + 1)
    return told.pop() if len(told) == 1 else ""


def closing_agency(lines: Iterable[str]) -> str:
    """The agency in brackets at the end of one of the last lines, or empty."""
    return next((found[1] for line in lines if (found := _CLOSING_AGENCY.search(line[-20:]))), "")


def author_of(lines: Iterable[str]) -> str:
    """The author that a byline near the top names, or empty."""
    for line in lines:
        if len(line) <= _LONGEST_BYLINE and line.startswith(("By ", "BY ")):
            found = _BYLINE.fullmatch(line)
            if found:
                return found[1]
    return ""
