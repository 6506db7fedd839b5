"""What a claim denies: "not satisfied", "don't support", razı deyil, desteklemiyor, не поддерживают."""

import re
from collections.abc import Iterable, Sequence

from sentiment.errors import DataError

Span = tuple[int, int]
_BEFORE = r"not|no|never|cannot|without|lack\w*|\w*n['’]t|не"
_AFTER = r"deyil\w*|değil\w*|yox(?:dur)?|yok(?:tur)?|нет"
_SEVERAL = r"neither|nor|ни|nə də|ne de"  # what these deny is not read
_GAP = r"(?:\s[^\W\d]+){0,3}"  # "not very satisfied", "not in favour"
# Azerbaijani and Turkish verbs say it themselves: dəstəkləmir, desteklemiyor, qalmadı, olmayan.
_ENDING = r"m(?:[iuü]r|[iuü]yor|[əae](?:d[iuü]|z|m[iuü]ş|y(?:[əae]n|[iu]b|[əae]c[əae][kq])))\w{0,6}(?!\w)"
# With a nobody of these languages the verb is denied as well, and the claim once: никто не доволен.
_NOBODY = r"heç k[iə]\w+|hiç ?kimse\w*|(?:neredeyse|hemen hemen) (?:hiç\w*|kimse)|ник(?:то|ого|ому)"

_LEADS = re.compile(rf"(?<!\w)(?:{_BEFORE}){_GAP}\s$")
_FOLLOWS = re.compile(rf"\s(?:(?:{_AFTER})(?!\w)|\w+?{_ENDING})")
_VERB, _NO_ONE = re.compile(_ENDING), re.compile(rf"(?<!\w)(?:{_NOBODY})(?!\w)")
_ANY = re.compile(rf"(?<!\w)(?:{_BEFORE}|{_AFTER}|{_SEVERAL})(?!\w)")


def denied(said: str, labels: Sequence[Span], others: Iterable[Span]) -> list[bool]:
    """Tell which words for labels a claim denies.

    Args:
        said: the claim, lowered.
        labels: where these words stand.
        others: where quantifiers and the like stand: what is denied before one is not the label after it.

    Raises:
        DataError: something else than a label is denied.
    """
    others = list(others)
    text = _blanked(said, [*labels, *others])
    read: set[int] = set()
    found = []
    for start, end in labels:
        leads, follows = _LEADS.search(text[:start]), _FOLLOWS.match(text, end)
        read |= {leads.start()} if leads else set()
        read |= {end + 1} if follows else set()
        found.append(bool(leads or follows or _VERB.search(said, start, end)))
    if any(match.start() not in read for match in _ANY.finditer(text)) or any(_VERB.search(said, *at) for at in others):
        raise DataError("a claim that is not denied", said, "say how many, not how many not")
    return [False] * len(found) if _NO_ONE.search(said) else found


def _blanked(said: str, spans: Iterable[Span]) -> str:
    """Return a text of which these parts are no words."""
    letters = list(said)
    for start, end in spans:
        letters[start:end] = "|" * (end - start)
    return "".join(letters)
