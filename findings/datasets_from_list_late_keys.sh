#!/usr/bin/env bash
# datasets 5.2.0: Dataset.from_list drops every key that the first row lacks.
#
# One would guess: a column for each key of any row, null where a row has none, as pandas.DataFrame and pyarrow's from_pylist
# with a schema give; or an error. Comments whose first one has no likes lose all likes.
# Seen: rows {"text": "a"} and {"text": "b", "likes": 3} become the one column text; in the other order there are two.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet datasets==5.2.0
venv/bin/python - <<'PYTHON'
from datasets import Dataset

rows = [{"text": "a"}, {"text": "b", "likes": 3}]
found = Dataset.from_list(rows).column_names, Dataset.from_list(rows[::-1]).column_names
print(found)
assert found == (["text"], ["text", "likes"])
PYTHON
