"""Tone and stance regressed on groups, time and numbers, by labels that err and an audit that does not."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from datasets import Dataset
from typer.testing import CliRunner

import sentiment
from sentiment.cli.commands import app
from sentiment.errors import DataError
from sentiment.estimation.regression import Regression
from sentiment.rendering.regression import regression
from sentiment.summary.regression import regress
from support import scored

NEG, NEU, POS = "negative", "neutral", "positive"
START = datetime(2023, 10, 31, tzinfo=UTC)


def comments(n: int = 600) -> tuple[Dataset, list[str]]:
    """Two groups, of which one is ironic: the model takes half of its negative comments for positive ones."""
    random = np.random.default_rng(5)
    group = np.where(np.arange(n) % 3 == 0, "blogger", "reader")
    true = random.choice([NEG, NEU, POS], n, p=[0.5, 0.2, 0.3])
    ironic = (group == "blogger") & (true == NEG) & (random.random(n) < 0.5)
    said = np.where(ironic, POS, true)
    days = [START + timedelta(hours=i) for i in range(n)]
    return scored(said.tolist(), group=group.tolist(), time=days, likes=list(range(n))), true.tolist()


def audit_of(true: list[str], every: int = 2, **columns: list[object]) -> Dataset:
    rows = range(0, len(true), every)
    told = {"id": [f"c{i}" for i in rows], "text": [f"text {i}" for i in rows], "gold": [true[i] for i in rows]}
    return Dataset.from_dict(told | columns)


def test_what_a_group_is_misread_by_is_no_difference() -> None:
    table, true = comments()
    found = regress(table, "group, time", audit=audit_of(true))
    told = {c["term"]: c for c in found.document["coefficients"]}
    assert list(told) == ["constant", "group: blogger", "time, a week later"]
    assert told["group: blogger"]["against"] == "reader"
    # Half of the half that is negative is read as positive: the model alone is 0.5 too high.
    number = {NEG: -1.0, NEU: 0.0, POS: 1.0}
    columns = np.array([[1, i % 3 == 0, i / 168] for i in range(len(true))], float)
    whole = np.linalg.lstsq(columns, np.array([number[x] for x in true]), rcond=None)[0]
    assert told["group: blogger"]["model"] - whole[1] == pytest.approx(0.5, abs=0.08)
    assert told["group: blogger"]["low"] < whole[1] < told["group: blogger"]["high"] < told["group: blogger"]["model"]
    assert (found.document["comments"], found.document["labelled"]) == (600, 300)


def test_labels_in_a_column_of_another_name_are_named_as_on_a_report(tmp_path: Path) -> None:
    table, true = comments(60)
    sentiment.write(table.add_column("model", ["m@abcdef"] * 60), tmp_path / "scored.parquet")
    sentiment.write(audit_of(true, 1).rename_column("gold", "Ton"), tmp_path / "audit.csv")
    given = ["regress", str(tmp_path / "scored.parquet"), "--audit", str(tmp_path / "audit.csv"), "--on", "group"]
    said = CliRunner().invoke(app, [*given, "--column", "gold=Ton"])
    assert (said.output, said.exit_code) == (str(regress(table, "group", audit=audit_of(true, 1))), 0)


def test_with_every_comment_labelled_the_estimate_is_that_of_the_labels() -> None:
    table, true = comments(300)
    found = regress(table, ["group", "likes"], of=NEG, audit=audit_of(true, 1))
    columns = np.array([[1, i % 3 == 0, np.log2(1 + i)] for i in range(300)], float)
    whole = np.linalg.lstsq(columns, np.array([x == NEG for x in true], float), rcond=None)[0]
    assert [e.value for e in found.coefficients.values()] == pytest.approx(whole.tolist())
    assert list(found.coefficients) == ["constant", "group: blogger", "likes, doubled"]


def estimator(**changed: np.ndarray) -> Regression:
    random = np.random.default_rng(1)
    n, rows = 400, np.arange(0, 400, 4)
    columns = np.stack([np.ones(n), random.random(n), random.random(n) < 0.3], axis=1)
    true = columns @ [0.2, 1.0, -0.5] + random.normal(size=n)
    told = {"columns": columns, "said": true + random.normal(size=n), "rows": rows, "gold": true[rows]}
    return Regression(**(told | {"weight": np.ones(100), "clusters": np.arange(n)} | changed))


def test_a_model_that_says_the_truth_leaves_nothing_to_correct() -> None:
    base = estimator()
    true = base.columns @ [0.2, 1.0, -0.5] + np.sin(np.arange(400))
    found = estimator(said=true, gold=true[base.rows])
    whole = np.linalg.lstsq(base.columns, true, rcond=None)[0]
    assert found.power == 1.0
    assert [e.value for e in found.coefficients()] == pytest.approx(whole.tolist())


def test_a_model_that_says_nothing_leaves_the_labels_alone() -> None:
    found = estimator(said=np.zeros(400))
    alone = np.linalg.lstsq(found.columns[found.rows], found.gold, rcond=None)[0]
    assert found.power == 0.0
    assert [e.value for e in found.coefficients()] == pytest.approx(alone.tolist())


def test_what_the_model_adds_to_all_it_says_changes_nothing() -> None:
    one, other = estimator(), estimator(said=estimator().said + 7.0)
    assert np.allclose(
        [(e.value, e.low, e.high) for e in one.coefficients()], [(e.value, e.low, e.high) for e in other.coefficients()]
    )


def test_ten_copies_of_each_comment_are_worth_one() -> None:
    one, times = estimator(), 10
    rows = (one.rows[:, None] * times + np.arange(times)).ravel()
    many = Regression(
        one.columns.repeat(times, axis=0),
        one.said.repeat(times),
        rows,
        one.gold.repeat(times),
        np.ones(len(rows)),
        one.clusters.repeat(times),
    )
    assert np.allclose(
        [(e.value, e.low, e.high) for e in one.coefficients()],
        [(e.value, e.low, e.high) for e in many.coefficients()],
    )


def test_the_scale_of_the_weights_does_not_matter_and_their_ratio_does() -> None:
    same, twice = estimator(), estimator(weight=np.full(100, 12.5))
    assert [e.value for e in same.coefficients()] == pytest.approx([e.value for e in twice.coefficients()])
    uneven = estimator(weight=np.where(np.arange(100) < 50, 1.0, 3.0))
    rows = np.concatenate([uneven.rows[:50], np.tile(uneven.rows[50:], 3)])
    gold = np.concatenate([uneven.gold[:50], np.tile(uneven.gold[50:], 3)])
    thrice = estimator(rows=rows, gold=gold, weight=np.ones(200))
    assert [e.value for e in uneven.coefficients()] == pytest.approx([e.value for e in thrice.coefficients()])


def test_intervals_hold_as_often_as_they_say() -> None:
    """Of 300 simulated audits, about 95 in 100 hold the truth, though the model errs in one group alone."""
    random, held = np.random.default_rng(0), 0
    for _ in range(300):
        group = random.random(800) < 0.4
        true = (random.random(800) < np.where(group, 0.5, 0.3)).astype(float)
        said = np.where(group & (random.random(800) < 0.4), 0.0, true)
        rows = random.choice(800, 120, replace=False)
        columns = np.stack([np.ones(800), group], axis=1).astype(float)
        found = Regression(columns, said, rows, true[rows], np.ones(120), np.arange(800)).coefficients()[1]
        held += found.low <= 0.2 <= found.high
    assert 0.91 <= held / 300 <= 0.985


def test_groups_with_few_labels_are_left_out_and_said() -> None:
    table, true = comments()
    rare = ["rare" if i in (1, 5, 7) else g for i, g in enumerate(table["group"])]
    found = regress(table.remove_columns("group").add_column("group", rare), "group", audit=audit_of(true))
    assert found.document["notes"] == [
        "group: 3 comments are left out, of groups with fewer than 10 labels: other",
    ]
    assert found.document["comments"] == 597


def test_only_scored_comments_are_said_to_be_left_out() -> None:
    table, true = comments()
    rare = ["rare" if i in (1, 5, 7) else g for i, g in enumerate(table["group"])]
    labels = [None if i in (5, 7) else label for i, label in enumerate(table["label"])]
    found = regress(scored(labels, group=rare), "group", audit=audit_of(true))
    assert found.document["notes"] == ["group: 1 comments are left out, of groups with fewer than 10 labels: other"]
    assert found.document["comments"] == 597


def test_comments_without_a_number_are_left_out_and_said() -> None:
    table, true = comments()
    likes = [None if i < 40 else i for i in range(600)]
    found = regress(table.remove_columns("likes").add_column("likes", likes), "likes", audit=audit_of(true))
    assert found.document["notes"] == ["40 comments are left out, which have no likes"]
    assert found.document["comments"] == 560


def test_stance_is_regressed_by_its_own_labels() -> None:
    table, true = comments()
    side = {POS: "favor", NEG: "against", NEU: "none"}
    shares = {f"p_{s}": [float(side[x] == s) for x in table["label"]] for s in side.values()}
    for name, values in {"stance": [side[x] for x in table["label"]], **shares}.items():
        table = table.add_column(name, values)
    sheet = (
        audit_of(true).rename_column("gold", "gold_stance").map(lambda row: {"gold_stance": side[row["gold_stance"]]})
    )
    found = regress(table, "group", of="stance", audit=sheet)
    same = regress(table, "group", audit=audit_of(true))
    assert [c["estimate"] for c in found.document["coefficients"]] == pytest.approx(
        [c["estimate"] for c in same.document["coefficients"]]
    )
    with pytest.raises(DataError, match="labels by hand of against in a column gold_stance; found none"):
        regress(table, "group", of="against", audit=audit_of(true))


@pytest.mark.parametrize(
    ("on", "of", "said"),
    [
        ("nothing", "tone", "expected a column 'nothing' to .*name one of those with --on"),
        ("label", "tone", "found label, which the model says"),
        ("", "tone", "expected columns to regress on"),
        (
            "group",
            "anger",
            "expected one of tone, negative, neutral, positive; found anger; name one of these with --of",
        ),
        ("id", "tone", "expected two groups of id with 10 labels by hand each"),
    ],
)
def test_what_cannot_be_regressed_is_said(on: str, of: str, said: str) -> None:
    table, true = comments()
    with pytest.raises(DataError, match=said):
        regress(table, on, of=of, audit=audit_of(true))


def test_too_few_labels_and_columns_that_say_the_same_are_refused() -> None:
    table, true = comments()
    with pytest.raises(
        DataError, match="expected 30 labels by hand for 3 terms; found 24; label more: sentiment sample"
    ):
        regress(table, "likes, time", audit=audit_of(true, 25))
    with pytest.raises(DataError, match="expected columns that each say something of their own"):
        regress(table.add_column("again", list(range(0, 1200, 2))).add_column("more", list(range(600))), "again, more",
                audit=audit_of(true))  # fmt: skip


def test_without_an_audit_it_says_why_and_what_to_type(tmp_path: Path) -> None:
    table, _ = comments()
    with pytest.raises(DataError, match="sentiment sample scored.parquet -n 200"):
        sentiment.regress(table, on="group")
    sentiment.write(table, tmp_path / "mine.parquet")
    told = CliRunner().invoke(app, ["regress", str(tmp_path / "mine.parquet"), "--on", "group"])
    assert told.exit_code == 1
    assert "a regression of its labels takes that for a difference; found no audit; sentiment sample" in told.stderr
    assert "mine.parquet -n 200 -o audit.xlsx, fill in gold, then add --audit audit.xlsx" in told.stderr
    for of, column in (("positive", "gold"), ("stance", "gold_stance"), ("against_2", "gold_stance_2")):
        with pytest.raises(DataError, match=f"fill in {column}, then"):
            sentiment.regress(table, on="group", of=of)


def test_the_command_prints_a_table_and_writes_files(tmp_path: Path) -> None:
    table, true = comments()
    table = table.add_column("model", ["tiny@0123abc"] * len(true))
    file, sheet = tmp_path / "scored.parquet", tmp_path / "audit.csv"
    sentiment.write(table, file)
    sentiment.write(audit_of(true), sheet)
    asked = ["regress", str(file), "--audit", str(sheet), "--on", "group, time"]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.stderr
    lines = told.stdout.splitlines()
    assert lines[:2] == [
        "tone (1 positive, 0 neutral, -1 negative) on group, time",
        "600 comments, 300 of them labelled by hand",
    ]
    assert lines[5].startswith("group: blogger, against reader")
    for name in ("found.json", "found.csv"):
        assert CliRunner().invoke(app, [*asked, "-o", str(tmp_path / name)]).exit_code == 0
    document = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    with (tmp_path / "found.csv").open(encoding="utf-8", newline="") as lines_of:
        rows = list(csv.DictReader(lines_of))
    assert [float(row["low"]) for row in rows] == [c["low"] for c in document["coefficients"]]
    refused = CliRunner().invoke(app, [*asked, "-o", str(tmp_path / "found.pdf")])
    assert (refused.exit_code, "expected a regression in .json, .csv; found found.pdf" in refused.stderr) == (1, True)


def test_a_step_of_one_view_is_not_printed_as_none() -> None:
    names = ("estimate", "low", "high", "model")
    rows = [("views", (0.000021, 0.000009, 0.000033, 0.00002)), ("group: b", (0.0604, 0.0003, 0.12, 0.1))]
    rows.append(("constant", (-0.25, -0.4, -0.1, -0.2)))
    told = [{"term": term, "against": None, **dict(zip(names, own, strict=True))} for term, own in rows]
    document = {"of": "tone", "scale": "", "on": ["views"], "comments": 1_000, "labelled": 200, "power": 1.0}
    views, group, constant = regression({**document, "level": 0.95, "coefficients": told, "notes": []}).splitlines()[
        4:7
    ]
    assert " ".join(views.split()) == "views +0.000021 +0.000009 to +0.000033 +0.000020"
    assert " ".join(group.split()) == "group: b +0.0604 +0.0003 to +0.1200 +0.1000"
    assert " ".join(constant.split()) == "constant -0.250 -0.400 to -0.100 -0.200"
