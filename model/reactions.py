"""Rows for the heads: emotion, irony and stance, and tone where the same text has it."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pandas as pd

import noise
from corpus import LABELS, LONGEST, Row, draw_epoch
from heads import EMOTIONS, IRONIES, STANCES
from sentiment import text as textual

HERE = Path(__file__).parent
CAPS = {  # rows drawn an epoch, at most
    "az_relabelled": 4_000,
    "events": 10_000,
    "events_stance": 10_000,
    "events_more": 10_000,
    "events_more_stance": 10_000,
    "emotion_goemotions": 9_000,
    "emotion_cedr": 4_000,
    "emotion_tweeteval": 4_000,
    "irony_tweeteval": 3_000,
    "irony_arsarcasm": 3_000,
    "stance_tweeteval": 3_000,
}
TURNS = {"events_stance": 3, "events_more_stance": 3, "stance_tweeteval": 2}  # stance has few rows, and is hard
TONE_SHARE = 0.12  # of the tone sets' rows an epoch
REPLACED = ("az_relabelled", "events")  # here with more labels
OFF_TOPIC = 0.06  # share of the stance rows that are put under another event
# The emotions that a set tells apart; the others are masked.
KNOWN = {
    "emotion_cedr": {"none", "joy", "sadness", "surprise", "fear", "anger"},
    "emotion_tweeteval": {"anger", "joy", "optimism", "sadness"},
    "az_relabelled": set(EMOTIONS) - {"optimism"},
    "events": set(EMOTIONS) - {"optimism"},
    "events_more": set(EMOTIONS) - {"optimism"},
}
GOEMOTIONS = {  # approval, confusion, curiosity, desire and realization say too little
    "neutral": "none",
    "amusement": "amusement",
    **dict.fromkeys(("anger", "annoyance", "disapproval"), "anger"),
    "disgust": "disgust",
    **dict.fromkeys(("fear", "nervousness"), "fear"),
    **dict.fromkeys(("joy", "excitement", "pride", "relief"), "joy"),
    **dict.fromkeys(("love", "admiration", "caring", "gratitude"), "love"),
    "optimism": "optimism",
    **dict.fromkeys(("sadness", "disappointment", "grief", "remorse"), "sadness"),
    "surprise": "surprise",
}
TARGETS = {  # SemEval-2016 task 6
    "abortion": "Legalization of abortion",
    "atheism": "Atheism",
    "climate": "Climate change is a real concern",
    "feminist": "Feminist movement",
    "hillary": "Hillary Clinton",
}


def read_sets(data: Path, split: str, tones: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Read a split of every set of reactions.

    Args:
        data: folder with sentiment/ and reactions/.
        split: train or validation.
        tones: the tone sets, whose labels of the same texts are taken over.
    """
    tone = {r.text: r.label for rows in tones.values() for r in rows}
    sets = {"az_relabelled": _relabelled(data, split)}
    written = {"events": data / "reactions" / "events.jsonl"}
    if split == "train":
        written["events_more"] = HERE / "events_more.jsonl"
    for name, path in written.items():
        rows = _events(path, name, split)
        sets[name] = [replace(r, stance=-1, event="") for r in rows]
        sets[f"{name}_stance"] = [replace(r, label=-1, emotion=-1, irony=-1, source=f"{name}_stance") for r in rows]
    for name in ("goemotions", "cedr", "tweeteval"):
        rows = _frame(data, f"emotion_{name}", split)
        kinds = [_emotion(name, label) for label in rows.label]
        sets[f"emotion_{name}"] = [
            Row(t, tone.get(t, -1), lang, f"emotion_{name}", emotion=EMOTIONS.index(kind))
            for t, lang, kind in zip(rows.text, rows.lang, kinds, strict=True)
            if kind
        ]
    for name in ("tweeteval", "arsarcasm"):
        rows = _frame(data, f"irony_{name}", split)
        sets[f"irony_{name}"] = [
            Row(t, tone.get(t, -1), lang, f"irony_{name}", irony=IRONIES.index(label))
            for t, lang, label in zip(rows.text, rows.lang, rows.label, strict=True)
        ]
    rows = _frame(data, "stance_tweeteval", split)
    sets["stance_tweeteval"] = [
        Row(t, -1, "en", "stance_tweeteval", stance=STANCES.index(label), event=TARGETS[target])
        for t, label, target in zip(rows.text, rows.label, rows.target, strict=True)
    ]
    return sets


def draw(tones: dict[str, list[Row]], sets: dict[str, list[Row]], epoch: int, noisy: float) -> list[Row]:
    """Draw one epoch: the sets of reactions up to their caps, and a smaller helping of the tone sets."""
    rng = random.Random(500 + epoch)
    names = json.loads((HERE / "event_names.json").read_text(encoding="utf-8"))
    drawn: list[Row] = []
    for name, rows in sets.items():
        picked = rng.sample(rows, min(len(rows), CAPS[name])) * TURNS.get(name, 1)
        if name.endswith("_stance"):
            wordings = [[r.event, *names.get(r.event, [])] for r in picked]
            picked = [replace(r, event=rng.choice(w)) for r, w in zip(picked, wordings, strict=True)]
            strays = rng.sample(picked, int(OFF_TOPIC * len(picked)))
            others = rng.choices(picked, k=len(strays))
            neither = STANCES.index("none")
            drawn += [
                replace(r, event=o.event, stance=neither)
                for r, o in zip(strays, others, strict=True)
                if r.event != o.event and not _same(r.event, o.event, names)
            ]
        drawn += [replace(r, text=noise.vary(r.text, r.lang, rng, noisy)) for r in picked]
    for row in draw_epoch({n: r for n, r in tones.items() if n not in REPLACED}, epoch, noisy):
        if rng.random() < TONE_SHARE:
            drawn.append(row)
    rng.shuffle(drawn)
    return drawn


def _same(one: str, other: str, names: dict[str, list[str]]) -> bool:
    return any(one in {k, *v} and other in {k, *v} for k, v in names.items())


def _frame(data: Path, name: str, split: str) -> pd.DataFrame:
    frame = pd.read_parquet(data / "reactions" / f"{name}.parquet")
    frame = frame[frame.split == split]
    return frame.assign(text=[textual.clean(t[:LONGEST]) for t in frame.text])


def _emotion(source: str, label: str) -> str | None:
    """Return our name of an emotion; None where a text has several, or one that is not ours."""
    kinds = {GOEMOTIONS.get(part) if source == "goemotions" else part for part in label.split("|")}
    return kinds.pop() if len(kinds) == 1 else None


def _relabelled(data: Path, split: str) -> list[Row]:
    frame = pd.read_parquet(data / "sentiment" / "az_relabelled.parquet")
    frame = frame[frame.split == split]
    return [
        Row(textual.clean(r.text[:LONGEST]), LABELS.index(r.label), "az", "az_relabelled",
            emotion=EMOTIONS.index(r.emotion), irony=int(r.sarcastic))
        for r in frame.itertuples()
    ]  # fmt: skip


def _events(path: Path, name: str, split: str) -> list[Row]:
    frame = pd.read_json(path, lines=True)
    if "split" in frame:
        frame = frame[frame.split == split]
    return [
        Row(textual.clean(r.text), LABELS.index(r.sentiment), r.lang, name, emotion=EMOTIONS.index(r.emotion),
            irony=int(r.sarcastic), stance=STANCES.index(r.stance), event=r.event)
        for r in frame.itertuples()
    ]  # fmt: skip
