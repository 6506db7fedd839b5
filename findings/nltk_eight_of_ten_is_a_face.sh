#!/usr/bin/env bash
# nltk 3.10.4: to `TweetTokenizer` eight of ten is a face, and so is eight o'clock; every other number is a number.
#
# One would guess: "8/10" is one token as "7/10" and "9/10" are, "8:30" as "9:30" is, and what is taken for a face stands by
# itself and is not the head of something longer.
# What happens: the eyes of a face may be 8, and :;=, the nose -o*', and the mouth any of )](\[dDpP/:}{@|\. Faces are looked for
# before numbers and words, with no look at what follows. So eight of ten falls apart into "8/" and a full "10", which is
# what a count of tokens then holds; Turkish "8'de" and Azerbaijani "8-də" (at eight) lose their case to a laughing mouth,
# and "Film=pis" (film: bad) sticks its tongue out before "is".
# Seen: of 0/10 to 10/10 only 8/10 is cut, into '8/', '10'; '8:', '30'; "8'd", 'e'; '8-d', 'ə'; 'Film', '=p', 'is'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet nltk==3.10.4
venv/bin/python - <<'PYTHON'
from nltk.tokenize import TweetTokenizer

tokens = TweetTokenizer().tokenize
cut = [given for given in range(11) if tokens(f"{given}/10") != [f"{given}/10"]]
found = {text: tokens(text) for text in ("8/10", "8:30", "9:30", "8'de", "8-də", "Film=pis")}
print(cut, found)
assert cut == [8] and found["8/10"] == ["8/", "10"]
assert found["8:30"] == ["8:", "30"] and found["9:30"] == ["9:30"]
assert found["8'de"] == ["8'd", "e"] and found["8-də"] == ["8-d", "ə"]
assert found["Film=pis"] == ["Film", "=p", "is"]
PYTHON
