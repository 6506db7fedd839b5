"""Scored tables with stances, made by hand."""

from datasets import Dataset

from sentiment.table.labels import STANCES

EVENT = "TikTok was unblocked"


def table(sides: dict[tuple[str, str], int], **more: list) -> Dataset:
    """Return so many rows of each stance and tone."""
    pairs = [pair for pair, n in sides.items() for _ in range(n)]
    columns = {
        "id": [str(i) for i in range(len(pairs))],
        "text": [f"comment number {i} on it" for i in range(len(pairs))],
        "language": ["en"] * len(pairs),
        "group": ["user"] * len(pairs),
        "label": [tone for _, tone in pairs],
        "stance": [stance for stance, _ in pairs],
        "toward": [EVENT] * len(pairs),
    }
    for tone in ("negative", "neutral", "positive"):
        columns[f"p_{tone}"] = [0.8 if own == tone else 0.1 for _, own in pairs]
    for side in STANCES:
        columns[f"p_{side}"] = [0.8 if own == side else 0.1 for own, _ in pairs]
    return Dataset.from_dict(columns | more)


def several(first: list[str], second: list[str]) -> Dataset:
    """Return rows with stances toward two events, and labels of tone that agree with neither."""
    more: dict[str, list] = {"label": ["neutral"] * len(first)}
    for suffix, event, sides in (("_1", EVENT, first), ("_2", "the ministry", second)):
        more |= {f"stance{suffix}": sides, f"toward{suffix}": [event] * len(sides)}
        more |= {f"p_{x}{suffix}": [0.8 if own == x else 0.1 for own in sides] for x in STANCES}
    rows = table({("favor", "neutral"): len(first)}, **more)
    return rows.remove_columns(["stance", "toward", *(f"p_{side}" for side in STANCES)])


def own_targets() -> Dataset:
    """Return rows of which half is toward one target, half toward another, with two texts under both."""
    told = table({("favor", "neutral"): 30, ("against", "neutral"): 30})
    texts = [f"comment number {i % 30} on it" for i in range(60)]
    columns = told.remove_columns(["text", "toward"]).to_dict()
    return Dataset.from_dict(columns | {"text": texts, "toward": ["the metro"] * 30 + ["the buses"] * 30})
