r"""Texts that programs changed on their way into a table: `N\u0259hay\u0259t`, `b'...'`, `<U+0259>`."""

import ast
import re

_SHOWN = re.compile(r"""b(?:'.*'|".*")|\[['"].*['"]\]""", re.DOTALL)  # bytes, or a list of words, as Python shows them
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|(?:\\x[0-9a-fA-F]{2})+|<U\+[0-9A-F]{4,8}>")
TRANSLATED, ORIGINAL = "(Translated by Google)", "(Original)"


def undone(text: str) -> str | None:
    """Return a text as it was written: its letters instead of their escapes, no translation; None where it is that."""
    if text[:2] in ("b'", 'b"', "['", '["') and _SHOWN.fullmatch(text) and (found := _shown(text)) is not None:
        return found
    if TRANSLATED in text and (own := untranslated(text)) != text:
        return own
    if "\\" not in text and "<U+" not in text:
        return None
    try:
        read = _ESCAPES.sub(_letters, text)
    except ValueError:
        return None
    return read if read != text else None


def untranslated(text: str) -> str:
    """Return what somebody wrote, without the translation that Google put before or behind it."""
    if TRANSLATED not in text:
        return text
    before, _, after = text.partition(TRANSLATED)
    return before.strip() or after.partition(ORIGINAL)[2].strip() or text


def _shown(text: str) -> str | None:
    try:
        found = ast.literal_eval(text)
        if isinstance(found, bytes):
            return found.decode()
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return " ".join(found) if isinstance(found, list) and all(isinstance(part, str) for part in found) else None


def _letters(match: re.Match[str]) -> str:
    """Return what one run of escapes stands for.

    Raises:
        ValueError: it is no text.
    """
    run = match[0]
    if run[0] == "<":
        return chr(int(run[3:-1], 16))
    if run[1] == "x":  # the bytes of UTF-8
        return bytes.fromhex(run.replace("\\x", "")).decode()
    return bytes.fromhex(run.replace("\\u", "")).decode("utf-16-be")
