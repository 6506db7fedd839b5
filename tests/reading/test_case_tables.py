"""Tables, workbooks and surveys that were read wrong once, in data/cases, and others of their kinds."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sentiment.errors import ReadError
from sentiment.reading import reader
from sentiment.reading.formats import excel, workbook
from sentiment.reading.log import Reading
from sentiment.reading.options import ReadOptions
from sentiment.table.times import iso
from support_tables import xlsx

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
        ("mətn;Tarix;Saat", "çox sevindim;31.10.2023;22.05", "2023-10-31T22:05:00"),
        ("mətn;Tarix;bal", "çox sevindim;31.10.2023;22.05", "2023-10-31T00:00:00"),
        ("Yorum;Saat;Tarih", "çok sevindim;10:39 PM;31/10/2023", "2023-10-31T22:39:00"),
        ("text;date;time", "so very glad;2023-10-31;22:39:10", "2023-10-31T22:39:10"),
        ("text;date;x", "so very glad;2023-10-31;22:39:10", "2023-10-31T22:39:10"),
        ("text;date;duration", "so very glad;2023-10-31 09:00;22:39", "2023-10-31T09:00:00"),
        ("date;text;duration", "2023-10-31;so very glad;22:39", "2023-10-31T00:00:00"),
    ],
)
def test_a_day_and_the_clock_beside_it_are_one_time(tmp_path: Path, header: str, row: str, expected: str) -> None:
    assert shown(load(tmp_path, f"{header}\n{row}\n"), "time", "time_precision") == [(expected, "local")]


def test_decimals_beside_a_day_are_no_clocks(tmp_path: Path) -> None:
    rows = "2023-10-31,çox sevindim,2.15\n2023-10-31,gec oldu,3.40\n2023-11-01,pis oldu,1.05\n"
    reading = load(tmp_path, f"date,comment,reading time\n{rows}")
    assert [f"{time:%d %H:%M}" for time in reading.comments["time"]] == ["31 00:00", "31 00:00", "01 00:00"]


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
    assert reading.files[0].warnings == (f"the file's own column is kept as 'own_{name}': its name is needed",)


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


def test_a_table_without_a_header_row_is_not_read_with_one() -> None:
    reading = reader.load(CASES / "headerless_two.csv")
    texts = [("Nəhayət açıldı çox sevindim",), ("Çox gec oldu",), ("mənə fərq etmir",)]
    assert shown(reading, "text") == texts
    assert "no header row" in reading.files[0].why
    assert all("Leyla" not in str(row) for row in reading.comments.to_list())


def test_all_sheets_without_a_header_row_are_read() -> None:
    reading = reader.load(CASES / "sheet_per_video_noheader.xlsx")
    assert len(reading.comments) == 10
    assert [file.file.rpartition("/")[2] for file in reading.files] == ["Video 1", "Video 2"]
    assert shown(reading, "text")[0] == ("Nəhayət açıldı, çox sevindim! Video 1",)


def test_questions_are_a_header() -> None:
    reading = reader.load(CASES / "typeform.csv")
    assert shown(reading, "text", "skipped", "time") == [
        ("I can work again, my shop lives from it", None, "2023-11-01T10:00:00"),
        ("One month lost", None, "2023-11-01T11:00:00"),
        ("Half answer here never sent", "unfinished answer", "2023-11-01T11:00:00"),
    ]


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("Nə düşünürsünüz?,Yaşınız\nÇox sevindim doğrusu,25\nGec oldu artıq,31\n", True),
        ("Why do you think so and what would you do about it?,b\nI am very glad,3\nIt is too late,4\n", True),
        ("user8372615,Çox sevindim doğrusu\nuser123,Gec oldu\nuser77,Niyə axı\n", False),
        ("@leyla,salam dünya\n@elvin,necəsən\n@nigar,yaxşıyam\n", False),
        ("a,Super!\nb,Gec oldu\n", False),
        ("1,Çox sevindim\n2,Gec oldu\n", False),
        ("Ad,Cavab\nLeyla,Çox sevindim doğrusu\nElvin,Gec oldu artıq\n", True),
        ("q1,q2\n5,Çox sevindim\n4,Gec oldu\n", True),
    ],
)
def test_a_header_is_told_by_what_stands_below_it(tmp_path: Path, rows: str, named: bool) -> None:
    assert ("no header row" in load(tmp_path, rows).files[0].why) is not named


def test_a_row_torn_by_a_line_break_is_put_together() -> None:
    reading = reader.load(CASES / "unquoted_newlines.csv")
    assert shown(reading, "id", "text", "likes") == [("1", "first line\nsecond line", "3"), ("2", "ok fine", "4")]
    assert reading.files[0].repairs == {"rows torn by a line break without quotes, put together again": 1}


@pytest.mark.parametrize(
    ("rows", "texts", "rejected", "repairs"),
    [
        ("id,comment,likes\n1,a\nb\nc,3\n2,ok,4\n3,ok,4\n", ["a\nb\nc", "ok", "ok"], [], {"torn": 1}),
        ("id,comment,likes\n1,a\n2,b\n3,c,4\n", ["a", "b", "c"], [], {"fewer": 2}),
        ("id,comment,likes\n1,a,2\nrest of it\n2,b,3\n", ["a", "b"], [3], {}),
        ("comment,likes\nall good\nall bad,2\n", ["all good", "all bad"], [], {"fewer": 1}),
        ("id,comment,likes\n1,a,2\n2,b,3\n(2 rows)\n", ["a", "b", None], [], {}),
    ],
)
def test_short_rows_are_counted_or_rejected(
    tmp_path: Path, rows: str, texts: list[str | None], rejected: list[int], repairs: dict[str, int]
) -> None:
    reading = load(tmp_path, rows)
    assert reading.comments["text"][:] == texts
    assert [rejection.line for rejection in reading.rejected] == rejected
    told = {word: n for word in ("torn", "fewer") for text, n in reading.files[0].repairs.items() if word in text}
    assert told == repairs


MARKDOWN = "# Rəylər\n\n| id | şərh | likes |\n|:---|------|------:|\n| 1 | yaxşı \\| oldu | 3 |\n| 2 | pis oldu | |\n"
PSQL = (
    " id |     comment     | likes \n----+-----------------+-------\n  1 | all good        |     3\n  2 | \n(2 rows)\n"  # noqa: E501
)
MYSQL = (
    "+----+----------+\n| id | comment  |\n+----+----------+\n|  1 | all good |\n|  2 | all bad  |\n+----+----------+\n"  # noqa: E501
)
WIDE = "id   comment                likes\n1    Nəhayət açıldı, əla    3\n2    Çox gec oldu           12\n3                           0\n"  # noqa: E501


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("x.md", MARKDOWN, [("1", "yaxşı | oldu", "3"), ("2", "pis oldu", None)]),
        ("x.txt", PSQL, [("1", "all good", "3"), ("2", None, None)]),
        ("x.csv", MYSQL, [("1", "all good", None), ("2", "all bad", None)]),
        ("x.txt", WIDE, [("1", "Nəhayət açıldı, əla", "3"), ("2", "Çox gec oldu", "12"), ("3", None, "0")]),
    ],
    ids=["markdown", "psql", "mysql", "fixed width"],
)
def test_drawn_tables_are_tables(tmp_path: Path, name: str, data: str, expected: list[tuple[str | None, ...]]) -> None:
    assert shown(load(tmp_path, data, name), "id", "text", "likes") == expected


def test_a_text_with_bars_is_no_drawn_table(tmp_path: Path) -> None:
    assert shown(load(tmp_path, "so good | so bad\nand  date  of it\nyes\n", "x.txt"), "text")[0] == (
        "so good | so bad",
    )  # noqa: E501


def test_comments_pasted_from_a_page_are_told_from_names_and_buttons() -> None:
    reading = reader.load(CASES / "pasted_comments.txt")
    assert shown(reading, "text", "likes", "time_precision") == [
        ("Nəhayət! Yenidən işləyə bilirəm.", "3", "estimated"),
        ("Çox gec oldu, bir aylıq satışı itirdik.", None, "estimated"),
        ("Mənə fərq etmir", None, "estimated"),
    ]
    assert "pasted from a web page" in reading.files[0].warnings[0]
    assert not any("Kamran" in str(row) for row in reading.comments.to_list())


@pytest.mark.parametrize(
    "page",
    [
        "@leyla\n2 days ago\nSo glad\n12\nReply\n@elvin\n3 weeks ago (edited)\nToo late\nfor me\nReply\n2 replies\n",
        "Анна\n2 дня назад\nSo glad\nНравится\nОтветить\nИван\nвчера в 13:05\nToo late\nfor me\nОтветить\n",
        "leyla\n2 g\nSo glad\nBeğen\nYanıtla\nelvin\n3 h\nToo late\nfor me\nBeğen\nYanıtla\n",
    ],
)
def test_pages_in_other_languages(tmp_path: Path, page: str) -> None:
    assert [text for (text,) in shown(load(tmp_path, page, "x.txt"), "text")] == ["So glad", "Too late\nfor me"]


def test_a_pasted_page_laid_out_otherwise_is_refused(tmp_path: Path) -> None:
    page = "Leyla\nSo glad\nLike\nReply\n2 days ago\nElvin\nToo late\nLike\nReply\n3 days ago\n"
    with pytest.raises(ReadError, match="pasted into a text; save them as CSV with the columns author, time and text"):
        load(tmp_path, page, "x.txt")


def test_carriage_returns_of_workbooks_are_line_breaks() -> None:
    reading = reader.load(CASES / "xlsx_carriage_return.xlsx")
    assert reading.comments["text"][0] == "Nəhayət açıldı!\nHamıya təşəkkür"


def test_formulas_without_a_value_are_named() -> None:
    reading = reader.load(CASES / "formula_nocache.xlsx")
    assert reading.files[0].warnings[0] == (
        "5 cells are formulas without a value, in 'comment': open the workbook in Excel or LibreOffice and save it, "
        "so that they have one"
    )
    assert "'comment', called like one for comments, next to nothing" in reading.files[0].warnings[1]


def test_a_numbers_document_is_refused_by_name() -> None:
    with pytest.raises(ReadError, match="Apple Numbers.*export it as CSV or Excel"):
        reader.load(CASES / "apple.numbers")


def test_text_in_bytes_is_text() -> None:
    assert shown(reader.load(CASES / "parquet_binary_text.parquet"), "text")[0] == (SEEN,)


def test_macintosh_text_is_read() -> None:
    assert shown(reader.load(CASES / "macroman.csv"), "text")[0] == ("I don’t like “this” – it’s café talk",)


def test_an_old_workbook_is_read_and_its_hidden_sheet_named() -> None:
    reading = reader.load(CASES / "old.xls")
    assert shown(reading, "id", "text", "time", "likes") == [
        ("1", SEEN, "2023-10-31T09:00:00", "3"),
        ("2", "Çox gec oldu", "2023-11-01T10:30:00", "0"),
    ]
    assert reading.files[0].format == "XLS"
    assert reading.files[0].warnings == ("hidden sheets left out: 'gizli'",)


def test_an_open_document_spreadsheet_is_read(tmp_path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book, sheet = OpenDocumentSpreadsheet(), Table(name="Sheet1")
    for line in (["şərh", "bəyənmə"], [SEEN, 3], [LATE, 4]):
        row = TableRow()
        for found in line:
            kind = {"valuetype": "string"} if isinstance(found, str) else {"valuetype": "float", "value": str(found)}
            row.addElement(cell := TableCell(**kind))
            cell.addElement(P(text=str(found)))
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    book.save(tmp_path / "x.ods")
    reading = reader.load(tmp_path / "x.ods")
    assert reading.files[0].format == "ODS"
    assert shown(reading, "text", "likes") == [(SEEN, "3"), (LATE, "4")]


@pytest.mark.parametrize(("suffix", "name"), [("sav", "SPSS"), ("zsav", "SPSS"), ("dta", "Stata")])
def test_files_of_statistics_packages_are_read(tmp_path: Path, suffix: str, name: str) -> None:
    pandas, pyreadstat = pytest.importorskip("pandas"), pytest.importorskip("pyreadstat")
    frame = pandas.DataFrame(
        {
            "id": [1.0, 2.0],
            "q1": [1.0, float("nan")],
            "q2": ["Çox sevindim", ""],
            "date": [pandas.Timestamp("2023-10-31 09:00")] * 2,
        }  # noqa: E501
    )
    labels = {"column_labels": ["Id", "Razısınız?", "Nə düşünürsünüz?", "When"]}
    path = tmp_path / f"x.{suffix}"
    if suffix == "dta":
        pyreadstat.write_dta(frame, path, **labels)
    else:
        labels["variable_value_labels"] = {"q1": {1: "Bəli", 2: "Xeyr"}}
        pyreadstat.write_sav(frame, path, compress=suffix == "zsav", **labels)
    reading = reader.load(path)
    assert reading.files[0].format == name
    assert shown(reading, "id", "text", "time", "skipped", "Razısınız?") == [
        ("1", "Çox sevindim", "2023-10-31T09:00:00", None, "1" if suffix == "dta" else "Bəli"),
        ("2", None, "2023-10-31T09:00:00", "empty", None),
    ]


def test_a_large_workbook_is_read_a_row_at_a_time_as_a_small_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("xlsx_carriage_return.xlsx", "date_serial.xlsx")
    whole = [reader.load(CASES / name).comments.to_list() for name in names]
    monkeypatch.setattr(workbook, "LIGHT", 0)
    assert [reader.load(CASES / name).comments.to_list() for name in names] == whole


def test_a_cell_with_an_error_keeps_its_word(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for line in (["şərh", "n"], ["yaxşı oldu", 1], ["#N/A", 2]):
        book.active.append(line)
    book.save(tmp_path / "x.xlsx")
    assert shown(reader.load(tmp_path / "x.xlsx"), "text", "skipped") == [("yaxşı oldu", None), ("#N/A", "no answer")]


def test_an_old_workbook_that_is_cut_off_is_an_error_in_a_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = (CASES / "old.xls").read_bytes()
    for size in (len(data) - 574, len(data) // 2, 700):
        (tmp_path / "x.xls").write_bytes(data[:size])
        with pytest.raises(ReadError, match="a workbook; found x.xls"):
            reader.load(tmp_path / "x.xls")
    assert capfd.readouterr().err == ""


def test_a_header_that_comes_again_in_another_order_holds_from_there(tmp_path: Path) -> None:
    reading = load(tmp_path, "comment,date,id\nall good,2023-10-31,1\nid,comment,date\n2,all bad,2023-11-01\n")
    assert shown(reading, "id", "text", "time", "skipped") == [
        ("1", "all good", "2023-10-31T00:00:00", None),
        ("id", "comment", None, "header row"),
        ("2", "all bad", "2023-11-01T00:00:00", None),
    ]
    assert "line 3 in another order" in reading.files[0].warnings[0]


LIME = (
    "ID ответа,Дата отправки,Последняя страница,Что вы думаете?\n1,2023-10-31 10:00:00,3,Рад очень\n2,,1,Зря открыли\n"  # noqa: E501
)


@pytest.mark.parametrize(
    ("rows", "skipped"),
    [
        (LIME, [None, "unfinished answer"]),
        ("comment,status\nso very good,Survey Preview\nso bad,done\n", ["survey preview", None]),
        ("comment,finished\nso very good,0\nso bad,1\n", [None, None]),
    ],
)
def test_answers_that_nobody_sent(tmp_path: Path, rows: str, skipped: list[str | None]) -> None:
    assert load(tmp_path, rows).comments["skipped"][:] == skipped


def test_comments_of_emoji_are_comments_beside_names(tmp_path: Path) -> None:
    reading = load(tmp_path, "leyla,😍😍\nelvin,gec oldu\nnigar,👎\n")
    assert reading.comments["text"][:] == ["😍😍", "gec oldu", "👎"]


def test_likes_below_pasted_comments_are_counted(tmp_path: Path) -> None:
    page = "leyla\n2 g\nSo glad\n3 bəyənmə\nCavabla\nelvin\n5 g\nToo late\n1,2 min\nCavabla\n"
    assert shown(load(tmp_path, page, "x.txt"), "text", "likes") == [("So glad", "3"), ("Too late", "1200")]


def test_an_empty_text_of_a_platforms_table_is_no_answer(tmp_path: Path) -> None:
    rows = "reviewId,userName,content,score,thumbsUpCount,at\nr1,a,nan,5,2,2024-07-27 19:33:32\nr2,b,great app,4,0,2024-07-27\n"  # noqa: E501
    reading = load(tmp_path, rows)
    assert reading.files[0].format == "google-play-scraper"
    assert shown(reading, "text", "skipped") == [("nan", "no answer"), ("great app", None)]


def test_an_old_workbook_that_promises_too_much_is_refused(tmp_path: Path) -> None:
    data = bytearray((CASES / "old.xls").read_bytes())
    directory = (int.from_bytes(data[48:52], "little") + 1) * 512
    data[directory + 128 + 120 : directory + 128 + 124] = b"\xff\xff\xff\x7f"  # the length of the first stream
    (tmp_path / "x.xls").write_bytes(data)
    with pytest.raises(ReadError, match="its directory promises more than the file holds"):
        reader.load(tmp_path / "x.xls")


def test_a_cell_far_from_all_others_does_not_fill_the_memory(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active["A1"], book.active["A2"], book.active["CV900000"] = "şərh", "yaxşı oldu", " "
    book.save(tmp_path / "x.xlsx")
    with (tmp_path / "x.xlsx").open("rb") as file:
        assert not workbook.open_book(file)[1].light


def test_a_workbook_in_memory_is_opened_once_a_pass_and_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []

    def counted(file: Any) -> Any:
        opened.append(file)
        return workbook.open_book(file)

    monkeypatch.setattr(excel, "open_book", counted)
    for name, text in (("a.xlsx", "one"), ("b.xlsx", "two")):
        said = [f"said {text} {i}" for i in range(300)]  # more than are looked at to know what a sheet is
        reading = load(tmp_path, xlsx([["id", "text"], *([f"{i}", own] for i, own in enumerate(said))]), name)
        assert reading.comments["text"][:] == said
    assert (len(opened), excel._kept) == (4, {})  # one pass tells which exports lie there, one reads


A, B = "Nəhayət açıldı, sevindim", 'O dedi: "yox"; inanmıram'


@pytest.mark.parametrize(
    "data",
    [
        '\ufeffid,text,author\n1,"Nəhayət açıldı, sevindim",u1\n'
        '\ufeffid,text,author\n2,"O dedi: ""yox""; inanmıram",u2\n',
        'id, text, author\n1, "Nəhayət açıldı, sevindim", u1\n2, "O dedi: ""yox""; inanmıram", u2\n',
        'id,text,author\n"1,""Nəhayət açıldı, sevindim"",u1"\n"2,""O dedi: """"yox""""; inanmıram"",u2"\n',
        '"id,text,author"\n"1,""Nəhayət açıldı, sevindim"",u1"\n"2,""O dedi: """"yox""""; inanmıram"",u2"\n',
        'id\ttext\tauthor\n1\t1\tNəhayət açıldı, sevindim\tu1\n2\t2\t"O dedi: ""yox""; inanmıram"\tu2\n',
        xlsx([["id,text,author"], ['1,"Nəhayət açıldı, sevindim",u1'], ['2,"O dedi: ""yox""', ' inanmıram",u2']]),
    ],
    ids=["files with marks under each other", "blanks before quotes", "some lines in one cell", "all lines in one cell",
         "numbers of rows by R", "a workbook with lines in its first column"],
)  # fmt: skip
def test_tables_that_other_programs_spoiled_are_read_as_they_were(tmp_path: Path, data: str | bytes) -> None:
    name = "x.xlsx" if isinstance(data, bytes) else "x.csv"
    found = [row for row in load(tmp_path, data, name, keep_authors=True).comments.to_list() if not row["skipped"]]
    assert [(row["id"], row["text"], row["author"]) for row in found] == [("1", A, "u1"), ("2", B, "u2")]


def test_a_row_of_one_cell_with_commas_is_no_row_in_one_cell(tmp_path: Path) -> None:
    assert shown(load(tmp_path, 'text,likes,author\n"yaxşı, gözəl, əla"\nbu pis oldu,3,u1\n'), "text", "likes") == [
        ("yaxşı, gözəl, əla", None), ("bu pis oldu", "3"),
    ]  # fmt: skip


def test_names_that_span_columns_tell_apart_those_below_them(tmp_path: Path) -> None:
    head = [["Post", None, "Comment", None], ["Text", "Date", "Text", "Date"]]
    rows = [["a post on the app", "01.10.2023", f"such a comment, {i}", f"1{i}.10.2023"] for i in range(3)]
    for data in (xlsx([*head, *rows]), "\n".join(";".join(cell or "" for cell in line) for line in [*head, *rows])):
        reading = load(tmp_path, data, "x.xlsx" if isinstance(data, bytes) else "x.csv")
        assert reading.files[0].mapping == {"text": "Comment Text", "time": "Comment Date"}
        assert shown(reading, "text", "time")[1] == ("such a comment, 1", "2023-10-11T00:00:00")


def test_names_below_one_that_spans_them_are_a_header_too(tmp_path: Path) -> None:
    data = xlsx([["№", "Şərh", "Müəllif", None, "Bəyənmə"], [None, None, "Ad", "Link", None],
                 *([i, f"çox yaxşı oldu {i}", f"Leyla {i}", "https://e.az/1", i] for i in range(3))])  # fmt: skip
    reading = load(tmp_path, data, "x.xlsx")
    assert shown(reading, "skipped")[0] == ("header row",)
    assert reading.comments["likes"][1:] == [0, 1, 2]


@pytest.mark.parametrize(
    "said",
    ["Комментарий удалён", "Комментарий удалён пользователем или руководителем страницы", "Сообщение удалено",
     "This comment has been deleted.", "[Comment deleted]", "Bu şərh silinib", "Yorum silindi", "Mesaj silinmiştir",
     "Пользователь удалил комментарий", "Şərh administrator tərəfindən silinib", "This content has been removed",
     "Bu yorum moderatör tarafından kaldırıldı.", "Mesaj qrupun adminləri tərəfindən silindi",
     "Yorum topluluk kurallarını ihlal ettiği için kaldırıldı", "Şərh qaydaların pozulmasına görə silinib",
     "Bu şərh qaydaları pozduğuna görə silinmişdir", "Dieser Kommentar wurde gelöscht", "Ce commentaire a été supprimé",
     "[ Removed by Reddit ]"],
)  # fmt: skip
def test_the_place_of_a_comment_that_is_gone_is_no_comment(tmp_path: Path, said: str) -> None:
    gone = "removed" if "Removed" in said else "deleted"
    rows = shown(load(tmp_path, f"text\n{said}\nYorum silindi, neden acaba?\nŞərh yazdım silindi\n"), "skipped")
    assert rows == [(gone,), (None,), (None,)]


@pytest.mark.parametrize(
    "said",
    ["Post qorxu üçün silindi", "Post senzura üçün silindi", "bu paylaşım çox sayda şikayətə görə silindi",
     "Автор удалил пост", "Bu yorum korku nedeniyle silindi", "Paylaşım hakimiyyət tərəfindən silindi"],
)  # fmt: skip
def test_who_tells_why_something_was_deleted_says_something(tmp_path: Path, said: str) -> None:
    assert shown(load(tmp_path, f"text\n{said}\nYox\n"), "skipped") == [(None,), (None,)]


def test_texts_that_are_html_lose_their_markup_and_keep_what_was_written(tmp_path: Path) -> None:
    written = 'Nəhayət!<br>&#39;əla&#39; &amp; <a href="https://e.az/?a=1&amp;b=2">0:15</a>'
    reading = load(tmp_path, f'comment,n\n"{written.replace(chr(34), chr(34) * 2)}",1\n5 < 6 & <3 sevgi,2\n')
    assert shown(reading, "text", "text_raw") == [
        ("Nəhayət!\n'əla' & 0:15", written), ("5 < 6 & <3 sevgi", None),
    ]  # fmt: skip
    assert reading.files[0].repairs == {"texts written as HTML, their tags and entities undone": 1}


def test_dates_that_a_spreadsheet_turned_round_are_turned_back(tmp_path: Path) -> None:
    moments = [datetime(2023, month, 10) for month in (1, 5, 7, 12)]  # the first, fifth, ... of October
    texts = ["10/13/2023", "10/20/2023", "10/31/2023 09:15"]
    data = xlsx([["text", "date"], *([f"such a comment, {i}", cell] for i, cell in enumerate([*moments, *texts]))])
    reading = load(tmp_path, data, "x.xlsx")
    assert [time[:10] for (time,) in shown(reading, "time")] == [
        "2023-10-01", "2023-10-05", "2023-10-07", "2023-10-12", "2023-10-13", "2023-10-20", "2023-10-31",
    ]  # fmt: skip
    assert "their day and month are exchanged again" in " ".join(reading.files[0].notes)


@pytest.mark.parametrize(
    "cells",
    [
        [datetime(2023, 10, 1), datetime(2023, 10, 5), datetime(2023, 10, 7), "10/13/2023", "10/20/2023", "10/31/2023"],
        [datetime(2023, 1, 10), datetime(2023, 5, 10), datetime(2023, 7, 13), "10/13/2023", "10/20/2023", "10/31/2023"],
        [datetime(2023, 1, 10), datetime(2023, 5, 10), datetime(2023, 7, 10), "10/13/2023", "10/20/2023", "10/11/2023"],
        [datetime(2023, 1, 10), datetime(2023, 5, 10), datetime(2023, 7, 10)],
    ],
    ids=["close as they are", "a day above twelve", "a text in two orders", "no text"],
)
def test_dates_that_nothing_shows_to_be_turned_round_stay_as_they_are(tmp_path: Path, cells: list[Any]) -> None:
    data = xlsx([["text", "date"], *([f"such a comment, {i}", cell] for i, cell in enumerate(cells))])
    assert shown(load(tmp_path, data, "x.xlsx"), "time")[0] == (cells[0].isoformat(),)


def test_of_sheets_with_posts_and_comments_the_comments_are_read(tmp_path: Path) -> None:
    book, file = Workbook(), io.BytesIO()
    for title, said in (("Posts", "a post on the app"), ("Comments", "such a comment")):
        sheet = book.create_sheet(title)
        sheet.append(["Post ID", "Text"])
        sheet.append(["p1", said])
    book.save(file)
    reading = load(tmp_path, file.getvalue(), "x.xlsx")
    assert shown(reading, "text") == [("such a comment",)]
    assert "sheets of posts left out, because another holds comments: 'Posts'" in reading.files[0].notes


@pytest.mark.parametrize(
    ("header", "row"),
    [("date,comment,photo,author,rating", "2023-10-31,çox yaxşı oldu,p.jpg,leyla,5"),
     ("comment,author,rating,created_utc,subreddit", "çox yaxşı oldu,leyla,5,1698742800,az")],
)  # fmt: skip
def test_a_table_of_ones_own_is_not_taken_for_an_export_that_shares_some_names(
    tmp_path: Path, header: str, row: str
) -> None:
    reading = load(tmp_path, f"{header}\n{row}\n", keep_authors=True)
    assert shown(reading, "text", "author", "rating", "platform") == [("çox yaxşı oldu", "leyla", "5.0", None)]
    assert reading.comments["time"][0].isoformat()[:10] == "2023-10-31"


def test_a_comment_that_answers_none_has_no_parent(tmp_path: Path) -> None:
    wordpress = (
        "comment_ID,comment_post_ID,comment_author,comment_date,comment_content,comment_approved,comment_parent\n"
        "1,9,leyla,2023-10-31 09:00:00,çox yaxşı oldu,1,0\n2,9,orxan,2023-10-31 09:05:00,razı deyiləm,1,1\n"
        "3,9,bot,2023-10-31 09:06:00,ucuz saatlar alın,spam,0\n4,9,[deleted],2023-10-31 09:07:00,pis oldu,0,4\n"
    )
    reading = load(tmp_path, wordpress, keep_authors=True)
    assert shown(reading, "id", "thread", "author", "parent", "skipped") == [
        ("1", "9", "leyla", None, None), ("2", "9", "orxan", "1", None), ("3", "9", "bot", None, "spam"),
        ("4", "9", None, None, "held for review"),
    ]  # fmt: skip
    counted = load(tmp_path, "id,text,parent_id\n0,çox yaxşı oldu,\n1,razı deyiləm,0\n")
    assert shown(counted, "parent") == [(None,), ("0",)]


def test_quotes_that_nobody_doubled_do_not_leave_those_around_the_cell(tmp_path: Path) -> None:
    data = 'id,text,author\n1,"O dedi "yox" mənə",u1\n2,"hə, ""yox""",u2\n'
    assert shown(load(tmp_path, data), "text") == [('O dedi "yox" mənə',), ('hə, "yox"',)]


@pytest.mark.parametrize("data", ["\ufeff\ufeff", "\ufeff\ufeff\n", "\ufeff\ufeff\ntext\n"])
def test_marks_alone_are_no_comments(tmp_path: Path, data: str) -> None:
    with pytest.raises(ReadError, match="at least one comment"):
        load(tmp_path, data)
