"""Do intervals hold on sets of comments that the estimator never met? The tables of docs/method.md.

    python benchmarks/between_sets.py scored.parquet [--peers]

Columns: source, lang, label (by hand), p_negative, p_neutral, p_positive. Each set (a language of a source) is
estimated from the others, its own source left out: as it is, and with prevalence shifted to shares spread evenly over
all possible ones, at most 250 rows. `--peers` adds QuaPy's methods on the same replicates (a part of them), learned
from the other
sources of the same language, or of all languages where there is none. Then two sources of one language are drawn to
equal shares, and to shares 45 points apart, and put into one report.
"""

import argparse
import json
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sentiment.estimation import set_errors
from sentiment.estimation.adjusted import Matrices, Part, adjusted_parts
from sentiment.estimation.audited import Sample, audited_sample
from sentiment.estimation.differences import called, corrected, difference
from sentiment.estimation.evaluation import cells
from sentiment.estimation.set_errors import Scatter, SetTables
from sentiment.estimation.shares import Shares, counted
from sentiment.summary.claims.claim import parse
from sentiment.summary.comparisons import COMPARED
from sentiment.table.labels import LABELS

RESULTS = Path(__file__).parent / "results" / "between_sets.json"
LEAST, MOST, FEWEST, MAIN = 60, 250, 25, ("az", "tr", "ru", "en")


@dataclass(frozen=True)
class Rows:
    """Rows of one set: true labels as numbers, and the model's probabilities."""

    source: str
    lang: str
    gold: np.ndarray
    scores: np.ndarray

    @property
    def said(self) -> np.ndarray:
        return self.scores.argmax(axis=1)

    @property
    def truth(self) -> np.ndarray:
        return np.bincount(self.gold, minlength=3) / len(self.gold)

    def __getitem__(self, at: np.ndarray) -> "Rows":
        return Rows(self.source, self.lang, self.gold[at], self.scores[at])


def read(path: Path) -> list[Rows]:
    """Return the sets that are large enough."""
    table = pd.read_parquet(path)
    table = table[table.label.isin(LABELS)].dropna(subset=[f"p_{label}" for label in LABELS])
    sets = []
    for (source, lang), own in table.groupby(["source", "lang"]):
        scores = own[[f"p_{label}" for label in LABELS]].to_numpy(float).clip(1e-6)
        if len(own) >= LEAST:
            gold = own.label.map({label: i for i, label in enumerate(LABELS)}).to_numpy()
            sets.append(Rows(source, lang, gold, scores / scores.sum(axis=1, keepdims=True)))
    return sets


def tables_of(sets: list[Rows]) -> SetTables:
    counts = np.zeros((len(sets), 3, 3))
    for table, rows in zip(counts, sets, strict=True):
        np.add.at(table, (rows.gold, rows.said), 1)
    return SetTables(np.array([s.source for s in sets]), np.array([s.lang for s in sets]), counts)


def shifted(rows: Rows, random: np.random.Generator, shares: np.ndarray | None = None, most: int = MOST) -> Rows:
    """Return rows of the given shares, without replacement, as many as there are, at most `most`."""
    shares = random.dirichlet(np.ones(3)) if shares is None else shares
    have = np.bincount(rows.gold, minlength=3)
    n = max(LEAST, int(min(most, len(rows.gold), *(have / np.maximum(shares, 1e-9)))))
    counts = np.minimum(random.multinomial(n, shares), have)
    return rows[np.concatenate([random.choice(np.flatnonzero(rows.gold == i), counts[i], False) for i in range(3)])]


class Estimators:
    """Ours, learned from the sets of other sources than one."""

    def __init__(self, tables: SetTables, source: str, scatter: Scatter) -> None:
        self._others, self._scatter = tables[tables.sources != source], scatter
        self._matrices: dict[str, Matrices] = {}

    def adjusted(self, rows: Rows) -> Shares:
        return self.together([rows])

    def together(self, several: list[Rows]) -> Shares:
        parts = [self._part(rows) for rows in several]
        return adjusted_parts(parts, labels=LABELS, seed=sum(len(rows.gold) for rows in several))

    def _part(self, rows: Rows) -> Part:
        if rows.lang not in self._matrices:
            self._matrices[rows.lang] = Matrices(self._others.rows(rows.lang, self._scatter))
        counts = np.bincount(rows.said, minlength=3).astype(float)
        return Part(counts, len(rows.gold), self._matrices[rows.lang], rows.scores.mean(axis=0))


CLAIMS = [
    f"{how} {what}" for how in ("mostly", "a third", "overwhelmingly", "a minority", "at least 40 %") for what in LABELS
]
CLAIMS += ["more positive than negative", "more negative than positive", "divided"]


def weigh(shares: Shares, truth: np.ndarray) -> Iterator[tuple[bool, bool]]:
    """Yield for each claim that is called supported or refuted whether it is supported, and whether it is true."""
    for sentence in CLAIMS:
        claim = parse(sentence)
        sides = [s for s in (claim.side, claim.other) if s]
        drawn = [shares.draws(*side.labels) for side in sides]
        real = [np.array([sum(truth[LABELS.index(x)] for x in side.labels)]) for side in sides]
        true = bool(claim.holds(real[0], real[1] if len(real) > 1 else None)[0])
        p = claim.holds(drawn[0], drawn[1] if len(drawn) > 1 else None).mean()
        if p >= 0.975 or p <= 0.025:
            yield bool(p >= 0.975), true


def counts_of(rows: Rows) -> dict[str, int]:
    return dict(zip(LABELS, np.bincount(rows.said, minlength=3).tolist(), strict=True))


def measure(found: Shares | np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """Return error, and of an interval whether it holds, its width, and whether it claims a false majority."""
    if not isinstance(found, Shares):
        return {"error": float(np.abs(found - truth).mean())}
    value, low, high = np.array([[e.value, e.low, e.high] for e in found.values()]).T
    return {
        "error": float(np.abs(value - truth).mean()),
        "held": float(((low <= truth + 1e-9) & (truth - 1e-9 <= high)).mean()),
        "width": float((high - low).mean()),
        "false_mostly": float(((low > 0.5) & (truth <= 0.5)).any()),
    }


def replicates(rows: Rows, draws: int, random: np.random.Generator) -> Iterator[tuple[str, Rows]]:
    yield "as they are", rows
    for _ in range(draws):
        yield "shifted", shifted(rows, random)


def compare(sets: list[Rows], draws: int, random: np.random.Generator, peers: Any) -> pd.DataFrame:
    """Return a row a replicate and method."""
    tables, scatter, found = tables_of(sets), {}, []
    for source in sorted({s.source for s in sets}):
        scatter[source] = set_errors.fit(tables[tables.sources != source])
    for rows in sets:
        ours = Estimators(tables, rows.source, scatter[rows.source])
        methods: dict[str, Callable[[Rows], Shares | np.ndarray]] = {
            "counted": lambda r: counted(counts_of(r)),
            "mean probability": lambda r: r.scores.mean(axis=0),
            "adjusted": ours.adjusted,
        }
        others = [s for s in sets if s.source != rows.source]
        slow = peers(others, rows.lang) if peers else {}
        for i, (kind, drawn) in enumerate(replicates(rows, draws, random)):
            for name, method in {**methods, **(slow if i < 3 else {})}.items():
                told = measure(method(drawn), drawn.truth)
                found.append({"method": name, "kind": kind, "source": rows.source, "lang": rows.lang, **told})
    return pd.DataFrame(found)


def summary(found: pd.DataFrame) -> dict[str, Any]:
    """Return the mean over sets of each figure, by method, kind, and all or the four main languages."""
    figures = ["error", "held", "width", "false_mostly"]
    by_set = found.groupby(["method", "kind", "source", "lang"])[figures].mean().reset_index()
    told: dict[str, Any] = {}
    for scope, part in {"all": by_set, "az tr ru en": by_set[by_set.lang.isin(MAIN)]}.items():
        for (method, kind), own in part.groupby(["method", "kind"]):
            mean = own[figures].mean().dropna().round(4).to_dict()
            told.setdefault(method, {}).setdefault(kind, {})[scope] = mean | {"sets": len(own)}
    return told


def reports(sets: list[Rows], runs: int, random: np.random.Generator) -> dict[str, Any]:
    """Return how many reports of two sources of one language call a difference, without one and with 45 points.

    Neither source is known; in `audited` 40 comments of each are labelled by hand.
    """
    tables, told = tables_of(sets), {}
    for lang in (*MAIN, "ar"):
        whole = [s for s in sets if s.lang == lang and np.bincount(s.gold, minlength=3).min() >= FEWEST]
        pairs = [(a, b) for a, b in combinations(whole, 2) if a.source != b.source]
        answers: dict[str, list[bool]] = {}
        for a, b in pairs:
            ours = Estimators(tables[tables.sources != a.source], b.source, set_errors.SCATTER)
            for _ in range(max(1, runs // len(pairs))):
                p, k = possible(a, b, random), int(random.integers(3))
                one, two = (np.insert(np.full(2, (1 - x) / 2), k, x) for x in (0.65, 0.2))
                equal = [shifted(s, random, p, 200) for s in (a, b)]
                apart = [shifted(a, random, one, 200), shifted(b, random, two, 200)]
                for name, shares in (("model alone", ours.adjusted), ("audited", lambda r: by_hand(r, random))):
                    answers.setdefault(f"{name}, equal", []).append(any(claim([shares(r) for r in equal]).values()))
                    answers.setdefault(f"{name}, 45 points", []).append(claim([shares(r) for r in apart])[LABELS[k]])
        told[lang] = {kind: round(float(np.mean(own)), 3) for kind, own in answers.items()} | {"pairs": len(pairs)}
    return told


def groupings(sets: list[Rows], runs: int, random: np.random.Generator) -> dict[str, float]:
    """Return how many reports of equal groups call a difference, by the model alone.

    Four languages of 200 comments each, each a source of its own; and 14 groups of 5 to 60 comments of one source. Each
    group is compared with the others together, from 30 comments on.
    """
    tables = tables_of(sets)
    whole = [s for s in sets if np.bincount(s.gold, minlength=3).min() >= FEWEST]
    false: dict[str, list[bool]] = {"four languages": [], "14 small groups": []}
    for _ in range(runs):
        four = [whole[random.choice([i for i, s in enumerate(whole) if s.lang == lang])] for lang in MAIN]
        p = random.dirichlet((4, 4, 4))
        ours = Estimators(tables[~np.isin(tables.sources, [s.source for s in four])], "", set_errors.SCATTER)
        false["four languages"].append(apart([shifted(s, random, p, 200) for s in four], ours))
        one = four[int(random.integers(4))]
        ours = Estimators(tables, one.source, set_errors.SCATTER)
        sizes = random.integers(5, 61, 14)
        groups = [one[random.choice(len(one.gold), k)] for k in sizes]
        false["14 small groups"].append(apart(groups, ours))
    return {name: round(float(np.mean(own)), 3) for name, own in false.items()}


def apart(groups: list[Rows], ours: "Estimators") -> bool:
    """Tell whether any group that is large enough is called different from the rest."""
    found = []
    for k, group in enumerate(groups):
        if len(group.gold) >= COMPARED:
            rest = ours.together([own for j, own in enumerate(groups) if j != k])
            found += [difference(ours.adjusted(group), rest, label) for label in LABELS]
    return any(map(called, corrected(found)))


def possible(a: Rows, b: Rows, random: np.random.Generator) -> np.ndarray:
    """Return shares that both sources have rows for."""
    have = np.minimum(np.bincount(a.gold, minlength=3), np.bincount(b.gold, minlength=3))
    while (have / (p := random.dirichlet(np.ones(3)))).min() < LEAST:
        pass
    return p


def strata(rows: Rows) -> list[str]:
    """Return what the model said of each row: a label, and how surely."""
    return [f"{LABELS[k // 3]}|{k % 3 + 1}" for k in cells(rows.said, rows.scores.max(axis=1))]


def by_hand(rows: Rows, random: np.random.Generator, n: int = 40) -> Shares:
    """Return shares with so many comments labelled by hand, of what produced the rows."""
    said, gold = strata(rows), [LABELS[i] for i in rows.gold]
    at = random.choice(len(gold), min(n, len(gold)), False)
    sample = Sample(LABELS, [gold[i] for i in at], [said[i] for i in at], Counter(said))
    return audited_sample(sample, effect=1.0, seed=int(random.integers(1 << 30)))


def claims(sets: list[Rows], draws: int, random: np.random.Generator) -> dict[str, Any]:
    """Return of how many claims an answer was given, and how many of these answers are right."""
    tables, told = tables_of(sets), {}
    found: dict[str, list[tuple[bool, bool]]] = {"as they are": [], "shifted": []}
    tried = {"as they are": 0, "shifted": 0}
    for rows in sets:
        ours = Estimators(tables, rows.source, set_errors.SCATTER)
        for kind, drawn in replicates(rows, draws, random):
            found[kind] += weigh(ours.adjusted(drawn), drawn.truth)
            tried[kind] += len(CLAIMS)
    for kind, answers in found.items():
        supported = [true for said, true in answers if said]
        refuted = [not true for said, true in answers if not said]
        told[kind] = {
            "tried": tried[kind],
            "supported": len(supported),
            "of these true": round(float(np.mean(supported)), 4) if supported else None,
            "refuted": len(refuted),
            "of these false": round(float(np.mean(refuted)), 4) if refuted else None,
        }
    return told


def claim(both: list[Shares]) -> dict[str, bool]:
    found = corrected([difference(*both, label) for label in LABELS])
    return {label: called(d) for label, d in zip(LABELS, found, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    parser.add_argument("--draws", type=int, default=20, help="shifted replicates a set")
    parser.add_argument("--runs", type=int, default=200, help="reports a language")
    parser.add_argument("--peers", action="store_true", help="QuaPy too; slow")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()

    start, random, sets = time.perf_counter(), np.random.default_rng(options.seed), read(options.file)
    peers = None
    if options.peers:
        from peers_quapy import peers
    scatter = set_errors.fit(tables_of(sets))
    found = compare(sets, options.draws, random, peers)
    results = {
        "machine": platform.processor() or platform.machine(),
        "sets": len(sets),
        "rows": sum(len(s.gold) for s in sets),
        "draws": options.draws,
        "seed": options.seed,
        "scatter": {"kappa": round(scatter.kappa, 2), "tau": round(scatter.tau, 2)},
        "methods": summary(found),
        "differences": reports(sets, options.runs, random),
        "groupings": groupings(sets, options.runs, random),
        "claims": claims(sets, options.draws, random),
    }
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(results, indent=1) + "\n")
    print(json.dumps(results, indent=1))
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
