"""Sentences that say a figure: none is contradicted by how it is rounded, nor by what it leaves out."""

from datetime import UTC, datetime, timedelta

import pytest

import sentiment
from sentiment import rendering
from sentiment.rendering.captions import points
from sentiment.rendering.disputes import agreement_line
from sentiment.rendering.translation import Phrases
from sentiment.summary.summary import Summary
from support import LABELS, scored
from support_report import told

START = datetime(2024, 1, 1, tzinfo=UTC)


def by_hand(labels: list[str], n: int) -> list[dict]:
    return [{"id": f"c{i}", "text": f"text {i}", "gold": label} for i, label in enumerate(labels[:n])]


@pytest.mark.parametrize(
    ("low", "high", "lang", "said"),
    [
        (0.004, 0.016, "en", "0.4 to 1.6"),
        (-0.016, -0.0004, "ru", "0,04 – 1,60"),
        (0.02, 0.12, "en", "2 to 12"),
    ],
)
def test_a_difference_does_not_begin_at_none(low: float, high: float, lang: str, said: str) -> None:
    assert points({"share": (low + high) / 2, "low": low, "high": high}, Phrases(lang))["span"] == said


def test_one_point_is_no_points() -> None:
    told = {"label": "Negative", **points({"share": 0.0101, "low": 0.006, "high": 0.014}, Phrases("en"))}
    said = Phrases("en")("{label} grew by {n} points ({span}): a difference.", **told)
    assert said == "Negative grew by 1 point (1 to 1): a difference."


@pytest.fixture(scope="module")
def one_sided() -> Summary:
    """All comments came after the event, and 30 of them are labelled."""
    labels = LABELS * 20
    table = scored(labels, time=[START + timedelta(minutes=i) for i in range(60)])
    return sentiment.summarize(table, event=START - timedelta(days=1), audit=by_hand(labels, 30))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_is_said_of_an_event_is_in_every_format(one_sided: Summary, lang: str, tmp_path) -> None:
    size = {"en": "labels: 30", "ru": "меток: 30"}[lang]
    report, told = one_sided.translated(lang), Phrases(lang)("After ({size}): {shares}.", size=size, shares="")[:-1]
    for name in ("report.md", "report.html"):
        report.save(tmp_path / name)
        assert told in (tmp_path / name).read_text(encoding="utf-8")
    assert told in str(report)


def test_comments_and_labels_are_not_counted_in_one_column() -> None:
    """Of 60 comments of a day 30 are labelled, and of 40 of the next 4: the first day is not the smaller one."""
    labels = (LABELS * 34)[:100]
    table = scored(labels, time=[START + timedelta(days=i // 60) for i in range(100)])
    hand = by_hand(labels, 64)[::2] + by_hand(labels, 64)[61::2]
    report = str(sentiment.summarize(table, by="day", audit=hand))
    assert "labels: 30" in report
    assert "n = 40" in report


@pytest.mark.parametrize(
    ("undated", "said"), [(2, "2 of 60 comments have no time: they"), (1, "1 of 60 comments has no time: it")]
)
def test_comments_without_a_time_are_said_to_be_on_no_side(undated: int, said: str) -> None:
    times = [None] * undated + [START + timedelta(hours=i) for i in range(60 - undated)]
    report = sentiment.summarize(scored(LABELS * 20, time=times), event=START + timedelta(days=1))
    assert report.document["undated"] == undated
    assert [note for note in report.notes if "no time" in note][0].startswith(said)
    assert sum(report.document["event"][side]["neutral"]["n"] for side in ("before", "after")) == 60 - undated
    assert not any("no time" in note for note in sentiment.summarize(scored(LABELS * 20)).notes)


@pytest.mark.parametrize(("alpha", "said"), [(0.666, "0,666"), (0.668, "0,668"), (0.71, "0,71"), (0.5, "0,50")])
def test_an_alpha_is_not_rounded_over_its_line(alpha: float, said: str) -> None:
    assert agreement_line({"alpha": alpha, "comments": 40}, Phrases("ru")).endswith(f"(40): {said}.")


def test_a_side_without_comments_is_said_to_have_none(one_sided: Summary) -> None:
    said = str(one_sided)
    assert "One side has too few comments to be compared with the other." in said
    assert "too few labels by hand" not in said
    assert "UTC (audited)" in said  # no row is there to be counted


@pytest.mark.parametrize(("column", "command"), [("my column", "'my column'"), ("own", "own")])
def test_a_command_to_label_groups_is_of_a_column_that_has_several(column: str, command: str) -> None:
    table = scored(LABELS * 20, language=["az"] * 60, **{column: ["a", "b"] * 30})
    note = next(note for note in sentiment.summarize(table, by=["language", column]).notes if "40 of each" in note)
    assert note.endswith(f"-n 80 --by {command} -o audit.xlsx")
    assert not any("40 of each" in note for note in sentiment.summarize(table, by="language").notes)


def test_a_model_that_is_right_of_nearly_all_is_not_refuted() -> None:
    from sentiment.scoring import model_folder

    folder = model_folder.resolve(None)
    model = [f"{model_folder.DEFAULT}@{model_folder.digest(folder)[:12]}"] * 600
    for label, refuted in (("negative", False), ("positive", True)):
        hand = by_hand([label] * 600, 600)
        found = sentiment.summarize(scored(["negative"] * 600, model=model), audit=hand).document
        assert found["audit"]["refuted"] is refuted


@pytest.mark.parametrize(
    ("quotes", "others", "note", "leads"),
    [
        (40, 0, "", True),
        (10, 30, "10 of 40 are quotes that a writer chose", False),
        (6, 0, "", True),
        (0, 40, "", False),
    ],
)
def test_shares_of_quotes_are_not_read_as_how_many_think_so(quotes: int, others: int, note: str, leads: bool) -> None:
    platform = ["article"] * quotes + ["youtube"] * others
    found = sentiment.summarize(scored(["positive"] * len(platform), platform=platform)).document
    assert found["chosen"] == quotes
    told = [said.partition(":")[0] for said in found["notes"] if "a writer chose" in said]
    assert told == ([note] if note else [])
    assert ("a writer chose" in found["headline"]) == leads


def test_a_difference_of_themes_says_of_how_many_it_is_one() -> None:
    found = told()
    assert "This interval is of the one difference of themes that was looked at." in rendering.markdown(found)
    found["theme_differences"] *= 7
    assert "widened for all 7 differences of themes" in rendering.markdown(found)


@pytest.mark.parametrize("columns", [{}, {"by": "hour"}])
def test_a_day_without_a_clock_is_in_no_hour_and_no_burst(columns: dict[str, str]) -> None:
    """Of 200 comments twelve copies are of a day alone, which is read as its midnight."""
    midnight = START.replace(hour=0, minute=0, second=0)
    times = [midnight] * 12 + [midnight + timedelta(hours=2 + i % 5, minutes=i) for i in range(188)]
    texts = ["the same words for all to say again"] * 12 + [f"comment {i} of {i * i}" for i in range(188)]
    told = {"time": times, "time_precision": ["local"] * 12 + ["exact"] * 188, "text": texts}
    report = sentiment.summarize(scored((LABELS * 67)[:200], **told), **columns)
    document = report.document
    hours = document["scored_by"]["hour"] if columns else {e["period"]: e["neutral"]["n"] for e in document["time"]}
    assert sum(n for name, n in hours.items() if name != "not given") == 188
    assert min(hours) == f"{midnight:%Y-%m-%d} 02:00"
    assert document["hourless"] == 12
    assert "12 of 200 comments are of a day without a known hour: they are in no hour." in report.notes
    assert document["copies"]["bursts"] == []


def test_a_column_called_hour_is_no_hour() -> None:
    days = [START.replace(hour=0, minute=0, second=0) + timedelta(days=i % 2) for i in range(120)]
    columns = {"time": days, "time_precision": ["local"] * 120, "hour": ["am", "pm"] * 60}
    report = sentiment.summarize(scored(LABELS * 40, **columns), by="hour")
    assert list(report.document["scored_by"]["hour"]) == ["am", "pm"]
    assert not [note for note in report.notes if "in no hour" in note]


def test_days_alone_are_told_by_day() -> None:
    days = [START.replace(hour=0, minute=0, second=0) + timedelta(days=i % 2) for i in range(300)]
    document = sentiment.summarize(scored(LABELS * 100, time=days, time_precision=["local"] * 300)).document
    assert [len(entry["period"]) for entry in document["time"]] == [10, 10]
