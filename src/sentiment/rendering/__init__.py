"""A summary document as terminal text, Markdown, JSON, HTML or XLSX. Renderers see the document and nothing else."""

import json
from pathlib import Path

from sentiment.rendering.chart import interactive
from sentiment.rendering.datawrapper import datawrapper
from sentiment.rendering.document import Document
from sentiment.rendering.evaluation import evaluation
from sentiment.rendering.excel import workbook
from sentiment.rendering.explained import show_explained
from sentiment.rendering.html import notebook, page
from sentiment.rendering.inspection import inspection
from sentiment.rendering.markdown import markdown
from sentiment.rendering.saving import Form, chosen, put
from sentiment.rendering.terminal import glance, show, terminal

__all__ = [
    "check", "evaluation", "glance", "inspection", "interactive", "markdown", "notebook", "page", "save", "show",
    "show_explained", "terminal", "workbook",
]  # fmt: skip


def _json(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


FORMATS: dict[str, Form[Document]] = {
    ".html": page, ".json": _json, ".md": markdown, ".xlsx": workbook, ".datawrapper.csv": datawrapper,
}  # fmt: skip


def check(path: Path) -> Form[Document]:
    """Return what makes the format of a suffix; a mistake in it then costs no work.

    Raises:
        WriteError: the suffix is unknown.
    """
    return chosen(FORMATS, path, "a report")


def save(document: Document, path: Path) -> None:
    """Write the report in the format of the suffix.

    Raises:
        WriteError: the suffix is unknown, or the file cannot be written.
    """
    put(check(path)(document), path)
