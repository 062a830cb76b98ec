"""XML from a stranger is parsed without entities, without a DTD, and never from anywhere else."""

from lxml import etree

from excerpta.core.interchange.archive import SAVE_AGAIN
from excerpta.core.model.errors import ReadingError

_LONGEST_PART = 150_000_000


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML part; entities other than the five of XML itself stay without meaning.

    Raises:
        ReadingError: it is not well-formed, or nests too deeply.

    """
    if len(data) > _LONGEST_PART:
        raise ReadingError("The file holds far more than any article needs.", "Split it into parts.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError("The file is damaged: a part of it makes no sense.", SAVE_AGAIN) from error


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def own(element: etree._Element, name: str) -> str:
    """An attribute by its name without a namespace, whichever it stands in; empty without one."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    ending = "}" + name
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(ending)), "")


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of names without namespaces."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def words_of(element: etree._Element | None) -> str:
    """All text in an element as one line; empty without one."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
