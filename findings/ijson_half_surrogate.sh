#!/usr/bin/env bash
# ijson 3.6.0 (yajl2_c, its default): half of a surrogate pair swallows the letter after it.
#
# Texts that were cut in the middle of an emoji end in half a pair, and Telegram, X and Facebook write JSON in escapes.
# One would guess: an error, U+FFFD, or the lone half itself, as Python's json returns it.
# What happens: the half and the next \uXXXX are added up without a look at whether that is a low half, and the result is
# one letter that nobody wrote: "\ud83d" + "\u041f" is not "\ud83dП" but U+1F41F, a fish.
# Seen: ijson 'Ну 🐟ривет', json 'Ну \ud83dПривет'
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet ijson==3.6.0
venv/bin/python - <<'PYTHON'
import io
import json

import ijson

data = rb'["\u041d\u0443 \ud83d\u041f\u0440\u0438\u0432\u0435\u0442"]'
(one,), (other,) = list(ijson.items(io.BytesIO(data), "item")), json.loads(data)
print("ijson", ascii(one), "json", ascii(other), "backend", ijson.backend)
assert other == "Ну \ud83dПривет"
assert one == "Ну \U0001f41fривет"
PYTHON
