#!/usr/bin/env bash
# chatpack 0.1.0: the readers "for files that don't fit in memory" find no message where the others find all.
#
# One would guess: a `StreamParser` gives the messages that `parse_...` of the same format gives, one by one; and JSON is JSON,
# with or without line breaks.
# What happens: the streaming readers go by lines. A Telegram export that went through `jq -c`, so that it is one line, has no
# messages, and a Discord export has none however it is written, since it is read as if every line were a message. Neither
# raises: a program that streams counts 0 and goes on.
# Seen: Telegram 2 and 2 with indents, 2 and 0 on one line; Discord 2 and 0 both ways; its messages alone, one a line, 2.
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

telegram = [
    {"id": number, "type": "message", "date": "2026-02-13T09:00:00", "from": "Ana", "from_id": "user1", "text": "good"}
    for number in range(2)
]
author = {"id": "1", "name": "ana", "nickname": "Ana", "isBot": False}
discord = [
    {"id": str(number), "type": "Default", "timestamp": "2026-02-13T09:00:00+00:00", "content": "good", "author": author}
    | {"attachments": [], "embeds": [], "reactions": []}
    for number in range(2)
]
exports = {
    "telegram": {"name": "Film", "type": "private_group", "id": 1, "messages": telegram},
    "discord": {"guild": {"id": "1", "name": "Film"}, "channel": {"id": "2", "name": "talk"}, "messages": discord},
}
readers = {
    "telegram": (chatpack.parse_telegram, chatpack.TelegramStreamParser),
    "discord": (chatpack.parse_discord, chatpack.DiscordStreamParser),
}
found = {}
for name, export in exports.items():
    for indent in (1, None):
        Path("export.json").write_text(json.dumps(export, indent=indent) + "\n")
        found[name, indent] = tuple(len(list(reader("export.json"))) for reader in readers[name])
Path("lines.json").write_text("\n".join(map(json.dumps, discord)) + "\n")
lines = len(list(chatpack.DiscordStreamParser("lines.json")))
print(found, lines)
assert found["telegram", 1] == (2, 2) and found["telegram", None] == (2, 0)
assert found["discord", 1] == found["discord", None] == (2, 0) and lines == 2
PYTHON
