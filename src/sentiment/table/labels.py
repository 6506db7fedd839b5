"""The labels: of tone, stance, emotion and irony, and the columns their probabilities stand in."""

from collections.abc import Collection, Iterable
from itertools import count, takewhile

NEGATIVE, NEUTRAL, POSITIVE = LABELS = ("negative", "neutral", "positive")

STANCE, EMOTION, IRONY = "stance", "emotion", "irony"
FAVOR, AGAINST, NONE = STANCES = ("favor", "against", "none")
TURNED = {FAVOR: AGAINST, AGAINST: FAVOR, NONE: NONE}  # the side under the contrary of an event
EMOTIONS = ("none", "amusement", "anger", "disgust", "fear", "joy", "love", "optimism", "sadness", "surprise")
IRONIES = ("not_ironic", "ironic")
NO_EMOTION = "no_emotion"  # in a column's name, where stance has a `none` too
TOWARD = "toward"  # column: the event that stance is toward
CONTRARY = "contrary"  # column: the contrary of that event, where the model was asked about both
VECTOR = "vector"  # column: what the text is about, in numbers


def column(head: str, label: str) -> str:
    """Return the column of a label's probability: `p_<label>`, or `p_<head>.<label>` for a head of one's own."""
    if head not in {"label", STANCE, EMOTION, IRONY}:
        return f"p_{head}.{label}"
    return f"p_{NO_EMOTION}" if (head, label) == (EMOTION, EMOTIONS[0]) else f"p_{label}"


def stance_suffixes(columns: Collection[str]) -> list[str]:
    """Return what the names of the columns of stance end with: "" toward one event, "_1", "_2" ... toward several."""
    if STANCE in columns:
        return [""]
    return list(takewhile(lambda suffix: STANCE + suffix in columns, (f"_{number}" for number in count(1))))


def beside(columns: Iterable[str]) -> set[str]:
    """Return the labels whose `p_<label>` among these columns are of a head, not of the tone."""
    found = set(columns)
    return {
        *(label for _, labels in owned(found) for label in labels),
        *(label + suffix for suffix in stance_suffixes(found) for label in STANCES),
        *((*EMOTIONS, NO_EMOTION) if EMOTION in found else ()),
        *(("ironic",) if "p_ironic" in found else ()),
    }


def tones(columns: Iterable[str], found: Iterable[str] = ()) -> list[str]:
    """Return the labels of tone of a scored table, negative to positive: by its columns, else those found in it."""
    names = list(columns)
    known = {c.removeprefix("p_") for c in names if c.startswith("p_")} - beside(names) or set(found)
    return [label for label in LABELS if label in known] + sorted(known - set(LABELS))


def owned(columns: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return the heads of one's own by their columns: name, and `<name>.<label>` of each label, in order."""
    found = list(columns)
    heads = {c.removeprefix("p_").partition(".")[0]: None for c in found if c.startswith("p_") and "." in c}
    return [(h, [c.removeprefix("p_") for c in found if c.startswith(f"p_{h}.")]) for h in heads if h in set(found)]
