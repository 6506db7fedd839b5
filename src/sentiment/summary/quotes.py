"""Comments to quote: typical of a part, against its grain, and most liked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sentiment.arrays import Floats, Ints
from sentiment.estimation.evidence import Evidence
from sentiment.rendering.document import Figures, Named, Quote, stances_of
from sentiment.table.comments import Table
from sentiment.table.zones import hourless
from sentiment.text import mask, shorten

if TYPE_CHECKING:
    from sentiment.scoring.classifier import Classifier


WIDTH, SHORT = 280, 15  # characters; a shorter comment is quoted only where no longer one is
CANDIDATES = 100  # comments that are compared with one another
RUNS = (3, 4)  # letters
PIECES = 10  # of a quote that are explained; two readings each, which is what a small report waits for
ALIKE = 0.5  # cosine above which one of two typical comments is enough
TYPICAL, DISSENTING, LIKED, CENTRAL = "typical", "dissenting", "most liked", "central"


def quotable(text: str | None) -> str:
    """Return a comment as others may read it: masked, and cut on a word border."""
    return shorten(mask(text or ""), WIDTH)


@dataclass(frozen=True)
class Quotes:
    """Chooses among the scored rows of a table, ranked by the labels of `evidence`: of tone, or of a stance.

    Attributes:
        table: the rows.
        evidence: whose labels are stood for.
        said: numbers of the texts quoted so far; such a text is quoted again only where a part has no other.
    """

    table: Table
    evidence: Evidence
    said: set[int] = field(default_factory=set)

    def of(self, rows: Ints, typical: int = 2) -> list[Quote]:
        """Return typical comments of the most frequent label of these rows, one of the next label, the most liked one.

        Typical are those most like the others of their label, among the half that the model is surer of. One loud
        comment is quoted once: where it is the most liked of a further part too, that part goes without.
        """
        counts = np.bincount(self.evidence.predicted[rows], minlength=len(self.evidence.labels))
        first, *others = np.argsort(-counts, kind="stable")
        new = self._unsaid(rows)
        leading = new[self.evidence.predicted[new] == first]
        again = rows if not len(leading) else new
        chosen = [(TYPICAL, row) for row in self._typical(again, first, typical)]
        if others and counts[others[0]]:
            chosen += [(DISSENTING, row) for row in self._typical(new, others[0], 1)]
        self.said.update(int(self.evidence.texts[row]) for _, row in chosen)
        chosen += [(LIKED, row) for row in self._unsaid(self._liked(rows))]
        self.said.update(int(self.evidence.texts[row]) for _, row in chosen)
        return [self._quote(kind, int(row)) for kind, row in chosen]

    def typical(self, rows: Ints, n: int) -> list[Quote]:
        """Return typical comments of the most frequent label of these rows, whatever was quoted before."""
        label = int(np.bincount(self.evidence.predicted[rows]).argmax())
        return [self._quote(TYPICAL, row) for row in self._typical(rows, label, n)]

    def clause(self, row: int, clause: str) -> Quote:
        """Return what a row says in one of its clauses."""
        return {**self._quote(CENTRAL, row), "text": quotable(clause)}

    def named(self, row: int) -> Named:
        """Return id and text of a row, fit to be shown."""
        return {"id": self.table["id"][row].as_py(), "text": quotable(self.table["text"][row].as_py())}

    def url(self, row: int) -> str | None:
        """Return the address of a comment; only http and https."""
        url = self.table["url"][row].as_py() if "url" in self.table.column_names else None
        return url if url and url.startswith(("https://", "http://")) else None

    def _unsaid(self, rows: Ints) -> Ints:
        """Return those of the rows whose texts are not quoted yet."""
        return rows[~np.isin(self.evidence.texts[rows], list(self.said))]

    def _typical(self, rows: Ints, label: int, n: int) -> list[int]:
        mine = rows[self.evidence.predicted[rows] == label]
        mine = self.evidence.ones(mine)
        mine = mine[
            np.lexsort((self.evidence.ranked(mine), -np.nan_to_num(self._sure[mine]), self._lengths[mine] < SHORT))
        ]
        enough = int((self._lengths[mine] >= SHORT).sum())
        likely = mine[: max(n, -(-enough // 2))]
        likely = likely[np.linspace(0, len(likely) - 1, min(CANDIDATES, len(likely))).astype(int)]
        texts = [text or "" for text in self.table["text"].take(likely).to_pylist()]
        return [int(likely[i]) for i in central(texts, n)]

    def _liked(self, rows: Ints) -> Ints:
        """Return the row with most likes, if any has one."""
        likes = self.likes[rows]
        most = rows[(likes > 0) & (likes == likes.max(initial=0))]
        first: Ints = most[np.argsort(self.evidence.ranked(most))][:1]
        return first

    def _quote(self, kind: str, row: int) -> Quote:
        own = self.table.slice(row, 1)
        told = own.to_pylist()[0]
        author = told.get("author") if told.get("platform") == "article" else None
        time, p = told.get("time"), self._sure[row]
        return {
            **self.named(row),
            "kind": kind,
            "author": author,
            "group": told.get("group"),
            "language": told.get("language"),
            "time": (time.date() if hourless(own)[0] else time).isoformat() if isinstance(time, datetime) else None,
            "url": self.url(row),
            "label": self.evidence.labels[self.evidence.predicted[row]],
            "p": None if np.isnan(p) else float(p),
            "tone": told.get("label"),
            "stance": told.get("stance"),
            "likes": told.get("likes"),
            "words": [],
        }

    @cached_property
    def _sure(self) -> Floats:
        sure = self.evidence.certainty
        return np.full(self.table.num_rows, np.nan) if sure is None else sure

    @cached_property
    def _lengths(self) -> npt.NDArray[np.int32]:
        lengths = pc.utf8_length(self.table["text"].cast(pa.string()))
        return np.asarray(pc.fill_null(lengths, 0).to_numpy(), np.int32)

    @cached_property
    def likes(self) -> Floats:
        """The likes of each row, 0 where it has none; beyond 2^53 to the nearest number."""
        if "likes" not in self.table.column_names:
            return np.zeros(self.table.num_rows)
        return np.asarray(pc.fill_null(self.table["likes"].cast(pa.float64(), safe=False), 0).to_numpy(), np.float64)


def central(texts: Sequence[str], n: int) -> list[int]:
    """Return the places of up to `n` texts that are most like all the others, and not much like one another.

    Likeness is the cosine of their weighted runs of three and four letters, which inflected words share.
    """
    if len(texts) <= n:
        return list(range(len(texts)))
    rows, runs, weights = _weighted(texts)
    likeness = np.bincount(rows, weights * np.bincount(runs, weights)[runs], minlength=len(texts))  # to all together
    order = np.argsort(-likeness.round(9), kind="stable").tolist()  # equal ones in the order of the rows everywhere
    ends = np.searchsorted(rows, np.arange(len(texts) + 1))
    chosen: list[int] = []
    lines: list[Floats] = []  # of the chosen, one number a run
    for i in order:
        own = slice(ends[i], ends[i + 1])
        if len(chosen) < n and all(weights[own] @ line[runs[own]] < ALIKE for line in lines):
            chosen.append(i)
            lines.append(np.zeros(runs.max(initial=-1) + 1))
            lines[-1][runs[own]] = weights[own]
    return chosen + [i for i in order if i not in chosen][: n - len(chosen)]


def _weighted(texts: Sequence[str]) -> tuple[Ints, Ints, Floats]:
    """Return text, run of letters and weight, text by text: 1 + log of how often, times log of how rare, of length 1.

    Written out, since importing scikit-learn or scipy takes longer than all else that a small report does.
    """
    columns: dict[str, int] = {}
    found = [[columns.setdefault(run, len(columns)) for run in _runs(text)] for text in texts]
    rows = np.repeat(np.arange(len(texts)), [len(own) for own in found])
    cells, times = np.unique(rows * len(columns) + np.concatenate(found).astype(np.int64), return_counts=True)
    rows, at = np.divmod(cells, max(len(columns), 1))
    rarity = np.log((1 + len(texts)) / (1 + np.bincount(at, minlength=len(columns)))) + 1
    values = (1 + np.log(times)) * rarity[at]
    lengths = np.sqrt(np.bincount(rows, values**2, minlength=len(texts)))
    return rows, at, values / lengths[rows]


def _runs(text: str) -> list[str]:
    """Return the runs of three and four letters of each word, a space at either end counted as one."""
    found: list[str] = []
    for word in text.lower().split():
        framed = f" {word} "
        for size in RUNS:
            found += [framed[i : i + size] for i in range(max(1, len(framed) - size + 1))]
            if len(framed) <= size:  # a short word once
                break
    return found


def attribute(document: Figures, classifier: "Classifier") -> None:
    """Add to each quote of the document which words of it, as it is shown, carried its label."""
    from sentiment.scoring.explanation import explanations

    listed = [*document["quotes"].values(), *(theme["quotes"] for theme in document["themes"] or [])]
    for stance in stances_of(document):
        listed += [*stance["quotes"].values(), *(part["quotes"] for part in stance["crossed"].values())]
    listed += [quotes for values in document["group_quotes"].values() for quotes in values.values()]
    every = [quote for quotes in listed for quote in quotes if quote["label"] in classifier.labels]
    told = explanations([q["text"] for q in every], [q["label"] for q in every], classifier, PIECES)
    for quote, explanation in zip(every, told, strict=True):
        quote["words"] = explanation.to_dict()["words"]
