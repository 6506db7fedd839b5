import hashlib
import json
from datetime import UTC, datetime, timedelta
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from datasets import Dataset

import sentiment
from sentiment import Summary, summarize
from sentiment.errors import DataError
from sentiment.rendering.event import changes
from sentiment.rendering.translation import phrases
from sentiment.scoring import model_folder
from sentiment.scoring.classifier import Classifier
from support import scored

NEG, NEU, POS = "negative", "neutral", "positive"
NINE = datetime(2023, 10, 31, 9, tzinfo=UTC)


def counts(entries: dict) -> dict[str, int]:
    """Read the numbers of comments back out of counted shares."""
    return {
        label: round(e["share"] * e["n"]) for label, e in entries.items() if label in (NEG, NEU, POS) and e["share"]
    }


def test_counted_shares_by_hand() -> None:
    summary = summarize(scored([NEG, NEG, NEG, POS, None]), by=[])
    share = summary.overall[NEG]
    assert (share.value, share.n, share.method) == (0.75, 4, "counted")
    assert (share.low, share.high) == pytest.approx((0.3006, 0.9544), abs=1e-4)  # Wilson, 3 of 4
    assert summary.net is not None
    assert summary.net.value == -0.5
    assert (summary.document["comments"], summary.document["scored"]) == (5, 4)
    assert summary.document["skipped"] == {"empty": 1}


@pytest.mark.parametrize(("level", "near"), [(95, 0.95), (90, 0.9), (1, 0.95), (0, 0.95), (-1, 0.95), (1000, 0.95)])
def test_a_level_that_is_none(level: float, near: float) -> None:
    table = scored([NEG, POS])
    for asked in (
        lambda: summarize(table, level=level),
        lambda: sentiment.report(table, level=level),
        lambda: sentiment.check(table, claim="mostly negative", level=level),
        lambda: sentiment.audit(table, level=level),
        lambda: sentiment.regress(table, on="likes", audit=table, level=level),
    ):
        with pytest.raises(DataError, match=rf"a level between 0 and 1; found {level}; try level={near}$"):
            asked()


def test_a_lower_level_gives_a_narrower_interval() -> None:
    share = summarize(scored([NEG, NEG, NEG, POS]), by=[], level=0.8).overall[NEG]
    assert (share.low, share.high) == pytest.approx((0.4325, 0.9219), abs=1e-4)


def test_groups_their_sizes_and_what_was_not_scored_in_them() -> None:
    table = scored([NEG, NEG, POS, None, POS, None], group=["a", "a", "a", "a", "b", None])
    found = summarize(table, by=["group"], floor=1).document
    assert {name: counts(e) for name, e in found["groups"]["group"].items()} == {"a": {NEG: 2, POS: 1}, "b": {POS: 1}}
    assert found["scored_by"] == {"group": {"a": 3, "b": 1}}
    assert found["skipped_by"] == {"group": {"a": {"empty": 1}, "other": {"empty": 1}}}


def test_two_columns_crossed_and_small_groups_folded() -> None:
    group, language = ["a"] * 6 + ["b"], ["az"] * 3 + ["ru"] * 3 + ["az"]
    found = summarize(scored([NEG] * 4 + [POS] * 3, group=group, language=language), by=["group+language"], floor=2)
    assert {name: counts(e) for name, e in found.document["groups"]["group+language"].items()} == {
        "a, az": {NEG: 3}, "a, ru": {NEG: 1, POS: 2}, "other": {POS: 1},
    }  # fmt: skip
    assert found.document["folded"] == {"group+language": 1}
    assert found.groups["group+language"]["a, ru"][POS].value == 2 / 3


def test_groups_that_are_all_under_the_floor_are_shown_and_not_compared() -> None:
    found = summarize(scored([NEG, NEG, POS, POS], group=list("aabb")), by=["group"]).document
    assert (list(found["groups"]["group"]), found["small"], found["differences"]) == (["a", "b"], ["group"], [])
    assert "The groups of group are too small to compare; they are shown as they are." in found["notes"]


def test_a_column_without_values_is_left_out_and_one_with_some_is_not() -> None:
    table = scored([NEG, POS], group=[None, None], language=["az", None])
    found = summarize(table, floor=1).document
    assert (list(found["groups"]), list(found["groups"]["language"])) == (["language"], ["az", "not given"])
    assert found["languages"] == {
        code: {"n": 1, "measured": 0, "validated": False, "checked": False} for code in ("az", "und")
    }


@pytest.mark.parametrize(
    ("unit", "periods"),
    [
        ("month", {"2023-10": {NEG: 2}, "2023-11": {POS: 1}}),
        ("week", {"2023-W44": {NEG: 2, POS: 1}}),
        ("day", {"2023-10-31": {NEG: 2}, "2023-11-01": {POS: 1}}),
        ("hour", {"2023-10-31 09:00": {NEG: 1}, "2023-10-31 10:00": {NEG: 1}, "2023-11-01 09:00": {POS: 1}}),
    ],
)
def test_periods(unit: str, periods: dict) -> None:
    times = [NINE + timedelta(hours=1), NINE, NINE + timedelta(days=1)]
    found = summarize(scored([NEG, NEG, POS], time=times), by=[unit]).document["groups"][unit]
    assert {name: counts(e) for name, e in found.items()} == periods
    assert list(found) == list(periods)


def all_by_hand(table: Dataset, **options: Any) -> Summary:
    """Summarize a table of which every comment is labelled by hand, as the model did."""
    return summarize(table, audit=table.select_columns(["id", "label"]).rename_column("label", "gold"), **options)


def test_periods_that_follow_one_another_are_compared() -> None:
    times = [NINE + timedelta(days=i // 30) for i in range(90)]
    found = all_by_hand(scored([NEG] * 60 + [POS] * 30, time=times), by=["day"]).document["differences"]
    assert {(d["a"], d["b"]) for d in found} == {("2023-11-01", "2023-10-31"), ("2023-11-02", "2023-11-01")}
    assert {d["a"] for d in found if d["called"]} == {"2023-11-02"}


@pytest.mark.parametrize(
    "event",
    [
        NINE,
        "2023-10-31T09:00",
        "2023-10-31T13:00+04:00",
        "31.10.2023 09:00",
        "31 oktyabr 2023 09:00",
        "10/31/2023 9:00",
    ],
)
def test_before_and_after_an_event(event: datetime | str) -> None:
    times = [*[NINE - timedelta(seconds=1)] * 40, *[NINE] * 40, None]
    table = scored([*[NEG] * 32, *[POS] * 8, *[NEG] * 4, *[POS] * 36, POS], time=times)
    found = all_by_hand(table, by=[], event=event).document
    assert found["event"]["time"] == "2023-10-31T09:00:00+00:00"
    assert (counts(found["event"]["before"]), counts(found["event"]["after"])) == ({NEG: 32, POS: 8}, {NEG: 4, POS: 36})
    told = {d["label"]: d for d in found["differences"]}
    assert {label: (d["a"], d["b"], d["called"]) for label, d in told.items()} == {
        NEG: ("after", "before", True), NEU: ("after", "before", False), POS: ("after", "before", True),
    }  # fmt: skip
    assert told[POS]["share"] == pytest.approx(0.7)


def test_an_event_with_too_few_on_one_side_is_shown_and_not_compared() -> None:
    found = summarize(scored([NEG] * 9, time=[NINE + timedelta(hours=i) for i in range(-2, 7)]), by=[], event=NINE)
    assert counts(found.document["event"]["before"]) == {NEG: 2}
    assert found.document["differences"] == []
    assert changes(found.document, phrases("en"))[-1] == "One side has too few comments to be compared with the other."


def test_sides_of_an_event_that_are_not_compared_say_why() -> None:
    table = scored([NEG] * 80, time=[NINE + timedelta(hours=i) for i in range(-40, 40)])
    unmeasured = summarize(table, by=[], event=NINE).document
    assert unmeasured["differences"] == []
    assert changes(unmeasured, phrases("en"))[-1].startswith("Nobody measured this model's errors")
    hand = Dataset.from_list([{"id": f"c{i}", "gold": NEG} for i in range(30)])  # all before
    one_sided = summarize(table, by=[], event=NINE, audit=hand).document
    assert changes(one_sided, phrases("en"))[-1].startswith("One side has too few labels by hand")


@pytest.mark.parametrize(
    ("columns", "event", "said"),
    [
        ({"time": [NINE]}, "yesterday", "expected a time such as 2023-10-31T09:00; found yesterday"),
        ({"time": [None]}, NINE, "expected comments with a time; found none"),
        ({}, NINE, "expected comments with a time; found none"),
    ],
)
def test_an_event_that_cannot_be_placed(columns: dict, event: datetime | str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        summarize(scored([NEG], **columns), by=[], event=event)


def two_groups(a: int, b: int) -> list[dict]:
    """Return the differences between two groups of 100 with so many negatives, the rest positive."""
    labels = [NEG] * a + [POS] * (100 - a) + [NEG] * b + [POS] * (100 - b)
    table = scored(labels, group=["a"] * 100 + ["b"] * 100)
    return all_by_hand(table, by=["group"]).document["differences"]


def test_a_difference_by_hand() -> None:
    found = two_groups(80, 50)
    assert [(d["a"], d["b"], d["label"], d["called"]) for d in found] == [
        ("a", "b", NEG, True), ("a", "b", NEU, False), ("a", "b", POS, True),
    ]  # fmt: skip
    assert [d["share"] for d in found] == pytest.approx([0.3, 0, -0.3])
    # What produced the comments differs by 0.3 less 1.96 * sqrt((0.8 * 0.2 + 0.5 * 0.5) / 98) at least; Holm holds the
    # clearest of three to 98.3 %, where the arm is 2.394 / 1.96 as long.
    assert found[2]["high"] == pytest.approx(-0.3 + 2.394 * sqrt(0.41 / 98), abs=0.02)


def test_a_difference_that_only_the_correction_takes_back_is_not_called() -> None:
    # 65 and 50 of 100: 0.15 with an arm of 0.137 alone, but of 0.167 as one of three.
    assert not any(d["called"] for d in two_groups(65, 50))


def test_counts_are_never_called_different() -> None:
    """Nothing is known of the model's errors: they may be what differs."""
    table = scored([NEG] * 100 + [POS] * 100, group=["a"] * 100 + ["b"] * 100)
    assert summarize(table, by=["group"]).document["differences"] == []


def measured(folder: Path, parts: dict[str, list[list[int]]]) -> str:
    """Save an evaluation and return how scored rows name its model."""
    tables = {code: {"n": sum(map(sum, table)), "confusion": table} for code, table in parts.items()}
    overall = tables.pop("overall")
    found = {"labels": [NEG, POS], "overall": overall, "languages": tables}
    (folder / "evaluation.json").write_text(json.dumps(found))
    return f"{folder}@{model_folder.digest(folder)[:12]}"


def of_language(code: str, identity: str) -> Dataset:
    texts = [hashlib.sha256(f"{i}".encode()).hexdigest() for i in range(100)]
    table = scored([NEG] * 70 + [POS] * 30, clean=texts, language=[code] * 100, model=[identity] * 100)
    return table.remove_columns("p_neutral")


def test_a_language_is_put_right_by_its_own_errors_or_said_to_be_pooled(tmp_path: Path) -> None:
    pooled, own, few = [[150, 50], [50, 150]], [[100, 0], [0, 100]], [[0, 99], [100, 0]]
    identity = measured(tmp_path, {"overall": pooled, "az": own, "ru": few})
    az, ru = (summarize(of_language(code, identity), by=[], model=tmp_path) for code in ("az", "ru"))
    # Azerbaijani is read with errors of few, Russian (turned about) with its own: most is negative, most is positive.
    assert az.overall[NEG].low > 0.3
    assert ru.overall[NEG].value < az.overall[NEG].value - 0.05
    assert {s.overall[NEG].method for s in (az, ru)} == {"adjusted"}
    assert az.document["languages"] == {"az": {"n": 100, "measured": 200, "validated": True, "checked": True}}
    assert ru.document["languages"] == {"ru": {"n": 100, "measured": 199, "validated": False, "checked": True}}
    said = "Tested on few comments (50 to 199 test rows) in: Russian 100."
    assert (said in az.document["notes"], said in ru.document["notes"]) == (False, True)


def test_an_evaluation_of_other_weights_is_not_used(tmp_path: Path) -> None:
    identity = measured(tmp_path, {"overall": [[150, 50], [50, 150]]})
    (tmp_path / "config.json").write_text("{}")
    assert summarize(of_language("az", identity), by=[]).overall[NEG].method == "counted"


def test_nothing_is_measured_of_rows_that_two_models_labelled(tmp_path: Path) -> None:
    identity = measured(tmp_path, {"overall": [[150, 50], [50, 150]], "az": [[100, 0], [0, 100]]})
    rows = of_language("az", identity).to_list()
    found = summarize(Dataset.from_list([*rows[:60], *({**row, "model": "b@0"} for row in rows[60:])]), model=tmp_path)
    assert found.overall[NEG].method == "counted"
    assert found.document["languages"]["az"] == {"n": 100, "measured": 0, "validated": False, "checked": False}
    notes = " ".join(found.notes)
    assert "How accurate this model is was not measured here" in notes
    assert "Rows labelled by other models are included: b@0." in notes
    assert "Not tested in this language" not in notes


def test_rows_of_a_region_are_measured_as_their_language(tmp_path: Path) -> None:
    identity = measured(tmp_path, {"overall": [[150, 50], [50, 150]], "az": [[100, 0], [0, 100]]})
    found = summarize(of_language("az-Latn", identity), model=tmp_path).document["languages"]
    assert found == {"az-Latn": {"n": 100, "measured": 200, "validated": True, "checked": True}}


def test_shares_by_author_and_by_likes() -> None:
    table = scored([NEG, NEG, NEG, POS, POS], author=["x", "x", "x", "y", None], likes=[1, 1, 0, 8, None])
    copies = summarize(table, by=[]).document["copies"]
    assert (copies["authors"]["n"], copies["authors"][NEG]["share"]) == (2, pytest.approx(0.5))
    assert copies["likes"][POS]["share"] == pytest.approx(0.8)
    assert copies["distinct"] == 5


def test_no_likes_at_all_are_not_a_share() -> None:
    copies = summarize(scored([NEG, POS], likes=[0, None], author=[None, None]), by=[]).document["copies"]
    assert (copies["likes"], copies["authors"]) == (None, None)


def test_one_label_only() -> None:
    summary = summarize(scored([POS] * 40), by=[])
    share = summary.overall[POS]
    assert (share.value, share.high, summary.overall[NEG].value) == (1.0, 1.0, 0.0)
    assert share.low == pytest.approx(40 / (40 + 1.959964**2), abs=1e-6)  # Wilson, all of n: n / (n + z²)
    assert summary.document["headline"].startswith("Mostly positive comments: 91 to 100 % of 40, read by a model whose")
    assert summary.net is not None
    assert summary.net.value == 1.0


@pytest.mark.parametrize("n", [0, 3])
def test_nothing_scored(n: int) -> None:
    columns = {"group": ["a"] * n, "language": [None] * n, "time": [NINE] * n, "author": [None] * n, "likes": [1] * n}
    found = summarize(scored([None] * n, **columns), event=NINE if n else None).document
    assert (found["comments"], found["scored"], found["headline"]) == (n, 0, "Nothing could be scored.")
    assert found["skipped"] == ({"empty": 3} if n else {})
    assert {label: (e["share"], e["low"], e["high"], e["n"]) for label, e in found["overall"].items()} == {
        label: (None, 0.0, 1.0, 0) for label in (NEG, NEU, POS)
    }
    assert (found["groups"], found["differences"], found["to_halve"]) == ({}, [], 0)
    assert found["quotes"] == {NEG: [], NEU: [], POS: []}
    json.dumps(found, allow_nan=False)


def test_columns_of_null_are_as_good_as_none() -> None:
    rows = [{"id": str(i), "text": f"t{i}", "label": POS, "time": None, "likes": None, "group": None} for i in range(3)]
    found = summarize(Dataset.from_list(rows), by=["group", "month"]).document
    assert (found["scored"], found["groups"], found["time"], found["event"]) == (3, {}, [], None)


def test_a_table_that_is_not_scored_is_refused() -> None:
    with pytest.raises(DataError, match="expected a scored table; found no column label; score it first"):
        summarize(Dataset.from_dict({"id": ["1"], "text": ["a"]}))


def own(i: int) -> str:
    """Words that no other comment has, so that no two are near-copies."""
    letters = hashlib.sha256(f"{i}".encode()).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
    return " ".join(letters[k : k + 8] for k in range(0, 64, 8))


def subjects(n: int = 80) -> Dataset:
    """Comments in as many ways as there are rows, good ones and bad ones."""
    texts = [f"{('good plain', 'bad TikTok pis')[i % 2]} {own(i)} {'! ' * (i % 9)}{'. ' * (i // 9)}" for i in range(n)]
    return scored([(POS, NEG)[i % 2] for i in range(n)], text=texts, clean=texts, language=["en"] * n)


def test_without_the_model_themes_are_left_out_and_it_is_said() -> None:
    found = summarize(subjects(), by=[]).document
    assert found["themes"] is None
    said = "Themes are left out: they need the model that labelled the comments, and it is not at hand."
    assert said in found["notes"]
    assert found["quotes"][POS][0]["words"] == []


def test_the_words_of_a_quote_are_its_text_and_add_up(classifier: Classifier) -> None:
    quote = summarize(subjects(), by=[], classifier=classifier).document["quotes"][NEG][0]
    assert " ".join(entry["word"] for entry in quote["words"]) == quote["text"]
    shares, _ = classifier.probabilities([quote["text"], ""])
    whole, nothing = shares[:, classifier.labels.index(NEG)]
    assert sum(entry["weight"] for entry in quote["words"]) == pytest.approx(whole - nothing, abs=1e-3)


def test_words_and_quotes_of_groups() -> None:
    texts = [f"{('metro', 'bread')[i % 2]} {own(i)}" for i in range(40)]
    table = scored([NEG] * 32 + [POS] * 8, text=texts, group=list("ab") * 20)  # three are quoted under their label
    found = summarize(table, by=["group"]).document
    words = {name: [entry["word"] for entry in words] for name, words in found["group_words"]["group"].items()}
    assert words == {"a": ["metro"], "b": ["bread"]}
    kinds = {name: [quote["kind"] for quote in quotes] for name, quotes in found["group_quotes"]["group"].items()}
    assert kinds == {name: ["typical", "typical", "dissenting"] for name in "ab"}
    quoted = [q["id"] for own in (found["quotes"], found["group_quotes"]["group"]) for qs in own.values() for q in qs]
    assert len(quoted) == len(set(quoted))


def test_shares_without_a_campaign_of_copies() -> None:
    start = datetime(2023, 10, 31, 9, tzinfo=UTC)
    times = [start + timedelta(hours=3 * i) for i in range(40)] + [start + timedelta(minutes=i) for i in range(20)]
    texts = [f"{own(i)} {own(3 * i + 1)}" for i in range(40)] + ["all of us say the very same thing today"] * 20
    found = summarize(scored([NEG, POS] * 20 + [NEG] * 20, text=texts, time=times), by=[]).document
    assert (found["copies"]["in_bursts"], found["copies"]["bursts"][0]["n"]) == (20, 20)
    assert found["copies"]["without"][NEG]["share"] == 0.5
    assert "20 of 60 are one text within an hour; without them: negative 35 to 65 %" in found["headline"]
    assert "within an hour from 31 October 2023, 09:00 UTC" in " ".join(found["notes"])
    assert "2023-10-31T" not in " ".join(found["notes"])


@pytest.mark.parametrize(
    ("authors", "n", "said"),
    [
        (["@loud"] * 20, 1, "One author said the same 20 times within an hour from"),
        ([f"u{i % 5}" for i in range(20)], 5, "20 comments by 5 authors said the same within an hour from"),
        (["@loud"] * 19 + [None], None, "20 comments said the same within an hour from"),  # who knows how many
    ],
)
def test_one_who_says_it_twenty_times_is_no_campaign_of_many(
    authors: list[str | None], n: int | None, said: str
) -> None:
    start = datetime(2023, 10, 31, 9, tzinfo=UTC)
    times = [start + timedelta(hours=3 * i) for i in range(20)] + [start + timedelta(minutes=i) for i in range(20)]
    texts = [own(i) for i in range(20)] + ["all of us say the very same thing today"] * 20
    names = [f"a{i}" for i in range(20)] + authors
    found = summarize(scored([NEG, POS] * 20, text=texts, time=times, author=names), by=[]).document
    assert found["copies"]["bursts"][0]["authors"] == n
    assert any(note.startswith(said) for note in found["notes"])


def test_each_of_many_bursts_is_counted_where_copies_are() -> None:
    start = datetime(2023, 10, 31, 9, tzinfo=UTC)
    texts = [own(k) for k in range(7) for _ in range(12)] + [own(k) for k in range(100, 136)]
    times = [start + timedelta(seconds=i) for i in range(84)] + [start + timedelta(days=i) for i in range(36)]
    found = summarize(scored([NEG, POS] * 60, text=texts, time=times), by=[]).document
    assert len(found["copies"]["bursts"]) == 7
    assert "84 of 120 are copies of 7 texts, each within an hour" in found["headline"]
    assert sum("said the same within an hour" in note for note in found["notes"]) == 5
