#!/usr/bin/env bash
# Babel 2.19.0: 1,500,000 and 2,500,000 are one and the same short number, "2M".
#
# One would guess: "1.5M" and "2.5M", as ICU and every browser's `Intl.NumberFormat(..., {notation: "compact"})` give from the
# same data of the CLDR, with two significant digits.
# What happens: `format_compact_decimal` keeps no digit behind the point unless told, and a half goes to the even side. So a
# post that was seen 1,499,999 times has "1M", two views more make it "2M", and a million more change nothing. In
# Azerbaijani the numbers are also of two kinds, "500K" beside "2 mln".
# Seen: 1M, 2M, 2M for 1,499,999, 1,500,001 and 2,500,000; with fraction_digits=1 1.5M, 1.5M, 2.5M.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet Babel==2.19.0
venv/bin/python - <<'PYTHON'
from babel.numbers import format_compact_decimal

numbers = (1_499_999, 1_500_001, 2_500_000)
short = [format_compact_decimal(number, locale="en") for number in numbers]
asked = [format_compact_decimal(number, locale="en", fraction_digits=1) for number in numbers]
mixed = [format_compact_decimal(number, locale="az") for number in (500_000, 2_000_000)]
print(short, asked, mixed)
assert short == ["1M", "2M", "2M"] and asked == ["1.5M", "1.5M", "2.5M"]
assert mixed == ["500K", "2\xa0mln"]
PYTHON
