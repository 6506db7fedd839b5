"""Whatever the bytes and whatever the suffix, reading ends in rows or in a ReadError."""

import bz2
import gzip
import io
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sentiment.errors import ReadError
from sentiment.reading import reader
from support_tables import arrow, parquet, xlsx

SUFFIXES = [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".parquet", ".arrow", ".xlsx", ".zip", ".gz", ".zst",
            ".js", ".xml", ""]  # fmt: skip
SAMPLES = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "data" / "samples").iterdir())]


def zipped(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", data)
    return file.getvalue()


ROWS = [{"id": "1", "text": "salam"}, {"id": "2", "text": "ə"}]
WHOLE = [
    *SAMPLES, parquet(ROWS), arrow(ROWS, stream=True), arrow(ROWS, stream=False), xlsx([["id", "text"], ["1", "a"]]),
    zipped(SAMPLES[0]), gzip.compress(SAMPLES[0]), bz2.compress(SAMPLES[0]), b'id,text\n1,"a\nb"\n2,c,d\n',
    b"\xef\xbb\xbfsep=;\ntext;id\na;1\n", b'{"text": "\\ud83d"}\n{"text": 1e999999}\n', b"[" * 5000, b'[{"a":' * 5000,
]  # fmt: skip
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12))
records = st.dictionaries(
    st.sampled_from("id text comment comments data messages user items kind time cid author thread post date".split()),
    st.recursive(scalars, lambda s: st.lists(s, max_size=3) | st.dictionaries(st.text(max_size=6), s, max_size=3)),
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Take a good file and spoil it: cut it, or overwrite, insert or repeat a few bytes."""
    data = draw(st.sampled_from(WHOLE))
    for _ in range(draw(st.integers(0, 4))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 9))
        new = draw(
            st.one_of(st.binary(max_size=6), st.sampled_from([b'"', b"\n", b"{", b"\\", b",", b"\x00", b"\xc3"]))
        )
        data = data[:at] + new + data[at + length :]
    return data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data


def ends_well(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            reading = reader.load(path)
        except ReadError as error:
            if "\n" in str(error):
                raise AssertionError("a message of two lines") from error
            return
    assert len(reading.comments) == sum(file.rows for file in reading.files) > 0
    assert len(set(reading.comments["id"])) == len(reading.comments)
    reading.to_dict()


calm = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass"))),
       st.sampled_from(SUFFIXES))  # fmt: skip
@calm
def test_any_bytes(tmp_path: Path, data: bytes, suffix: str) -> None:
    ends_well(tmp_path, data, suffix)


@given(damaged(), st.sampled_from(SUFFIXES))
@calm
def test_any_damaged_file(tmp_path: Path, data: bytes, suffix: str) -> None:
    ends_well(tmp_path, data, suffix)


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), max_size=6), st.sampled_from(",;\t|"))
@calm
def test_any_cells(tmp_path: Path, lines: list[list[str]], delimiter: str) -> None:
    text = "id,text,date,likes".replace(",", delimiter) + "\n" + "\n".join(map(delimiter.join, lines))
    ends_well(tmp_path, text.encode("utf-8", "replace"), ".csv")


@given(st.lists(records, max_size=4), st.booleans())
@calm
def test_any_records(tmp_path: Path, found: list[object], lines: bool) -> None:
    import json

    text = "\n".join(map(json.dumps, found)) if lines else json.dumps(found[0] if len(found) == 1 else found)
    ends_well(tmp_path, text.encode(), ".json")


@pytest.mark.parametrize("hostile", [
    "<script>alert(1)</script>", "\x1b[31mred", "[bold]markup[/bold]", "\u202eevil", '=HYPERLINK("http://x")',
    "x" * 1_000_000, "a\x00b", "\ufffe\uffff",
])  # fmt: skip
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".txt"])
def test_a_hostile_comment_is_a_comment(tmp_path: Path, hostile: str, suffix: str) -> None:
    import csv
    import json

    file = io.StringIO()
    if suffix == ".csv":
        csv.writer(file).writerows([["id", "text"], ["1", hostile]])
    else:
        file.write(json.dumps({"text": hostile}) if suffix == ".jsonl" else hostile)
    (tmp_path / f"x{suffix}").write_text(file.getvalue(), encoding="utf-8", newline="")
    assert reader.read(tmp_path / f"x{suffix}")["text"][0] == hostile
