#!/usr/bin/env bash
# trafilatura 2.3.1: a paragraph that stands twice in a row comes out once, also with deduplicate=False.
#
# One would guess: that `deduplicate` (off by default) decides it. Readers who wrote the same one after another are then
# counted once. In an <article> only neighbours are joined; in a <div> a repetition further down can go as well.
# Seen: 2 in, 1 out by default; the same with deduplicate=False; apart, in an <article>, both stay.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet trafilatura==2.3.1 lxml_html_clean==0.4.6
venv/bin/python - <<'PYTHON'
import trafilatura

said = "The ministry answered that the network had been opened again on Tuesday, and that no more would be said."
others = ["People wrote all day long that they could work again, and thanked nobody in particular for it.",
          "In the evening the page was quiet, and those who had complained before went on complaining."]


def out(paragraphs, **options):
    page = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return trafilatura.extract(f"<html><body><article>{page}</article></body></html>", **options).count(said)


row, apart = [others[0], said, said, others[1]], [others[0], said, others[1], said]
counts = [out(row), out(row, deduplicate=False), out(apart)]
print("in 2, out", counts)
assert counts == [1, 1, 2]
PYTHON
