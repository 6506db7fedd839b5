#!/usr/bin/env bash
# crowd-kit 1.4.2: `DawidSkene` is certain of comments on which its two annotators never agreed, and a vote that is tied
# goes to whoever stands first in the table.
#
# One would guess: two people label three comments and differ each time, so that nothing tells who is right: probabilities
# near a half; and a tie is broken by a rule that the order of the rows does not change, by the name of the label, say.
# What happens: expectation and maximisation run away from the tie. Two of the three comments get a label with
# probability 1.00, the third one with 0.74, from no agreement at all. `MajorityVote` gives another label for one of the
# three when the same rows are turned round.
# Seen: most probable 1.00, 1.00, 0.74; votes {'a': 'pos', 'b': 'pos', 'c': 'pos'} and {'a': 'pos', 'b': 'pos', 'c': 'neu'}.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet crowd-kit==1.4.2 pandas==3.1.1 numpy==2.4.6 scikit-learn==1.9.1
venv/bin/python - <<'PYTHON'
import pandas as pd
from crowdkit.aggregation import DawidSkene, MajorityVote

rows = [("a", "w1", "pos"), ("a", "w2", "neg"), ("b", "w1", "neg"), ("b", "w2", "pos"), ("c", "w2", "pos"), ("c", "w1", "neu")]
table = pd.DataFrame(rows, columns=["task", "worker", "label"])
sure = DawidSkene(n_iter=50).fit_predict_proba(table).max(axis=1)
one, other = (MajorityVote().fit_predict(t).sort_index().to_dict() for t in (table, table.iloc[::-1]))
print(sure.round(2).tolist(), one, other)
assert (sure > 0.99).sum() == 2
assert one["c"] == "pos" and other["c"] == "neu"
PYTHON
