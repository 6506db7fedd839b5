"""Why one comment has its label, and which comments are about the same."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sentiment
from sentiment.cli.commands import app
from sentiment.errors import DataError
from sentiment.rendering.captions import weighed
from sentiment.rendering.explained import explained, heaviest
from sentiment.text import clean

ROWS = [
    {"id": "x:1", "text": "good good bad plain"},
    {"id": "x:2", "text": "good good bad"},
    {"id": "x:3", "text": "plain TikTok", "gold": "mənfi"},
    {"id": "x:4", "text": "pis kötü", "gold": "positive"},
    {"id": "x:5", "text": None},
]


def test_the_words_add_up_and_what_is_left_without_them_is_told(classifier: sentiment.Classifier) -> None:
    found = sentiment.explain_comment(ROWS, id="1", model=classifier.folder)
    shares, _ = classifier.probabilities([clean("good good bad plain")])
    assert found["id"] == "x:1"
    assert found["p"] == pytest.approx(float(shares[0].max()), abs=1e-6)
    assert found["baseline"] + sum(word["weight"] for word in found["words"]) == pytest.approx(found["p"], abs=1e-6)
    if carrying := {word["word"] for word in heaviest(found["words"])}:
        rest = " ".join(word for word in "good good bad plain".split() if word not in carrying)
        told, _ = classifier.probabilities([rest])
        assert found["without"] == (
            {"words": list(found["without"]["words"]), "label": classifier.labels[int(told[0].argmax())],
             "p": pytest.approx(float(told[0].max()), abs=1e-6)} if rest else None
        )  # fmt: skip


def test_neighbours_are_those_labelled_by_hand_where_there_are_any(classifier: sentiment.Classifier) -> None:
    found = sentiment.explain_comment(ROWS, id="x:1", model=classifier.folder, neighbours=9)
    assert (found["by_hand"], found["compared"]) == (True, 2)
    assert {near["id"]: near["label"] for near in found["neighbours"]} == {"x:3": "negative", "x:4": "positive"}
    assert "The nearest of 2 comments labelled by hand:" in explained(found)


def test_else_they_are_the_nearest_of_all(classifier: sentiment.Classifier) -> None:
    rows = [{**row, "gold": None} for row in ROWS]
    found = sentiment.explain_comment(rows, id="x:1", model=classifier.folder, neighbours=1)
    vectors = classifier.vectors([row["text"] for row in rows[:4]])
    unit = vectors / (vectors**2).sum(axis=1, keepdims=True) ** 0.5
    alike = unit[1:] @ unit[0]
    assert found["neighbours"][0]["id"] == f"x:{2 + int(alike.argmax())}"
    assert found["neighbours"][0]["similarity"] == pytest.approx(float(alike.max()), abs=1e-5)


def test_only_what_was_compared_is_counted(classifier: sentiment.Classifier) -> None:
    """Not the comment itself, nor its copies, nor what has no text."""
    copies = [{"id": "x:6", "text": "good good bad plain"}, {"id": "x:7", "text": "pis kötü"}]
    rows = [{**row, "gold": None} for row in (*ROWS, *copies)]
    found = sentiment.explain_comment(rows, id="x:1", model=classifier.folder)
    assert (found["compared"], len(found["neighbours"])) == (3, 3)


def test_a_comma_does_not_part_a_word_from_its_number() -> None:
    told = [weighed({"word": word, "weight": 0.42}) for word in ("disgrace,", "why?", ",")]
    assert told == ["disgrace +42", "why? +42", ", +42"]


@pytest.mark.parametrize(("id_", "said"), [("x:9", "found x:9; ids are such as x:"), ("x:5", "a text with words")])
def test_a_comment_that_cannot_be_explained(classifier: sentiment.Classifier, id_: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        sentiment.explain_comment(ROWS, id=id_, model=classifier.folder)


def test_the_command_prints_and_writes(tiny: Path, comments: Path, tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["explain", str(comments), "1", "--model", str(tiny), "--lang", "az"])
    assert said.exit_code == 0, said.output
    assert "TikTok good good!" in said.output
    assert "əminlik" in said.output
    command = ["explain", str(comments), "1", "--model", str(tiny), "-o", str(tmp_path / "e.json")]
    assert CliRunner().invoke(app, command).exit_code == 0
    assert json.loads((tmp_path / "e.json").read_text(encoding="utf-8"))["id"] == "1"
