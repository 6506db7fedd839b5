"""A summary document as text: terminal, Markdown, JSON, HTML. Renderers see the document and nothing else."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sentiment.errors import WriteError
from sentiment.render.html import notebook, page
from sentiment.render.inspection import inspection
from sentiment.render.markdown import markdown
from sentiment.render.terminal import show, terminal

__all__ = ["inspection", "markdown", "notebook", "page", "save", "show", "terminal"]


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


FORMATS: dict[str, Callable[[Mapping[str, Any]], str]] = {".html": page, ".json": _json, ".md": markdown}


def save(document: Mapping[str, Any], path: Path) -> None:
    """Write the report in the format of the suffix.

    Raises:
        WriteError: the suffix is unknown, or the file cannot be written.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise WriteError(f"a report in {', '.join(FORMATS)}", path.name, "choose one of these suffixes with -o")
    text = form(document)
    try:
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise WriteError("a file that can be written", f"{path}: {error.strerror}", "choose another place") from error
