"""How the cost of reading a file and of reporting on scored rows grows: `python benchmarks/growth.py [--sizes N ...]`

Every figure is of a process of its own with an empty cache, on one thread. The comments are those of `against.py`; of
scored ones the labels are made by rule, so that no model is needed.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
from against import PROGRAM, ROOT, comments, measure, scored
from speed import machine

RESULTS = ROOT / "benchmarks" / "results" / "growth.json"
PART = 50_000  # rows
WORKS = {"read": ("comments.csv", "read.parquet"), "report": ("scored.parquet", "report.html")}


def write(size: int, folder: Path) -> None:
    """Write a file of so many comments, and one of as many that are scored."""
    texts = comments(size)
    with pyarrow.csv.CSVWriter(folder / "comments.csv", pa.schema([("id", "string"), ("text", "string")])) as plain:
        for start in range(0, size, PART):
            own = texts[start : start + PART]
            plain.write_table(pa.table({"id": list(map(str, range(start, start + len(own)))), "text": own}))
    writer: pq.ParquetWriter | None = None
    for start in range(0, size, PART):
        rows = scored(texts[start : start + PART])
        table = pa.Table.from_pylist([{**row, "id": str(start + i)} for i, row in enumerate(rows)])
        table = table.set_column(table.column_names.index("copy_of"), "copy_of", pa.nulls(len(rows), "string"))
        table = table.set_column(table.column_names.index("skipped"), "skipped", pa.nulls(len(rows), "string"))
        writer = writer or pq.ParquetWriter(folder / "scored.parquet", table.schema)
        writer.write_table(table)
    if writer:
        writer.close()


def measured(work: str, size: int, folder: Path) -> dict[str, float]:
    given, made = (folder / name for name in WORKS[work])
    told = measure([*PROGRAM, work, given.name, "-o", made.name], ROOT / "src", folder)
    sizes = {"file_mb": given.stat().st_size / 1e6, "output_mb": made.stat().st_size / 1e6}
    return {name: round(figure, 2) for name, figure in (told | sizes).items()} | {
        "rows_per_cpu_s": round(size / told["cpu_s"])
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--works", nargs="+", default=list(WORKS), choices=list(WORKS))
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    options = parser.parse_args()
    found = json.loads(options.output.read_text()) if options.output.exists() else {"works": {}}
    found["machine"] = {**machine(), "threads": f"OMP_NUM_THREADS={os.environ.get('OMP_NUM_THREADS', '')}"}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            write(size, Path(folder))
            for work in options.works:
                told = measured(work, size, Path(folder))
                found["works"].setdefault(work, {})[str(size)] = told
                print(work, size, told, flush=True)
                options.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    main()
