#!/usr/bin/env bash
# cld3-py 3.1.0: "10/10" is Japanese, reliably so, and so are applause and the empty text.
#
# One would guess: a text without a letter has no language: "und" and not reliable, as the other function of the same object,
# `FindTopNMostFreqLangs`, answers.
# What happens: what is no letter is taken out, and with `min_num_bytes=0`, as in every example of it, the network is asked
# about nothing. Its answer to nothing is Japanese with 0.78, above the 0.7 that count as reliable. Of comments to a film
# the ratings, the laughter in signs and the applause make up a Japanese audience. With `min_num_bytes=1` they are "und".
# Seen: ja, True and 0.784 for "10/10", "!!!", "👏👏👏" and ""; "und", False from the other function and with a minimum of 1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet cld3-py==3.1.0
venv/bin/python - <<'PYTHON'
from gcld3 import NNetLanguageIdentifier

of_all, of_some = (NNetLanguageIdentifier(min_num_bytes=least, max_num_bytes=1000) for least in (0, 1))
for text in ("10/10", "!!!", "👏👏👏", ""):
    one, other, some = of_all.FindLanguage(text), of_all.FindTopNMostFreqLangs(text, 1)[0], of_some.FindLanguage(text)
    print(repr(text), [(answer.language, answer.is_reliable, round(answer.probability, 3)) for answer in (one, other, some)])
    assert (one.language, one.is_reliable) == ("ja", True)
    assert (other.language, other.is_reliable) == (some.language, some.is_reliable) == ("und", False)
PYTHON
