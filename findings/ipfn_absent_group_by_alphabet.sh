#!/usr/bin/env bash
# ipfn 1.4.4: a group that nobody belongs to ends the raking after one round, if its name comes first in the alphabet.
#
# One would guess: the targets are 70 people who write Russian, 30 Turkish and 0 Azerbaijani. In the sample nobody writes
# Azerbaijani either, so that this row changes nothing, whatever it is called; and the flag of `verbose=1` is
# "0 for failure and 1 for success".
# What happens: the share of a group that is not in the table is NaN. Python's max() starts from the first value and nothing
# is greater than NaN, so that the whole margin counts as met; behind another group the same NaN is passed over. With "az"
# the first round is the last one, and the flag says success; with "zz" in its place all is well.
# Seen: Russian 58.2 instead of 70, 1 round, flag 1; with "zz", or without the row, 70.0 after 8 rounds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet ipfn==1.4.4 pandas==3.1.1 numpy==2.4.6
OMP_NUM_THREADS=1 venv/bin/python - <<'PYTHON'
import pandas as pd
from ipfn import ipfn


def rake(languages: dict[str, float]) -> tuple[float, int, int]:
    people = pd.DataFrame({"lang": ["ru", "ru", "tr", "tr"], "sex": list("fmfm"), "total": [40.0, 10.0, 10.0, 40.0]})
    targets = [pd.Series(languages), pd.Series({"f": 40.0, "m": 60.0})]
    table, flag, rounds = ipfn.ipfn(people, targets, [["lang"], ["sex"]], verbose=2).iteration()
    return float(table.loc[table["lang"] == "ru", "total"].sum()), flag, len(rounds)


without, first, last = rake({"ru": 70, "tr": 30}), rake({"az": 0, "ru": 70, "tr": 30}), rake({"ru": 70, "tr": 30, "zz": 0})
print(without, first, last)
assert first[0] < 60 and first[1:] == (1, 1)
assert without == last and abs(last[0] - 70) < 0.01 and last[1] == 1 and last[2] > 1
PYTHON
