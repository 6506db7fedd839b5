"""The sample that a person labels by hand, so that the model's errors can be measured on these very comments."""

import random
from collections import defaultdict
from typing import TYPE_CHECKING

from sentiment.errors import DataError
from sentiment.table.groups import codes_by
from sentiment.table.labels import STANCE

if TYPE_CHECKING:
    from datasets import Dataset

SHOWN = ("id", "text", "group", "language", "time", "url")


def sample(scored: "Dataset", n: int = 200, *, by: str | None = None, seed: int = 0) -> "Dataset":
    """Draw scored comments at random, without the model's labels, with empty columns to fill in.

    Args:
        scored: a scored table.
        n: how many comments; all of them if there are fewer.
        by: draw the same number from every group, instead of from the whole; a group that has fewer gives all it has.
            Groups are named as in `summarize`: a column, a unit of time, or two of these joined by `+`.
        seed: the same seed draws the same comments, and a larger sample begins with the smaller one.

    Returns:
        A table `id, text, ..., gold, stratum, weight`; the weight is how many scored comments each one stands for. With
        stance there is a column `gold_stance` too.

    Raises:
        DataError: nothing is scored, there is no such column, it gives the model's label away, or `n` is below 1 or the
            number of groups.
    """
    from datasets import Dataset

    if "label" not in scored.column_names:
        found = f"columns {', '.join(scored.column_names)}"
        raise DataError("a scored table with a column 'label'", found, "run sentiment score first")
    if by == "label":
        raise DataError("a sample that hides the model's labels", "groups named by them", "choose another --by")
    if n < 1:
        raise DataError("at least one comment to draw", f"{n}", "try -n 200")
    strata = _strata(scored, by)
    if not strata:
        raise DataError("scored comments to draw from", "none", "check why they were skipped: sentiment report FILE")
    if n < len(strata):
        hint = f"try -n {20 * len(strata)}, or another --by"
        raise DataError(f"a comment from each of the {len(strata)} groups of {by}", f"-n {n}", hint)
    rng = random.Random(seed)
    drawn = [
        (place, i, name, len(members) / k)
        for name, members, k in reversed(_shares(strata, n))
        for place, i in enumerate(rng.sample(members, len(members))[:k])
    ]
    drawn.sort(key=lambda row: row[0])  # group after group in turn, so that a smaller sample comes first
    shown = [c for c in SHOWN if c in scored.column_names]
    picked = scored.select_columns(shown).select([i for _, i, *_ in drawn]).to_dict()
    picked["gold"] = [None] * len(drawn)
    if STANCE in scored.column_names:
        picked[f"gold_{STANCE}"] = [None] * len(drawn)
    picked["stratum"] = [name for _, _, name, _ in drawn]
    picked["weight"] = [weight for *_, weight in drawn]
    return Dataset.from_dict(picked)


def remarks(scored: "Dataset", drawn: "Dataset", n: int) -> list[str]:
    """Say what about a sample of `n` comments may surprise whoever asked for it."""
    said, strata = [], defaultdict(list)
    for name, weight in zip(drawn["stratum"], drawn["weight"], strict=True):
        strata[name].append(weight)
    if len(drawn) < n:
        said.append(f"fewer than {n} comments are scored: all {len(drawn)} are drawn, and the shares will be exact")
    elif 0 < len(whole := sorted(name for name, weights in strata.items() if max(weights) == 1)) < len(strata):
        said.append(f"groups too small for an even part, drawn whole: {', '.join(whole)}")
    if "gold" in scored.column_names and (given := sum(label is not None for label in scored["gold"])):
        said.append(f"{given} comments have a label in gold already; it is left out, so that yours is not led by it")
    return said


def _strata(scored: "Dataset", by: str | None) -> dict[str, list[int]]:
    """Return the scored rows of each group."""
    names, codes = codes_by(scored.with_format("arrow")[:], by) if by else (["all"], [0] * len(scored))
    strata: dict[str, list[int]] = defaultdict(list)
    for i, (label, code) in enumerate(zip(scored["label"], codes, strict=True)):
        if label is not None:
            strata[names[code]].append(i)
    return strata


def _shares(strata: dict[str, list[int]], n: int) -> list[tuple[str, list[int], int]]:
    """Share `n` out evenly, smallest stratum first; what it cannot give, and the remainder, go to the larger ones."""
    shared = []
    by_size = sorted(strata.items(), key=lambda item: (len(item[1]), item[0]))
    for left, (name, members) in zip(range(len(by_size), 0, -1), by_size, strict=True):
        k = min(len(members), n // left)
        n -= k
        shared.append((name, members, k))
    return shared
