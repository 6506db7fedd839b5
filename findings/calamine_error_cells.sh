#!/usr/bin/env bash
# python-calamine 0.9.1: a cell that holds a spreadsheet error is an empty string.
#
# One would guess: "#N/A", as openpyxl returns it and as the person sees it in the sheet.
# What happens: `to_python()` gives "", so that "no answer" and "the formula failed" cannot be told from a blank cell.
# Seen: openpyxl ['1', '#N/A'], calamine ['1', ''].
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
book.active.append(["1", "#N/A"])
book.save(file)
one = [cell.value for cell in next(load_workbook(io.BytesIO(file.getvalue())).active.iter_rows())]
other = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()[0]
print("openpyxl", one, "calamine", other)
assert one == ["1", "#N/A"] and other == ["1", ""]
PYTHON
