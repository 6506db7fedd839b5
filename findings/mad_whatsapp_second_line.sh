#!/usr/bin/env bash
# mad-whatsapp 0.6: of a message of two lines the second is lost, and "null" is taken out of the midst of words.
#
# One would guess: the lines of a message stay together. Its reader does gather the lines up to the next date; and the list of
# what is left out, with "<Media Omitted>" and "null" on it, is of messages that are nothing else.
# What happens: the gathered lines are searched by a pattern whose dot stops at a line break, so that the praise above the "but"
# is all that somebody said. Given as one text and not as a file, the lines are glued: "goodbut". And each phrase of the
# list is cut out wherever its letters stand: "annulled" is "aned". An afternoon's "9:05 PM" is 09:05.
# Seen: 'It was good'; 'It was goodbut I did not like it'; 'They aned the award'; '13/02/2026 09:05'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet mad-whatsapp==0.6
venv/bin/python - <<'PYTHON'
from pathlib import Path

from mad_whatsapp import parse_whatsapp_conversation, parse_whatsapp_file

text = "20/2/2026, 9:05 - Ana: It was good\nbut I did not like it\n20/2/2026, 9:06 - Luis: They annulled the award\n"
Path("chat.txt").write_text(text)
file, whole = parse_whatsapp_file("chat.txt"), parse_whatsapp_conversation(text)
evening = parse_whatsapp_conversation("2/13/2026, 9:05 PM - Ana: hello")
found = [message["content"] for message in (*file, whole[0])] + [evening[0]["timestamp"]]
print(found)
assert found == ["It was good", "They aned the award", "It was goodbut I did not like it", "13/02/2026 09:05"]
PYTHON
