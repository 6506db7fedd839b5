"""The paragraphs of a page in, those of its story out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from sentiment.text import lower

LINKED = 0.7  # of the letters of a paragraph: it is a list of links
SAME = 0.5  # of the pairs of words of a paragraph: it is in the main text
CARD, ROW = 4, 2  # lines that a teaser has at most, and teasers that make a row
WORDY, TEASER = 20, 0.3  # letters of a link that is a headline; its share of a teaser
OUTER = 3  # lines at either end of a page
LARGEST = 1 << 20  # letters of a page of which the main text is looked for
_PAGE = re.compile(r"<(?:html|body|!doctype)[\s>]", re.I)
# What only the edges of a page say: of cookies, of rights, of who edits it.
_EDGE = re.compile(
    r"\bcookies?\b|\bkuki|\bçerez|\bкуки\b|файл\w* cookie|©|all rights reserved|\bistinad|kaynak göster|"
    r"bütün hüquqlar|tüm hakları|все права|перепечатк|ссылк\w* на|link to (?:this|the|our) site|editor-in-chief|"
    r"baş redaktor|genel yayın yönetmeni|главный редактор",
    re.I,
)
_TEXT = frozenset("a p span b i em strong h1 h2 h3 h4 h5 h6".split())
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Line:
    """A paragraph of a page, as Markdown writes it."""

    prefix: str
    text: str
    linked: int  # letters in links
    at: etree._Element  # what it stands in

    @property
    def leads_away(self) -> bool:
        """Say whether it is hardly more than links, as a menu or a teaser is."""
        return self.linked > LINKED * len(self.text)


def of(lines: Sequence[Line], document: str) -> list[Line]:
    """Return the lines of the story; of a fragment of a page, or where no main text is found, all that are no links."""
    main = _main_text(document) if _PAGE.search(document) and len(document) <= LARGEST else ""
    known = set(pairwise(_words(main)))
    cards = _cards(lines)
    inside = [i not in cards and not line.leads_away and _share(line, known) for i, line in enumerate(lines)]
    places = [i for i, is_main in enumerate(inside) if is_main]
    if not places:
        return [line for i, line in enumerate(lines) if i not in cards and not line.leads_away] or list(lines)
    homes = {home for i in places if (home := lines[i].at.getparent()) is not None}
    edges = _edges(lines, places)
    classes = {home.get("class") for home in homes} - {None, ""}
    return [
        line
        for i, line in enumerate(lines)
        if i not in edges
        and i not in cards
        and (inside[i] or (not line.leads_away and (places[0] < i < places[-1] or _alike(line, homes, classes))))
    ]


def _cards(lines: Sequence[Line]) -> set[int]:
    """Return the lines of teasers: parts that stand in a row and each hold a link of its own and hardly more."""
    parts: dict[etree._Element, list[int]] = {}
    for i, line in enumerate(lines):
        part = next((above for above in line.at.iterancestors() if str(above.tag) not in _TEXT), None)
        home = line.at if str(line.at.tag) not in _TEXT else part
        if home is not None:
            parts.setdefault(home, []).append(i)
    teasers = {home: own for home, own in parts.items() if len(own) <= CARD and _leads([lines[i] for i in own])}
    rows = Counter((home.getparent(), home.tag, home.get("class")) for home in teasers)
    return {
        i for home, own in teasers.items() if rows[home.getparent(), home.tag, home.get("class")] >= ROW for i in own
    }


def _leads(lines: Sequence[Line]) -> bool:
    """Say whether a good part of some lines is a link with words: no time, no name of who wrote a post."""
    linked = sum(line.linked for line in lines if line.leads_away and len(line.text) >= WORDY)
    return linked >= TEASER * sum(len(line.text) for line in lines) > 0


def _edges(lines: Sequence[Line], places: Sequence[int]) -> set[int]:
    """Return the first and last lines that speak of the site, where they stand apart from most of the story."""
    weight: Counter[etree._Element | None] = Counter()
    for i in places:
        weight[lines[i].at.getparent()] += len(lines[i].text)
    largest = weight.most_common(1)[0][0]
    own = [i for i, line in enumerate(lines) if line.at.getparent() is largest]
    outer = [i for i in (*range(OUTER), *range(len(lines) - OUTER, len(lines))) if not own[0] <= i <= own[-1]]
    name = largest.get("class") if largest is not None else None
    return {
        i
        for i in outer
        if 0 <= i < len(lines) and _EDGE.search(lines[i].text) and not (name and _class(lines[i]) == name)
    }


def _class(line: Line) -> str | None:
    home = line.at.getparent()
    return None if home is None else home.get("class")


def _alike(line: Line, homes: set[etree._Element], classes: set[str | None]) -> bool:
    """Say whether a line stands where the main text does, or in a part built like it: posts of a live blog."""
    return line.at.getparent() in homes or _class(line) in classes


def _share(line: Line, known: set[tuple[str, str]]) -> bool:
    pairs = list(pairwise(_words(line.text)))
    return bool(pairs) and sum(pair in known for pair in pairs) >= SAME * len(pairs)


def _words(text: str) -> list[str]:
    return _WORD.findall(lower(text))


def _main_text(document: str) -> str:
    """Return what trafilatura takes for the main text."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # that a page has no main text is no news to the user
    return trafilatura.extract(document, output_format="txt", include_comments=False, include_formatting=False) or ""
