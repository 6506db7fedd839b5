#!/usr/bin/env bash
# tomotopy 0.14.0: of fifty documents one can be had by its number, and the number that `add_doc` gives out is another one's.
#
# One would guess: `docs` is "a list-like interface", so that docs[7] is the eighth comment; and `add_doc` of a model returns an
# "index of the inserted document", 0 to 49, as that of the package's Corpus does. One needs it to find a comment's topics
# again, since an empty comment is not inserted and all behind it move up.
# What happens: `add_doc` returns 1 for each document, and docs[1] is an IndexError, like each other number but 0, though
# `len` is 50 and a loop over `docs` goes through all of them. The examples of the documentation look at docs[0] alone.
# Seen: numbers returned {1}, length 50, found by number [0], by a loop 50; the Corpus returns 0, 1, 2.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet tomotopy==0.14.0 numpy==2.4.6
OMP_NUM_THREADS=1 venv/bin/python - <<'PYTHON'
import tomotopy


def there(number: int) -> bool:
    try:
        return len(model.docs[number].words) == 2
    except IndexError:
        return False


for kind in (tomotopy.LDAModel, tomotopy.HDPModel, tomotopy.DMRModel):
    model = kind(seed=1)
    returned = {model.add_doc(["film", f"word{number}"]) for number in range(50)}
    model.train(1, workers=1)
    found, looped = [number for number in range(50) if there(number)], sum(len(document.words) == 2 for document in model.docs)
    print(kind.__name__, returned, len(model.docs), found, looped)
    assert (returned, len(model.docs), found, looped) == ({1}, 50, [0], 50)
corpus = tomotopy.utils.Corpus()
assert [corpus.add_doc(["film"]) for _ in range(3)] == [0, 1, 2]
PYTHON
