#!/usr/bin/env bash
# clean-text 0.7.1 (with Unidecode 1.4.0): the Azerbaijani for "beautiful" is an e-mail address.
#
# One would guess: `no_emails=True` puts <email> in the place of addresses, of which a comment about a film has none, and what
# `to_ascii` (on by default) does to a foreign letter costs an accent and not a word.
# What happens: Unidecode writes "@" for the letter of every third Azerbaijani word, as SAMPA does, so that "gözəl" is "goz@l";
# and addresses are looked for after that. Where the next word follows the full stop without a space, as people type, the
# praise and the word behind it become one <email>: "not beautiful" and "beautiful" are the same. With `to_ascii=False`
# nothing is lost.
# Seen: "Film gözəl.deyil" (beautiful it is not) and "Film gözəl.bravo" are both "film <email>"; "film gözəl.deyil" with
# to_ascii=False.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet clean-text==0.7.1 Unidecode==1.4.0
venv/bin/python - <<'PYTHON'
from cleantext import clean

texts = ("Film gözəl.deyil", "Film gözəl.bravo")
found = [clean(text, no_emails=True) for text in texts]
kept = [clean(text, no_emails=True, to_ascii=False) for text in texts]
print(found, kept)
assert found == ["film <email>", "film <email>"]
assert kept == ["film gözəl.deyil", "film gözəl.bravo"]
PYTHON
