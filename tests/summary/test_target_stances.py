"""The stance toward what comments name: of those that name it alone, with quotes that stand for it."""

import json
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
from datasets import Dataset
from openpyxl import load_workbook
from typer.testing import CliRunner

from sentiment import SentimentError, rendering, summarize
from sentiment.cli.commands import app
from sentiment.rendering.document import Document, Target
from sentiment.rendering.layout import parts
from sentiment.rendering.parts import Table
from sentiment.scoring.heads import Head
from sentiment.summary import target_stances
from sentiment.summary.material import material
from sentiment.summary.method import Method
from sentiment.summary.target_stances import about
from sentiment.summary.tidy import tidy
from sentiment.summary.words.forms import key
from sentiment.table.labels import STANCES
from support import scored

# Shorter than texts that may be near-copies.
TIKTOK = [f"so {name} is back {i}" for i, name in enumerate(["TikTok", "tik-tok", "TikTok"] * 10)]
METRO = [f"our Metro is late {i}" for i in range(20)]
OTHERS = [f"so it goes {i}" for i in range(10)]


class Reader:
    """Reads favor of what is back and against of the rest, where the text names it; remembers what it was asked."""

    def __init__(self, *, deaf: bool = False) -> None:
        self.deaf = deaf
        self.asked: list[tuple[str, str]] = []

    def reads(self, head: str) -> bool:
        return head == "stance"

    def head(self, name: str) -> Head:
        return Head(name, ("against", "favor", "none"), pair=True)

    def react(self, texts: Sequence[str], head: str, toward: Sequence[str]) -> np.ndarray:
        """Find no side where a text does not name the target, unless deaf to it."""
        self.asked += list(zip(toward, texts, strict=True))
        named = [self.deaf or key(event) in key(text) for event, text in zip(toward, texts, strict=True)]
        sides = [[0.1, 0.8, 0.1] if "back" in text else [0.7, 0.2, 0.1] for text in texts]
        return np.array([side if own else [0.1, 0.1, 0.8] for side, own in zip(sides, named, strict=True)])


def table(texts: Sequence[str], **columns: Sequence[str]) -> Dataset:
    return scored(["neutral"] * len(texts), clean=texts, language=["en"] * len(texts), **columns).map(
        lambda row: {"text": row["clean"]}
    )


def found(
    texts: Sequence[str], reader: Reader | None = None, by: str | None = None, **more: Sequence[str]
) -> list[Target]:
    method = Method.of(by, targets="auto")
    return about(material(table(texts, **more), None, method), method, reader)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def document() -> Document:
    texts = TIKTOK + METRO + OTHERS
    made = summarize(table(texts), targets="auto").to_dict()
    made["targets"] = found(texts, Reader(), "group", group=["a"] * 30 + ["b"] * 30)
    return made


def test_sides_are_those_of_the_comments_that_name_a_target() -> None:
    tiktok, metro = found(TIKTOK + METRO + OTHERS, Reader())
    assert (tiktok["name"], tiktok["n"], tiktok["asked"]) == ("TikTok", 30, 30)
    assert {side: share["share"] for side, share in tiktok["counted"].items()} == {"favor": 1, "against": 0, "none": 0}
    assert (metro["name"], metro["n"]) == ("Metro", 20)
    assert {side: share["share"] for side, share in metro["counted"].items()} == {"favor": 0, "against": 1, "none": 0}
    assert tiktok["overall"]["favor"]["low"] < 1


def test_the_model_is_asked_of_those_that_name_a_target_and_once_about_another() -> None:
    reader = Reader()
    found(TIKTOK + METRO + OTHERS, reader)
    named = [("TikTok", text) for text in TIKTOK] + [("Metro", text) for text in METRO]
    foils = [("Metro", text) for text in TIKTOK] + [("TikTok", text) for text in METRO]
    assert sorted(reader.asked) == sorted(named + foils)


@pytest.mark.parametrize(("deaf", "kept"), [(False, [0, 0]), (True, [30, 20])])
def test_a_model_that_reads_the_comment_and_not_the_target_is_found_out(deaf: bool, kept: list[int]) -> None:
    told = found(TIKTOK + METRO, Reader(deaf=deaf))
    assert [target["foil"]["kept"] for target in told if target["foil"]] == kept
    assert [target["foil"]["name"] for target in told if target["foil"]] == ["Metro", "TikTok"]
    assert found(TIKTOK, Reader())[0]["foil"] is None  # there is nothing else to ask about


def test_two_quotes_stand_for_each_side_word_for_word_with_the_stance_and_how_sure_it_is() -> None:
    (tiktok, _) = found(TIKTOK + METRO, Reader())
    (quotes,) = tiktok["quotes"].values()
    assert len(quotes) == 2
    assert {(quote["label"], quote["p"]) for quote in quotes} == {("favor", 0.8)}
    assert {quote["text"] for quote in quotes} <= set(TIKTOK)


def test_groups_are_shown_where_they_are_asked_for_and_only_differences_that_hold_are_called() -> None:
    texts = [f"now TikTok is {'back' if i < 40 else 'gone'} {i}" for i in range(80)]
    (target,) = found(texts, Reader(), "group", group=["a"] * 40 + ["b"] * 40)
    assert {name: round(sides["favor"]["share"] or 0) for name, sides in target["groups"]["group"].items()} == {
        "a": 1,
        "b": 0,
    }
    assert [d["called"] for d in target["differences"]] == []  # mere counts are never compared
    assert found(texts, Reader(), group=["a"] * 40 + ["b"] * 40)[0]["groups"] == {}


@pytest.mark.parametrize(("called", "deaf"), [(True, False), (False, False), (True, True)])
def test_a_difference_of_sides_is_told_beside_its_table_where_its_interval_excludes_none_and_the_model_reads_them(
    document: Document, called: bool, deaf: bool, tmp_path: Path
) -> None:
    told = deepcopy(document)
    gap = {"column": "group", "a": "a", "b": "b", "share": -0.3, "low": -0.5, "high": -0.1 if called else 0.02, "n": 30,
           "method": "adjusted", "called": called, "mix": None, "standardised": None, "only_mix": False}  # fmt: skip
    target = told["targets"][0]
    target["groups"] = {"group": {"a": target["overall"], "b": target["overall"]}}
    target["differences"] = [{**gap, "label": "favor"}, {**gap, "label": "none", "low": -0.6, "called": False}]
    for own in told["targets"]:
        own["foil"] = {"name": "x", "asked": 30, "kept": 30 if deaf else 0}
    rendering.save(told, tmp_path / "report.xlsx")
    sheets = load_workbook(tmp_path / "report.xlsx")
    cells = " ".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    difference = "group: a is less in favour than b by 30 points (10 to 50, adjusted)."
    widened = "widened for all 2 differences of sides that were looked at."
    none = "That is no difference that can be told"
    for form in (cells, *(form(told) for form in (rendering.terminal, rendering.markdown, rendering.page))):
        said = " ".join(form.split())
        shown = called and not deaf
        assert [said.count(sentence) for sentence in (difference, widened)] == [shown, shown]
        assert (said.count(none), "no side than" in said) == (not called and not deaf, False)


def test_without_the_model_the_targets_are_listed_without_sides() -> None:
    assert [(target["name"], target["asked"], target["overall"]) for target in found(TIKTOK)] == [("TikTok", 0, {})]


def test_of_too_many_texts_some_are_drawn_whatever_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target_stances, "ASKED", 10)
    one, other = Reader(), Reader()
    (target,) = found(TIKTOK, one)
    assert (target["n"], target["asked"]) == (30, 10)
    found(TIKTOK[::-1], other)
    assert sorted(one.asked) == sorted(other.asked)


@pytest.mark.parametrize("form", ["terminal", "markdown", "page"])
@pytest.mark.parametrize("lang", ["en", "az", "tr", "ru"])
def test_every_format_shows_sides_quotes_groups_and_spellings(document: Document, form: str, lang: str) -> None:
    document["lang"] = lang
    shown = getattr(rendering, form)(document)
    quotes = [quote for target in document["targets"] or [] for side in target["quotes"].values() for quote in side]
    assert len(quotes) == 4
    assert [quote["id"] for quote in quotes if f"id {quote['id']}" not in shown] == []
    assert "tik" in shown


def test_the_sheet_has_a_row_a_target(document: Document, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    document["lang"] = "en"
    path = tmp_path / "report.xlsx"
    rendering.save(document, path)
    book = load_workbook(path)
    (name,) = [name for name in book.sheetnames if name.startswith("On which side")]
    rows = list(book[name].values)
    assert rows[2][:3] == (None, "n", "in favour")
    assert [row[0] for row in rows[3:] if row[0]] == ["TikTok", "Metro"]
    assert rows[3][2] == 1


def test_targets_of_ones_own_are_refused_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(SentimentError, match="name your own, one each, after --toward"):
        summarize(table(TIKTOK), targets="TikTok")
    (tmp_path / "comments.csv").write_text("text\nTikTok is back\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["report", str(tmp_path / "comments.csv"), "--targets", "TikTok"])
    assert done.exit_code == 1
    assert "--toward" in done.stderr


def test_the_document_holds_the_sides_of_a_target_and_is_json(document: Document) -> None:
    assert json.loads(json.dumps(document))["targets"] == document["targets"]
    assert {tuple(target["overall"]) for target in document["targets"] or ()} == {STANCES}


def test_each_table_of_shares_says_its_method(document: Document) -> None:
    targets = found(TIKTOK + METRO, Reader(), "group", group=["a", "b"] * 25)
    targets[0]["overall"] = {side: entry | {"method": "audited"} for side, entry in targets[0]["overall"].items()}
    tables = [part for part in parts({**document, "targets": targets}) if isinstance(part, Table)]
    titles = {table.title for table in tables}
    assert {"On “TikTok”, by group (counted)", "On which side of what they name"} <= titles
    for table in tables:
        for name, shares in table.rows.items():
            methods = {share["method"] for share in shares.values()}
            assert [method for method in methods if f"({method})" not in f"{table.title} {name}"] == []


@pytest.mark.parametrize(("deaf", "said"), [(False, "put 0 of 50"), (True, "put 50 of 50")])
def test_the_report_says_beside_the_matrix_how_far_the_model_reads_the_target(deaf: bool, said: str) -> None:
    made = summarize(table(TIKTOK + METRO), targets="auto").to_dict()
    made["targets"] = found(TIKTOK + METRO, Reader(deaf=deaf))
    shown = " ".join(rendering.terminal(made).split())
    assert said in shown
    assert ("quote no figure" in shown) is deaf


def test_every_share_of_a_target_is_a_row_of_the_tidy_table(document: Document) -> None:
    rows = [row for row in tidy(document) if row["part"].startswith("target")]
    assert {(row["part"], row["group"]) for row in rows} == {
        ("target", "TikTok"),
        ("target", "Metro"),
        ("target by group", "TikTok, a"),
        ("target by group", "Metro, b"),
    }
    assert {row["label"] for row in rows} == set(STANCES)
