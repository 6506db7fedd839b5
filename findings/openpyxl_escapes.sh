#!/usr/bin/env bash
# openpyxl 3.1.5 and python-calamine 0.9.1: `_x000D_` in a cell is seven letters to one and a carriage return to the other.
#
# One would guess: a text comes back as it was written, whichever library reads the workbook.
# What happens: .xlsx writes control characters as `_xHHHH_`. openpyxl neither undoes them when it reads nor guards such
# letters when it writes; calamine undoes them, as Excel does. So a text in which somebody typed `_x0041_` changes between
# the two, and a line break that Excel wrote as `_x000D_` stays in what openpyxl (and pandas) read.
# Seen: openpyxl ['a_x000D_b', 'typed _x0041_'], calamine ['a\rb', 'typed A'].
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet python-calamine==0.9.1 openpyxl==3.1.5
venv/bin/python - <<'PYTHON'
import io

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

book, file = Workbook(), io.BytesIO()
book.active.append(["a_x000D_b", "typed _x0041_"])
book.save(file)
one = [cell.value for cell in next(load_workbook(io.BytesIO(file.getvalue())).active.iter_rows())]
other = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()[0]
print("openpyxl", one, "calamine", other)
assert one == ["a_x000D_b", "typed _x0041_"] and other == ["a\rb", "typed A"]
PYTHON
