#!/usr/bin/env bash
# nltkaz 0.2.0: a sentence that says "I" in Azerbaijani has no end, and none begins with Ə, Ş or İ.
#
# One would guess: a splitter made for Azerbaijani, with a list of its abbreviations ("m.", "s.", "san."), ends a sentence at
# a full stop before a capital, unless the word before the stop is on the list.
# What happens: it is asked whether the sentence so far *ends with* an abbreviation, not whether its last word is one. Every
# verb of the first person ends in -m, so that what somebody liked and what they did not are one sentence; "san."
# (seconds) keeps "insan." (a human being) open. And a beginning is a letter of Latin-1 or Cyrillic: Ə, Ş and İ are in
# neither, while the small ö, ü and ç are.
# Seen: "Filmi bəyəndim. Sonu pisdir." 1 sentence, with "!" in the place of the first stop 2; of four that begin with Film,
# Əsas, Şəkil and İşıq 1, of four that begin with Film, Musiqi, Rol and Son 4; "Gəldi! çox güldü" 2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet nltkaz==0.2.0
venv/bin/python - <<'PYTHON'
from nltkaz import sentenceTokenize

found = {
    text: len(sentenceTokenize(text))
    for text in (
        "Filmi bəyəndim. Sonu pisdir.",
        "Filmi bəyəndim! Sonu pisdir.",
        "Gözəl insan. Film də yaxşıdır.",
        "Film uzundur. Əsas rol pisdir. Şəkil gözəldir. İşıq azdır.",
        "Film uzundur. Musiqi pisdir. Rol gözəldir. Son yaxşıdır.",
        "Gəldi! çox güldü",
    )
}
print(found)
assert list(found.values()) == [1, 2, 1, 1, 4, 2]
PYTHON
