"""Does each kind of interval hold? Files of which the truth is known, read as a report reads them; see docs/method.md.

    python benchmarks/coverage.py [--files 60] [--without] [--only NAME]

What a model says of each label, and how surely, is drawn for each file about what the test sets of the embedded model
show, as much as these scatter (15 comments' worth): each file is a new set. A `sharp` model has test sets without
errors to speak of, and reads one label of the file as another one: so may a model of one's own. Held: which part of the
intervals of each label holds the truth. Differences are false claims: the two groups of a report have one truth.
`--without` takes away what was added for these files: files of one mind, what a sample without any may have missed, and
who wrote what. Kept in results/coverage.json are both, of all kinds.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import sentiment
from sentiment.arrays import Floats, Ints
from sentiment.estimation import adjusted, audited, set_errors
from sentiment.estimation.differences import called, corrected, difference
from sentiment.estimation.evidence import Evidence
from sentiment.estimation.gold_labels import Labels
from sentiment.estimation.sampling import in_proportion
from sentiment.estimation.shares import Shares, counted
from sentiment.table.labels import LABELS

RESULTS = Path(__file__).parent / "results" / "coverage.json"
EVALUATION = json.loads((Path(sentiment.__file__).parent / "default_model" / "evaluation.json").read_text("utf-8"))
FINE = np.array(EVALUATION["overall"]["by_confidence"], float)  # truly i, said k: a label, and how surely
FEWEST = 8  # rows of each label, of a test set
SURE, SCATTER = np.array([0.5, 0.7, 0.92]), 15.0
SHARP = np.kron(3 * np.eye(3) + 0.005, [1, 3, 96])  # test sets of a model that hardly errs
MIXED, RARE, ALIKE = (0.5, 0.3, 0.2), (0.78, 0.2, 0.02), (0.97, 0.02, 0.01)


@dataclass(frozen=True)
class File:
    """True labels, and what a model says of each comment."""

    truth: Ints
    said: Ints  # a cell of `FINE`

    @classmethod
    def drawn(cls, truth: Ints, random: np.random.Generator, fine: Floats = FINE) -> "File":
        """Draw how a model reads a new set, and what it says."""
        rows = [random.dirichlet(SCATTER * row / row.sum() + 1e-3) for row in fine]
        return cls(truth, np.array([random.choice(9, p=rows[label]) for label in truth], np.int64))

    def __add__(self, other: "File") -> "File":
        return File(np.concatenate([self.truth, other.truth]), np.concatenate([self.said, other.said]))

    def sample(self, rows: Ints, n: int, seed: int) -> Ints:
        """Return comments to label, as `sentiment sample` draws them."""
        return rows[in_proportion(list(range(len(rows))), self.said[rows].tolist(), seed)[:n]]

    def evidence(
        self, labelled: Ints | None = None, stands: Floats | None = None, fine: Floats = FINE, units: Ints | None = None
    ) -> Evidence:
        """Return what a report knows, with some comments labelled, each of which stands for so many."""
        n, label, step = len(self.truth), *np.divmod(self.said, 3)
        shares = np.repeat((1 - SURE[step])[:, None] / 2, 3, axis=1)
        shares[np.arange(n), label] = SURE[step]
        hand = None
        if labelled is not None:
            rows = np.sort(labelled)
            gold = [LABELS[k] for k in self.truth[rows]]
            hand = Labels(rows, gold, (np.ones(n) if stands is None else stands)[rows].tolist(), [[x] for x in gold])
        measured = EVALUATION if fine is FINE else _evaluation(fine)
        spoken = (["en"], np.zeros(n, np.int64))
        return Evidence(
            LABELS, label, spoken, np.arange(n), shares, measured, hand, units=() if units is None else (units,)
        )


def _evaluation(fine: Floats) -> dict[str, object]:
    said = fine.reshape(3, 3, 3).sum(axis=2)
    overall = {"n": 900, "confusion": said.tolist(), "by_confidence": fine.tolist()}
    return {"labels": list(LABELS), "cuts": [0.6, 0.8], "overall": overall, "languages": {}}


Held = list[tuple[bool, float]]
Drawn = Callable[[np.random.Generator, int], Held]


def held(found: Shares, truth: Ints, weight: Floats | None = None) -> Held:
    """Return for each label whether its interval holds the true share, and how wide it is."""
    shares = np.bincount(truth, weight, minlength=3) / (len(truth) if weight is None else weight.sum())
    return [
        (e.low - 1e-9 <= share <= e.high + 1e-9, e.high - e.low)
        for e, share in zip(found.values(), shares, strict=True)
    ]


def plain(mix: tuple[float, ...], n: int, labelled: int = 0, fine: Floats = FINE, reads: Floats | None = None) -> Drawn:
    """A file, of which some comments are labelled; the model may read it unlike its test sets."""

    def one(random: np.random.Generator, seed: int) -> Held:
        file = File.drawn(random.choice(3, n, p=mix), random, fine if reads is None else reads)
        rows = file.sample(np.arange(n), labelled, seed) if labelled else None
        return held(file.evidence(rows, fine=fine).shares(np.arange(n)), file.truth)

    return one


def left_out(mix: tuple[float, ...] | None) -> Drawn:
    """250 comments of a test set, as its labels are or of another mix, estimated from the sets of other sources.

    The label of the first share is another one in each file.
    """
    tables, scatter = set_errors.read(EVALUATION, LABELS), set_errors.scatter_of(EVALUATION)
    large = np.flatnonzero((tables.counts.sum(axis=2) >= FEWEST).all(axis=1) & (tables.counts.sum(axis=(1, 2)) >= 60))

    def one(random: np.random.Generator, seed: int) -> Held:
        place = int(large[seed % len(large)])
        own, name = tables.counts[place], str(tables.languages[place])
        rows = tables[tables.sources != tables.sources[place]].rows(name, scatter)
        shares = own.sum(axis=1) / own.sum() if mix is None else np.roll(mix, seed)
        gold = random.multinomial(250, shares)
        said = sum(random.multinomial(n, row / row.sum()) for n, row in zip(gold, own, strict=True))
        part = adjusted.Part(np.asarray(said, float), 250, adjusted.Matrices(rows, seed))
        told = held(adjusted.adjusted_parts([part], labels=LABELS, whole=True), np.repeat(np.arange(3), gold))
        return told if mix is None else [told[(k + seed) % 3] for k in range(3)]

    return one


def apart(random: np.random.Generator, seed: int) -> float:
    """Return by how much three audited groups, each as it counts, are off the audited whole: the widest of labels."""
    file, rows = File.drawn(random.choice(3, 900, p=MIXED), random), np.arange(900)
    found = file.evidence(file.sample(rows, 120, seed))
    groups, whole = [found.shares(own) for own in np.split(rows, 3)], found.shares(rows)
    return max(abs(sum(own[label].value for own in groups) / 3 - whole[label].value) for label in LABELS)


def emotions() -> tuple[float, int]:
    """Return how often the interval of a counted emotion holds its share in a test set, and of how many."""
    tables = [np.array(own["confusion"], float) for own in EVALUATION["heads"]["emotion"]["sets"]]
    inside = []
    for table in (own for own in tables if own.sum() >= 60):
        found = counted({str(k): n for k, n in enumerate(table.sum(axis=0).tolist())})
        shares = table.sum(axis=1) / table.sum()
        inside += [e.low <= share <= e.high for e, share in zip(found.values(), shares, strict=True)]
    return float(np.mean(inside)), len(inside)


def weighed(by: str) -> Drawn:
    """400 comments, 150 of them labelled: shares by author, or by like of which few comments have most."""

    def one(random: np.random.Generator, seed: int) -> Held:
        file, rows = File.drawn(random.choice(3, 400, p=MIXED), random), np.arange(400)
        who = random.integers(0, 60, 400) ** 2 // 60
        likes = np.ceil(5 * random.pareto(1.5, 400) * (1 + (file.truth == 0))) + 1
        weight = likes if by == "like" else 1 / np.bincount(who)[who]
        return held(file.evidence(file.sample(rows, 150, seed)).shares(rows, weight), file.truth, weight)

    return one


def even(part: bool) -> Drawn:
    """Groups of 100, 1,000 and 5,000 comments, unlike and read unlike, 20 labels of each: the whole, or the groups."""

    def one(random: np.random.Generator, seed: int) -> Held:
        sizes, mixes = (100, 1000, 5000), ((0.2, 0.3, 0.5), (0.3, 0.3, 0.4), (0.6, 0.3, 0.1))
        files = [File.drawn(random.choice(3, n, p=mix), random) for n, mix in zip(sizes, mixes, strict=True)]
        file = files[0] + files[1] + files[2]
        groups = np.split(np.arange(len(file.truth)), np.cumsum(sizes)[:-1])
        stands = np.repeat([n / 20 for n in sizes], sizes)
        found = file.evidence(np.concatenate([file.sample(own, 20, seed) for own in groups]), stands)
        parts = groups if part else [np.arange(len(file.truth))]
        return [told for own in parts for told in held(found.shares(own), file.truth[own])]

    return one


def unsure(n: int) -> Drawn:
    """2,000 comments, of which the labelled were drawn the likelier the less sure the model was, and nobody says so."""

    def one(random: np.random.Generator, seed: int) -> Held:
        file = File.drawn(random.choice(3, 2000, p=MIXED), random)
        doubt = 1 - SURE[file.said % 3]
        rows = random.choice(2000, n, replace=False, p=doubt / doubt.sum())
        return held(file.evidence(rows).shares(np.arange(2000)), file.truth)

    return one


def pooled(mix: tuple[float, ...], fine: Floats = FINE, reads: Floats = FINE) -> Drawn:
    """A part of 150 comments of another mix, maybe read unlike the others, in a file of 2,150 with 60 labels."""

    def one(random: np.random.Generator, seed: int) -> Held:
        file = File.drawn(random.choice(3, 2000, p=MIXED), random, fine)
        file += File.drawn(random.choice(3, 150, p=mix), random, reads)
        rows = np.arange(2150)
        return held(file.evidence(file.sample(rows, 60, seed), fine=fine).shares(rows[2000:]), file.truth[2000:])

    return one


def claims(authors: int, labelled: int, kind: str, *, aware: bool) -> Drawn:
    """Two groups of 300 comments by so many authors each, who have opinions of their own: false differences."""

    def one(random: np.random.Generator, seed: int) -> Held:
        truths, who = zip(*(_opinions(300, authors, random) for _ in "ab"), strict=True)
        units = np.concatenate([who[0], who[1] + authors]) if aware else np.full(600, -1)
        file, groups = File.drawn(np.concatenate(truths), random), np.split(np.arange(600), 2)
        rows = np.concatenate([file.sample(own, labelled, seed) for own in groups])
        found = file.evidence(rows, units=units)
        if kind == "theme":
            inside = (file.truth != 2).astype(np.int64)
            found = Evidence(("theme", "none"), inside, found.languages, found.texts, units=(units,))
        a, b = (found.shares(own, produced=True) for own in groups)
        told = corrected([difference(a, b, label) for label in found.labels])
        return [(any(called(d) for d in told), told[0].high - told[0].low)]

    return one


def _opinions(n: int, authors: int, random: np.random.Generator) -> tuple[Ints, Ints]:
    who = random.choice(authors, n, p=random.dirichlet(np.full(authors, 0.7)))
    own = random.dirichlet(2 * np.array([0.4, 0.4, 0.2]), authors)
    return np.array([random.choice(3, p=own[a]) for a in who]), who


def kinds(*, aware: bool) -> Iterator[tuple[str, Drawn, int]]:
    """Yield what is tried: a name, what makes a file, and how many figures of it are of one kind."""
    for name, mix in (("mixed", MIXED), ("2 % of a label", RARE), ("97 % of one", ALIKE), ("all of one", (0, 0, 1.0))):
        for n in (6, 60, 1000):
            yield f"adjusted, {n:,} comments, {name}", plain(mix, n), 3
    yield "adjusted, one comment", plain(MIXED, 1), 3
    yield "adjusted, 1,000 comments, all of one, read without an error", plain((0, 0, 1.0), 1000, reads=SHARP), 3
    sets = (("as it is", None), ("90 % of one", (0.9, 0.05, 0.05)), ("all of one", (1.0, 0, 0)))
    for name, mix in sets:
        yield f"adjusted, a test set left out, {name}", left_out(mix), 3
    for labelled in (20, 50, 200):
        for name, mix in (("mixed", MIXED), ("2 % of a label", RARE), ("97 % of one", ALIKE)):
            yield f"audited, {labelled} labels of 1,000, {name}", plain(mix, 1000, labelled), 3
        missed = SHARP[[0, 1, 0]]
        yield (
            f"audited, {labelled} labels of 1,000, sharp model, 3 % unread",
            plain((0.77, 0.2, 0.03), 1000, labelled, SHARP, missed),
            3,
        )
    yield "audited, by author", weighed("author"), 3
    yield "audited or pooled, by like", weighed("like"), 3
    yield "audited, groups drawn evenly: the whole", even(part=False), 3
    yield "audited, groups drawn evenly: each", even(part=True), 3
    for n in (50, 200):
        yield f"audited, {n} labels drawn by doubt", unsure(n), 3
    yield "pooled, a part of the same mix", pooled(MIXED), 3
    yield "pooled, a part with 3 % of a label", pooled((0.8, 0.17, 0.03)), 3
    yield "pooled, sharp model, a part with 10 % unread", pooled((0.7, 0.2, 0.1), SHARP, SHARP[[0, 1, 0]]), 3
    for authors in (300, 60, 20, 5, 2):
        yield (
            f"false differences, all labelled, {authors} authors a group",
            claims(authors, 300, "tone", aware=aware),
            1,
        )
        yield (
            f"false differences, 40 labels each, {authors} authors a group",
            claims(authors, 40, "tone", aware=aware),
            1,
        )
        yield f"false differences of a theme, {authors} authors a group", claims(authors, 40, "theme", aware=aware), 1


def main() -> None:
    """Print a line a kind, and keep what was found."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--files", type=int, default=60)
    asked.add_argument("--only", default="", help="kinds whose name begins so")
    asked.add_argument("--without", action="store_true")
    options = asked.parse_args()
    if options.without:
        adjusted.ONE, audited.UNSEEN = 0.0, 0.0
    found: dict[str, Any] = {"files": options.files, "kinds": {}}
    for name, one, labels in kinds(aware=not options.without):
        if name.startswith(options.only):
            random = np.random.default_rng(7)
            told = np.array([one(random, seed) for seed in range(options.files)], float).reshape(-1, labels, 2)
            by_label, width = told[:, :, 0].mean(axis=0), told[:, :, 1].mean()
            print(f"{name}: {by_label.round(2).tolist()}, mean {by_label.mean():.3f}, width {width:.3f}", flush=True)
            found["kinds"][name] = {"by_label": by_label.round(4).tolist(), "width": round(float(width), 4)}
    if options.only:
        return
    held_emotions, n = emotions()
    off = [apart(np.random.default_rng(seed), seed) for seed in range(options.files)]
    found |= {"emotions": {"held": held_emotions, "n": n}, "off_the_whole": {"mean": np.mean(off), "most": max(off)}}
    print({name: found[name] for name in ("emotions", "off_the_whole")})
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps(kept | {"without" if options.without else "now": found}, indent=1) + "\n")


if __name__ == "__main__":
    main()
