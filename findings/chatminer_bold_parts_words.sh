#!/usr/bin/env bash
# chat-miner 0.6.0: where Telegram's export has a part of a word in bold, the word falls apart, and a denial is praise.
#
# One would guess: Telegram writes a text with any formatting as a list of its pieces, with every space inside one of them,
# so that the text is what they are when put together.
# What happens: `TelegramJsonParser` puts a space between them. People stress a denial, and in Turkic languages that is a
# syllable in the middle of the verb: "bəyən**mə**dim" (I did not like it) becomes "bəyən mə dim", whose first word is
# "like". So does "I **dis**like it"; a comma behind a link or a hashtag stands alone.
# Seen: 'Bunu bəyən mə dim', 'I  dis like it', '#film , yes'; without the bold 'Bunu bəyənmədim'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet pandas==3.1.1 polars==2.1.0 tqdm==4.70.1 python-dateutil==4.0.0
venv/bin/pip install --quiet --no-deps chat-miner==0.6.0 # its readers do without matplotlib and wordcloud
OMP_NUM_THREADS=1 venv/bin/python - <<'PYTHON'
import json
import logging
from pathlib import Path

from chatminer.chatparsers import TelegramJsonParser

logging.disable(logging.CRITICAL)
texts = [
    "Bunu bəyənmədim",
    ["Bunu bəyən", {"type": "bold", "text": "mə"}, "dim"],
    ["I ", {"type": "bold", "text": "dis"}, "like it"],
    [{"type": "hashtag", "text": "#film"}, ", yes"],
]
head = {"type": "message", "date": "2026-10-01T12:00:00", "date_unixtime": "1790856000", "from": "Leyla", "from_id": "user1"}
messages = [{"id": number, **head, "text": text} for number, text in enumerate(texts)]
Path("result.json").write_text(json.dumps({"name": "Film", "type": "private_group", "id": 1, "messages": messages}))
parser = TelegramJsonParser("result.json")
parser.parse_file()
found = parser.parsed_messages.get_df()["message"].to_list()
print(found)
assert found == ["Bunu bəyənmədim", "Bunu bəyən mə dim", "I  dis like it", "#film , yes"]
PYTHON
