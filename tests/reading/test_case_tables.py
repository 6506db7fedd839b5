"""Tables, workbooks and surveys that were read wrong once, in data/cases, and others of their kinds."""

from pathlib import Path
from typing import Any

import pytest

from sentiment.reading import reader
from sentiment.reading.log import Reading
from sentiment.reading.options import ReadOptions
from sentiment.table.times import iso

CASES = Path(__file__).parents[1] / "data" / "cases"


def load(tmp_path: Path, data: str | bytes, name: str = "x.csv", **options: Any) -> Reading:
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return reader.load(tmp_path / name, options=ReadOptions(**options))


def shown(reading: Reading, *columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of a table, times as ISO 8601 without the zone."""
    rows = reading.comments.to_list()
    return [
        tuple(str(iso(c)).removesuffix("+00:00") if c is not None else None for c in map(r.get, columns)) for r in rows
    ]


SEEN = "Nəhayət açıldı, çox sevindim!"
LATE = "Çox gec oldu, bir ay işsiz qaldıq."


def test_a_day_as_a_spreadsheet_counts_it_is_a_time() -> None:
    reading = reader.load(CASES / "date_serial.xlsx")
    assert shown(reading, "text", "time", "time_precision")[:2] == [
        (SEEN, "2023-10-31T09:01:00", "local"),
        (LATE, "2023-10-31T09:02:00", "local"),
    ]


@pytest.mark.parametrize("name", ["tarix", "Дата", "created_at"])
def test_such_a_day_is_a_time_in_a_table_of_text_too_where_the_name_says_so(tmp_path: Path, name: str) -> None:
    assert shown(load(tmp_path, f"şərh,{name}\nyaxşı oldu,45230.5\npis oldu,45231\n"), "time") == [
        ("2023-10-31T12:00:00",), ("2023-11-01T00:00:00",),
    ]  # fmt: skip
    assert shown(load(tmp_path, "şərh,bal\nyaxşı oldu,45230\npis oldu,45231\n"), "time") == [(None,), (None,)]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Дата;Время;Текст", "31.10.2023;22:39;мы рады все", "2023-10-31T22:39:00"),
        ("mətn;Tarix;Saat", "çox sevindim;31.10.2023;9:05", "2023-10-31T09:05:00"),
        ("Yorum;Saat;Tarih", "çok sevindim;10:39 PM;31/10/2023", "2023-10-31T22:39:00"),
        ("text;date;time", "so very glad;2023-10-31;22:39:10", "2023-10-31T22:39:10"),
        ("text;date;x", "so very glad;2023-10-31;22:39:10", "2023-10-31T22:39:10"),
        ("text;date;duration", "so very glad;2023-10-31 09:00;22:39", "2023-10-31T09:00:00"),
        ("date;text;duration", "2023-10-31;so very glad;22:39", "2023-10-31T00:00:00"),
    ],
)
def test_a_day_and_the_clock_beside_it_are_one_time(tmp_path: Path, header: str, row: str, expected: str) -> None:
    assert shown(load(tmp_path, f"{header}\n{row}\n"), "time", "time_precision") == [(expected, "local")]


def test_the_clock_of_a_monitoring_export_is_not_lost() -> None:
    reading = reader.load(CASES / "date-and-time-columns.csv")
    assert shown(reading, "time", "Время") == [("2023-10-31T22:39:00", "22:39"), ("2023-11-01T01:05:00", "01:05")]
    assert "the clock of each time is taken from column 'Время'" in reading.files[0].notes


def test_a_column_that_one_row_fills_is_not_the_time() -> None:
    reading = reader.load(CASES / "jsonl-meta-line.jsonl")
    assert shown(reading, "text", "time", "likes", "skipped") == [
        (None, None, None, "empty"),
        ("Çox sevindim", "2026-07-26T06:18:59", "5", None),
        ("Mən razı deyiləm", "2026-07-25T04:06:16", "2", None),
    ]


@pytest.mark.parametrize(
    ("record", "mapping"),
    [
        ('{"message": "çox yaxşı oldu", "money": {"text": "5 manat"}}', {"text": "message"}),
        ('{"comment": {"text": "çox yaxşı oldu"}, "post": "Xəbər budur"}', {"text": "comment.text"}),
        ('{"text": "a b c", "stats": {"likes": 3}, "video": {"likes": 9}}', {"text": "text", "likes": "stats.likes"}),
        ('{"text": "a b c", "video": {"likes": 9}}', {"text": "text"}),
        ('{"text": "a b c", "user": {"created_at": "2020-01-02"}, "date": "2023-10-31"}', {"text": "text", "time": "date"}),  # noqa: E501
        ('{"q1": "Mən çox sevindim doğrusu", "bio": "Bakıda yaşayıram və musiqi dinləməyi çox sevirəm"}', {"text": "q1"}),  # noqa: E501
    ],
)  # fmt: skip
def test_what_belongs_to_the_comment_wins(tmp_path: Path, record: str, mapping: dict[str, str]) -> None:
    assert load(tmp_path, f"{record}\n{record.replace('a', 'e')}\n", "x.jsonl").files[0].mapping == mapping


@pytest.mark.parametrize(
    ("cells", "expected", "note"),
    [
        (["11/05/2023", "11/06/2023", "11/07/2023"], "2023-11-05T00:00:00", None),
        (["05/11/2023", "06/11/2023", "07/11/2023"], "2023-11-05T00:00:00", None),
        (["23-10-31", "23-11-01"], "2023-10-31T00:00:00", None),
        (["05/11/2023"], "2023-11-05T00:00:00",
         "dates are read day first; nothing in the file tells whether they are month first"),
    ],
)  # fmt: skip
def test_the_order_of_rows_tells_day_from_month(
    tmp_path: Path, cells: list[str], expected: str, note: str | None
) -> None:
    reading = load(tmp_path, "comment,date\n" + "".join(f"all good,{cell}\n" for cell in cells))
    assert shown(reading, "time")[0] == (expected,)
    assert list(reading.files[0].warnings) == ([note] if note else [])


def test_more_rows_are_looked_at_where_the_first_do_not_tell(tmp_path: Path) -> None:
    rows = "05/11/2023 10:00,first\n" * 300 + "05/13/2023 10:00,later\n"
    assert shown(load(tmp_path, f"date,comment\n{rows}"), "time")[0] == ("2023-05-11T10:00:00",)


def test_half_a_day_in_azerbaijani_is_a_time(tmp_path: Path) -> None:
    rows = "şərh,tarix,scraped at\nyaxşı,2 gün öncə,2023-11-02\n"
    assert shown(load(tmp_path, rows), "time", "time_precision") == [("2023-10-31T00:00:00", "estimated")]


def test_cells_that_say_nothing_are_no_answers() -> None:
    reading = reader.load(CASES / "missing_value_words.csv")
    skipped = dict(shown(reading, "text", "skipped"))
    assert [text for text, why in skipped.items() if why != "no answer"] == ["good news today", "-"]
    assert reading.files[0].repairs == {"cells that say nan, or the like, alone: taken for no answer": 11}


def test_what_says_nothing_is_not_in_the_other_columns_of_the_row_either(tmp_path: Path) -> None:
    rows = "id,comment,author,date,likes,group\nNA,good one,NA,NA,NA,NULL\n2,#REF of a kind,Nan,#N/A,3,a\n3,none of it,,,,\n"  # noqa: E501
    reading = load(tmp_path, rows, keep_authors=True)
    assert shown(reading, "text", "author", "time", "likes", "group", "skipped") == [
        ("good one", None, None, None, None, None),
        ("#REF of a kind", "Nan", None, "3", "a", None),
        ("none of it", None, None, None, None, None),
    ]
    assert reading.files[0].repairs == {}


def test_a_header_in_the_middle_is_no_comment() -> None:
    reading = reader.load(CASES / "header_twice.csv")
    assert [why for _, why in shown(reading, "text", "skipped")] == [None] * 3 + ["header row"] + [None] * 2


@pytest.mark.parametrize(
    ("rows", "skipped"),
    [
        ("id,şərh,bəyənmə\n1,yaxşı oldu,2\n2,pis oldu,3\n3,belə də,1\n,Cəmi,6\n", [None, None, None, "total"]),
        ("comment,n\nall good,1\nall bad,2\n(2 rows),\n", [None, None, "total"]),
        ("id,comment\n1,Total\n2,sum of it\n", [None, None]),
        ("comment\nTotal\n5 rows of it\n", [None, None]),
    ],
)
def test_totals_are_no_comments(tmp_path: Path, rows: str, skipped: list[str | None]) -> None:
    assert load(tmp_path, rows).comments["skipped"][:] == skipped


def test_previews_and_unfinished_answers_of_a_survey_are_skipped_and_its_other_question_is_named() -> None:
    reading = reader.load(CASES / "qualtrics.csv")
    assert [why for _, why in shown(reading, "text", "skipped")] == [
        "header row", "header row", None, None, None, "survey preview", "unfinished answer",
    ]  # fmt: skip
    assert (
        "'Q2' (What do you think about the reopening of TikTok? Please…) holds prose too" in reading.files[0].notes[0]
    )
    assert reading.files[0].repairs == {"rows skipped as survey preview": 1}


def test_the_second_header_row_of_a_survey_is_known_in_turkish() -> None:
    reading = reader.load(CASES / "surveymonkey_tr.csv")
    assert shown(reading, "text", "skipped") == [
        ("Açık Uçlu Yanıt", "header row"), ("Çok sevindim", None), ("Geç oldu artık", None),
    ]  # fmt: skip


def test_a_first_row_with_gaps_is_no_header(tmp_path: Path) -> None:
    rows = "id,author,date,comment\n1,,,pinned by us\n2,a,2023-10-31,good one\n3,b,2023-10-31,bad one\n"
    assert load(tmp_path, rows).comments["skipped"][:] == [None] * 3


@pytest.mark.parametrize("name", ["label", "language", "clean", "copy_of", "model", "windows", "p_negative"])
def test_the_users_own_columns_are_kept_under_names_that_are_free(tmp_path: Path, name: str) -> None:
    reading = load(tmp_path, f"comment,{name}\nall good,x\nall bad,y\n")
    assert reading.comments[f"own_{name}"][:] == ["x", "y"]
    assert reading.files[0].warnings == (f"the file's own column {name!r} is kept as 'own_{name}'",)


def test_a_table_that_was_scored_here_keeps_its_columns(tmp_path: Path) -> None:
    rows = (
        "id,text,label,p_negative,p_positive,windows,model,language\n1,a b,negative,0.9,0.1,1,default@0123456789ab,az\n"
    )
    row = load(tmp_path, rows).comments[0]
    assert (row["label"], row["p_negative"], row["windows"], row["language"]) == ("negative", 0.9, 1, "az")


def test_another_column_called_like_one_for_comments_is_named(tmp_path: Path) -> None:
    rows = "comment,review\nyaxşı oldu bu,\n,heç açılmır ki\n,pis oldu bu\n"
    assert load(tmp_path, rows).files[0].warnings == (
        "column 'review' is called like one for comments too; the text is taken from 'comment', empty where it is filled; "  # noqa: E501
        "else: --column text=NAME",
    )
