"""What stands in a file, byte for byte, and the rows that it is."""

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sentiment.errors import ReadError
from sentiment.reading import recognition
from sentiment.reading.formats import workbook
from sentiment.reading.formats.excel import members
from sentiment.reading.log import Log
from support_tables import arrow, parquet, xlsx

Read = Callable[[bytes, str], tuple[list[tuple[int, dict[str, Any]]], Log, recognition.Table]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(data: bytes, name: str = "x.csv") -> tuple[list[tuple[int, dict[str, Any]]], Log, recognition.Table]:
        (tmp_path / name).write_bytes(data)
        log = Log(name)
        found = recognition.recognise(next(members(str(tmp_path / name))))
        return list(found.rows(log)), log, found

    return read


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        pytest.param(b"id,text\n1,salam\n", [(2, {"id": "1", "text": "salam"})], id="comma"),
        pytest.param(b"id;text\n1;a, b\n", [(2, {"id": "1", "text": "a, b"})], id="semicolon"),
        pytest.param(b"id\ttext\n1\ta, b; c\n", [(2, {"id": "1", "text": "a, b; c"})], id="tab"),
        pytest.param(b"id|text\n1|a\n", [(2, {"id": "1", "text": "a"})], id="bar"),
        pytest.param(b"sep=;\nid;text\n1;a\n", [(3, {"id": "1", "text": "a"})], id="sep line"),
        pytest.param(b"sep=^\nid^text\n1^a,b\n", [(3, {"id": "1", "text": "a,b"})], id="sep of its own"),
        pytest.param(b'text,id\n"a\nb",1\n"c",2\n', [(2, {"text": "a\nb", "id": "1"}), (4, {"text": "c", "id": "2"})],
                     id="quoted newline"),
        pytest.param(b'id,text\n1,"a ""b"" c"\n', [(2, {"id": "1", "text": 'a "b" c'})], id="doubled quotes"),
        pytest.param(b'id,text\n1,"a \\"b\\", c"\n', [(2, {"id": "1", "text": 'a "b", c'})], id="escaped quotes"),
        pytest.param(b"id,text\r\n1,a\r\n", [(2, {"id": "1", "text": "a"})], id="crlf"),
        pytest.param(b"id,text\r1,a\r", [(2, {"id": "1", "text": "a"})], id="old mac"),
        pytest.param(b"id,text\n\n1,a\n\n", [(3, {"id": "1", "text": "a"})], id="blank lines"),
        pytest.param(b"id,text\nNA,null\n007,nan\n", [(2, {"id": "NA", "text": "null"}),
                     (3, {"id": "007", "text": "nan"})], id="NA and 007 are text"),
        pytest.param(b"id,text\n1,\n", [(2, {"id": "1", "text": None})], id="an empty cell is None"),
        pytest.param(b"id,text\n1\n2,b\n", [(2, {"id": "1", "text": None}), (3, {"id": "2", "text": "b"})], id="short"),
        pytest.param(b"id,text\n1,a,,\n", [(2, {"id": "1", "text": "a"})], id="empty cells too many"),
        pytest.param(b"id,text\n1,'=1+1\n2,'tis\n",
                     [(2, {"id": "1", "text": "=1+1"}), (3, {"id": "2", "text": "'tis"})], id="formula"),
        pytest.param(b"Report\nof,2024\n\nid,text,date\n1,a,2024\n", [(5, {"id": "1", "text": "a", "date": "2024"})],
                     id="title above the header"),
        pytest.param(b"id,id,text,\n1,2,a,x\n", [(2, {"id": "1", "id (2)": "2", "text": "a", "Unnamed: 3": "x"})],
                     id="names twice and none"),
        pytest.param(b"text\nsalam, necesen\nyax\xc5\x9f\xc4\xb1, sa\xc4\x9f ol\n",
                     [(2, {"text": "salam, necesen"}), (3, {"text": "yaxşı, sağ ol"})], id="one column with commas"),
        pytest.param(b"1,salam\n2,hello\n", [(1, {"1": "1", "2": "salam"}), (2, {"1": "2", "2": "hello"})],
                     id="no header"),
        pytest.param("şərh,bəyənmə\na,1\n".encode("utf-8-sig"), [(2, {"şərh": "a", "bəyənmə": "1"})], id="bom"),
        pytest.param("дата;текст\n1;Привет, мир\n".encode("cp1251"), [(2, {"дата": "1", "текст": "Привет, мир"})],
                     id="cp1251"),
        pytest.param("date\ttext\n1\tə\n".encode("utf-16"), [(2, {"date": "1", "text": "ə"})], id="utf-16"),
        pytest.param("id,text\n1,NÉ™hayÉ™t\n".encode(), [(2, {"id": "1", "text": "Nəhayət"})], id="mojibake"),
        pytest.param("id,mÉ™tn\n1,a\n".encode(), [(2, {"id": "1", "mətn": "a"})], id="mojibake in the header"),
        pytest.param(b"id,text\n1,a\x00b\n", [(2, {"id": "1", "text": "a\x00b"})], id="NUL"),
    ],
)  # fmt: skip
def test_csv(read: Read, data: bytes, rows: list[tuple[int, dict[str, Any]]]) -> None:
    assert read(data, "x.csv")[0] == rows


@pytest.mark.parametrize(
    ("data", "good", "rejected"),
    [
        pytest.param(b"id,text\n1,a,b\n2,c\n", ["2"], [2], id="a cell too many"),
        pytest.param(b'id,text\n1,"a\n2,b\n3,c\n', ["1", "2", "3"], [], id="a quote never closed"),
        pytest.param(b'id,text\n1,"a" b\n2,c\n', ["1", "2"], [], id="a quote inside a cell, read as written"),
        pytest.param(b'id,text\n1,"a" b, "c\n2,c\n', ["2"], [2], id="and one that cannot be"),
        pytest.param(b'id,text\n1,a\n2,"b\nc\nd', ["1", "2"], [4, 5], id="cut off inside a quote"),
    ],
)
def test_of_a_broken_csv_nothing_is_lost(read: Read, data: bytes, good: list[str], rejected: list[int]) -> None:
    rows, log, _ = read(data, "x.csv")
    assert [row["id"] for _, row in rows] == good
    assert [rejection.line for rejection in log.rejected] == rejected


def test_a_wild_quote_keeps_its_text(read: Read) -> None:
    rows, log, _ = read(b'id,text\n1,"Salam" dedi\n2,c\n', "x.csv")
    assert rows[0] == (2, {"id": "1", "text": '"Salam" dedi'})
    assert log.repairs == {"broken quotes read as written": 1}


@pytest.mark.parametrize(
    ("name", "data", "rows"),
    [
        pytest.param("x.json", b'[{"text": "a"}, {"text": "b", "n": 1.5}]',
                     [(1, {"text": "a"}), (2, {"text": "b", "n": 1.5})], id="array"),
        pytest.param("x.json", b'[\n {"text": "a"},\n {"text": "b"}\n]', [(1, {"text": "a"}), (2, {"text": "b"})],
                     id="array over lines"),
        pytest.param("x.json", b'{"n": 1, "rows": [{"text": "a"}]}', [(1, {"text": "a"})], id="list in an object"),
        pytest.param("x.json", b'{"ids": [{"k": 1}], "d": {"rows": [{"text": "a"}]}}', [(1, {"text": "a"})],
                     id="the list with a text"),
        pytest.param("x.json", b'{"text": "a"}', [(1, {"text": "a"})], id="one object"),
        pytest.param("x.json", b'["a", "b"]', [(1, {"text": "a"}), (2, {"text": "b"})], id="list of texts"),
        pytest.param("x.json", b'[{"user": {"name": "u", "x": {}}, "tags": ["t"], "text": "a"}]',
                     [(1, {"user.name": "u", "tags": '["t"]', "text": "a"})], id="nested objects are flat"),
        pytest.param("x.json", b'[{"id": 7400000000000000123, "text": ""}]',
                     [(1, {"id": 7400000000000000123, "text": None})], id="long ids are whole"),
        pytest.param("x.json", b'[{"text": "a", "n": NaN}]',
                     [(1, {"text": "a", "n": pytest.approx(float("nan"), nan_ok=True)})], id="NaN"),
        pytest.param("x.json", b'[{"text": "a\\x0bb"}]', [(1, {"text": "a\x0bb"})], id="an escape that JSON has not"),
        pytest.param("x.json", b'[{"text": "a\\\\x0bb"}]', [(1, {"text": "a\\x0bb"})], id="and one that it has"),
        pytest.param("x.json", b'{"comments": {"1": {"text": "a"}, "2": {"text": "b"}}}',
                     [(1, {"id": "1", "text": "a"}), (2, {"id": "2", "text": "b"})], id="an object keyed by id"),
        pytest.param("x.json", b'{"7": {"text": "a", "comment_id": "x"}, "8": {"text": "b", "n": 1}}',
                     [(1, {"text": "a", "comment_id": "x"}), (2, {"id": "8", "text": "b", "n": 1})],
                     id="keyed at its top, with ids of its own"),
        pytest.param("x.json", b'{"c": {"leyla": {"text": "a"}, "orxan": {"text": "b"}}}',
                     [(1, {"text": "a"}), (2, {"text": "b"})], id="keys that may be names are not copied"),
        pytest.param("x.json", b'{"posts": {"-NqX0a1b2c3d4e5f6g7h": {"title": "t", "comments": {"11": {"text": "a"}}},'
                     b' "-NqX0a1b2c3d4e5f6g7i": {"title": "t", "comments": {"12": {"text": "b"}, "13": {"text": "c"}}}'
                     b"}}",
                     [(1, {"thread": "-NqX0a1b2c3d4e5f6g7h", "id": "11", "text": "a"}),
                      (2, {"thread": "-NqX0a1b2c3d4e5f6g7i", "id": "12", "text": "b"}),
                      (3, {"thread": "-NqX0a1b2c3d4e5f6g7i", "id": "13", "text": "c"})], id="keyed twice, as Firebase"),
        pytest.param("x.json", b'{"v": {"7301": [{"text": "a"}, {"text": "b"}], "7302": [], "7303": [{"text": "c"}]}}',
                     [(1, {"thread": "7301", "text": "a"}), (2, {"thread": "7301", "text": "b"}),
                      (3, {"thread": "7303", "text": "c"})], id="lists keyed by video"),
        pytest.param("x.json", b'{"text": "a", "from": {"id": "7", "lang": "az"}, "to": {"id": "8", "lang": "az"}}',
                     [(1, {"text": "a", "from.id": "7", "from.lang": "az", "to.id": "8", "to.lang": "az"})],
                     id="one object with objects in it"),
        pytest.param("x.json", b'{"1": {"text": "a", "n": NaN}, "2": {"text": "b", "n": 1}}',
                     [(1, {"id": "1", "text": "a", "n": pytest.approx(float("nan"), nan_ok=True)}),
                      (2, {"id": "2", "text": "b", "n": 1})], id="keyed, and no JSON to a strict reader"),
        pytest.param("x.json", '[{"text": "ə"}]'.encode("utf-16"), [(1, {"text": "ə"})], id="utf-16"),
        pytest.param("x.json", '[{"text": "ə"}]'.encode("utf-8-sig"), [(1, {"text": "ə"})], id="bom"),
        pytest.param("x.json", b'[{"text": "N\\u00c9\\u0099"}]', [(1, {"text": "Nə"})], id="the escapes of Meta"),
        pytest.param("x.jsonl", b'{"text": "a"}\n\n{"text": "b"}\n', [(1, {"text": "a"}), (3, {"text": "b"})],
                     id="lines"),
        pytest.param("x.json", b'{"text": "a"}\n{"text": "b"}\n', [(1, {"text": "a"}), (2, {"text": "b"})],
                     id="lines that are called json"),
        pytest.param("x.txt", b'{"text": "a"}\n{"text": "b"}\n', [(1, {"text": "a"}), (2, {"text": "b"})],
                     id="lines that are called txt"),
        pytest.param("x.ndjson", b'{"text": "\\ud83d"}\n', [(1, {"text": "\ufffd"})], id="a lone surrogate"),
        pytest.param("x.txt", b"a\n\n  b\n", [(1, {"text": "a"}), (3, {"text": "  b"})], id="plain text"),
        pytest.param("x.txt", b"[deleted]\n[a]\n", [(1, {"text": "[deleted]"}), (2, {"text": "[a]"})],
                     id="plain text that is no JSON"),
        pytest.param("x", b"date;author;text\n1;x;b\n", [(2, {"date": "1", "author": "x", "text": "b"})],
                     id="a table without a suffix"),
    ],
)  # fmt: skip
def test_json_and_text(read: Read, name: str, data: bytes, rows: list[tuple[int, dict[str, Any]]]) -> None:
    assert read(data, name)[0] == rows


@pytest.mark.parametrize(
    ("name", "data", "good", "rejected"),
    [
        ("x.jsonl", b'{"text": "a"}\n{"text": \n[1]\n{"text": "b"}\n', ["a", "b"], [2, 3]),
        ("x.json", b'[{"text": "a"}, 1, {"text": "b"}]', ["a", "b"], [2]),
        ("x.json", b'{"1": {"text": "a"}, "2": {"text": "b"}, "3": 5, "4": {"text": "c"}}', ["a", "b", "c"], [3]),
        ("x.json", b'{"c": {"1": {"text": "a"}, "2": {"text": "b"}, "3": {"te', ["a", "b"], [3]),
        ("x.json", b'[{"text": "a"}, {"text": "b"}, {"te', ["a", "b"], [3]),
    ],
)
def test_of_broken_json_nothing_is_lost(
    read: Read, name: str, data: bytes, good: list[str], rejected: list[int]
) -> None:
    rows, log, _ = read(data, name)
    assert [row["text"] for _, row in rows] == good
    assert [rejection.line for rejection in log.rejected] == rejected


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.csv", b"", "it is empty"),
        ("x.json", b"salam", "begins b'salam'"),
        ("x.json", b"[[1]]", "another shape"),
        ("x.jsonl", b'{"a\n{"b\n', "with none"),
        ("x.xls", b"\xd0\xcf\x11\xe0" + bytes(100), "a workbook; found x.xls"),
        ("x.db", b"SQLite format 3\x00" + bytes(100), "an SQLite database"),
        ("x.html", b"<!DOCTYPE html><p>salam", "a web page"),
        ("x.bin", bytes(range(256)) * 10, "is no text"),
        ("x.py", b"import this\n", ".csv .tsv .json"),
        ("x.parquet", b"PAR1 and no more", "Parquet"),
        ("x.xlsx", b"PK\x03\x04 and no more", "x.xlsx"),
    ],
)
def test_what_holds_no_comments_is_refused(read: Read, name: str, data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message.replace(".", r"\.")):
        read(data, name)


ROWS = [{"id": "007", "text": "Nəhayət"}, {"id": "8", "text": None}]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.parquet", parquet(ROWS)),
        ("x.arrow", arrow(ROWS, stream=True)),
        ("x.arrow", arrow(ROWS, stream=False)),
        ("misnamed.csv", parquet(ROWS)),
        ("x.parquet.gz", gzip.compress(parquet(ROWS))),
    ],
)
def test_columns_on_disk(read: Read, name: str, data: bytes) -> None:
    assert read(data, name)[0] == [(1, ROWS[0]), (2, ROWS[1])]


def test_a_workbook_has_its_header_and_its_sheet_found(read: Read) -> None:
    data = xlsx([["Comments of the post"], [], ["id", "text", "likes"], ["007", "'=1+1", 3], [None, None, None]])
    assert read(data, "x.xlsx")[0] == [(4, {"id": "007", "text": "=1+1", "likes": 3})]


def test_lists_that_are_left_out_are_said(read: Read) -> None:
    rows, log, found = read(
        b'{"comments": [{"text": "a"}], "d": {"posts": [{"text": "b"}]}, "n": [{"k": 1}]}', "x.json"
    )
    assert [row for _, row in rows] == [{"text": "a"}]
    assert found.why == "objects under comments"
    assert log.notes == ["read are the objects under comments; left out, with texts too: d.posts"]


def test_objects_that_a_platform_wrote_are_known_wherever_they_stand(read: Read) -> None:
    data = b'{"c": {"7": {"cid": "7", "text": "a", "aweme_id": "2", "digg_count": 3}, "8": {"cid": "8", "text": "b"}}}'
    rows, _, found = read(data, "x.json")
    assert found.format == "tiktok-web"
    assert [row["id"] for _, row in rows] == ["tiktok:7", "tiktok:8"]


def test_a_large_array_is_streamed(read: Read) -> None:
    data = json.dumps([{"text": "ə" * 100, "n": i} for i in range(5000)]).encode()
    rows, log, found = read(data, "x.json")
    assert (len(rows), rows[-1][1]["n"], log.rejected, found.format) == (5000, 4999, [], "JSON")


@pytest.mark.parametrize("cell", [b'<c r="XFD1048576">', b'<c  s="1" r = "A99999999999">', b"<row r='99999999'><c>"])
def test_a_workbook_with_a_cell_far_from_the_others_is_streamed(cell: bytes) -> None:
    """Room for all cells up to it, 200 GB, would be kept, and the process end; wherever in the sheet it stands."""
    near, far = b'<row r="1"><c r="A1"><v>1</v></c></row>', cell + b"<v>1</v></c></row>"
    for sheet, is_light in ((near + near, True), (near + far + near, False)):
        parts = workbook.Parts()
        workbook._look_at(io.BytesIO(sheet), parts)
        assert parts.light is is_light
