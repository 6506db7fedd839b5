"""Tables of tools that watch what is said and judge it: their `Sentiment` is a program's, and no label by hand."""

from collections.abc import Iterable

from sentiment.reading.columns.names import FOLDED, fold

# Columns of Brandwatch, Meltwater, Talkwalker, Determ, Brand Analytics, Sprinklr, Brand24, Mention, Awario, YouScan and
# Medialogia beside the mentions: two make such a table. Those of the first five were seen in programs that read them.
_OF_TOOLS = frozenset(map(fold, (
    "query id", "query name", "page type", "snippet", "resource id", "mention id", "mention type", "hit sentence",
    "opening text", "keyphrases", "key phrases", "influencer", "reach", "potential reach", "ave", "engagement",
    "engagement type", "source type", "content source", "content source name", "social echo", "influence score",
    "potential audience", "author followers", "trending score", "domain authority", "social media reach",
    "document id", "input name", "monthly visitors", "estimated views", "potential impressions", "alert name",
    "mention snippet", "engagement rate", "content snippet", "title snippet", "search indexed", "thread entry type",
    "information type", "editorial echo", "national viewership", "alternate date format",
    "matching keywords", "sentiment reason", "net sentiment", "охват", "аудитория", "вовлеченность", "вовлечённость",
    "тип источника", "место публикации", "подписчики места публикации", "тип поста", "подписчики", "демография",
    "сумма всех реакций",
    "тип сообщения", "медиаиндекс", "сми2", "роль объекта", "заметность",
)))  # fmt: skip
# What programs write beside the label that they found; one is enough.
_SCORES = frozenset(map(fold, (
    "compound", "polarity", "subjectivity", "sentiment score", "sentiment magnitude", "sentiment confidence",
    "sentiment probability", "polarity score", "vader compound", "textblob polarity",
)))  # fmt: skip
_SAYS_BY_HAND = frozenset(map(fold, ("gold", "gold label")))


def is_of_tool(header: Iterable[str]) -> bool:
    """Return whether a table is one of a tool that watches what is said, whose posts are opinions, too."""
    return len(set(map(fold, header)) & _OF_TOOLS) > 1


def judged_by_program(header: Iterable[str]) -> str | None:
    """Return the column in which a program says what it found, where only those of people are called so elsewhere."""
    names = {fold(name): name for name in header}
    if not is_of_tool(names) and not names.keys() & _SCORES:
        return None
    return next((names[name] for name in FOLDED["gold"] if name in names and name not in _SAYS_BY_HAND), None)
