"""The validation table of some weights: tone by set, stance, consistency, meaning, the challenge set, the seed.

python model/measure.py DATA START [--weights trained.pt --share 0.5 0.8]
"""

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import torch
from sklearn.metrics import f1_score, roc_auc_score
from tokenizers import Tokenizer

import pairs
import singles
from network import Reader, from_folder, mixed
from rows import HEADS, ROOT, STANCES, TONES, Row, clean, labels, unseen, unseen_grids
from stream import BUDGET, batches, encode, pad

Said = dict[str, npt.NDArray[np.float32]]
WHOLE = ("umsab", "umsab_hi_relabelled", "az_relabelled", "az_relabelled_2", "events", "tr_bounti")
LEAN = 0.65  # of the pairs with another event; see `lean_to_none`
SEED_EVENTS = ("TikTok was unblocked in Azerbaijan", "TikTok was blocked in Azerbaijan")


@torch.inference_mode()
def read(reader: Reader, tokenizer: Tokenizer, rows: list[Row]) -> Said:
    """Return logits (rows, labels) by head, and `vector`."""
    tokens = encode(tokenizer, rows)
    lengths = [len(t) for t in tokens]
    parts = batches(lengths, BUDGET, np.argsort(lengths, kind="stable"))
    found: dict[str, list[npt.NDArray[np.float32]]] = {}
    for part in parts:
        ids, mask = pad([tokens[i] for i in part])
        with torch.autocast("cpu", torch.bfloat16):
            for name, values in reader(ids, mask).items():
                found.setdefault(name, []).append(values.float().numpy())
    back = np.argsort(np.concatenate(parts))
    return {name: np.concatenate(values)[back] for name, values in found.items()}


def macro_f1(gold: list[int], logits: npt.NDArray[np.float32]) -> float:
    """Return macro-F1 in percent over the labels that occur; the others' logits are not looked at."""
    known = sorted(set(gold))
    said = np.array(known)[logits[:, known].argmax(1)]
    return round(100 * float(f1_score(gold, said, average="macro", labels=known)), 1)


def by_set(sets: dict[str, list[Row]], head: str, most: int) -> dict[str, list[Row]]:
    """Return the rows of every set that have a label of the head, at most so many."""
    found = {}
    for name, rows in sets.items():
        rows = [r for r in rows if getattr(r, head) >= 0]
        if name == "umsab":
            found |= {f"umsab_{lang}": [r for r in rows if r.lang == lang] for lang in sorted({r.lang for r in rows})}
        elif rows:
            found[name] = rows if name in WHOLE else random.Random(0).sample(rows, min(len(rows), most))
    return found


def all_sets(data: Path, most: int) -> dict[str, dict[str, list[Row]]]:
    """Return the validation rows by head and set."""
    lone = singles.read_sets(data, "validation")
    paired = pairs.read_others(data, "validation") | {"targets_real": pairs.read_real(data, "validation")}
    return {head: by_set(paired if head == "stance" else lone, head, most) for head in HEADS}


def figures(say: Callable[[list[Row]], Said], data: Path, most: int) -> dict[str, dict[str, float]]:
    """Return macro-F1 by head and set."""
    found = {}
    for head, sets in all_sets(data, most).items():
        rows = [r for part in sets.values() for r in part]
        logits, at, found[head] = say(rows)[head], 0, {}
        for name, part in sets.items():
            found[head][name] = macro_f1([getattr(r, head) for r in part], logits[at : at + len(part)])
            at += len(part)
        if head == "stance":
            real = sets["targets_real"]
            found[head] |= real_by_language(real, logits[-len(real) :])
    umsab = {k: v for k, v in found["tone"].items() if k.startswith("umsab_")}
    found["tone"]["UMSAB"] = round(np.mean([v for k, v in umsab.items() if "hi" not in k]), 1)
    return found


def real_by_language(rows: list[Row], logits: npt.NDArray[np.float32]) -> dict[str, float]:
    """Return stance toward real targets by language, and how often both sides of one comment are right."""
    said = logits.argmax(1)
    found = {
        f"real_{lang}": macro_f1([r.stance for r in rows if r.lang == lang], logits[[r.lang == lang for r in rows]])
        for lang in pairs.LANGUAGES
    }
    frame = pd.DataFrame({"text": [r.text for r in rows], "gold": [r.stance for r in rows], "said": said})
    sided = frame[frame.gold != pairs.NONE].groupby("text")
    both = [bool((g.gold == g.said).all()) for _, g in sided if g.gold.nunique() == 2]
    return found | {"both_sides": round(100 * float(np.mean(both)), 1), "both_sides_n": len(both)}


def real_targets(say: Callable[[list[Row]], Said], data: Path) -> dict[str, float]:
    """Return stance toward real targets over all validation pairs, by language, and on both sides of one comment."""
    rows = pairs.read_real(data, "validation")
    logits = say(rows)["stance"]
    return {"real": macro_f1([r.stance for r in rows], logits)} | real_by_language(rows, logits)


def consistency(say: Callable[[list[Row]], Said], rows: list[Row], phrases: pairs.Wordings) -> dict[str, float]:
    """Return in percent what the stance does under other wordings of events that nothing was trained on.

    `named`: macro-F1 under the event as named; `same`: answers kept under other words (all languages); `turned`:
    right answers under the contrary, of comments with a side; `unrelated`: `none` under another event; `..._at_lean`:
    the same were `none` said of 65 % there.
    """
    rng = random.Random(0)
    gold = np.array([r.stance for r in rows])
    named = stance(say, rows, [r.target for r in rows])
    found = {"named": macro_f1(gold.tolist(), named), "n": len(rows)}
    first = named.argmax(1)
    same, turned = [], []
    for at in range(3):
        lang = [rng.choice(pairs.LANGUAGES) for _ in rows]
        same.append(
            stance(say, rows, [rng.choice(phrases[r.target]["same"][g]) for r, g in zip(rows, lang, strict=True)])
        )
        if at < 2:
            wanted = [phrases[r.target]["opposite"][g][at] for r, g in zip(rows, lang, strict=True)]
            turned.append(stance(say, rows, wanted))
    sided = gold != pairs.NONE
    goal = np.array([pairs.turned(int(g)) for g in gold])
    events = sorted(phrases)
    strange = stance(say, rows, [rng.choice([e for e in events if e != r.target]) for r in rows])
    found["same"] = percent([s.argmax(1) == first for s in same])
    found["same_f1"] = macro_f1(np.tile(gold, len(same)).tolist(), np.concatenate(same))
    found["turned"] = percent([(t.argmax(1) == goal)[sided] for t in turned])
    found["turned_same_answer"] = percent([(t.argmax(1) == first)[sided] for t in turned])
    found["unrelated"] = percent([strange.argmax(1) == pairs.NONE])
    lean = lean_to_none(strange)
    found["named_at_lean"] = macro_f1(gold.tolist(), named + lean)
    found["turned_at_lean"] = percent([((t + lean).argmax(1) == goal)[sided] for t in turned])
    return found


def lean_to_none(strange: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return what added to the logits has `none` said of `LEAN` of these pairs.

    Weights say `none` more or less readily, and buy the side under an event and its contrary with it: only at one lean
    do they compare.
    """
    others = np.delete(strange, pairs.NONE, axis=1).max(1)
    return np.eye(strange.shape[1], dtype=np.float32)[pairs.NONE] * np.quantile(others - strange[:, pairs.NONE], LEAN)


def irony_order(say: Callable[[list[Row]], Said], data: Path) -> dict[str, dict[str, float]]:
    """Return by relabelled set, over all its validation rows, how well irony puts them in order (area under the curve).

    Few are ironic, so that macro-F1 on a hundred rows is what becomes of two or three.
    """
    found = {}
    for name in singles.RELABELLED:
        rows = [r for r in singles.read_tone(data, f"sentiment/{name}", "validation") if r.irony >= 0]
        gold, logits = [r.irony for r in rows], say(rows)["irony"]
        area = round(float(roc_auc_score(gold, logits[:, 1] - logits[:, 0])), 3)
        found[name] = {"n": len(rows), "ironic": sum(gold), "area": area, "macro_f1": macro_f1(gold, logits)}
    return found


def known_events(say: Callable[[list[Row]], Said], data: Path) -> dict[str, float]:
    """Return the consistency under the six events of the validation part."""
    return consistency(say, pairs.read_events(data, "validation"), pairs.wordings(data))


def unseen_events(say: Callable[[list[Row]], Said]) -> dict[str, float]:
    """Return the consistency under the events that were written to be measured on."""
    return consistency(say, pairs.comments_of(unseen()), pairs.wordings_of(unseen()))


def unseen_cells(say: Callable[[list[Row]], Said]) -> dict[str, float]:
    """Return macro-F1 over all pairs of the unseen grids, and in percent how often sides are right toward the event.

    Of comments with a side toward the first target of a grid and the other one toward the third, its contrary: `named`
    toward the first, `turned` toward the third, `both` toward both; `none`: of the pairs without a side.
    """
    grids = unseen_grids()
    rows, targets = pairs.read_grids(grids), len(grids[0]["targets"])
    logits = say(rows)["stance"]
    gold, said = (part.reshape(-1, targets) for part in (np.array([r.stance for r in rows]), logits.argmax(1)))
    sided = (gold[:, 0] != pairs.NONE) & (gold[:, 2] == [pairs.turned(side) for side in gold[:, 0]])
    right = (gold == said)[sided]
    return {
        "cells": macro_f1(gold.ravel().tolist(), logits),
        "named": percent([right[:, 0]]),
        "turned": percent([right[:, 2]]),
        "both": percent([right[:, 0] & right[:, 2]]),
        "none": percent([(said == pairs.NONE)[gold == pairs.NONE]]),
        "n": len(rows),
    }


def stance(say: Callable[[list[Row]], Said], rows: list[Row], targets: list[str]) -> npt.NDArray[np.float32]:
    """Return stance logits of the rows' texts toward these targets."""
    return say([Row(r.text, r.lang, r.source, target=t) for r, t in zip(rows, targets, strict=True)])["stance"]


def percent(parts: list[npt.NDArray[np.bool_]]) -> float:
    """Return the mean in percent."""
    return round(100 * float(np.concatenate(parts).mean()), 1)


def finds_translation(vectors: npt.NDArray[np.float32], events: list[int], langs: list[str]) -> float:
    """Return in percent how often a phrase's nearest one of another language, by centred cosine, is its translation."""
    vectors = vectors - vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    event, lang = np.array(events), np.array(langs)
    right = []
    for here in pairs.LANGUAGES:
        for there in pairs.LANGUAGES:
            if here != there:
                one, other = np.flatnonzero(lang == here), np.flatnonzero(lang == there)
                nearest = other[(vectors[one] @ vectors[other].T).argmax(1)]
                right.append(event[nearest] == event[one])
    return percent(right)


def meaning(say: Callable[[list[Row]], Said], data: Path) -> dict[str, float]:
    """Return how often the name of an event finds its translation; no event's name was trained on for this."""
    listed = [
        (number, lang, phrases["same"][lang][0])
        for number, phrases in enumerate(pairs.wordings(data).values())
        for lang in pairs.LANGUAGES
    ]
    vectors = say([Row(text, lang, "") for _, lang, text in listed])["vector"]
    return {"translation": finds_translation(vectors, [e for e, _, _ in listed], [g for _, g, _ in listed])}


def challenge(say: Callable[[list[Row]], Said]) -> dict[str, float]:
    """Return the share of the challenge set that passes, and of its negative texts."""
    path = next(p for p in ROOT.glob("tests/**/challenge.jsonl"))
    frame = pd.read_json(path, lines=True).dropna(subset=["label"])
    frame = frame[frame.label.isin(TONES)]
    gold = np.array(labels(frame.label, TONES))
    said = say([Row(clean(t), "", "") for t in frame.text])["tone"].argmax(1)
    return {"challenge": percent([said == gold]), "of_negative": percent([(said == gold)[gold == 0]])}


def seed(say: Callable[[list[Row]], Said]) -> list[list[str]]:
    """Return tone and stance of the seed's quotes under the event and its contrary."""
    texts = [clean(t) for t in pd.read_csv(ROOT / "data" / "unblocking.csv").text]
    tone = say([Row(t, "en", "") for t in texts])["tone"].argmax(1)
    sides = [stance(say, [Row(t, "en", "") for t in texts], [e] * len(texts)).argmax(1) for e in SEED_EVENTS]
    return [[TONES[a], *(STANCES[s[i]] for s in sides), texts[i][:40]] for i, a in enumerate(tone)]


def measure(reader: Reader, tokenizer: Tokenizer, data: Path, most: int) -> dict:
    """Return the whole table."""

    def say(rows: list[Row]) -> Said:
        return read(reader, tokenizer, rows)

    return {
        **figures(say, data, most), "consistency": known_events(say, data), "unseen": unseen_events(say),
        "grids": unseen_cells(say),
        **meaning(say, data), **challenge(say), "irony_order": irony_order(say, data), "seed": seed(say),
    }  # fmt: skip


def main() -> None:
    """Print the table of some weights and keep it beside them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("start", type=Path, help="folder in Hugging Face layout")
    parser.add_argument("--weights", type=Path, help="what training left; without it the folder is measured as it is")
    parser.add_argument("--share", type=float, nargs="+", default=[1.0], help="of those weights, the rest of the start")
    parser.add_argument("--most", type=int, default=100, help="rows of a set")
    parser.add_argument("-o", "--output", type=Path, help="JSON lines, one for each share, added to it")
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = Tokenizer.from_file(str(options.start / "tokenizer.json"))
    tokenizer.no_truncation(), tokenizer.no_padding()
    for share in options.share if options.weights else [0.0]:
        reader = mixed(options.start, {options.weights: share}) if share else from_folder(options.start)
        found = {"share": share, **measure(reader, tokenizer, options.data, options.most)}
        print(json.dumps(found, ensure_ascii=False, indent=1), flush=True)
        if options.output:
            with options.output.open("a", encoding="utf-8") as file:
                file.write(json.dumps(found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
