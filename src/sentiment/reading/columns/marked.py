"""Rows that a table itself marks as no comment: deleted, spam, the post that the others are on."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sentiment.reading.columns.monitoring import is_of_tool
from sentiment.reading.columns.names import COMMENTS, POSTS, fold

SPAM = "spam"
Judge = Callable[[Mapping[str, Any]], str | None]


def _folded(listed: str) -> frozenset[str]:
    return frozenset(map(fold, listed.split(", ")))


_TRUE = _folded("true, 1, 1.0, yes, y, t, bəli, hə, evet, да, истина, doğru, ja, oui, sí")
_FALSE = _folded("false, 0, 0.0, no, n, f, xeyr, yox, hayır, нет, ложь, yanlış, nein, non")
_MARKS = _TRUE | _FALSE
# Columns of flags -> why a row is skipped that has one.
_FLAGS = {
    "deleted": _folded("deleted, is deleted, silinib, silindi, silinmiş, удалён, удален, удалено, gelöscht, supprimé"),
    "removed": _folded("removed, is removed"),
    SPAM: _folded("spam, is spam"),
    "bot message": _folded("is bot, author bot, author is bot, user bot, user is bot, sender is bot, from bot, botdur"),
}
_BOT = _folded("bot, бот")  # of the author beside it; alone an answer about bots, or what a set of texts is labelled
_APPROVED = _folded("is approved, approved")
# Columns of what became of a comment. `pending` and `rejected` say as much of a complaint as of a comment.
_STATES = _folded("status, state, comment status, moderation status, статус, durum, vəziyyət")
_STATE = {
    **dict.fromkeys(_folded("spam, спам, marked as spam"), SPAM),
    **dict.fromkeys(_folded("deleted, trash, trashed, silinib, silindi, удалён, удален, удалено, gelöscht"), "deleted"),
    **dict.fromkeys(_folded("removed, removed by moderator"), "removed"),
}
# Columns of the kind of a row, where posts and the comments on them stand under each other.
_KINDS = _folded(
    "type, kind, record type, object type, item type, entry type, content type, row type, növ, növü, tip, tipi, tür,"
    " türü, тип, вид, тип записи, typ, art"
)
_POSTS = POSTS | _folded("video, article, paylaşım, gönderi, пост, публикация, запись, beitrag")
# Where nothing but posts and replies stand, as on X, a post is an opinion like any other.
_COMMENTS = COMMENTS | _folded("t1, şərh, rəy, yorum, комментарий, коммент, отзыв, kommentar, commentaire, comentario")


_RETWEETED = _folded("is retweet, isretweet, is repost, is forward, is forwarded, is share, retweet, repost, forwarded")


def is_flag(cell: str) -> bool:
    """Return whether a cell says yes or no, and no more."""
    return fold(cell) in _MARKS


def shared(columns: Mapping[str, Sequence[Any]]) -> Judge:
    """Return what tells of a row that it passes on another's text: `unknown`, as the flag does not say whose."""
    flags = [name for name, cells in columns.items() if fold(name) in _RETWEETED and are_flags(cells)]

    def check(row: Mapping[str, Any]) -> str | None:
        return "unknown" if any(fold(str(row.get(name))) in _TRUE for name in flags) else None

    return check


def are_flags(cells: Sequence[Any]) -> bool:
    """Return whether all cells of a column say yes or no."""
    return bool(cells) and all(is_flag(str(cell)) for cell in cells)


def judge(columns: Mapping[str, Sequence[Any]], *, authored: bool) -> Judge:
    """Return what tells of a row why it is no comment.

    Args:
        columns: of the table, with some of their cells.
        authored: one of them is that of the authors.
    """
    checks: list[tuple[str, Mapping[str, str]]] = []
    for name, cells in columns.items():
        folded, said = fold(name), set(map(fold, map(str, cells)))
        flagged = are_flags(cells)
        for why, names in _FLAGS.items():
            if folded in names and flagged:
                checks.append((name, dict.fromkeys(_TRUE, why)))
        if folded in _BOT and flagged and authored:
            checks.append((name, dict.fromkeys(_TRUE, "bot message")))
        if folded in _APPROVED and flagged and not said.isdisjoint(_TRUE):
            checks.append((name, dict.fromkeys(_FALSE, "held for review")))
        if folded in _STATES and not said.isdisjoint(_STATE):
            checks.append((name, _STATE))
        both = not said.isdisjoint(_POSTS) and not said.isdisjoint(_COMMENTS)
        if folded in _KINDS and both and not is_of_tool(columns):
            checks.append((name, dict.fromkeys(_POSTS, "post")))

    def check(row: Mapping[str, Any]) -> str | None:
        found = (whys.get(fold(str(row[name]))) for name, whys in checks if row.get(name) is not None)
        return next(filter(None, found), None)

    return check
