"""Measure a model folder on validation rows that it was neither trained nor calibrated on: its `evaluation.json`.

    python model/evaluate.py DATA FOLDER [-o evaluation.json]

`sets` lists tone by set and language: {"set", "language", "n", "confusion" (true x predicted counts in label order),
"source", "date" (of publication), "trained" (other rows of the set were trained on), "invented" (texts by language
models), "macro_f1", "accuracy", "calibration_error"}.
"""

import argparse
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from tokenizers import Tokenizer

import measure
import pairs
import singles
from facts import Facts, facts_of
from network import Reader, from_folder
from rows import HEADS, Row, fingerprint, forbidden, training_texts
from scatter import refit
from sentiment.estimation.evaluation import as_json, calibration_error, compare

PER_SET, BESIDE = 200, 100  # rows measured of a set of tone, of another head
TO_CALIBRATE = 80  # rows of a set
WHOLE = {"umsab", "stance_targets_real"}
FIRST_ROWS = 5_000  # of a set; of the others nothing is read
SMALLEST = 40  # rows of a language in a set; smaller ones are put together as `mul`
INVENTED = {"events"}  # written by language models: measured, but kept out of the figures by language

Halves = tuple[dict[str, list[Row]], dict[str, list[Row]]]


def halves(sets: dict[str, list[Row]], head: str, seen: set[int]) -> Halves:
    """Return by set the rows to calibrate on and those to measure on, every second one.

    Measured are no texts that also stand in a part that was trained on, of whichever set.
    """
    calibration, measured = {}, {}
    for name, rows in sets.items():
        rows = [r for r in rows if getattr(r, head) >= 0]
        most = max(1, len(rows)) if name in WHOLE else PER_SET if head == "tone" else BESIDE
        kept = spread([r for r in rows[1:FIRST_ROWS:2] if fingerprint(r.text) not in seen], most)
        if len(kept) >= SMALLEST and not (head == "tone" and rows[0].unknown_tone):
            calibration[name], measured[name] = spread(rows[:FIRST_ROWS:2], TO_CALIBRATE), kept
    return calibration, measured


def spread(rows: list[Row], most: int) -> list[Row]:
    """Return at most so many rows, from the whole length of the set, which may be sorted by language."""
    return rows[:: max(1, math.ceil(len(rows) / most))]


def validation(data: Path, head: str) -> Halves:
    """Return both halves of every validation set of a head."""
    seen = training_texts(data)
    if head != "stance":
        return halves(singles.read_sets(data, "validation"), head, seen)
    others = pairs.read_others(data, "validation") | {"stance_targets_real": pairs.read_real(data, "validation")}
    return halves(others | {"events": pairs.read_events(data, "validation")}, head, seen)


def flat(sets: dict[str, list[Row]]) -> list[Row]:
    """Return the rows of all sets, one after the other."""
    return [r for rows in sets.values() for r in rows]


def gold_of(rows: list[Row], head: str) -> npt.NDArray[np.int64]:
    """Return label numbers."""
    return np.array([getattr(r, head) for r in rows], np.int64)


def best_temperature(logits: npt.NDArray[np.float64], gold: npt.NDArray[np.int64]) -> float:
    """Return the temperature that minimises the negative log-likelihood (Guo et al. 2017, section 4.2)."""

    def loss(temperature: float) -> float:
        return float(-log_softmax(logits / temperature, axis=1)[np.arange(len(gold)), gold].mean())

    return float(minimize_scalar(loss, bounds=(0.3, 5), method="bounded").x)


def best_offset(logits: npt.NDArray[np.float64], gold: npt.NDArray[np.int64], label: int) -> float:
    """Return what to add to one label's logits for the least negative log-likelihood.

    A bias as in Guo et al. 2017, section 4.2, of this one label.
    """
    step = np.eye(logits.shape[1])[label]

    def loss(offset: float) -> float:
        return float(-log_softmax(logits + offset * step, axis=1)[np.arange(len(gold)), gold].mean())

    return float(minimize_scalar(loss, bounds=(-2, 2), method="bounded").x)


def masked(logits: npt.NDArray[np.float32], rows: list[Row], head: str) -> npt.NDArray[np.float64]:
    """Return logits in which the classes that a row's set does not tell apart cannot win."""
    kept = logits.astype(np.float64)
    kept[forbidden(rows, head)] = -20.0
    return kept


def by_set(
    sets: dict[str, list[Row]], shares: npt.NDArray[np.float64], head: str, facts: dict[str, Facts]
) -> list[dict]:
    """Return what was measured of each set and language."""
    found, at = [], 0
    for name, rows in sets.items():
        own = shares[at : at + len(rows)]
        at += len(rows)
        parts: dict[str, list[int]] = defaultdict(list)
        for i, row in enumerate(rows):
            parts[row.lang].append(i)
        small = [i for lang in list(parts) if len(parts[lang]) < SMALLEST for i in parts.pop(lang)]
        for lang, part in [*parts.items(), *([("mul", small)] if len(small) >= SMALLEST else [])]:
            told = figures([rows[i] for i in part], own[part], head)
            error = calibration_error(own[part], gold_of([rows[i] for i in part], head))
            told |= {"calibration_error": round(error, 4), **facts[name], "invented": name in INVENTED}
            found.append({"set": name, "language": lang, **told})
    return found


def figures(rows: list[Row], shares: npt.NDArray[np.float64], head: str) -> dict:
    """Return n, macro-F1, accuracy and confusion counts of some rows."""
    labels = list(HEADS[head])
    overall = compare([labels[g] for g in gold_of(rows, head)], shares, [""] * len(rows), labels)["overall"]
    return {key: overall[key] for key in ("n", "macro_f1", "accuracy", "confusion")}


def evaluate(reader: Reader, tokenizer: Tokenizer, data: Path, *, fold: bool) -> dict:
    """Return `evaluation.json` of a network.

    Args:
        reader: the network; its temperatures are set (folded into the last layers) if `fold`.
        tokenizer: of the network.
        data: folder with sentiment/, reactions/ and more/.
        fold: learn the temperatures first.
    """
    facts, found = facts_of(data), {}
    for head, labels in HEADS.items():
        calibration, measured = validation(data, head)
        last = reader.classifier.classifier if head == "tone" else reader.heads[head].out
        rows, temperature = flat(calibration), 1.0
        if fold:
            logits = masked(measure.read(reader, tokenizer, rows)[head], rows, head)
            temperature = best_temperature(logits, gold_of(rows, head))
            for tensor in (last.weight, last.bias):
                tensor.data /= temperature
            if head == "stance":  # texts under strange targets were many in training, and are few in a report
                none = HEADS[head].index("none")
                told = gold_of(rows, head)
                last.bias.data[none] += best_offset(logits / temperature, told, none)
        rows = flat(measured)
        shares = softmax(masked(measure.read(reader, tokenizer, rows)[head], rows, head), axis=1)
        real = [i for i, r in enumerate(rows) if r.source not in INVENTED]
        gold = [labels[rows[i].__dict__[head]] for i in real]
        whole = compare(gold, shares[real], [rows[i].lang for i in real], list(labels))
        whole |= {"temperature": round(temperature, 3), "sets": by_set(measured, shares, head, facts)}
        found[head] = whole
    return found


def assemble(found: dict, reader: Reader, tokenizer: Tokenizer, data: Path) -> dict:
    """Return `evaluation.json`: tone at the top, the other heads beside, consistency, meaning, scatter."""

    def say(rows: list[Row]) -> measure.Said:
        return measure.read(reader, tokenizer, rows)

    tone = found["tone"]
    umsab = [s["macro_f1"] for s in tone["sets"] if s["set"] == "umsab"]
    return refit({
        **tone,
        "temperature_note": "folded into the classifier's weights; logits need no further scaling",
        "umsab_mean_macro_f1": round(float(np.mean(umsab)), 4),
        "data": "validation rows used for neither training nor calibration; `languages` leaves invented texts out",
        "heads": {head: told for head, told in found.items() if head != "tone"},
        "consistency": {**measure.known_events(say, data), "real_targets": measure.real_targets(say, data)},
        "vectors": measure.meaning(say, data),
    })  # fmt: skip


def main() -> None:
    """Measure a folder as it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("evaluation.json"))
    options = parser.parse_args()
    reader = from_folder(options.folder)
    tokenizer = Tokenizer.from_file(str(options.folder / "tokenizer.json"))
    tokenizer.no_truncation(), tokenizer.no_padding()
    torch.set_num_threads(1)
    found = evaluate(reader, tokenizer, options.data, fold=False)
    options.output.write_text(as_json(assemble(found, reader, tokenizer, options.data)), encoding="utf-8")


if __name__ == "__main__":
    main()
