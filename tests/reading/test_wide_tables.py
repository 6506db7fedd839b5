"""Tables with several comments a row, in columns of their own: every comment is a row."""

from pathlib import Path

import pytest

from sentiment.reading import reader
from sentiment.reading.options import ReadOptions
from support import column, load

A, B, C = "Çox sevindim buna", "Bir ay gözlədik", "Gec oldu artıq"


@pytest.mark.parametrize(
    "table",
    [
        f"post_id,post_text,comment_1,comment_2\np1,TikTok yenidən açıldı deyə xəbər,{A},{B}\np2,Nazirlik dedi,{C},\n",
        f"video_id,Comment 0,Comment 1,Comment 2\np1,{A},,{B}\np2,{C},,\n",
        f"url,title,comment1,comment2\np1,TikTok açıldı bu gün axşam,{A},{B}\np2,Başqa xəbər,{C},\n",
        f"id;post;Şərh №1;Şərh №2\np1;TikTok açıldı;{A};{B}\np2;Başqa xəbər;{C};\n",
    ],
)
def test_comments_on_a_post_are_rows_with_it_as_thread(tmp_path: Path, table: str) -> None:
    found = load(tmp_path, table)
    assert column(found, "text") == [A, B, C]
    assert column(found, "thread") == ["p1", "p1", "p2"]
    assert len(set(column(found, "id"))) == 3
    assert any(" is a row, with what stands beside" in line for line in found.files[0].warnings)


def test_what_is_numbered_like_a_comment_is_its_own_and_the_posts_is_not(tmp_path: Path) -> None:
    header = "Author,Post,Likes,Comment_1_text,Comment_1_likes,Author 1,Comment_2_text,Comment_2_likes,Author 2"
    found = load(tmp_path, f"{header}\nbaku tv,TikTok açıldı,900,{A},3,leyla,{B},4,elvin\n")
    assert column(found, "likes") == [3, 4]
    assert len({*column(found, "author"), *column(found, "post Author")} - {None}) == 3
    assert column(found, "post Likes") == ["900", "900"]
    assert column(found, "thread") == ["TikTok açıldı", "TikTok açıldı"]


def test_answers_of_a_respondent_are_rows_by_one_author(tmp_path: Path) -> None:
    found = load(tmp_path, f"ID,Müəllif,Tarix,Rəy 1,Rəy 2\n7,Leyla,01.11.2023,{A},{B}\n8,Elvin,02.11.2023,,{C}\n")
    assert column(found, "text") == [A, B, C]
    assert [time.day for time in column(found, "time")] == [1, 1, 2]
    first, second, third = column(found, "author")
    assert first == second != third
    assert column(found, "row id") == ["7", "7", "8"]


def test_columns_of_one_name_alone_are_numbered_by_their_places(tmp_path: Path) -> None:
    found = load(tmp_path, f"Post,Şərh,Şərh,Şərh\np1,{A},{B},\np2,{C},,\n")
    assert column(found, "text") == [A, B, C]
    assert column(found, "thread") == ["p1", "p1", "p2"]
    side_by_side = f"Şərh,Tarix,Şərh,Tarix,Şərh,Tarix\n{A},2023-11-01,{B},2023-11-02,{C},2023-11-03\n"
    assert column(load(tmp_path, side_by_side), "text") == [A]


def test_numbered_replies_have_the_comment_of_the_row_as_parent(tmp_path: Path) -> None:
    found = load(tmp_path, f"id,comment,reply_1,reply_2\n5,{A},{B},Yox əşi\n6,{C},,\n")
    assert column(found, "text") == [A, B, "Yox əşi", C]
    assert column(found, "parent") == [None, "5", "5", None]
    assert any("'reply_1' to 'reply_2'" in line for line in found.files[0].warnings)


@pytest.mark.parametrize(
    "header",
    [
        "Respondent,Rəy,Cavab 1,Cavab 2",
        "Respondent,Комментарий,Ответ 1,Ответ 2",
        "Respondent,Yorum,Yanıt 1,Yanıt 2",
        "Respondent,Kommentar,Antwort 1,Antwort 2",
        "Respondent,Commentaire,Réponse 1,Réponse 2",
        "Respondent,Comentario,Respuesta 1,Respuesta 2",
    ],
)
def test_answers_to_the_questions_of_a_survey_are_no_comments(tmp_path: Path, header: str) -> None:
    found = load(tmp_path, f'{header}\n0,{A},"Bəli, tam",Yaxşı\n1,{B},"Xeyr, heç",Pis\n2,{C},"Bəli, tam",Orta\n')
    assert column(found, "text") == [A, B, C]
    assert column(found, header.split(",")[2]) == ["Bəli, tam", "Xeyr, heç", "Bəli, tam"]


def test_remarks_beside_the_text_are_told_and_no_comments(tmp_path: Path) -> None:
    found = load(tmp_path, f"id,text,Comment 1,Comment 2\n5,{A},kodlaşdıran əmin deyil,yox\n6,{C},,\n")
    assert column(found, "text") == [A, C]
    assert any("'Comment 1' to 'Comment 2'" in line and "not read" in line for line in found.files[0].warnings)


@pytest.mark.parametrize("header", ["comment_3,comment_7", "Comment 2019,Comment 2023", "Comment 1,Score 2"])
def test_columns_that_are_not_counted_from_one_are_no_list(tmp_path: Path, header: str) -> None:
    assert len(load(tmp_path, f"id,{header}\n1,{A},{B}\n2,{C},{B}\n").comments) == 2


def test_a_column_that_is_named_is_read_alone(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(f"id,comment_1,comment_2\n1,{A},{B}\n2,{C},{B}\n", encoding="utf-8")
    found = reader.load(tmp_path / "x.csv", options=ReadOptions({"text": "comment_1"}))
    assert column(found, "text") == [A, C]


@pytest.mark.parametrize("cells", ["5,4", "0,1", "yes,no", "★★★,3/5"])
def test_numbered_columns_of_marks_are_no_comments(tmp_path: Path, cells: str) -> None:
    table = f"What do you think about it?,review_1,review_2\n{A},{cells}\n{B},{cells}\n{C},{cells}\n"
    assert column(load(tmp_path, table), "text") == [A, B, C]


def test_what_only_later_records_have_is_kept(tmp_path: Path) -> None:
    few = [{"post": f"p{at}", "comment_1": f"{A} {at}", "comment_2": f"{B} {at}"} for at in range(60)]
    rows = [few[0], {"post": "x", "comment_1": A, "comment_2": B, "comment_3": C, "likes": 7}, *few[1:]]
    for given in (rows[:2], rows, [*few, rows[1]]):
        found = load(tmp_path, given, "x.json")
        assert len(found.comments) == 2 * len(given) + 1
        assert column(found, "text").count(C) == 1
    assert column(load(tmp_path, rows[:2], "x.json"), "post likes") == [None, None, "7", "7", "7"]


def test_a_column_with_a_number_left_out_before_it_is_told(tmp_path: Path) -> None:
    rows = [{"comment_1": f"{A} {at}", "comment_2": f"{B} {at}"} for at in range(50)]
    found = load(tmp_path, [*rows, {"comment_1": A, "comment_4": C}], "x.json")
    assert len(found.comments) == 101
    assert any("row 51" in line and "comment_4" in line for line in found.files[0].warnings)


def test_columns_that_are_named_keep_their_names(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        f"id,likes,post,comment_1,comment_2,sentiment\n7,3,p,{A},{B},positive\n8,4,q,{C},,negative\n", encoding="utf-8"
    )
    given = {"likes": "likes", "id": "ID", "gold": "sentiment"}
    found = reader.load(tmp_path / "x.csv", options=ReadOptions(given))
    assert column(found, "likes") == [3, 3, 4]
    assert column(found, "id") == ["7.1", "7.2", "8.1"]
    assert column(found, "gold") == ["positive", "positive", "negative"]
    marked = reader.load(tmp_path / "x.csv", options=ReadOptions({"gold": "comment_2"}))
    assert column(marked, "gold") == [B, B, None]


def test_what_is_said_of_a_row_is_said_of_none_of_its_comments(tmp_path: Path) -> None:
    found = load(tmp_path, f"gold,rating,comment_1,comment_2\npositive,5,{A},{B}\nnegative,1,{C},\n")
    assert column(found, "gold") == [None, None, "negative"]
    assert column(found, "rating") == [None, None, 1]
    assert column(found, "row gold") == ["positive", "positive", "negative"]
    assert sum("taken for none" in line for line in found.files[0].warnings) == 2


@pytest.mark.parametrize("header", ["comment,comment.1,comment.2", "comment,comment_2,comment_3"])
def test_the_first_of_the_columns_may_have_no_number(tmp_path: Path, header: str) -> None:
    found = load(tmp_path, f"post,{header}\np1,{A},{B},\np2,{C},,{A} da\n")
    assert column(found, "text") == [A, B, C, f"{A} da"]
    assert column(found, "the post") == ["p1", "p1", "p2", "p2"]
    beside = load(tmp_path, f"author,comment,author 2,comment 2,author 3,comment 3\nleyla,{A},elvin,{B},,{C}\n")
    assert column(beside, "text") == [A, B, C]
    first, second, third = column(beside, "author")
    assert third is None
    assert first != second


@pytest.mark.parametrize("second", ["comment_2", "comment.1", "comment 2"])
def test_two_columns_of_one_name_are_told(tmp_path: Path, second: str) -> None:
    found = load(tmp_path, f"id,comment,{second}\n1,{A},{B}\n2,{C},{B} da\n")
    assert column(found, "text") == [A, C]
    assert any(repr(second) in line for line in found.files[0].notes)
