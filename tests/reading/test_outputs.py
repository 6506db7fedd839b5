"""What the program wrote itself is no input, and no input is written over."""

import json
import os
import sys
from pathlib import Path

import pytest
from datasets import Dataset
from typer.testing import CliRunner

import sentiment
from sentiment.cli.commands import app
from sentiment.errors import ReadError, WriteError
from sentiment.reading import outputs, reader
from sentiment.rendering import save
from support_report import document

ROWS = 3


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "a.csv").write_text("id,text\n" + "".join(f"{i},good TikTok {i}\n" for i in range(ROWS)))
    return folder


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".json", ".parquet", ".xlsx", ".tasks.json"])
@pytest.mark.parametrize("pattern", [False, True])
def test_a_table_made_from_the_folder_is_passed_over(exports: Path, suffix: str, pattern: bool) -> None:
    sentiment.write(sentiment.read(exports / "a.csv"), exports / f"own{suffix}")
    found = reader.load(str(exports / "*") if pattern else exports)
    assert len(found.comments) == ROWS
    assert any(f"1 other file was passed over: own{suffix}" in line for line in found.files[0].warnings)


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json", "r.xlsx"])
def test_a_report_is_passed_over(exports: Path, name: str) -> None:
    save(document(), exports / name)
    assert len(reader.load(exports).comments) == ROWS


def test_parts_and_rejects_are_passed_over(exports: Path) -> None:
    parts = exports / "out.csv.parts"
    parts.mkdir()
    (parts / "manifest.json").write_text('{"text": "good"}')
    (parts / "part-000000.csv").write_text("id,text\n9,bad\n")
    (exports / "a.csv.rejected.jsonl").write_text('{"file": "a", "line": 1, "reason": "x"}')
    assert len(reader.load(exports).comments) == ROWS


def test_where_nothing_else_is_there_outputs_are_what_is_wanted(exports: Path) -> None:
    sentiment.write(sentiment.read(exports / "a.csv"), exports / "own.csv")
    (exports / "a.csv").unlink()
    assert len(reader.load(exports).comments) == ROWS


def test_a_table_made_from_other_files_is_comments(exports: Path, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("id,text\nn1,bad\n")
    sentiment.write(sentiment.read(tmp_path / "b.csv"), exports / "own.csv")
    assert len(reader.load(exports).comments) == ROWS + 1


@pytest.mark.parametrize("named", ["a.csv", ".", "*.csv", "link.csv"])
def test_an_input_is_not_written_over(exports: Path, named: str) -> None:
    os.symlink(exports / "a.csv", exports / "link.csv")
    with pytest.raises(WriteError, match="expected an output that is none of the inputs"):
        outputs.refuse(exports / "link.csv", [str(exports / named)])


@pytest.mark.parametrize("command", [
    ["report", "a.csv", "--audit", "hand.json"], ["check", "a.csv", "--claim", "most are bad", "--audit", "hand.json"],
    ["explain", "a.csv", "1", "--audit", "hand.json"], ["audit", "a.csv", "--scored", "hand.json"],
    ["regress", "a.csv", "--on", "likes", "--audit", "hand.json"],
])  # fmt: skip
def test_labels_by_hand_are_not_written_over_either(
    exports: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(exports)
    Path("hand.json").write_text("mine")
    result = CliRunner().invoke(app, [*command, "-o", "hand.json"])
    assert (result.exit_code, Path("hand.json").read_text()) == (1, "mine")
    assert "expected an output that is none of the inputs; found hand.json, which is read" in result.stderr


@pytest.mark.parametrize("command", [
    ["check", "a.csv", "--claim", "most are bad"], ["explain", "a.csv", "1"], ["audit", "a.csv"], ["evaluate", "a.csv"],
    ["read", "a.csv", "--inspect"],
])  # fmt: skip
@pytest.mark.parametrize("output", ["x.parquet", "x.html", "x"])
def test_figures_are_not_written_under_the_name_of_another_format(
    exports: Path, command: list[str], output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(exports)
    result = CliRunner().invoke(app, [*command, "-o", output])
    assert (result.exit_code, Path(output).exists()) == (1, False)
    assert f"expected a name that ends in .json, as these figures are written; found {output};" in result.stderr


def test_an_output_of_before_is_replaced(exports: Path) -> None:
    sentiment.write(sentiment.read(exports / "a.csv"), exports / "own.csv")
    outputs.refuse(exports / "own.csv", [str(exports)])


@pytest.mark.parametrize(("output", "said"), [("exports", "a file to write"), ("no/such.csv", "a folder that exists")])
def test_an_output_that_cannot_be_is_refused_first(exports: Path, output: str, said: str) -> None:
    with pytest.raises(WriteError, match=f"expected {said}"):
        outputs.refuse(exports.parent / output, ["nothing there"])


def test_a_file_of_a_folder_that_changes_is_said(exports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sentiment.reading import storage

    plain = storage.dataset

    def slow(rows: object) -> Dataset:
        made = plain(rows)
        with (exports / "a.csv").open("a") as file:
            file.write("9,late\n")
        return made

    monkeypatch.setattr(storage, "dataset", slow)
    with pytest.raises(ReadError, match=r"found a\.csv, which changed while it was read"):
        reader.load(exports)


def test_new_files_respect_the_umask_and_old_ones_keep_their_mode(exports: Path) -> None:
    table = sentiment.read(exports / "a.csv")
    before = os.umask(0o077)
    try:
        sentiment.write(table, exports / "new.csv")
        sentiment.write(table, exports / "kept.csv")
        (exports / "kept.csv").chmod(0o640)
        sentiment.write(table, exports / "kept.csv")
        save(document(), exports / "r.html")
    finally:
        os.umask(before)
    modes = {name: (exports / name).stat().st_mode & 0o777 for name in ("new.csv", "kept.csv", "r.html")}
    assert modes == {"new.csv": 0o600, "kept.csv": 0o640, "r.html": 0o600}


def test_a_link_is_followed(exports: Path) -> None:
    (exports / "real").mkdir()
    os.symlink(exports / "real" / "out.jsonl", exports / "out.jsonl")
    sentiment.write(sentiment.read(exports / "a.csv"), exports / "out.jsonl")
    assert (exports / "out.jsonl").is_symlink()
    assert len([json.loads(line) for line in (exports / "real" / "out.jsonl").read_text().splitlines()]) == ROWS


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that takes no files, whatever its rights")
def test_a_folder_that_takes_no_files_is_found_before_the_work() -> None:
    with pytest.raises(WriteError, match=r"expected a folder that can be written; found /proc"):
        outputs.refuse("/proc/out.html", [])
