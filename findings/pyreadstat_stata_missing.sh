#!/usr/bin/env bash
# pyreadstat 1.3.7: a text column for Stata with one long text and one missing value cannot be written.
#
# One would guess: a missing text becomes "" (Stata knows no other), as it does where all texts are short.
# What happens: as soon as one text of the column is longer than 2,045 characters, a None beside it raises; "" does not.
# Seen: ['y', None] written; [3,000 characters, ''] written; [3,000 characters, None] ReadstatError: A registered string
# reference was never inserted into any row.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pyreadstat==1.3.7 pandas==3.1.1
venv/bin/python - <<'PYTHON'
import pandas as pd
import pyreadstat


def written(texts):
    try:
        pyreadstat.write_dta(pd.DataFrame({"text": texts}), "x.dta")
    except pyreadstat.ReadstatError as error:
        return str(error)
    return [len(text) for text in pyreadstat.read_dta("x.dta")[0]["text"]]


found = [written(["y", None]), written(["y" * 3000, ""]), written(["y" * 3000, None])]
print(found)
assert found[:2] == [[1, 0], [3000, 0]]
assert "registered string reference was never inserted" in found[2]
PYTHON
