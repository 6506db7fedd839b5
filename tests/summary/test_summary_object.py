"""The summary as an object: attributes, the tidy table, the way back from JSON, what it shows of itself."""

import json
from pathlib import Path

import pytest

import sentiment
from sentiment.errors import DataError, MissingFileError, ReadError
from sentiment.summary.summary import Summary
from support import scored

LABELS = ["positive"] * 40 + ["negative"] * 20 + ["neutral"] * 10 + [None] * 3
GROUPS = ["press", "reader"] * 36 + ["press"]


@pytest.fixture(scope="module")
def summary() -> Summary:
    return sentiment.summarize(scored(LABELS, group=GROUPS), by="group")


def test_attributes_say_what_the_document_says(summary: Summary) -> None:
    document = summary.document
    assert summary.headline == document["headline"] != ""
    assert summary.notes == document["notes"] != []
    assert summary.quotes == document["quotes"]
    assert summary.audit is None
    assert summary.overall["positive"].value == document["overall"]["positive"]["share"] == pytest.approx(40 / 70)
    assert list(summary.groups["group"]) == ["press", "reader"]


def test_what_attributes_return_is_a_copy(summary: Summary) -> None:
    summary.quotes.clear()
    summary.notes.clear()
    assert summary.quotes
    assert summary.notes


def test_the_frame_has_every_share_once(summary: Summary) -> None:
    frame = summary.to_frame()
    assert list(frame) == ["part", "group", "label", "share", "low", "high", "n", "method"]
    assert not frame.duplicated(["part", "group", "label"]).any()
    overall = frame[frame["part"] == "overall"].set_index("label")
    assert overall["share"].to_dict() == pytest.approx({"negative": 2 / 7, "neutral": 1 / 7, "positive": 4 / 7})
    assert overall["n"].unique().tolist() == [70]
    assert (frame["low"] <= frame["high"]).all()
    press = frame[(frame["part"] == "group") & (frame["group"] == "press")]
    assert press["share"].sum() == pytest.approx(1)
    shares = [entry for entry in walk(summary.document) if entry["n"]]
    assert {round(value, 9) for value in frame["share"].dropna()} <= {round(e["share"], 9) for e in shares}


def walk(value: object):
    """Every share of a document."""
    if isinstance(value, dict):
        if {"share", "low", "high"} <= set(value):
            yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def test_a_share_of_nothing_is_nan_in_the_frame() -> None:
    frame = sentiment.summarize(scored([None, None])).to_frame()
    assert frame["share"].isna().all()
    assert frame["n"].unique().tolist() == [0]


@pytest.mark.parametrize("suffix", ["html", "md", "json", "xlsx"])
def test_what_is_loaded_is_what_was_saved_and_every_format_can_be_made_of_it(
    summary: Summary, tmp_path: Path, suffix: str
) -> None:
    summary.save(tmp_path / "x.json")
    loaded = Summary.load(tmp_path / "x.json")
    assert loaded == summary
    for name, made in {"a": summary, "b": loaded}.items():
        made.save(tmp_path / f"{name}.{suffix}")
    if suffix != "xlsx":  # which holds the time of its making
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()
    assert loaded.translated("az").headline == summary.translated("az").headline != summary.headline
    assert str(loaded) == str(summary)


WRONG = {
    "no JSON": ("no JSON", ReadError, "expected a summary as JSON"),
    "other JSON": ('{"a": 1}', ReadError, "without its keys"),
    "a list": ("[]", ReadError, "without its keys"),
    "another version": ('{"version": 999, "overall": {}}', DataError, "of 999; make the report anew"),
    "no version": ('{"overall": {}}', DataError, "of none; make the report anew"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_summary_is_refused_in_a_line(name: str, tmp_path: Path) -> None:
    written, kind, said = WRONG[name]
    (tmp_path / "x.json").write_text(written)
    with pytest.raises(kind, match=said):
        Summary.load(tmp_path / "x.json")
    with pytest.raises(MissingFileError, match="nothing at"):
        Summary.load(tmp_path / "nosuch.json")


def test_its_repr_is_a_screenful_that_leads_on(summary: Summary) -> None:
    lines = repr(summary).splitlines()
    assert " ".join(" ".join(lines).split()).startswith(summary.headline)
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert "groups: group; the whole by print(summary)" in " ".join(lines)


def test_its_text_is_the_same_in_a_notebook(summary: Summary, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    plain = str(summary), repr(summary)
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    assert (str(summary), repr(summary)) == plain
    assert "positive" in plain[0]
    assert capsys.readouterr().out == ""
    assert json.loads(json.dumps(summary.to_dict())) == summary.document
