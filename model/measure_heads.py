"""Macro-F1 of tone and of every head on validation rows, to compare weights before one is released."""

import random

import numpy as np
import torch
from tokenizers import Tokenizer

import corpus
import reactions
import train
from corpus import LABELS, Row
from heads import HEADS, Reader
from sentiment.estimation.evaluation import compare

PER_SET = 300  # rows of a set of tone other than these
WHOLE = ("umsab", "az_relabelled", "events")
MOST = 800  # rows of a set of reactions


def measure(
    reader: Reader, tokenizer: Tokenizer, tones: dict[str, list[Row]], sets: dict[str, list[Row]]
) -> dict[str, float]:
    """Return macro-F1 by set and head; F1 of ironic for irony, the mean of favor and against for TweetEval stance."""
    found: dict[str, float] = {}
    for name, rows in tones.items():
        if name in corpus.NO_NEUTRAL:
            continue
        rows = rows if name in WHOLE else random.Random(0).sample(rows, min(len(rows), PER_SET))
        shares = probabilities(reader, tokenizer, rows)["tone"]
        if name == "umsab":
            for lang in sorted({r.lang for r in rows}):
                part = [i for i, r in enumerate(rows) if r.lang == lang]
                found[f"tone umsab_{lang}"] = figures([rows[i].label for i in part], shares[part], LABELS)["macro_f1"]
        else:
            found[f"tone {name}"] = figures([r.label for r in rows], shares, LABELS)["macro_f1"]
    umsab = [v for k, v in found.items() if k.startswith("tone umsab_")]
    found["UMSAB"] = round(float(np.mean(umsab)), 4)
    found["sets"] = round(float(np.mean([v for k, v in found.items() if k[5:] in set(tones) - set(WHOLE)])), 4)
    for name, rows in sets.items():
        rows = random.Random(0).sample(rows, min(len(rows), MOST))
        all_shares = probabilities(reader, tokenizer, rows)
        for head, labels in HEADS.items():
            part = [i for i, r in enumerate(rows) if getattr(r, head) >= 0]
            if not part:
                continue
            known = reactions.KNOWN.get(name, set(labels)) if head == "emotion" else set(labels)
            shares = all_shares[head][part] * np.array([label in known for label in labels])
            told = figures([getattr(rows[i], head) for i in part], shares, labels)
            by = told["by_label"]
            found[f"{head} {name}"] = (
                by["ironic"]["f1"] if head == "irony"
                else round((by["favor"]["f1"] + by["against"]["f1"]) / 2, 4) if name == "stance_tweeteval"
                else told["macro_f1"]
            )  # fmt: skip
    return found


def figures(gold: list[int], shares: np.ndarray, labels: list[str]) -> dict:
    """Return what `compare` says of all rows together."""
    return compare([labels[i] for i in gold], shares, [""] * len(gold), labels)["overall"]


@torch.inference_mode()
def probabilities(reader: Reader, tokenizer: Tokenizer, rows: list[Row]) -> dict[str, np.ndarray]:
    """Return (rows, labels) by head."""
    tokens = train.encode(tokenizer, rows)
    order = sorted(range(len(rows)), key=lambda i: len(tokens[i]))
    parts: dict[str, list[np.ndarray]] = {}
    for at in range(0, len(order), train.BATCH):
        ids, mask = train.pad([tokens[i] for i in order[at : at + train.BATCH]])
        with torch.autocast("cpu", torch.bfloat16):
            logits = reader(ids, mask)
        for head, values in logits.items():
            parts.setdefault(head, []).append(values.float().softmax(1).numpy())
    back = np.argsort(order)
    return {head: np.concatenate(values)[back] for head, values in parts.items()}
