#!/usr/bin/env bash
# openvino 2026.4.1 (CPU): a row that an embedding table does not have is a row of zeros, and -1 is the last one.
#
# Embeddings are a Gather over a table of weights. A tokenizer with one word more than the table has rows gives an index
# beyond its end.
# One would guess: an error, as numpy and torch answer with an IndexError, or at least one at the shape check.
# What happens: no error and no warning; the row is zeros, so that the network reads on and the text gets a label. Index -1
# wraps round to the last row, as in Python, while -99 is zeros again.
# Seen: of rows [1, 2] [3, 4] [5, 6] [7, 8] the indices 1, 99, -1, -99 give [[3, 4], [0, 0], [7, 8], [0, 0]]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet openvino==2026.4.1 numpy
venv/bin/python - <<'PYTHON'
import numpy as np
import openvino
from openvino import opset13 as ops

table = np.arange(1, 9, dtype=np.float32).reshape(4, 2)
ids = ops.parameter([-1], np.int64)
rows = ops.gather(ops.constant(table), ids, ops.constant(np.int64(0)))
model = openvino.Core().compile_model(openvino.Model([rows], [ids], "embedding"), "CPU")
found = model(np.array([1, 99, -1, -99], np.int64))[0].tolist()
print("openvino", found)
try:
    table[99]
except IndexError as error:
    print("numpy", error)
assert found == [[3, 4], [0, 0], [7, 8], [0, 0]]
PYTHON
