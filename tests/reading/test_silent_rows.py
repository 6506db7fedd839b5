"""Rows that were counted as comments without a word and are none, and texts that were read as they are not."""

import json
from pathlib import Path
from typing import Any

import pytest

from sentiment.errors import ReadError
from sentiment.reading.escapes import undone
from support import TEXTS, column, load


def table(header: str, *ends: str) -> str:
    return header + "\n" + "".join(f'"{text}",{end}\n' for text, end in zip(TEXTS, ends, strict=True))


@pytest.mark.parametrize(
    ("name", "cells", "skipped"),
    [
        ("is_deleted", ("false", "true", "false"), [None, "deleted", None]),
        ("isDeleted", ("0", "0", "1"), [None, None, "deleted"]),
        ("silinib", ("xeyr", "bəli", "xeyr"), [None, "deleted", None]),
        ("is_spam", ("False", "False", "True"), [None, None, "spam"]),
        ("removed", ("no", "yes", "no"), [None, "removed", None]),
        ("is_bot", ("False", "True", "False"), [None, "bot message", None]),
        ("author_is_bot", ("0", "1", "0"), [None, "bot message", None]),
        ("bot", ("SpamBot", "", "none"), [None, None, None]),  # which
        ("bot", ("no", "yes", "no"), [None, None, None]),  # an answer, or a label
        ("бот", ("нет", "да", "да"), [None, None, None]),
        ("author,bot", ("leyla,no", "news,yes", "elvin,no"), [None, "bot message", None]),
        ("isApproved", ("True", "False", "True"), [None, "held for review", None]),
        ("isApproved", ("False", "False", "False"), [None, None, None]),  # nobody approves here
        ("status", ("approved", "spam", "trash"), [None, "spam", "deleted"]),
        ("статус", ("опубликован", "удалён", "опубликован"), [None, "deleted", None]),
        ("status", ("open", "rejected", "pending"), [None, None, None]),  # of complaints
        ("deleted", ("3", "1", "0"), [None, None, None]),  # how many
        ("type", ("post", "comment", "reply"), ["post", None, None]),
        ("növ", ("Post", "Şərh", "Cavab"), ["post", None, None]),
        ("Тип", ("Пост", "Комментарий", "Ответ"), ["post", None, None]),
        ("type", ("post", "post", "video"), [None, None, None]),  # a table of posts
        ("type", ("post", "reply", "reply"), [None, None, None]),  # as people write on X
        ("type", ("question", "comment", "praise"), [None, None, None]),
    ],
)
def test_what_a_table_marks_as_no_comment(
    tmp_path: Path, name: str, cells: tuple[str, ...], skipped: list[str | None]
) -> None:
    reading = load(tmp_path, table(f"text,{name}", *cells))
    assert column(reading, "skipped") == skipped
    told = {f"rows skipped as {why}": skipped.count(why) for why in skipped if why}
    assert reading.files[0].repairs == told


def test_posts_that_a_tool_watches_are_opinions(tmp_path: Path) -> None:
    rows = table("Текст,Тип,Охват,Подписчики", "Пост,9,1", "Комментарий,8,2", "Пост,7,3")
    assert column(load(tmp_path, rows), "skipped") == [None] * 3


def test_records_of_several_kinds(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"type": "meta", "source": "crawler"},
        {"type": "post", "id": "p1", "text": "Körpü bu gün açılır"},
        *({"type": "comment", "id": f"c{i}", "post_id": "p1", "text": text} for i, text in enumerate(TEXTS)),
        {"type": "user", "id": "u1", "bio": "Bakıda yaşayıram və kitab oxuyuram"},
    ]
    reading = load(tmp_path, "\n".join(json.dumps(one) for one in records), "x.jsonl")
    assert column(reading, "skipped") == ["empty", "post", None, None, None, "empty"]


def test_answers_that_were_broken_off(tmp_path: Path) -> None:
    header = "Response ID,Time Started,Status,SessionID,How do you feel about it?"
    states = ("Complete", "Partial", "Disqualified")
    rows = "".join(
        f'{i},2026-05-01 10:00:00,{state},s{i},"{text}"\n'
        for i, (state, text) in enumerate(zip(states, TEXTS, strict=True))
    )
    assert column(load(tmp_path, f"{header}\n{rows}"), "skipped") == [None, "unfinished answer", "unfinished answer"]


@pytest.mark.parametrize(
    ("below", "skipped"),
    [
        ("Şərh,Bəyənmə,Tarix\n{}Ortalama,8,\nCəmi,24,\n", ["total", "total"]),
        ("Şərh,Mənbə,Tarix\n{}3,Cəmi,\n", ["total"]),
        ("Cavab,Say,Faiz\n{}Yekun,75,100\n", ["total"]),
        ("Cavab,Say,Faiz\n{}Yekun,70,40\n", [None]),
        ("Cavab,Say,Faiz\n{}Cəmi,75,40\nPis,2,1\n", [None, None]),  # the foot of a table alone
        ("Şərh,Bəyənmə,Bal\n{}Orta,75,3\n", [None]),
        ("Şərh,Qeyd,Bal\n{}Orta,7,3\n", [None]),  # so-so, somebody says
        ("Şərh,Mənbə,Tarix\n{}3,Facebook,\n", [None]),
    ],
)
def test_totals_and_means_below_a_table(tmp_path: Path, below: str, skipped: list[str | None]) -> None:
    rows = "".join(f'"{text}",{n},2{i}\n' for i, (text, n) in enumerate(zip(TEXTS, (40, 20, 15), strict=True)))
    assert column(load(tmp_path, below.format(rows)), "skipped") == [None] * 3 + skipped


def test_what_surveys_write_for_no_answer(tmp_path: Path) -> None:
    rows = 'id,q1,why\nUnique number,"1 = bad, 5 = good, 99 = none",Why do you say so?\n'
    rows += "1,5,Çox sevindim buna\n2,99,99\n3,1,-99\n4,2,98\n5,3,-5\n"
    reading = load(tmp_path, rows)
    assert column(reading, "skipped") == ["header row", None, "no answer", "no answer", None, None]


@pytest.mark.parametrize(
    ("rows", "skipped"),
    [
        ("id,text,likes\n1,so good,99\n2,99,3\n99,so bad,1\n", [None, "no answer", None]),
        ("id,text,likes\n1,so good,2\n2,999,3\n3,so bad,1\n", [None] * 3),
        ("name,text,likes,n\nanar,so good,many,few\nleyla,so bad,3,1\nrauf,so so,1,\n", [None] * 3),
    ],
)
def test_numbers_and_words_that_people_write_are_comments(tmp_path: Path, rows: str, skipped: list[str | None]) -> None:
    assert column(load(tmp_path, rows), "skipped") == skipped


def test_rows_of_a_text_alone_are_told(tmp_path: Path) -> None:
    rows = table("comment,author,likes", "u1,3", "u2,4", "u3,0")
    told = "rows with nothing but a text, as headings and notes are"
    assert load(tmp_path, f"{rows}Exported on 2026-05-01,,\n").files[0].repairs == {told: 1}
    assert load(tmp_path, rows).files[0].repairs == {}


@pytest.mark.parametrize("name", ["title", "Достоинства"])
def test_texts_in_another_column_are_told_where_that_of_the_comments_is_empty(tmp_path: Path, name: str) -> None:
    rows = f"{name},review,rating\nWorst bridge ever built,,1\nGood,I use it every day,5\nSo happy with it,,5\nOk,,3\n"
    told = f"rows without a text that have one in column {name!r}"
    assert load(tmp_path, rows).files[0].repairs == {told: 2}


@pytest.mark.parametrize(
    ("header", "counts", "told"),
    [
        ("Cavab,Say", ("45", "30", "25"), True),
        ("comment,count", ("9", "1", "1"), True),
        ("comment,n", ("1", "2", "3"), False),  # their numbers
        ("comment,likes", ("9", "1", "1"), False),
    ],
)
def test_how_often_an_answer_was_given_is_told(
    tmp_path: Path, header: str, counts: tuple[str, ...], told: bool
) -> None:
    warnings = load(tmp_path, table(header, *counts)).files[0].warnings
    assert any("how often each was said" in warning for warning in warnings) is told


def test_an_id_of_the_post_is_none_of_its_comments(tmp_path: Path) -> None:
    said = ("👏", "👏", TEXTS[0], TEXTS[1], "👏", TEXTS[2], "👏")
    rows = "id,comment,user\n" + "".join(f'p{i // 4},"{text}",u{i}\n' for i, text in enumerate(said))
    reading = load(tmp_path, rows)
    assert column(reading, "skipped") == [None] * 7  # four people clapped
    assert column(reading, "thread") == ["p0"] * 4 + ["p1"] * 3
    assert len({*column(reading, "id")}) == 7


def test_labels_of_several_people_for_a_comment_share_its_id(tmp_path: Path) -> None:
    rows = "id,comment,gold\n" + "".join(f'{i},"{text}",positive\n' * 3 for i, text in enumerate(TEXTS))
    reading = load(tmp_path, rows)
    assert reading.files[0].mapping["id"] == "id"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"N\u0259hay\u0259t \ud83d\ude0d", "Nəhayət 😍"),
        (r"b'N\xc9\x99hay\xc9\x99t\n\xf0\x9f\x98\x8d'", "Nəhayət\n😍"),
        (r'''b"It's too late"''', "It's too late"),
        (r"N\xc9\x99hay\xc9\x99t", "Nəhayət"),
        ("N<U+0259>hay<U+0259>t <U+0001F60D>", "Nəhayət 😍"),
        ("(Translated by Google) I was glad\n\n(Original)\nÇox sevindim", "Çox sevindim"),
        ("Çox sevindim\n\n(Translated by Google)\nI was glad", "Çox sevindim"),
        ("(Translated by Google) I was glad", None),
        ("['Great idea', 'for us']", "Great idea for us"),
        ("['left'] or [right]", None),
        ("[1, 'two']", None),
        ("C:\\users\\x", None),
        (r"\ud83d alone", None),
        (r"\xff\xfe", None),
        ("b'yaxşı' dedi", None),
        ("so good \\o/", None),
    ],
)
def test_escapes_of_programs_are_letters(written: str, read: str | None) -> None:
    assert undone(written) == read


def test_a_table_with_escapes_is_read_with_its_letters(tmp_path: Path) -> None:
    reading = load(tmp_path, "id,text\n1,N\\u0259hay\\u0259t\n2,\"b'too bad\\nfor us'\"\n3,plain one\n")
    assert column(reading, "text") == ["Nəhayət", "too bad\nfor us", "plain one"]
    assert column(reading, "text_raw") == ["N\\u0259hay\\u0259t", "b'too bad\\nfor us'", None]
    assert reading.files[0].repairs == {"texts written in escapes, or beside a translation: as they were": 2}


@pytest.mark.parametrize("mark", ["\t", "|"])
def test_quotes_of_two_rows_do_not_make_them_one(tmp_path: Path, mark: str) -> None:
    rows = ["id text likes", '1 "yaxşı 3', '2 pis" 4', "3 belə 1", '4 "iki\nsətir" 2']
    reading = load(tmp_path, "\n".join(row.replace(" ", mark) for row in rows) + "\n", "x.tsv")
    assert column(reading, "text") == ['"yaxşı', 'pis"', "belə", "iki\nsətir"]
    assert column(reading, "likes") == [3, 4, 1, 2]
    assert reading.files[0].repairs == {"broken quotes read as written": 1}


def test_what_is_passed_on_is_told_by_its_flag(tmp_path: Path) -> None:
    reading = load(tmp_path, table("text,is_retweet", "True", "False", "False"))
    assert column(reading, "shared_from") == ["unknown", None, None]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Author: u{0}\nDate: 2026-05-0{0}\nComment: {1}\n\n", "records with a name and a value a line"),
        ("Müəllif: u{0}\nŞərh: {1}\nikinci sətir\n", "records with a name and a value a line"),
        ("INSERT INTO comments (id, text) VALUES ({0}, '{1}');\n", "a dump of a database"),
    ],
)
def test_what_is_no_comment_a_line_is_refused(tmp_path: Path, line: str, what: str) -> None:
    with pytest.raises(ReadError, match=f"looks like {what}; save|looks like {what}; export"):
        load(tmp_path, "".join(line.format(i, text) for i, text in enumerate(TEXTS, 1)), "x.txt")


def test_lines_with_colons_are_comments(tmp_path: Path) -> None:
    lines = ("Sual: niyə indi?", "Cavab: pul yoxdur", "Text: hamıya salam", "Text: yenə mən")
    assert column(load(tmp_path, "\n".join(lines), "x.txt"), "text") == list(lines)


@pytest.mark.parametrize("nothing", ["\u200b", "\ufeff", "\u2800\u2800", "\u3164", "\u00a0"])
def test_a_text_of_which_nothing_is_seen_is_empty(tmp_path: Path, nothing: str) -> None:
    found = load(tmp_path, f"id,text\n1,{nothing}\n2,{nothing}Yox{nothing}\n3,👍\n")
    assert column(found, "skipped") == ["empty", None, None]
