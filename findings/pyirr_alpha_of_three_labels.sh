#!/usr/bin/env bash
# pyirr 0.84.1.2: `kripp_alpha` is another number when there are two or three labels, and it may look very good.
#
# One would guess: a port of R's irr, tested with the values of the book; so alpha of negative, neutral and positive is
# Krippendorff's, as the package krippendorff has it.
# What happens: with four or five labels it is. The upper triangle of the coincidences is taken from the diagonal
# `len // 2 - 1`, which is the one above the main diagonal for four and five labels (those of the examples), and the main
# one for two and three. Then agreement on the first two labels is summed as disagreement, and what differs over the third is
# left out. Two people who always agree are at -0.97; two who draw their labels apart, positive nine times of ten,
# are at 0.9, which everybody would report.
# Seen: drawn apart 0.93 (krippendorff 0.9.0: -0.02); always agreed -0.97 (1.0); four labels, always agreed, 1.0 (1.0).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pyirr==0.84.1.2 krippendorff==0.9.0 pandas==3.1.1 numpy==2.4.6 statsmodels==0.15.0
OMP_NUM_THREADS=1 venv/bin/python - <<'PYTHON'
import krippendorff
import numpy as np
from pyirr import kripp_alpha

apart = np.random.default_rng(0).choice(3, p=[0.05, 0.05, 0.9], size=(1000, 2)).astype(float)
three, four = (np.repeat(np.arange(labels, dtype=float), 20 // labels * 2)[:, None].repeat(2, axis=1) for labels in (3, 4))
found = []
for comments in (apart, three, four):
    other = krippendorff.alpha(reliability_data=comments.T, level_of_measurement="nominal")
    found.append((float(kripp_alpha(comments, "nominal").value), float(other)))
print([tuple(round(value, 2) for value in pair) for pair in found])
assert found[0][0] > 0.85 and abs(found[0][1]) < 0.05
assert found[1][0] < -0.9 and found[1][1] == 1
assert found[2] == (1, 1)
PYTHON
