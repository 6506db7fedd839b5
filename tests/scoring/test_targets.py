"""A column of targets: the stance of each row toward its own, and what becomes of a column that is called so."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sentiment import SentimentError, evaluate, read, report, score, summarize
from sentiment.cli.commands import app
from sentiment.errors import ColumnError, ModelError

TARGETS = {"toward": "Hədəf"}


@pytest.fixture
def targets(tmp_path: Path) -> Path:
    """One comment toward two targets, one without a target, one with a column of our name for something else."""
    path = tmp_path / "targets.csv"
    path.write_text(
        "id,text,Hədəf,toward\n1,good TikTok,TikTok,3\n1,good TikTok,bad plain,4\n2,bad,,5\n3,plain bad,TikTok,6\n",
        encoding="utf-8",
    )
    return path


def test_each_row_is_read_toward_its_own_target(headed: Path, targets: Path, tmp_path: Path) -> None:
    rows = read(targets, columns=TARGETS)
    assert rows["toward"] == ["TikTok", "bad plain", None, "TikTok"]
    assert rows["skipped"] == [None] * 4  # the same comment toward another target is no duplicate
    assert rows["own_toward"] == ["3", "4", "5", "6"]
    for output in (None, tmp_path / "out.parquet"):
        scored = score(targets, columns=TARGETS, model=headed, device="cpu", output=output)
        assert scored["toward"] == rows["toward"]
        for i, (text, target) in enumerate([("good TikTok", "TikTok"), ("good TikTok", "bad plain")]):
            alone = score([text], toward=target, model=headed, device="cpu")
            assert scored["p_favor"][i] == pytest.approx(alone["p_favor"][0], abs=0.02)
        assert scored["p_favor"][0] != scored["p_favor"][1]
        assert scored["stance"][2] is None
    again = read(tmp_path / "out.parquet")
    assert score(again, model=headed, device="cpu")["stance"] == scored["stance"]
    stance = summarize(again).document["stance"]
    assert stance
    assert (stance["targets"], stance["n"]) == (2, 3)


def test_the_command_line_takes_the_column(headed: Path, targets: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    asked = ["report", str(targets), "--model", str(headed), "--column", "toward=hedef", "-o", str(out)]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert '"event": "bad plain"' in out.read_text()
    both = CliRunner().invoke(app, [*asked, "--toward", "TikTok"])
    assert both.exit_code == 1
    assert "leave out one of the two" in both.stderr
    wrong = CliRunner().invoke(app, ["report", str(targets), "--column", "toward=Event"])
    assert wrong.exit_code == 1
    assert "a column 'Event' for toward" in wrong.stderr


def test_a_column_without_targets_is_refused(headed: Path, tmp_path: Path, targets: Path, tiny: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("text,event\ngood,\nbad,\n")
    with pytest.raises(SentimentError, match="events in the column of toward"):
        report(path, columns={"toward": "event"}, model=headed, device="cpu")
    with pytest.raises(ColumnError, match="a column 'Event' for toward"):
        read(targets, columns={"toward": "Event"})
    with pytest.raises(ModelError, match="head for stance"):
        report(targets, columns=TARGETS, model=tiny, device="cpu")


def test_a_column_called_toward_is_kept(headed: Path, tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("text,toward\ngood,TikTok\nbad,TikTok\n")
    for output in (None, tmp_path / "out.parquet"):
        named = score(path, toward="plain", model=headed, device="cpu", output=output)
        assert named["own_toward"] == ["TikTok"] * 2
        assert named["toward"] == ["plain"] * 2
    several = score(path, toward=["plain", "good"], model=headed, device="cpu")
    assert several["own_toward"] == ["TikTok"] * 2
    assert "toward" not in several.column_names
    unable = score(path, model=tiny, device="cpu")  # no stance is asked for, and this model has none
    assert unable["toward"] == ["TikTok"] * 2
    assert "stance" not in unable.column_names
    path.write_text("text,toward\ngood,12\nbad,\n")  # numbers are no targets
    numbers = score(path, model=headed, device="cpu")
    assert numbers["own_toward"] == ["12", None]
    assert "stance" not in numbers.column_names


def test_targets_beside_an_export_of_a_platform(tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    head = "id,replyCount,likeCount,publishedAt,authorName,text,authorChannelId,authorChannelUrl,isReply,isReplyTo"
    row = "Ugdemo1,1,3,2024-11-23 09:43:20,demo,good,UCauthor,http://www.youtube.com/@demo,0,"
    path.write_text(f"{head},isReplyToName,toward\n{row},,TikTok\n")
    rows = read(path)
    assert rows["platform"] == ["youtube"]
    assert rows["toward"] == ["TikTok"]


def test_a_model_is_measured_toward_targets_of_the_rows(headed: Path, tmp_path: Path) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text("text,who,side\ngood,TikTok,favor\nbad,plain,Əleyhinə\ngood,plain,за\nbad,TikTok,neither\n")
    found = evaluate(path, task="stance", columns={"toward": "who", "gold": "side"}, model=headed, device="cpu")
    scored = score(path, columns={"toward": "who"}, model=headed, device="cpu")
    right = [a == b for a, b in zip(scored["stance"], ["favor", "against", "favor", "none"], strict=True)]
    assert found["overall"]["n"] == 4
    assert found["overall"]["accuracy"] == pytest.approx(sum(right) / 4)
    with pytest.raises(SentimentError, match="--column toward=NAME"):
        evaluate(path, task="stance", columns={"gold": "side"}, model=headed, device="cpu")


def test_a_stance_toward_nothing_is_named(headed: Path, tmp_path: Path) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text("id,text,who,gold_stance\n7,good,TikTok,favor\n8,bad,,against\n9,plain,,\n")
    with pytest.raises(SentimentError, match="found none for 1 of 2, the first 8; write down what these are toward"):
        evaluate(path, task="stance", columns={"toward": "who"}, model=headed, device="cpu")
