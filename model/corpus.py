"""The training sets: which, how much of each, and how they are varied. Every set is described in `README.md`."""

import random
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

import noise
from sentiment import text as textual

LABELS = ["negative", "neutral", "positive"]
SETS = {  # file stem -> rows drawn an epoch, at most
    "umsab": 14_701,
    "az_relabelled": 6_720,
    "az_news_headlines": 1_500,
    "az_app_reviews_binary": 1_500,
    "tr_bounti": 5_412,
    "tr_karacakir_tweets": 1_712,
    "tr_bank_tweets_regression": 702,
    "tr_magaza_reviews": 3_000,
    "tr_emotion_tweets": 1_500,
    "ru_rusentiment": 10_000,
    "ru_sentirueval_tweets": 4_000,
    "ru_cedr_emotion": 4_000,
    "en_goemotions_3class": 9_000,
    "ar_arsarcasm_v2": 5_000,
    "hi-en_sentimix": 5_000,
    "kk_kazsandra": 4_500,
    "uz_app_reviews": 1_500,
    "fa_deepsentipers": 3_000,
    "nusax_12langs": 4_000,
    "th_wisesight": 3_000,
    "bn_blp23_sentiment": 3_000,
    "mr_mahasent": 3_000,
    "vi_uit_vsfc": 2_000,
    "no_norec_sentence": 2_500,
    "dravidian_codemix_ta_ml": 2_000,
    "events": 3_598,
}
NO_NEUTRAL = {"az_app_reviews_binary", "uz_app_reviews", "tr_emotion_tweets"}
NON_COMMERCIAL = {"az_relabelled", "ru_rusentiment", "mr_mahasent", "no_norec_sentence", "bn_blp23_sentiment"}
BALANCED = {"kk_kazsandra"}  # four fifths positive as published
ASCII_SHARE = 0.2
ASCII_COPIES = {"az_relabelled": 2_000}
NOISY_COPIES = {"az_relabelled": 2_000}  # the only clean Azerbaijani labels: seen more often
LONGEST = 2_000  # characters; the model reads 96 tokens in training anyway


@dataclass(frozen=True)
class Row:
    """One labelled text of a set: `label` is the tone; -1 is no label, which no loss counts."""

    text: str
    label: int
    lang: str
    source: str
    emotion: int = -1
    irony: int = -1
    stance: int = -1  # toward `event`, which is read before the text
    event: str = ""


def read_set(data: Path, name: str, split: str) -> list[Row]:
    """Read one split of one set, cleaned as the product cleans comments."""
    if name == "events":
        frame = pd.read_json(data / "reactions" / "events.jsonl", lines=True).rename(columns={"sentiment": "label"})
    else:
        frame = pd.read_parquet(data / "sentiment" / f"{name}.parquet")
    frame = frame[frame.split == split]
    columns = zip(frame.text, frame.label, frame.lang, strict=True)
    return [Row(textual.clean(t[:LONGEST]), LABELS.index(y), lang, name) for t, y, lang in columns]


def read_sets(data: Path, split: str, *, commercial: bool = False) -> dict[str, list[Row]]:
    """Read a split of every set. A text that was labelled anew keeps only the new label."""
    names = [n for n in SETS if not (commercial and n in NON_COMMERCIAL)]
    relabelled = pd.read_parquet(data / "sentiment" / "az_relabelled.parquet", columns=["text"]).text
    known = {textual.clean(t[:LONGEST]) for t in relabelled}
    sets = {}
    for name in names:
        rows = read_set(data, name, split)
        sets[name] = rows if name == "az_relabelled" else [r for r in rows if r.text not in known]
    return sets


def draw_epoch(sets: dict[str, list[Row]], epoch: int, noisy: float = 0.0) -> list[Row]:
    """Draw one epoch: each set up to its cap, a fifth of the Azerbaijani and Turkish rows without their letters.

    `noisy` is the share of rows that are written another way (`noise.py`); above 0 it also adds `NOISY_COPIES`.
    """
    rng = random.Random(100 + epoch)
    drawn: list[Row] = []
    for name, rows in sets.items():
        size = min(len(rows), SETS[name])
        if name in BALANCED:
            by_label = [[r for r in rows if r.label == label] for label in range(len(LABELS))]
            picked = [r for part in by_label for r in rng.sample(part, min(len(part), size // len(LABELS)))]
        else:
            picked = rng.sample(rows, size)
        picked += [_ascii(r) for r in rng.sample(rows, min(len(rows), ASCII_COPIES.get(name, 0)))]
        if noisy:
            copies = rng.sample(rows, min(len(rows), NOISY_COPIES.get(name, 0)))
            drawn += [replace(r, text=noise.vary(r.text, r.lang, rng, 1.0)) for r in copies]
            picked = [replace(r, text=noise.vary(r.text, r.lang, rng, noisy)) for r in picked]
        drawn += [_ascii(r) if r.lang in {"az", "tr"} and rng.random() < ASCII_SHARE else r for r in picked]
    rng.shuffle(drawn)
    return drawn


def _ascii(row: Row) -> Row:
    return replace(row, text=textual.to_ascii(row.text))
