#!/usr/bin/env bash
# polars 2.1.0: with `try_parse_dates` the version of an app is a day of the first century, and 15.06.26 one of the year 26.
#
# One would guess: a date has a year of four digits, among "ISO8601-like formats and a handful of others"; "15.06.26" is 2026 as
# `str.to_date("%d.%m.%y")` has it, or "the column remains of data type `pl.String`", as the documentation says of the rest.
# What happens: the year of a date may have one digit or two and is taken as it stands, and day and month may have one. The versions
# in an export of reviews, 5.12.1 and 5.11.30, are dates for as long as none has a middle number above 12; a file of the next
# month, with 5.13.0, has texts; and where that comes behind the first hundred rows, the file cannot be read. Nor can one
# with "15.06.26 21:05", which is taken for a time and then refused.
# Seen: 5.12.1 is 0001-12-05, 15.06.26 is 0026-06-15, 26-06-15 is 0015-06-26; ComputeError for the other two.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet polars==2.1.0
POLARS_MAX_THREADS=1 venv/bin/python - <<'PYTHON'
from datetime import date

import polars as pl


def read(*cells: str) -> pl.Series:
    return pl.read_csv("\n".join(("cell", *cells, "")).encode(), try_parse_dates=True)["cell"]


found = {cells[0]: read(*cells).to_list() for cells in (("5.12.1", "5.11.30"), ("15.06.26",), ("26-06-15",))}
mixed = read("5.12.1", "5.13.0").to_list()
refused = []
for cells in (["5.12.1"] * 120 + ["5.13.0"], ["15.06.26 21:05"]):
    try:
        read(*cells)
    except pl.exceptions.ComputeError as error:
        refused.append(str(error).partition("\n")[0])
told = pl.Series(["15.06.26"]).str.to_date("%d.%m.%y").to_list()
print(found, mixed, refused, told)
assert found["5.12.1"] == [date(1, 12, 5), date(30, 11, 5)]
assert found["15.06.26"] == [date(26, 6, 15)] and found["26-06-15"] == [date(15, 6, 26)]
assert mixed == ["5.12.1", "5.13.0"] and told == [date(2026, 6, 15)]
assert len(refused) == 2
PYTHON
