import shutil
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

import sentiment
from sentiment import api
from sentiment.errors import DataError, MissingFileError
from sentiment.table.labels import LABELS
from support_listener import Heard

EVENT = datetime(2023, 10, 31, 9, tzinfo=UTC)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, list[Path]]:
    """Comments with a time, and their labels by hand in two files."""
    words = ["good", "bad", "plain", "yaxşı", "pis"]
    comments = [f"{i},2023-10-{29 + i % 3}T09:00:00Z,{words[i % 5]} {words[i // 5]} x{i}" for i in range(25)]
    (tmp_path / "comments.csv").write_text("\n".join(["id,time,text", *comments]), encoding="utf-8")
    for k in (0, 1):
        rows = [f"{i},{LABELS[i % 3]}" for i in range(k, 24, 2)]
        (tmp_path / f"audit-{k}.csv").write_text("\n".join(["id,text,gold", *(r.replace(",", ",,") for r in rows)]))
    return tmp_path / "comments.csv", [tmp_path / "audit-0.csv", tmp_path / "audit-1.csv"]


def test_report_is_read_score_and_summarize_in_one(files: tuple[Path, list[Path]], tiny: Path) -> None:
    comments, audits = files
    options = {"by": ["day"], "event": EVENT, "floor": 2, "level": 0.9}
    found = sentiment.report(comments, audit=audits, model=tiny, **options)
    scored = api.score(sentiment.read(comments), model=tiny, vectors=True)  # the same network, to the last digit
    options |= {"audit": sentiment.read(*audits), "classifier": sentiment.Classifier.load(tiny, vectors=True)}
    assert found.document == sentiment.summarize(scored, **options).document
    assert found.document["audit"]["labelled"] == 24
    assert (found.overall["negative"].method, found.document["level"]) == ("audited", 0.9)
    assert found.document["event"]["time"] == "2023-10-31T09:00:00+00:00"


def test_an_audit_may_be_one_file_or_a_pattern(files: tuple[Path, list[Path]], tiny: Path) -> None:
    comments, (first, _) = files
    one = sentiment.report(comments, audit=first, model=tiny)
    both = sentiment.report(comments, audit=str(first.with_name("audit-*.csv")), model=tiny)
    assert (one.document["audit"]["labelled"], both.document["audit"]["labelled"]) == (12, 24)


def test_report_takes_the_quotes_of_an_article(tiny: Path) -> None:
    path = Path(__file__).parent / "data" / "article_ru.txt"
    found = sentiment.report(path, article=True, model=tiny)
    quoted = sentiment.read(path, article=True)
    assert found.document["comments"] == len(quoted)
    assert "Наконец-то!" in quoted["text"]
    assert "Наконец-то!" not in sentiment.read(path)["text"]


def test_a_missing_audit_is_told_before_anything_is_scored(files: tuple[Path, list[Path]]) -> None:
    with pytest.raises(MissingFileError):
        sentiment.report(files[0], audit="nosuch.csv", model="nosuch")


def test_score_leaves_a_scored_table_as_it_is(files: tuple[Path, list[Path]], tiny: Path) -> None:
    scored = api.score(sentiment.read(files[0]), model=tiny)
    assert api.score(scored, model="nosuch") is scored


def test_a_listener_hears_how_much_there_is_to_do_and_how_it_was_read(comments: Path, tiny: Path) -> None:
    heard = Heard()
    scored = sentiment.score(comments, model=tiny, fresh=True, listener=heard)
    assert (heard.totals, heard.done) == ([(4, "texts")], 4)
    assert [len(reading.comments) for reading in heard.readings] == [6]
    sentiment.sample(scored, n=9, listener=heard)
    assert heard.notes[0] == "fewer than 9 comments are scored: all 4 are drawn, and the shares will be exact"


def test_every_function_takes_comments_in_memory(tiny: Path, tmp_path: Path) -> None:
    rows = [{"text": f"{word} {i}", "gold": word} for i in range(15) for word in ("good", "bad")]
    frame = pd.DataFrame(rows)
    scored = sentiment.score(frame, model=tiny)
    assert scored["label"] == sentiment.score(rows, model=tiny)["label"]
    assert sentiment.prepare(frame["text"])["clean"][0] == "good 0"
    assert len(sentiment.sample(scored.to_pandas(), n=3)) == 3
    assert sentiment.summarize(scored.to_pandas()).document["scored"] == 30
    assert sentiment.report(frame, model=tiny, by="language").document["scored"] == 30
    gold = frame.assign(gold=frame["gold"].map({"good": "positive", "bad": "negative"}))
    assert sentiment.evaluate(gold, model=tiny)["overall"]["n"] == 30
    assert sentiment.train(frame, output=tmp_path / "mine", base=tiny, epochs=1)["labels"] == ["bad", "good"]


def test_an_audit_may_be_a_table_in_memory(tiny: Path, files: tuple[Path, list[Path]]) -> None:
    comments, audits = files
    frames = [pd.read_csv(path) for path in audits]
    by_file = sentiment.report(comments, audit=audits, model=tiny)
    assert sentiment.report(comments, audit=pd.concat(frames), model=tiny).overall == by_file.overall
    assert sentiment.report(comments, audit=frames, model=tiny).overall == by_file.overall
    rows = pd.concat(frames).to_dict("records")
    assert sentiment.report(comments, audit=rows, model=tiny).overall == by_file.overall


def test_a_text_alone_is_enough_for_a_summary(tiny: Path) -> None:
    found = sentiment.report(["good", "bad", None, "plain"], model=tiny)
    assert (found.document["comments"], found.document["scored"]) == (4, 3)
    assert found.document["skipped"] == {"empty": 1}
    assert [file["file"] for file in found.document["run"]["inputs"]] == ["list"]


MISTAKES = {
    "a column to group by": ({"by": "languge"}, "did you mean --by language"),
    "no time": ({"event": "nonsense"}, "expected a time"),
    "a language of the report": ({"lang": "azz"}, "expected a language of the report: en, az, tr, ru"),
    "two columns": ({"by": ["group+nosuch"]}, "expected a column 'nosuch' to group by"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_found_before_a_model_is_looked_for(name: str) -> None:
    asked, said = MISTAKES[name]
    with pytest.raises(DataError, match=said):
        sentiment.report(["good"], model="nosuch", **asked)


def test_a_table_that_was_read_is_not_read_again(comments: Path) -> None:
    read = sentiment.read(comments)
    heard = Heard()
    assert sentiment.prepare(read)["author"] == read["author"]
    with pytest.raises(DataError, match="a scored table"):
        sentiment.sample(read, listener=heard)
    assert heard.readings == []


def test_evaluate_refuses_a_label_that_the_model_does_not_know(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("text,gold\ngood,furious\nbad,negative\n")
    with pytest.raises(DataError, match="found gold labels furious; correct them, or name their column"):
        sentiment.evaluate(sentiment.read(tmp_path / "x.csv"), model=tiny)


def test_the_model_at_hand_is_the_one_that_labelled_the_table(tiny: Path, comments: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(tiny, folder)
    scored = api.score(sentiment.read(comments), model=folder)
    found = api.at_hand(scored, model=folder)
    assert found is not None
    assert found.identity == scored["model"][0]
    assert api.at_hand(scored) is None  # what a table says of its model is never opened as a path
    (folder / "config.json").write_text((folder / "config.json").read_text() + " ")
    assert api.at_hand(scored, model=folder) is None
    assert api.at_hand(scored, model=tiny) is None
    assert api.at_hand(sentiment.read(comments)) is None
