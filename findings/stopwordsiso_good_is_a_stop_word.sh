#!/usr/bin/env bash
# stopwordsiso 0.7.1: "good" is a stop word and "bad" is not, in English, Russian and Turkish alike.
#
# One would guess: a list of words that carry no meaning holds neither of a pair of opposites that people judge with, or both.
# What happens: praise is taken out and blame stays, so that a table of the most used words holds what people found bad and
# not what they found good. The negation goes too: "not bad" becomes "bad". Azerbaijani has no list; asking for it gives
# the empty set and no error.
# Seen: good, great, best, useful, хорошо, хороший, лучше, iyi are in; bad, terrible, worst, useless, плохо, плохой, хуже,
# kötü are not. not, не, değil are in. has_lang("az") False, stopwords("az") set().
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet stopwordsiso==0.7.1
venv/bin/python - <<'PYTHON'
import stopwordsiso

praise_and_blame = {
    "en": ("good bad", "great terrible", "best worst", "useful useless"),
    "ru": ("хорошо плохо", "хороший плохой", "лучше хуже"),
    "tr": ("iyi kötü",),
}
for language, pairs in praise_and_blame.items():
    listed = stopwordsiso.stopwords(language)
    for praise, blame in map(str.split, pairs):
        print(f"{praise}: {praise in listed}, {blame}: {blame in listed}")
        assert praise in listed and blame not in listed
    assert {"en": "not", "ru": "не", "tr": "değil"}[language] in listed
print(stopwordsiso.has_lang("az"), stopwordsiso.stopwords("az"))
assert not stopwordsiso.has_lang("az") and stopwordsiso.stopwords("az") == set()
PYTHON
