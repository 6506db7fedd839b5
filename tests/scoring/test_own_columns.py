"""Columns of the user that are called like those of the program are kept, and decide nothing."""

import csv
from pathlib import Path

from sentiment import api
from sentiment.table.labels import LABELS

OWN = ("language", "clean", "copy_of", "label", "model", "windows", "p_positive", "vector", "stance", "skipped")


def scored(path: Path, model: Path, *own: str) -> tuple[list[str], list[dict]]:
    """Score three rows by the job; return the columns, and the rows of the file that it writes."""
    lines = [",".join(("id", "text", *own))]
    lines += [f"{i},good TikTok {'!' * i},{','.join(f'{name} {i}' for name in own)}" for i in range(3)]
    path.write_text("\n".join(lines))
    api.score(path, output=path.with_suffix(".out.csv"), model=model, device="cpu")
    with path.with_suffix(".out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return list(rows[0]), rows


def test_columns_that_are_called_like_ours(tiny: Path, tmp_path: Path) -> None:
    names, rows = scored(tmp_path / "a.csv", tiny, *OWN)
    plain, wanted = scored(tmp_path / "b.csv", tiny)
    for i, (row, other) in enumerate(zip(rows, wanted, strict=True)):
        assert {name: row[f"own_{name}"] for name in OWN} == {name: f"{name} {i}" for name in OWN}
        assert {name: row[name] for name in plain if name != "file"} == {k: v for k, v in other.items() if k != "file"}
        assert row["label"] in LABELS
    assert set(names) - set(plain) == {*(f"own_{name}" for name in OWN), "language_found"}
