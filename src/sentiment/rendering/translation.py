"""What a report says, in the language of its reader.

Sentences stand in the code in English; `locale/<language>.json` has what to say instead. How a language writes a
percentage or an interval is a sentence there too.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from sentiment.errors import DataError

LANGUAGES = ("en", "az", "tr", "ru")
_DOTTED = ("az", "tr")  # the capital of i is İ


class Phrases:
    """Says English sentences in a language."""

    def __init__(self, language: str) -> None:
        """Load the translations; English needs none.

        Raises:
            DataError: there are none.
        """
        if language not in LANGUAGES:
            raise DataError(f"a language of the report: {', '.join(LANGUAGES)}", language, "try --lang en")
        self.language = language
        self._sentences: dict[str, str] = {}
        self._names: dict[str, str] = {}
        if language != "en":
            path = resources.files("sentiment.rendering") / "locale" / f"{language}.json"
            found = json.loads(path.read_text(encoding="utf-8"))
            self._sentences, self._names = found["sentences"], found["names"]

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Say a sentence with its values filled in."""
        return self._sentences.get(sentence, sentence).format(**values)

    def name(self, word: str) -> str:
        """Say the name of a label, a method, a column or a reason; one that has no translation stays."""
        return self._names.get(word, word)

    def percent(self, share: float | None) -> str:
        """Write a share as a whole percentage."""
        return self("no data") if share is None else self("{n} %", n=f"{100 * share:.0f}")

    def span(self, entry: Mapping[str, Any], sign: str = "") -> str:
        """Write an interval in percent, without the percent sign; `sign="+"` shows the signs of the numbers."""
        low, high = (f"{100 * entry[limit]:{sign}.0f}" for limit in ("low", "high"))
        return self("{low} to {high}", low=low, high=high)

    def capital(self, sentence: str) -> str:
        """Begin a sentence with a capital."""
        first = "İ" if sentence[:1] == "i" and self.language in _DOTTED else sentence[:1].upper()
        return first + sentence[1:]


@cache
def phrases(language: str) -> Phrases:
    """Return the phrases of a language."""
    return Phrases(language)


def of(document: Mapping[str, Any]) -> Phrases:
    """Return the phrases of a document's language."""
    return phrases(document.get("lang", "en"))
