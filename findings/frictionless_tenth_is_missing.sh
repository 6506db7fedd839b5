#!/usr/bin/env bash
# frictionless 5.21.0: where nine cells of ten are numbers, the tenth is missing, and `extract` says nothing.
#
# One would guess: one cell that is no number makes the whole column text, as in pandas, polars and csvkit; or an error.
# What happens: the type of a column is that of at least 90 % of the first 100 rows, so that the likes that were written
# "1,200" or "1.2K", the largest ones, are None in `extract` and `read_rows`. Only `validate` counts them as errors.
# Seen: twenty rows, likes 1 to 19 and "1,200": the sum is 190, of 1,390; with field_confidence=1 the column is text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet frictionless==5.21.0
venv/bin/python - <<'PYTHON'
from pathlib import Path

from frictionless import Detector, extract

Path("likes.csv").write_text("likes,text\n" + "".join(f"{n},a\n" for n in range(1, 20)) + '"1,200",b\n')
likes = [row["likes"] for row in extract("likes.csv")["likes"]]
strict = [row["likes"] for row in extract("likes.csv", detector=Detector(field_confidence=1))["likes"]]
print(likes, strict[-1], sum(filter(None, likes)))
assert likes == [*range(1, 20), None]
assert strict == [*map(str, range(1, 20)), "1,200"]
PYTHON
