"""How well sentences that give one reason are put together, in four languages: the method's choice, and its trial.

    python benchmarks/reasons.py DATA [--model FOLDER] [--events]

Of the 361 invented comments of benchmarks/data/reasons.jsonl, whose reasons were written down before any method was
tried, two events choose the method and two report on it. DATA is a folder with events.jsonl and event_phrases.jsonl
(invented comments on, and names of, 78 and 122 events): comments of several events mixed, beside the themes of the
first edition (k-means, language and tone taken out). Writes benchmarks/results/reasons.json.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pyarrow as pa
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import HDBSCAN, AgglomerativeClustering, KMeans, SpectralClustering
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.model_selection import cross_val_predict

from sentiment.scoring.classifier import Classifier
from sentiment.summary.topics import clustering
from sentiment.summary.topics.clustering import clustered, unit

ROOT = Path(__file__).parents[1]
LANGUAGES = ("az", "tr", "ru", "en", "mixed")
RESULTS = ROOT / "benchmarks/results/reasons.json"
MIXES, EVENTS, NAMED = 5, 6, 10  # mixes, and events of one: of comments, of names
DIRECTIONS = (0, 1, 3)  # of the vectors of a mix that are taken off
BEST = ("average linkage, cut at 0.84", "complete linkage, cut at 0.92", "HDBSCAN, 5 or more, eom")
Row = dict[str, object]
Places = np.ndarray


def rows_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def languages(rows: Sequence[Row]) -> np.ndarray:
    return np.array([LANGUAGES.index(str(row["language"])) for row in rows])


def ours(rows: Sequence[Row], classifier: Classifier) -> Places:
    """Return the cluster of each comment, -1 for none; of several the first."""
    every = np.arange(len(rows))
    found = clustered(
        pa.chunked_array([[str(r["text"]) for r in rows]]), every, every, languages(rows), classifier.vectors
    )
    place = np.full(len(rows), -1)
    for k, members in reversed(list(enumerate(found.members(every, every) if found else []))):
        place[members] = k
    return place


def centred(rows: Sequence[Row], classifier: Classifier) -> np.ndarray:
    vectors, spoken = unit(classifier.vectors([str(row["text"]) for row in rows])), languages(rows)
    for code in np.unique(spoken):
        vectors[spoken == code] -= vectors[spoken == code].mean(axis=0)
    return unit(vectors)


def former(rows: Sequence[Row], classifier: Classifier) -> Places:
    """Return the themes of the first edition."""
    texts, spoken = [str(row["text"]) for row in rows], languages(rows)
    tone = classifier.probabilities(texts)[0][:, 1:]
    known = np.column_stack([spoken[:, None] == np.unique(spoken), tone]).astype(float)
    vectors = unit(classifier.vectors(texts)).astype(float)
    rest = vectors - known @ np.linalg.lstsq(known, vectors, rcond=None)[0]
    rest = unit(rest @ np.linalg.svd(rest, full_matrices=False)[2][:20].T)
    fits = [KMeans(k, n_init=10, random_state=0).fit_predict(rest) for k in range(4, 9)]
    return max(fits, key=lambda fit: silhouette_score(rest, fit))


def linked(method: str, apart: float) -> Callable[[np.ndarray], Places]:
    def cut(vectors: np.ndarray) -> Places:
        found = fcluster(linkage(vectors, method, metric="cosine"), apart, "distance") - 1
        return np.where(np.bincount(found)[found] >= clustering.SMALLEST, found, -1)

    return cut


def methods() -> Iterator[tuple[str, Callable[[np.ndarray], Places]]]:
    for apart in (0.8, 0.84, 0.88, 0.92):
        for method in ("average", "complete"):
            yield f"{method} linkage, cut at {apart}", linked(method, apart)
    for least in (3, 4, 5):
        for choice in ("eom", "leaf"):
            fit = HDBSCAN(min_cluster_size=least, min_samples=1, metric="cosine", cluster_selection_method=choice)
            yield f"HDBSCAN, {least} or more, {choice}", fit.fit_predict


def reason(row: Row) -> str:
    """Return the reason of a comment with one, `none`, or `two`."""
    own = list(row["reasons"])  # type: ignore[call-overload]
    return f"{row['event']}: {own[0]}" if len(own) == 1 else "two" if own else "none"


def measured(rows: Sequence[Row], place: Places) -> dict[str, float]:
    """Return how clusters fit the reasons.

    Returns:
        `ari` over comments with one reason or none; `ari_reasons` over those with one; `right`: comments with one
        reason that is what most of their cluster says; `placed`: those in a cluster; `none_placed`: comments without a
        reason in a cluster that gives one; `two`: reasons of comments with two that their cluster gives.
    """
    said = np.array([reason(row) for row in rows])
    most = {
        k: Counter(sorted(said[(place == k) & (said != "two")])).most_common(1)[0][0]
        for k in set(place.tolist()) - {-1}
    }
    told = np.array([most.get(k, "") for k in place.tolist()])
    one, plain = ~np.isin(said, ["none", "two"]), said != "two"
    inside = one & (place >= 0)
    both = [
        f"{row['event']}: {own}" == told[i] for i, row in enumerate(rows) if said[i] == "two" for own in row["reasons"]
    ]  # type: ignore[attr-defined] # noqa: E501
    return {
        "clusters": len(most),
        "ari": round(adjusted_rand_score(said[plain], place[plain]), 3),
        "ari_reasons": round(adjusted_rand_score(said[one], place[one]), 3),
        "right": round(float((told == said)[inside].mean()), 3),
        "placed": round(float(inside.sum() / one.sum()), 3),
        "none_placed": round(float(np.isin(told[said == "none"], ["", "none"], invert=True).mean()), 3),
        "two": round(float(np.mean(both)), 3),
    }


def files(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the comments of each event, and those of all."""
    events = list(dict.fromkeys(row["event"] for row in rows))
    return [[row for row in rows if row["event"] == event] for event in events] + [list(rows)]


def mean(found: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: round(float(np.mean([own[name] for own in found])), 3) for name in found[0]}


def own_set(classifier: Classifier) -> dict[str, object]:
    rows = rows_of(ROOT / "benchmarks/data/reasons.jsonl")
    choice, report = ([row for row in rows if row["half"] == half] for half in ("choice", "report"))
    vectors = [centred(part, classifier) for part in files(choice)]
    tried = {
        name: mean([measured(part, fit(own)) for part, own in zip(files(choice), vectors, strict=True)])
        for name, fit in methods()
    }
    told: dict[str, object] = {"choice": tried}
    for half, own in (("choice", choice), ("report", report)):
        told[f"ours, {half}"] = mean([measured(part, ours(part, classifier)) for part in files(own)])
    told["ours, report, by file"] = [measured(part, ours(part, classifier)) for part in files(report)]
    told["former themes, report"] = mean([measured(part, former(part, classifier)) for part in files(report)])
    with patch.object(clustering, "SPOKEN", 10**6):  # no language has enough for a mean of its own
        told["ours, report, languages as they are"] = mean([measured(p, ours(p, classifier)) for p in files(report)])
    return told


def mixes(data: Path) -> Iterator[tuple[str, list[list[Row]]]]:
    """Yield comments on several events, each in mixes: those to choose a method by, and those to report on; and names.

    The comments to report on are of the six events of the validation part.
    """
    comments = [{**row, "language": row["lang"]} for row in rows_of(data / "events.jsonl")]
    names = [
        {"event": row["event"], "language": language, "text": phrase}
        for row in rows_of(data / "event_phrases.jsonl")
        for language, phrases in row["same"].items()  # type: ignore[attr-defined]
        for phrase in phrases
    ]
    yield "comments, choice", drawn([row for row in comments if row["split"] == "train"], EVENTS)
    yield "comments, report", [[row for row in comments if row["split"] == "validation"]]
    yield "names", drawn(names, NAMED)


def drawn(rows: Sequence[Row], n: int) -> list[list[Row]]:
    """Return the rows on so many events, in mixes."""
    events, random = np.unique([str(row["event"]) for row in rows]), np.random.default_rng(0)
    chosen = [set(random.choice(events, n, replace=False).tolist()) for _ in range(MIXES)]
    return [[row for row in rows if row["event"] in own] for own in chosen]


def without_first(vectors: np.ndarray, n: int) -> np.ndarray:
    """Take off what most of the vectors' variance is of: their first so many directions."""
    first = np.linalg.svd(vectors - vectors.mean(axis=0), full_matrices=False)[2][:n]
    return unit(vectors - vectors @ first.T @ first)


def partitions(k: int) -> Iterator[tuple[str, Callable[[np.ndarray], Places]]]:
    """Yield methods that are told how many clusters there are, and the best of `methods`."""
    yield "k-means", KMeans(k, n_init=10, random_state=0).fit_predict
    yield "spectral, 10 nearest", SpectralClustering(k, affinity="nearest_neighbors", random_state=0).fit_predict
    for method in ("average", "ward"):
        yield (
            f"{method} linkage",
            AgglomerativeClustering(
                k, linkage=method, metric="euclidean" if method == "ward" else "cosine"
            ).fit_predict,
        )
    yield from ((name, fit) for name, fit in methods() if name in BEST)


def told_apart(rows: Sequence[Row], classifier: Classifier) -> dict[str, float]:
    """Return how far vectors hold the event at all, and the adjusted Rand index of each method.

    Returns:
        `nearest`: comments whose nearest one is on the same event; `taught`: those that a logistic regression taught by
        the other four fifths puts with their event, which no method that is not taught can exceed by much.
    """
    events, vectors = np.array([str(row["event"]) for row in rows]), centred(rows, classifier)
    alike = vectors @ vectors.T
    np.fill_diagonal(alike, -1)
    guessed = cross_val_predict(LogisticRegression(C=10, max_iter=1000), vectors, events, cv=5)
    told = {
        "by chance": 1 / len(np.unique(events)),
        "nearest": float((events[alike.argmax(axis=1)] == events).mean()),
        "taught": float((guessed == events).mean()),
    }
    for off in DIRECTIONS:
        left = without_first(vectors, off)
        for name, fit in partitions(len(np.unique(events))):
            told[f"{name}, {off} directions off"] = adjusted_rand_score(events, fit(left))
    return told


def reasons_without_first(classifier: Classifier) -> dict[str, float]:
    """Return the adjusted Rand index with the reasons of our own choice half, without the first directions."""
    rows = [row for row in rows_of(ROOT / "benchmarks/data/reasons.jsonl") if row["half"] == "choice"]
    cut = linked("average", clustering.APART)
    return {
        f"{off} directions off": mean(
            [measured(part, cut(without_first(centred(part, classifier), off))) for part in files(rows)]
        )["ari"]
        for off in DIRECTIONS
    }


def by_event(data: Path, classifier: Classifier) -> dict[str, object]:
    """Return means over the mixes, and which events the clusters of the last part that is reported are of."""
    told: dict[str, object] = {"model": classifier.digest[:12], "reasons, choice": reasons_without_first(classifier)}
    for kind, parts in mixes(data):
        found = [{} if kind == "names" else told_apart(rows, classifier) for rows in parts]
        for rows, own in zip(parts, found, strict=True):
            events = [str(row["event"]) for row in rows]
            for name, fit in (("ours", ours), ("former themes", former)):
                place = fit(rows, classifier)
                own[name] = adjusted_rand_score(events, place)
                if (kind, name) == ("comments, report", "ours"):
                    table = Counter(zip(place.tolist(), events, strict=True))
                    told["clusters"] = {
                        f"{k}": {event: table[k, event] for event in sorted(set(events)) if table[k, event]}
                        for k in sorted(set(place.tolist()))
                    }
        told[kind] = mean(found)
    return told


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("data", type=Path)
    asked.add_argument("--model", type=Path)
    asked.add_argument("--events", action="store_true", help="measure by events alone")
    options = asked.parse_args()
    classifier = Classifier.load(options.model, cache=True)
    found = json.loads(RESULTS.read_text(encoding="utf-8"))
    if not options.events:
        found |= {"model": classifier.digest[:12], "own": own_set(classifier)}
    found["events"] = by_event(options.data, classifier)
    RESULTS.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
