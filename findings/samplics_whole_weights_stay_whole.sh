#!/usr/bin/env bash
# samplics 0.6.1: weights that were whole numbers stay whole, so that 600 men of 1,000 people weigh nothing.
#
# One would guess: everybody counts 1, 60 % are men, half should be. `poststratify` makes that 500/600 and 500/400, whether
# one begins with 1 or with 1.0.
# What happens: the result is a copy of the weights that were given, and the new ones are written into it, group by group. In
# a column of whole numbers the part behind the point is cut off: 0.83 is 0 and 1.25 is 1. Nothing is said. `normalize`
# with a domain does the same to 10 and 10 (8 and 12), without one it does not; `rake` starts from `poststratify`.
# Seen: men 0, women 1, all together 400; with 1.0 it is 0.833, 1.25 and 1000. The class's `control` holds 500 for both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet samplics==0.6.1 numpy==2.4.6 pandas==3.1.1 polars==2.1.0 pyarrow==26.0.1 statsmodels==0.15.0
OMP_NUM_THREADS=1 venv/bin/python -W ignore - <<'PYTHON'
import numpy as np
from samplics.weighting import SampleWeight

sex = np.array(["men"] * 600 + ["women"] * 400)
found = {}
for one in (1, 1.0):
    weights = SampleWeight().poststratify([one] * 1000, control={"men": 500, "women": 500}, domain=sex)
    found[type(one)] = float(weights[0]), float(weights[-1]), float(weights.sum())
tens = {type(ten): SampleWeight().normalize([ten] * 1000, {"men": 5000, "women": 5000}, sex).sum() for ten in (10, 10.0)}
print(found, tens)
assert found[int] == (0, 1, 400) and np.allclose(found[float], (5 / 6, 1.25, 1000))
assert tens[int] == 9600 and np.isclose(tens[float], 10000)
PYTHON
