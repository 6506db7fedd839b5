import os
from pathlib import Path

import pytest

from sentiment.reading import reader
from sentiment.reading.log import Rejection
from sentiment.reading.rejects import settle

ROWS = [Rejection("x.csv", 3, "why")]
LINE = '{"file": "x.csv", "line": 3, "reason": "why"}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.csv").write_text("text\na\n")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "output", "place"),
    [
        ("in/x.csv", "out.parquet", "out.parquet.rejected.jsonl"),
        ("in/x.csv", None, "in/x.csv.rejected.jsonl"),
        ("in/x.csv", "-", "in/x.csv.rejected.jsonl"),
        ("in", None, "in.rejected.jsonl"),
        ("in/*", None, "in/x.csv.rejected.jsonl"),
        ("-", None, "stdin.rejected.jsonl"),
    ],
)
def test_rejects_stand_beside_the_output_or_else_the_input(
    folder: Path, name: str, output: str | None, place: str
) -> None:
    assert settle(ROWS, [name, "other.csv"], output) == Path(place)
    assert (folder / place).read_text() == LINE
    assert settle([], [name, "other.csv"], output) is None
    assert not (folder / place).exists()


def test_where_the_folder_of_the_input_cannot_be_written_the_current_one_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: path != Path("in"))
    assert settle(ROWS, ["in/x.csv"], None) == Path("x.csv.rejected.jsonl")


def test_the_current_folder_has_a_name_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "in")
    assert settle(ROWS, ["."], None) == folder / "in.rejected.jsonl"


@pytest.mark.parametrize("theirs", ["text\n", '{"text": "a"}\n', "", "5\n"])
def test_a_file_of_another_making_is_neither_overwritten_nor_removed(folder: Path, theirs: str) -> None:
    (folder / "y.csv.rejected.jsonl").write_text(theirs)
    for _ in range(2):
        assert settle(ROWS, ["in/x.csv"], "y.csv") == Path("y.csv.rejected.2.jsonl")
    assert settle([], ["in/x.csv"], "y.csv") is None
    assert [path.name for path in folder.iterdir() if ".rejected." in path.name] == ["y.csv.rejected.jsonl"]
    assert (folder / "y.csv.rejected.jsonl").read_text() == theirs


def test_a_report_of_a_scored_file_leaves_the_rejects_of_its_scoring(folder: Path) -> None:
    settle(ROWS, ["in/x.csv"], "scored.parquet")
    settle([], ["scored.parquet"], "scored.html")
    assert (folder / "scored.parquet.rejected.jsonl").read_text() == LINE


def test_rejects_are_not_read_as_comments(folder: Path) -> None:
    place = settle(ROWS, ["in/x.csv"], None)
    for names in (["in"], ["in/*"], ["in/x.csv", str(place)]):
        assert reader.read(*names)["text"][:] == ["a"]
