"""What a report says, in the language of its reader.

Sentences stand in the code in English; `locale/<language>.json` has what to say instead, and what to say of one thing.
How a language writes a percentage or an interval is a sentence there too. Names of languages, dates and large numbers
are those of the Unicode Common Locale Data Repository; the languages that reports are written in stand in the catalogue
too, since a small report needs no other and reading the repository takes a tenth of its time.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from difflib import get_close_matches
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

from sentiment.errors import DataError

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = ("en", "az", "tr", "ru")
LOCALES = {"en": "en_GB"}  # where it is another than the language
ALIKE = 0.3  # how much of the name of a language its code is, at least: azerbaijani, az
DUST = 1e-9  # what adding up leaves of a share that is none or all
FEW = 0.005  # a share that is less is none in whole percent
DAY = len("2023-10-31")
MINUS = "\u2212"  # as wide as a plus, and no dash
EXACT = 1e-4  # percent; how far from its digits a number stands that was written with them
_DOTTED = ("az", "tr")  # the capital of i is İ


class Phrases:
    """Says English sentences in a language."""

    def __init__(self, language: str) -> None:
        """Load the translations; those into English are of sentences about one alone.

        Raises:
            DataError: there are none.
        """
        if language not in LANGUAGES:
            near = get_close_matches(language.lower(), LANGUAGES, 1, ALIKE) or LANGUAGES
            raise DataError(f"a language of the report: {', '.join(LANGUAGES)}", language, f"try --lang {near[0]}")
        self.language = language
        path = resources.files("sentiment.rendering") / "locale" / f"{language}.json"
        found = json.loads(path.read_text(encoding="utf-8"))
        self._sentences: dict[str, str] = found["sentences"]
        self._one: dict[str, str] = found["one"]
        self._names: dict[str, str] = found["names"]
        self._languages: dict[str, str] = found["languages"]

    def __call__(self, sentence: str, /, **values: object) -> str:
        """Say a sentence with its values filled in, counts as the reader writes them; of one (`n`) some are another."""
        said = self._sentences.get(sentence, sentence)
        told = {key: self.number(value) if type(value) is int else value for key, value in values.items()}
        full = (self._one.get(sentence, said) if told.get("n") == "1" else said).format(**told)
        # A value may end in a point of its own, as Russian dates do.
        return full[:-1] if full.endswith("..") and not full.endswith("...") else full

    def name(self, word: str) -> str:
        """Say the name of a label, a method, a column or a reason; one that has no translation stays."""
        return self._names.get(word, word)

    def language_name(self, code: str) -> str:
        """Name a language by its BCP-47 code; one that nobody knows stays."""
        if known := self._languages.get(code):
            return known
        from babel import Locale, UnknownLocaleError

        try:
            named = self._locale.languages.get(code) or Locale.parse(code, sep="-").get_display_name(self._locale)
        except (UnknownLocaleError, ValueError):
            return code
        return str(named or code)

    def moment(self, iso: str) -> str:
        """Write a time of ISO 8601 to the minute, with its zone, or a day alone."""
        from babel.dates import format_date, format_datetime

        time = datetime.fromisoformat(iso)
        if len(iso) == DAY:
            return str(format_date(time, "d MMMM y", locale=self._locale))
        ahead = time.utcoffset() or timedelta()
        zone = "UTC" if not ahead else f"UTC{time:%z}"
        return f"{format_datetime(time, 'd MMMM y, HH:mm', locale=self._locale)} {zone}"

    def date(self, day: datetime, *, months: bool = False) -> str:
        """Write a day, or with `months` its month and year."""
        from babel.dates import format_date, format_skeleton

        if months:
            return str(format_skeleton("yMMM", day, locale=self._locale))
        return str(format_date(day, "medium", locale=self._locale))

    def number(self, n: int) -> str:
        """Write a number with its thousands apart."""
        if 0 <= n < 1_000:
            return str(n)
        from babel.numbers import format_decimal

        return str(format_decimal(n, locale=self._locale))

    def decimal(self, x: float, digits: int) -> str:
        """Write a number with so many digits behind the point, or the comma."""
        told = f"{x:.{digits}f}".replace("-", MINUS)
        return told if self.language == "en" else told.replace(".", ",")

    @cached_property
    def _locale(self) -> "Locale":
        from babel import Locale

        return Locale.parse(LOCALES.get(self.language, self.language))

    def percent(self, share: float | None) -> str:
        """Write a share as a whole percentage; a few of many are not none, and nearly all are not all."""
        if share is None:
            return self("no data")
        if DUST < share < FEW:
            return self("<{n} %", n=1)
        return self(">{n} %", n=99) if 1 - FEW < share < 1 - DUST else self("{n} %", n=f"{100 * share:.0f}")

    def limit(self, share: float) -> str:
        """Write a limit that somebody named in percent, with its digits; one of many, as a third, is rounded."""
        percent = 100 * share
        digits = next((d for d in range(3) if abs(percent - round(percent, d)) < EXACT), 0)
        return self("{n} %", n=self.decimal(percent, digits))

    def span(self, entry: Mapping[str, Any]) -> str:
        """Write an interval in percent, without the percent sign; its end is not rounded to what leaves shares out."""
        low, high = self._ends(entry)
        return self("{low} to {high}", low=low, high=high)

    def reach(self, entry: Mapping[str, Any]) -> str:
        """Write an interval in percent, with the percent sign; one whose ends are read alike is a share."""
        low, high = self._ends(entry)
        if low == high or entry["low"] == entry["high"]:
            return self.percent(entry["low"])
        return self("{low} to {high} %", low=low, high=high)

    def _ends(self, entry: Mapping[str, Any]) -> tuple[str, str]:
        low, high = entry["low"], entry["high"]
        least = ">99" if 1 - FEW < low < 1 - DUST else f"{100 * low:.0f}"
        return least, "<1" if DUST < high < FEW else f"{100 * high:.0f}"

    def points(self, difference: float) -> str:
        """Write a difference of shares in whole points, with its sign; one that rounds to none has no sign."""
        return f"{100 * difference:+.0f}".replace("-", MINUS) if abs(100 * difference) > 0.5 else "0"

    def points_span(self, entry: Mapping[str, Any]) -> str:
        """Write the interval of a difference in whole points, with their signs, which no dash may stand between."""
        return self("from {low} to {high}", low=self.points(entry["low"]), high=self.points(entry["high"]))

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
