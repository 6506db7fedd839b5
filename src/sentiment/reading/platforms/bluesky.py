"""Bluesky: the thread of a post (getPostThread), feeds and lists of posts, the stream of all (Jetstream).

Posts that are not found or blocked keep their place. A repost in a feed has `shared_from`. The time is when the
network saw the post; what the author's app claims is taken only where that is missing.
"""

from collections.abc import Iterator, Mapping

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, ident, items, mapping, objects, string, when, yes
from sentiment.reading.platforms._rows import Row, row, unreadable


def posts(record: Record) -> Iterator[Row]:
    """Read a thread from its top, an item of a feed, or a post."""
    stack: list[object] = [record.get("thread", record)]
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        if not isinstance(node, Mapping) or id(node) in seen:
            yield unreadable("bluesky", node, record)
            continue
        seen.add(id(node))
        yield _node(node, record)
        stack.extend(reversed(items(node.get("replies"))))
        stack.extend([node["parent"]] if isinstance(node.get("parent"), Mapping) else [])


def _node(node: Record, record: Record) -> Row:
    if yes(node.get("notFound")) or yes(node.get("blocked")):
        return row("bluesky", node.get("uri"), None, skipped="deleted" if yes(node.get("notFound")) else "blocked")
    post = mapping(node.get("post")) or node
    said, key = mapping(post.get("record")), ident(post.get("uri"))
    if not said and key is None:
        return unreadable("bluesky", node, record)
    reason = mapping(node.get("reason"))
    reposted = str(first(reason, "$type") or "").endswith("reasonRepost")
    reposter = reason if reposted else {}
    text = string(said.get("text"))
    marks = {string(label.get("val")) for label in objects(post.get("labels"))}
    return row(
        "bluesky",
        f"{key}/repost/{ident(first(reposter, 'by.did', 'by.handle'))}" if reposted else key,
        text,
        time=when(first(reposter, "indexedAt") or first(post, "indexedAt") or first(said, "createdAt")),
        thread=first(said, "reply.root.uri") or key,
        parent=first(said, "reply.parent.uri"),
        author=first(reposter, "by.handle", "by.did") or first(post, "author.handle", "author.did"),
        likes=post.get("likeCount"),
        replies=post.get("replyCount"),
        shared_from=key if reposted else None,
        skipped="spam" if "spam" in marks else "media only" if not text and "embed" in said else None,
    )


def stream(record: Record) -> Iterator[Row]:
    """Read a line of Jetstream; follows, likes and what else is no post are passed over."""
    commit = mapping(record.get("commit"))
    if commit.get("collection") != _POST:
        return
    said, seen = mapping(commit.get("record")), ident(record.get("time_us")) or ""
    key = f"at://{ident(record.get('did'))}/{_POST}/{ident(commit.get('rkey'))}"
    text = string(said.get("text"))
    yield row(
        "bluesky",
        key,
        text,
        time=when(int(seen) // 1_000_000 if seen.isdigit() else first(said, "createdAt")),
        thread=first(said, "reply.root.uri") or key,
        parent=first(said, "reply.parent.uri"),
        author=record.get("did"),
        skipped="deleted"
        if commit.get("operation") == "delete"
        else "media only"
        if not text and "embed" in said
        else None,
    )


_POST = "app.bsky.feed.post"


def _is_bluesky(record: Record) -> bool:
    top = (
        mapping(record.get("thread")) or next(objects(record.get("feed")), {}) or next(objects(record.get("posts")), {})
    )
    post = mapping((top or record).get("post")) or top or record
    return str(first(post, "uri") or "").startswith("at://")


EXPORTS = (
    Export("bluesky-jetstream", "bluesky", lambda r: {"did", "time_us", "kind"} <= r.keys(), ("",), stream),
    Export("bluesky-thread", "bluesky", lambda r: "thread" in r and _is_bluesky(r), ("",), posts),
    Export("bluesky-posts", "bluesky", _is_bluesky, ("feed.item", "posts.item"), posts),
)
