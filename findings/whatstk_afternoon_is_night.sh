#!/usr/bin/env bash
# whatstk 0.9.1: where the phone writes "p.m." with its points, what was said in the evening was said in the morning.
#
# One would guess: the header is found by itself, "%P" is "for PM/AM or p.m./a.m. characters", so that "9:05 p.m." is 21:05
# as "9:05 PM" is, or else the file is refused.
# What happens: the letters are recognised with their points, the line is read in full, and then the marker is compared with
# "pm", points and all. Midnight stays 12:05, too, which is noon. Nothing is said; a day has all its messages between one
# o'clock and one o'clock. With a space inside, "p. m.", as Spanish writes it, one of the two markers is taken for a part of
# the header, and all of the other half of the day is lost in the message before it.
# Seen: "p.m." ['12:05', '09:05', '09:06']; "PM" ['00:05', '21:05', '21:06']; "p. m." ['12:05'], one message of three.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pandas==3.1.1 numpy==2.4.6 plotly==6.5.0 emoji==2.16.0 seaborn==0.13.2 whatstk==0.9.1
OMP_NUM_THREADS=1 venv/bin/python -W ignore - <<'PYTHON'
from pathlib import Path

from whatstk.whatsapp.parser import df_from_whatsapp

found = {}
for night, day in (("a.m.", "p.m."), ("AM", "PM"), ("a. m.", "p. m.")):
    lines = [f"13/2/26, 12:05 {night} - Ana: hola", f"13/2/26, 9:05 {day} - Luis: hola", f"14/2/26, 9:06 {day} - Ana: hola"]
    Path("chat.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found[day] = df_from_whatsapp("chat.txt")["date"].dt.strftime("%H:%M").tolist()
print(found)
assert found["PM"] == ["00:05", "21:05", "21:06"]
assert found["p.m."] == ["12:05", "09:05", "09:06"]
assert found["p. m."] == ["12:05"]
PYTHON
