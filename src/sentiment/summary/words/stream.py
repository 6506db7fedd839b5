"""The words of many texts as one sequence of numbers, with how each is written and where it stands."""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from sentiment.arrays import Ints
from sentiment.summary.words.forms import OTHER, RUSSIAN, TURKIC, family, is_ending
from sentiment.text import lower, mask

GAP = -1  # in the sequence: punctuation, or the end of a text
_TOKEN = re.compile(r"#?[^\W_]+(?:[-'’ʼ`][^\W_]+)*")
_PLACEHOLDERS = re.compile(r"@user\b|\bhttp\b|&\w+;|\[(?:e-mail|link|phone|number)\]")
_SENTENCE_END = re.compile(r"[.!?…:;\n\"“”«»()\[\]*•|]|[^\w\s,'’-]")
_APOSTROPHE = re.compile("['’ʼ`]")
_LETTER = re.compile(r"[^\W\d_]")
_LOUD = 0.6  # of the words of a text with a capital; where more have one, capitals mark no names
_PARTICLES = frozenset({"то", "либо", "нибудь", "ка", "таки", "де"})


@dataclass(frozen=True)
class Form:
    """A word as it is written.

    Attributes:
        written: without what an apostrophe or a hyphen adds to it.
        word: the same in lower case.
        rules: by which it is inflected, as `forms.family` names them.
        language: of the texts, where no rules are known for it.
    """

    written: str
    word: str
    rules: str
    language: str = ""


@dataclass
class Stream:
    """Words in the order of their texts.

    Attributes:
        forms: distinct ones.
        capitals: of each form, occurrences within a sentence that begin with a capital, are in capitals or have one
            inside, or stand behind #.
        within: of each form, occurrences that could have shown that.
    """

    forms: list[Form] = field(default_factory=list)
    capitals: "array[int]" = field(default_factory=lambda: array("q"))
    within: "array[int]" = field(default_factory=lambda: array("q"))
    _words: "array[int]" = field(default_factory=lambda: array("q"))
    _texts: "array[int]" = field(default_factory=lambda: array("q"))
    _codes: dict[Form, int] = field(default_factory=dict)
    _known: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str]]) -> "Stream":
        """Read cleaned texts with their languages."""
        stream = cls()
        for number, (text, language) in enumerate(texts):
            shown = mask(text) if text.count("@") > text.count("@user") else text  # parts of an address are no names
            stream._read(_PLACEHOLDERS.sub(" . ", shown), language, number)
        return stream

    @property
    def words(self) -> Ints:
        """The sequence: places in `forms`, `GAP` between words that do not stand side by side."""
        return np.asarray(self._words, np.int64)

    @property
    def texts(self) -> Ints:
        """Of each place in the sequence, the number of its text."""
        return np.asarray(self._texts, np.int64)

    def _read(self, text: str, language: str, number: int) -> None:
        found = [token for token in _TOKEN.finditer(text) if _LETTER.search(token[0])]
        loud = sum(token[0].lstrip("#")[0].isupper() for token in found) > max(2, _LOUD * len(found))
        end, begins = 0, True
        for token in found:
            between, end = text[end : token.start()], token.end()
            if not between.isspace():
                self._append(GAP, number)
                begins = begins or bool(_SENTENCE_END.search(between))
            code = self._code(token[0], language)
            self._append(code, number)
            if code != GAP:
                self._weigh_capitals(code, begins, loud, token[0][0] == "#")
            begins = False
        self._append(GAP, number)

    def _weigh_capitals(self, code: int, begins: bool, loud: bool, tagged: bool) -> None:
        written = self.forms[code].written
        inside = not written[1:].islower() and any(letter.isupper() for letter in written[1:])
        strong = tagged or (inside and not loud)
        if strong or (not begins and not loud):
            self.within[code] += 1
            self.capitals[code] += strong or written[0].isupper()

    def _code(self, token: str, language: str) -> int:
        if (code := self._known.get((token, language))) is not None:
            return code
        form = _form(token.lstrip("#"), language)
        code = GAP if form is None else self._codes.setdefault(form, len(self.forms))
        if form and code == len(self.forms):
            self.forms.append(form)
            self.capitals.append(0)
            self.within.append(0)
        self._known[token, language] = code
        return code

    def _append(self, code: int, number: int) -> None:
        self._words.append(code)
        self._texts.append(number)


def _form(written: str, language: str) -> Form | None:
    """Return a word without what an apostrophe or a hyphen adds to it; None for a Russian pronoun such as какой-то."""
    head, *tail = _APOSTROPHE.split(written, maxsplit=1)
    if tail and len(head) > 1:
        written = head
    rules = family(written, language)
    stem, _, last = written.rpartition("-")
    if stem and last in _PARTICLES:
        return None
    if stem and rules == TURKIC and last.islower() and is_ending(stem, last):
        written = stem
    word = lower(written)
    return Form(written, word if rules == RUSSIAN else word.replace("-", ""), rules, language if rules == OTHER else "")
