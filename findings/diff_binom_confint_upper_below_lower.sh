#!/usr/bin/env bash
# diff-binom-confint 0.1.0: by "modified-wilson" nine comments of ten are positive, with at least 60 % and at most 0.3 %.
#
# One would guess: the interval for 9 of 10 is that for 1 of 10 held to a mirror, as for each other method of the function.
# What happens: Wilson's interval is mended where one or two (three, of more than 50) are left on either side, by a limit of
# the Poisson distribution. For the many that limit is to be taken from 1, and is not: what comes back as the upper bound
# is what the other label has at least. `ConfidenceInterval` takes the two without a look.
# Seen: 1 of 10 (0.003, 0.404), 9 of 10 (0.596, 0.003), 98 of 100 (0.930, 0.002); with "wilson" (0.596, 0.982) and
# (0.930, 0.994).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet diff-binom-confint==0.1.0 numpy==2.4.6 scipy==1.17.1 pandas==3.1.1
OMP_NUM_THREADS=1 venv/bin/python - <<'PYTHON'
from diff_binom_confint import compute_confidence_interval


def limits(positive: int, total: int, method: str) -> tuple[float, float]:
    return compute_confidence_interval(positive, total, method=method).astuple()


for positive, total in ((9, 10), (98, 100)):
    few, many, wilson = (
        limits(count, total, method)
        for count, method in ((total - positive, "modified-wilson"), (positive, "modified-wilson"), (positive, "wilson"))
    )
    print([tuple(round(float(value), 3) for value in pair) for pair in (few, many, wilson)])
    assert many[1] < 0.01 < many[0] and abs(many[1] - few[0]) < 1e-12
    assert wilson[0] < positive / total < wilson[1]
PYTHON
