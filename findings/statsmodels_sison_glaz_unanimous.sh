#!/usr/bin/env bash
# statsmodels 0.15.0: `multinomial_proportions_confint(..., method="sison-glaz")` is certain after five comments.
#
# One would guess: of five comments all five are positive. Simultaneous 95 % intervals say that the share lies somewhere
# between a half and 1, as "goodman", the other method of the same function, does.
# What happens: the share of the positive is [1, 1], while that of each other label is said to reach up to 0.34. The
# intervals are p - c/n to p + (c + 2 gamma)/n for one whole number c, which is 0 when all counts but one are 0; all
# the uncertainty lands in the upper bounds. When 90 % are positive and 5 % each of the others, 20 comments: all three
# intervals hold together in 85 % of 2,000 draws, where 95 % were asked for.
# Seen: sison-glaz [[0, 0.337], [0, 0.337], [1, 1]]; goodman [[0, 0.534], [0, 0.534], [0.466, 1]].
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet statsmodels==0.15.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import numpy as np
from statsmodels.stats.proportion import multinomial_proportions_confint

found = {method: multinomial_proportions_confint([0, 0, 5], method=method) for method in ("sison-glaz", "goodman")}
random, true, held = np.random.default_rng(0), np.array([0.05, 0.05, 0.9]), 0
for counts in random.multinomial(20, true, size=2_000):
    low, high = multinomial_proportions_confint(counts, method="sison-glaz").T
    held += bool(((low <= true) & (true <= high)).all())
print({method: bounds.round(3).tolist() for method, bounds in found.items()}, f"all hold: {held / 2_000:.2f}")
assert (found["sison-glaz"][2] == 1).all() and found["goodman"][2][0] < 0.5
assert held / 2_000 < 0.9
PYTHON
