"""Books say by the classes of their style sheets what is bold or italic; those are made elements.

Of a style sheet only what one class says of itself is heeded, for runs of words alone: the rest is
layout, and where a whole paragraph is set in another face that is its design and no emphasis.
"""

import re

from lxml import etree

_LARGEST = 1_000_000
_CLASS = re.compile(r"(?:span)?\.([\w-]+)$")
_COMMENT_STARTS = "/*"
_LOOKS = (
    ("font-weight", re.compile(r"bold|[6-9]00"), "b"),
    ("font-style", re.compile(r"italic|oblique"), "i"),
    ("text-decoration", re.compile(r"\bunderline"), "u"),
    ("text-decoration", re.compile(r"\bline-through"), "s"),
    ("vertical-align", re.compile(r"super"), "sup"),
    ("vertical-align", re.compile(r"sub\b"), "sub"),
)


def classes_of(sheets: list[str]) -> dict[str, tuple[str, ...]]:
    """The elements that each class of the style sheets stands for; later rules replace earlier ones."""
    classes: dict[str, tuple[str, ...]] = {}
    for sheet in sheets:
        for rule in _without_comments(sheet[:_LARGEST]).split("}"):
            selectors, _, said = rule.rpartition("{")
            elements = elements_of(said)
            for selector in selectors.rpartition("{")[2].split(","):
                named = _CLASS.match(selector.strip())
                if named and elements:
                    classes[named[1]] = elements
    return classes


def elements_of(declarations: str) -> tuple[str, ...]:
    """The elements that look as the declarations of a rule, or of a `style` attribute, say."""
    said = {}
    for declaration in declarations.lower().split(";"):
        name, _, value = declaration.partition(":")
        said[name.strip().removesuffix("-line")] = value
    return tuple(tag for name, value, tag in _LOOKS if value.search(said.get(name, "")))


def make_elements(page: etree._Element, classes: dict[str, tuple[str, ...]]) -> None:
    """Put the elements that a book's classes stand for in the place of its `span`s."""
    for span in list(page.iter("span")):
        elements = dict.fromkeys(elements_of(span.get("style", "")))
        for name in span.get("class", "").split():
            elements |= dict.fromkeys(classes.get(name, ()))
        first, *others = elements or ("span",)
        span.tag = first
        for tag in others:
            inner = etree.Element(tag)
            inner.text, span.text = span.text, None
            inner.extend(list(span))
            span.append(inner)


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split(_COMMENT_STARTS)
    return first + " ".join(other.partition("*/")[2] for other in others)
