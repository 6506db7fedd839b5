#!/usr/bin/env bash
# weightpipe 0.1.3: if one of 1,001 people does not say the sex, nobody is weighted, and the raking "converged".
#
# One would guess: the sex is coded 1 and 2, the targets are {1: 0.5, 2: 0.5}, and 600 of 1,000 are men: weights 0.83 and 1.25.
# One more person whose cell is empty keeps weight 1 and changes next to nothing, or the missing cell is refused.
# What happens: codes and targets are compared as texts. A column of whole numbers with an empty cell is one of decimals to
# pandas, "1.0" is not "1", and a target that nobody is found for is passed over. As no weight was changed, the first
# round is the last: converged, no alert, no warning; only a table inside `diagnostics` has 0 in the column "achieved".
# `method="poststratify"` does the same.
# Seen: weights {1: 0.833, 2: 1.25}, men 0.5; with the one more {1: 1.0, 2: 1.0}, men 0.6, converged after 1 round, alerts ().
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet weightpipe==0.1.3 pandas==2.3.3 numpy==2.4.6 scipy==1.17.1
OMP_NUM_THREADS=1 venv/bin/python - <<'PYTHON'
import pandas as pd
from weightpipe import WeightPipe


def weigh(sex: list[int | None], method: str) -> tuple[dict[int, float], float, WeightPipe]:
    people = pd.DataFrame({"sex": sex})
    pipe = WeightPipe(people).calibrate(method=method, proportions={"sex": {1: 0.5, 2: 0.5}})
    weights, known = pd.Series(pipe.weights.to_numpy()), people["sex"].notna()
    means = weights[known].groupby(people["sex"][known]).mean().round(3).to_dict()
    return means, float(weights[people["sex"] == 1].sum() / weights[known].sum()), pipe


asked = [1] * 600 + [2] * 400
for method in ("raking", "poststratify"):
    means, men, _ = weigh(asked, method)
    means_more, men_more, pipe = weigh([*asked, None], method)
    told = pipe.diagnostics["steps"]["calibrate"]
    print(method, means, round(men, 3), means_more, men_more, pipe.alerts, told.get("converged"), told.get("iterations"))
    assert means == {1: 0.833, 2: 1.25} and abs(men - 0.5) < 1e-6
    assert means_more == {1: 1, 2: 1} and men_more == 0.6 and not pipe.alerts
    assert method == "poststratify" or (told["converged"], told["iterations"]) == (True, 1)
PYTHON
