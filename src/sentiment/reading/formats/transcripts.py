"""Texts that are no comment a line, though each line is text: subtitles, mail, logs, records. Each says what to do."""

import re
from collections import Counter
from collections.abc import Sequence

from sentiment.errors import ReadError
from sentiment.reading.columns import roles
from sentiment.reading.columns.handles import LETTER

FEWEST = 2  # lines that tell

_CAPTION = re.compile(r"\s*(?:\d+:)?\d\d:\d\d[.,]\d{3}\s+-->\s+(?:\d+:)?\d\d:\d\d[.,]\d{3}.*", re.DOTALL)
_SAID = re.compile(r"\s*[\[(]?(?:[\d.-]+[ T])?\d{1,2}:\d\d(?::\d\d)?[\])]?\s*<[^<>\s]{1,40}>\s.*", re.DOTALL)
_FIELD = re.compile(
    r"[>\s*]*(?:from|to|cc|sent|date|subject|reply-to|kimdən|kimə|mövzu|göndərilib|gönderen|gönderme|kime|konu|от|кому"
    r"|отправлено|тема|von|an|gesendet|betreff|de|à|envoyé|objet|para|enviado|asunto)\s*:\**\s.*",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(r"\s*([^:\n]{1,40}?)\s*:\s.*", re.DOTALL)
_SQL = re.compile(r"\s*(?:INSERT INTO|CREATE TABLE|COPY) [`\"\w.]+[ (].*", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(rf"[\w.+]@{LETTER}+\.\w")


def refuse(lines: Sequence[str], name: str) -> None:
    """Raise for the first lines of a text that is no comments, one a line.

    Raises:
        ReadError: with what to do instead.
    """
    fields = [line for line in lines if _FIELD.fullmatch(line)]
    said = sum(_SAID.fullmatch(line) is not None for line in lines)
    if sum(_CAPTION.fullmatch(line) is not None for line in lines) >= FEWEST:
        what, hint = "subtitles", "save what people said as CSV with the columns author and text"
    elif len(fields) >= FEWEST and any(map(_ADDRESS.search, fields)):
        what, hint = (
            "e-mail",
            "save each letter as a row of a CSV with the columns time and text, without its addresses",
        )
    elif said >= FEWEST and said * 2 >= len(lines):
        what, hint = "the log of a chat", "save it as CSV with the columns time, author and text"
    elif sum(_SQL.fullmatch(line) is not None for line in lines) >= FEWEST:
        what, hint = "a dump of a database", "export the table as CSV"
    elif _are_fields(lines):
        what, hint = "records with a name and a value a line", "save them as CSV, a record a row"
    else:
        return
    raise ReadError("comments, one a line", f"{name}, which looks like {what}", hint)


def _are_fields(lines: Sequence[str]) -> bool:
    """Return whether names of columns stand before what each line says, the same again in every record."""
    found = [match[1] for line in lines if (match := _NAMED.fullmatch(line)) and roles.is_known(match[1])]
    again = [name for name, times in Counter(found).items() if times >= FEWEST]
    return len(again) >= FEWEST and len(found) * 2 >= sum(bool(line.strip()) for line in lines)
