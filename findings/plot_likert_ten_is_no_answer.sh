#!/usr/bin/env bash
# plot-likert 0.5.0 with pandas 2.3.3: on a scale from 1 to 10 who gave a ten gave no answer.
#
# One would guess: `format_scale` puts words for the numbers, the first for "0" (no answer) and the eleventh for "10".
# What happens: a cell gets the word of the first number that it *contains*, and "10" contains "0". `drop_zeros=True` then
# takes the tens out with those who said nothing, the shares of the others add up to 100 %, and nothing is said. The best
# that a film can get is a nine. The built-in scales end at 7.
# Seen: six tens, two nines and two ones are 0: 6, one: 2, nine: 2, ten: 0; the bars are 50 % one and 50 % nine.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet plot-likert==0.5.0 pandas==2.3.3 numpy==2.4.6 matplotlib==3.11.2
MPLBACKEND=agg OMP_NUM_THREADS=1 venv/bin/python -W ignore - <<'PYTHON'
import pandas as pd
from plot_likert import plot_likert
from plot_likert.plot_likert import likert_counts, likert_response

scale = ["0", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
answers = pd.DataFrame({"How good was the film?": ["10"] * 6 + ["9"] * 2 + ["1"] * 2})
counts = likert_counts(likert_response(answers, scale), scale).iloc[0]
drawn = plot_likert(answers, scale, format_scale=scale, drop_zeros=True, plot_percentage=True)
bars = {bar.get_label(): float(bar[0].get_width()) for bar in drawn.containers if bar[0].get_width()}
print(counts[counts > 0].to_dict(), bars)
assert counts[counts > 0].to_dict() == {"0": 6, "one": 2, "nine": 2}
assert bars == {"one": 50, "nine": 50}
PYTHON
