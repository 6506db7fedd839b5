import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from datasets import Dataset

from sentiment.errors import DataError
from sentiment.reading.reader import load
from sentiment.reading.storage import BATCH, LARGE
from sentiment.table.comments import (
    ArrowComments,
    arrow,
    as_dataset,
    carried,
    description,
    from_columns,
    give_back,
    values,
)

TABLE = pa.table({"id": ["a", "b", "c"], "likes": [1, None, 3]})


def test_rows_and_columns_are_those_of_the_dataset() -> None:
    comments = ArrowComments(TABLE, "said")
    same = as_dataset(comments)
    assert list(comments) == list(same)
    assert comments.column_names == same.column_names
    assert (len(comments), comments["likes"]) == (len(same), list(same["likes"]))
    assert (description(comments), description(same)) == ("said", "said")


def test_whatever_else_a_dataset_can_is_answered() -> None:
    assert ArrowComments(TABLE).filter(lambda row: row["likes"] == 3)["id"][:] == ["c"]
    assert ArrowComments(TABLE)[1] == {"id": "b", "likes": None}
    with pytest.raises(AttributeError):
        ArrowComments(TABLE).no_such_thing  # noqa: B018


def test_rows_of_a_dataset_come_in_its_order() -> None:
    chosen = as_dataset(ArrowComments(TABLE)).select([2, 0])
    assert arrow(chosen)["id"].to_pylist() == ["c", "a"]


def test_what_is_made_of_a_table_is_of_its_kind() -> None:
    comments = ArrowComments(TABLE, "said")
    assert isinstance(carried(comments, TABLE), ArrowComments)
    assert isinstance(carried(as_dataset(comments), TABLE), Dataset)
    assert description(carried(as_dataset(comments), TABLE)) == "said"
    assert values(comments, "likes") == {1, None, 3}


def test_a_large_file_stays_on_the_disk(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("text\n" + "good\n" * (LARGE + BATCH))
    comments = load(tmp_path / "x.csv").comments
    assert as_dataset(comments).cache_files  # memory-mapped
    assert list(as_dataset(comments)["id"][:]) == comments["id"]


def test_inspecting_a_small_file_waits_for_no_library_of_tables(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("text\ngood\n")
    code = (
        "import sys; from sentiment.reading.reader import load; load(sys.argv[1]).to_dict(); "
        "sys.exit(' '.join({'datasets', 'torch', 'transformers', 'sklearn', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "x.csv"], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def test_what_is_given_back_is_what_no_table_holds() -> None:
    table = from_columns({"text": [f"text {i}" for i in range(50_000)]})
    give_back()
    assert table["text"] == [f"text {i}" for i in range(50_000)]


def test_where_only_the_command_line_was_installed_a_dataset_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(DataError, match="expected the package datasets.*; pip install datasets, or use the command"):
        as_dataset(ArrowComments(TABLE))
