"""The sample that a person labels by hand, so that the model's errors can be measured on these very comments."""

import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Hashable, Sequence

from sentiment.errors import DataError
from sentiment.estimation.evaluation import CUTS
from sentiment.table.comments import Comments, arrow, from_columns
from sentiment.table.groups import codes_by
from sentiment.table.labels import STANCE, TOWARD, stance_suffixes

WORTH = 0.9  # of the labels, for the whole; where they are worth less it is said
SHOWN = ("id", "text", "group", "language", "time", "url")


def sample(scored: Comments, n: int = 200, *, by: str | None = None, seed: int = 0) -> Comments:
    """Draw scored comments at random, without the model's labels, with empty columns to fill in.

    What the model said, a label and how surely, is in the sample in proportion: that makes the labels worth more
    (docs/method.md), and their order gives nothing away.

    Args:
        scored: a scored table.
        n: how many comments; all of them if there are fewer.
        by: draw the same number from every group, instead of from the whole; a group that has fewer gives all it has.
            Groups are named as in `summarize`: a column, a unit of time, or two of these joined by `+`.
        seed: the same seed draws the same comments, and a larger sample begins with the smaller one.

    Returns:
        A table `id, text, ..., gold, stratum, weight`; the weight is how many scored comments each one stands for. With
        stance there are columns `gold_stance` and `toward`, what the stance is toward; with several events
        `gold_stance_1` and so on.

    Raises:
        DataError: nothing is scored, there is no such column, it gives the model's label away, or `n` is below 1 or the
            number of groups.
    """
    if "label" not in scored.column_names:
        found = f"columns {', '.join(scored.column_names)}"
        raise DataError(
            "a scored table with a column 'label'",
            found,
            "score the comments first: sentiment score FILES -o scored.parquet",
        )
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
    rng, said = random.Random(seed), _said(scored)
    drawn = [
        (place, i, name, len(members) / k)
        for name, members, k in reversed(_shares(strata, n))
        for place, i in enumerate(in_proportion(members, said, rng.randrange(1 << 32))[:k])
    ]
    drawn.sort(key=lambda row: row[0])  # group after group in turn, so that a smaller sample comes first
    suffixes = stance_suffixes(scored.column_names)
    shown = [c for c in (*SHOWN, *(TOWARD + suffix for suffix in suffixes)) if c in scored.column_names]
    picked = arrow(scored).select(shown).take([i for _, i, *_ in drawn]).to_pydict()
    picked["gold"] = [None] * len(drawn)
    for suffix in suffixes:
        picked[f"gold_{STANCE}{suffix}"] = [None] * len(drawn)
    picked["stratum"] = [name for _, _, name, _ in drawn]
    picked["weight"] = [weight for *_, weight in drawn]
    return from_columns(picked)


def remarks(scored: Comments, drawn: Comments, n: int) -> list[str]:
    """Say what about a sample of `n` comments may surprise whoever asked for it."""
    said, strata = [], defaultdict(list)
    for name, weight in zip(drawn["stratum"], drawn["weight"], strict=True):
        strata[name].append(weight)
    if len(drawn) < n:
        said.append(f"fewer than {n} comments are scored: all {len(drawn)} are drawn, and the shares will be exact")
    elif 0 < len(whole := sorted(name for name, weights in strata.items() if max(weights) == 1)) < len(strata):
        said.append(f"groups too small for an even part, drawn whole: {', '.join(whole)}")
    if strata.keys() != {"all"} and (worth := _worth(drawn["weight"][:])) < WORTH * len(drawn):
        told = f"for all comments together these {len(drawn)} labels are worth about {worth}"
        said.append(f"the groups are drawn evenly, so that each can be told: {told}; leave --by out for the whole")
    if "gold" in scored.column_names and (given := sum(label is not None for label in scored["gold"])):
        said.append(f"{given} comments have a label in gold already; it is left out, so that yours is not led by it")
    return said


def _worth(weights: Sequence[float]) -> int:
    """Return how many labels of a plain sample these are worth (Kish 1965, Survey Sampling, section 8.2)."""
    return round(sum(weights) ** 2 / sum(w * w for w in weights))


def _said(scored: Comments) -> list[tuple[str, int]]:
    """Return what the model said of each row: a label, and a step of how surely."""
    labels = scored["label"][:]
    columns = [scored[f"p_{x}"][:] for x in set(labels) - {None} if f"p_{x}" in scored.column_names]
    sure = [max((p for p in row if p is not None), default=0.0) for row in zip(*columns, strict=True)] or [0.0] * len(
        labels
    )
    return [(label, bisect(CUTS, p)) for label, p in zip(labels, sure, strict=True)]


def in_proportion(members: Sequence[int], said: Sequence[Hashable], seed: int) -> list[int]:
    """Return the rows in a random order of which every beginning holds each of what the model said in proportion.

    Systematic sampling with a random start in each stratum (Särndal, Swensson and Wretman 1992, Model Assisted Survey
    Sampling, sections 3.4 and 3.7).
    """
    rng, cells = random.Random(seed), defaultdict(list)
    for i in members:
        cells[said[i]].append(i)
    keyed = []
    for own in cells.values():
        start = rng.random()
        keyed += [((place + start) / len(own), i) for place, i in enumerate(rng.sample(own, len(own)))]
    return [i for _, i in sorted(keyed)]


def _strata(scored: Comments, by: str | None) -> dict[str, list[int]]:
    """Return the scored rows of each group."""
    names, codes = codes_by(arrow(scored), by, public=True) if by else (["all"], [0] * len(scored))
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
