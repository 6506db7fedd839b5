#!/usr/bin/env bash
# ppi-python 0.2.3: what is added to every prediction does not move `ppi_ols_pointestimate`, and widens `ppi_ols_ci`.
#
# One would guess: with an intercept among the columns and `lam=1`, predictions that are all too high by 10 cost nothing.
# The rectifier is a regression of its own and takes the 10 away, so that estimate and interval stay as they are.
# What happens: the estimate stays, to the last digit. The interval of the slope becomes 18 times as wide. Its variance is
# that of another estimator (gradients at the final coefficients, one Hessian for both terms), which the point estimate,
# the sum of two regressions, is not. That is also so without weights, and less by far with the tuning of `lam=None`.
# Seen: slopes 1.051, 1.051; widths 0.155, 2.831.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet ppi-python==0.2.3 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import numpy as np
from ppi_py import ppi_ols_ci, ppi_ols_pointestimate

random = np.random.default_rng(0)
everything, n = 2000, 200
X = np.stack([np.ones(everything), random.normal(size=everything)], axis=1)
y = X @ [0.0, 1.0] + random.normal(size=everything)
said = y + random.normal(size=everything) / 2
slopes, widths = [], []
for added in (0.0, 10.0):
    data = (X[:n], y[:n], said[:n] + added, X[n:], said[n:] + added)
    low, high = ppi_ols_ci(*data, alpha=0.05, lam=1)
    slopes.append(ppi_ols_pointestimate(*data, lam=1)[1])
    widths.append(high[1] - low[1])
print(np.round(slopes, 3), np.round(widths, 3))
assert abs(slopes[0] - slopes[1]) < 1e-9
assert widths[1] > 10 * widths[0]
PYTHON
