#!/usr/bin/env bash
# pyreadstat 1.3.7: `output_format="dict"` and `apply_value_formats=True` do not go together.
#
# One would guess: the labels of the codes come out in the columns of the dict as they do in those of a data frame, or the
# documented pair of arguments is refused by its name.
# What happens: narwhals raises TypeError over an OrderedDict, also for a file without any label; the labels have to be put
# in by hand from `meta.variable_value_labels`.
# Seen: ['Good', 'Bad'] as pandas; TypeError: Unsupported dataframe type, got: <class 'collections.OrderedDict'> as dict.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pyreadstat==1.3.7 pandas==3.1.1
venv/bin/python - <<'PYTHON'
import pandas as pd
import pyreadstat

frame = pd.DataFrame({"q": [1.0, 2.0]})
pyreadstat.write_sav(frame, "labelled.sav", variable_value_labels={"q": {1: "Good", 2: "Bad"}})
pyreadstat.write_sav(frame, "plain.sav")
as_pandas = list(pyreadstat.read_sav("labelled.sav", apply_value_formats=True)[0]["q"])
plain = list(pyreadstat.read_sav("plain.sav", output_format="dict")[0]["q"])
raised = []
for name in ("labelled.sav", "plain.sav"):
    try:
        raised.append(str(pyreadstat.read_sav(name, output_format="dict", apply_value_formats=True)[0]))
    except TypeError as error:
        raised.append(str(error))
print(as_pandas, plain, raised)
assert as_pandas == ["Good", "Bad"] and plain == [1.0, 2.0]
assert all("Unsupported dataframe type" in said for said in raised)
PYTHON
