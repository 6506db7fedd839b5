#!/usr/bin/env bash
# cheatstat 4.1.2: `recode` makes every "positive" and "negative" an "else", and one number among the new labels wipes out the
# others.
#
# One would guess: {"positive": 1, "negative": -1, "else": 0} gives 1, -1 and 0; and stars recoded into "negative", "neutral"
# and "positive", with 99 for "else", give what the same mapping gives without the 99, and 99 where the star is missing.
# What happens: the column is made numeric before a text is looked for in it, so that no text is ever found; there is a branch
# that compares texts, which is given nothing but NaN. And if any of the results is a number, all that are none become
# NaN. The line that is printed counts what was matched, also what is wiped out after.
# Seen: [0, 0, 0] for positive, negative and neutral; without the 99 ['negative', 'neutral', 'positive', nan], with it
# [nan, nan, nan, 99.0].
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet cheatstat==4.1.2 pandas==2.3.3 numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0
OMP_NUM_THREADS=1 venv/bin/python -W ignore - <<'PYTHON'
import pandas as pd
from cheatstat import recode

answers = pd.DataFrame({"tone": ["positive", "negative", "neutral", None], "stars": [1, 3, 5, None]})
stars = {"1-2": "negative", "3": "neutral", "4-5": "positive"}
tone = recode(answers.iloc[:3], "tone", {"positive": 1, "negative": -1, "else": 0}, new_name="new")["new"].tolist()
words, wiped = (recode(answers, "stars", mapping, new_name="new")["new"] for mapping in (stars, {**stars, "else": 99}))
print(tone, words.tolist(), wiped.tolist())
assert tone == [0, 0, 0]
assert words.fillna("").tolist() == ["negative", "neutral", "positive", ""]
assert wiped.fillna(-1).tolist() == [-1, -1, -1, 99]
PYTHON
