#!/usr/bin/env bash
# mlquantify 0.5.1: shares given by name are compared by place, and a label that is missing moves those after it.
#
# One would guess: the errors take dictionaries, "keys are class names", so that the share said of "negative" is held
# against the true share of "negative", in whatever order the two were counted, and a label that did not come up is 0.
# What happens: the values are taken in the order in which they stand, the keys of the second dictionary are never
# looked at, and the shorter one gets zeros at its end. Who counts with pandas (`value_counts`, most frequent first) gets
# an error of 0 for shares that are turned round; a sample without "neutral" is compared with "neutral" all the same.
# Another one in the same place: `NAE`, normalised, is 1 / classes for the worst guess there is, where the definition has 1.
# Seen: turned round 0.0 (by name 0.4); same shares, other order 0.4 (0.0); without "neutral" 0.4 (0.067); NAE 0.333 (1).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet mlquantify==0.5.1 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1
OMP_NUM_THREADS=1 venv/bin/python - <<'PYTHON'
from mlquantify.metrics import MAE, NAE


def both(true: dict[str, float], said: dict[str, float]) -> tuple[float, float]:
    names = true.keys() | said.keys()
    by_name = sum(abs(true.get(name, 0) - said.get(name, 0)) for name in names) / len(names)
    return round(float(MAE(true, said)), 3), round(by_name, 3)


found = [
    both({"positive": 0.7, "negative": 0.3}, {"negative": 0.7, "positive": 0.3}),
    both({"positive": 0.7, "negative": 0.3}, {"negative": 0.3, "positive": 0.7}),
    both({"negative": 0.3, "positive": 0.7}, {"negative": 0.3, "neutral": 0.1, "positive": 0.6}),
]
worst = float(NAE([0.6, 0.3, 0.1], [0.0, 0.0, 1.0]))
print(found, round(worst, 3))
assert found == [(0.0, 0.4), (0.4, 0.0), (0.4, 0.067)]
assert abs(worst - 1 / 3) < 1e-12
PYTHON
