from pathlib import Path

import pytest

import sentiment
from sentiment.errors import WriteError
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


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@ann", "\t=1"])
def test_formulas_are_neutralised(tmp_path: Path, text: str) -> None:
    from datasets import Dataset

    sentiment.write(Dataset.from_dict({"text": [text]}), tmp_path / "out.csv")
    assert f"'{text}" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


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
