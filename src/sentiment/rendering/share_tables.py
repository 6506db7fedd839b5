"""Tables of shares, each of which says the method that they were estimated by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sentiment.rendering.captions import by_method
from sentiment.rendering.document import Quote, Shares
from sentiment.rendering.parts import Matrix, Table
from sentiment.rendering.translation import Phrases

Cells = Mapping[str, Mapping[str, Sequence[Quote]]]


def table(
    say: Phrases,
    title: str,
    shares: Mapping[str, Shares],
    quotes: Mapping[str, Sequence[Quote]] | None = None,
    *,
    timed: bool = False,
    keys: tuple[str, ...] = (),
    lead: Sequence[str] = (),
    untold: Iterable[str] = (),
) -> Iterator[Table]:
    """Yield shares as a table that says their method; nothing without rows."""
    rows = dict(shares)
    if not rows:
        return
    told, names, method = by_method(title, rows, say)
    behind = {names[name]: own for name, own in (quotes or {}).items() if own and name in names}
    named = {names[name]: own for name, own in rows.items()}
    yield Table(told, named, behind, timed, keys, lead, title, method, [names[name] for name in untold])


def matrix(
    say: Phrases,
    title: str,
    shares: Mapping[str, Shares],
    cells: Cells,
    lead: Sequence[str] = (),
    untold: Iterable[str] = (),
) -> Matrix:
    """Return shares of several subjects as a table, with the quotes of each cell: row -> label -> quotes."""
    told, names, method = by_method(title, shares, say)
    rows = {names[name]: own for name, own in shares.items()}
    behind = {names[name]: quotes for name, quotes in cells.items()}
    hidden = [names[name] for name in untold]
    return Matrix(told, rows, lead=lead, name=title, method=method, untold=hidden, cells=behind)
