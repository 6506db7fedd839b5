"""Which column of a table is which of the row: by its name in seven languages, else by what it holds."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sentiment import moment, text, value
from sentiment.errors import ColumnError

# Column of the row -> how files call it, likeliest first; case, spaces, dots and underscores do not count.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "comment text", "comment", "comments", "body", "content", "message", "full text", "text original",
        "review", "review text", "quote", "tweet", "tweet text", "caption", "post", "feedback", "reply",
        "mətn", "şərh", "şərhlər", "rəy", "rəylər", "mesaj", "fikir", "metin", "yorum", "yorumlar", "yorum metni",
        "değerlendirme", "görüş", "текст", "текст комментария", "комментарий", "комментарии", "отзыв", "сообщение",
        "kommentar", "kommentare", "nachricht", "bewertungstext", "beitrag", "inhalt", "commentaire", "commentaires",
        "texte", "avis", "contenu", "comentario", "comentarios", "texto", "mensaje", "reseña", "opinión",
    ),
    "id": ("id", "comment id", "cid", "id str", "tweet id", "review id", "message id"),
    "author": (
        "author", "author name", "user", "username", "user name", "screen name", "name", "nickname", "from",
        "müəllif", "istifadəçi", "ad", "yazar", "kullanıcı", "kullanıcı adı", "isim", "автор", "имя", "пользователь",
        "autor", "benutzer", "benutzername", "verfasser", "auteur", "utilisateur", "nom", "usuario", "nombre",
    ),
    "group": ("group", "role", "qrup", "rol", "grup", "группа", "роль", "gruppe", "rolle", "groupe", "rôle", "grupo"),
    "time": (
        "time", "unix timestamp", "timestamp", "created at", "created utc", "created time", "creation time",
        "create time", "datetime", "date time", "published at", "date", "date posted", "posted at", "post created",
        "tarix", "vaxt", "tarih", "zaman", "дата", "время", "дата и время", "datum", "zeit", "heure", "fecha", "hora",
    ),
    "thread": ("thread", "thread id", "video id", "post id", "conversation id", "link id"),
    "parent": ("parent", "parent id", "parent comment id", "reply to", "in reply to", "in reply to id"),
    "likes": (
        "likes", "like count", "likes count", "digg count", "favorite count", "votes", "upvotes", "thumbs up count",
        "bəyənmə", "bəyənmələr", "beğeni", "beğeniler", "лайки", "нравится", "gefällt mir", "mentions j'aime",
        "me gusta",
    ),
    "rating": (
        "rating", "stars", "star rating", "score", "ulduz", "reytinq", "yıldız", "puan", "оценка", "рейтинг", "звезды",
        "bewertung", "sterne", "note", "étoiles", "calificación", "estrellas", "puntuación",
    ),
    "platform": ("platform", "platforma", "платформа", "plattform", "plateforme", "plataforma"),
    "url": ("url", "link", "permalink", "comment url", "keçid", "bağlantı", "ссылка"),
    "gold": ("gold", "sentiment", "gold label", "duyğu", "duygu", "тональность", "stimmung", "sentimiento"),
    "time_precision": ("time precision",),
    "file": ("file",),
    "skipped": ("skipped",),
}  # fmt: skip
# When the comments were collected: what "2 days ago" is reckoned from.
COLLECTED = ("scraped at", "scraped on", "scraped time", "scraped date", "scrape time", "scrape date", "scraping time",
             "collected at", "collected on", "collection time", "collection date", "retrieved at", "retrieved on",
             "crawled at", "fetched at", "extracted at", "captured at", "downloaded at", "query time")  # fmt: skip
# Never copied into the table, whoever asks.
PRIVATE = ("email", "e mail", "mail", "email address", "author email", "user email", "ip", "ip address", "phone",
           "phone number", "telefon", "телефон", "почта", "e posta", "eposta")  # fmt: skip

_PERSON = re.compile(
    r"(author|user|owner|commenter|profile|channel|account|member|poster|nick|handle|screen)"
    r"(full|display|unique|screen|user|channel|sec)*(id|ids|name|names|handle|url|link|image|pic|avatar|avatarurl|uid)?"
    r"|acct|handle|did|uniqueid|uid|secuid|fullname|displayname|avatar\w*|nickname|firstname|lastname"
)
_LINK = re.compile(r"\S+://\S+$|www\.\S+$")
_WORD = re.compile(r"[^\W\d_]{2,}")


def fold(name: str) -> str:
    """Reduce a column name to its letters and digits: `Comment_Text`, `comment text` and `commentText` are one."""
    return re.sub(r"[\W_]+", "", text.lower(name))


_FOLDED = {target: tuple(dict.fromkeys(map(fold, names))) for target, names in NAMES.items()}
_KNOWN = {name for names in _FOLDED.values() for name in names}
_PRIVATE = set(map(fold, PRIVATE))
_COLLECTED = set(map(fold, COLLECTED))
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def is_known(name: Any) -> bool:
    """Return whether a cell reads like a column name of a comment file."""
    return isinstance(name, str) and len(name) < 60 and fold(name) in _KNOWN


def names_text(name: Any) -> bool:
    """Return whether a cell reads like the name of the column with the comments."""
    return isinstance(name, str) and len(name) < 60 and fold(name) in _FOLDED["text"]


@lru_cache(4096)
def is_private(name: str) -> bool:
    """Return whether a column holds what is never copied: e-mail and IP addresses, telephone numbers."""
    return fold(name) in _PRIVATE


def collected(header: Sequence[str]) -> str | None:
    """Return the column that tells when the comments were collected."""
    return next((name for name in header if fold(name) in _COLLECTED), None)


def names_person(name: str) -> bool:
    """Return whether a column tells who wrote the comment."""
    bare = name.split("(")[0]
    folded, inner = fold(bare), fold(bare.rpartition(".")[2])
    return folded in _FOLDED["author"] or any(map(_PERSON.fullmatch, (folded, inner)))


def guess(
    header: Sequence[str], sample: Sequence[Mapping[str, Any]], given: Mapping[str, str], file: str
) -> tuple[dict[str, str], str]:
    """Return column of the row -> column of the file, and in words how the text column was found.

    Args:
        header: the columns of the file.
        sample: its first rows.
        given: what the user said, which wins.
        file: its name, for the message.

    Raises:
        ColumnError: a column that the user named is not there, or none can hold the comments.
    """
    listed = f"{file} with columns {', '.join(header[:30]) or 'none'}"
    by_fold = {fold(name): name for name in reversed(header)}
    by_inner = {fold(name.rpartition(".")[2]): name for name in reversed(header)}  # of nested objects
    mapping: dict[str, str] = {}
    for target, name in given.items():
        if target not in NAMES:
            raise ColumnError(f"one of {', '.join(NAMES)}", f"--column {target}={name}", "say what the column is")
        found = name if name in header else by_fold.get(fold(name))
        if found is None:
            raise ColumnError(f"a column {name!r} for {target}", listed, "name one of those")
        mapping[target] = found
    cells = {name: [row[name] for row in sample if row.get(name) is not None] for name in header}
    for target, names in _FOLDED.items():
        fits = by_fold if target not in ("text", "time") else by_inner | by_fold
        here = (fits[name] for name in names if name in fits and fits[name] not in mapping.values())
        found = next((name for name in here if _fits(target, cells[name])), None)
        if target not in mapping and found is not None:
            mapping[target] = found
    why = "you named it" if "text" in given else "its name"
    if "text" not in mapping:
        free = [name for name in header if name not in mapping.values() and not is_private(name)]
        found = max(free, key=lambda name: _prose(cells[name]), default=None)
        if found is None or _prose(cells[found]) == 0:
            hint = "add --column text=NAME (in Python: columns={'text': NAME})"
            raise ColumnError("a column with the comments", listed, hint)
        mapping["text"], why = found, "it holds the most prose"
    if "time" not in mapping:
        free = [name for name in header if name not in mapping.values()]
        found = next((name for name in free if _all_times(cells[name])), None)
        mapping |= {"time": found} if found is not None else {}
    return mapping, why


def _fits(target: str, cells: Sequence[Any]) -> bool:
    """Return whether what a column holds can be what its name says: `comments` may be the number of comments."""
    if not cells:
        return True
    numbers = sum(value.number(cell) is not None for cell in cells)
    if target == "text":
        return numbers < len(cells) or len(cells) < 3 and not all(str(cell).isdigit() for cell in cells)
    return numbers * 2 >= len(cells) if target in ("likes", "rating") else True


def _prose(cells: Sequence[Any]) -> float:
    """Return the mean number of words in the cells of a column, links and numbers not counted."""
    words = [len(_WORD.findall(c)) for c in cells if isinstance(c, str) and not _LINK.match(c) and c[:1] not in "{["]
    distinct = len(set(map(str, cells))) / max(1, len(cells))
    return sum(words) / max(1, len(cells)) * (0.2 + distinct) if words and not _all_times(cells) else 0.0


def _all_times(cells: Sequence[Any]) -> bool:
    written = [cell for cell in cells if not isinstance(cell, int | float)]
    times = sum(moment.time(cell, now=_SOME_DAY)[0] is not None for cell in written)
    return bool(written) and times >= 0.8 * len(cells)
