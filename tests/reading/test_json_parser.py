"""JSON of strangers reaches no parser in C, and costs no more than its length."""

import io
import json
from pathlib import Path

import ijson.backends
import pytest

from sentiment.errors import ReadError
from sentiment.reading import json_parser, reader


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
