"""Measure a model folder on validation rows that it was neither trained nor calibrated on.

    python model/evaluate.py DATA -o heldout.parquet

writes what the embedded model says of the validation rows, for `benchmarks/quantifiers.py`.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from scipy.optimize import minimize_scalar

import corpus
from corpus import LABELS, Row
from heads import HEADS, Reader
from sentiment.estimation.evaluation import calibration_error, compare
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.heads import Head, save
from sentiment.table.labels import STANCE

PER_SET = 1_000  # rows; the UMSAB validation part is read whole, its macro-F1 is a mean over eight languages
INVENTED = {"events"}  # written by language models: measured, but kept out of the figures by language


def halves(data: Path) -> tuple[list[Row], list[Row]]:
    """Return rows to calibrate on and rows to measure on, every second one; sets without neutral are left out."""
    calibration: list[Row] = []
    measured: list[Row] = []
    for name, rows in corpus.read_sets(data, "validation").items():
        if name in corpus.NO_NEUTRAL:
            continue
        part = rows if name == "umsab" else rows[: 2 * PER_SET]
        calibration += part[::2]
        measured += part[1::2]
    return calibration, measured


def best_temperature(shares: np.ndarray, gold: np.ndarray) -> float:
    """Return the temperature that minimises the negative log-likelihood (Guo et al. 2017, section 4.2)."""
    logits = np.log(np.maximum(shares, 1e-12))

    def loss(temperature: float) -> float:
        scaled = torch.log_softmax(torch.from_numpy(logits / temperature), dim=-1)
        return float(-scaled[torch.arange(len(gold)), torch.from_numpy(gold)].mean())

    return float(minimize_scalar(loss, bounds=(0.3, 5), method="bounded").x)


def gold(rows: list[Row]) -> np.ndarray:
    """Return label numbers."""
    return np.array([r.label for r in rows])


def measure(folder: Path, rows: list[Row], temperature: float) -> dict:
    """Return what `evaluation.json` holds."""
    shares, _ = Classifier.load(folder, device="cpu").predict([r.text for r in rows])
    real = [i for i, r in enumerate(rows) if r.source not in INVENTED]
    found = compare([LABELS[rows[i].label] for i in real], shares[real], [rows[i].lang for i in real], LABELS)
    sets = {}
    for name in dict.fromkeys((r.source, r.lang if r.source in {"umsab", "events"} else "") for r in rows):
        part = [i for i, r in enumerate(rows) if r.source == name[0] and name[1] in {"", r.lang}]
        figures = compare([LABELS[rows[i].label] for i in part], shares[part], [""] * len(part), LABELS)["overall"]
        error = calibration_error(shares[part], gold(rows)[part])
        sets["_".join(filter(None, name))] = {
            "n": figures["n"],
            "macro_f1": figures["macro_f1"],
            "accuracy": figures["accuracy"],
            "calibration_error": round(error, 4),
        }
    umsab = [v["macro_f1"] for k, v in sets.items() if k.startswith("umsab_")]
    return {
        **found,
        "temperature": round(temperature, 3),
        "temperature_note": "folded into the classifier's weights; logits need no further scaling",
        "umsab_mean_macro_f1": round(float(np.mean(umsab)), 4),
        "sets": sets,
        "data": "validation rows used for neither training nor calibration; `languages` leaves invented texts out",
    }


def predictions(data: Path) -> pd.DataFrame:
    """Return the embedded model's labels and probabilities of the validation rows, without their texts."""
    rows = [row for half in halves(data) for row in half if row.source not in INVENTED]
    shares, _ = Classifier.load(device="cpu").predict([r.text for r in rows])
    frame = pd.DataFrame(shares, columns=[f"p_{label}" for label in LABELS])
    frame.insert(0, "predicted", [LABELS[i] for i in shares.argmax(axis=1)])
    frame.insert(0, "gold", [LABELS[r.label] for r in rows])
    frame.insert(0, "lang", [r.lang for r in rows])
    return frame


def calibrate_heads(folder: Path, reader: Reader, sets: dict[str, list[Row]]) -> dict:
    """Save every head into the folder, its temperature folded in, and return what was measured of it.

    Of each set every second row calibrates, the others are measured. `confusion` adds all sets of a head; a set in
    `sets` is named with its own figures; those called events were written by language models.
    """
    found = {}
    for name, labels in HEADS.items():
        halves = {s: [r for r in rows if getattr(r, name) >= 0][:PER_SET] for s, rows in sets.items()}
        halves = {s: rows for s, rows in halves.items() if rows}
        layer = reader.heads[name]
        part = Head(name, tuple(labels), pair=name == STANCE)
        place(folder, part, layer)
        calibration = [r for rows in halves.values() for r in rows[::2]]
        truth = np.array([getattr(r, name) for r in calibration])
        temperature = best_temperature(said(folder, name, calibration), truth)
        with torch.no_grad():
            layer.out.weight /= temperature
            layer.out.bias /= temperature
        place(folder, part, layer)
        shares = {s: said(folder, name, rows[1::2]) for s, rows in halves.items()}
        rows = [r for own in halves.values() for r in own[1::2]]
        gold_ = [labels[getattr(r, name)] for r in rows]
        measured = compare(gold_, np.concatenate(list(shares.values())), [r.lang for r in rows], labels)
        by_set = {}
        for s, own in halves.items():
            figures = compare([labels[getattr(r, name)] for r in own[1::2]], shares[s], [""] * len(own[1::2]), labels)
            by_set[s] = {k: figures["overall"][k] for k in ("n", "macro_f1", "accuracy", "by_label")}
        found[name] = {**measured, "temperature": round(temperature, 3), "sets": by_set}
    return found


def said(folder: Path, name: str, rows: list[Row]) -> np.ndarray:
    """Return the probabilities (rows, labels) that a saved head gives, each row under its own event."""
    shares = np.zeros((len(rows), len(HEADS[name])))
    for event in {r.event if name == STANCE else "" for r in rows}:
        part = [i for i, r in enumerate(rows) if name != STANCE or r.event == event]
        texts = [rows[i].text for i in part]
        shares[part] = Classifier.load(folder, device="cpu", toward=event or None).react(texts, name)
    return shares


def place(folder: Path, part: Head, layer: torch.nn.Module) -> None:
    """Write a head's weights beside the model."""
    save(folder, part, {k: v.detach() for k, v in layer.state_dict().items()})


def write(path: Path, found: dict) -> None:
    """Write `evaluation.json`, a matrix row a line."""
    text = json.dumps(found, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with sentiment/ and reactions/")
    parser.add_argument("-o", "--output", type=Path, default=Path("heldout.parquet"))
    options = parser.parse_args()
    predictions(options.data).to_parquet(options.output)
