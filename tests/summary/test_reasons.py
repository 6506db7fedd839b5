"""Reasons, themes and their table, of comments on known subjects; a stub says what is like what."""

from copy import copy, deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from datasets import Dataset
from openpyxl import load_workbook

from sentiment import Summary, summarize
from sentiment.errors import DataError
from sentiment.rendering import markdown, notebook, page, terminal
from sentiment.rendering.glance import glance
from sentiment.rendering.recurring import instead
from sentiment.rendering.recurring import reasons as reasons_shown
from sentiment.rendering.translation import Phrases, phrases
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.heads import Head
from sentiment.summary.topics.clustering import Clusters, clustered
from sentiment.table.labels import STANCES
from support import LABELS, scored
from support_subjects import SUBJECTS, comments, embed, language, subject

NEG, _, POS = LABELS
N = 240
TEXTS = comments(N)
SIDES = ["favor" if i // 24 % 3 else "against" for i in range(N)]
GROUPS = ["fan" if subject(text) in ("price", "air") or i // 8 % 2 else "critic" for i, text in enumerate(TEXTS)]


def table(*, stance: bool = True) -> Dataset:
    columns = {"text": TEXTS, "clean": TEXTS, "language": list(map(language, TEXTS)), "group": GROUPS}
    columns["time"] = [datetime(2026, 5, 1 + i % 3, tzinfo=UTC) for i in range(N)]
    made = scored([NEG if i % 5 else POS for i in range(N)], **columns)
    if stance:
        made = made.add_column("stance", SIDES).add_column("toward", ["the fare was raised"] * N)
        for side in ("favor", "against", "none"):
            made = made.add_column(f"p_{side}", [float(own == side) for own in SIDES])
    return made


@pytest.fixture(scope="module")
def stub(tiny) -> Classifier:
    found = Classifier.load(tiny)
    found.vectors = lambda texts, progress=None: embed(texts)  # type: ignore[method-assign]
    return found


@pytest.fixture(scope="module")
def summary(stub: Classifier) -> Summary:
    return summarize(table(), by=["group", "language"], classifier=stub)


def rows_of(side: str, name: str) -> list[int]:
    return [i for i in range(N) if SIDES[i] == side and subject(TEXTS[i]) == name]


@pytest.mark.parametrize("side", ["favor", "against"])
def test_a_reason_is_counted_on_its_side_with_its_interval(summary: Summary, side: str) -> None:
    told = next(own for own in summary.document["reasons"] if own["side"] == side)
    assert (told["column"], told["event"], told["n"]) == ("stance", "the fare was raised", SIDES.count(side))
    counted = {subject(reason["title"]["text"]): reason for reason in told["reasons"]}
    assert set(counted) == set(SUBJECTS)
    for name, reason in counted.items():
        rows = rows_of(side, name)
        assert reason["count"] == reason["texts"] == len(rows)
        assert reason["share"]["share"] == pytest.approx(len(rows) / SIDES.count(side), abs=1e-4)
        assert reason["share"]["low"] < reason["share"]["share"] < reason["share"]["high"]
        assert reason["steady"] > 0.95
    assert (told["outside"], told["rest"]["share"]) == (0, 0)


def test_a_title_is_verbatim_leads_to_its_row_and_shows_its_label(summary: Summary) -> None:
    for side in summary.document["reasons"]:
        for reason in side["reasons"]:
            for quote in (reason["title"], *reason["quotes"]):
                row = int(quote["id"].removeprefix("c"))
                assert quote["text"] in TEXTS[row]
                assert (quote["label"], quote["p"], SIDES[row]) == (side["side"], 1.0, side["side"])
            spoken = [quote["language"] for quote in (reason["title"], *reason["quotes"])]
            assert sorted(spoken) == ["az", "en", "ru"]


def test_shares_by_group_and_language_are_of_the_side(summary: Summary) -> None:
    favor = summary.document["reasons"][0]
    reason = next(own for own in favor["reasons"] if subject(own["title"]["text"]) == "price")
    fans = [i for i in range(N) if SIDES[i] == "favor" and GROUPS[i] == "fan"]
    price = [i for i in fans if subject(TEXTS[i]) == "price"]
    assert reason["groups"]["group"]["fan"]["n"] == len(fans)
    assert reason["groups"]["group"]["fan"]["share"] == pytest.approx(len(price) / len(fans), abs=1e-4)
    assert reason["groups"]["group"]["critic"]["share"] == 0
    assert all(own["low"] < own["share"] < own["high"] for own in reason["languages"].values())
    assert set(reason["languages"]) == {"az", "en", "ru"}
    assert {mark["word"] for mark in reason["words"]} == {"price", "priceish"}


def test_a_cluster_that_swings_is_known_no_better_in_a_part_than_in_the_whole(stub: Classifier, monkeypatch) -> None:
    def shaky(*arguments: object) -> Clusters:
        found = clustered(*arguments)  # type: ignore[arg-type]
        return replace(found, swing=np.full_like(found.swing, 0.5))

    monkeypatch.setattr("sentiment.summary.topics.sections.clustered", shaky)
    told = summarize(table(), by=["group"], classifier=stub).document
    shares = list(told["theme_cells"])
    for reason in (reason for side in told["reasons"] for reason in side["reasons"]):
        shares += [reason["share"], *reason["languages"].values(), *reason["groups"]["group"].values()]
    assert len(shares) > 100
    for part in shares:
        swing = 1.96 * 0.5 * part["share"]
        assert part["high"] - part["share"] > min(swing, 1 - part["share"]) - 1e-3
        assert part["share"] - part["low"] > swing - 1e-3


def test_without_a_stance_reasons_are_those_of_tones(stub: Classifier) -> None:
    told = summarize(table(stance=False), classifier=stub).document["reasons"]
    assert [(own["column"], own["side"], own["n"]) for own in told] == [("label", NEG, 192), ("label", POS, 48)]


def asked(stub: Classifier, *, turned: bool, **options: object) -> Summary:
    """A report by a model that turns its answers under the contrary of the event, or keeps them."""
    against = [0.0, 1.0, 0.0] if turned else [1.0, 0.0, 0.0]
    model = copy(stub)
    model.reads = lambda head: head == "stance"  # type: ignore[method-assign]
    model.head = lambda name: Head(name, STANCES, pair=True)  # type: ignore[method-assign]
    model.react = lambda texts, head, toward: np.array([against] * len(texts))  # type: ignore[method-assign]
    scored = table().remove_columns("stance").add_column("stance", ["favor"] * N)
    return summarize(scored, classifier=model, contrary="the fare was lowered", **options)


@pytest.mark.parametrize("lang", ["en", "az", "tr", "ru"])
def test_of_an_event_that_is_not_read_reasons_are_those_of_tones_and_every_format_says_so(
    stub: Classifier, lang: str, tmp_path: Path
) -> None:
    unread = asked(stub, turned=False, lang=lang)
    told = unread.document["reasons"]
    assert [(own["column"], own["side"], own["n"]) for own in told] == [("label", NEG, 192), ("label", POS, 48)]
    (said,) = instead(unread.document, phrases(lang))
    assert "the fare was raised" in said
    unread.save(tmp_path / "report.xlsx")
    sheets = load_workbook(tmp_path / "report.xlsx").worksheets
    cells = " ".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    forms = [cells, *(form(unread.document) for form in (terminal, markdown, page, notebook))]
    for form in forms:
        assert " ".join(form.split()).count(said) >= 2  # of either tone
    why = next(answer for answer in glance(unread.document, phrases(lang)) if answer.title == phrases(lang)("Why"))
    assert (why.lines[0].said, why.lines[1].side) == (said, NEG)


def test_of_an_event_that_is_read_reasons_are_those_of_its_sides(stub: Classifier) -> None:
    read = asked(stub, turned=True).document
    assert [(own["column"], own["side"]) for own in read["reasons"]] == [("stance", "favor")]
    assert (instead(read, phrases("en")), "by tone" in page(read)) == ([], False)


def test_reasons_and_themes_are_of_one_clustering(summary: Summary) -> None:
    themes = summary.document["themes"]
    for side in summary.document["reasons"]:
        for reason in side["reasons"]:
            words = {mark["word"] for mark in themes[reason["theme"]]["words"]}
            assert subject(reason["title"]["text"]) in words
    assert [theme["n"] for theme in themes] == [30] * 8


def test_the_table_of_themes_adds_up(summary: Summary) -> None:
    frame = summary.to_frame("themes")
    assert list(frame.columns) == ["theme", "column", "group", "period", "count", "share", "low", "high", "n", "method"]
    assert set(frame["method"]) == {"counted"}
    price = frame[frame["theme"].str.contains("priceish")]
    whole = price[price["column"].isna() & price["period"].isna()]
    assert whole[["count", "n"]].to_numpy().tolist() == [[30, N]]
    periods = price[price["column"].isna() & price["period"].notna()]
    assert periods["period"].tolist() == ["2026-05-01 00:00", "2026-05-02 00:00", "2026-05-03 00:00"]
    assert periods["count"].sum() == 30
    groups = price[(price["column"] == "group") & price["period"].isna()]
    assert dict(zip(groups["group"], groups["count"], strict=True)) == {"fan": 30, "critic": 0}
    crossed = price[(price["column"] == "group") & price["period"].notna()]
    assert crossed["n"].sum() == N
    with pytest.raises(DataError, match="shares or themes"):
        summary.to_frame("words")


def test_only_differences_that_hold_are_called_ones(summary: Summary) -> None:
    told = summary.document["theme_differences"]
    names = [theme["words"][0]["word"] for theme in summary.document["themes"]]
    called = {(d["column"], names[d["theme"]].removesuffix("ish"), d["a"], d["b"]) for d in told if d["called"]}
    assert called == {("group", "price", "fan", "critic"), ("group", "air", "fan", "critic")}
    assert "language" not in {d["column"] for d in told}


def test_copies_make_no_difference_of_themes(stub: Classifier) -> None:
    campaign = [0] * 200  # of one text on prices, all by critics
    rows = [*range(N), *campaign]
    made = table(stance=False).select(rows)
    made = made.remove_columns("id").add_column("id", [f"c{i}" for i in range(len(rows))])
    groups = [GROUPS[i] for i in range(N)] + ["critic"] * 200
    made = made.remove_columns("group").add_column("group", groups)
    told = summarize(made, by=["group"], classifier=stub).document
    names = [theme["words"][0]["word"].removesuffix("ish") for theme in told["themes"] if theme["words"]]
    price = next(d for d in told["theme_differences"] if d["column"] == "group" and names[d["theme"]] == "price")
    assert price["share"] * (1 if price["a"] == "fan" else -1) > 0
    theme = told["themes"][names.index("price")]
    assert theme["n"] == 230
    cell = next(c for c in told["theme_cells"] if names[c["theme"]] == "price" and c["group"] == "critic")
    assert cell["count"] == 200
    assert cell["high"] - cell["low"] > 0.3


def test_without_the_model_nothing_is_said_of_reasons() -> None:
    told = summarize(table()).document
    assert (told["themes"], told["reasons"], told["theme_cells"]) == (None, None, [])


def test_few_comments_have_no_reasons(stub: Classifier) -> None:
    told = summarize(table().select(range(50)), classifier=stub).document
    assert (told["themes"], told["reasons"], told["theme_differences"]) == ([], [], [])


def test_the_order_of_the_rows_changes_no_reason(stub: Classifier, summary: Summary) -> None:
    order = np.random.default_rng(2).permutation(N)
    other = summarize(table().select(order), by=["group", "language"], classifier=stub).document
    for one, two in zip(summary.document["reasons"], other["reasons"], strict=True):
        assert {r["title"]["text"]: r["count"] for r in one["reasons"]} == {
            r["title"]["text"]: r["count"] for r in two["reasons"]
        }


def test_shares_by_day_are_told_as_the_days_follow(summary: Summary) -> None:
    document = deepcopy(summary.document)
    reason = document["reasons"][0]["reasons"][0]
    reason["groups"] = {"day": {f"2026-07-0{day}": reason["share"] | {"n": n} for day, n in ((1, 2), (2, 9), (3, 5))}}
    told = "".join(next(reasons_shown(document, Phrases("en"))).given[0].said)
    assert told.index("1 Jul") < told.index("2 Jul") < told.index("3 Jul")
