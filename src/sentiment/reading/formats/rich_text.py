"""Texts that programs hold in pieces: lists of runs, trees of paragraphs, blocks; each becomes the text that they show.

The shapes are those of Telegram's `text`, YouTube's `runs`, Slack's blocks, Quill's `ops`, documents of ProseMirror.
"""

from collections.abc import Mapping
from typing import Any

from sentiment.reading.columns.names import COMMENTS, FOLDED, fold
from sentiment.reading.formats.json_outline import DEPTH

Record = dict[str, Any]

_LISTS = (COMMENTS | {fold(name) for name in ("fikirlər", "mesajlar", "görüşler", "görüşleriniz")}) - {"comment"}
_NAMED = frozenset(FOLDED["text"]) - _LISTS | {"blocks", "richtext"}  # no list of comments is a text
_INSIDE = ("text", "insert", "content", "children", "elements", "runs", "ops", "blocks")  # of a piece, what it says
_TREES = frozenset(("runs", "ops"))
_PIECE = frozenset(
    "type text insert content children elements runs ops blocks href url link style styles bold italic underline code "
    "strikethrough strike marks attrs attributes language document_id custom_emoji_id collapsed "
    "unicode emoji emoji_id skin_tone block_id indent offset border verbatim level format mode detail direction "
    "version navigationEndpoint loggingDirectives italics fontFace".split()
)
# Of the pieces that stand for somebody or a picture; beside a text they would be those of a comment.
_CALLED = frozenset(("user_id", "user", "name"))
_CALLS = frozenset("mention mention_name user emoji custom_emoji".split())
# Pieces that stand on a line of their own.
_LINES = frozenset(
    "paragraph heading blockquote list_item listItem bulletList orderedList codeBlock rich_text rich_text_section "
    "rich_text_list rich_text_quote rich_text_preformatted section header quote pre".split()
)
_BREAKS = frozenset(("hardBreak", "hard_break", "linebreak", "br"))
_SPANS = frozenset(
    "text plain bold italic underline strikethrough strike code spoiler link text_link url email phone hashtag "
    "cashtag bot_command bank_card channel usergroup broadcast date color team image divider context "
    "bullet_list ordered_list list code_block todo_list taskList horizontalRule horizontal_rule".split()
)
_KINDS = _LINES | _BREAKS | _CALLS | _SPANS


def shown(key: str, value: Any, depth: int = DEPTH) -> Any:
    """Return what stands under a key with all texts in pieces, in it and below, as plain ones."""
    if not isinstance(value, dict | list) or depth == 0:
        return value
    if fold(key) in _NAMED and _is_rich(value) and (text := _said(value).strip("\n")):
        return text
    if isinstance(value, dict):
        return {name: shown(name, inner, depth - 1) for name, inner in value.items()}
    return [shown(key, inner, depth - 1) if isinstance(inner, dict) else inner for inner in value]


def _is_rich(value: Any) -> bool:
    """Return whether a value is a text in pieces: a tree of them, or a list of strings and objects that are no more."""
    if isinstance(value, dict):
        within = next((value[name] for name in _INSIDE if isinstance(value.get(name), list)), None)
        is_tree = not _TREES.isdisjoint(value) or value.get("type") in ("doc", "root", "document")
        return is_tree and within is not None and all(map(_is_piece, within))
    told = any(isinstance(piece, str) or isinstance(piece, dict) and "type" in piece for piece in value)
    return told and any(isinstance(piece, dict) for piece in value) and all(map(_is_known, value))


def _is_known(piece: Any) -> bool:
    """Return whether a piece is none of another kind, as a `comment` or a `review` is."""
    return _is_piece(piece) and (isinstance(piece, str) or _kind(piece) in _KINDS)


def _is_piece(piece: Any) -> bool:
    if not isinstance(piece, Mapping):
        return isinstance(piece, str)
    return (piece.keys() - _CALLED if _kind(piece) in _CALLS else piece.keys()) <= _PIECE


def _kind(piece: Mapping[str, Any]) -> str:
    return str(piece.get("type") or "text")


def _said(value: Any, depth: int = DEPTH) -> str:
    if isinstance(value, str) or depth == 0:
        return value if isinstance(value, str) else ""
    if isinstance(value, list):
        return "".join(_said(piece, depth - 1) for piece in value)
    if not isinstance(value, Mapping):
        return ""
    kind = _kind(value)
    if kind in _BREAKS:
        return "\n"
    if isinstance(points := value.get("unicode"), str):  # of an emoji, `1f44d-1f3fb`
        return _letters(points)
    within = next((value[name] for name in _INSIDE if value.get(name)), "")
    return _said(within, depth - 1) + ("\n" if kind in _LINES else "")


def _letters(points: str) -> str:
    """Return the letters with these numbers, which may be halves of UTF-16; nothing for what are none."""
    try:
        letters = "".join(chr(int(point, 16)) for point in points.split("-"))
        return letters.encode("utf-16", "surrogatepass").decode("utf-16")
    except (ValueError, OverflowError):
        return ""
