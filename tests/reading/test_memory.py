"""Comments in memory go in wherever a path goes, by the rules that hold for a file."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from datasets import Dataset, DatasetDict

from sentiment.errors import ColumnError, ReadError
from sentiment.reading.options import ReadOptions
from sentiment.reading.reader import load, read

ROWS = [
    {"text": "Nəhayət açıldı!", "author": "@ayan", "likes": 12, "date": "2023-10-31 09:00"},
    {"text": "Gec oldu", "author": "@kamal", "likes": None, "date": "2023-11-01 10:30"},
    {"text": None, "author": "@ayan", "likes": 0, "date": None},
]
COLUMNS = {name: [row[name] for row in ROWS] for name in ROWS[0]}
KINDS: dict[str, Callable[[], Any]] = {
    "a list of dict": lambda: ROWS,
    "columns": lambda: COLUMNS,
    "pandas": lambda: pd.DataFrame(ROWS),
    "pandas, filtered": lambda: pd.DataFrame([{"text": "x"}, *ROWS])[1:],
    "polars": lambda: pl.DataFrame(ROWS),
    "an Arrow table": lambda: pa.table(COLUMNS),
    "a Dataset": lambda: Dataset.from_dict(COLUMNS),
    "a Dataset, selected": lambda: Dataset.from_list([{**ROWS[0], "text": "x"}, *ROWS]).select([1, 2, 3]),
    "a DatasetDict": lambda: DatasetDict(train=Dataset.from_dict(COLUMNS)),
    "rows one by one": lambda: iter(ROWS),
    "batches of rows": lambda: iter([ROWS[:1], ROWS[1:]]),
    "batches of columns": lambda: Dataset.from_dict(COLUMNS).iter(batch_size=2),
    "frames in batches": lambda: (pd.DataFrame(ROWS[i : i + 2]) for i in (0, 2)),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_the_rows_that_the_same_file_gives(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    same = ("text", "likes", "time", "time_precision", "skipped", "platform")
    assert read(KINDS[kind]()).select_columns(list(same)).to_list() == read(path).select_columns(list(same)).to_list()


@pytest.mark.parametrize("kind", KINDS)
def test_authors_are_hashed_and_ids_made(kind: str) -> None:
    first, second, third = read(KINDS[kind]()).to_list()
    assert first["author"] == third["author"] != second["author"]
    assert "ayan" not in json.dumps([first, third], default=str)
    assert first["id"] == f"{first['file']}:1"
    assert first["time"] == datetime(2023, 10, 31, 9, tzinfo=UTC)
    kept = read(KINDS[kind](), keep_authors=True)
    assert kept["author"][0] == "@ayan"


TEXTS: dict[str, Callable[[], Any]] = {
    "a list": lambda: ["good", None, "bad"],
    "a tuple": lambda: ("good", None, "bad"),
    "pandas": lambda: pd.Series(["good", None, "bad"]),
    "an object column with NaN": lambda: pd.Series(["good", float("nan"), "bad"], dtype=object).tolist(),
    "polars": lambda: pl.Series(["good", None, "bad"]),
    "an Arrow array": lambda: pa.chunked_array([["good"], [None, "bad"]]),
    "a column of a Dataset": lambda: Dataset.from_dict({"x": ["good", None, "bad"]})["x"],
    "text alone": lambda: Dataset.from_dict({"text": ["good", None, "bad"]}),
    "a frame whose text is NaN": lambda: pd.DataFrame({"text": ["good", float("nan"), "bad"]}).to_dict("records"),
    "batches": lambda: iter([["good", None], ["bad"]]),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_texts_alone_are_enough(kind: str) -> None:
    rows = read(TEXTS[kind]()).to_list()
    assert [(row["text"], row["skipped"]) for row in rows] == [("good", None), (None, "empty"), ("bad", None)]


def test_columns_are_named_and_guessed_and_told_as_of_a_file() -> None:
    frame = pd.DataFrame({"Yorum metni": ["çok iyi oldu bence", "hiç beğenmedim ya"], "kim": ["a", "b"]})
    assert read(frame, columns={"text": "Yorum metni"})["text"][0] == "çok iyi oldu bence"
    reading = load({"q1": ["what a great day it was", "it was not that good at all"], "n": ["1", "2"]})
    assert reading.files[0].mapping["text"] == "q1"
    assert reading.files[0].warnings[0].startswith("the text is taken from column 'q1'")
    with pytest.raises(ColumnError, match="text"):
        read(frame, columns={"text": "nosuch"})


def test_records_of_a_platform_are_recognised() -> None:
    comment = {"cid": "7", "text": "good", "create_time": 1698742800, "digg_count": 3, "user": {"uid": "1"}}
    from_file = load([comment]).files[0].format
    assert from_file.startswith("tiktok")
    row = read([comment]).to_list()[0]
    assert (row["id"], row["platform"], row["likes"]) == ("tiktok:7", "tiktok", 3)
    assert load([comment], options=ReadOptions(platform="none")).files[0].format == "memory"


def test_a_column_of_mixed_types_is_read() -> None:
    rows = read(pd.DataFrame({"text": ["good", "bad"], "mark": ["x", 5]})).to_list()
    assert [row["mark"] for row in rows] == ["x", "5"]


def test_several_sources_and_files_are_one_table(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("plain\n")
    table = read(path, ["good"], ["bad"])
    assert [(row["text"], row["file"]) for row in table] == [("plain", "x.txt"), ("good", "list"), ("bad", "list (2)")]
    inputs = json.loads(table.info.description)["inputs"]
    assert [file["file"] for file in inputs] == ["x.txt", "list", "list"]
    assert len({file["sha256"] for file in inputs}) == 3


def test_comments_in_lists_inside_records_are_rows() -> None:
    posts = [{"title": "news", "comments": [{"text": "good"}, {"text": "bad"}]}, {"title": "more", "comments": []}]
    assert [row["text"] for row in read(posts) if row["text"] and not row["skipped"]] == ["good", "bad"]


@pytest.mark.parametrize("kind", ["a list", "a frame", "an iterator"])
def test_more_rows_than_are_looked_at_are_read_once_each(kind: str) -> None:
    rows = [{"text": f"text {i}", "n": i} for i in range(120)]
    source = {"a list": rows, "a frame": pd.DataFrame(rows), "an iterator": iter(rows)}[kind]
    assert read(source)["text"] == [f"text {i}" for i in range(120)]


def test_private_messages_are_refused_in_memory_too() -> None:
    chat = {"participants": [{"name": "a"}, {"name": "b"}], "messages": [{"sender_name": "a", "content": "x"}]}
    with pytest.raises(ReadError, match="found list: .*no comments"):
        read([chat])


MISTAKES = {
    "no object": (None, "expected comments; found None; hand over a list of str or dict"),
    "nothing": ([], "at least one comment; found an empty list"),
    "an empty frame": (pd.DataFrame({"text": []}), "at least one comment; found an empty DataFrame"),
    "numbers": ([1, 2], "found int '1'"),
    "bytes": (b"good", "found bytes"),
    "columns of two lengths": ({"text": ["a", "b"], "n": [1]}, "columns of one length; found text: 2, n: 1"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_what_is_no_comment_is_refused_in_a_line(name: str) -> None:
    source, said = MISTAKES[name]
    with pytest.raises(ReadError, match="expected") as error:
        read(source)
    assert said in str(error.value)


def test_a_list_of_files_is_no_list_of_comments(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("plain\n")
    for name in (str(tmp_path / "x.txt"), tmp_path / "x.txt"):
        with pytest.raises(ReadError, match=r"found a list of files; hand them over one by one: read\(\*files\)"):
            read([name])


def test_ten_thousand_texts_are_read_a_batch_at_a_time() -> None:
    held: list[int] = []

    def batches():
        for k in range(10):
            held.append(k)
            yield pa.table({"text": [f"text {k} {i}" for i in range(1_000)]})

    assert len(read(batches())) == 10_000
    assert held == list(range(10))
