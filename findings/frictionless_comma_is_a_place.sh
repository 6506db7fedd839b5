#!/usr/bin/env bash
# frictionless 5.21.0: shares with a decimal comma are places on the globe.
#
# One would guess: "50,5" is a text to a reader that expects a point, as it is to pandas, and one hears of it at the first sum.
# What happens: the type of a column is guessed from its cells, and two numbers with a comma between them are a "geopoint",
# longitude and latitude. The table is valid, and each share comes out as a pair of numbers. A share with a second part above
# 90 is no place: where no more than a tenth of the cells are such, they become None (the confidence that is asked for is
# 0.9), so that 12,95 is missing where 12,5 is a place.
# Seen: geopoint; 50,5 is (50, 5); in the longer table 12,95 is None, and extract raises nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet frictionless==5.21.0
venv/bin/python - <<'PYTHON'
from pathlib import Path

from frictionless import Resource

Path("short.csv").write_text("group;share\na;50,5\nb;49,5\n")
with Resource("short.csv") as resource:
    kind = resource.schema.get_field("share").type
    shares = [tuple(row["share"]) for row in resource.read_rows()]
print(kind, shares, Resource("short.csv").validate().valid)
assert kind == "geopoint" and shares == [(50, 5), (49, 5)] and Resource("short.csv").validate().valid

Path("long.csv").write_text("group;share\n" + "".join(f"{n};{n},5\n" for n in range(1, 20)) + "20;12,95\n")
last = Resource("long.csv").extract()["long"][-1]
print(last)
assert last == {"group": 20, "share": None}
PYTHON
