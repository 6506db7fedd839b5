"""Cheap signs that a comment may mean the opposite of its words. A risk to be shown, never a label."""

import re
from collections import Counter
from typing import Any

import numpy as np

from sentiment.arrays import Ints
from sentiment.estimation.evidence import Evidence
from sentiment.rendering.document import Cues
from sentiment.summary.entries import entries
from sentiment.table.ranking import commonest
from sentiment.text import lower

BATCH = 10_000

# Spelled as `lower` leaves them: every I is `i`. Chosen by hand; precision is not claimed.
_PRAISE = (
    r"bravo|super|genius|great|perfect|wonderful|well done|congrat\w*|thank\w*|nice"
    r"|afərin|aferin|əla|ela|mükəmməl|halal|təbrik\w*|tebrik\w*|təşəkkür\w*|sağ ol\w*|nə gözəl|ne gozel|çox yaxşi"
    r"|helal|harika|mükemmel|süper|teşekkür\w*|tesekkur\w*|ne güzel|ne guzel"
    r"|браво|супер|молод(?:ец|цы)|красав\w*|спасибо|гениальн\w*|отличн\w*|прекрасн\w*|умниц\w*|класс"
)
_MOCKING = "🙄|🤡|🙃|🤦|😏|😒|🫠|👏\\s*👏"
_PHRASE = "a turn of phrase"
CUES = {
    "praise with a mocking emoji": rf"(?:\b(?:{_PRAISE})\b.*(?:{_MOCKING}))|(?:(?:{_MOCKING}).*\b(?:{_PRAISE})\b)",
    _PHRASE: (
        r"\bну да,? (?:конечно|ну да)|\bага,? (?:конечно|щас)|\bкак же\b[.!,]|\bспасибо,? кэп|\bкакой сюрприз"
        r"|\b(?:əla|ela|yaxşi|yaxsi) da\b|\bhə hə\b|\bhə də\b|\bnə deyim,? afərin|\bafərin siz|\baferin\b"
        r"|\b(?:aha|ha|he|tabi|tabii),? tabii?\b|\btabii? canim\b|\boldu canim\b|\bçok (?:komik|beklersin)"
        r"|\byeah,? right\b|\boh,? (?:great|sure|really)\b|\bwhat a surprise\b|\bbig surprise\b|\bthanks for nothing\b"
    ),
    "praise in quotation marks": rf"[\"“«](?:{_PRAISE})[\"”»]",
    "a mark of irony": r"(?:^|\s)/s\s*$|\(!\)|🙃\s*$",
}
_CUES = {name: re.compile(pattern, re.DOTALL) for name, pattern in CUES.items()}
_MARKS = re.compile(rf"{_MOCKING}|[\"“«]|/s|\(!\)")  # one of these is in every sign but a turn of phrase
LONGEST = 1_000  # characters that are looked at


def cue(text: str) -> str | None:
    """Return the first sign of irony in a text by its name, or None."""
    head = lower(text[:LONGEST])
    worth = _CUES if _MARKS.search(head) else [_PHRASE]
    return next((name for name in worth if _CUES[name].search(head)), None)


def signs(texts: Any, evidence: Evidence, rows: Ints) -> Cues:
    """Return how many comments have a sign of irony, and the shares without them."""
    flags = np.zeros(len(evidence.predicted), np.bool_)
    cues: Counter[str] = Counter()
    for start in range(0, len(texts), BATCH):
        for i, text in enumerate(texts[start : start + BATCH].to_pylist(), start):
            if evidence.predicted[i] >= 0 and text and (found := cue(text)):
                flags[i] = True
                cues[found] += 1
    without = rows[~flags[rows]]
    return {"flagged": int(flags.sum()), "cues": commonest(cues), "without": entries(evidence.shares(without))}
