"""How plain text parts comments: by lines, by empty lines, with numbers or dots before each, with names before them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from sentiment.reading.formats.header import shape

FEWEST = 3  # blocks, with an empty line between them, that tell
ENOUGH = 8  # where no line goes on in lower case: unended lines alone come by chance
LONGEST = 8  # lines of a block, in the mean, up to which it may be one comment
MOST, ALIKE = 0.5, 0.8  # shares of blocks that end as sentences do, and that begin as headings do
SURE = 0.4  # how much likelier a line goes on with the one above it than a block does with the one before
_DOT = re.compile(r"\s*[-*•–—▪●·]\s+(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,6})([.)])\s+(?=\S)")
_NAMED = re.compile(r"\s*([^\W\d_][\w.'’-]{1,24}(?: [^\W\d_][\w.'’-]{0,24}){0,2})\s?:\s+\S.*", re.DOTALL)
_ENDS = ".!?…。)»”\"'"

Block = list[tuple[int, str]]


def blocks(lines: Iterable[tuple[int, str]]) -> Iterator[Block]:
    """Yield the numbered lines that stand together."""
    for filled, block in groupby(lines, lambda line: bool(line[1].strip())):
        if filled:
            yield list(block)


def judge(lines: Sequence[str]) -> bool | None:
    """Return whether each block of the first lines of a text is a comment; None where nothing tells, False for lines.

    A comment that goes on begins its line in lower case below one that did not end, or did not end the one above: more
    often so than from one comment to the next. That tells only where most blocks end, and begin otherwise than
    headings do.
    """
    found = [[line.strip() for _, line in block] for block in blocks(enumerate(lines))]
    inner = [line for block in found for line in block[1:]]
    if len(found) < FEWEST or not inner or len(inner) + len(found) > LONGEST * len(found):
        return False
    low = [line[0].islower() and not _ended(above) for block in found for above, line in pairwise(block)]
    goes_on = _share(low) - _share([block[0][0].islower() for block in found])
    ended = _share([_ended(block[-1]) for block in found])
    unended = ended - _share([_ended(line) for block in found for line in block[:-1]])
    told = goes_on + unended >= SURE and (goes_on > 0 or len(found) >= ENOUGH)
    if told and len(inner) > 1 and ended >= MOST and not _are_headings([block[0] for block in found]):
        return True
    return None if goes_on + unended > 0 or len(inner) >= len(found) else False


def mark(lines: Sequence[str]) -> re.Pattern[str] | None:
    """Return what stands before every line of a list and is none of the comment: a dot, or numbers that count."""
    filled = [line for line in lines if line.strip()]
    if len(filled) < FEWEST:
        return None
    if all(map(_DOT.match, filled)):
        return _DOT
    found = [_NUMBER.match(line) for line in filled]
    places = [int(number[1]) if number else -1 for number in found]
    if places != list(range(places[0], places[0] + len(places))):
        return None
    # "5. sinif" is the fifth form, and "2020." a year: with a dot, numbers that begin so high are of what is said.
    return _NUMBER if places[0] in (0, 1) or all(number and number[2] == ")" for number in found) else None


def are_named(lines: Sequence[str]) -> bool:
    """Return whether nearly all lines begin with what may be a name and a colon, one of them more than once."""
    filled = [line for line in lines if line.strip()]
    names = [found[1] for line in filled if (found := _NAMED.fullmatch(line)) and found[1][0].isupper()]
    return len(names) >= max(FEWEST, 0.9 * len(filled)) and len(set(names)) < len(names)


def _are_headings(lines: Sequence[str]) -> bool:
    """Return whether nearly all lines are of one shape: `Post 1` and `Post 2`."""
    return Counter(map(shape, lines)).most_common(1)[0][1] >= ALIKE * len(lines)


def _ended(line: str) -> bool:
    return line[-1] in _ENDS or not line[-1].isalnum() and line[-1] not in ",;:-–—"


def _share(found: Sequence[bool]) -> float:
    return sum(found) / max(1, len(found))
