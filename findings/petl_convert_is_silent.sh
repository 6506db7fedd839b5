#!/usr/bin/env bash
# petl 1.7.30: `convert(table, "likes", int)` makes None of every cell that `int` refuses.
#
# One would guess: the ValueError of `int`, as `map`, pandas' `astype` and every loop raise it.
# What happens: the error is caught and the cell is None unless `failonerror=True`, which is not the default. Likes written as
# "1,200", the largest ones, are gone, and a later `aggregate` or sum over what is left has nothing to complain about.
# Seen: 5, "1,200" and "7" become 5, None, 7; ValueError with failonerror=True.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet petl==1.7.30
venv/bin/python - <<'PYTHON'
import petl

table = [["comment", "likes"], ["a", "5"], ["b", "1,200"], ["c", "7"]]
likes = list(petl.values(petl.convert(table, "likes", int), "likes"))
print(likes)
assert likes == [5, None, 7]
try:
    list(petl.convert(table, "likes", int, failonerror=True))
except ValueError as error:
    print(error)
else:
    raise AssertionError("no error")
PYTHON
