"""Comments of several lines with an empty line between them, told from comments a line each with gaps among them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

FEWEST = 3  # blocks, with an empty line between them, that tell
LONGEST = 8  # lines of a block, in the mean, up to which it may be one comment
SURE = 0.4  # how much likelier a line goes on with the one above it than a block does with the one before
_ENDS = ".!?…。)»”\"'"

Block = list[tuple[int, str]]


def blocks(lines: Iterable[tuple[int, str]]) -> Iterator[Block]:
    """Yield the numbered lines that stand together."""
    for filled, block in groupby(lines, lambda line: bool(line[1].strip())):
        if filled:
            yield list(block)


def judge(lines: Sequence[str]) -> bool | None:
    """Return whether each block of the first lines of a text is a comment; None where nothing tells, False for lines.

    A comment that goes on begins its line in lower case, or did not end the one above: more often so than from one
    comment to the next.
    """
    found = [[line.strip() for _, line in block] for block in blocks(enumerate(lines))]
    inner = [line for block in found for line in block[1:]]
    if len(found) < FEWEST or not inner or len(inner) + len(found) > LONGEST * len(found):
        return False
    goes_on = _share([line[0].islower() for line in inner]) - _share([block[0][0].islower() for block in found])
    unended = _share([_ended(block[-1]) for block in found])
    unended -= _share([_ended(line) for block in found for line in block[:-1]])
    if goes_on + unended >= SURE and len(inner) > 1:
        return True
    return None if goes_on + unended > 0 or len(inner) >= len(found) else False


def _ended(line: str) -> bool:
    return line[-1] in _ENDS or not line[-1].isalnum() and line[-1] not in ",;:-–—"


def _share(found: Sequence[bool]) -> float:
    return sum(found) / max(1, len(found))
