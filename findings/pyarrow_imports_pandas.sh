#!/usr/bin/env bash
# pyarrow 26.0.1 with pandas 3.1.1 beside it: the first array made of a Python list imports pandas.
#
# One would guess: a program that never names pandas does not load it, and pa.array(["a"]) touches Arrow alone.
# Instead pa.array and pa.scalar ask whether they were given something of pandas', and import it to find out, which takes
# longer (0.2 s) than importing pyarrow. Where pandas is installed by another package, nothing of pyarrow's turns it off;
# pyarrow.lib.StringBuilder and arrays made of buffers are made without it.
# Seen: import False, builder False, buffers False, scalar True.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pyarrow==26.0.1 pandas==3.1.1
venv/bin/python - <<'PYTHON'
import sys

import numpy as np
import pyarrow as pa

found = {"import": "pandas" in sys.modules}
builder = pa.lib.StringBuilder()
builder.append_values(["a", None])
assert builder.finish().to_pylist() == ["a", None]
found["builder"] = "pandas" in sys.modules
assert pa.Array.from_buffers(pa.int64(), 2, [None, pa.py_buffer(np.array([1, 2]))]).to_pylist() == [1, 2]
found["buffers"] = "pandas" in sys.modules
pa.scalar("a")
found["scalar"] = "pandas" in sys.modules
print(", ".join(f"{name} {seen}" for name, seen in found.items()))
assert found == {"import": False, "builder": False, "buffers": False, "scalar": True}
PYTHON
