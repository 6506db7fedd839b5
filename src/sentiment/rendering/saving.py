"""A rendered document into a file, in the format of its suffix, whole or not at all."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from sentiment.errors import WriteError
from sentiment.filesystem import written

Document = TypeVar("Document")
Form = Callable[[Document], str | bytes]


def chosen(forms: Mapping[str, Form[Document]], path: Path, what: str) -> Form[Document]:
    """Return what makes the format of a suffix; a mistake in it then costs no work.

    Raises:
        WriteError: the suffix is unknown.
    """
    form = next((form for suffix, form in forms.items() if path.name.lower().endswith(suffix)), None)
    if form is None:
        raise WriteError(f"{what} in {', '.join(forms)}", path.name, "choose one of these suffixes with -o")
    return form


def put(made: str | bytes, path: Path) -> None:
    """Write what was made.

    Raises:
        WriteError: the file cannot be written.
    """
    with written(path) as part:
        part.write_bytes(made.encode("utf-8", "replace") if isinstance(made, str) else made)
