"""JSON that is no list of objects, and comments that stand in lists inside others."""

import io
import json
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sentiment.errors import ReadError
from sentiment.reading import reader
from sentiment.reading.formats import json_records
from sentiment.reading.formats.json_escapes import HALVES, Escaped, escaped
from sentiment.reading.recognition.nested import Nested, comments_in

A, B, C = "Nəhayət açıldı, çox sevindim!", "Çox gec oldu, bir ay işsiz qaldıq.", "Mən razı deyiləm, heç"

PAIRS = (("a", A), ("b", B))


def rows(tmp_path, document: Any, *columns: str, name: str = "x.json") -> list[tuple]:
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    (tmp_path / name).write_text(text, encoding="utf-8")
    return [tuple(row.get(column) for column in columns) for row in reader.load(tmp_path / name).comments.to_list()]


ELASTIC = [{"_index": "c", "_id": "a", "_score": 1, "_source": {"text": A}}, {"_id": "b", "_source": {"text": B}}]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"columns": ["id", "comment"], "index": [0, 1], "data": [["a", A], ["b", B]]}, [("a", A), ("b", B)]),
        ([["id", "text"], ["a", A], ["b", B]], [("a", A), ("b", B)]),
        ({"id": {"0": "a", "1": "b"}, "comment": {"0": A, "1": B}}, [("a", A), ("b", B)]),
        ({"id": ["a", "b"], "text": [A, B]}, [("a", A), ("b", B)]),
        ({"17": A, "18": B}, [("17", A), ("18", B)]),
        ({"0": {"id": "a", "comment": A}, "1": {"id": "b", "comment": B}}, [("a", A), ("b", B)]),
        ([{"type": "header"}, {"type": "database", "name": "d"}, 
          {"type": "table", "name": "u", "data": [{"login": "x"}]},
          {"type": "table", "name": "c", "data": [{"id": "a", "comment_text": A}, {"id": "b", "comment_text": B}]}],
         [("a", A), ("b", B)]),
        ({"took": 1, "hits": {"total": {"value": 2}, "hits": ELASTIC}}, [("a", A), ("b", B)]),
        ("\n".join(map(json.dumps, ELASTIC)), [("a", A), ("b", B)]),
        ("\n".join(json.dumps(one) for key, text in PAIRS for one in ({"index": {"_id": key}}, {"text": text})),
         [("a", A), ("b", B)]),
        ("\n".join(json.dumps({"_id": {"$oid": key}, "text": text}, indent=1) for key, text in PAIRS),
         [("a", A), ("b", B)]),
        (",\n".join(json.dumps({"id": key, "text": text}) for key, text in PAIRS), [("a", A), ("b", B)]),
        ("".join(json.dumps({"id": key, "text": text}) for key, text in PAIRS), [("a", A), ("b", B)]),
    ],
    ids=["split", "arrays", "columns", "lists", "ids", "index", "phpMyAdmin", "Elasticsearch", "elasticdump", "bulk",
         "mongoexport", "commas", "nothing between"],
)  # fmt: skip
def test_a_table_in_another_shape_is_read(tmp_path, document, expected):
    assert rows(tmp_path, document, "id", "text") == expected


def test_lists_of_texts_belong_to_what_they_are_called(tmp_path):
    assert rows(tmp_path, {"video1": [A, B], "video2": [C]}, "thread", "text") == [
        ("video1", A), ("video1", B), ("video2", C),
    ]  # fmt: skip
    assert rows(tmp_path, {"title": "Xəbər", "comments": [A, B]}, "text") == [(A,), (B,)]


def test_arrays_without_names_are_refused_with_what_to_write(tmp_path):
    with pytest.raises(ReadError, match=r"arrays without names of columns; write it as records: df\.to_json"):
        rows(tmp_path, [[A, 1], [B, 2]])


def test_a_sequence_that_breaks_off_is_read_up_to_there(tmp_path):
    (tmp_path / "x.json").write_text('{"text": "bir iki"}\n{"text": "üç dörd"}\n{"text": "be', encoding="utf-8")
    reading = reader.load(tmp_path / "x.json")
    assert reading.comments["text"] == ["bir iki", "üç dörd"]
    assert len(reading.rejected) == 1


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ([{"id": 1, "text": A, "children": [{"id": 2, "text": B, "children": [{"id": 3, "text": C, "children": []}]}]}],
         [("1", A, None), ("2", B, "1"), ("3", C, "2")]),
        ([{"id": 1, "text": A, "replies": {"data": [{"id": 2, "text": B}]}}], [("1", A, None), ("2", B, "1")]),
        ({"data": {"post": {"comments": {"edges": [
            {"node": {"id": 1, "text": A, "replies": {"edges": [{"node": {"id": 2, "text": B}}]}}},
            {"node": {"id": 3, "text": C, "replies": {"edges": []}}}]}}}},
         [("1", A, None), ("2", B, "1"), ("3", C, None)]),
        ({"threads": [{"comments": [{"id": 1, "body": A}, {"id": 2, "body": B}]},
                      {"comments": [{"id": 3, "body": C}]}]},
         [("1", A, None), ("2", B, None), ("3", C, None)]),
        ([{"comment_id": 1, "comment_text": A, "replies": [{"reply_id": 2, "reply_text": B}]}],
         [("1", A, None), ("2", B, "1")]),
        ([{"text": A, "answers": [{"text": B}]}], [("x.json:1", A, None), ("x.json:1.1", B, "x.json:1")]),
        ([{"şərh": A, "cavablar": [{"şərh": B}]}], [("x.json:1", A, None), ("x.json:1.1", B, "x.json:1")]),
    ],
    ids=["tree", "data", "edges", "threads", "other names", "no ids", "az"],
)  # fmt: skip
def test_answers_inside_comments_are_rows_with_their_parent(tmp_path, document, expected):
    assert rows(tmp_path, document, "id", "text", "parent") == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ([{"id": "p", "title": "Xəbər", "comments": [{"id": 1, "text": A}]}, {"id": "q", "comments": []}],
         [("1", A, "p", None)]),
        ([{"id": "p", "selftext": "post mətni budur", "comments": [{"id": 1, "body": A, "replies": [
            {"id": 2, "body": B}]}]}],
         [("p", "post mətni budur", None, "post"), ("1", A, "p", None), ("2", B, "p", None)]),
        ({"data": [{"id": "p", "message": "Xəbər: açıldı bu gün", "comments": {"data": [{"id": 1, "message": A}]}}]},
         [("p", "Xəbər: açıldı bu gün", None, "post"), ("1", A, "p", None)]),
        ({"posts": [{"id": "p", "title": "Xəbər", "comments": {"nodes": [{"id": 1, "text": A}]}}, {"id": "q"}]},
         [("1", A, "p", None)]),
        ([{"id": "1abc", "title": "TikTok", "selftext": "", "created_utc": 1698742800, "subreddit": "az", "comments": [
            {"id": "k1", "body": A, "created_utc": 1698742900, "replies": [
                {"id": "k2", "body": B, "created_utc": 1698743000}]}]}],
         [("reddit:t3_1abc", "TikTok", "reddit:t3_1abc", None), ("reddit:t1_k1", A, "reddit:t3_1abc", None),
          ("reddit:t1_k2", B, "reddit:t3_1abc", None)]),
        ([{"url": "https://e/1", "comments": [{"text": A}, {"text": B}]}],
         [("x.json:1.1", A, "https://e/1", None), ("x.json:1.2", B, "https://e/1", None)]),
    ],
    ids=["no text", "text", "comments.data", "below posts", "PRAW", "address"],
)  # fmt: skip
def test_comments_on_posts_are_rows_with_the_post_as_thread(tmp_path, document, expected):
    assert rows(tmp_path, document, "id", "text", "thread", "skipped") == expected


@pytest.mark.parametrize("cell", [json.dumps, repr])
def test_a_list_written_into_a_cell_of_a_table_is_a_list(tmp_path, cell):
    written = cell([{"id": 5, "text": A}, {"id": 6, "text": B}]).replace('"', '""')
    table = f'id,title,comments\n1,Xəbər,"{written}"\n2,Boş,[]\n'
    assert rows(tmp_path, table, "id", "text", "thread", name="x.csv") == [("5", A, "1"), ("6", B, "1")]


def test_lists_of_objects_in_parquet_are_comments(tmp_path):
    pq.write_table(
        pa.table({"post": ["p"], "comments": [[{"id": 1, "text": A}, {"id": 2, "text": B}]]}), tmp_path / "x.parquet"
    )
    found = reader.load(tmp_path / "x.parquet").comments
    assert list(zip(found["id"], found["text"], found["thread"], strict=True)) == [("1", A, "p"), ("2", B, "p")]


def test_the_objects_of_an_interface_are_read_as_its_export_wherever_they_hang(tmp_path):
    thread = {"kind": "youtube#commentThread", "id": "U1", "snippet": {"videoId": "v", "topLevelComment": {
        "id": "U1", "snippet": {"textOriginal": A, "authorDisplayName": "@n", "likeCount": 2}}}}  # fmt: skip
    for document in ({"video_id": "v", "comments": [thread]}, [{"video_id": "v", "comments": [thread]}]):
        assert rows(tmp_path, document, "id", "text", "likes") == [("youtube:U1", A, 2)]


def test_a_list_that_holds_no_comments_is_none(tmp_path):
    """What is tagged, or the number of comments, is a cell like any other."""
    document = [{"id": 1, "text": A, "comments": 3, "hashtags": [{"text": "bir"}], "replies": []}]
    assert rows(tmp_path, document, "id", "text") == [("1", A)]


PARTS = [
    rb"\ud83d",
    rb"\ude00",
    rb"\ud83d\ude00",
    rb"\\",
    rb"\n",
    rb"\x0b",
    b"abc",
    rb"\u0259",
    rb"\\u",
    rb"\\x41",
    b"u",
]


@given(st.lists(st.sampled_from(PARTS), max_size=12).map(b"".join), st.integers(1, 20))
def test_escapes_are_mended_the_same_in_pieces_of_any_size(data, size):
    stream = Escaped(io.BytesIO(data))
    assert b"".join(iter(lambda: stream.read(size), b"")) == escaped(data)


def test_half_a_pair_swallows_no_letter():
    repairs: Counter[str] = Counter()
    assert escaped(rb"\u0443 \ud83d\u041f \ud83d\ude00 \ude00", repairs) == rb"\u0443 \ufffd\u041f \ud83d\ude00 \ufffd"
    assert repairs[HALVES] == 2


@pytest.mark.parametrize(
    ("table", "parents"),
    [
        ("No,Comment\n1,bir iki\n1-1,üç dörd\n1-1-1,beş altı\n2,yeddi səkkiz\n", [None, "x.csv:2", "x.csv:3", None]),
        ("id,comment\n1,bir iki\n1-1,üç dörd\n2,yeddi səkkiz\n2-1,doqquz on\n", [None, "1", None, "2"]),
        ("id,No,comment\na,1,bir iki\nb,1-1,üç dörd\nc,2,yeddi səkkiz\n", [None, "a", None]),
        ("day,comment\n2024-11-23,bir iki\n2024-11-24,üç dörd\n", [None, None]),
        ("score,comment\n1,bir iki\n2-1,üç dörd\n", [None, None]),
    ],
)
def test_numbers_tell_which_comment_is_answered(tmp_path, table, parents):
    assert rows(tmp_path, table, "parent", name="x.csv") == [(parent,) for parent in parents]


@pytest.mark.parametrize(
    ("document", "thread"),
    [
        ({"video_id": "v", "comments": [{"text": A}]}, "v"),
        ({"url": "https://e/1", "data": {"comments": {"data": [{"text": A}]}}}, "https://e/1"),
        ({"id": "answer-1", "data": [{"text": A}]}, None),
        ({"id": "p", "comments": [{"text": A, "thread": "t"}]}, "t"),
    ],
)
def test_the_post_above_a_list_is_the_thread_of_its_comments(tmp_path, document, thread):
    assert rows(tmp_path, document, "thread") == [(thread,)]


def test_half_a_pair_in_an_archive_of_x_swallows_no_letter(tmp_path):
    tweet = (
        '{"tweet": {"id_str": "1", "created_at": "Sat Nov 23 09:43:20 +0000 2024", "full_text": "Bu \\ud83d\\u0259la"}}'
    )
    assert rows(tmp_path, f"window.YTD.tweets.part0 = [{tweet}]", "text", name="tweets.js") == [("Bu \ufffdəla",)]


def test_a_list_of_comments_that_an_export_does_not_read_is_told(tmp_path):
    post = {"id": "1", "thread_id": "1", "author": "a", "body": A, "timestamp": "2023-10-31 09:00:00",
            "comments": [{"text": B}, {"text": C}]}  # fmt: skip
    (tmp_path / "x.json").write_text(json.dumps([post]), encoding="utf-8")
    (report,) = reader.load(tmp_path / "x.json").files
    assert report.format == "4cat-csv"
    assert report.warnings == (
        "comments in lists under 'comments' that 4cat-csv does not read: 2; --platform none reads them",
    )


NAMES = st.sampled_from(
    ["comments", "replies", "children", "text", "id", "data", "node", "edges", "author", "title", "_source"]
)
LEAVES = st.none() | st.integers(0, 9) | st.sampled_from([A, B, "", "a", "[]", "[{", '[{"text": "bir iki"}]'])
TREES = st.recursive(LEAVES, lambda t: st.lists(t, max_size=3) | st.dictionaries(NAMES, t, max_size=4), max_leaves=20)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.dictionaries(NAMES, TREES, max_size=5), min_size=1, max_size=3))
def test_any_nested_records_give_flat_rows_and_no_text_twice(records):
    """Whatever hangs where, a row is flat, and a list that became rows is in no cell beside them."""
    nested = Nested().look(records)
    for place, record in enumerate(records):
        for row in nested.rows(record, f"x:{place}"):
            assert all(isinstance(key, str) for key in row)
            assert not [key for key in nested.keys & row.keys() if comments_in(row[key], key)]


READ_WRONG = A.encode().decode("cp1252", "replace")  # mojibake


@pytest.mark.parametrize("record", [
    {"text": READ_WRONG, "n": 1, "p": 0.5, "ok": True, "at": datetime(2024, 1, 1, tzinfo=UTC), "none": None, "b": ""},
    {READ_WRONG: 1, "a": "x"}, {"a": "", "b": A}, {},
])  # fmt: skip
def test_a_flat_record_is_the_row_that_any_record_becomes(record: dict) -> None:
    quick, slow = set(), set()
    assert json_records.row(record, quick) == json_records.flat(json_records.tidy(record, slow))
    assert quick == slow


@pytest.mark.parametrize(
    "beside",
    [
        {"post": {"id": "p", "text": "the post that all of this is on"}},
        {"posts": [{"id": "p", "text": "the post that all of this is on"}]},
        {"video": {"id": "p", "comment": "pinned"}},
    ],
)
@pytest.mark.parametrize("name", ["comments", "replies", "şərhlər"])
def test_a_post_beside_its_comments_is_none_of_them(tmp_path, name, beside):
    comments = {name: [{"id": "a", "text": A}, {"id": "b", "text": B}]}
    for document in (comments | beside, beside | comments):
        assert rows(tmp_path, document, "id", "text") == [("a", A), ("b", B)]


def test_the_names_of_people_above_their_texts_are_neither_ids_nor_threads(tmp_path):
    assert rows(tmp_path, {"nigar_t": [A, B], "tural": [C]}, "id", "thread", "text") == [
        ("x.json:1", "1", A), ("x.json:2", "1", B), ("x.json:3", "2", C),
    ]  # fmt: skip
    assert rows(tmp_path, {"nigar_t": A, "tural": B, "orxan": C}, "id", "thread") == [
        ("x.json:1", None), ("x.json:2", None), ("x.json:3", None),
    ]  # fmt: skip


def test_answers_are_found_by_what_their_comment_calls_its_text(tmp_path):
    answer = {"cid": 2, "msg": "Mən razı deyiləm", "children": {"list": []}}
    first = {"cid": 1, "msg": "Çox sevindim buna", "children": {"list": [answer]}}
    document = {"code": 0, "data": {"comments": {"total": 2, "list": [first]}}}
    assert rows(tmp_path, document, "text", "parent") == [("Çox sevindim buna", None), ("Mən razı deyiləm", "1")]
