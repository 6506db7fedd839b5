"""TikTok comments: Research API pages, own data, actors such as those on Apify, and the objects of the web site.

The web objects are what TikTok-Api (`as_dict`), Pyktok (CSV with Python dicts in its cells) and most scrapers write;
Zeeschuimer wraps them (see `zeeschuimer`). One alias table reads them all.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from typing import BinaryIO

from sentiment.reading.platforms._base import Document, Export
from sentiment.reading.platforms._fields import Record, first, ident, items, mapping, objects, string, when
from sentiment.reading.platforms._rows import Row, role, row, unreadable

TEXT = ("text", "comment", "content", "commentText", "comment_text")
ID = ("cid", "commentId", "comment_id", "id")
VIDEO = ("aweme_id", "awemeId", "video_id", "videoId")
VIDEO_URL = ("videoWebUrl", "submittedVideoUrl", "video_url", "videoUrl")
PARENT = ("reply_id", "repliesToId", "parent_comment_id", "parentCommentId", "parent_id", "replyToId")
TIME = ("create_time", "createTime", "createTimeISO", "createdAt", "created_at", "publishedAt")
LIKES = ("digg_count", "diggCount", "like_count", "likeCount", "likesCount", "likes")
REPLIES = ("reply_comment_total", "replyCommentTotal", "reply_count", "replyCount", "repliesCount")
AUTHOR = (
    "uniqueId", "user.unique_id", "user.uniqueId", "user.username", "username", "author.uniqueId", "author",
    "uid", "user.uid", "user.id",
)  # fmt: skip
ACTIVITY = ("Activity", "Your Activity")
CREATOR = ("isCreator", "isAuthor", "is_creator")
NESTED = ("reply_comment", "replies", "replyComments")
OWN = frozenset("date comment text photo sticker video url originalposturl originalpostlink gold group toward".split())
_VIDEO_IN_URL = re.compile(r"/(?:video|photo|v)/([0-9]+)")
_DATED = re.compile(r"[^:\n]{1,30}: [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?: UTC)?\s*$")


def comments(record: Record) -> Iterator[Row]:
    """Read a comment with the replies inside it, or a page of comments."""
    page = first(record, "data.comments", "comments", "data")
    if not isinstance(page, list):
        page = [record]
    stack: list[tuple[object, str | None, str | None]] = [(entry, None, None) for entry in reversed(page)]
    while stack:
        entry, parent, video = stack.pop()
        if not isinstance(entry, Mapping):
            yield unreadable("tiktok", entry)
            continue
        video = _video(entry) or video
        yield _comment(entry, parent, video, record)
        inner = next((items(entry[name]) for name in NESTED if items(entry.get(name))), [])
        stack.extend((reply, ident(first(entry, *ID)), video) for reply in reversed(inner))


def _comment(entry: Record, parent: str | None, video: str | None, record: Record) -> Row:
    text, key = string(first(entry, *TEXT)), first(entry, *ID)
    if text is None and ident(key) is None:
        return unreadable("tiktok", entry, record)
    answered = ident(first(entry, *PARENT)) or parent
    pictures = first(entry, "image_list", "imageList", "sticker", "imageUrl")
    return row(
        "tiktok",
        key,
        text,
        time=when(first(entry, *TIME), zone=UTC),
        thread=video,
        parent=None if answered == video else answered,
        author=first(entry, *AUTHOR),
        likes=first(entry, *LIKES),
        replies=first(entry, *REPLIES),
        url=first(entry, "share_info.url", *VIDEO_URL),
        group=role(first(entry, *CREATOR)),
        skipped="media only" if pictures and not (text or "").strip() else None,
    )


def _video(entry: Record) -> str | None:
    url = _VIDEO_IN_URL.search(str(first(entry, *VIDEO_URL) or ""))
    return ident(first(entry, *VIDEO)) or (url[1] if url else None)


def posts(record: Record) -> Iterator[Row]:
    """Read a video as the web site has it, and its description as the text."""
    key, text = ident(first(record, "id")), string(first(record, "desc"))
    author = ident(first(record, "author.uniqueId", "author.unique_id", "author"))
    yield row(
        "tiktok",
        key,
        text,
        time=when(first(record, "createTime", "create_time"), zone=UTC),
        thread=key,
        author=author,
        likes=first(record, "stats.diggCount", "statistics.digg_count"),
        replies=first(record, "stats.commentCount", "statistics.comment_count"),
        url=f"https://www.tiktok.com/@{author}/video/{key}" if author and key else None,
        group="creator",
    )


def own(record: Record) -> Iterator[Row]:
    """Read what a person wrote, from "Download your data"; the keys are written in both cases."""
    page = first(record, "Comment.Comments.CommentsList")
    is_whole = any(isinstance(record.get(part), Mapping) for part in ("Comment", "Profile", *ACTIVITY))
    for entry in objects(page) if is_whole else [record]:
        lowered = {str(key).lower().replace(" ", ""): value for key, value in entry.items()}
        text = string(first(lowered, "comment", "text"))
        url = ident(first(lowered, "originalposturl", "originalpostlink", "url", "video"))
        found = _VIDEO_IN_URL.search(url or "")
        picture = ident(first(lowered, "photo", "sticker"))
        absent = ident(text) is None and picture is not None  # a lone photo: the comment says N/A
        yield row(
            "tiktok",
            None,
            None if absent else text,
            time=when(lowered.get("date"), zone=UTC),
            thread=found[1] if found else None,
            url=url,
            skipped="media only" if absent else None,
        )


def own_text(start: Callable[[], BinaryIO]) -> Iterator[Row]:
    """Read Comments.txt: blocks of `Date: ...`, `Comment: ...`, their labels in the person's language.

    The labels are those of the first block, so that a comment may run over lines and hold colons.
    """
    with start() as file:
        yield from _blocks(file)


def _blocks(file: BinaryIO) -> Iterator[Row]:
    labels: list[str] = []
    block: dict[str, list[str]] = {}
    for line in (raw.decode("utf-8-sig", "replace").rstrip("\r\n") for raw in file):
        label, colon, value = f"{line} ".partition(": ")
        value = value.rstrip()
        if _DATED.fullmatch(line) and (not labels or label == labels[0]):
            if block:
                yield from own(_named(block))
            labels, block = labels or [label], {label: [value]}
        elif (
            colon
            and block
            and (label in labels or (len(labels) == len(block) < 5 and label.replace("-", "").isalpha()))
        ):
            labels = labels if label in labels else [*labels, label]
            block[label] = [value]
        elif block and line.strip():
            block[next(reversed(block))].append(line)
    if block:
        yield from own(_named(block))


def _named(block: dict[str, list[str]]) -> Record:
    return dict(zip(("date", "comment", "photo", "url"), map("\n".join, block.values()), strict=False))


def _is_research(record: Record) -> bool:
    page = first(record, "data.comments")
    item = next(objects(page), record)
    return "create_time" in item and "parent_comment_id" in item and "video_id" in item or isinstance(page, list)


def _is_web(record: Record) -> bool:
    item = next(objects(record.get("comments")), record)
    return "cid" in item and ("digg_count" in item or "aweme_id" in item)


def _is_post(record: Record) -> bool:
    return {"desc", "author"} <= record.keys() and bool({"stats", "statistics"} & record.keys())


def _is_actor(record: Record) -> bool:
    item = next(objects(record.get("comments")), record)
    if "cid" in item and ("diggCount" in item or "uniqueId" in item):
        return True
    if "awemeId" in item:
        return first(item, *TEXT) is not None
    return "commentId" in item and bool({"replyLevel", "isCreatorLiked"} & item.keys())


def _is_own(record: Record) -> bool:
    history = "Video Browsing History"  # may be so long that the comments are out of sight
    if "Comments" in mapping(record.get("Comment")) or any(history in mapping(record.get(k)) for k in ACTIVITY):
        return True
    keys = {str(key).lower().replace(" ", "") for key in record}
    return {"date", "comment", "photo"} <= keys <= OWN


def _is_own_text(head: bytes) -> bool:
    lines = head.decode("utf-8-sig", "replace").splitlines()
    return bool(len(lines) > 1 and _DATED.fullmatch(lines[0]) and re.match(r"[^\W\d_]{2,30}: ?", lines[1]))


EXPORTS = (
    Export("tiktok-research-api", "tiktok", _is_research, ("data.comments.item",), comments),
    Export("tiktok-web", "tiktok", _is_web, ("comments.item",), comments),
    Export("tiktok-posts", "tiktok", _is_post, ("",), posts),
    Export("tiktok-actor", "tiktok", _is_actor, ("comments.item",), comments),
    Export(
        "tiktok-own-data",
        "tiktok",
        _is_own,
        ("Comment.Comments.CommentsList.item",),
        own,
        nothing="TikTok's own data of somebody who wrote no comments, or asked for other parts",
    ),
)
DOCUMENTS = (Document("tiktok-comments-txt", "tiktok", _is_own_text, own_text),)
