#!/usr/bin/env bash
# weightedcalcs 0.1.3: with equal weights for all, the median of three ones and three fives is 1, 3 or 5 stars.
#
# One would guess: weights are relative, "weighted means, medians" know no unit, and when each rating counts as much as
# the next the median is that of the ratings: 3, halfway between 1 and 5.
# What happens: the mean of the two in the middle is taken where the running share of the weights `== q`. Sums of decimals
# miss the half by a last digit, to either side, and then the one neighbour is the median; nothing is rounded before. Of
# the weights 0.001, 0.002 … 0.999, each given to all six, 486 lead to 1 or to 5. A row of weight 0 between the halves
# counts as one of the two in the middle: 1, 1, 3, 5 and 5 with nothing on the 3 and 1 on each other has the median 2.
# Seen: weight 1: 3 stars; 0.1: 1; 0.25: 3; 0.3: 5; 486 of 999 not 3; with the row of weight 0 2, without it 3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet weightedcalcs==0.1.3 pandas==3.1.1 numpy==2.4.6
OMP_NUM_THREADS=1 venv/bin/python - <<'PYTHON'
import numpy as np
import pandas as pd
from weightedcalcs import Calculator


def median(stars: list[int], weights: float | list[float]) -> float:
    return float(Calculator("weight").median(pd.DataFrame({"stars": stars, "weight": weights}), "stars"))


stars = [1, 1, 1, 5, 5, 5]
found = {weight: median(stars, weight) for weight in (1, 0.1, 0.25, 0.3)}
other = sum(median(stars, thousandths / 1000) != np.median(stars) for thousandths in range(1, 1000))
nothing = median([1, 1, 3, 5, 5], [1, 1, 0, 1, 1]), median([1, 1, 5, 5], [1, 1, 1, 1])
print(found, other, nothing)
assert found == {1: 3, 0.1: 1, 0.25: 3, 0.3: 5}
assert 400 < other < 600
assert nothing == (2, 3)
PYTHON
