#!/usr/bin/env bash
# iaa-kit 0.1.2: `gwet.ac2` is Cohen's weighted kappa under another name.
#
# One would guess: "Gwet AC1/AC2", so that AC2 is AC1 with weights, made for labels that are mostly one and the same, where
# kappa falls to nothing. With two labels there is no near miss, and AC1 and AC2 are one number.
# What happens: `ac2` hands its labels to the function behind `weighted_kappa`, chance and all. Of 100 comments both people
# call 95 positive and differ over five: AC1 says that they agree, AC2 that they might as well have thrown dice.
# `prevalence_index` of the same module of diagnostics is the share of agreement less that of disagreement, whatever the
# labels are: 0.9 here, and 1 for two people who always agree on half positive and half negative, where it is 0.
# Seen: AC1 0.947, AC2 -0.025, weighted kappa -0.025; prevalence index of half and half 1.0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet iaa-kit==0.1.2 numpy==2.4.6
OMP_NUM_THREADS=1 venv/bin/python - <<'PYTHON'
import numpy as np
from iaa_kit.cohen import weighted_kappa
from iaa_kit.gwet import ac1, ac2
from iaa_kit.prevalence import prevalence_index

one = ["positive"] * 95 + ["negative"] * 3 + ["positive"] * 2
other = ["positive"] * 95 + ["positive"] * 3 + ["negative"] * 2
chance = 2 * 0.975 * 0.025  # Gwet: the labels' mean share and its rest; with two labels, AC1's and AC2's
by_hand = (0.95 - chance) / (1 - chance)
half = ["positive", "negative"] * 50
found = ac1(one, other), ac2(one, other), weighted_kappa(one, other), prevalence_index(half, half)
print([round(value, 3) for value in found], round(by_hand, 3))
assert np.isclose(found[0], by_hand) and found[1] == found[2] < 0
assert found[3] == 1
PYTHON
