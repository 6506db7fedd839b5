#!/usr/bin/env bash
# pandas 3.1.1: through the Arrow PyCapsule interface a filtered DataFrame has a column more than it has columns.
#
# One would guess: pa.table(frame) has the columns of the frame. A RangeIndex stays away; any other index, such as what most
# filters, samples and sorts leave behind, arrives as __index_level_0__ (polars has no index and adds nothing).
# Seen: ['text'] for the whole frame, ['text', '__index_level_0__'] for frame[frame.text != 'b'].
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pandas==3.1.1 pyarrow==26.0.1
venv/bin/python - <<'PYTHON'
import pandas as pd
import pyarrow as pa

frame = pd.DataFrame({"text": ["a", "b", "c", "d"]})
found = pa.table(frame).column_names, pa.table(frame[frame.text != "b"]).column_names
print(found)
assert found == (["text"], ["text", "__index_level_0__"])
PYTHON
