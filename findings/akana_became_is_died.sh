#!/usr/bin/env bash
# akana 0.8.0: `deasciify` makes "the film turned out very good", spelt rightly or not, "the film died kneel down good".
#
# One would guess: it puts back the dots and tails that a foreign keyboard left out, "guzel" to "güzel", by the letters around;
# where two words differ in nothing else the commoner one wins, and a text that has its letters already is left alone.
# What happens: most short words take the rarer of their two spellings: "iyi" (good) becomes "ıyı", which is no word, "oldu"
# (became) "öldü" (died), "on" (ten) "ön" (front), "sevdim" (I liked) "şevdim". A text with all its letters is changed as
# well: "çok" (very) becomes "çök" (kneel down). So a praise in proper Turkish tells of a death.
# Seen: "film çok güzel oldu" gives "film çök güzel öldü"; "gayet iyi" "gayet ıyı"; "on numara" "ön numara"; "ben de sevdim"
# "ben de şevdim"; "guzel degil" is right, "güzel değil".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet akana==0.8.0
venv/bin/python - <<'PYTHON'
from akana import deasciify

found = {text: deasciify(text) for text in ("guzel degil", "film çok güzel oldu", "gayet iyi", "on numara", "ben de sevdim")}
print(found)
assert found["guzel degil"] == "güzel değil"
assert found["film çok güzel oldu"] == "film çök güzel öldü"
assert found["gayet iyi"] == "gayet ıyı" and found["on numara"] == "ön numara"
assert found["ben de sevdim"] == "ben de şevdim"
PYTHON
