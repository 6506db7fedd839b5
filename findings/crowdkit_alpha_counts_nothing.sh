#!/usr/bin/env bash
# crowd-kit 1.4.2: `alpha_krippendorff` takes a label that is missing (None) for a label of its own.
#
# One would guess: an empty cell is a comment that this annotator did not label. Krippendorff's alpha is made for missing
# values, so that two people who agree wherever both answered have an alpha of 1.
# What happens: a comment that one of them left empty counts as a disagreement between "pos" and "None". The same rows with
# the empty one dropped, or through `krippendorff` 0.9.0 with a NaN in its place, give 1.0.
# Seen: 0.348 with the empty cell; 1.0 without it; 1.0 by the other package.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet crowd-kit==1.4.2 krippendorff==0.9.0 pandas==3.1.1 numpy==2.4.6 scikit-learn==1.9.1
venv/bin/python - <<'PYTHON'
import krippendorff
import numpy as np
import pandas as pd
from crowdkit.metrics.data import alpha_krippendorff

rows = [("a", "w1", "pos"), ("a", "w2", "pos"), ("b", "w1", "neg"), ("b", "w2", "neg"), ("c", "w1", "pos"), ("c", "w2", None)]
table = pd.DataFrame(rows, columns=["task", "worker", "label"])
whole, dropped = alpha_krippendorff(table), alpha_krippendorff(table.dropna())
other = krippendorff.alpha(reliability_data=[[1, 0, 1], [1, 0, np.nan]], level_of_measurement="nominal")
print(round(whole, 3), dropped, other)
assert whole < 0.5 and dropped == other == 1.0
PYTHON
