#!/usr/bin/env bash
# pymorphy3 2.0.6: the normal form of a woman's surname is a man's, and a surname in -zade is no name at all.
#
# One would guess: «по словам Алиевой» gives Алиева; Гасанзаде is indeclinable and stays. The normal form is the lemma of the
# lexeme, masculine; to keep the woman one must inflect the parse to {nomn, femn}. -zade is read as an inanimate noun first.
# Seen: алиевой -> normal form алиев, inflect {nomn, femn} -> алиева; гасанзаде -> гасанзад, NOUN,inan.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pymorphy3==2.0.6 pymorphy3-dicts-ru==2.4.417150.4580142
venv/bin/python - <<'PYTHON'
import pymorphy3

words = pymorphy3.MorphAnalyzer()
woman = next(parse for parse in words.parse("алиевой") if "Surn" in parse.tag)
first = words.parse("гасанзаде")[0]
print(woman.normal_form, woman.inflect({"nomn", "femn"}).word, first.normal_form, first.tag)
assert (woman.normal_form, woman.inflect({"nomn", "femn"}).word) == ("алиев", "алиева")
assert first.normal_form == "гасанзад" and "inan" in first.tag
PYTHON
