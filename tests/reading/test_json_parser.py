"""JSON of strangers reaches no parser in C, and costs no more than its length."""

import io
import json
from pathlib import Path

import ijson.backends
import pytest

from sentiment.errors import ReadError
from sentiment.reading import json_parser, reader
from sentiment.reading.formats import json_records
from sentiment.reading.log import Log


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("the C library was asked")


@pytest.fixture(autouse=True)
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("basic_parse", "parse", "items", "kvitems"):
        monkeypatch.setattr(ijson, name, refuse)
        monkeypatch.setattr(ijson.get_backend("yajl2_c"), name, refuse)


ROWS = [{"id": "a", "text": "good", "n": {"m": [1, 2.5, None]}}, {"id": "b", "text": "bad"}]


@pytest.mark.parametrize(
    "written",
    [
        json.dumps(ROWS),
        json.dumps({"data": {"comments": ROWS}}),
        "\n".join(map(json.dumps, ROWS)),
        "".join(map(json.dumps, ROWS)),
        json.dumps(ROWS)[:-20],
    ],
)
def test_documents_are_read_without_it(tmp_path: Path, written: str) -> None:
    (tmp_path / "x.json").write_text(written)
    assert reader.load(tmp_path / "x.json").comments["text"][0] == "good"


@pytest.mark.parametrize(("written", "wanted"), [
    ('{"a": 1, "b": {"c": [2]}, "d": []}', [("a", 1), ("b", {"c": [2]}), ("d", [])]),
    ('[1, {"a": 2}, [3]]', [("", 1), ("", {"a": 2}), ("", [3])]),
    ("{}", []), ("[]", []),
])  # fmt: skip
def test_pairs(written: str, wanted: list) -> None:
    assert list(json_parser.pairs(io.BytesIO(written.encode()))) == wanted


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_nesting_is_refused_where_it_begins(opening: str) -> None:
    seen = []
    with pytest.raises(json_parser.JSONError, match="more than 200 levels"):
        seen += json_parser.events(io.BytesIO((opening * 100_000).encode()))
    assert len(seen) <= 2 * json_parser.DEPTH


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_a_deep_document_is_a_line(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"x{suffix}").write_text('{"text": "a", "x": ' + '{"a":' * 50_000 + "1" + "}" * 50_001)
    with pytest.raises(ReadError, match=r"^[^\n]+$"):
        reader.load(tmp_path / f"x{suffix}")


ARRAYS = [
    '[{"a": 1}, {"b": [2.5, null]}, "c", 3]', "[]", " \n[ 1 , 22 ,333 ]\n ", '[{"a": 1} {"a": 2}]', '[{"a": 1},]',
    '[{"a": 1}, {"a"', '[{"a": 1}] [{"a": 2}]', '[{"a": 1}]x', '[{"a": NaN}, {"a": "\t"}]', '{"a": [1]}', "[1", "", "[",
    '[{"a": "\\ud83d"}, {"a": "\\x0b"}, {"a": "\u20ac\U0001f600"}]', f'[{{"a": 1}}, {"[" * 300}{"]" * 300}]',
]  # fmt: skip


@pytest.mark.parametrize("written", ARRAYS)
@pytest.mark.parametrize("piece", [1, 7, 1 << 20])
def test_an_array_is_read_as_the_slow_parser_reads_it(
    written: str, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> tuple[list, list, dict]:
        log = Log("x.json")
        found = list(json_records.records(lambda: io.BytesIO(written.encode()), "item", log))
        return found, [rejection.reason for rejection in log.rejected], dict(log.repairs)

    monkeypatch.setattr(json_records, "PIECE", piece)
    quick = told()
    monkeypatch.setattr(json_records, "items", lambda file: iter(refused()))
    assert json.dumps(quick, default=float) == json.dumps(told(), default=float)


def refused() -> list:
    raise ValueError("as if it were no array")
