"""Documents of reports, for the tests of all renderers."""

from datasets import Dataset

import sentiment
from sentiment.scoring.classifier import Classifier
from support import LABELS, scored


def document(text: str = "yaxşı oldu", n: int = 40, classifier: Classifier | None = None) -> dict:
    labels = ["negative", "neutral", "positive"]
    rows = [
        {
            "id": str(i),
            "text": text,
            "clean": text,
            "author": text,
            "platform": "article",
            "group": text if i % 2 else "b",
            "language": "az",
            "time": None,
            "skipped": None if i % 5 else text,
            "label": labels[i % 3] if i % 5 else None,
            **{f"p_{label}": float(label == labels[i % 3]) for label in labels},
            "model": f"{text}@abc",
        }
        for i in range(n)
    ]
    return sentiment.summarize(Dataset.from_list(rows), classifier=classifier).to_dict()


def clear(text: str) -> str:
    """Make a text storable as Arrow stores it."""
    return text.encode("utf-8", "replace").decode()


def audited() -> dict:
    """A report with everything that an audit and unscored rows can say."""
    table = scored(
        [LABELS[i % 2 * 2] for i in range(60)] + [None] * 6,
        group=["a"] * 30 + ["b"] * 30 + ["a"] * 2 + ["b"] * 3 + [None],
        language=["az", "az", "ru"] * 22,
    )
    hand = [{"id": f"c{i}", "gold": LABELS[1 if i == 7 else i % 2 * 2], "gold_2": None} for i in range(30)]
    hand[0]["gold_2"], hand[2]["gold_2"] = "positive", "negative"
    hand += [{"id": "c31", "gold": None, "gold_2": None}]
    return sentiment.summarize(table, by=["group", "language"], audit=Dataset.from_list(hand), level=0.9).to_dict()


def told() -> dict:
    """A report with a theme, words of groups, and quotes of each kind."""
    found = document()
    overall = found["overall"]
    quote = {"id": "7", "text": "metro <b>gec gəlir", "author": None, "group": None, "language": "az", "p": 0.9}
    words = [{"word": w, "weight": x} for w, x in (("metro", 0.01), ("<b>gec", 0.4), ("gəlir", -0.2))]
    quote |= {
        "label": "negative",
        "tone": "negative",
        "stance": None,
        "likes": 12,
        "kind": "most liked",
        "words": words,
    }
    quote |= {"time": "2023-10-31T09:30:00+00:00", "url": "https://example.org/7"}
    marks = [{"word": word, "z": 3.0, "n": 9} for word in ("metro", "avtobus")]
    found["themes"] = [
        {"words": marks, "n": 32, "share": 1.0, "steady": 0.8, "overall": overall, "quotes": [quote]},
        {"words": [], "n": 0, "share": 0.0, "steady": None, "overall": overall, "quotes": []},
    ]
    share = {"share": 0.25, "low": 0.1, "high": 0.4, "n": 32, "method": "counted"}
    cell = {"theme": 0, "column": "group", "group": "b", "period": None, "count": 8, **share}
    found["theme_cells"] = [cell]
    difference = {"column": "group", "a": "b", "b": "c", "label": "theme", **share, "called": True, "mix": None}
    found["theme_differences"] = [{**difference, "standardised": None, "only_mix": False, "theme": 0}]
    title = {**quote, "kind": "central", "text": "metro <b>bahadır", "words": [], "id": "8"}
    reason = {"title": title, "theme": 0, "words": marks, "count": 8, "texts": 7, "share": share, "steady": 0.8}
    reason |= {"groups": {"group": {"b": share, "c": share}}, "languages": {"az": share}, "quotes": [quote]}
    found["reasons"] = [
        {
            "column": "label",
            "event": None,
            "side": "negative",
            "n": 32,
            "reasons": [reason],
            "outside": 24,
            "rest": share,
        }
    ]
    found["group_words"] = {"group": {"b": marks}}
    return found
