import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import sentiment
from sentiment.errors import WriteError
from sentiment.table import formulas
from sentiment.text import visible

SUFFIXES = (".csv", ".tsv", ".json", ".jsonl", ".parquet", ".xlsx")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_round_trip(comments: Path, tmp_path: Path, suffix: str) -> None:
    table = sentiment.read(comments, keep_authors=True)
    sentiment.write(table, tmp_path / f"out{suffix}")
    again = sentiment.read(tmp_path / f"out{suffix}", keep_authors=True)
    assert again.to_list() == table.to_list()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_scored_table_is_recognised_when_read_back(tiny: Path, comments: Path, tmp_path: Path, suffix: str) -> None:
    scored = sentiment.Classifier.load(tiny).score(sentiment.prepare(sentiment.read(comments)))
    sentiment.write(scored, tmp_path / f"out{suffix}")
    again = sentiment.read(tmp_path / f"out{suffix}")
    assert again["label"][:] == scored["label"][:]
    assert again["p_positive"][:] == scored["p_positive"][:]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_hostile_text_survives(hostile: str, tmp_path: Path, suffix: str) -> None:
    from datasets import Dataset

    text = hostile.encode("utf-8", "replace").decode()
    sentiment.write(Dataset.from_dict({"id": ["1"], "text": [text]}), tmp_path / f"out{suffix}")
    again = sentiment.read(tmp_path / f"out{suffix}")["text"][0]
    if suffix == ".xlsx":
        assert again.removeprefix("'") == visible(text)[:32_767].removeprefix("'")
    else:
        assert again.removeprefix("'") == text


RUN = [
    "=1+1",
    "+1",
    "-1",
    "@ann",
    "\t=1",
    " =1",
    "\uff1d1",
    "\uff0d1",
    "\r=1",
    "\n=1",
    "ok;=1+1;x",
    "a; -1",
    "'=1",
    "''@a",
    "a\n=1",
    'ok;"=1+1;x',
    'a\n"=1',
    'a;\'"" =1',
]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
@pytest.mark.parametrize("text", RUN)
def test_no_cell_runs_and_all_come_back(tmp_path: Path, text: str, suffix: str) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "1", "text": text, "=own": text}), encoding="utf-8")
    table = sentiment.read(tmp_path / "in.jsonl")
    sentiment.write(table, tmp_path / f"out{suffix}")
    if suffix == ".xlsx":
        cells = [cell for row in load_workbook(tmp_path / "out.xlsx").active.iter_rows() for cell in row]
        assert not [cell.value for cell in cells if cell.data_type == "f"]
        written = [str(cell.value) for cell in cells]
    else:
        lines = (tmp_path / f"out{suffix}").read_text(encoding="utf-8-sig")
        written = [cell for row in csv.reader(io.StringIO(lines), delimiter=",\t"[suffix == ".tsv"]) for cell in row]
        written += [cell for row in csv.reader(io.StringIO(lines), delimiter=";") for cell in row]
    assert not [
        cell for cell in written if cell.lstrip(" \xa0")[:1] in set("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n") - {""}
    ]
    again = sentiment.read(tmp_path / f"out{suffix}")
    for name in ("text", "=own"):
        written = table[name][0]
        assert again[name][0] == (written.replace("\r", "\n") if suffix == ".xlsx" else written)  # XML has one break


@given(st.text(st.sampled_from("=+-@'\"; \t\r\n,\uff1da"), max_size=12))
def test_what_is_made_harmless_is_given_back(cell: str) -> None:
    made = formulas.neutral(cell)
    assert formulas.restored(made) == cell
    assert not any(re.match("[ \xa0]*[=+\\-@\uff1d]", part) for part in re.split("[;\t\r\n]", made))
    line = io.StringIO()
    csv.writer(line).writerow(["1", made])
    for cells in csv.reader(io.StringIO(line.getvalue(), newline=""), delimiter=";"):
        assert not any(re.match("[=+\\-@\uff1d]", part) for part in cells)
    assert formulas.unmarked(formulas.marked(cell)) == cell


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_a_vector_is_a_cell(tmp_path: Path, suffix: str) -> None:
    from datasets import Dataset

    sentiment.write(Dataset.from_dict({"id": ["1"], "text": ["a"], "vector": [[0.5, -2.0]]}), tmp_path / f"o{suffix}")
    assert sentiment.read(tmp_path / f"o{suffix}")["own_vector"] == ["[0.5, -2.0]"]


def test_unknown_suffix(comments: Path, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"expected one of .*\.csv, .*; found out\.doc"):
        sentiment.write(sentiment.read(comments), tmp_path / "out.doc")


def test_a_failed_write_leaves_the_old_file(comments: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sentiment.table import writers

    target = tmp_path / "out.csv"
    target.write_text("old")

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(writers.WRITERS, ".csv", fail)
    with pytest.raises(WriteError, match="room on the disk; found .*out.csv: no space left"):
        sentiment.write(sentiment.read(comments), target)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith((".out", "out"))] == ["out.csv"]
    assert target.read_text() == "old"
