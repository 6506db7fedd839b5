#!/usr/bin/env bash
# embedding-atlas 0.26.0: with `--sample` the ids in the column of `--neighbors` are those of other rows.
#
# One would guess: the ids ("zero-based row indices", says the help) are carried over to the sample, with those dropped that
# were not drawn, or the two options are refused together.
# What happens: the rows are drawn and shuffled, then numbered anew; `neighbors` stays. In the application the nearest
# comment of one is whatever row now has the number, and most numbers lie beyond the end. Nothing is said.
# Seen: of twelve comments in a row four are drawn: 10, 9, 0, 8. The nearest to "comment 0" is row 1, which was
# "comment 1" and now is "comment 9"; seven of the eight ids are no row of the four.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-deps embedding-atlas==0.26.0
venv/bin/pip install --quiet numpy==2.4.6 pandas==3.1.1 pyarrow==26.0.1 duckdb==2.0.1 narwhals==2.29.0 \
    click inquirer fastapi uvicorn cryptography platformdirs
venv/bin/python - <<'PYTHON'
import pyarrow as pa
import pyarrow.parquet as pq

n = 12
near = [{"ids": [(i + 1) % n, (i - 1) % n], "distances": [0.1, 0.1]} for i in range(n)]
place = [float(i) for i in range(n)]
table = pa.table({"text": [f"comment {i}" for i in range(n)], "x": place, "y": place, "neighbors": near})
pq.write_table(table, "comments.parquet")
PYTHON
venv/bin/embedding-atlas comments.parquet --text text --x x --y y --neighbors neighbors --sample 4 \
    --export-application application >/dev/null
venv/bin/python - <<'PYTHON'
import pyarrow.parquet as pq

rows = pq.read_table("application/data/dataset.parquet").to_pylist()
print([(row["__row_index__"], row["text"], row["neighbors"]["ids"]) for row in rows])
assert [row["__row_index__"] for row in rows] == [0, 1, 2, 3]
was = [int(row["text"].split()[1]) for row in rows]
assert was != sorted(was)
assert all(row["neighbors"]["ids"] == [(i + 1) % 12, (i - 1) % 12] for i, row in zip(was, rows))
first = rows[was.index(0)]
assert rows[first["neighbors"]["ids"][0]]["text"] == "comment 9"
PYTHON
