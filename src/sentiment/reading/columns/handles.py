"""Handles inside links and ids: who wrote a post stands in the address of the post, on most networks.

A handle is replaced by the hash that stands for the same person in `author`, so that what belongs together stays
together: `https://x.com/9bb78899c43d/status/1`. What is such a hash already is left alone.
"""

import ast
import json
import re
from collections.abc import Callable, Mapping

Hash = Callable[[str], str]

_HASH = re.compile(r"[0-9a-f]{12}(?:-\w+)?")  # an ending may follow: @ali-nin
_WWW = r"https?://(?:(?:www|m|mobile|old|new|web|[a-z]{2})\.)?"
_SITE = (  # what stands before a handle, and what the handle is made of
    rf"{_WWW}(?:twitter|x)\.com/@?(?P<x>(?!(?:i|intent|share|search|hashtag|home|explore)(?:[/?#]|$))\w{{1,30}})",
    rf"{_WWW}instagram\.com/(?:stories/)?(?P<instagram>(?!(?:p|reels?|tv|explore|stories|accounts)(?:[/?#]|$))[\w.]+)",
    rf"{_WWW}(?:facebook|fb)\.com/(?:people/)?(?P<facebook>(?!(?:groups|watch|photo|photos|videos?|reel|events|pages|share|"
    r"hashtag|permalink\.php|story\.php|photo\.php|video\.php|profile\.php|plugins|l\.php|\d+)(?:[/?#]|$))[\w.-]+)",
    rf"{_WWW}facebook\.com/(?:profile\.php\?id=|groups/\w+/user/)(?P<profile>\d+)",
    rf"{_WWW}facebook\.com/(?:permalink|story)\.php\?[^#\s]*?\bid=(?P<owner>\d+)",
    rf"{_WWW}youtube\.com/(?:channel|user|c)/(?P<youtube>[\w-]+)",
    rf"{_WWW}reddit\.com/(?:user|u)/(?P<reddit>[\w-]+)",
    rf"{_WWW}reddit\.com/r/u_(?P<redditor>[\w-]+)",
    rf"{_WWW}(?:vk\.com|ok\.ru/profile)/(?P<vk>(?:id)?\d+|(?!wall|club|public|topic|video|photo|event|feed|search|away|app)"
    r"[a-z][\w.]{3,}(?=$|[?#]))",
    rf"{_WWW}(?:linkedin\.com/in|bsky\.app/profile|t\.me(?=/\w+/?$))/(?P<profiled>[\w.:-]+)",
    r"https?://[^/\s]+/(?:@|users/|u/|user/|author/|profile/|~)(?P<any>[\w.-]+)(?:@[\w.-]+)?",
    r"(?P<did>did:(?:plc|web|key):[\w.%-]+)",
)
_LINK = re.compile("|".join(_SITE), re.IGNORECASE)
LETTER = r"[\w.·-]"  # of a handle; YouTube's have a dash: @user-ab1cd
_MENTIONS = re.compile(rf"@{LETTER}+(?:[\s,;]+@{LETTER}+)+")
_LONGEST = 20_000  # letters of a list
_MENTION = re.compile(rf"(?<![\w.])@(?={LETTER}*[^\W\d_])({LETTER}{{1,60}}\w)")


def first(cell: object) -> str | None:
    """Return the first handle in a link; None where there is none."""
    found = _LINK.search(cell) if isinstance(cell, str) and _may_hold(cell) else None
    return None if found is None else _handle(found)


def listed(cell: str) -> list[str] | None:
    """Return the names in a cell that holds a list of them: JSON, a list of Python's, or `@one, @two`; else None."""
    if _MENTIONS.fullmatch(cell):
        return re.findall(rf"@({LETTER}+)", cell)
    if cell[:1] != "[" or cell[-1:] != "]" or len(cell) > _LONGEST:
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(cell)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        return found if isinstance(found, list) and all(isinstance(name, str) for name in found) else None
    return None


def last_did(cell: object) -> str | None:
    """Return the last DID in an id of Bluesky: that of who posted, or reposted."""
    found = re.findall(_SITE[-1], cell) if isinstance(cell, str) and "did:" in cell else None
    return found[-1] if found else None


def veiled(cell: str, hashed: Hash) -> str:
    """Replace every handle in the links of a cell."""
    if not _may_hold(cell):
        return cell

    def replaced(found: re.Match[str]) -> str:
        handle = _handle(found)
        start, end = found.span(str(found.lastgroup))
        return cell[found.start() : start] + _shown(handle, hashed) + cell[end : found.end()]

    return _LINK.sub(replaced, cell)


def without_mentions(cell: str, hashed: Hash) -> str:
    """Replace the handles that are mentioned in a cell."""
    return _MENTION.sub(lambda found: "@" + _shown(found[1], hashed), cell) if "@" in cell else cell


def without_names(cell: str, names: Mapping[str, str]) -> str:
    """Replace names that a row holds elsewhere, each by its hash."""
    for name, known in names.items():
        if name in cell:
            cell = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", known, cell)
    return cell


def _may_hold(cell: str) -> bool:
    return "://" in cell or "did:" in cell


def _handle(found: re.Match[str]) -> str:
    return found[str(found.lastgroup)]


def _shown(handle: str, hashed: Hash) -> str:
    return handle if _HASH.fullmatch(handle) else hashed(handle)
