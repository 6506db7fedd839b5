"""VK: answers of wall.getComments, with the threads inside comments, and of wall.get.

An id is `owner_comment`, as in VK's own links. The mention before an answer (`[id222|Ivan], `) stays in the text.
"""

from collections.abc import Iterator, Mapping

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import (
    Record,
    first,
    from_html,
    ident,
    items,
    mapping,
    objects,
    string,
    when,
    yes,
)
from sentiment.reading.platforms._rows import Row, row, unreadable


def comments(record: Record) -> Iterator[Row]:
    """Read a comment or post with the thread inside it, or a whole answer."""
    page = first(record, "response.items", "items")
    stack: list[tuple[object, Record]] = [(entry, {}) for entry in reversed(items(page))] or [(record, {})]
    while stack:
        entry, above = stack.pop()
        if not isinstance(entry, Mapping) or not {"text", "deleted"} & entry.keys():
            yield unreadable("vk", entry, record)
            continue
        yield _comment(entry, above)
        stack.extend((answer, entry) for answer in reversed(items(first(entry, "thread.items"))))


def _comment(entry: Record, above: Record) -> Row:
    owner = ident(first(entry, "owner_id")) or ident(first(above, "owner_id"))
    own, post = ident(entry.get("id")), ident(first(entry, "post_id")) or ident(first(above, "post_id"))
    stack = items(entry.get("parents_stack"))
    answered = (
        ident(first(entry, "reply_to_comment")) or (ident(stack[-1]) if stack else None) or ident(above.get("id"))
    )
    sender, text = ident(entry.get("from_id")), string(entry.get("text"))
    is_comment = post is not None
    return row(
        "vk",
        _on(owner, own),
        from_html(text) if text and "<br>" in text else text,
        time=when(entry.get("date")),
        thread=_on(owner, post if is_comment else own),
        parent=_on(owner, answered) if is_comment else None,
        author=None if sender == "0" else sender,
        likes=first(entry, "likes.count", "likes"),
        replies=first(entry, "thread.count", "comments.count", "comments"),
        url=_url(owner, own, post),
        group="creator" if sender and sender == owner or yes(entry.get("is_from_post_author")) else "commenter",
        shared_from=_origin(entry),
        skipped=_why_not(entry, text),
    )


def _on(owner: str | None, native: str | None) -> str | None:
    return f"{owner}_{native}" if owner and native not in (None, "0") else native


def _url(owner: str | None, own: str | None, post: str | None) -> str | None:
    if not owner or not own:
        return None
    return f"https://vk.com/wall{owner}_{post}?reply={own}" if post else f"https://vk.com/wall{owner}_{own}"


def _origin(entry: Record) -> str | None:
    shared = next(objects(entry.get("copy_history")), {})
    return _on(ident(shared.get("owner_id")), ident(shared.get("id")))


def _why_not(entry: Record, text: str | None) -> str | None:
    if yes(entry.get("deleted")):
        return "deleted"
    attached = [attachment.get("type") for attachment in objects(entry.get("attachments"))]
    if text or not attached:
        return None
    return "sticker" if "sticker" in attached else "media only"


def _is_vk(record: Record) -> bool:
    page = mapping(record.get("response"))
    entry = next(objects(first(record, "response.items", "items")), {} if page else record)
    if {"from_id", "date"} <= entry.keys() and bool({"text", "deleted"} & entry.keys()):
        return bool({"owner_id", "post_id", "parents_stack"} & entry.keys())
    return {"items", "count"} <= page.keys() and bool({"profiles", "groups", "current_level_count"} & page.keys())


EXPORTS = (Export("vk", "vk", _is_vk, ("response.items.item", "items.item"), comments),)
