"""Write docs/summary.md from the types of the document.

python docs/make_summary.py
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
RENDERING = ROOT / "src" / "sentiment" / "rendering"
NAMES = (
    "document", "audit_entries", "reaction_entries", "comparison", "discussion", "entry", "recurring_entries", "answer",
    "labelling", "explained", "regression",
)  # fmt: skip
SOURCES = tuple(RENDERING / f"{name}.py" for name in NAMES)
PAGE = ROOT / "docs" / "summary.md"
HEAD = """# The summary's document

`sentiment report FILES -o report.json` writes it, `Summary.to_dict()` returns it, and every renderer shows it and
nothing else. Absent is null, never 0 or "". Shares are from 0 to 1. `version` is {version}; it grows when a key changes
its meaning or goes. Made by `docs/make_summary.py` from `document.py` in `src/sentiment/rendering` and its neighbours.
"""


def page() -> str:
    """Return the page: the whole document first, then each section with its keys, types and units."""
    sources = [path.read_text(encoding="utf-8") for path in SOURCES]
    nodes = [(node, source.splitlines()) for source in sources for node in ast.parse(source).body]
    classes = {node.name: (node, lines) for node, lines in nodes if isinstance(node, ast.ClassDef)}
    order = dict.fromkeys([*_with_bases("Document", classes), *classes])
    version = re.search(r"^VERSION = (\d+)", sources[0], re.MULTILINE)
    assert version
    return "\n".join([HEAD.format(version=version[1]), *(_section(*classes[name]) for name in order)])


def _with_bases(name: str, classes: dict[str, tuple[ast.ClassDef, list[str]]]) -> list[str]:
    """Return a class and all that it inherits from, in the order of the keys."""
    return [name, *(part for base in _bases(classes[name][0]) for part in _with_bases(base, classes))]


def _bases(node: ast.ClassDef) -> list[str]:
    return [base.id for base in node.bases if isinstance(base, ast.Name) and base.id != "TypedDict"]


def _section(node: ast.ClassDef, lines: list[str]) -> str:
    told = [f"## {node.name}", "", ast.get_docstring(node) or "", ""]
    if bases := _bases(node):
        told += ["With all keys of " + ", ".join(f"[{base}](#{base.lower()})" for base in bases) + ".", ""]
    keys = [field for field in node.body if isinstance(field, ast.AnnAssign)]
    if keys:
        told += ["| key | type | what it is |", "| --- | --- | --- |"]
        told += [_row(field, lines[field.lineno - 1]) for field in keys] + [""]
    return "\n".join(told)


def _row(field: ast.AnnAssign, line: str) -> str:
    kind = ast.unparse(field.annotation).replace("|", "\\|")
    comment = line.partition("  # ")[2]
    assert comment, f"{line.strip()!r} has no comment that says what it is"
    return f"| `{ast.unparse(field.target)}` | {kind} | {comment.replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
