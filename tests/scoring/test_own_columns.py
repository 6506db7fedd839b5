"""Columns of the user that are called like those of the program are kept, and decide nothing."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from sentiment import api
from sentiment.table.labels import LABELS

OWN = (
    *("language", "clean", "copy_of", "label", "model", "windows", "p_positive", "vector", "stance", "skipped"),
    *("p_value", "p_", "p_x.y", "p_favor_1", "stance_1", "stance_2", "toward_1"),
)


def scored(path: Path, model: Path, *own: str, toward: Sequence[str] = ()) -> tuple[list[str], list[dict]]:
    """Score three rows by the job; return the columns, and the rows of the file that it writes."""
    lines = [",".join(("id", "text", *own))]
    lines += [f"{i},good TikTok {'!' * i},{','.join(f'{name} {i}' for name in own)}" for i in range(3)]
    path.write_text("\n".join(lines))
    api.score(path, output=path.with_suffix(".out.csv"), model=model, device="cpu", toward=toward)
    with path.with_suffix(".out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return list(rows[0]), rows


@pytest.mark.parametrize("toward", [(), ("TikTok opens",), ("TikTok opens", "TikTok closes")])
def test_columns_that_are_called_like_ours(headed: Path, tmp_path: Path, toward: Sequence[str]) -> None:
    names, rows = scored(tmp_path / "a.csv", headed, *OWN, toward=toward)
    plain, wanted = scored(tmp_path / "b.csv", headed, toward=toward)
    for i, (row, other) in enumerate(zip(rows, wanted, strict=True)):
        assert {name: row[f"own_{name}"] for name in OWN} == {name: f"{name} {i}" for name in OWN}
        assert {name: row[name] for name in plain if name != "file"} == {k: v for k, v in other.items() if k != "file"}
        assert row["label"] in LABELS
    assert set(names) - set(plain) == {*(f"own_{name}" for name in OWN), "language_found"}
    assert api.report(tmp_path / "a.out.csv").document["labels"] == list(LABELS)
