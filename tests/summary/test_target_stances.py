"""The stance toward what comments name: of those that name it alone, with quotes that stand for it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from datasets import Dataset
from typer.testing import CliRunner

from sentiment import SentimentError, rendering, summarize
from sentiment.cli.commands import app
from sentiment.rendering.document import Document, Target
from sentiment.scoring.heads import Head
from sentiment.summary import target_stances
from sentiment.summary.material import material
from sentiment.summary.method import Method
from sentiment.summary.target_stances import about
from sentiment.table.labels import STANCES
from support import scored

# Shorter than texts that may be near-copies.
TIKTOK = [f"so {name} is back {i}" for i, name in enumerate(["TikTok", "tik-tok", "TikTok"] * 10)]
METRO = [f"our Metro is late {i}" for i in range(20)]
OTHERS = [f"so it goes {i}" for i in range(10)]


class Reader:
    """Reads favor of what the text says is back, against of the rest; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def reads(self, head: str) -> bool:
        return head == "stance"

    def head(self, name: str) -> Head:
        return Head(name, ("against", "favor", "none"), pair=True)

    def react(self, texts: Sequence[str], head: str, toward: Sequence[str]) -> np.ndarray:
        self.asked += list(zip(toward, texts, strict=True))
        return np.array([[0.1, 0.8, 0.1] if "back" in text else [0.7, 0.2, 0.1] for text in texts])


def table(texts: Sequence[str], **columns: Sequence[str]) -> Dataset:
    return scored(["neutral"] * len(texts), clean=texts, language=["en"] * len(texts), **columns).map(
        lambda row: {"text": row["clean"]}
    )


def found(
    texts: Sequence[str], reader: Reader | None = None, by: str | None = None, **more: Sequence[str]
) -> list[Target]:
    read = material(table(texts, **more), None, 0.95)
    return about(read, Method.of(by, targets="auto"), reader)  # type: ignore[arg-type]


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


def test_the_model_is_asked_of_nothing_else() -> None:
    reader = Reader()
    found(TIKTOK + METRO + OTHERS, reader)
    assert sorted(reader.asked) == sorted([("TikTok", text) for text in TIKTOK] + [("Metro", text) for text in METRO])


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
    assert rows[0][:3] == (None, "n", "in favour")
    assert [row[0] for row in rows[1:]] == ["TikTok", "Metro"]
    assert rows[1][2] == 1


def test_targets_of_ones_own_are_refused_with_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(SentimentError, match="name your own, one each, after --toward"):
        summarize(table(TIKTOK), targets="TikTok")
    (tmp_path / "comments.csv").write_text("text\nTikTok is back\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["report", str(tmp_path / "comments.csv"), "--targets", "TikTok"])
    assert done.exit_code == 1
    assert "--toward" in done.stderr


def test_the_document_holds_the_sides_of_a_target(document: Document) -> None:
    assert all(tuple(target["overall"]) == STANCES for target in document["targets"] or [])
