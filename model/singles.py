"""Texts read on their own: tone, emotion and irony. One text that stands in several sets is one row."""

import random
from dataclasses import replace
from pathlib import Path

import pandas as pd

import noise
from rows import (
    EMOTIONS,
    IRONIES,
    TONES,
    Row,
    clean,
    fingerprint,
    found_again,
    grids,
    held_out,
    invented,
    labels,
    read_part,
    two_sided,
)

HERE = Path(__file__).parent
RELABELLED = (
    "az_relabelled",
    "az_relabelled_2",
    "az_relabelled_3",
    "umsab_hi_relabelled",
)  # with tone, emotion and irony
# file -> rows drawn, at most, in a stream of tone; in others a share of it
TONE = {
    "sentiment/az_relabelled": 4_500,
    "sentiment/az_relabelled_2": 6_000,
    "sentiment/umsab_hi_relabelled": 1_800,
    "sentiment/umsab": 12_900,
    "sentiment/az_news_headlines": 1_500,
    "sentiment/az_app_reviews_binary": 500,
    "sentiment/tr_bounti": 5_400,
    "sentiment/tr_karacakir_tweets": 1_700,
    "sentiment/tr_bank_tweets_regression": 700,
    "sentiment/tr_magaza_reviews": 3_000,
    "sentiment/tr_emotion_tweets": 300,
    "sentiment/ru_rusentiment": 9_000,
    "sentiment/ru_sentirueval_tweets": 5_000,
    "sentiment/ru_cedr_emotion": 1_500,
    "sentiment/en_goemotions_3class": 6_000,
    "sentiment/ar_arsarcasm_v2": 1_500,
    "sentiment/hi-en_sentimix": 800,
    "sentiment/kk_kazsandra": 1_500,
    "sentiment/uz_app_reviews": 300,
    "sentiment/fa_deepsentipers": 600,
    "sentiment/nusax_12langs": 600,
    "sentiment/th_wisesight": 500,
    "sentiment/bn_blp23_sentiment": 800,
    "sentiment/mr_mahasent": 500,
    "sentiment/vi_uit_vsfc": 400,
    "sentiment/no_norec_sentence": 500,
    "sentiment/dravidian_codemix_ta_ml": 400,
    "more/tone_rusentitweet_ru": 4_000,
    "more/tone_polistance_tr": 1_500,
    "more/tone_turkcell_tr": 1_500,
    "more/tone_brighter_derived": 2_500,
    "more/tone_mawqif_ar": 1_200,
    "more/tone_smsa_id": 400,
    "more/tone_urdu": 300,
    "more/tone_afrisenti_arabic_pt_pcm": 800,
    "more/tone_airline_en": 800,
}
EMOTION = {
    "reactions/emotion_goemotions": 2_500,
    "reactions/emotion_cedr": 1_500,
    "reactions/emotion_tweeteval": 1_500,
    "more/emotion_brighter_core": 3_000,
    "more/emotion_brighter_world": 700,
    "more/emotion_emoevent_en_es": 800,
    "more/emotion_red_ro": 400,
    "more/emotion_arman_fa": 300,
    "more/emotion_emot_id": 200,
}
IRONY = {
    "reactions/irony_tweeteval": 2_800,
    "reactions/irony_arsarcasm": 1_500,
    "more/irony_sarcasm_uk": 2_000,
    "more/irony_isarcasm_en_ar": 1_000,
    "more/irony_ironytr": 500,
}
NO_NEUTRAL = {"az_app_reviews_binary", "uz_app_reviews", "tr_emotion_tweets"}
BALANCED = {"kk_kazsandra"}  # four fifths positive as published
ONLY_LANGUAGES = {"tone_afrisenti_arabic_pt_pcm": {"ar-MA", "ar-DZ"}}
NON_COMMERCIAL = {
    "az_relabelled", "az_relabelled_2", "az_relabelled_3", "ru_rusentiment", "mr_mahasent", "no_norec_sentence",
    "bn_blp23_sentiment", "emotion_arman_fa", "tone_airline_en", "targets_real",
}  # fmt: skip
WRITTEN = {
    "az_relabelled_3": 8_000,
    "events": 2_400,
    "events_more": 800,
    "complaints": 174,
    "tones": 4_000,
    "ironies": 2_100,
    "targets_real": 2_500,
    "invented": 6_000,
}  # rows drawn, at most
WRITTEN_TIMES = 3  # of complaints and tones
ASCII_SHARE = 0.2
AZ_COPIES = 2_300  # of the relabelled Azerbaijani texts, written another way
NOISY = 0.15
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


def emotion_of(source: str, label: str) -> int:
    """Return the number of the one emotion that a text shows; -1 where it has several, or none of ours."""
    kinds = {GOEMOTIONS.get(part, "") if "goemotions" in source else part for part in label.split("|")}
    return labels(kinds, EMOTIONS)[0] if len(kinds) == 1 else -1


def read_tone(data: Path, name: str, split: str) -> list[Row]:
    """Read a set of tone; relabelled ones also have emotion and irony."""
    frame, source = read_part(data / f"{name}.parquet", split), name.split("/")[1]
    if source in ONLY_LANGUAGES:
        frame = frame[frame.lang.isin(ONLY_LANGUAGES[source])]
    if source == "umsab":  # its Hindi labels in these two parts are near random
        frame = frame[frame.lang != "hi"]
    unknown = frozenset({TONES.index("neutral")} if source in NO_NEUTRAL else ())
    rows = [
        Row(t, lang, source, tone=tone, unknown_tone=unknown)
        for t, lang, tone in zip(frame.text, frame.lang, labels(frame.label, TONES), strict=True)
    ]
    if source not in RELABELLED:
        return rows
    more = zip(rows, labels(frame.emotion, EMOTIONS), frame.sarcastic, strict=True)
    return [
        replace(r, emotion=emotion, irony=int(irony), unknown_emotion=not_said("optimism"))
        for r, emotion, irony in more
    ]


def not_said(*names: str) -> frozenset[int]:
    """Return the numbers of emotions that a set does not tell apart."""
    return frozenset(EMOTIONS.index(name) for name in names)


def read_emotion(data: Path, name: str, split: str) -> list[Row]:
    """Read a set of emotions, rows with one emotion only."""
    frame, source = read_part(data / f"{name}.parquet", split), name.split("/")[1]
    kinds = [emotion_of(source, label) for label in frame.label]
    unknown = frozenset(range(len(EMOTIONS))) - set(kinds)
    pairs = zip(frame.text, frame.lang, kinds, strict=True)
    return [Row(t, lang, source, emotion=k, unknown_emotion=unknown) for t, lang, k in pairs if k >= 0]


def read_irony(data: Path, name: str, split: str) -> list[Row]:
    """Read a set of ironic texts."""
    frame, source = read_part(data / f"{name}.parquet", split), name.split("/")[1]
    pairs = zip(frame.text, frame.lang, labels(frame.label, IRONIES), strict=True)
    return [Row(t, lang, source, irony=k) for t, lang, k in pairs]


def read_written(path: Path, split: str = "train") -> list[Row]:
    """Read texts written for this project: tone, and emotion and irony where they are given."""
    return [
        Row(r["text"], r["lang"], path.stem, tone=TONES.index(r["sentiment"]), irony=int(r.get("sarcastic", -1)),
            emotion=EMOTIONS.index(r["emotion"]) if "emotion" in r else -1, unknown_emotion=not_said("optimism"))
        for r in read_part(path, split).to_dict("records")
    ]  # fmt: skip


def read_invented() -> list[Row]:
    """Read invented comments; what mocks in words of praise has no tone that is worth learning."""
    told = [c for event in invented() for c in event["comments"]] + two_sided()
    return [
        Row(clean(c["text"]), c["lang"], "invented", irony=int(c["sarcastic"]), emotion=EMOTIONS.index(c["emotion"]),
            tone=-1 if c["sarcastic"] and c["tone"] == "positive" else TONES.index(c["tone"]))
        for c in told
    ] + [
        Row(clean(c["text"]), c["lang"], "invented", tone=TONES.index(c["tone"]))
        for grid in grids()
        for c in grid["comments"]
    ]  # fmt: skip


def read_relabelled(data: Path) -> list[Row]:
    """Return the comments of `relabelled/`, found again in the set they stand in."""
    return [
        Row(text, lang, "az_relabelled_3", tone=TONES.index(line["tone"]), emotion=EMOTIONS.index(line["emotion"]),
            irony=int(line["ironic"]))
        for text, lang, line in found_again(data, "relabelled", ["az_localdoc"])
    ]  # fmt: skip


def read_targets_real(data: Path, split: str) -> list[Row]:
    """Read the tone of the comments whose stances are known."""
    frame = read_part(data / "reactions" / "stance_targets_real.parquet", split).drop_duplicates("text")
    rows = zip(frame.text, frame.lang, labels(frame.tone, TONES), frame.irony, strict=True)
    return [Row(t, lang, "targets_real", tone=tone, irony=int(irony)) for t, lang, tone, irony in rows]


def read_sets(data: Path, split: str, *, commercial: bool = False) -> dict[str, list[Row]]:
    """Read a split of every set, by its name."""
    sets = {n.split("/")[1]: read_tone(data, n, split) for n in TONE}
    sets |= {n.split("/")[1]: read_emotion(data, n, split) for n in EMOTION}
    sets |= {n.split("/")[1]: read_irony(data, n, split) for n in IRONY}
    sets |= {"targets_real": read_targets_real(data, split)}
    sets |= {"events": read_written(data / "reactions" / "events.jsonl", split)}
    if split == "train":
        sets |= {"invented": read_invented(), "az_relabelled_3": read_relabelled(data)}
        sets |= {
            n: read_written(HERE / f"{n}.jsonl")
            for n in ("events_more", "complaints", "tones", "ironies")
            if (HERE / f"{n}.jsonl").stat().st_size
        }
    return {n: rows for n, rows in sets.items() if not (commercial and n in NON_COMMERCIAL)}


def draw(data: Path, seed: int, share: float, *, commercial: bool = False) -> list[Row]:
    """Draw the training rows: each set up to a share of its cap, no held-out text, labels of one text merged."""
    rng, shut = random.Random(seed), held_out(data)
    sets = read_sets(data, "train", commercial=commercial)
    caps = WRITTEN | {n.split("/")[1]: cap for part in (TONE, EMOTION, IRONY) for n, cap in part.items()}
    merged: dict[int, Row] = {}
    trusted = sorted(sets, key=lambda n: (n not in RELABELLED, n))  # where a text was labelled anew, that label counts
    for name in trusted:
        rows = [r for r in sets[name] if fingerprint(r.text) not in shut]
        for row in balanced(rows, round(share * caps[name]), rng, name in BALANCED):
            key = fingerprint(row.text)
            merged[key] = merge(merged[key], row) if key in merged else row
    drawn = list(merged.values())
    drawn += [r for r in drawn if r.source in {"complaints", "tones"}] * (WRITTEN_TIMES - 1)
    clean_az = [r for r in drawn if r.source.startswith("az_relabelled")]
    copies = rng.sample(clean_az, min(round(share * AZ_COPIES), len(clean_az)))
    drawn = [replace(r, text=noise.vary(r.text, r.lang, rng, NOISY)) for r in drawn]
    drawn += [replace(r, text=noise.vary(r.text, "az", rng, 1.0)) for r in copies]
    return [noise.other_keyboard(r, rng, ASCII_SHARE) for r in drawn]


def balanced(rows: list[Row], size: int, rng: random.Random, even: bool) -> list[Row]:
    """Return at most `size` rows, as many of each tone if `even`."""
    if not even:
        return rng.sample(rows, min(len(rows), size))
    by_label = [[r for r in rows if r.tone == tone] for tone in range(len(TONES))]
    return [r for part in by_label for r in rng.sample(part, min(len(part), size // len(TONES)))]


def merge(one: Row, other: Row) -> Row:
    """Return the first row with the labels that only the second has."""
    if one.tone < 0:
        one = replace(one, tone=other.tone, unknown_tone=other.unknown_tone)
    if one.emotion < 0:
        one = replace(one, emotion=other.emotion, unknown_emotion=other.unknown_emotion)
    return one if one.irony >= 0 else replace(one, irony=other.irony)


def frame_of(rows: list[Row]) -> pd.DataFrame:
    """Return rows as a table, to look at."""
    return pd.DataFrame([vars(r) for r in rows])
