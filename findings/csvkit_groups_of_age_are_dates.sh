#!/usr/bin/env bash
# csvkit 2.2.0 (agate 1.14.2): groups of age become days of the year 2001, and names of weekdays days of the year 1.
#
# One would guess: what is no date in any notation stays the text that it is. Excel's "1-3" is well known, but csvkit is what
# one takes to stay clear of it, and `csvsort` is asked for an order, not for other values.
# What happens: a column whose every cell the library for phrases such as "next Monday" can read is a column of dates, and
# csvsort, csvjoin, in2csv, csvjson and csvlook write them out as such. The answers "today" and "yesterday" become the
# days on which the command runs, so that the same file gives another one tomorrow. `--no-inference` keeps the texts.
# Seen: 1-3, 4-6, 7-12 come out as 2001-01-03, 2001-04-06, 2001-07-12; Monday and Sunday as 0001-01-08 and 0001-01-07.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet csvkit==2.2.0 agate==1.14.2 parsedatetime==2.6
printf 'comment,age,day,visit\na,1-3,Monday,today\nb,4-6,Sunday,yesterday\nc,7-12,Monday,today\n' > answers.csv
before=$(date +%F)
venv/bin/csvsort --columns comment answers.csv | tee sorted.csv
after=$(date +%F)
venv/bin/csvsort --columns comment --no-inference answers.csv > kept.csv
grep -E "^a,2001-01-03,0001-01-08,($before|$after)" sorted.csv
grep -E '^b,2001-04-06,0001-01-07,' sorted.csv
grep -E '^c,2001-07-12,0001-01-08,' sorted.csv
cmp answers.csv kept.csv
