"""Columns and lists that were taken for the comments, or passed over, without a word."""

from pathlib import Path
from typing import Any

import pytest

from sentiment.errors import ReadError
from sentiment.table import numbers
from support import TEXTS, column, load

NAMED_LIKE_OURS = (
    "label", "model", "emotion", "stance", "contrary", "language", "windows", "vector", "clean", "copy_of", "text_raw",
)  # fmt: skip


def table(header: str, row: str, texts: tuple[str, ...] = TEXTS) -> str:
    return header + "\n" + "".join(row.format(i, text) + "\n" for i, text in enumerate(texts))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("id,answer,comments", '{0},"{1}",'),  # an enumerator's, who had none
        ("Response ID,Comments,How do you feel about it?", '{0},,"{1}"'),
        ("Post,Tarix,Şərh", 'Körpü bu gün açıldı,2026-05-0{0},"{1}"'),
        ("paylaşım,rəy", 'Körpü bu gün açıldı,"{1}"'),
        ("№,Şərh (orijinal),Şərh (ingiliscə)", '{0},"{1}",And this is what it would be in plain English {0}'),
        ("title,comments", '"{1}",{0}2 comments'),
        ("link,başlıq,mətn,şərhlər", 'https://a.az,Körpü,Körpü bu gün uzun bir mərasimlə açıldı,"{1}"'),
        ("title,text,comment", 'The bridge,"It was opened today, with a long ceremony","{1}"'),
        ("text,label,comment", '"{1}",x,this one was hard to judge for me'),  # a coder's
        ("title,text,comment", 'The bridge,"{1}",'),
        ("title,text,comment", 'Review {0},"{1}","Thank you, dear customer, we are glad to read it {0}"'),
        ("tweet_id,text_raw,source,label", '{0},"{1}",Twitter for iPhone,0'),
        ("id,text_raw", '{0},"{1}"'),
        *((f"{name},votes,district", '"{1}",{0},Narimanov district') for name in NAMED_LIKE_OURS),
    ],
)
def test_the_comments_are_taken_not_what_is_beside_them(tmp_path: Path, header: str, row: str) -> None:
    texts = TEXTS * 3
    assert column(load(tmp_path, table(header, row, texts)), "text") == list(texts)


def test_a_column_of_comments_that_is_hardly_filled_is_told(tmp_path: Path) -> None:
    rows = "id,answer,comments\n" + "".join(f"{i},the bridge is a good one {i},\n" for i in range(9))
    told = load(tmp_path, f"{rows}9,I never use it,was in a hurry\n").files[0].warnings
    assert "'comments', called like one for comments, next to nothing" in told[0]


@pytest.mark.parametrize(
    ("header", "remarks"),
    [
        ("title,text,comments", ("coded as positive by AB", "coded as negative by AB")),
        ("Başlık,Metin,Yorum", ("AB tarafından olumlu olarak kodlandı ve sonra kontrol edildi",) * 2),
    ],
)
def test_the_remarks_of_a_coder_are_no_comments(tmp_path: Path, header: str, remarks: tuple[str, str]) -> None:
    said = ("Yes", "No") * 6
    rows = "".join(f"Law,{text},{remarks[text == 'No']}\n" for text in said)
    assert column(load(tmp_path, f"{header}\n{rows}"), "text") == list(said)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("★★★★☆", 4), ("☆☆☆☆☆", 0), ("⭐️⭐️", 2), ("5 stars", 5), ("1 star", 1), ("3/5", 3), ("4,5 / 5", 4.5),
        ("4 из 5", 4), ("Rated 4 out of 5", 4), ("5 yıldız", 5), ("10 üzerinden 6", 6), ("3 звезды", 3), ("4.5", 4.5),
        (2, 2), ("5 people", None), ("great ★", None), ("2026-05-01", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_stars_are_numbers(written: Any, read: float | None) -> None:
    assert numbers.rating(written) == read


def test_a_column_of_stars_is_a_rating(tmp_path: Path) -> None:
    reading = load(tmp_path, "review,stars\n" + "".join(f'"{t}",{"★" * (i + 1)}☆\n' for i, t in enumerate(TEXTS)))
    assert column(reading, "rating") == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("header", "cells", "role"),
    [
        ("body,score,created_utc", ("5", "1", "2"), "likes"),
        ("comment,score,date", ("12", "-3", "0"), "likes"),
        ("body,score,date", ("0", "1", "12"), "likes"),
        ("body,score,date", ("0", "9", "10"), "rating"),  # how likely they are to recommend it
        ("comment,score,date", ("204", "1", "2"), "likes"),
        ("comment,score,date", ("5", "1", "2"), "rating"),
        ("comment,score,date", ("0", "1", "2"), "rating"),
        ("comment,score,date", ("4.5", "-1.0", "2.5"), "rating"),
    ],
)
def test_a_score_is_votes_or_stars(tmp_path: Path, header: str, cells: tuple[str, ...], role: str) -> None:
    rows = "".join(f'"{text}",{cell},1777629600\n' for text, cell in zip(TEXTS, cells, strict=True))
    reading = load(tmp_path, f"{header}\n{rows}")
    assert column(reading, role) == list(map(float, cells))
    assert column(reading, "likes" if role == "rating" else "rating") == [None] * 3
    told = "column 'score' is taken for votes; where it is stars or points: --column rating='score'"
    assert (told in reading.files[0].notes) is (role == "likes")
    assert (told in reading.files[0].warnings) is (role == "likes" and "created_utc" not in header)


@pytest.mark.parametrize("likes", [{"summary": {"total_count": 7}}, {"total_count": 7}, {"count": 7}])
def test_likes_that_an_interface_counts_in_an_object(tmp_path: Path, likes: dict[str, Any]) -> None:
    found = load(
        tmp_path, {"data": [{"id": str(i), "message": t, "likes": likes} for i, t in enumerate(TEXTS)]}, "x.json"
    )
    assert column(found, "likes") == [7, 7, 7]


@pytest.mark.parametrize("author", [{}, {"title": "Körpü"}])
def test_a_post_is_none_of_the_tree_of_comments_on_it(tmp_path: Path, author: dict[str, str]) -> None:
    below = {"data": [{"id": "3", "message": TEXTS[2], "from": {"name": "b"}}]}
    comment = {"id": "2", "message": TEXTS[1], "from": {"name": "a"}, "comments": below}
    page = author | {"id": "1", "message": "Körpü bu gün açıldı", "comments": {"data": [comment]}}
    found = load(tmp_path, {"data": [page | ({"from": {"name": "page"}} if author else {})]}, "x.json")
    assert column(found, "skipped") == ["post", None, None]
    assert column(found, "thread") == [None, "1", "1"]
    assert column(found, "parent") == [None, None, "2"]


def test_comments_below_comments_by_people_are_a_tree(tmp_path: Path) -> None:
    inner = {"id": "2", "text": TEXTS[1], "author": "b", "comments": []}
    found = load(tmp_path, [{"id": "1", "text": TEXTS[0], "author": "a", "comments": [inner]}], "x.json")
    assert column(found, "skipped") == [None, None]
    assert column(found, "parent") == [None, "1"]


def test_of_a_page_of_instagram_the_comments_are_read_not_the_caption(tmp_path: Path) -> None:
    def edges(key: str, *nodes: dict[str, Any]) -> dict[str, Any]:
        return {key: {"count": len(nodes), "edges": [{"node": node} for node in nodes]}}

    said = [
        {"id": f"17{i}", "text": t, "created_at": 1777629600 + i, "owner": {"username": f"u{i}"},
         "edge_liked_by": {"count": i}} for i, t in enumerate(TEXTS)
    ]  # fmt: skip
    page = {"shortcode": "Cx"} | edges("edge_media_to_caption", {"text": "Körpü bu gün açıldı, baxın"})
    first = said[0] | edges("edge_threaded_comments", said[1])
    page |= edges("edge_media_to_parent_comment", first, said[2] | edges("edge_threaded_comments"))
    found = load(tmp_path, {"data": {"xdt_shortcode_media": page}}, "x.json")
    assert column(found, "text") == list(TEXTS)
    assert column(found, "parent") == [None, "170", None]
    assert column(found, "likes") == [0, 1, 2]
    assert column(found, "skipped") == [None] * 3


@pytest.mark.parametrize("name", ["#", "№", "No"])
def test_rows_are_called_as_those_say_that_answer_them(tmp_path: Path, name: str) -> None:
    reading = load(tmp_path, f'{name},comment,reply to\n1,"{TEXTS[0]}",\n2,"{TEXTS[1]}",1\n3,"{TEXTS[2]}",1\n')
    assert column(reading, "id") == ["1", "2", "3"]
    assert column(reading, "parent") == [None, "1", "1"]


def test_what_the_answered_comment_says_is_no_id_of_it(tmp_path: Path) -> None:
    rows = "".join(f'{i},"{TEXTS[0] if i else ""}","{text}"\n' for i, text in enumerate(TEXTS))
    reading = load(tmp_path, f"id,parent_comment,comment\n{rows}")
    assert column(reading, "text") == list(TEXTS)
    assert column(reading, "parent") == [None] * 3


def test_the_review_is_read_not_the_reply_to_it(tmp_path: Path) -> None:
    records = [{"reply": {"body": "Thank you so much"}, "review": {"body": text, "stars": 5}} for text in TEXTS]
    assert column(load(tmp_path, records, "x.json"), "text") == list(TEXTS)


def test_a_category_is_not_the_answer_to_an_open_question(tmp_path: Path) -> None:
    reading = load(tmp_path, table("NPS score,NPS category,Reason for score", '{0},Promoter,"{1}"'))
    assert column(reading, "text") == list(TEXTS)


def test_what_a_tool_found_beside_reach_and_followers_is_no_label_by_hand(tmp_path: Path) -> None:
    reading = load(tmp_path, table("Author followers,Content,Sentiment,Reach", '{0},"{1}",Positive,1.2K'))
    assert column(reading, "gold") == [None] * 3


def test_likes_in_a_table_of_vk(tmp_path: Path) -> None:
    rows = table("id;from_id;date;text;likes;post_id;owner_id", "{0};5;1777629600;{1};{0};7;-100")
    reading = load(tmp_path, rows)
    assert reading.files[0].format == "vk"
    assert column(reading, "likes") == [0, 1, 2]


def test_a_table_whose_columns_stand_in_rows_is_refused(tmp_path: Path) -> None:
    rows = f"Şərh;{';'.join(TEXTS)}\nBəyənmə;3;4;5\nTarix;01.05.2026;02.05.2026;03.05.2026\n"
    with pytest.raises(ReadError, match="its columns stand in rows"):
        load(tmp_path, rows)


def test_a_table_below_another_has_a_name_that_is_no_comment(tmp_path: Path) -> None:
    reading = load(tmp_path, f'Şərh,Bəyənmə\n"{TEXTS[0]}",3\nInstagram,\nŞərh,Bəyənmə\n"{TEXTS[1]}",5\n')
    assert column(reading, "skipped") == [None, "header row", "header row", None]


def test_answers_are_read_not_the_questions(tmp_path: Path) -> None:
    asked = [{"id": "q1", "text": "What do you think of it?"}, {"id": "q2", "text": "How old are you?"}]
    said = [{"respondent": i, "q1": text, "q2": "34"} for i, text in enumerate(TEXTS)]
    reading = load(tmp_path, {"questions": asked, "answers": said}, "x.json")
    assert column(reading, "text") == list(TEXTS)
    assert any("left out, with texts too: questions" in warning for warning in reading.files[0].warnings)
    assert column(load(tmp_path, {"questions": asked}, "x.json"), "text") == [one["text"] for one in asked]


def test_answers_below_their_questions_are_read(tmp_path: Path) -> None:
    rows = table("respondent,question,answer", '{0},What do you think of all of it?,"{1}"')
    assert column(load(tmp_path, rows), "text") == list(TEXTS)


def test_the_article_that_comments_are_on_is_their_thread(tmp_path: Path) -> None:
    records = [{"id": i, "article_id": 7, "text": text} for i, text in enumerate(TEXTS)]
    assert column(load(tmp_path, records, "x.json"), "thread") == ["7"] * 3
