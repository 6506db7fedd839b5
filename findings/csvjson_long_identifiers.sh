#!/usr/bin/env bash
# csvkit 2.2.0: `csvjson` writes the identifier of a post as 1.79e+18, and posts become one.
#
# One would guess: a column of whole numbers stays whole. csvkit holds them as decimals without a limit, and csvsort, csvjoin
# and in2csv give all 19 digits back; JSON has no limit of its own either.
# What happens: `csvjson` makes a float of every number before it writes it, so that only about 16 digits survive, and "007"
# is 7.0. Telegram's, X's and Instagram's identifiers have up to 19: posts that differ in the last digits fall together
# and no join finds them. `--no-inference` keeps them as texts.
# Seen: 1790000000000000001 and 1790000000000000003 are both 1.79e+18 from csvjson, and whole from csvsort.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet csvkit==2.2.0 agate==1.14.2
printf 'post,text\n1790000000000000001,good\n1790000000000000003,bad\n' > posts.csv
venv/bin/csvjson posts.csv | tee posts.json
[ "$(grep -o '1.79e+18' posts.json | wc -l)" = 2 ]
venv/bin/csvsort --columns text posts.csv | grep '^1790000000000000003,bad'
venv/bin/csvjson --no-inference posts.csv | grep '"1790000000000000003"'
