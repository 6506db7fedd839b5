"""What stands in an archive beside comments is refused by name, and never read as a comment."""

import json
import zipfile

import pytest

from sentiment.errors import ReadError
from sentiment.reading import reader
from sentiment.reading.options import ReadOptions

NAMED = {"string_map_data": {"Author": {"value": "basqa_adam"}, "Time": {"timestamp": 1698742800}}}
LISTED = {"title": "", "media_list_data": [], "string_list_data": [{"href": "https://e/l", "value": "leyla"}]}
MESSAGE = {"sender_name": "Leyla", "timestamp_ms": 1698742800000, "content": "gizli sözüm var sənə"}


@pytest.mark.parametrize(
    ("name", "document", "what"),
    [
        ("followers_1.json", [LISTED], "followers"),
        ("following.json", {"relationships_following": [LISTED]}, "accounts that are followed"),
        ("posts_viewed.json", {"impressions_history_posts_seen": [NAMED]}, "posts that were viewed"),
        ("personal_information.json", {"profile_user": [{"title": "User", "string_map_data": {
            "Email": {"value": "n@example.org"}, "Username": {"value": "nigar"}}}]}, "personal information"),
        ("message_1.json", {"participants": [{"name": "Leyla"}], "messages": [MESSAGE], "title": "Leyla"},
         "private messages"),
        ("friends.json", {"friends_v2": [{"name": "Leyla", "timestamp": 1698742800}]}, "friends"),
        ("users.json", [{"id": "U1", "team_id": "T1", "name": "leyla", "profile": {"real_name": "Leyla S."}}],
         "accounts of members"),
        ("channels.json", [{"id": "C1", "name": "x", "created": 1698742800, "creator": "U1", "members": ["U1"]}],
         "a list of channels and their members"),
        ("likes.json", {"type": "OrderedCollection", "orderedItems": ["https://e/@leyla/1"]}, "likes or bookmarks"),
        ("actor.json", {"type": "Person", "preferredUsername": "leyla", "inbox": "x", "outbox": "y", "name": "Leyla"},
         "an account"),
        ("dm.json", {"guild": {"id": "0"}, "channel": {"id": "2", "type": "DirectTextChat"}, "messages": [
            {"id": "1", "type": "Default", "timestamp": "2023-10-31T09:00:00Z", "content": "gizli",
             "author": {"name": "leyla", "isBot": False}}]}, "private messages"),
        ("watch-history.json", [{"header": "YouTube", "title": "Watched x", "time": "2023-10-31T09:00:00Z",
                                 "products": ["YouTube"]}], "what was watched and searched for"),
        ("index.json", {"1": "Direct Message with leyla#0", "2": "xeber in Server"}, "a list of channels"),
        ("user.json", {"id": "1", "username": "leyla", "discriminator": "0", "email": "l@example.org"}, "an account"),
        ("your_posts_1.json", [{"timestamp": 1698742800, "data": [{"post": "bu mənim postumdur"}],
                                "title": "Leyla updated her status."}], "the owner's own posts"),
        ("likes_and_reactions.json", [{"timestamp": 1698742800, "title": "Leyla likes a post.", "data": [
            {"reaction": {"reaction": "LIKE", "actor": "Leyla"}}]}], "reactions"),
        ("group_info.json", {"members": [{"name": "Leyla", "email": "l@example.org"}]}, "members of a chat"),
    ],
)  # fmt: skip
def test_a_list_of_people_or_what_they_did_is_refused_by_name(tmp_path, name, document, what):
    (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ReadError, match=rf"{name}: .*{what}.*, no comments; leave it out") as error:
        reader.load(tmp_path / name)
    assert "eyla" not in str(error.value)


def test_of_a_workspace_the_channels_are_read_and_direct_messages_are_not(tmp_path):
    said = {"type": "message", "user": "U0AAA", "ts": "1698742800.000100", "text": "Nəhayət açıldı"}
    with zipfile.ZipFile(tmp_path / "slack.zip", "w") as archive:
        archive.writestr("users.json", json.dumps([{"id": "U0AAA", "team_id": "T", "profile": {"email": "l@e.org"}}]))
        archive.writestr("xeber/2023-10-31.json", json.dumps([said]))
        archive.writestr("D0123456789/2023-10-31.json", json.dumps([said | {"text": "gizli sözüm var sənə"}]))
        archive.writestr("mpdm-leyla--orxan-1/2023-10-31.json", json.dumps([said | {"text": "bu da gizlidir"}]))
    reading = reader.load(tmp_path / "slack.zip")
    assert reading.comments["text"] == ["Nəhayət açıldı"]
    assert [note for note in reading.files[0].notes if note.startswith("left out")] == [
        "left out: slack.zip/D0123456789/2023-10-31.json: private messages, no comments",
        "left out: slack.zip/mpdm-leyla--orxan-1/2023-10-31.json: private messages, no comments",
        "left out: slack.zip/users.json: accounts of members, no comments",
    ]


def test_of_a_takeout_the_spaces_are_read_and_direct_messages_are_not(tmp_path):
    said = {"creator": {"name": "L", "email": "l@e.org"}, "created_date": "Tuesday, October 31, 2023 at 9:00:00 AM UTC",
            "text": "Nəhayət açıldı", "message_id": "S/t/t"}  # fmt: skip
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive:
        archive.writestr("Takeout/Google Chat/Groups/Space AAA/messages.json", json.dumps({"messages": [said]}))
        archive.writestr("Takeout/Google Chat/Groups/DM BBB/messages.json", json.dumps({"messages": [said]}))
        archive.writestr("Takeout/Google Chat/Groups/DM BBB/group_info.json", json.dumps({"members": [{"email": "x"}]}))
    reading = reader.load(tmp_path / "takeout.zip")
    assert [row["file"] for row in reading.comments] == [
        "takeout.zip/Takeout/Google Chat/Groups/Space AAA/messages.json"
    ]


def test_the_user_may_insist(tmp_path):
    """A table of one's own that only looks like one of those is read when it is said to be a plain table."""
    rows = [{"id": 1, "created": "2023-10-31", "members": "yes", "comment": "Nəhayət açıldı, çox sevindim"}]
    (tmp_path / "x.json").write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(ReadError, match="add --platform none"):
        reader.load(tmp_path / "x.json")
    assert reader.load(tmp_path / "x.json", options=ReadOptions(platform="none")).comments["text"] == [
        "Nəhayət açıldı, çox sevindim"
    ]


@pytest.mark.parametrize("visibility", ["direct", "private"])
def test_a_post_that_is_not_for_all_keeps_its_place_alone(tmp_path, visibility):
    status = {"id": "1", "created_at": "2023-10-31T09:00:00Z", "in_reply_to_id": "9", "visibility": visibility,
              "content": "<p>@leyla gizli</p>", "account": {"acct": "demo"}, "url": "https://e/@demo/1"}  # fmt: skip
    (tmp_path / "x.json").write_text(json.dumps([status]), encoding="utf-8")
    (row,) = reader.load(tmp_path / "x.json").comments.to_list()
    told = {key: value for key, value in row.items() if value is not None and key not in ("time", "file")}
    assert told == {
        "id": "mastodon:1",
        "platform": "mastodon",
        "time_precision": "exact",
        "skipped": "direct message" if visibility == "direct" else "followers only",
    }


def test_tiktok_data_of_somebody_who_wrote_no_comment_says_so(tmp_path):
    document = {"Profile": {"Profile Info": {}}, "Comment": {"Comments": {"CommentsList": None}}}
    (tmp_path / "user_data.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ReadError, match="TikTok's own data of somebody who wrote no comments"):
        reader.load(tmp_path / "user_data.json")


COMMENTS = {
    "tweets.js": 'window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "full_text": "Nəhayət açıldı", '
                 '"created_at": "Sat Nov 23 09:43:20 +0000 2024"}}]',
    "outbox.json": json.dumps({"orderedItems": [{"type": "Create", "actor": "https://m.e/users/n", "object": {
        "id": "https://m.e/users/n/statuses/1", "content": "<p>Nəhayət açıldı</p>"}}]}),
    "comments.json": json.dumps({"comments_v2": [{"timestamp": 1698742800, "data": [{"comment": {
        "timestamp": 1698742800, "comment": "Nəhayət açıldı".encode().decode("latin-1")}}]}]}),
    "comments.csv": "Comment ID,Comment create timestamp,Price,Parent comment ID,Video ID,Comment text\n"
                    'Ugabc,2023-10-31T09:00:00+00:00,0,,v,"{""text"":""Nəhayət açıldı""}"\n',
}  # fmt: skip
BESIDE = {
    "direct-messages.js": 'window.YTD.direct_messages.part0 = [{"dmConversation": {"messages": []}}]',
    "follower.js": 'window.YTD.follower.part0 = [{"follower": {"accountId": "1"}}]',
    "likes.json": '{"type": "OrderedCollection", "orderedItems": ["https://e/@leyla/1"]}',
    "inbox/message_1.json": json.dumps({"participants": [{"name": "Leyla"}], "messages": [MESSAGE]}),
    "profile.json": '{"profile_v2": {"name": {"full_name": "Leyla"}}}',
    "subscriptions.csv": "Channel Id,Channel Url,Channel Title\nUC,http://e,Leyla TV\n",
    "note.txt": "Leyla mənə belə dedi\n",
}


@pytest.mark.parametrize("name", COMMENTS)
def test_of_any_archive_the_comments_alone_are_read(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for part, text in {name: COMMENTS[name], **BESIDE}.items():
            archive.writestr(part, text)
    reading = reader.load(tmp_path / "x.zip")
    assert reading.comments["text"] == ["Nəhayət açıldı"]
    left = [note for note in reading.files[0].notes if note.startswith("left out: ")]
    assert len(left) == len(BESIDE)
    assert "Leyla" not in str(left)


def test_a_comment_of_a_translated_archive_is_known_though_the_first_is_a_picture(tmp_path):
    picture = {"media_list_data": [{"uri": ""}], "string_map_data": {
        "Media-eigenaar": {"value": "xeber"}, "Tijd": {"timestamp": 1698742800}}}  # fmt: skip
    comment = {"media_list_data": [{"uri": ""}], "string_map_data": {
        "Opmerking": {"value": "Eindelijk open"}, **picture["string_map_data"]}}  # fmt: skip
    (tmp_path / "post_comments_1.json").write_text(json.dumps([picture, comment]), encoding="utf-8")
    reading = reader.load(tmp_path / "post_comments_1.json")
    assert reading.files[0].format == "instagram-own-data"
    assert reading.comments["text"][-1] == "Eindelijk open"
