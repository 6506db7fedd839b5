#!/usr/bin/env bash
# pyarrow 26.0.1: three rows of a column that lies in chunks cost a copy of the whole column.
#
# One would guess: `take` of three rows touches three rows, as it does where the same column is one chunk;
# and that text in the newer layout (string_view, made so that strings need no copies) can be taken at all.
# Instead the chunks are put together first, at each call: whoever goes through a large table by batches of rows pays the
# square of its rows. (`slice` first, then `take`, touches the chunks in reach alone.) Of string_view there is no `take`.
# Seen, bytes allocated at most for three of 200,000 rows: chunks of text over 20,000,000, of numbers 1,600,064 (eight a
# row), one chunk and a slice under 10,000.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pyarrow==26.0.1
venv/bin/python - <<'PYTHON'
import pyarrow as pa
import pyarrow.compute as pc

rows = pa.array([3, 100_000, 199_999])
texts = pa.chunked_array([pa.array([f"{part} {row} {'x' * 100}" for row in range(10_000)]) for part in range(20)])
numbers = pa.chunked_array([pa.array(range(10_000)) for _ in range(20)])


def most(column, places=rows):
    pool = pa.proxy_memory_pool(pa.default_memory_pool())
    assert len(pc.take(column, places, memory_pool=pool)) == len(places)
    return pool.max_memory()


found = {
    "chunks of text": most(texts),
    "large_string": most(texts.cast(pa.large_string())),
    "one chunk": most(texts.combine_chunks()),
    "a slice": most(texts.slice(99_990, 20), pa.array([3, 10, 19])),
    "numbers": most(numbers),
}
print(", ".join(f"{name} {taken:,}" for name, taken in found.items()))
assert found["chunks of text"] > 20_000_000 and found["large_string"] > 20_000_000
assert found["numbers"] >= 8 * 200_000
assert max(found["one chunk"], found["a slice"]) < 10_000
try:
    texts.cast(pa.string_view()).take(rows)
except pa.ArrowNotImplementedError as error:
    print("string_view:", error)
else:
    raise SystemExit("string_view can be taken now")
PYTHON
