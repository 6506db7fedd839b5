#!/usr/bin/env bash
# python-docx 1.2.0, Paragraph.text of a document in which changes were tracked.
#
# One would guess: the text as Word shows it by default, with insertions and deletions, or as it will be once all changes are
# accepted: "He said we do not agree."
# Instead: runs inside <w:ins> are no runs of the paragraph, so inserted words are missing as deleted ones are. The text is
# neither the old version ("He said we will agree.") nor the new one, but what both have in common, and may say the opposite.
# Seen: 'He said we agree.'
# What helps: paragraph._p.xpath(".//w:r/w:t"), which finds runs at any depth; deleted text stands in w:delText.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet python-docx==1.2.0 2>/dev/null
"$folder/venv/bin/python" - <<'PY'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

paragraph = docx.Document().add_paragraph("He said we ")
marks = f'{nsdecls("w")} w:id="1" w:author="a"'
paragraph._p.append(parse_xml(f'<w:del {marks}><w:r><w:delText xml:space="preserve">will </w:delText></w:r></w:del>'))
paragraph._p.append(parse_xml(f'<w:ins {marks}><w:r><w:t xml:space="preserve">do not </w:t></w:r></w:ins>'))
paragraph.add_run("agree.")
print(repr(paragraph.text))
assert paragraph.text == "He said we agree."
assert "".join(node.text for node in paragraph._p.xpath(".//w:r/w:t")) == "He said we do not agree."
PY
