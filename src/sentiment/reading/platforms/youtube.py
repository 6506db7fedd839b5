"""YouTube: Data API answers, youtube-comment-downloader, yt-dlp, YouTube Data Tools, Google Takeout, live chats."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC

from sentiment.reading.platforms._base import Export
from sentiment.reading.platforms._fields import Record, first, from_html, ident, items, mapping, objects, string, when
from sentiment.reading.platforms._rows import Row, role, row, unreadable

WATCH = "https://www.youtube.com/watch?v="


def api(record: Record) -> Iterator[Row]:
    """Read a page, a thread with the few replies that the API sends along, or a single comment."""
    for entry in items(record.get("items")) if "items" in record else [record]:
        if not isinstance(entry, Mapping):
            yield unreadable("youtube", entry)
            continue
        snippet = mapping(entry.get("snippet"))
        top = mapping(snippet.get("topLevelComment"))
        yield _api_comment(top or entry, snippet, None, record)
        for reply in objects(mapping(entry.get("replies")).get("comments")):
            yield _api_comment(reply, snippet, first(entry, "id"), record)


def _api_comment(entry: Record, outer: Record, parent: object, record: Record) -> Row:
    snippet, key = mapping(entry.get("snippet")), ident(entry.get("id"))
    text = string(snippet.get("textOriginal")) or from_html(snippet.get("textDisplay"))
    if key is None and text is None:
        return unreadable("youtube", entry, record)
    video = ident(first(snippet, "videoId")) or ident(first(outer, "videoId"))
    return row(
        "youtube",
        key,
        text,
        time=when(snippet.get("publishedAt")),
        thread=video,
        parent=first(snippet, "parentId") or parent or _parent(key),
        author=first(snippet, "authorDisplayName", "authorChannelId.value"),
        likes=snippet.get("likeCount"),
        replies=None if outer is snippet else first(outer, "totalReplyCount") if parent is None else None,
        url=f"{WATCH}{video}&lc={key}" if video and key else None,
        skipped="held for review" if snippet.get("moderationStatus") == "heldForReview" else None,
    )


def _parent(key: str | None) -> str | None:
    """Return the thread of a reply: the id of a reply is `thread.reply`."""
    return key.split(".")[0] if key and "." in key else None


def downloader(record: Record) -> Iterator[Row]:
    """Read a line of youtube-comment-downloader, or its `--pretty` document; its times are estimates."""
    for entry in items(record.get("comments")) or [record]:
        key, text = ident(first(entry, "cid")), string(first(entry, "text"))
        if key is None:
            yield unreadable("youtube", entry if not isinstance(entry, Mapping) else text)
            continue
        yield row(
            "youtube",
            key,
            text,
            time=when(first(entry, "time_parsed")),
            precision="estimated",
            thread=first(entry, "video_id", "videoId"),
            parent=_parent(key),
            author=first(entry, "author", "channel"),
            likes=first(entry, "votes"),
            replies=first(entry, "replies"),
        )


def ytdlp(record: Record) -> Iterator[Row]:
    """Read the comments of an info.json by yt-dlp, of whatever site, or one of them alone.

    Its times are estimates on YouTube.
    """
    site = str(first(record, "extractor_key", "extractor") or "youtube").lower().split(":")[0]
    site = "vk" if site.startswith("vk") else site
    if _is_ytdlp_comment(record):
        site = "youtube" if str(record.get("id")).startswith("Ug") else site
    for entry in [record] if _is_ytdlp_comment(record) else items(record.get("comments")):
        if not isinstance(entry, Mapping):
            yield unreadable(site, entry)
            continue
        parent = ident(entry.get("parent"))
        yield row(
            site,
            entry.get("id"),
            string(entry.get("text")) or from_html(entry.get("html")),
            time=when(entry.get("timestamp")),
            precision="estimated" if "_time_text" in entry or site == "youtube" else None,
            thread=None if entry is record else record.get("id"),
            parent=None if parent == "root" else parent,
            author=first(entry, "author", "author_id"),
            likes=entry.get("like_count"),
            url=first(record, "webpage_url"),
            group=role(entry.get("author_is_uploader")),
        )


def data_tools(record: Record) -> Iterator[Row]:
    """Read a row of a YouTube Data Tools comment table."""
    yield row(
        "youtube",
        first(record, "id", "commentId"),
        first(record, "text"),
        time=when(first(record, "publishedAt"), zone=UTC),
        thread=first(record, "videoId"),
        parent=first(record, "isReplyTo"),
        author=first(record, "authorName", "authorChannelId"),
        likes=first(record, "likeCount"),
        replies=first(record, "replyCount"),
    )


def takeout(record: Record) -> Iterator[Row]:
    """Read a row of Takeout's comments.csv; outside English its header is translated, and the cells tell what it is."""
    cells = [cell for cell in record.values() if isinstance(cell, str)]
    written = first(record, "Comment text", "Comment Text") or next(filter(_is_segments, cells), None)
    key = first(record, "Comment ID", "Comment Id") or _cell(cells, r"Ug[\w-]{12,}(?:\.[\w-]+)?")
    video = first(record, "Video ID", "Video Id") or _cell(cells, r"[\w-]{11}")
    yield row(
        "youtube",
        key,
        _segments(written),
        time=when(
            first(record, "Comment create timestamp", "Comment Create Timestamp")
            or _cell(cells, r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{8,}.*")
        ),
        thread=video or first(record, "Post ID"),
        parent=first(record, "Top-level comment ID", "Parent comment ID", "Parent Comment ID") or _parent(ident(key)),
        url=f"{WATCH}{video}&lc={key}" if video and key else None,
    )


def _cell(cells: list[str], pattern: str) -> str | None:
    return next((cell for cell in cells if re.fullmatch(pattern, cell)), None)


def _is_segments(cell: object) -> bool:
    return isinstance(cell, str) and cell.startswith(('{"text"', '{"takeoutSegmentList"', '[{"text"'))


def _segments(cell: object) -> str | None:
    """Join the segments of a comment: JSON objects with commas between them and no brackets around."""
    written = string(cell)
    if written is None or not _is_segments(written):
        return written
    try:
        parts = json.loads(f"[{written}]")
    except (ValueError, RecursionError):
        return written
    texts, stack = [], list(reversed(parts))
    while stack:
        part = stack.pop()
        if isinstance(part, list):
            stack.extend(reversed(part))
        elif isinstance(part, dict):
            stack.extend(reversed(items(part.get("takeoutSegmentList"))))
            texts.append(string(part.get("text")) or "")
    return "".join(texts)


def live_chat(record: Record) -> Iterator[Row]:
    """Read a line of the replay of a live chat, as yt-dlp saves it; what comes again in its ticker is left out."""
    for action in objects(mapping(record.get("replayChatItemAction")).get("actions")):
        for kind, said in mapping(mapping(action.get("addChatItemAction")).get("item")).items():
            if isinstance(said, Mapping) and kind in _CHAT:
                yield _chat_message(said, _CHAT[kind])


_CHAT = {
    "liveChatTextMessageRenderer": None,
    "liveChatPaidMessageRenderer": None,
    "liveChatPaidStickerRenderer": "sticker",
    "liveChatMembershipItemRenderer": "service message",
    "liveChatViewerEngagementMessageRenderer": "service message",
}


def _chat_message(said: Record, skipped: str | None) -> Row:
    written = ident(said.get("timestampUsec")) or ""
    badges = [first(badge, "liveChatAuthorBadgeRenderer.icon.iconType") for badge in objects(said.get("authorBadges"))]
    return row(
        "youtube",
        said.get("id"),
        "".join(map(_run, objects(mapping(said.get("message")).get("runs")))),
        time=when(int(written) // 1_000_000 if written.isdigit() else None),
        author=first(said, "authorName.simpleText", "authorExternalChannelId"),
        group=role("OWNER" in badges) if "authorName" in said else None,
        skipped=skipped,
    )


def _run(run: Record) -> str:
    """Return a piece of a message: words, an emoji, or the name of a picture that the channel uses as one."""
    emoji = mapping(run.get("emoji"))
    named = next(filter(None, map(string, items(emoji.get("shortcuts")))), "")
    return string(run.get("text")) or (named if emoji.get("isCustomEmoji") else string(emoji.get("emojiId"))) or ""


def web(record: Record) -> Iterator[Row]:
    """Read an entity of the web site's own answers; "2 weeks ago" is no time, and what is no comment is passed over."""
    entity = mapping(mapping(record.get("payload")).get("commentEntityPayload"))
    if entity:
        key = ident(first(entity, "properties.commentId"))
        yield row(
            "youtube",
            key,
            first(entity, "properties.content.content"),
            parent=_parent(key),
            author=first(entity, "author.displayName", "author.channelId"),
            likes=first(entity, "toolbar.likeCountNotliked"),
            replies=first(entity, "toolbar.replyCount"),
            group=role(first(entity, "author.isCreator")),
        )


_MUTATIONS = "frameworkUpdates.entityBatchUpdate.mutations"


def _is_web(record: Record) -> bool:
    entities = [record, *objects(first(record, _MUTATIONS))]
    return any("commentEntityPayload" in mapping(entity.get("payload")) for entity in entities)


def _is_api(record: Record) -> bool:
    entry = next(objects(record.get("items")), record)
    snippet = mapping(entry.get("snippet"))
    kinds = (record.get("kind"), entry.get("kind"))
    return (
        any(isinstance(kind, str) and kind.startswith("youtube#comment") for kind in kinds)
        or "topLevelComment" in snippet
        or {"textOriginal", "authorDisplayName"} <= snippet.keys()
    )


def _is_downloader(record: Record) -> bool:
    entry = next(objects(record.get("comments")), record)
    return {"cid", "text", "votes"} <= entry.keys()


def _is_ytdlp_comment(record: Record) -> bool:
    return {"id", "text", "parent", "timestamp"} <= record.keys() and bool(
        {"author_is_uploader", "author_thumbnail", "_time_text"} & record.keys()
    )


def _is_ytdlp(record: Record) -> bool:
    if _is_ytdlp_comment(record):
        return True
    named = bool({"extractor", "extractor_key"} & record.keys())  # the comments may stand far below
    return named and (isinstance(record.get("comments"), list) or {"id", "webpage_url"} <= record.keys())


def _is_data_tools(record: Record) -> bool:
    return {"isReplyTo", "authorName", "publishedAt", "text"} <= record.keys()


def _is_takeout(record: Record) -> bool:
    known = {"Comment ID", "Comment text"} <= record.keys() or {"Comment Id", "Comment Text"} <= record.keys()
    return known or (len(record) >= 5 and any(map(_is_segments, record.values())))


EXPORTS = (
    Export("youtube-data-api", "youtube", _is_api, ("items.item",), api),
    Export("yt-dlp", "youtube", _is_ytdlp, ("",), ytdlp, inside="comments"),
    Export("youtube-comment-downloader", "youtube", _is_downloader, ("comments.item",), downloader),
    Export("youtube-data-tools", "youtube", _is_data_tools, ("",), data_tools),
    Export("youtube-live-chat", "youtube", lambda record: "replayChatItemAction" in record, ("",), live_chat),
    Export("youtube-web", "youtube", _is_web, (f"{_MUTATIONS}.item",), web),
    Export("youtube-takeout", "youtube", _is_takeout, ("",), takeout),
)
