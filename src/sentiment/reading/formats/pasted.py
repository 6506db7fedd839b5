"""Comments copied out of a web page into a text: names, times, what was said, and the words of buttons, a line each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sentiment.errors import ReadError
from sentiment.table import numbers, times
from sentiment.text import lower

Row = dict[str, Any]
SEEN = 400  # lines that tell whether a text is such a page
FEWEST = 2  # times, or buttons, in a page of comments

# What stands on the buttons below a comment, lower case: az tr ru en de fr es.
_BUTTONS = frozenset(
    " ".join(words.split())
    for words in lower(
        """
        Bəyən / Bəyəndim / Bəyənmə / Cavab ver / Cavabla / Cavab yaz / Paylaş / Daha çox göstər / Redaktə edilib
        / Tərcüməyə bax / Beğen / Beğenme / Yanıtla / Cevapla / Çevirisine bak / Çeviriyi gör / Düzenlendi / Daha
        fazla göster / Нравится / Мне нравится / Ответить / Поделиться / Показать перевод / Ещё / Изменено /
        Пожаловаться / Like / Dislike / Reply / Share / Report / Edited / See translation / See more / Read more
        / Show more / Top fan / Author / Pinned / Follow / Gefällt mir / Antworten / Teilen / Übersetzung
        anzeigen / Mehr anzeigen / J'aime / J’aime / Répondre / Partager / Voir la traduction / Me gusta /
        Responder / Compartir / Ver traducción
        """
    ).split("/")
)
_ANSWERS = re.compile(
    r"(?:view |hide |see |показать |скрыть |ver |voir )?(?:all )?(?:\d+ )?(?:more )?"
    r"(?:repl(?:y|ies)|cavab\w*|yanıt\w*|ответ\w*|antwort\w*|réponses?|respuestas?)"
    r"(?: göstər| gör| gizlət| göster)?|\d+ (?:cavab\w*|yanıt\w*|ответ\w*)(?: göstər| göster)?"
)
_SHORT = re.compile(
    r"\d{1,3} ?(?:s|sn|m|min|dk|dəq|h|sa|saat|d|g|gün|w|hft|həftə|mo|ay|y|il|yıl|ч|мин|д|дн|нед|н|мес|г|с)\.?"
)
_AGO = re.compile(r"(?:\(edited\)|\(redaktə edilib\)|\(düzenlendi\)|\(изменено\)|·)")
_LIKED = re.compile(
    r"(\d[\d.,\s]*(?:k|m|min|mln|bin|b|тыс|млн)?\.?)(?:\s+(?:likes?|bəyən\w*|beğen\w*|нравится|лайк\w*|отмет\w*"
    r"|mal gefällt mir|gefällt.*|mentions? j.aime|j.aime|me gusta))?"
)
_BEGINS = (*map(lower, times.DAYS), "vor ", "hace ", "il y a ", "bir ", "a ", "an ", "one ", "ein")
_NAME = 40  # letters of a line that can be a name


def is_pasted(lines: Sequence[str]) -> bool:
    """Return whether a text has the times and buttons of a page of comments, again and again."""
    kinds = Counter(map(_kind, filter(None, map(str.strip, lines))))
    total = kinds.total()
    said = kinds["time"] + kinds["button"]
    return kinds["button"] >= FEWEST and kinds["time"] >= FEWEST and said * 6 >= total


def comments(lines: Iterable[str], name: str) -> Iterator[tuple[int, Row]]:
    """Yield the comments with the line of each writer: `author`, `time` as written, `text` and `likes`.

    Known is the layout in which a writer's name and the time stand above what was said, and buttons below.

    Raises:
        ReadError: the page is laid out otherwise.
    """
    numbered = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    kinds = [_kind(line) for _, line in numbered]
    heads = [at for at in range(1, len(kinds)) if kinds[at] == "time" and _may_name(kinds[at - 1], numbered[at - 1][1])]
    ends = [*heads[1:], len(kinds) + 1]
    texts = [_text(numbered, kinds, at, end) for at, end in zip(heads, ends, strict=False)]
    if len(heads) < FEWEST or sum(map(bool, texts)) * 2 < kinds.count("time"):
        hint = "save them as CSV with the columns author, time and text"
        raise ReadError("comments, one a line", f"{name}, which looks like a page of comments pasted into a text", hint)
    for at, end, text in zip(heads, ends, texts, strict=True):
        likes = [
            line
            for kind, (_, line) in zip(kinds[at : end - 1], numbered[at : end - 1], strict=True)
            if kind == "number"
        ]
        number, author = numbered[at - 1]
        yield (
            number,
            {
                "author": author,
                "time": _AGO.sub("", numbered[at][1]).strip(),
                "text": text or None,
                "likes": _likes(lower(likes[0])) if likes else None,
            },
        )


def _text(numbered: Sequence[tuple[int, str]], kinds: Sequence[str], at: int, end: int) -> str:
    """Return what was said between a time and the name above the next one; it ends at the first button."""
    said: list[str] = []
    for kind, (_, line) in zip(kinds[at + 1 : end - 1], numbered[at + 1 : end - 1], strict=True):
        if kind == "button" and said:
            break
        if kind == "text":
            said.append(line)
    return "\n".join(said)


def _may_name(kind: str, line: str) -> bool:
    return kind == "text" and len(line) <= _NAME and line[-1] not in "!?…"


def _kind(line: str) -> str:
    """Return what a line of a page is: a time, a button, a number, or text."""
    lowered = lower(_AGO.sub("", line)).strip(" ·•")
    if lowered in _BUTTONS or _ANSWERS.fullmatch(lowered):
        return "button"
    if len(lowered) <= 30 and (_SHORT.fullmatch(lowered) or _is_time(lowered)):
        return "time"
    return "number" if _likes(lowered) is not None else "text"


def _likes(line: str) -> int | None:
    """Return the likes that a line counts, with or without a word for them: `12`, `3 bəyənmə`, `1.2K likes`."""
    match = _LIKED.fullmatch(line)
    return numbers.whole(match[1]) if match else None


def _is_time(line: str) -> bool:
    """Return whether a line is a time and nothing else: "2 gün əvvəl", "вчера в 13:05", "31 oktyabr 2023"."""
    moment, sure = times.time(line, now=datetime.now(UTC))
    if sure == "estimated":
        return len(line.split()) <= 4 and (line[0].isdigit() or line.startswith(_BEGINS))
    return moment is not None and not line.isdigit()
