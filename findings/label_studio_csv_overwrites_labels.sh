#!/usr/bin/env bash
# label-studio-converter 0.0.59: in the CSV the label that was imported stands in the place of the one that the person chose.
#
# One would guess: whoever imports a table with the columns text and sentiment (a model's guess, say) and has people choose in
# a <Choices name="sentiment">, as the template of Label Studio calls it, exports the choices; or both under two names.
# What happens: CSV writes the annotation first and the imported columns over it, so that the export is the import, and the
# agreement of model and people is perfect. JSON_MIN of the same tasks does it the other way round. The column "id" parts
# in the same way: the reader's own in CSV, the number of the task in JSON_MIN.
# Seen: imported "c9", Positive; chosen Negative; CSV c9, Positive; JSON_MIN 1, Negative.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet label-studio-converter==0.0.59
venv/bin/python - <<'PYTHON'
import csv
import json
from pathlib import Path

from label_studio_converter import Converter

config = """<View><Text name="text" value="$text"/>
<Choices name="sentiment" toName="text"><Choice value="Positive"/><Choice value="Negative"/></Choices></View>"""
chosen = {"from_name": "sentiment", "to_name": "text", "type": "choices", "value": {"choices": ["Negative"]}}
task = {"id": 1, "data": {"id": "c9", "text": "Bad", "sentiment": "Positive"}}
task["annotations"] = [{"id": 7, "completed_by": 1, "result": [chosen]}]
Path("tasks.json").write_text(json.dumps([task]))
converter = Converter(config, ".")
converter.convert_to_csv("tasks.json", "csv", is_dir=False, sep=",")
converter.convert_to_json_min("tasks.json", "json", is_dir=False)
with open("csv/result.csv", encoding="utf8", newline="") as file:
    (row,) = csv.DictReader(file)
(record,) = json.loads(Path("json/result.json").read_text())
print([row["id"], row["sentiment"]], [record["id"], record["sentiment"]])
assert (row["id"], row["sentiment"]) == ("c9", "Positive")
assert (record["id"], record["sentiment"]) == (1, "Negative")
PYTHON
