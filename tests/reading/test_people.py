"""Nobody's name stands in the table that any sample is read into, but where it is part of what somebody wrote."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sentiment.errors import ReadError
from sentiment.reading import reader
from sentiment.reading.columns import handles, personal
from sentiment.reading.columns.privacy import pseudonym
from sentiment.reading.options import ReadOptions

DATA = Path(__file__).parents[1] / "data"
FILES = sorted(
    path
    for folder in ("formats", "samples", "cases")
    for path in (DATA / folder).iterdir()
    if ".expected." not in path.name and path.suffix not in (".md", ".html", ".docx", ".mhtml")
)
# Keys of people in the objects of platforms.
KEYS = re.compile(
    r"(?:user|screen|full|real|display|nick|account|commenter|author|owner|profile)_?name|acct|handle|did|nickname|sender|"
    r"sender_name|author_full|authorDisplayName|commenter_name|commenterHex|ownerUsername|uniqueId|unique_id|first_name|"
    r"last_name|from|from_id|steamid|sourceUuid|sourceNumber|sourceName|email|Vertex 1|Vertex 2|userName|profileName",
    re.IGNORECASE,
)


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and KEYS.fullmatch(key):
                yield inner
            else:
                yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)


def _names(path: Path) -> set[str]:
    """Return the names in a file: those that it calls so, and the authors that come of it."""
    found = set(reader.load(path, options=ReadOptions(keep_authors=True)).comments["author"])
    text = path.read_bytes().decode("utf-8", "replace")
    try:
        found |= set(_named(json.loads(text)))
    except ValueError:
        for line in text.splitlines():
            try:
                found |= set(_named(json.loads(line)))
            except ValueError:
                continue
    if path.suffix == ".csv":
        for row in csv.DictReader(text.splitlines()):
            found |= {cell for name, cell in row.items() if isinstance(cell, str) and KEYS.fullmatch(str(name))}
    names = {name.strip().removeprefix("@") for name in found if name}
    return {name for name in names if len(name) > 3 and name != "Demo"}  # which is a group's name as well


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_name_of_a_sample_is_in_its_rows(path):
    try:
        names = _names(path)
        reading = reader.load(path)
    except ReadError:
        pytest.skip("no comments")
    if "article" in reading.comments["platform"]:
        pytest.skip("speakers of an article are public")
    rows = [
        {k: v for k, v in row.items() if k not in ("text", "text_raw", "file")} for row in reading.comments.to_list()
    ]
    written = json.dumps([rows, [file.notes for file in reading.files]], default=str, ensure_ascii=False)
    assert [name for name in sorted(names) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", written)] == []


@pytest.mark.parametrize(
    "name",
    [
        "data.author_id", "node.owner.id", "snippet.authorChannelId.value", "retweeted_user", "quote_author",
        "parent_author", "inviter", "author.steamid", "real_name_normalized", "profile.real_name_normalized",
        "Thread Author", "Vertex 1", "Yazan şəxs", "Автор поста", "What is your name?", "Профиль автора",
        "tweet_owner_handle", "reply.user.screen_name", "Gönderen kişi", "topLevelComment.snippet.authorDisplayName",
        "posted_by", "channelTitle", "Student name", "Müraciət edən şəxs", "Yorum yapan",
        "actor.displayName", "device_id",
    ],
)  # fmt: skip
def test_a_column_of_people_is_known_whatever_stands_around_it(name):
    assert personal.by_name(name) == personal.PERSON


@pytest.mark.parametrize(
    "name", ["shipping_address_line1", "Billing Address Line 2", "Ünvan sətri", "customer_email_1"]
)
def test_a_column_of_addresses_is_known_whatever_stands_around_it(name):
    assert personal.by_name(name) == personal.ADDRESS


@pytest.mark.parametrize(
    "name",
    [
        "author.playtime_forever", "user.followers_count", "user_type", "owner verified", "Автор: число подписчиков",
        "Yorumu yazanın yorumu", "is_author", "Отзыв пользователя", "user language",
        "Telefon haqqında nə düşünürsünüz?",
        "Bəzi istifadəçilər hərbi texnikanın videosunu paylaşırdı",
    ],
)  # fmt: skip
def test_what_is_known_of_a_person_is_no_name(name):
    assert personal.by_name(name) is None


def test_the_columns_of_people_of_real_exports_are_hashed():
    reading = reader.load(DATA / "cases" / "person-columns.csv")
    rows = reading.comments.to_list()
    own = [name for name in reading.comments.column_names if name in KNOWN]
    assert own == list(KNOWN)
    assert all(re.fullmatch(r"[0-9a-f]{12}", row[name]) for row in rows for name in own)


KNOWN = (
    "data.author_id", "node.owner.id", "snippet.authorChannelId.value", "retweeted_user", "quote_author",
    "parent_author", "inviter", "author.steamid", "real_name_normalized", "Thread Author", "Vertex 1",
    "Yazan şəxs", "Автор поста",
)  # fmt: skip


@pytest.mark.parametrize(
    ("link", "veiled"),
    [
        ("https://x.com/nigar_t/status/17", "https://x.com/<nigar_t>/status/17"),
        ("https://x.com/i/status/17", "https://x.com/i/status/17"),
        ("https://twitter.com/nigar_t", "https://twitter.com/<nigar_t>"),
        ("https://www.instagram.com/nigar.t/p/Cabc/", "https://www.instagram.com/<nigar.t>/p/Cabc/"),
        ("https://www.instagram.com/p/Cabc/", "https://www.instagram.com/p/Cabc/"),
        ("https://www.instagram.com/stories/nigar.t/12/", "https://www.instagram.com/stories/<nigar.t>/12/"),
        ("https://m.example/@nigar/113", "https://m.example/@<nigar>/113"),
        ("mastodon:https://m.example/users/nigar/statuses/1", "mastodon:https://m.example/users/<nigar>/statuses/1"),
        ("bluesky:at://did:plc:abc/app.bsky.feed.post/a", "bluesky:at://<did:plc:abc>/app.bsky.feed.post/a"),
        ("https://bsky.app/profile/nigar.bsky.social/post/a", "https://bsky.app/profile/<nigar.bsky.social>/post/a"),
        ("https://www.tiktok.com/@nigar.t/video/1", "https://www.tiktok.com/@<nigar.t>/video/1"),
        ("https://www.facebook.com/nigar.test/posts/12", "https://www.facebook.com/<nigar.test>/posts/12"),
        ("https://www.facebook.com/profile.php?id=1000123", "https://www.facebook.com/profile.php?id=<1000123>"),
        ("https://www.facebook.com/permalink.php?story_fbid=1&id=2",
         "https://www.facebook.com/permalink.php?story_fbid=1&id=<2>"),
        ("https://www.facebook.com/groups/12/posts/3", "https://www.facebook.com/groups/12/posts/3"),
        ("https://facebook.com/987654321098765", "https://facebook.com/987654321098765"),
        ("https://www.youtube.com/watch?v=x&lc=y", "https://www.youtube.com/watch?v=x&lc=y"),
        ("https://www.youtube.com/@nigar", "https://www.youtube.com/@<nigar>"),
        ("https://www.youtube.com/channel/UCa-b", "https://www.youtube.com/channel/<UCa-b>"),
        ("https://www.reddit.com/user/nigar/comments/1/", "https://www.reddit.com/user/<nigar>/comments/1/"),
        ("https://www.reddit.com/r/azerbaijan/comments/1/", "https://www.reddit.com/r/azerbaijan/comments/1/"),
        ("https://vk.com/id123", "https://vk.com/<id123>"),
        ("https://vk.com/wall-1_2?reply=3", "https://vk.com/wall-1_2?reply=3"),
        ("https://vk.com/nigar.t", "https://vk.com/<nigar.t>"),
        ("https://e.example/xeber/12", "https://e.example/xeber/12"),
        ("https://x.com/9bb78899c43d/status/1", "https://x.com/9bb78899c43d/status/1"),  # a hash already
    ],
)  # fmt: skip
def test_handles_in_links_are_replaced(link, veiled):
    assert handles.veiled(link, lambda handle: f"<{handle}>") == veiled


def test_one_person_has_one_hash_in_author_id_parent_and_link(tmp_path):
    posts = [
        {"uri": "at://did:plc:aaa/app.bsky.feed.post/1", "author": {
            "did": "did:plc:aaa", "handle": "nigar.bsky.social"},
         "record": {"text": "Nəhayət açıldı", "createdAt": "2023-10-31T09:00:00Z"}},
        {"uri": "at://did:plc:bbb/app.bsky.feed.post/2", "author": {
            "did": "did:plc:bbb", "handle": "tural.bsky.social"},
         "record": {"text": "Razı deyiləm", "createdAt": "2023-10-31T10:00:00Z", "reply": {
             "root": {"uri": "at://did:plc:aaa/app.bsky.feed.post/1"},
             "parent": {"uri": "at://did:plc:aaa/app.bsky.feed.post/1"}}}},
    ]  # fmt: skip
    (tmp_path / "x.json").write_text(json.dumps({"posts": posts}), encoding="utf-8")
    first, second = reader.load(tmp_path / "x.json").comments.to_list()
    assert first["id"] == f"bluesky:at://{first['author']}/app.bsky.feed.post/1"
    assert second["parent"] == second["thread"] == first["id"]
    assert second["author"] not in (None, first["author"])


def test_the_link_of_a_row_has_the_hash_of_its_author(tmp_path):
    (tmp_path / "x.csv").write_text(
        "author,text,link,title\n"
        "nigar_t,Nəhayət açıldı bu gün,https://x.com/Nigar_T/status/1,nigar_t (@nigar_t): Nəhayət\n"
        "@tural_t,Mən razı deyiləm heç,https://forum.example/t/tural_t/9,Cavab @nigar_t üçün\n",
        encoding="utf-8",
    )
    first, second = reader.load(tmp_path / "x.csv").comments.to_list()
    assert first["url"] == f"https://x.com/{first['author']}/status/1"
    assert first["title"] == f"{first['author']} (@{first['author']}): Nəhayət"
    assert second["title"] == f"Cavab @{first['author']} üçün"
    assert "tural_t" not in str(second)
    kept = reader.load(tmp_path / "x.csv", options=ReadOptions(keep_authors=True)).comments[0]
    assert kept["url"] == "https://x.com/Nigar_T/status/1"


def test_a_table_that_was_hashed_once_keeps_its_ids(tmp_path):
    row = {"id": "mastodon:https://m.example/users/9bb78899c43d/statuses/1", "text": "Nəhayət açıldı", "author": "a"}
    (tmp_path / "x.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert reader.load(tmp_path / "x.jsonl").comments["id"] == [row["id"]]


def test_the_address_of_a_profile_has_the_hash_of_its_handle():
    assert pseudonym("https://m.example/users/nigar", "mastodon", "salt") == pseudonym("nigar", "mastodon", "salt")
    assert pseudonym("@nigar", "youtube", "salt") == pseudonym("nigar", "youtube", "salt")


def test_of_a_list_of_people_each_has_the_hash_that_stands_for_them_elsewhere(tmp_path):
    (tmp_path / "x.csv").write_text(
        "author,text,mentions\n"
        "nigar_t,Nəhayət açıldı bu gün,[]\n"
        "tural_t,Mən razı deyiləm heç,\"['nigar_t', 'leyla_s']\"\n"
        'leyla_s,Mən də razı deyiləm,"@nigar_t, @tural_t"\n',
        encoding="utf-8",
    )
    rows = reader.load(tmp_path / "x.csv").comments.to_list()
    nigar, tural, leyla = (row["author"] for row in rows)
    assert [row["mentions"] for row in rows] == [None, f"{nigar}, {leyla}", f"{nigar}, {tural}"]


def test_a_handle_with_a_dash_is_hidden_as_a_whole(tmp_path):
    (tmp_path / "x.csv").write_text(
        "author,text,q1,note\n"
        "@user-ab1cd,Nəhayət açıldı bu gün,@nigar-xy2zt,\n"
        "@nigar-xy2zt,Mən razı deyiləm heç,@user-ab1cd,cavab @user-ab1cd üçün\n",
        encoding="utf-8",
    )
    first, second = reader.load(tmp_path / "x.csv").comments.to_list()
    assert (first["q1"], second["q1"]) == (second["author"], first["author"])
    assert second["note"] == f"cavab {first['author']} üçün"
    assert "ab1cd" not in str((first, second))
    assert "xy2zt" not in str((first, second))


def test_whom_a_comment_answers_is_a_person_and_no_parent(tmp_path):
    (tmp_path / "x.csv").write_text(
        "id,author,text,reply_to\n1,nigar_t,Nəhayət açıldı bu gün,\n2,tural_t,Mən razı deyiləm heç,nigar_t\n",
        encoding="utf-8",
    )
    first, second = reader.load(tmp_path / "x.csv").comments.to_list()
    assert second["parent"] is None
    assert second["reply_to"] == first["author"]
    (tmp_path / "x.csv").write_text("id,author,text,reply_to\n1,7,Nəhayət açıldı,\n2,1,Mən razı deyiləm,1\n")
    assert reader.load(tmp_path / "x.csv").comments["parent"] == [None, "1"]


@pytest.mark.parametrize(("cells", "kept"), [(("yes", "no", "no"), True), (("leyla", "no", "no"), False)])
def test_whether_somebody_is_one_of_some_people_is_no_name(tmp_path, cells, kept):
    rows = "".join(f"çox sevindim buna {i},{cell}\n" for i, cell in enumerate(cells))
    (tmp_path / "x.csv").write_text(f"comment,influencer\n{rows}", encoding="utf-8")
    table = reader.load(tmp_path / "x.csv").comments
    assert table["author"][:] == [None] * 3  # who is commented on
    assert (tuple(table["influencer"]) == cells) is kept
    assert "leyla" not in table["influencer"][:]
