"""An editor's additions to a quote: in `text`, not in `clean`."""

import re

_BRACKET = re.compile(r"\s?\[[^\[\]]{0,400}\]")
_LETTER_BRACKET = re.compile(r"\[(\w{1,3})\](?=\w)")
_EDITOR = re.compile(
    r"\s?\([^()]{0,200}?(?:\b(?:ed|red|ред|прим)\.|editor.s note|redaksiya\w* qeyd\w*|editörün notu)[^()]{0,200}\)",
    re.I,
)


def without_brackets(text: str) -> str:
    """Drop what an editor added to a quote: [brackets], (– ed.); a bracketed letter, [T]he, stays as a letter."""
    text = _LETTER_BRACKET.sub(r"\1", text)
    return _EDITOR.sub("", _BRACKET.sub("", text)).strip()
