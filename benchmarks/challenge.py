"""How often is the tone right where comments are hard? `python benchmarks/challenge.py [--model M] [--failures]`

`tests/data/challenge.jsonl` holds invented comments in four languages and mixtures of them, labelled by the tone that
a careful reader hears before any prediction was seen, and never trained on. Each stands for one phenomenon; lookalikes
with another label stand beside it (sincere praise beside irony), so that no shortcut passes. The language of bare emoji
is `mixed`. Intervals are Wilson's: they say how little some 30 comments prove.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sentiment import Classifier
from sentiment.estimation.estimators import counted

ROOT = Path(__file__).parents[1]
ITEMS = ROOT / "tests" / "data" / "challenge.jsonl"
RESULTS = ROOT / "benchmarks" / "results" / "challenge.json"
COLUMNS = ("phenomenon", "lang", "label")

Item = dict[str, str]
Rate = dict[str, Any]


def read(path: Path = ITEMS) -> list[Item]:
    """Return the challenge set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def rate(passed: Sequence[bool]) -> Rate:
    """Return the share that passed, with its interval."""
    hits = sum(passed)
    return {"passed": hits, **counted({"passed": hits, "failed": len(passed) - hits})["passed"].to_dict()}


def rates(items: Sequence[Item], passed: Sequence[bool]) -> dict[str, Any]:
    """Return the pass rate over all, and by each value of each column."""
    found: dict[str, Any] = {"overall": rate(passed)}
    for column in COLUMNS:
        values = dict.fromkeys(item[column] for item in items)
        found[column] = {
            value: rate([ok for item, ok in zip(items, passed, strict=True) if item[column] == value])
            for value in values
        }
    return found


def table(found: dict[str, Any]) -> Iterator[str]:
    """Yield the rates as lines of text."""
    for column in COLUMNS:
        yield f"{column:16} {'passed':>9}  share  95 % interval"
        for value, part in {**found[column], "all": found["overall"]}.items():
            interval = f"{100 * part['low']:.0f} to {100 * part['high']:.0f} %"
            yield f"  {value:14} {part['passed']:>3} of {part['n']:>3} {100 * part['share']:5.0f} %  {interval}"
        yield ""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="a folder or a hub id; the embedded model otherwise")
    parser.add_argument("--failures", action="store_true", help="list the comments that failed")
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)

    items, classifier = read(), Classifier.load(options.model)
    predicted = classifier({"text": [item["text"] for item in items]})["label"]
    passed = [item["label"] == label for item, label in zip(items, predicted, strict=True)]
    found = rates(items, passed)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    model = {"name": classifier.name, "digest": classifier.digest}
    options.output.write_text(json.dumps({"model": model, **found}, indent=1) + "\n", encoding="utf-8")
    print("\n".join(table(found)))
    if options.failures:
        for item, label, ok in zip(items, predicted, passed, strict=True):
            if not ok:
                print(f"{item['id']:24} {item['label']:8} not {label:8}  {item['text']}")


if __name__ == "__main__":
    main()
