#!/usr/bin/env bash
# chatpack 0.1.0: what a deleted account wrote is not in the chat, and `merge=True` joins what was said before and after it.
#
# One would guess: Telegram writes the name of an account that was deleted as null. Its messages come out with an empty name or
# "Deleted Account", since the words are there; and messages of one person are merged "within 5 minutes", as its README has it.
# What happens: a message without a name is skipped, in both readers, and nothing says how many. With `merge=True` there is no
# limit of time: what somebody wrote a month later is the same message, with the time of the first. So a question, the
# answer to it and the thanks become one text of one person. `merge_consecutive` refuses the README's `time_threshold`.
# Seen: [('Ana', 'Is it good?'), ('Ana', 'Bad, I am told')] of three; merged [('Ana', 'Is it good?\nBad, I am told')].
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet chatpack==0.1.0
venv/bin/python - <<'PYTHON'
import json
from pathlib import Path

import chatpack

written = (("2026-01-05", "Ana", "Is it good?"), ("2026-01-05", None, "No, it is bad"), ("2026-02-13", "Ana", "Bad, I am told"))
messages = [
    {"id": number, "type": "message", "date": f"{day}T10:00:00", "from": name, "from_id": f"user{number}", "text": text}
    for number, (day, name, text) in enumerate(written)
]
Path("result.json").write_text(json.dumps({"name": "Film", "type": "private_group", "id": 1, "messages": messages}, indent=1))
readers = chatpack.parse_telegram("result.json"), chatpack.TelegramStreamParser("result.json")
whole, stream = ([(message.sender, message.content) for message in reader] for reader in readers)
merged = [(message.sender, message.content) for message in chatpack.parse_telegram("result.json", merge=True)]
print(whole, merged)
assert whole == stream == [("Ana", "Is it good?"), ("Ana", "Bad, I am told")]
assert merged == [("Ana", "Is it good?\nBad, I am told")]
PYTHON
