"""A summary document as terminal text, Markdown, JSON, HTML or XLSX. Renderers see the document and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

from sentiment.errors import WriteError
from sentiment.filesystem import unwritten, whole
from sentiment.rendering.chart import interactive
from sentiment.rendering.document import Document
from sentiment.rendering.evaluation import evaluation
from sentiment.rendering.excel import workbook
from sentiment.rendering.html import notebook, page
from sentiment.rendering.inspection import inspection
from sentiment.rendering.markdown import markdown
from sentiment.rendering.terminal import glance, show, terminal

__all__ = [
    "check", "evaluation", "glance", "inspection", "interactive", "markdown", "notebook", "page", "save", "show",
    "terminal", "workbook",
]  # fmt: skip


def _json(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


Form = Callable[[Document], str | bytes]
FORMATS: dict[str, Form] = {".html": page, ".json": _json, ".md": markdown, ".xlsx": workbook}


def check(path: Path) -> Form:
    """Return what makes the format of a suffix; a mistake in it then costs no work.

    Raises:
        WriteError: the suffix is unknown.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise WriteError(f"a report in {', '.join(FORMATS)}", path.name, "choose one of these suffixes with -o")
    return form


def save(document: Document, path: Path) -> None:
    """Write the report in the format of the suffix.

    Raises:
        WriteError: the suffix is unknown, or the file cannot be written.
    """
    made = check(path)(document)
    try:
        with whole(path) as part:
            part.write_bytes(made.encode("utf-8", "replace") if isinstance(made, str) else made)
    except OSError as error:
        raise unwritten(path, error) from error
