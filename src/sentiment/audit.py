"""The sample that a person labels by hand, so that the model's errors can be measured on these very comments."""

import random
from collections import defaultdict
from typing import TYPE_CHECKING

from sentiment.errors import DataError

if TYPE_CHECKING:
    from datasets import Dataset

SHOWN = ("id", "text", "group", "language", "time", "url")


def sample(scored: "Dataset", n: int = 200, *, by: str | None = None, seed: int = 0) -> "Dataset":
    """Draw scored comments at random, without the model's labels, with an empty column `gold` to fill in.

    Args:
        scored: a scored table.
        n: how many comments; all of them if there are fewer.
        by: draw the same number from every value of this column, instead of from the whole.
        seed: the same seed draws the same comments.

    Returns:
        A table `id, text, ..., gold, stratum, weight`; the weight is how many scored comments each one stands for.

    Raises:
        DataError: nothing is scored, `n` is below 1, or there is no such column.
    """
    from datasets import Dataset

    for column in ("label", *([by] if by else [])):
        if column not in scored.column_names:
            found = f"columns {', '.join(scored.column_names)}"
            raise DataError(f"a scored table with a column {column!r}", found, "run sentiment score first")
    if n < 1:
        raise DataError("at least one comment to draw", f"{n}", "try -n 200")
    strata: dict[str, list[int]] = defaultdict(list)
    names = scored[by] if by else [None] * len(scored)
    for i, (label, name) in enumerate(zip(scored["label"], names, strict=True)):
        if label is not None:
            strata["all" if by is None else str(name)].append(i)
    if not strata:
        raise DataError("scored comments to draw from", "none", "check why they were skipped: sentiment report FILE")
    rng = random.Random(seed)
    drawn = [(i, name, members, k) for name, members, k in _shares(strata, n) for i in rng.sample(members, k)]
    rng.shuffle(drawn)
    shown = [c for c in SHOWN if c in scored.column_names]
    picked = scored.select_columns(shown).select([i for i, *_ in drawn]).to_dict()
    picked["gold"] = [None] * len(drawn)
    picked["stratum"] = [name for _, name, *_ in drawn]
    picked["weight"] = [len(members) / k for *_, members, k in drawn]
    return Dataset.from_dict(picked)


def _shares(strata: dict[str, list[int]], n: int) -> list[tuple[str, list[int], int]]:
    """Share `n` out evenly; what a small stratum cannot give goes to the larger ones."""
    shared = []
    by_size = sorted(strata.items(), key=lambda item: (len(item[1]), item[0]))
    for left, (name, members) in zip(range(len(by_size), 0, -1), by_size, strict=True):
        k = min(len(members), max(1, round(n / left)))
        n -= k
        shared.append((name, members, k))
    return shared
