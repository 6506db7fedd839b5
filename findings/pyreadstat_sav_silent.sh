#!/usr/bin/env bash
# pyreadstat 1.3.7: what SPSS has no room or no name for is written to a .sav file all the same, cut or doubled.
#
# One would guess: as for Stata, where a label that is too long and a reserved name raise ReadstatError, so that whoever
# writes names of groups as value labels hears of it.
# What happens: a value label of more than 120 bytes is cut at 120, so that two groups of 61 Cyrillic letters that differ
# in the last become one word; a variable label of more than 256 bytes is cut; `with`, which SPSS keeps for itself, and `A`
# beside `a`, which are one variable there, are written without a word. The same labels are whole in .dta.
# Seen: 60 and 60 letters, alike, in .sav; 61 and 61 in .dta; 128 of 200 letters of a variable label in .sav, ReadstatError
# in .dta; ['with', 'A', 'a'] in .sav, ReadstatError (a reserved word) in .dta.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pyreadstat==1.3.7 pandas==3.1.1
venv/bin/python - <<'PYTHON'
import pandas as pd
import pyreadstat

READ = {"sav": pyreadstat.read_sav, "dta": pyreadstat.read_dta}
WRITE = {"sav": pyreadstat.write_sav, "dta": pyreadstat.write_dta}


def about(suffix, frame, **labels):
    try:
        WRITE[suffix](frame, f"x.{suffix}", **labels)
    except pyreadstat.ReadstatError as error:
        return str(error)
    return READ[suffix](f"x.{suffix}")[1]


codes = pd.DataFrame({"group": [1.0, 2.0]})
words = {1: "г" * 60 + "а", 2: "г" * 60 + "б"}
found = {s: about(s, codes, variable_value_labels={"group": words}).variable_value_labels["group"] for s in READ}
sav, dta = (list(found[suffix].values()) for suffix in ("sav", "dta"))
long = about("sav", codes, column_labels={"group": "ə" * 200}).column_names_to_labels["group"]
names = pd.DataFrame({"with": [1.0], "A": [1.0], "a": [2.0]})
print([len(word) for word in sav], [len(word) for word in dta], len(long), about("sav", names).column_names)
print(about("dta", codes, column_labels={"group": "ə" * 200}), "|", about("dta", names))
assert sav == ["г" * 60] * 2 and dta == list(words.values())
assert len(long) == 128 and "too long" in about("dta", codes, column_labels={"group": "ə" * 200})
assert about("sav", names).column_names == ["with", "A", "a"] and "reserved word" in about("dta", names)
PYTHON
