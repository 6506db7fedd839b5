"""Does stance read its target? `python benchmarks/consistency.py [--model M] [--into evaluation.json]`

`data/consistency.jsonl` holds six invented events that the model was never trained on, each with 50 comments written
under it, in other words and as its contrary, in four languages; `model/unseen_events.jsonl` 54 more, each with twelve
comments that seldom name it; `model/unseen_grids.jsonl` comments that are each asked about eight targets of one topic.
Texts and labels are by language models. Under the same event in other words an answer should stay; under the contrary
one the sides change places; under another event there is none. `both_ways` is what `--contrary` makes of it: the mean
of the answers to an event and, the sides changed, to its contrary, beside either alone.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from sentiment import Classifier
from sentiment.estimation.evaluation import as_json
from sentiment.scoring.heads import turned
from sentiment.table.labels import TURNED

HERE = Path(__file__).parent
EVENTS = HERE / "data" / "consistency.jsonl"
UNSEEN = HERE.parent / "model" / "unseen_events.jsonl"
GRIDS = HERE.parent / "model" / "unseen_grids.jsonl"
RESULTS = HERE / "results" / "consistency.json"
SOURCE = "benchmarks/consistency.py: invented events never trained on"
SIDES = ("favor", "against", "none")
LETTERS = dict(zip("fan", SIDES, strict=True))  # of the sides in a grid
LANGUAGES = ("az", "tr", "ru", "en")

Say = Callable[[Sequence[str], str], list[str]]
Ask = Callable[[tuple[str, ...], str], np.ndarray]  # texts under an event: (texts, sides)
Asked = tuple[list[str], np.ndarray, np.ndarray]  # true under the event, probabilities under it and under its contrary
Event = dict[str, Any]
Answer = tuple[str, str, str]  # true, said under the event as named, said now


def read(path: Path = EVENTS) -> list[Event]:
    """Return the events with their wordings and comments."""
    return [as_named(event) for event in lines(path)]


def lines(path: Path) -> list[Event]:
    """Return what a file of one JSON object a line holds."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def as_named(event: Event) -> Event:
    """Return an event called as in English, its names the first of its wordings."""
    if isinstance(event["event"], str):
        return event
    same = {lang: [event["event"][lang], *phrases] for lang, phrases in event["same"].items()}
    return {**event, "event": event["event"]["en"], "same": same}


def answers(say: Say, event: Event, other: str) -> dict[str, list[Answer]]:
    """Return (true, said under the event as named, said now) for every comment, by what was asked."""
    texts, truth = [c["text"] for c in event["comments"]], [c["stance"] for c in event["comments"]]
    named = say(texts, event["event"])
    found = {"named": list(zip(truth, named, named, strict=True)), "same": [], "contrary": []}
    for lang in LANGUAGES:
        for phrase in event["same"][lang][1:]:
            found["same"] += zip(truth, named, say(texts, phrase), strict=True)
        for phrase in event["opposite"][lang]:
            found["contrary"] += zip([TURNED[t] for t in truth], named, say(texts, phrase), strict=True)
    found["unrelated"] = [("none", n, s) for n, s in zip(named, say(texts, other), strict=True)]
    return found


def measure(say: Say, events: Sequence[Event]) -> dict[str, Any]:
    """Return the consistency of a model over all events."""
    told: dict[str, list[Answer]] = {}
    by_event = []
    for event, other in zip(events, [*events[1:], events[0]], strict=True):
        found = answers(say, event, other["event"])
        by_event.append({"event": event["event"], **both(found["contrary"])})
        for kind, rows in found.items():
            told.setdefault(kind, []).extend(rows)
    sided = [(t, n, s) for t, n, s in told["contrary"] if t != "none"]
    return {
        "comments": len(told["named"]),
        "named_macro_f1": score(told["named"]),
        "other_words_macro_f1": score(told["same"]),
        "other_words_same_answer": share([n == s for _, n, s in told["same"]]),
        "contrary_macro_f1": score(told["contrary"]),
        "contrary_right_of_sided": share([t == s for t, _, s in sided]),
        "contrary_same_answer_of_sided": share([n == s for _, n, s in sided]),
        "unrelated_none": share([s == "none" for _, _, s in told["unrelated"]]),
        "by_event": by_event,
    }


def crossed(say: Say, grids: Sequence[Event]) -> dict[str, Any]:
    """Return how well targets of one topic are told apart; the third of a grid is the contrary of its first."""
    truth: list[list[str]] = []
    said: list[tuple[str, ...]] = []
    for grid in grids:
        texts = [c["text"] for c in grid["comments"]]
        said += zip(*(say(texts, target) for target in grid["targets"]), strict=True)
        truth += [[LETTERS[side] for side in c["sides"]] for c in grid["comments"]]
    cells = [(t, s, s) for row, own in zip(truth, said, strict=True) for t, s in zip(row, own, strict=True)]
    sided = [(t, s) for t, s in zip(truth, said, strict=True) if t[0] != "none" and t[2] == TURNED[t[0]]]
    return {
        "comments": len(truth),
        "pairs": len(cells),
        "macro_f1": score(cells),
        "sided": len(sided),
        "named_right_of_sided": share([t[0] == s[0] for t, s in sided]),
        "contrary_right_of_sided": share([t[2] == s[2] for t, s in sided]),
        "both_right_of_sided": share([t[0] == s[0] and t[2] == s[2] for t, s in sided]),
        "none_right": share([s == t for t, _, s in cells if t == "none"]),
    }


def of_events(ask: Ask, events: Sequence[Event]) -> Iterator[list[Asked]]:
    """Yield for each pair of wordings of one language what is said of all comments."""
    for lang, one, other in product(LANGUAGES, (0, 1), (0, 1)):
        found = []
        for event in events:
            texts = tuple(c["text"] for c in event["comments"])
            named, contrary = ask(texts, event["same"][lang][one]), ask(texts, event["opposite"][lang][other])
            found.append(([c["stance"] for c in event["comments"]], named, contrary))
        yield found


def of_grids(ask: Ask, grids: Sequence[Event]) -> list[Asked]:
    """Return what is said of the comments whose sides toward a target and its contrary are contrary."""
    found = []
    for grid in grids:
        sides = [[LETTERS[side] for side in c["sides"]] for c in grid["comments"]]
        own = [i for i, side in enumerate(sides) if side[2] == TURNED[side[0]]]
        texts = tuple(grid["comments"][i]["text"] for i in own)
        if texts:
            found.append(([sides[i][0] for i in own], ask(texts, grid["targets"][0]), ask(texts, grid["targets"][2])))
    return found


def both_ways(rounds: Sequence[Sequence[Asked]]) -> dict[str, float]:
    """Return the mean over the rounds of macro-F1 under the event, under its contrary, and of the mean of both."""
    found: dict[str, list[float]] = {"event": [], "contrary": [], "both": []}
    for rows in rounds:
        truth = [side for true, _, _ in rows for side in true]
        named, contrary = (np.concatenate(part) for part in list(zip(*rows, strict=True))[1:])
        back = turned(contrary, SIDES)
        for name, shares in (("event", named), ("contrary", back), ("both", (named + back) / 2)):
            found[name].append(score([(true, "", SIDES[k]) for true, k in zip(truth, shares.argmax(1), strict=True)]))
    return {name: round(float(np.mean(values)), 4) for name, values in found.items()}


def both(rows: Sequence[Answer]) -> dict[str, float]:
    """Return what a report tells of the contrary, and what is true: of the answers with a side under the event.

    Where an answer does not turn, that under the event or that under the contrary is wrong: `wrong_of_both`, the share
    of wrong ones among both, is never less than half of those that do not turn.
    """
    asked = [(t, n, s) for t, n, s in rows if n != "none"]
    wrong = [(n != TURNED[t]) + (s != t) for t, n, s in asked]
    return {
        "asked": len(asked),
        "turned": share([s == TURNED[n] for _, n, s in asked]),
        "wrong_of_both": round(float(np.mean(wrong)) / 2, 4),
    }


def score(rows: Sequence[Answer]) -> float:
    """Return macro-F1 of what is said now."""
    truth, _, said = zip(*rows, strict=True)
    return round(float(f1_score(truth, said, average="macro", labels=SIDES)), 4)


def share(right: Sequence[bool]) -> float:
    """Return the share that is true."""
    return round(float(np.mean(right)), 4)


def main() -> None:
    """Ask the model, print and keep what it says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="a folder or hub id; the embedded model if left out")
    parser.add_argument("--into", type=Path, help="the model's evaluation.json, to hold the figures")
    options = parser.parse_args()
    classifier = Classifier.load(options.model, device="cpu")

    @cache
    def ask(texts: tuple[str, ...], target: str) -> np.ndarray:
        return classifier.react(texts, "stance", target)

    def say(texts: Sequence[str], target: str) -> list[str]:
        return [SIDES[i] for i in ask(tuple(texts), target).argmax(axis=1)]

    known, unseen, grids = read(), read(UNSEEN), lines(GRIDS)
    of_grid = {**crossed(say, grids), "both_ways": both_ways([of_grids(ask, grids)])}
    of_unseen = {**measure(say, unseen), "both_ways": both_ways(list(of_events(ask, unseen)))}
    del of_unseen["by_event"]
    of_known = {**measure(say, known), "both_ways": both_ways(list(of_events(ask, known)))}
    found = {
        **of_known,
        "unseen": of_unseen,
        "grids": of_grid,
    }
    print(json.dumps(found, indent=1))
    if options.model is None:
        RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if options.into:
        keep(options.into, found)


def keep(path: Path, found: dict[str, Any]) -> None:
    """Put the figures into an `evaluation.json`, beside what it has of real targets."""
    evaluation = json.loads(path.read_text(encoding="utf-8"))
    real = {name: told for name, told in evaluation.get("consistency", {}).items() if name == "real_targets"}
    evaluation["consistency"] = {"source": SOURCE, **found, **real}
    path.write_text(as_json(evaluation), encoding="utf-8")


if __name__ == "__main__":
    main()
