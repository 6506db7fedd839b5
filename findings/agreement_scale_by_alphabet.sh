#!/usr/bin/env bash
# agreement 0.1.2: the order of a scale is the alphabet's, and a label that is not on the list is the next one that is.
#
# One would guess: `pivot_table_frequency(items, labels, values)` takes "a predefined list of values for columns", so that the
# columns are bad, ok and good as given, and the kernels for scales, which count steps between columns, hold "bad" against
# "ok" for a near miss and against "good" for a far one. A label that is not among the values is an error.
# What happens: the values are sorted, so that "good" lies between "bad" and "ok". With the linear kernel two people who say
# bad and good agree better than two who say bad and ok. And the place of a label is looked for by bisection: with
# "negative" and "positive" on the list every "neutral" is a "positive", and who never agreed on praise always did.
# Seen: alpha 0.70 for bad and ok, 0.84 for bad and good (0.84 and 0.70 with the columns put in order by hand); five
# comments that are "positive" to one and "neutral" to the other, five negative to both: observed agreement 1.0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet agreement==0.1.2 numpy==2.4.6
OMP_NUM_THREADS=1 venv/bin/python - <<'PYTHON'
import numpy as np
from agreement.metrics import krippendorffs_alpha, observed_agreement
from agreement.utils.kernels import linear_kernel
from agreement.utils.transform import pivot_table_frequency


def counts(pairs: list[tuple[str, str]], values: list[str]) -> np.ndarray:
    return pivot_table_frequency(np.repeat(np.arange(len(pairs)), 2), np.ravel(pairs), np.array(values))


agreed = [("bad", "bad"), ("ok", "ok"), ("good", "good")] * 4
found, by_hand = [], []
for miss in (("bad", "ok"), ("bad", "good")):
    table = counts([*agreed, miss, miss], ["bad", "ok", "good"])
    found.append(krippendorffs_alpha(table, linear_kernel))
    by_hand.append(krippendorffs_alpha(table[:, [0, 2, 1]], linear_kernel))
stray = counts([("positive", "neutral"), ("negative", "negative")] * 5, ["negative", "positive"])
print(np.round(found, 2), np.round(by_hand, 2), observed_agreement(stray))
assert found[0] + 0.1 < found[1] and by_hand == found[::-1]
assert observed_agreement(stray) == krippendorffs_alpha(stray) == 1
PYTHON
