"""Every file in data/formats beside the rows that must come of it, and what no platform may do."""

import csv
import io
import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sentiment.errors import ReadError
from sentiment.reading import reader
from sentiment.reading.platforms._fields import first, from_html, root, when
from sentiment.reading.platforms.known import DOCUMENTS, EXPORTS, find
from sentiment.table.comment import COLUMNS

FORMATS = Path(__file__).parents[1] / "data" / "formats"
FILES = sorted(path for path in FORMATS.iterdir() if (FORMATS / f"{path.stem}.expected.jsonl").is_file())
OTHER_NAMES = {
    "facepager-tree": "facepager",
    "tiktok-pyktok": "tiktok-web",
    "x-twarc-csv": "x-api-v2",
    "whatsapp-android": "whatsapp",
}


def under(value: Any, parts: list[str]) -> Iterator[Any]:
    """Walk an ijson prefix."""
    if not parts:
        yield value
    elif parts[0] == "item" and isinstance(value, list):
        for item in value:
            yield from under(item, parts[1:])
    elif isinstance(value, dict) and parts[0] in value:
        yield from under(value[parts[0]], parts[1:])


def records(path: Path) -> tuple[Any, list[Any]]:
    """Return what a reader shows to `find`, and every record of a file."""
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".csv":
        head = text.split("\n", 1)[0]
        rows = list(csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count)))
    elif path.suffix in (".jsonl", ".ndjson"):
        rows = [json.loads(line) for line in text.splitlines()]
    else:
        document = json.loads(text)
        if isinstance(document, dict):
            prefixes = found.records if (found := find(document)) else ()
            parts = [prefix.split(".") if prefix else [] for prefix in prefixes]
            return document, [record for part in parts for record in under(document, part)]
        rows = document
    return rows[0], rows


def read(path: Path) -> tuple[str | None, list[dict[str, Any]]]:
    head = path.read_bytes()[:4096]
    if document := next((one for one in DOCUMENTS if one.recognise(head)), None):
        return document.name, list(map(dict, document.comments(lambda: path.open("rb"))))
    shown, found = records(path)
    export = find(shown)
    rows = [dict(row) for record in found if export for row in export.comments(record)]
    places = {row["number"]: row["id"] for row in rows if row.get("number")}
    for row in rows:  # as the reader does, which sees all records of a file
        row["parent"] = row["parent"] or places.get((row.get("number") or "").rpartition("-")[0])
    return export and export.name, rows


def plain(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in row.items() if v is not None}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_gives_the_expected_rows(path):
    name, rows = read(path)
    expected = (FORMATS / f"{path.stem}.expected.jsonl").read_text(encoding="utf-8").splitlines()
    assert name == OTHER_NAMES.get(path.stem, path.stem)
    assert list(map(plain, rows)) == list(map(json.loads, expected))


def test_every_format_has_a_file():
    assert {OTHER_NAMES.get(path.stem, path.stem) for path in FILES} == {one.name for one in (*EXPORTS, *DOCUMENTS)}


def test_every_platform_is_kept_apart_from_the_others():
    """An independence that a list leaves out is checked by nobody."""
    root = Path(__file__).parents[2]
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (listed,) = [c["modules"] for c in contracts if c["name"] == "The platforms are independent of one another"]
    found = (root / "src/sentiment/reading/platforms").glob("[a-z]*.py")
    apart = {f"sentiment.reading.platforms.{path.stem}" for path in found if path.stem not in ("known", "private")}
    assert apart == set(listed)


def test_every_format_is_documented():
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [one.name for one in (*EXPORTS, *DOCUMENTS) if f"`{one.name}`" not in page] == []


@pytest.mark.parametrize(
    "header",
    [
        ("id", "text", "label"),
        ("text", "date", "author", "likes"),
        ("comment", "date", "url"),
        (*COLUMNS, "p_negative"),
    ],
)
def test_a_table_of_no_platform_is_left_alone(header):
    assert find(dict.fromkeys(header, "1")) is None


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("x-api-v2", {"meta": {"result_count": 0}, "__twarc": {}}),
        ("yt-dlp", {"id": "v", "extractor": "youtube", "webpage_url": "https://e"}),
        (
            "tiktok-own-data",
            {"Activity": {"Video Browsing History": {}}, "Comment": {"Comments": {"CommentsList": []}}},
        ),
    ],
)
def test_a_page_without_comments_is_known_and_empty(name, document):
    export = find(document)
    assert (export.name, list(export.comments(document))) == (name, [])


def test_columns_that_people_add_are_taken_over():
    table = {"cid": "1", "text": "bəli", "aweme_id": "2", "digg_count": "3", "gold": "Müsbət", "group": "expert"}
    (row,) = find(table).comments(table)
    assert (row["gold"], row["group"]) == ("positive", "expert")


KEYS = sorted(
    {key for path in FILES if path.suffix != ".xml" for key in path.read_text(encoding="utf-8-sig").split('"')[1::2]}
)
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(KEYS)
    | st.sampled_from(["0001-01-01T00:00:00+14:00", "{'a':", "9" * 5000, 10**400, "RT @a: b", "[deleted]", "1e400"])
)  # fmt: skip
NAMES = st.sampled_from(KEYS) | st.text(max_size=4)
VALUES = st.recursive(LEAVES, lambda v: st.lists(v, max_size=3) | st.dictionaries(NAMES, v, max_size=5), max_leaves=15)
TEXTS = set(COLUMNS) - {"time", "likes", "rating"}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(NAMES, VALUES, max_size=8))
def test_any_object_gives_rows_or_a_read_error(record):
    for export in EXPORTS:
        assert export.recognise(record) in (True, False)
        try:
            rows = list(export.comments(record))
        except ReadError:
            continue
        for row in rows:
            assert isinstance(row["id"], str)
            assert all(isinstance(row[name], str | None) for name in TEXTS)
            assert row["time"] is None or row["time"].utcoffset() == timedelta(0)


PIECES = [
    b"[23.11.2024, 13:43:20] A: b\n", b"11/23/24, 1:43 PM - A: b\n", b"Date: 2024-11-23 10:03:20 UTC\n",
    b"Comment: x\n", b"window.YTD.tweets.part0 = [", b'{"tweet":', b"}", b"]", b'<disqus xmlns="http://disqus.com">',
    b"<post>", b"</post>", b"</disqus>", b"\n",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.binary(max_size=9) | st.sampled_from(PIECES)).map(b"".join))
def test_any_bytes_give_rows_or_a_read_error(data):
    for document in DOCUMENTS:
        assert document.recognise(data[:4096]) in (True, False)
        try:
            assert all(isinstance(row["id"], str) for row in document.comments(partial(io.BytesIO, data)))
        except ReadError:
            continue


def test_entities_of_xml_are_refused():
    (disqus,) = (document for document in DOCUMENTS if document.name == "disqus")
    bomb = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><disqus xmlns="http://disqus.com">&b;</disqus>'
    with pytest.raises(ReadError, match="expected Disqus XML"):
        list(disqus.comments(partial(io.BytesIO, bomb)))


def test_other_parts_of_an_archive_are_refused():
    (archive,) = (document for document in DOCUMENTS if document.name == "x-archive")
    with pytest.raises(ReadError, match=r"its direct_messages part; give data/tweets\.js alone"):
        list(archive.comments(partial(io.BytesIO, b"window.YTD.direct_messages.part0 = []")))


def test_a_record_of_another_shape_is_refused():
    (export,) = (export for export in EXPORTS if export.name == "tiktok-web")
    with pytest.raises(ReadError, match="expected a comment of tiktok; found an object with colour"):
        list(export.comments({"colour": "red"}))


def test_no_address_is_copied():
    rows = json.dumps([plain(row) for name in ("disqus.xml", "reddit-own-data.csv") for row in read(FORMATS / name)[1]])
    assert [word for word in ("203.0.113.7", "example.org") if word in rows] == []


NINE = datetime(2024, 11, 23, 9, 43, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1732355000, (NINE, "exact")), ("1732355000", (NINE, "exact")), (1732355000000, (NINE, "exact")),
        ("2024-11-23T09:43:20.000Z", (NINE, "exact")), ("2024-11-23T09:43:20+0000", (NINE, "exact")),
        ("Sat Nov 23 09:43:20 +0000 2024", (NINE, "exact")), ("2024-11-23 04:43:20 EST", (NINE, "exact")),
        ("2024-11-23 09:43:20", (NINE, "local")), ("23.11.2024 09:43:20", (NINE, "local")),
        ("11/23/2024 09:43:20", (NINE, "local")), ("03/04/2024 09:43", (None, None)), ("2 weeks ago", (None, None)),
        (0, (None, None)), (None, (None, None)), (float("nan"), (None, None)),
    ],
)  # fmt: skip
def test_when(value, expected):
    assert when(value) == expected


def test_when_takes_the_zone_of_the_tool():
    assert when("2024-11-23 13:43:20", zone=timezone(timedelta(hours=4))) == (NINE, "exact")


def test_first_reads_paths_columns_and_cells():
    assert first({"user": {"name": "a"}}, "user.name") == "a"
    assert first({"user.name": "a"}, "user.name") == "a"
    assert first({"user/name": "a"}, "user.name") == "a"
    assert first({"user": "{'name': 'a'}"}, "user.name") == "a"
    assert first({"a": "", "b": 0}, "a", "b") == 0


def test_from_html_keeps_the_lines_and_what_is_no_tag():
    assert from_html("<p>2 &lt; 3<br>bəli</p><p>I <3 it</p>") == "2 < 3\nbəli\nI <3 it"


def test_root_follows_answers_and_survives_a_circle():
    assert root("c", {"c": "b", "b": "a", "a": "z"}) == "z"
    assert root("a", {"a": "b", "b": "a"}) == "b"


def test_messages_that_are_read_are_not_told_as_passed_over() -> None:
    """Telegram's text is put together from pieces, so that it is not found as it stands in the list."""
    (file,) = reader.load(FORMATS.parent / "samples" / "telegram_desktop_chat.result.json").files
    assert not [warning for warning in file.warnings if "does not read" in warning]
