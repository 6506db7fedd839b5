"""Whose a column is: names and handles of people, which are hashed, and where to find them, which is never copied.

By its name, else by what it holds. When in doubt, it is taken for personal: a column too many that is hashed costs less
than a name in a report. So a word for a person makes a column personal whatever unknown words stand around it
(`node.owner.id`, `real_name_normalized`), unless one is known to speak of something else (`author followers`).
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from ipaddress import ip_address
from typing import Any

from sentiment.reading.columns import handles
from sentiment.reading.columns import names as header
from sentiment.reading.columns.handles import LETTER
from sentiment.reading.columns.marked import are_flags
from sentiment.reading.columns.person_words import ADDRESS as ADDRESS
from sentiment.reading.columns.person_words import NAME, OTHER, SURELY, THING, WHO, WHOLE, WORDS
from sentiment.reading.columns.person_words import PERSON as PERSON
from sentiment.table import times

# What somebody wrote is no person, but in `comment author` and `Автор комментария` the person is what is named: by the
# last word, and in Russian, French and Spanish by the first.
_WRITTEN = frozenset(
    "comment comments review reviews feedback rey reyi reyin serh serhi serhin yorum yorumu avis".split()
)
_WRITTEN_STEMS = ("отзыв", "комментари", "bewertung", "kommentar", "commentaire", "comentario", "resena", "rezension")
_HEAD_FIRST = frozenset("de du des d del la le les los las".split())
# These tell where somebody is to be found whatever stands beside them: `shipping_address_line1`.
_SURELY_REACHED = ("address", "email", "adres", "unvan", "адрес", "epoct", "eposta", "anschrift",
                   "direccion", "passport", "iban", "postcode", "phonenumber")  # fmt: skip
# With one of these beside it a number is a telephone's.
_REACHED = ("contact", "elaqe", "iletisim", "mobil", "cep", "gsm", "контакт", "мобильн", "movil", "celular")
# Such a name makes a column of telephone numbers likely, be they written as they may.
_NUMBERED = frozenset("number num no nr nomre nomresi nomreniz номер numara numarasi numaraniz nummer numero mobile "
                      "mobil cell gsm cep handy portable movil celular phone telefon".split())  # fmt: skip
_ADVERTISING = frozenset("ads adset advert advertiser campaign campaigns creative impression impressions click clicks "
                         "spend ctr cpc cpm reach brand banner placement".split())  # fmt: skip
_ENGLISH = frozenset("id text comment comments review date time created likes likecount rating url link platform "
                     "author user username score group language label sentiment views replies".split())  # fmt: skip
_ENGLISH_PARTS = frozenset("name id url link image number account".split())
_COUNTED = ("numberof", "nombredu", "nombreda")  # of users, d'utilisateurs, d'abonnés

_EXACT = {word: kind for kind, words in WORDS.items() for word in words.split() if word[-1] != "*"}
_STEMS = {word[:-1]: kind for kind, words in WORDS.items() for word in words.split() if word[-1] == "*"}
_NAMES = {header.fold(name): kind for kind, names in WHOLE.items() for name in names}
_LONGEST = 5  # words of the name of a column that may be about anything; more are a question, or a sentence
_SHORTEST = 3  # letters of a word that may be written together with another, as in `channelname`
_PARENTHESES = re.compile(r"\([^)]*\)?")

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_HANDLES = re.compile(rf"(?:@{LETTER}+[\s,;]*)+")
_PROFILE = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:vk\.com(?!/(?:wall|topic|photo|video|clip)-?\d)|t\.me|instagram\.com|facebook\.com|twitter\.com|x\.com|ok\.ru|threads\.net"
    r"|tiktok\.com|youtube\.com|linkedin\.com/in)/(?:profile\.php\?id=|channel/)?@?[\w.%-]+/?"
)
_MASKED_IP = re.compile(r"(?:(?:\d{1,3}|[x*]{1,3})\.){3}(?:\d{1,3}|[x*]{1,3})(?::\d{1,5})?(?:/\d\d?)?")
_DIGITS = re.compile(r"\+?[\d ()./\u00a0-]{7,24}")
_GROUPED = re.compile(r"\d{1,3}(?:[ .\u00a0]\d{3})+|\d+\.\d+")
# Without + and marks a telephone number is one only where its beginning tells: 0 and an area, or a country and the
# first digit of its mobile numbers. Seconds since 1970 begin with 1, ids with anything.
_BARE = re.compile(
    r"0[1-9]\d{7,10}|00[1-9]\d{8,13}|994\d{9}|90[2-5]\d{9}|5[0-6]\d{8}|[78]9\d{9}|77\d{9}|380\d{9}|998\d{9}|9955\d{8}"
    r"|491[567]\d{8,9}|33[67]\d{8}|34[67]\d{8}"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_PROSE = 4  # words on average; a name has fewer


def kinds(columns: Mapping[str, Sequence[Any]]) -> dict[str, str | None]:
    """Tell of each column whether it holds names (PERSON), addresses (ADDRESS) or neither.

    One that holds for the most part what a column of names holds is one too: whom a comment answers.

    Args:
        columns: name -> some of its cells, those that are empty left out.
    """
    beside = tuple(columns)
    found = {name: kind(name, cells, beside) for name, cells in columns.items()}
    people = {bare for name, whose in found.items() if whose == PERSON for bare in map(_bare, columns[name])}
    people = {bare for bare in people if any(map(str.isalpha, bare))}
    repeat = (name for name, whose in found.items() if whose is None and header.fold(name) not in header.FOLDED["text"])
    return found | {name: PERSON for name in repeat if _are_of(people, columns[name])}


def kind(name: str, cells: Sequence[Any], beside: Iterable[str]) -> str | None:
    """Tell of one column, among others, whose it is."""
    found = by_name(name)
    if found == PERSON and are_flags(cells) and all(str(cell)[1:].isalpha() for cell in cells):
        found = None  # whether it is one: `influencer`; a figure or a letter may stand for a person
    if header.fold(name) in header.FOLDED["text"]:
        return None  # comments may well be handles of friends, or a telephone number
    if found == PERSON and header.fold(name) == "ad" and _advertises(cells, beside):
        found = None
    if found == ADDRESS or _holds_addresses(name, cells):
        return ADDRESS
    if found is None and cells and _mean_words(cells) < _PROSE and SURELY in map(_word, header.words(name)):
        return PERSON
    if found is None and header.fold(name) in header.FOLDED["likes"] and any(map(handles.listed, map(str, cells))):
        return PERSON  # who likes it
    if found is None and cells and sum(map(_is_handle, cells)) * 2 > len(cells):
        return PERSON
    return found


@lru_cache(1 << 14)
def by_name(name: str, *, sure: bool = False) -> str | None:
    """Tell whose a column is by its name alone, what stands in parentheses aside.

    Args:
        name: of the column.
        sure: every word of it must be known, as where it is not certain that this is a name of a column at all.
    """
    if len(name) > 80:
        return None
    bare = _PARENTHESES.sub(" ", name).strip() or name
    folded, words = header.fold(bare), header.words(bare)
    said = list(map(_word, words))
    about = bare.rpartition(".")[2]  # of a nested name
    if found := _NAMES.get(folded) or _NAMES.get(header.fold(about)):
        return found
    last = header.words(about)
    if folded.startswith(_COUNTED) or _is_of_a_thing(last, list(map(_word, last))):
        return None
    if None in said and _EXACT.get(folded) not in (PERSON, WHO, SURELY):
        return None if sure or len(last) > _LONGEST else _of_unknown(words, said)
    if ADDRESS in said or _is_number_to_call(words):
        return ADDRESS
    if "ad" in words and not _ENGLISH_PARTS.isdisjoint(words):
        return None  # `Ad name`: no Turkic name has an English word beside it
    return PERSON if {PERSON, WHO, SURELY, NAME} & set(said) or None in said else None


def _of_unknown(words: Sequence[str], said: Sequence[str | None]) -> str | None:
    """Tell of a name with an unknown word: `real_name_normalized` is a person's, `product name` is not."""
    if any(word.startswith(_SURELY_REACHED) for word in words):
        return ADDRESS
    personal = {"real", "first", "last", "full", "display", "screen", "middle", "maiden", "family", "given"}
    named = any(kind == NAME and before in personal for before, kind in zip(words, said[1:], strict=False))
    return PERSON if named or WHO in said else None


def _is_of_a_thing(words: Sequence[str], said: Sequence[str | None]) -> bool:
    """Return whether a name speaks of what is known of a person, or of what they wrote, rather than of the person."""
    if words and words[0] in ("is", "has", "can"):
        return True  # a flag
    if THING not in said:
        return False
    written = [_is_written(word) for word in words]
    if not all(what for what, kind in zip(written, said, strict=True) if kind == THING):
        return True
    people = [place for place, kind in enumerate(said) if kind in (WHO, PERSON, SURELY, NAME, ADDRESS)]
    if not people:
        return True
    is_first = any("а" <= word[:1] <= "я" for word in words) or not _HEAD_FIRST.isdisjoint(words)
    return written.index(True) < people[0] if is_first else len(words) - 1 - written[::-1].index(True) > people[-1]


def _is_written(word: str) -> bool:
    return word in _WRITTEN or word.startswith(_WRITTEN_STEMS)


def _is_number_to_call(words: Sequence[str]) -> bool:
    return any(word.startswith(_REACHED) for word in words) and not _NUMBERED.isdisjoint(words)


@lru_cache(1 << 14)
def _word(word: str) -> str | None:
    """Return what a word says; one made of two says what the first of them does, or else the second."""
    if word.isdigit():
        return OTHER
    stem = next((word[:n] for n in range(len(word), 1, -1) if word[:n] in _STEMS), None)
    found = _EXACT.get(word) or (_STEMS[stem] if stem else None)
    if found is None:
        for place in range(_SHORTEST, min(len(word), 20) - 1):
            first, second = _EXACT.get(word[:place]), word[place:]
            rest = first and (len(second) >= _SHORTEST or second == "id") and _word(second)
            if first and rest:
                ranked = (THING, ADDRESS, SURELY, WHO, PERSON, NAME)
                return next((kind for kind in ranked if kind in (first, rest)), OTHER)
    return found


def _bare(cell: Any) -> str:
    return str(cell).strip().removeprefix("@")


def _are_of(people: Collection[str], cells: Sequence[Any]) -> bool:
    return bool(people) and sum(_bare(cell) in people for cell in cells) * 2 > len(cells)


def _is_handle(cell: Any) -> bool:
    """Return whether a cell is a handle, or the address of a profile."""
    written = str(cell).strip()
    return bool(_HANDLES.fullmatch(written) or _PROFILE.fullmatch(written))


def _advertises(cells: Sequence[Any], beside: Iterable[str]) -> bool:
    """Return whether a column called `ad`, the Azerbaijani and Turkish for name, holds advertisements.

    It does where another column is one of advertising, or where all are called in plain English and few of its cells
    look like a name.
    """
    others = [name for name in beside if header.fold(name) != "ad"]
    if any(_ADVERTISING & set(header.words(name)) for name in others):
        return True
    english = all(header.fold(name) in _ENGLISH for name in others)
    return bool(others) and english and bool(cells) and sum(map(_is_name, map(str, cells))) * 2 < len(cells)


def _is_name(cell: str) -> bool:
    parts = cell.split()
    return len(parts) == 1 or len(parts) < 5 and all(part[:1].isupper() and part.isalpha() for part in parts)


def _mean_words(cells: Sequence[Any]) -> float:
    return sum(len(_WORD.findall(str(cell))) for cell in cells) / len(cells)


def _holds_addresses(name: str, cells: Sequence[Any]) -> bool:
    """Return whether most cells are e-mail or IP addresses or telephone numbers; where the name hints at it, any."""
    words = header.words(name)
    if words and words[-1] == "acct":  # of Mastodon: name@server, and no address of a letter
        return False
    if not cells or words and words[-1].startswith(("version", "versi", "верси", "surum", "build")):
        return False
    said = set(map(_word, words))  # `Order number` is none of a telephone: it has a word of its own
    phone = (
        _numbered if not _NUMBERED.isdisjoint(words) and None not in said else _marked if "id" in words else _is_phone
    )
    found = sum(_is_address(str(cell).strip(), phone) for cell in cells)
    hinted = ADDRESS in said and _mean_words(cells) < _PROSE
    return found > 0 and (hinted or found * 2 > len(cells))


def _is_address(cell: str, phone: Callable[[str], bool]) -> bool:
    if "@" in cell:
        found = _EMAIL.search(cell)
        return found is not None and len(_WORD.findall(cell.replace(found[0], " "))) < _PROSE
    return _is_ip(cell) or phone(cell)


def _is_ip(cell: str) -> bool:
    if _MASKED_IP.fullmatch(cell):
        return True
    try:
        return ":" in cell and ip_address(cell) is not None
    except ValueError:
        return False


def _is_phone(cell: str) -> bool:
    return _BARE.fullmatch(cell) is not None or _marked(cell)


def _marked(cell: str) -> bool:
    """Return whether a number has the + or the marks between its digits that telephone numbers have."""
    if not _numbered(cell) or cell.isdigit():
        return False
    digits = sum(map(str.isdigit, cell))
    grouped = cell[0] != "0" and _GROUPED.fullmatch(cell)
    return cell[0] == "+" or (digits >= 9 and not grouped and times.time(cell)[0] is None)


def _numbered(cell: str) -> bool:
    """Return whether there are the digits of a telephone number, which in a column of that name is enough."""
    return _DIGITS.fullmatch(cell) is not None and 7 <= sum(map(str.isdigit, cell)) <= 15
