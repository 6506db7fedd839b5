#!/usr/bin/env bash
# weightipy 0.4.2: with `total` set, who needs no correction is left out of it, and the weighted shares are others.
#
# One would guess: `total` is what the weights add up to, so that shares stay and only the base changes; and with as many
# rows as the total nothing changes at all.
# What happens: a weight of exactly 1 is taken for "no weight". Those rows are neither counted when the factor is made
# nor multiplied by it. A language that has half of the comments and is to have half of them gets weight 1, and ends up
# with a third; all that is to be kept is what is lost. Without `total` the shares are right, nothing is printed in
# either case, and another target, 50.1 %, has no 1 and gets it right.
# Seen: target 50, 20, 30 %; no total 0.5, 0.2, 0.3; total 100 of 100 rows 0.333, 0.267, 0.4, adding up to 150; total
# 1,000: 0.048, 0.381, 0.571, adding up to 1,050; for 50.1, 19.9, 30 and total 100: 0.501, 0.199, 0.3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet weightipy==0.4.2 pandas==3.1.1 numpy==2.4.6
OMP_NUM_THREADS=1 venv/bin/python - <<'PYTHON'
import pandas as pd
import weightipy

comments = pd.DataFrame({"language": ["en"] * 50 + ["ru"] * 30 + ["tr"] * 20})


def shares(targets: dict[str, float], **params: float) -> tuple[list[float], float]:
    scheme = weightipy.scheme_from_dict({"language": targets}, name="scheme", rim_params=params)
    sums = weightipy.weight(comments, scheme).groupby(comments["language"]).sum()
    return (sums / sums.sum()).round(3).tolist(), round(float(sums.sum()), 6)


kept, moved = {"en": 50, "ru": 20, "tr": 30}, {"en": 50.1, "ru": 19.9, "tr": 30}
found = [shares(kept), shares(kept, total=100), shares(kept, total=1000), shares(moved, total=100)]
print(*found, sep="\n")
assert found[0] == ([0.5, 0.2, 0.3], 100)
assert found[1] == ([0.333, 0.267, 0.4], 150) and found[2] == ([0.048, 0.381, 0.571], 1050)
assert found[3] == ([0.501, 0.199, 0.3], 100)
PYTHON
