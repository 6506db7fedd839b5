import csv
import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from datasets import Dataset

import sentiment
from sentiment.errors import DataError
from sentiment.estimation.sampling import remarks, sample
from support import LABELS, scored

LANGUAGES = ["az"] * 6 + ["ru"] * 2 + ["en"] + ["az", None]


def table() -> Dataset:
    times = [datetime(2023, 10 + i % 2, 31 - i, tzinfo=UTC) for i in range(11)]
    return scored([LABELS[i % 3] for i in range(9)] + [None, None], language=LANGUAGES, time=times, author=["x"] * 11)


def strata(drawn: Dataset) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for row in drawn:
        found.setdefault(row["stratum"], []).append(row["weight"])
    return found


def test_a_random_sample_shows_the_comment_and_hides_the_label() -> None:
    drawn = sample(table(), 6)
    assert drawn.column_names == ["id", "text", "language", "time", "gold", "stratum", "weight"]
    assert strata(drawn) == {"all": [1.5] * 6}
    assert drawn["gold"][:] == [None] * 6
    assert len(set(drawn["id"])) == 6
    assert set(drawn["id"]) < {f"c{i}" for i in range(9)}  # the last two were not scored


def test_the_seed_decides() -> None:
    first, same, other = (sample(table(), 5, seed=seed)["id"][:] for seed in (1, 1, 2))
    assert first == same
    assert first != other


@pytest.mark.parametrize("by", [None, "language"])
def test_a_larger_sample_begins_with_the_smaller_one(by: str | None) -> None:
    samples = [sample(table(), n, by=by, seed=4)["id"][:] for n in range(3, 10)]
    assert [larger[: len(smaller)] for smaller, larger in pairwise(samples)] == samples[:-1]


def test_labels_of_a_sample_and_of_the_larger_one_it_grew_into_are_weighed_as_the_larger() -> None:
    comments, gold = table(), dict(zip(table()["id"], table()["label"], strict=True))
    small, large = (sample(comments, n, by="language").to_list() for n in (3, 6))
    small = [{**row, "gold": gold[row["id"]]} for row in small]
    rest = [{**row, "gold": None if place < 3 else gold[row["id"]]} for place, row in enumerate(large)]
    both = [
        sentiment.summarize(comments, by=[], audit=Dataset.from_list(a)).document for a in (small + rest, rest + small)
    ]
    whole = [{**row, "gold": gold[row["id"]]} for row in large]
    assert both == [sentiment.summarize(comments, by=[], audit=Dataset.from_list(whole)).document] * 2


def test_strata_share_evenly_and_small_ones_give_all_they_have() -> None:
    drawn = sample(table(), 6, by="language")
    assert strata(drawn) == {"az": [2.0] * 3, "ru": [1.0] * 2, "en": [1.0]}
    assert sum(drawn["weight"]) == 9


def test_strata_by_time_and_crossed() -> None:
    assert strata(sample(table(), 2, by="month")) == {"2023-10": [5.0], "2023-11": [4.0]}
    assert set(strata(sample(table(), 9, by="language+month"))) == {
        "az, 2023-10", "az, 2023-11", "ru, 2023-10", "ru, 2023-11", "en, 2023-10",
    }  # fmt: skip


def test_rows_without_a_value_are_a_stratum() -> None:
    assert strata(sample(scored(["negative"] * 3, group=["a", None, None]), 2, by="group")) == {
        "a": [1.0], "not given": [2.0],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "options", "said"),
    [
        (
            Dataset.from_dict({"id": ["1"], "text": ["a"]}),
            {},
            "a column 'label'; found columns id, text; score the comments first: sentiment score",
        ),
        (scored([None]), {}, "expected scored comments to draw from; found none"),
        (scored(["negative"]), {"n": 0}, "expected at least one comment to draw; found 0; try -n 200"),
        (scored(["negative"]), {"by": "nosuch"}, "expected a column 'nosuch' to group by"),
        (scored(["negative"]), {"by": "label"}, "expected a sample that hides the model's labels"),
        (table(), {"n": 2, "by": "language"}, "from each of the 3 groups of language; found -n 2; try -n 60"),
    ],
)
def test_what_cannot_be_drawn(rows: Dataset, options: dict, said: str) -> None:
    with pytest.raises(DataError, match=said):
        sample(rows, **options)


@pytest.mark.parametrize(
    ("rows", "n", "by", "said"),
    [
        (table(), 6, None, []),
        (table(), 9, None, []),
        (table(), 20, None, ["fewer than 20 comments are scored: all 9 are drawn, and the shares will be exact"]),
        (table(), 6, "language", ["groups too small for an even part, drawn whole: en, ru",
          "the groups are drawn evenly, so that each can be told: for all comments together these 6 labels are worth"
          " about 5; leave --by out for the whole"]),
        (
            table().add_column("gold", ["negative"] * 2 + [None] * 9),
            6,
            None,
            ["2 comments have a label in gold already; it is left out, so that yours is not led by it"],
        ),
    ],
)  # fmt: skip
def test_remarks(rows: Dataset, n: int, by: str | None, said: list[str]) -> None:
    assert remarks(rows, sample(rows, n, by=by), n) == said


# The loop: a sample is written, labelled by two people in each of the tools they use, read back and summed up.

Labels = dict[str, list[str]]
TWICE, BLANK = 5, 23  # comments that two people label; the place of the one that nobody does


def as_csv(path: Path, labels: Labels) -> Path:
    sentiment.write(_drawn(), path / "audit.csv")
    with (path / "audit.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [_filled(row, labels) for row in csv.DictReader(file)]
    with (path / "audit.csv").open("w", encoding="utf-8", newline="") as file:
        _write(csv.DictWriter(file, [*rows[0]]), rows)
    return path / "audit.csv"


def as_excel_saves_csv(path: Path, labels: Labels) -> Path:
    with as_csv(path, labels).open(encoding="utf-8", newline="") as file:
        rows = [{**row, "weight": row["weight"].replace(".", ",")} for row in csv.DictReader(file)]
    with (path / "excel.csv").open("w", encoding="utf-8-sig", newline="") as file:
        _write(csv.DictWriter(file, [*rows[0]], delimiter=";"), rows)
    return path / "excel.csv"


def as_xlsx(path: Path, labels: Labels) -> Path:
    sentiment.write(_drawn(), path / "audit.xlsx")
    book = openpyxl.load_workbook(path / "audit.xlsx")
    sheet = book.active
    header = [cell.value for cell in sheet[1]]
    sheet.cell(1, len(header) + 1, "gold_2")
    for line in range(2, sheet.max_row + 1):
        given = labels[sheet.cell(line, header.index("id") + 1).value.removeprefix("'")]
        for column, label in zip((header.index("gold") + 1, len(header) + 1), given, strict=False):
            sheet.cell(line, column, label)
    book.save(path / "audit.xlsx")
    return path / "audit.xlsx"


def as_label_studio(path: Path, labels: Labels) -> Path:
    """Export what was imported from our tasks, with the labels as its annotations and one that was cancelled."""
    sentiment.write(_drawn(), path / "audit.tasks.json")
    exported = []
    for number, task in enumerate(json.loads((path / "audit.tasks.json").read_text(encoding="utf-8")), 101):
        given = labels[task["data"]["comment_id"]]
        done = [_annotation(label.capitalize(), who) for who, label in enumerate(given, 1)]
        cancelled = {**_annotation("Neutral", 9), "was_cancelled": True}
        exported.append({"id": number, "data": task["data"], "annotations": [cancelled, *done], "predictions": []})
    (path / "project-1.json").write_text(json.dumps(exported), encoding="utf-8")
    return path / "project-1.json"


def as_label_studio_table(path: Path, labels: Labels) -> Path:
    """Export as CSV: a row an annotation, and an `id` that is the tool's own."""
    rows = []
    for task in json.loads(as_label_studio(path, labels).read_text(encoding="utf-8")):
        for a in task["annotations"]:
            if not a["was_cancelled"] or len(task["annotations"]) == 1:
                choice = "" if a["was_cancelled"] else a["result"][0]["value"]["choices"][0]
                added = {"id": task["id"], "annotation_id": a["id"], "annotator": a["completed_by"], "lead_time": 3.1}
                rows.append({**task["data"], **added, "tone": choice})
    with (path / "project-1.csv").open("w", encoding="utf-8", newline="") as file:
        _write(csv.DictWriter(file, [*rows[0]]), rows)
    return path / "project-1.csv"


def _annotation(label: str, who: int) -> dict[str, Any]:
    chosen = {"from_name": "tone", "to_name": "text", "type": "choices", "value": {"choices": [label]}}
    return {"id": who, "completed_by": who, "result": [chosen], "was_cancelled": False, "lead_time": 3.1}


def _filled(row: dict[str, str], labels: Labels) -> dict[str, str]:
    first, second = [*labels[row["id"].removeprefix("'")], "", ""][:2]
    return {**row, "gold": first, "gold_2": second}


def _write(file: csv.DictWriter, rows: list[dict[str, Any]]) -> None:
    file.writeheader()
    file.writerows(rows)


def _scored() -> Dataset:
    """54 comments, 30 Azerbaijani and 24 Russian; the ids and texts are such as a spreadsheet would change."""
    comments = scored([LABELS[i % 3] for i in range(54)], language=["az"] * 30 + ["ru"] * 24)
    ids, texts = [f"-00{i}" for i in range(54)], [f"=comment; “{i}”,\nyaxşı" for i in range(54)]
    return comments.remove_columns(["id", "text"]).add_column("id", ids).add_column("text", texts)


def _drawn() -> Dataset:
    return sample(_scored(), 24, by="language", seed=3)


def _labels() -> Labels:
    """Return what people say of each drawn comment: at every fourth place something else than the model."""
    model = dict(zip(_scored()["id"], _scored()["label"], strict=True))
    given = {}
    for place, id_ in enumerate(_drawn()["id"]):
        said = LABELS.index(model[id_])
        first = LABELS[(said + (place % 4 == 0)) % 3]
        second = [LABELS[(LABELS.index(first) + place % 2) % 3]] if place < TWICE else []
        given[id_] = [] if place == BLANK else [first, *second]
    return given


WAYS = (as_csv, as_excel_saves_csv, as_xlsx, as_label_studio, as_label_studio_table)


@pytest.mark.parametrize("way", WAYS)
def test_an_audit_survives_the_tool_that_it_is_labelled_in(way: Callable[[Path, Labels], Path], tmp_path: Path) -> None:
    labels = _labels()
    hand = sentiment.read(way(tmp_path, labels))
    found = sentiment.summarize(_scored(), by=["language"], audit=hand).document

    expected = [{**row, "gold": (labels[row["id"]] + [None])[0], "gold_2": (labels[row["id"]] + [None] * 2)[1]}
                for row in _drawn()]  # fmt: skip
    assert found == sentiment.summarize(_scored(), by=["language"], audit=Dataset.from_list(expected)).document

    audit, right = found["audit"], {"az": [], "ru": []}
    for place, row in enumerate(_drawn()):
        if place != BLANK:
            right[row["stratum"]].append(place % 4 != 0)
    rate = {code: sum(marks) / len(marks) for code, marks in right.items()}
    assert (audit["labelled"], audit["blank"], audit["enough"]) == (23, 1, True)
    assert audit["accuracy"]["share"] == pytest.approx((30 * rate["az"] + 24 * rate["ru"]) / 54, abs=0.01)
    assert {code: e["share"] for code, e in audit["languages"].items()} == pytest.approx(rate, abs=0.02)
    assert {e["method"] for e in found["overall"].values()} == {"audited"}

    pairs = [given for given in labels.values() if len(given) == 2]
    sizes = Counter(label for pair in pairs for label in pair)  # at places 1 and 3 the two disagree
    assert audit["agreement"]["comments"] == TWICE
    assert audit["agreement"]["alpha"] == pytest.approx(1 - 9 * 4 / (100 - sum(n * n for n in sizes.values())))


def test_a_sample_that_nobody_labelled_is_said_to_have_no_labels(tmp_path: Path) -> None:
    for name in ("audit.csv", "audit.xlsx", "audit.tasks.json"):
        sentiment.write(_drawn(), tmp_path / name)
        with pytest.raises(DataError, match="in a column gold; found none"):
            sentiment.summarize(_scored(), audit=sentiment.read(tmp_path / name))


def test_tasks_carry_the_sample_and_nothing_of_the_model(tmp_path: Path) -> None:
    sentiment.write(_drawn(), tmp_path / "audit.tasks.json")
    first, row = json.loads((tmp_path / "audit.tasks.json").read_text(encoding="utf-8"))[0], _drawn()[0]
    kept = {"comment_id": row["id"], **{k: row[k] for k in ("text", "language", "stratum", "weight")}}
    assert first == {"data": kept}


def test_every_beginning_of_a_sample_holds_what_the_model_said_in_proportion() -> None:
    labels = ["negative"] * 200 + ["neutral"] * 100 + ["positive"] * 100
    drawn = sample(scored(labels), 80, seed=3)["id"][:]
    for n in (20, 40, 80):
        said = Counter(labels[int(id_[1:])] for id_ in drawn[:n])
        assert abs(said["negative"] - n / 2) <= 1
        assert abs(said["neutral"] - n / 4) <= 1
    orders = [sample(scored(labels), 80, seed=seed)["id"][:] for seed in range(40)]
    first = Counter(labels[int(order[0][1:])] for order in orders)
    assert len(first) == 3  # the order gives nothing away


def audit_of(table: Dataset, rows: list[dict]) -> dict:
    return sentiment.summarize(table, by=[], audit=Dataset.from_list(rows)).to_dict()


def test_a_row_pasted_twice_is_one_label_and_rows_that_are_gone_are_noticed() -> None:
    table = scored([LABELS[i % 3] for i in range(360)])
    rows = [{**row, "gold": "negative"} for row in sample(table, 120).to_list()]
    whole, twice = audit_of(table, rows), audit_of(table, rows + rows[:30])
    assert whole["overall"] == twice["overall"]
    assert whole["audit"]["agreement"] is twice["audit"]["agreement"] is None
    assert any("30 rows of the labels by hand stand there twice" in note for note in twice["notes"])
    assert whole["audit"]["missing"] == 0
    gone = audit_of(table, rows[:94])
    assert gone["audit"]["missing"] == 26
    assert "about 26 rows of it are missing, or it was drawn from a part of the file" in " ".join(gone["notes"])


def test_blanks_bound_groups_with_few_labels_of_their_own_too() -> None:
    table = scored(["positive"] * 400, group=["a"] * 385 + ["b"] * 15)

    def share(blank: str | None) -> dict:
        gold = ["positive"] * 120 + ["negative"] * 60 + [blank] * 20
        rows = [{"id": f"c{i}", "gold": label} for i, label in enumerate(gold)]
        found = sentiment.summarize(table, by=["group"], audit=Dataset.from_list(rows)).to_dict()
        return found["groups"]["group"]["b"]["positive"]

    found, least, most = (share(blank) for blank in (None, "negative", "positive"))
    assert found["method"] == "pooled"
    assert found["low"] <= least["low"] + 0.01
    assert found["high"] >= most["high"] - 0.01
    assert found["n"] == 15


def test_blanks_are_bounded_where_they_are_more_than_a_few() -> None:
    """Four in ten of the neutrals are left blank: what was skipped is inside the interval."""
    random, held, runs = Random(7), 0, 20
    for seed in range(runs):
        truth = [LABELS[(i * 7 + seed) % 3] for i in range(300)]
        table = scored(["negative"] * 300)
        rows = [{**row, "gold": truth[int(row["id"][1:])]} for row in sample(table, 100, seed=seed).to_list()]
        rows = [{**r, "gold": None if r["gold"] == "neutral" and random.random() < 0.4 else r["gold"]} for r in rows]
        found = audit_of(table, rows)
        assert found["audit"]["bounded"]
        held += sum(e["low"] <= 1 / 3 <= e["high"] for e in found["overall"].values()) / 3
    assert held / runs >= 0.95
