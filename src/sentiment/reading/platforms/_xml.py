"""XML read an element at a time; entities and document types are refused, not expanded."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from sentiment.errors import ReadError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What may stand before the first element; each comment is taken once, up to its first end, and never given back.
PROLOG = rb"\A(?:\xef\xbb\xbf)?\s*(?:(?:<\?[^>]*\?>|(?><!--(?s:.)*?-->))\s*)*+"


def elements(
    start: Callable[[], BinaryIO], names: Collection[str], expected: str, hint: str
) -> "Iterator[tuple[str, Element]]":
    """Yield the elements of these names, whole, and let go of each when the next is asked for.

    Args:
        start: opens the file anew.
        names: without their namespaces.
        expected: what the file should be.
        hint: what to do where it is none.

    Raises:
        ReadError: it is no XML, breaks off, or has entities.
    """
    for _, element in parsed(start, ("end",), expected, hint):
        if (name := local(element)) in names:
            yield name, element
            element.clear()


def parsed(
    start: Callable[[], BinaryIO], events: Sequence[str], expected: str, hint: str
) -> "Iterator[tuple[str, Element]]":
    """Yield what a parser meets; the file is UTF-8, whatever it says that it was before it was decoded.

    Raises:
        ReadError: as `elements` does.
    """
    from xml.etree.ElementTree import TreeBuilder

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError, iterparse

    try:
        with start() as file:
            parser = DefusedXMLParser(target=TreeBuilder(), encoding="utf-8", forbid_dtd=True)
            yield from iterparse(file, events=events, parser=parser)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise ReadError(expected, (str(error).splitlines() or ["other"])[0], hint) from error


def local(element: "Element") -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]
