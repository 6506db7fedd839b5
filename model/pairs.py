"""Pairs of a target and a text: stance. The same text under another target is another row."""

import json
import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import noise
from mixes import Mix
from rows import (
    STANCES,
    Row,
    clean,
    fingerprint,
    found_again,
    grids,
    held_out,
    invented,
    labels,
    read_lines,
    read_part,
    two_sided,
)

HERE = Path(__file__).parent
FAVOR, AGAINST, NONE = range(3)
LETTERS = "fan"  # of the sides in a grid, in the order of `STANCES`
LANGUAGES = ("az", "tr", "ru", "en")
Wordings = dict[str, dict[str, dict[str, list[str]]]]  # event -> "same", "opposite" -> language -> phrases
OTHERS = {  # file -> pairs drawn, at most
    "more/stance_ruarg_ru": 4_500,
    "more/stance_polistance_tr": 4_000,
    "more/stance_mawqif_ar": 2_600,
    "more/stance_pstance_en": 4_000,
    "more/stance_perspectrum_en": 1_600,
    "more/stance_cstance_zh": 1_000,
    "more/stance_vast_en": 900,
    "more/stance_covidvax_en": 500,
    "more/stance_wahlomat_de": 400,
    "more/stance_turkcell_tr": 1_200,
    "more/stance_climate_en": 400,
    "more/stance_argkp_en": 400,
    "more/stance_valueeval_en": 300,
    "more/stance_nlpcc_zh": 250,
    "more/stance_rusentne_ru": 900,
    "more/stance_lai_it_fr": 400,
    "more/stance_gwsd_en": 100,
    "reactions/stance_tweeteval": 1_500,
}
NO_NONE = {"stance_pstance_en", "stance_argkp_en", "stance_valueeval_en", "stance_perspectrum_en"}
NAMED_IN = (
    "az_relabelled", "az_relabelled_2", "tr_bounti", "tr_karacakir_tweets", "tr_bank_tweets_regression",
    "tr_emotion_tweets", "ru_rusentiment", "ru_sentirueval_tweets", "umsab", "en_goemotions_3class",
)  # fmt: skip
NON_COMMERCIAL = {"stance_targets_real"}
TWEETEVAL = {  # SemEval-2016 task 6
    "abortion": "Legalization of abortion",
    "atheism": "Atheism",
    "climate": "Climate change is a real concern",
    "feminist": "Feminist movement",
    "hillary": "Hillary Clinton",
}
STRAYS = 0.3  # of the pairs are shown once more under a target of another text, as `none`
OWN_EVENT, OTHER_EVENTS = 3, 2  # wordings drawn of a comment's event (and of the contrary), and events of others
OWN_LANGUAGE = 0.5  # of the events are named in the language of the comment
NOISY, ASCII_SHARE = 0.1, 0.15


def wordings(data: Path) -> Wordings:
    """Return by event, kind (`same`, `opposite`) and language the phrases for it, its name the first of `same`.

    These are the events that measure something and those that were written with them, not those of `events/`.
    """
    names = json.loads((HERE / "event_names.json").read_text(encoding="utf-8"))
    found = {}
    for line in read_lines(data / "reactions" / "event_phrases.jsonl"):
        same = {lang: list(phrases) for lang, phrases in line["same"].items()}
        for lang, name in zip(("en", "az", "tr", "ru"), [line["event"], *names.get(line["event"], [])], strict=False):
            same[lang].insert(0, name)
        found[line["event"]] = {"same": same, "opposite": line["opposite"]}
    return found


def wordings_of(events: list[dict]) -> Wordings:
    """Return the same of events that were written with their wordings."""
    return {
        event["event"]["en"]: {
            "same": {lang: [event["event"][lang], *event["same"][lang]] for lang in LANGUAGES},
            "opposite": event["opposite"],
        }
        for event in events
    }


def read_beside() -> list[Row]:
    """Read what invented comments say of other things than their event, and those with two sides."""
    told = [(c, c["also"]) for event in invented() for c in event["comments"]]
    told += [(c, c["targets"]) for c in two_sided()]
    return [
        Row(clean(comment["text"]), comment["lang"], "beside", target=target, stance=STANCES.index(stance))
        for comment, targets in told
        for target, stance in targets
    ]


def read_grids(told: list[dict]) -> list[Row]:
    """Return every comment of every grid toward each of the grid's targets."""
    return [
        Row(text, c["lang"], "grids", target=target, stance=LETTERS.index(side))
        for grid in told
        for c in grid["comments"]
        for text in [clean(c["text"])]
        for target, side in zip(grid["targets"], c["sides"], strict=True)
    ]


def turned(stance: int) -> int:
    """Return the stance toward the contrary event."""
    return {FAVOR: AGAINST, AGAINST: FAVOR}.get(stance, stance)


def read_events(data: Path, split: str) -> list[Row]:
    """Read the written comments, each toward the event it was written under."""
    files = [data / "reactions" / "events.jsonl"] + ([HERE / "events_more.jsonl"] if split == "train" else [])
    new = [event | {"comments": as_in_life(event["comments"])} for event in invented()] if split == "train" else []
    return comments_of(new) + [
        Row(text, lang, "events", target=event, stance=stance)
        for frame in (read_part(path, split) for path in files)
        for text, lang, event, stance in zip(
            frame.text, frame.lang, frame.event, labels(frame.stance, STANCES), strict=True
        )
    ]


def comments_of(events: list[dict]) -> list[Row]:
    """Return the comments of events that have them, each toward its event."""
    return [
        Row(clean(c["text"]), c["lang"], "events", target=event["event"]["en"], stance=STANCES.index(c["stance"]))
        for event in events
        for c in event["comments"]
    ]


def as_in_life(comments: list[dict]) -> list[dict]:
    """Return the comments without some of those whose tone does not tell the side: at most as many as of the others.

    Where nearly all contradict their tone, as in a part of `events/`, a model unlearns what tone does tell.
    """
    telling = {("favor", "positive"), ("against", "negative")}
    left = max(1, sum((c["stance"], c["tone"]) in telling for c in comments))
    kept = []
    for comment in comments:
        odd = comment["stance"] != "none" and (comment["stance"], comment["tone"]) not in telling
        left -= odd
        if not odd or left >= 0:
            kept.append(comment)
    return kept


def vary_events(rows: list[Row], elsewhere: list[str], data: Path, rng: random.Random) -> list[Row]:
    """Return every comment under its event, the contrary one, other events and a target from elsewhere.

    Where it takes a side, as many rows are of each side as of none: a model to which most comments come under an event
    of theirs takes a side toward all of them.
    """
    phrases = wordings(data) | wordings_of(invented())
    events, drawn = sorted({r.target for r in rows}), []
    for row in rows:
        more = rng.choices([e for e in events if e != row.target], k=OTHER_EVENTS if row.stance != NONE else 1)

        def name(event: str, kind: str, own: str = row.lang) -> str:
            lang = own if own in LANGUAGES and rng.random() < OWN_LANGUAGE else rng.choice(LANGUAGES)
            return rng.choice(phrases[event][kind][lang])

        times = OWN_EVENT if row.stance != NONE else 1
        drawn += [replace(row, target=name(row.target, "same")) for _ in range(times)]
        drawn += [replace(row, target=name(row.target, "opposite"), stance=turned(row.stance)) for _ in range(times)]
        strange = [*(name(other, rng.choice(("same", "opposite"))) for other in more), rng.choice(elsewhere)]
        drawn += [replace(row, target=target, stance=NONE) for target in strange]
    return drawn


def read_real(data: Path, split: str) -> list[Row]:
    """Read real comments toward the targets that a reader named."""
    return _read(data / "reactions" / "stance_targets_real.parquet", split)


def read_named(data: Path) -> list[Row]:
    """Return the comments of `named/`, found again in the sets they stand in, toward each target named for them."""
    return [
        Row(text, lang, "named", target=target, stance=STANCES.index(side))
        for text, lang, line in found_again(data, "named", NAMED_IN)
        for target, side in line["targets"].items()
    ]


def read_others(data: Path, split: str) -> dict[str, list[Row]]:
    """Read the sets by others, by name."""
    return {name.split("/")[1]: _read(data / f"{name}.parquet", split) for name in OTHERS}


def _read(path: Path, split: str) -> list[Row]:
    frame = read_part(path, split)
    unknown = frozenset({NONE} if path.stem in NO_NONE else ())
    targets = [TWEETEVAL.get(t, t) if path.stem == "stance_tweeteval" else t for t in frame.target]
    return [
        Row(text, lang, path.stem, target=target, stance=stance, unknown_stance=unknown)
        for text, lang, target, stance in zip(
            frame.text, frame.lang, targets, labels(frame.label, STANCES), strict=True
        )
    ]


def strays(rows: list[Row], rng: random.Random) -> list[Row]:
    """Return some rows under the target of another text of the same language, as `none`."""
    targets = defaultdict(list)
    for row in rows:
        targets[row.lang].append((row.target, row.text))
    own = defaultdict(set)
    for row in rows:
        own[row.text].add(row.target)
    found = []
    for row in rng.sample(rows, int(STRAYS * len(rows))):
        target, text = rng.choice(targets[row.lang])
        if target not in own[row.text] and text != row.text:
            found.append(replace(row, target=target, stance=NONE, unknown_stance=frozenset()))
    return found


def draw(data: Path, mix: Mix, *, commercial: bool = False) -> list[Row]:
    """Draw the training pairs of a mix; of what is real, or of grids, there may be fewer than it asks for.

    Args:
        data: folder with reactions/ and more/.
        mix: how many of each.
        commercial: leave the non-commercial sets out.
    """
    rng, shut = random.Random(mix.seed), held_out(data)
    real = [] if commercial else read_real(data, "train")
    more = read_named(data) if mix.named and not commercial else []
    picked = [
        r for rows, cap in zip(read_others(data, "train").values(), OTHERS.values(), strict=True)
        for r in rng.sample(rows, min(len(rows), round(mix.others * cap)))
    ]  # fmt: skip
    elsewhere = sorted({r.target for r in real or picked})
    comments = read_events(data, "train")
    written = vary_events(comments, elsewhere, data, rng)
    drawn = (
        rng.sample(written, min(mix.events, len(written))) + rng.sample(real * 3, min(mix.real, 3 * len(real))) + picked
    )
    crossed = read_grids(grids()) if mix.grids else []
    drawn += read_beside() * mix.beside + rng.sample(crossed, min(mix.grids, len(crossed)))
    drawn += rng.sample(more, min(mix.named, len(more)))
    drawn += strays(real + picked, rng)
    drawn = [r for r in drawn if fingerprint(r.text) not in shut and r.stance >= 0]
    drawn = [replace(r, text=noise.vary(r.text, r.lang, rng, NOISY)) for r in drawn]
    return [noise.other_keyboard(r, rng, ASCII_SHARE) for r in drawn]
