#!/usr/bin/env bash
# vaderSentiment 3.3.2: a red heart, as a phone types it, is neutral, and a broken heart is praise.
#
# One would guess: of all emoji this one at least is positive, and a broken heart is not. Half of the comments below a post are
# a heart, and VADER is what one takes for social media, "emojis included".
# What happens: the text is walked letter by letter and each emoji becomes the words of its name. A phone writes U+2764 and
# then U+FE0F (show me in colour); that one stays glued to the name, and "heart\ufe0f" is no word of the lexicon. Without it,
# and in yellow or blue, which need none, the heart counts. "broken heart" is -2.1 and 3.2 added up, and "fire" is bad.
# Thumbs up, thumbs down and the pouting (angry) face are names of which no word has a value. The first was reported (issue
# 116 of the project) and closed; there has been no release since.
# Seen: U+2764 U+FE0F 0.0, U+2764 alone 0.637, blue heart 0.637; broken heart 0.273; fire -0.34; thumbs up, thumbs down and
# pouting face 0.0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet vaderSentiment==3.3.2
venv/bin/python - <<'PYTHON'
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

texts = {
    "red heart": "\u2764\ufe0f",
    "without U+FE0F": "\u2764",
    "blue heart": "\U0001f499",
    "broken heart": "\U0001f494",
    "fire": "\U0001f525",
    "thumbs up": "\U0001f44d",
    "thumbs down": "\U0001f44e",
    "pouting face": "\U0001f621",
}
analyzer = SentimentIntensityAnalyzer()
found = {name: analyzer.polarity_scores(text)["compound"] for name, text in texts.items()}
print(found)
assert found["red heart"] == 0 and found["without U+FE0F"] == found["blue heart"] > 0.6
assert found["broken heart"] > 0 > found["fire"]
assert found["thumbs up"] == found["thumbs down"] == found["pouting face"] == 0
PYTHON
