"""The parts of a report: groups, time, event, copies, irony, and what was not scored."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sentiment.errors import DataError
from sentiment.estimation.estimators import Estimate
from sentiment.estimation.evidence import Evidence
from sentiment.summary.comparisons import Pair, differences, pairs
from sentiment.summary.distinctive_words import Vocabulary
from sentiment.summary.irony_cues import cue
from sentiment.summary.quotes import Quotes, quotable
from sentiment.summary.themes import Embed, themes
from sentiment.table.copies import bursts
from sentiment.table.groups import MOST, codes_of, given, grouping

Ints = npt.NDArray[np.int64]
Table = Any  # pyarrow.Table, which has no types
LARGEST, BATCH = 5, 10_000
NAMED = 2  # words of its own; with fewer a theme has no name


def plain(estimates: Mapping[str, Estimate]) -> dict[str, dict[str, Any]]:
    """Return estimates as JSON knows them."""
    return {label: estimate.to_dict() for label, estimate in estimates.items()}


def moment(event: datetime | str | None) -> datetime | None:
    """Read the time of an event; without a zone it is UTC."""
    if event is None:
        return None
    try:
        time = event if isinstance(event, datetime) else datetime.fromisoformat(event.strip())
    except ValueError as error:
        raise DataError("a time such as 2023-10-31T09:00", str(event), "write it like that after --event") from error
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def skipped(table: Table, rows: Ints) -> dict[str, int]:
    """Return how many of these rows were not scored, by reason, most frequent first."""
    if "skipped" not in table.column_names:
        return {"not scored": len(rows)} if len(rows) else {}
    return dict(Counter(reason or "not scored" for reason in table["skipped"].take(rows).to_pylist()).most_common())


def parts(
    table: Table,
    evidence: Evidence,
    words: Vocabulary,
    quotes: Quotes,
    *,
    by: Sequence[str],
    event: datetime | None,
    floor: int,
) -> dict[str, Any]:
    """Return what the document says of parts: groups and their sizes, periods, before and after, differences."""
    scored = evidence.predicted >= 0
    told: dict[str, Any] = {"groups": {}, "scored_by": {}, "skipped_by": {}, "folded": {}, "small": [], "time": []}
    told |= {"group_words": {}, "group_quotes": {}, "event": None}
    compared: list[Pair] = []
    for column in dict.fromkeys(by):
        groups = grouping(table, column, scored, floor)
        members = groups.rows(scored)
        if not given(groups) or not members:
            continue
        told["groups"][column] = {name: plain(evidence.shares(rows)) for name, rows in members.items()}
        if "language" not in column.split("+"):  # which languages have words of their own anyway
            told["group_words"][column] = words.distinctive(members, evidence.texts)
        shown = list(members.items())[-MOST:]  # the last periods, where there are many
        told["group_quotes"][column] = {name: quotes.of(rows) for name, rows in shown}
        told["scored_by"][column] = {name: len(rows) for name, rows in members.items()}
        left_out = groups.rows(~scored)
        told["skipped_by"][column] = {name: skipped(table, rows) for name, rows in left_out.items()}
        told["folded"][column] = groups.folded
        if groups.small:
            told["small"].append(column)
        else:
            compared += pairs(column, members, evidence, timed=groups.timed, floor=floor)
    if "time" in table.column_names and table["time"].null_count < table.num_rows:
        told["time"] = _timeline(table, evidence, scored)
        if event is not None:
            told["event"], pair = _event(table["time"], evidence, event, floor)
            compared += pair
    elif event is not None:
        raise DataError("comments with a time", "none", "leave --event out, or name the column: --column time=NAME")
    told["differences"] = differences(compared, evidence.labels, evidence.level)
    return told


def repeats(table: Table, evidence: Evidence, rows: Ints) -> dict[str, Any]:
    """Return `copies` of the document: what repeats, in what bursts, and shares by text, by author and by likes."""
    texts, cluster = table["text"], evidence.texts
    first, sizes = np.unique(cluster[rows], return_counts=True)
    ones = rows[np.unique(cluster[rows], return_index=True)[1]]
    largest = [i for i in np.argsort(-sizes, kind="stable")[:LARGEST] if sizes[i] > 1]
    authors, who = codes_of(table["author"]) if "author" in table.column_names else ([], np.zeros_like(cluster))
    told: dict[str, Any] = {
        "distinct": len(first),
        "copies": len(rows) - len(first),
        "overall": plain(evidence.shares(ones)),
        "authors": None,
        "likes": None,
        "largest": [
            {"text": quotable(texts[int(first[i])].as_py()), "n": int(sizes[i]),
             "id": table["id"][int(first[i])].as_py()} for i in largest
        ],
        "bursts": [],
    }  # fmt: skip
    if authors and table["author"].null_count < table.num_rows:
        known = rows[table["author"].is_valid().to_numpy()[rows]]
        weight = 1 / np.bincount(who[known], minlength=len(authors))[who[known]]
        told["authors"] = {"n": len(np.unique(who[known])), **plain(evidence.shares(known, weight))}
    if "likes" in table.column_names:
        likes = pc.fill_null(table["likes"].cast(pa.float64()), 0).to_numpy()
        liked = rows[likes[rows] > 0]
        told["likes"] = plain(evidence.shares(liked, likes[liked])) if len(liked) else None
    if "time" in table.column_names:
        timed = table["time"].is_valid().to_numpy()
        micros = pc.fill_null(table["time"].cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()), 0).to_numpy()
        inside = np.where(evidence.predicted >= 0, cluster, -1)
        for burst in bursts(inside, micros, timed)[:LARGEST]:
            start, end = (table["time"][int(burst.rows[k])].as_py().isoformat() for k in (0, -1))
            text, of = quotable(texts[int(cluster[burst.rows[0]])].as_py()), len(np.unique(who[burst.rows]))
            entry = {"text": text, "n": len(burst.rows), "of": burst.size, "start": start, "end": end}
            told["bursts"].append({**entry, "authors": of if authors else None})
    return told


def subjects(
    texts: Any,
    evidence: Evidence,
    rows: Ints,
    tone: npt.NDArray[np.float64],
    words: Vocabulary,
    quotes: Quotes,
    embed: Embed,
) -> list[dict[str, Any]]:
    """Return `themes` of the document, largest first; last the comments of all themes that no words set apart."""
    places = themes(pc.fill_null(texts, ""), rows, evidence.texts, evidence.languages[1], tone, embed)[rows]
    parts = {str(k): rows[places == k] for k in range(int(places.max(initial=-1)) + 1)}
    names = words.names(parts, evidence.texts)
    named = {k: own for k, own in parts.items() if len(names[k]) >= NAMED}
    rest = np.sort(np.concatenate([own for k, own in parts.items() if k not in named] or [rows[:0]]))
    found = sorted(
        ((names[k], own) for k, own in named.items()), key=lambda theme: (-len(theme[1]), theme[0][0]["word"])
    )
    return [
        {"words": marks, "n": len(own), "share": len(own) / len(rows), "overall": plain(evidence.shares(own)),
         "quotes": quotes.of(own)}
        for marks, own in (*found, ([], rest)) if len(own) and named
    ]  # fmt: skip


def risk(texts: Any, evidence: Evidence, rows: Ints) -> dict[str, Any]:
    """Return `irony` of the document: how many comments have a sign of it, and the shares without them."""
    flags = np.zeros(len(evidence.predicted), np.bool_)
    cues: Counter[str] = Counter()
    for start in range(0, len(texts), BATCH):
        for i, text in enumerate(texts[start : start + BATCH].to_pylist(), start):
            if evidence.predicted[i] >= 0 and text and (found := cue(text)):
                flags[i] = True
                cues[found] += 1
    without = rows[~flags[rows]]
    return {"flagged": int(flags.sum()), "cues": dict(cues.most_common()), "without": plain(evidence.shares(without))}


def _timeline(table: Table, evidence: Evidence, scored: npt.NDArray[np.bool_]) -> list[dict[str, Any]]:
    """Return shares by hour, day or month, whichever fits the span; nothing when all came within one of them."""
    timed = scored & table["time"].is_valid().to_numpy()
    if not timed.any():
        return []
    span = pc.min_max(table["time"].filter(timed)).as_py()
    days = (span["max"] - span["min"]).days
    dense = timed.sum() >= 5 * 24 * (days + 1)
    unit = "hour" if days < 3 and dense else "day" if days < 120 else "month"
    members = grouping(table.select(["time"]), unit, timed).rows(timed)
    if len(members) < 2:
        return []
    return [{"period": period, **plain(evidence.shares(rows))} for period, rows in members.items()]


def _event(time: Any, evidence: Evidence, event: datetime, floor: int) -> tuple[dict[str, Any], list[Pair]]:
    later = pc.fill_null(pc.greater_equal(time, pa.scalar(event, time.type)), False).to_numpy()
    timed = (evidence.predicted >= 0) & time.is_valid().to_numpy()
    before, after = np.flatnonzero(timed & ~later), np.flatnonzero(timed & later)
    left, right = evidence.shares(after), evidence.shares(before)
    told = {"time": event.isoformat(), "before": plain(right), "after": plain(left)}
    enough = min(len(before), len(after)) >= floor
    return told, [Pair("event", "after", "before", left, right)] if enough else []
