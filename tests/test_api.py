import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

import sentiment
from sentiment import api
from sentiment.errors import DataError, MissingFileError
from sentiment.table.labels import LABELS

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


def test_analyze_is_read_score_and_summarize_in_one(files: tuple[Path, list[Path]], tiny: Path) -> None:
    comments, audits = files
    options = {"by": ["day"], "event": EVENT, "floor": 2, "level": 0.9}
    found = sentiment.analyze(comments, audit=audits, model=tiny, **options)
    scored = api.score(sentiment.read(comments), model=tiny)
    options |= {"audit": sentiment.read(*audits), "classifier": sentiment.Classifier.load(tiny)}
    assert found.document == sentiment.summarize(scored, **options).document
    assert found.document["audit"]["labelled"] == 24
    assert (found.overall["negative"].method, found.document["level"]) == ("audited", 0.9)
    assert found.document["event"]["time"] == "2023-10-31T09:00:00+00:00"


def test_an_audit_may_be_one_file_or_a_pattern(files: tuple[Path, list[Path]], tiny: Path) -> None:
    comments, (first, _) = files
    one = sentiment.analyze(comments, audit=first, model=tiny)
    both = sentiment.analyze(comments, audit=str(first.with_name("audit-*.csv")), model=tiny)
    assert (one.document["audit"]["labelled"], both.document["audit"]["labelled"]) == (12, 24)


def test_analyze_takes_the_quotes_of_an_article(tiny: Path) -> None:
    path = Path(__file__).parent / "data" / "article_ru.txt"
    found = sentiment.analyze(path, article=True, model=tiny)
    assert found.document["comments"] == len(sentiment.read(path, article=True))
    assert found.document["comments"] < len(sentiment.read(path))


def test_a_missing_audit_is_told_before_anything_is_scored(files: tuple[Path, list[Path]]) -> None:
    with pytest.raises(MissingFileError):
        sentiment.analyze(files[0], audit="nosuch.csv", model="nosuch")


def test_score_leaves_a_scored_table_as_it_is(files: tuple[Path, list[Path]], tiny: Path) -> None:
    scored = api.score(sentiment.read(files[0]), model=tiny)
    assert api.score(scored, model="nosuch") is scored


def test_score_tells_how_many_texts_there_are_to_label(comments: Path, tiny: Path) -> None:
    told: list[int] = []

    def started(total: int):
        told.append(total)
        return told.append

    api.score(sentiment.read(comments), model=tiny, started=started)
    assert told[0] == 4
    assert sum(told[1:]) == 4


def test_evaluate_refuses_a_label_that_the_model_does_not_know(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("text,gold\ngood,furious\nbad,negative\n")
    with pytest.raises(DataError, match="found gold labels furious; correct them, or name their column"):
        sentiment.evaluate(sentiment.read(tmp_path / "x.csv"), model=tiny)


def test_the_model_at_hand_is_the_one_that_labelled_the_table(tiny: Path, comments: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(tiny, folder)
    scored = api.score(sentiment.read(comments), model=folder)
    found = api.at_hand(scored)
    assert found is not None
    assert found.identity == scored["model"][0]
    (folder / "config.json").write_text((folder / "config.json").read_text() + " ")
    assert api.at_hand(scored) is None
    shutil.rmtree(folder)
    assert api.at_hand(scored) is None
    assert api.at_hand(sentiment.read(comments)) is None
