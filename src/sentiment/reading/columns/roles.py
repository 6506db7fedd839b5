"""Which column of a table is which of the row: by its name in seven languages, else by what it holds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sentiment.errors import ColumnError
from sentiment.reading.columns import personal
from sentiment.reading.columns.monitoring import is_of_tool, judged_by_program
from sentiment.reading.columns.names import COMMENTS, FOLDED, KNOWN, collected, fold, words
from sentiment.reading.columns.names import NAMES as NAMES
from sentiment.reading.columns.own import never_said
from sentiment.table import numbers, times

# Words by which a column that holds seconds since 1970 says so.
TIMELY = frozenset(
    "time timestamp date datetime at on created sent posted published updated unix epoch ts utc tarix "
    "tarixi vaxt vaxti tarih tarihi zaman zamani saat дата время datum zeit heure fecha hora".split()
)
INNER = ("text", "time", "author", "parent", "thread", "likes", "rating")  # found inside objects too
SPARSE = 5  # a column filled this many times more seldom than another of its kind is not taken
MOST_STARS = 100  # points that somebody gives; votes have no end
_FROM_NOUGHT = 10  # the most points of a scale that begins with 0
# What articles and posts have beside their texts, columns that may be of these or of comments, and those of comments.
_TITLES = frozenset(map(fold, ("title", "headline", "başlıq", "başlık", "заголовок", "titel", "titre", "título")))
_GENERAL = frozenset(map(fold, ("text", "body", "content", "full text", "mətn", "metin", "текст", "texte", "texto",
                                "inhalt", "contenu", "post", "caption", "paylaşım", "gönderi")))  # fmt: skip
_COMMENT = frozenset(map(fold, ("comment text", "user comment", "şərh", "rəy", "yorum", "комментарий", "kommentar",
                                "commentaire", "comentario")))  # fmt: skip
LIKE = 0.3  # a column with this share of the prose of the text's may be the text
TERSE = 3  # words of a name that is no question: `about me`, not `What do you think about it?`
ASIDE = 0.1  # the prose of a column that says something beside the comment counts so much
# What a comment stands in, and what beside it has texts, times and likes of its own.
_HOLDERS = frozenset(
    "data node item items attributes fields field snippet value values result record source payload object content "
    "comment comments top level toplevel toplevelcomment original legacy full message messages review reviews tweet "
    "body text public metrics stats statistics counts".split()
)
_OTHERS = frozenset(
    "video post page thread media article story place parent quoted retweeted shared meta replied answered to mention "
    "mentions mentioned tagged recipient receiver".split()
)
# What is said of the comment itself in the name of a column beside those of videos and posts: `comment_likes`.
_OWN = frozenset("comment comments review tweet message feedback".split())
# What people are called inside the object that stands for them.
_CALLED = tuple(map(fold, ("username", "screen name", "unique id", "display name", "full name", "name", "nickname",
                           "login", "acct", "handle")))  # fmt: skip
# Where no column holds what people are called, their numbers tell them apart.
_NUMBERED = tuple(map(fold, ("author id", "user id", "from id", "from id.user id", "sender id", "commenter id",
                             "public id", "id автора", "id пользователя", "id отправителя")))  # fmt: skip
# Times of a person or a video, which are none of a comment, and those that a comment has beside that of its writing.
_NOT_WRITTEN = frozenset(
    "video user account profile channel member membership joined join registration registered birth qeydiyyat kayit "
    "uyelik регистрации anmeldung inscription registro registrado".split()
)
_SECOND = frozenset("post page article thread updated edited modified changed last answered replied".split())
_BESIDE = frozenset(
    "translation translated tercume tercumesi ceviri cevirisi перевод ubersetzung traduction traduccion "
    "bio biography about description website site reason reasons signature tagline biografiya biyografi bioqrafiya "
    "биография описание причина grund raison motivo "
    "question questions sual suallar soru sorular вопрос вопросы frage pregunta".split()
)
_INFLUENCER = fold("influencer")
# Of a text beside its translation.
_ORIGINAL = frozenset(
    map(fold, ("original", "orijinal", "orijinalı", "orijinali", "orijinalda", "оригинал", "исходный"))
)
# Columns that stand beside the score of posts and comments on Reddit.
VOTED = frozenset(map(fold, ("created_utc", "subreddit", "permalink", "link_id", "upvotes")))
# What a column of how many comments there are holds: `12 comments`.
_NUMBER_OF = re.compile(
    r"(?:\d[\d.,\s]*[^\W\d]{0,3}|no)\s(?:comments?|reviews?|replies|şərh|rəy|yorum|комментари\w+|отзыв\w*|kommentare?"
    r"|commentaires?|comentarios?)",
    re.I,
)
# Columns of how often an answer was given, in a table of answers.
OFTEN = frozenset(map(fold, ("count", "frequency", "freq", "n", "say", "sayı", "tezlik", "adet", "frekans", "sıklık",
                             "количество", "кол-во", "частота", "anzahl", "häufigkeit", "effectif", "fréquence",
                             "frecuencia")))  # fmt: skip
_FROM, _UNTIL = datetime(2004, 1, 1, tzinfo=UTC), timedelta(days=366)  # when comments are written, until next year
_AGAIN = re.compile(r" \(\d+\)$|[ _.]\d{1,2}$")  # behind a name that stands twice in a header
_LINK = re.compile(r"\S+://\S+$|www\.\S+$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAID = re.compile("[^\\W\\d_]{2,}|[\u2600-\u27bf\U0001f300-\U0001faff]+")


def is_known(name: Any) -> bool:
    """Return whether a cell reads like a column name of a comment file."""
    if not isinstance(name, str) or len(name) >= 60:
        return False
    return fold(name) in KNOWN or personal.by_name(name, sure=True) is not None


def names_text(name: Any) -> bool:
    """Return whether a cell reads like the name of the column with the comments."""
    return isinstance(name, str) and len(name) < 60 and fold(name) in FOLDED["text"]


def names_likes(name: str) -> bool:
    """Return whether a column is called like one for the likes of the comments."""
    return bool(_called("likes", [_split(name)]))


class Guess(NamedTuple):
    """Which column is which, how the text's was found, and the columns that may hold comments too."""

    mapping: dict[str, str]
    why: str
    rivals: list[str]


class Name(NamedTuple):
    """The name of a column, folded as a whole and its last part in an object, and how far that is from the comment.

    `own` is what follows where it begins with a word for the comment.
    """

    written: str
    whole: str
    last: str
    distance: int
    own: str


def guess(
    header: Sequence[str],
    sample: Sequence[Mapping[str, Any]],
    given: Mapping[str, str],
    file: str,
    kinds: Mapping[str, str | None],
) -> Guess:
    """Tell the column of the file for each column of the row.

    Args:
        header: the columns of the file.
        sample: its first rows.
        given: what the user said, which wins.
        file: its name, for the message.
        kinds: whose each column is. What holds addresses gets no part, and what holds names only that of the author,
            unless the user says so.

    Raises:
        ColumnError: a column that the user named is not there, or none can hold the comments.
    """
    listed = _listed(file, header)
    mapping = _given(given, header, file)
    cells = {name: [row[name] for row in sample if row.get(name) is not None] for name in header}
    names = [_split(name) for name in header]
    for target in FOLDED:
        found = None if target in mapping else _named(target, names, cells, kinds, mapping)
        mapping |= {target: found} if found is not None else {}
    if "skipped" not in given and not _are_reasons(header, cells.get(mapping.get("skipped", ""), [])):
        mapping.pop("skipped", None)
    if "gold" not in given and mapping.get("gold") == judged_by_program(header):
        mapping.pop("gold", None)
    if "rating" not in given and "likes" not in mapping and _are_votes(mapping.get("rating"), header, cells):
        mapping["likes"] = mapping.pop("rating")
    if "id" not in mapping and "parent" in mapping and (numbered := _answered(mapping, header[0], cells)):
        mapping["id"] = numbered
    why = "you named it" if "text" in given else "its name"
    taken = {*mapping.values()} | never_said(header, sample)
    free = [name for name in header if name not in taken and kinds.get(name) is None]
    if "text" not in given and (fuller := _fuller(mapping.get("text"), free, cells)):
        why = f"it holds the most prose, and {mapping['text']!r}, called like one for comments, next to nothing"
        mapping["text"] = fuller
    if "text" not in mapping:
        found = max(free, key=lambda name: _likely(name, cells[name]), default=None)
        if found is None or _prose(cells[found], found) == 0:
            hint = "add --column text=NAME (in Python: columns={'text': NAME})"
            raise ColumnError("a column with the comments", listed, hint)
        mapping["text"] = found
        why = "it is the original" if _is_original(found, cells[found]) else "it holds the most prose"
    if "text" not in given and (said := _comments_on(mapping["text"], free, sample)) is not None:
        mapping["text"], why = said, f"{mapping['text']!r} is the text that they are on"
    if "text" not in given and (whole := _whole(mapping["text"], free, sample, marked=why == "its name")):
        mapping["text"], why = whole, f"it holds in full what {mapping['text']!r} cuts off"
    others = [name for name in free if name != mapping["text"] and cells[name]]
    if "time" not in mapping:
        timely = [name for name in others if _is_of_writing(name) and _all_times(cells[name], named=names_time(name))]
        found = max(timely, key=lambda name: (-_distance(name), _is_first(name), len(cells[name])), default=None)
        mapping |= {"time": found} if found is not None else {}
    return Guess(mapping, why, [] if "text" in given else _rivals(mapping["text"], others, cells, why))


def _split(name: str) -> Name:
    last = fold(name.rpartition(".")[2])  # of `reply_to._`, what kind of object that is, nothing is left
    return Name(name, fold(name) if last else "", last, _distance(name), _own(name))


def _given(given: Mapping[str, str], header: Sequence[str], file: str) -> dict[str, str]:
    for target, name in given.items():
        if target not in NAMES:
            raise ColumnError(f"one of {', '.join(NAMES)}", f"--column {target}={name}", "say what the column is")
    return {target: among(header, name, target, file) for target, name in given.items()}


def among(header: Iterable[str], name: str, target: str, file: str) -> str:
    """Return the column that the user means by a name, spelled as the file spells it.

    Raises:
        ColumnError: the file has none.
    """
    names = list(header)
    found = name if name in names else {fold(own): own for own in reversed(names)}.get(fold(name))
    if found is None:
        raise ColumnError(f"a column {name!r} for {target}", _listed(file, names), "name one of those")
    return found


def _listed(file: str, header: Sequence[str]) -> str:
    return f"{file} with columns {', '.join(header[:30]) or 'none'}"


def _named(
    target: str,
    names: Sequence[Name],
    cells: Mapping[str, Sequence[Any]],
    kinds: Mapping[str, str | None],
    mapping: Mapping[str, str],
) -> str | None:
    """Return the likeliest column that is called like a target, and not nearly empty beside another such column."""
    allowed = personal.PERSON if target == "author" else None
    free = [name for name in _called(target, names) if kinds.get(name) == allowed and name not in mapping.values()]
    fitting = [name for name in free if _fits(target, cells[name])]
    if target == "author" and not _speak_influencers(names, mapping.get("text")):
        fitting = [name for name in fitting if fold(name) != _INFLUENCER]
    if target == "author":  # what people are called, before a number of theirs, which is 0 for guests
        fitting.sort(key=lambda name: all(str(cell).isdigit() for cell in cells[name]))
    most = max((len(cells[name]) for name in fitting), default=0)
    return next((name for name in fitting if len(cells[name]) * SPARSE >= most), None)


def _speak_influencers(names: Sequence[Name], text: str | None) -> bool:
    """Return whether the texts are by influencers, as tools call all authors; comments are by others, below theirs."""
    return is_of_tool(name.written for name in names) and fold(text or "") not in COMMENTS | _COMMENT


def _called(target: str, names: Sequence[Name]) -> list[str]:
    """Return the columns that are called like a target, the likeliest first; also by the last name in an object."""
    order = {name: place for place, name in enumerate(FOLDED[target])}
    found = []
    for name in names:
        if name.own in order and target in INNER and target != "text":  # `comment_reply` is no comment
            found.append((-1, order[name.own], name.written))
        elif name.whole in order:
            found.append((0, order[name.whole], name.written))
        elif target == "author" and name.last in _CALLED and _speaks(name.written):
            found.append((1, _CALLED.index(name.last), name.written))
        elif target == "author" and (number := _number(name)) is not None:
            found.append((3, number, name.written))
        elif name.last in order and target in INNER and (name.distance < 2 or target in ("text", "time")):
            found.append((name.distance, order[name.last], name.written))
    return [name for _, _, name in sorted(found, key=lambda entry: entry[:2])]


def _number(name: Name) -> int | None:
    """Return how likely a column is that of the numbers of those who speak, from 0; None for any other."""
    bare = name.last if _speaks(name.written) else name.whole
    return _NUMBERED.index(bare) if bare in _NUMBERED else None


def _own(name: str) -> str:
    said = words(name) if "." not in name else []
    return "".join(said[1:]) if said[:1] and said[0] in _OWN else ""


def _speaks(name: str) -> bool:
    """Return whether a name is of something in the object of the person who speaks: `from.name`, `sender.name`."""
    outer = name.rpartition(".")[0]
    return personal.by_name(outer) == personal.PERSON and (_OTHERS | {"reply"}).isdisjoint(words(outer))


def _is_of_writing(name: str) -> bool:
    """Return whether a column of times may hold when the comments were written, by its name."""
    return collected([name]) is None and _NOT_WRITTEN.isdisjoint(words(name))


def _is_first(name: str) -> bool:
    said = words(name)
    return _SECOND.isdisjoint(said) or not _OWN.isdisjoint(said)


def _distance(name: str) -> int:
    """Return how far from the comment a value inside objects is: 0 in itself, 1 in something, 2 in something else's."""
    outer = name.rpartition(".")[0]
    if not outer or all(map(_HOLDERS.__contains__, words(outer))):
        return 0
    return 2 if personal.by_name(outer) == personal.PERSON or not _OTHERS.isdisjoint(words(outer)) else 1


def _whole(text: str, free: Sequence[str], sample: Sequence[Mapping[str, Any]], *, marked: bool) -> str | None:
    """Return the column that has in full what the text's cuts off, `description` below `title`; None where none has.

    Args:
        text: the column found for the text.
        free: the columns that have no part.
        sample: the first rows.
        marked: dots must stand where the text was cut, as what follows in full may be another's.
    """
    for name in free:
        both = [(str(row[text]), str(row.get(name) or "")) for row in sample if row.get(text) is not None]
        cut = [(short, full) for short, full in both if short != full]
        begin = all(len(full) > len(short) and full.startswith(short.rstrip(" .…")) for short, full in cut)
        if name != text and cut and begin and not (marked and not all(s.endswith(("…", "...")) for s, _ in cut)):
            return name
    return None


def _comments_on(text: str, free: Sequence[str], sample: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the column of comments beside that of what they are on, which has a title; None where there is none.

    What comments are on comes again with each of them; else it is a review, and the comment on it the shop's. A column
    of comments that is often empty, or no more varied than the texts, holds remarks on them.
    """
    titles = [name for name in (sample[0] if sample else ()) if fold(name) in _TITLES]
    articles = [tuple(str(row.get(name)) for name in (text, *titles)) for row in sample if row.get(text) is not None]
    filled = len(articles)
    if fold(text) not in _GENERAL or not titles or 2 * len(set(articles)) > filled:
        return None
    for name in free:
        cells = [row[name] for row in sample if row.get(name) is not None]
        is_varied = len(cells) * 5 >= filled * 4 and len({*map(str, cells)}) > len({*articles})
        if fold(name) in COMMENTS | _COMMENT and is_varied and _prose(cells, name) > 1:
            return name
    return None


def _fuller(text: str | None, free: Sequence[str], cells: Mapping[str, Sequence[Any]]) -> str | None:
    """Return the column with the most prose where the one that is called like a text's is nearly empty beside it."""
    if text is None:
        return None
    least = max(2, SPARSE * len(cells[text]))
    full = [name for name in free if len(cells[name]) >= least and _has_blanks(cells[name])]
    found = max(full, key=lambda name: _prose(cells[name], name), default=None)
    return found if found is not None and _prose(cells[found], found) > 1.5 else None


def _likely(name: str, cells: Sequence[Any]) -> tuple[bool, bool, float]:
    """Return how likely a column holds the comments; one with more than a word in some cell before categories."""
    prose = _prose(cells, name)
    return _is_original(name, cells), prose > 0 and any(map(is_said, cells)), prose


def _answered(mapping: Mapping[str, str], first: str, cells: Mapping[str, Sequence[Any]]) -> str | None:
    """Return the first column, called `#` or `No`, where the parents name rows by it."""
    parents = set(map(numbers.identifier, cells[mapping["parent"]])) - {None, "0", "-1"}
    own = [numbers.identifier(cell) for cell in cells[first]]
    is_told = first not in mapping.values() and len(set(own)) == len(own) and bool(parents) and parents < set(own)
    return first if is_told else None


def _is_original(name: str, cells: Sequence[Any]) -> bool:
    """Return whether a column is called that of the text in its own language, as one beside its translation is."""
    said = words(name)
    return not _ORIGINAL.isdisjoint(said) and _OTHERS.isdisjoint(said) and _prose(cells, name) > 1


def _are_votes(score: str | None, header: Sequence[str], cells: Mapping[str, Sequence[Any]]) -> bool:
    """Return whether a column `score` holds what votes add up to, as on Reddit, rather than stars."""
    if score is None or fold(score) != "score":
        return False
    found = [numbers.number(cell) for cell in cells[score]]
    if any(number is None or not number.is_integer() for number in found):
        return False
    beside = {fold(name) for name in header}
    most = max(filter(None, found), default=0)
    no_stars = most > MOST_STARS or ("body" in beside and 0 in found and most > _FROM_NOUGHT)
    return no_stars or any(number < 0 for number in found if number) or not VOTED.isdisjoint(beside)


def _rivals(text: str, others: Sequence[str], cells: Mapping[str, Sequence[Any]], why: str) -> list[str]:
    """Return the columns that may hold comments as well: by their prose, or where the text was named, by their name."""
    if why == "its name":
        return [name for name in others if names_text(_AGAIN.sub("", name)) and _prose(cells[name], name) > 1]
    enough = max(1.5, _prose(cells[text], text) * LIKE)
    return [name for name in others if _prose(cells[name], name) >= enough and _has_blanks(cells[name])]


def _has_blanks(cells: Sequence[Any]) -> bool:
    """Return whether most cells are more than a word, as answers to an open question are and codes are not."""
    return sum(isinstance(cell, str) and " " in cell.strip() for cell in cells) * 2 > len(cells)


def _fits(target: str, cells: Sequence[Any]) -> bool:
    """Return whether what a column holds can be what its name says: `comments` may be the number of comments."""
    if not cells:
        return True
    if target in ("id", "parent"):  # a column `parent comment` may hold what that says
        return 2 * sum(" " in str(cell).strip() for cell in cells) <= len(cells)
    if target == "toward":
        return 2 * sum(isinstance(cell, str) and _WORD.search(cell) is not None for cell in cells) > len(cells)
    if target == "time":
        return not all(times.clock(cell) is not None for cell in cells)
    if target == "text" and all(isinstance(cell, str) and cell[:2] in ("[{", "[[", '{"', "{'") for cell in cells):
        return False  # lists and objects, never what somebody said
    counted = sum((numbers.rating if target == "rating" else numbers.number)(cell) is not None for cell in cells)
    if target == "text":
        counted += sum(isinstance(cell, str) and _NUMBER_OF.fullmatch(cell.strip()) is not None for cell in cells)
        return counted < len(cells) or len(cells) < 3 and not all(str(cell).isdigit() for cell in cells)
    if target == "likes":
        counted = sum(numbers.whole(cell) is not None for cell in cells)
    return counted * 2 >= len(cells) if target in ("likes", "rating") else True


def _are_reasons(header: Sequence[str], cells: Sequence[Any]) -> bool:
    """Tell whether a column `skipped` is this program's: its tables have ids and files, and posts are read as one."""
    return {"id", "file"} <= {*header} or {*cells} <= {"post"}


def _prose(cells: Sequence[Any], name: str = "") -> float:
    """Return the mean number of words in the cells of a column, links and numbers not counted."""
    found = [len(_SAID.findall(c)) for c in cells if isinstance(c, str) and not _LINK.match(c) and c[:1] not in "{["]
    distinct = len(set(map(str, cells))) / max(1, len(cells))
    mean = sum(found) / max(1, len(cells)) * (0.2 + distinct) if found and not _all_times(cells) else 0.0
    return mean * ASIDE if is_aside(name) else mean


def is_aside(name: str) -> bool:
    """Return whether the name of a column says that it holds something beside the comment: a translation, a reason."""
    said = words(name)
    return len(said) <= TERSE and not _BESIDE.isdisjoint(said)


def is_said(cell: Any) -> bool:
    """Return whether a cell may be what somebody said: three words or more, no list, no link."""
    is_plain = isinstance(cell, str) and cell[:1] not in "{[<" and "://" not in cell
    return is_plain and len(_WORD.findall(cell)) > 2 and times.time(cell)[0] is None


def names_time(name: str) -> bool:
    """Return whether the name of a column speaks of time."""
    return not TIMELY.isdisjoint(words(name))


def is_serial(cells: Sequence[Any]) -> bool:
    """Return whether nearly all cells of a column are days as spreadsheets count them."""
    days = sum(times.time(cell, serial=True)[0] is not None and times.time(cell)[0] is None for cell in cells)
    return days > 0 and days >= 0.8 * len(cells)


def _all_times(cells: Sequence[Any], *, named: bool = False) -> bool:
    """Return whether nearly all cells are times in which comments are written.

    Args:
        cells: of one column.
        named: its name speaks of time; else digits alone, which may be seconds or anything, are none.
    """
    written = [cell for cell in cells if named or not isinstance(cell, int | float) and not str(cell).strip().isdigit()]
    until = datetime.now(UTC) + _UNTIL
    found = (times.time(cell, now=until, serial=named)[0] for cell in written)
    return bool(written) and sum(time is not None and _FROM <= time <= until for time in found) >= 0.8 * len(cells)
