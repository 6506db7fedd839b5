"""Tables of what was measured of the embedded model, from its `evaluation.json`; `readme.py` puts them into pages."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
EVALUATION = ROOT / "src" / "sentiment" / "default_model" / "evaluation.json"
CONSISTENCY = ROOT / "benchmarks" / "results" / "consistency.json"
CONTRARIES = ROOT / "benchmarks" / "results" / "contraries.json"
CHALLENGE = ROOT / "benchmarks" / "results" / "challenge.json"
LANGUAGES = {
    "az": "Azerbaijani", "tr": "Turkish", "ru": "Russian", "en": "English", "kk": "Kazakh", "ar": "Arabic",
    "uk": "Ukrainian", "hi": "Hindi", "hi-en": "Hindi with English", "fa": "Persian", "bn": "Bengali", "mr": "Marathi",
    "ta": "Tamil", "ml": "Malayalam", "th": "Thai", "vi": "Vietnamese", "id": "Indonesian", "no": "Norwegian",
    "ur": "Urdu", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "zh": "Chinese",
    "ro": "Romanian", "sr": "Serbian", "lv": "Latvian", "he": "Hebrew", "mul": "several languages",
}  # fmt: skip
FEWEST = 40  # rows; of fewer nothing is said
WORST = 10  # sets of a kind
# What a figure must be below, or above, to count as bad: tone has three labels, stance three, irony two, emotion ten.
BAD = {
    "tone": 0.62,
    "stance": 0.5,
    "irony": 0.6,
    "emotion": 0.45,
    "calibration": 0.15,
    "challenge": 0.65,
    "recall": 0.65,
}
GOALS = {"contrary_right_of_sided": 0.85, "unrelated_none": 0.92, "other_words_same_answer": 0.93}
Line = tuple[str, str, str]


def evaluation(path: Path = EVALUATION) -> dict[str, Any]:
    """Return the figures of the embedded model."""
    found = dict(json.loads(path.read_text(encoding="utf-8")))
    if missing := GOALS.keys() - found["consistency"].keys():
        raise SystemExit(f"{path} has no {', '.join(missing)}: python benchmarks/consistency.py --into {path}")
    return found


def percent(share: float) -> str:
    """Write a share in percent without its sign, as macro-F1 is written."""
    return f"{100 * share:.1f}"


def named(code: str) -> str:
    """Return the English name of a language."""
    return LANGUAGES.get(code, code)


def tone_sets(found: dict[str, Any]) -> str:
    """Tabulate the tone by set."""
    lines = [
        "| set | language | rows | macro-F1 | calibration error | of |",
        "| --- | --- | ---: | ---: | ---: | --- |",
    ]
    for part in found["sets"]:
        told = [part["date"], *(["never trained on"] if not part["trained"] else [])]
        told += ["texts by language models"] if part["invented"] else []
        cells = (part["set"], named(part["language"]), f"{part['n']:,}", percent(part["macro_f1"]),
                 f"{part['calibration_error']:.3f}", ", ".join(told))  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def heads(found: dict[str, Any]) -> str:
    """Tabulate stance, emotion and irony by language, and name the languages with too few rows."""
    lines = ["| head | language | rows | macro-F1 |", "| --- | --- | ---: | ---: |"]
    few = []
    for head, part in found["heads"].items():
        for code, own in part["languages"].items():
            if own["n"] >= FEWEST:
                lines.append(f"| {head} | {named(code)} | {own['n']:,} | {percent(own['macro_f1'])} |")
            else:
                few.append(f"{head} {code} {own['n']}")
    return "\n".join([*lines, "", f"Of fewer than {FEWEST} rows nothing is known: {', '.join(few)}."] if few else lines)


def consistency(found: dict[str, Any]) -> str:
    """Tabulate what the stance says under other wordings, the contrary and another event."""
    told = found["consistency"]
    more = told["unseen"]
    first = f"{told['comments']} on {len(told['by_event'])} events"
    lines = [
        f"| invented comments, events never trained on | {first} | {more['comments']} that seldom name theirs |",
        "| --- | ---: | ---: |",
    ]
    wanted = {
        "macro-F1 under the event as named": "named_macro_f1",
        "the same event in other words, in any of four languages: the answer stays": "other_words_same_answer",
        "the contrary event, of comments with a side: the right side": "contrary_right_of_sided",
        "the contrary event, of comments with a side: the answer stays, wrongly": "contrary_same_answer_of_sided",
        "another event: none": "unrelated_none",
    }
    lines += [f"| {name} | {percent(told[key])} | {percent(more[key])} |" for name, key in wanted.items()]
    grids = told["grids"]
    pairs = f"{grids['pairs']:,} pairs of a comment and one of eight targets of its topic"
    lines.append(f"| {pairs}, macro-F1 | {percent(grids['macro_f1'])} | |")
    sided = f"{grids['sided']:,} of these comments with a side: right toward the event and its contrary"
    lines.append(f"| {sided} | {percent(grids['both_right_of_sided'])} | |")
    if real := told.get("real_targets"):
        lines.append(f"| real targets of real comments, macro-F1 | {real['real']:.1f} | |")
        n = real["both_sides_n"]
        lines.append(f"| {n} comments with one target liked and one not: both right | {real['both_sides']:.1f} | |")
    return "\n".join(lines)


def contrary(_: dict[str, Any]) -> str:
    """Tabulate by event how many answers turn under its contrary, and how many are wrong."""
    lines = [
        "| event | answers with a side, asked again | turned | wrong, of both | at least |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for told in json.loads(CONSISTENCY.read_text(encoding="utf-8"))["by_event"]:
        bound = (1 - told["turned"]) / 2
        shares = f"{percent(told['turned'])} % | {percent(told['wrong_of_both'])} % | {percent(bound)} %"
        lines.append(f"| {told['event']} | {told['asked']:,} | {shares} |")
    return "\n".join(lines)


def both_ways(found: dict[str, Any]) -> str:
    """Tabulate what asking about the contrary too makes of the stance."""
    told = found["consistency"]
    grids, real = told["grids"], json.loads(CONTRARIES.read_text(encoding="utf-8"))
    parts = {
        f"{real['n']} real comments with a side: the right side": real,
        f"{told['comments']} invented comments on {len(told['by_event'])} events: macro-F1": told["both_ways"],
        f"{told['unseen']['comments']} that seldom name their event: macro-F1": told["unseen"]["both_ways"],
        f"of {grids['comments']:,} asked about eight targets, those with contrary sides: macro-F1": grids["both_ways"],
    }
    lines = [
        "| comments and events never trained on | event alone | contrary alone, turned | both |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, part in parts.items():
        shares = " | ".join(percent(part[key]) for key in ("event", "contrary", "both"))
        lines.append(f"| {name} | {shares} |")
    return "\n".join(lines)


def weak(found: dict[str, Any]) -> str:
    """Tabulate what the model is bad at, the worst of each kind first."""
    lines = ["| what the model is bad at | measured on | |", "| --- | --- | ---: |"]
    kinds = (_weak_tone, _weak_labels, _weak_stance, _weak_heads, _uncalibrated, _weak_phenomena)
    return "\n".join([*lines, *(f"| {' | '.join(line)} |" for kind in kinds for line in kind(found))])


def _weak_tone(found: dict[str, Any]) -> Iterator[Line]:
    yield from _weak_sets("tone", found["sets"])


def _weak_sets(head: str, sets: list[dict[str, Any]]) -> Iterator[Line]:
    bad = [part for part in sets if part["macro_f1"] < BAD[head] and part["n"] >= FEWEST]
    for part in sorted(bad, key=lambda own: float(own["macro_f1"]))[:WORST]:
        measured = f"{part['n']} rows of {part['set']}"
        yield f"{head}, {named(part['language'])}", measured, f"macro-F1 {percent(part['macro_f1'])}"


def _weak_labels(found: dict[str, Any]) -> Iterator[Line]:
    counts = np.array(found["overall"]["confusion"], float)
    for i, label in enumerate(found["labels"]):
        shares = counts[i] / max(counts[i].sum(), 1)
        if shares[i] < BAD["recall"]:
            other = max((j for j in range(len(shares)) if j != i), key=lambda j: shares[j])
            called = f"{percent(shares[other])} % are called {found['labels'][other]}"
            yield f"{label} comments: {called}", f"{int(counts[i].sum()):,} rows", f"found {percent(shares[i])} %"


def _weak_stance(found: dict[str, Any]) -> Iterator[Line]:
    told, on = found["consistency"], "invented comments, events never trained on"
    names = {
        "contrary_right_of_sided": "stance under the contrary of an event: right side",
        "unrelated_none": "stance under another event: none",
        "other_words_same_answer": "stance under the same event in other words: same answer",
    }
    for key, name in names.items():
        if told[key] < GOALS[key]:
            yield name, on, f"{percent(told[key])} %"
    if real := told.get("real_targets"):
        yield (
            "both sides of a comment that likes one target and not another",
            f"{real['both_sides_n']} real comments",
            (f"{real['both_sides']:.1f} %"),
        )


def _weak_heads(found: dict[str, Any]) -> Iterator[Line]:
    told = found["heads"]["stance"]["sets"]
    yield from _weak_sets("stance", told if isinstance(told, list) else [])  # the first edition has them by name
    for head, part in found["heads"].items():
        for code, own in sorted(part["languages"].items(), key=lambda item: float(item[1]["macro_f1"])):
            if head != "stance" and own["n"] >= FEWEST and own["macro_f1"] < BAD[head]:
                yield f"{head}, {named(code)}", f"{own['n']} rows", f"macro-F1 {percent(own['macro_f1'])}"


def _uncalibrated(found: dict[str, Any]) -> Iterator[Line]:
    parts = [p for p in found["sets"] if p["n"] >= FEWEST and p["calibration_error"] > BAD["calibration"]]
    if parts:
        listed = ", ".join(f"{p['set']} ({p['language']}) {p['calibration_error']:.2f}" for p in parts)
        yield (
            f"probabilities of single sets: {listed}",
            "expected calibration error",
            f"all {found['calibration_error']:.3f}",
        )


def _weak_phenomena(found: dict[str, Any]) -> Iterator[Line]:
    told = json.loads(CHALLENGE.read_text(encoding="utf-8"))["phenomenon"]
    for name, part in sorted(told.items(), key=lambda item: float(item[1]["share"])):
        if part["share"] < BAD["challenge"]:
            yield (
                f"tone of {name}",
                f"{part['n']} hard comments (`benchmarks/challenge.py`)",
                f"{percent(part['share'])} %",
            )


TABLES = {
    "tone sets": tone_sets, "heads": heads, "consistency": consistency, "contrary": contrary, "both ways": both_ways,
    "weak": weak,
}  # fmt: skip
