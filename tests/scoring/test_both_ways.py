"""Stance of which the model is asked twice: about the event, and about its contrary."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sentiment import check, read, report, score, summarize
from sentiment.cli.commands import app
from sentiment.errors import DataError
from sentiment.rendering import markdown
from sentiment.scoring.classifier import Classifier
from sentiment.summary.claims.check import weigh

EVENT, OTHER = "good plain", "bad bad"
TEXTS = ["good TikTok", "bad", "plain bad TikTok", "good good"]


@pytest.fixture
def both(headed: Path) -> Classifier:
    return Classifier.load(headed, device="cpu", toward=EVENT, contrary=OTHER)


def test_a_stance_is_the_mean_of_both_answers_with_the_sides_of_one_changed(both: Classifier) -> None:
    under, contrary = (both.react(TEXTS, "stance", event) for event in (EVENT, OTHER))
    said = both({"text": TEXTS})
    for row in range(len(TEXTS)):
        (favor, against, none), (favor_then, against_then, none_then) = under[row], contrary[row]
        assert said["p_favor"][row] == pytest.approx((favor + against_then) / 2, abs=1e-6)
        assert said["p_against"][row] == pytest.approx((against + favor_then) / 2, abs=1e-6)
        assert said["p_none"][row] == pytest.approx((none + none_then) / 2, abs=1e-6)
    assert (said["toward"], said["contrary"]) == ([EVENT] * 4, [OTHER] * 4)


def test_asked_from_either_end_the_sides_change_places(headed: Path, both: Classifier) -> None:
    there = both({"text": TEXTS})
    back = Classifier.load(headed, device="cpu", toward=OTHER, contrary=EVENT)({"text": TEXTS})
    assert there["p_favor"] == pytest.approx(back["p_against"])
    assert there["p_none"] == pytest.approx(back["p_none"])


def test_of_several_events_each_has_its_own_contrary_or_none(headed: Path) -> None:
    two = Classifier.load(headed, device="cpu", toward=[EVENT, "TikTok"], contrary=OTHER)
    said = two({"text": [*TEXTS, ""]})
    alone = Classifier.load(headed, device="cpu", toward="TikTok")({"text": TEXTS})
    assert said["contrary_1"] == [OTHER] * 4 + [None]
    assert "contrary_2" not in said
    assert said["p_favor_2"][:4] == alone["p_favor"]
    with pytest.raises(DataError, match=r"as many contraries as events \(1\); found 2"):
        Classifier.load(headed, device="cpu", toward=EVENT, contrary=["a", "b"])


@pytest.mark.parametrize("ask", [score, report])
def test_what_has_no_contrary_is_refused_before_a_model_is_loaded(
    ask: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sentiment.scoring.model_folder.resolve", lambda _: pytest.fail("a model is looked for"))
    for asked, told in (
        ({"contrary": OTHER}, r"as many contraries as events \(0\); found 1"),
        ({"toward": EVENT, "contrary": "Good, PLAIN!"}, "found the event itself"),
        ({"toward": [EVENT, "TikTok"], "contrary": ["", "tiktok"]}, "the contrary of 'TikTok'; found the event itself"),
        ({"toward": EVENT, "contrary": " "}, "the contrary of an event; found an empty one"),
        ({"toward": " "}, "an event in a few words; found an empty one; name it: --toward"),
        ({"toward": [EVENT, EVENT], "contrary": [OTHER, "bad"]}, "one contrary of 'good plain'; found 'bad bad' and"),
        ({"contrary": OTHER, "columns": {"toward": "x"}}, "found a column of events; leave out --contrary"),
    ):
        with pytest.raises(DataError, match=told):
            ask(TEXTS, **asked)


def test_an_empty_contrary_keeps_its_place_and_an_event_named_twice_is_one(headed: Path) -> None:
    second = score(TEXTS, toward=["TikTok", EVENT], contrary=["", OTHER], model=headed, device="cpu")
    alone = score(TEXTS, toward=EVENT, contrary=OTHER, model=headed, device="cpu")
    assert second["p_favor_2"] == alone["p_favor"]
    assert second["contrary_2"] == alone["contrary"]
    assert "contrary_1" not in second.column_names
    twice = score(TEXTS, toward=[EVENT, EVENT], contrary=OTHER, model=headed, device="cpu")
    assert twice.to_dict() == alone.to_dict()
    told = report(TEXTS, toward=[EVENT, EVENT], contrary=[OTHER, OTHER], model=headed, device="cpu")
    assert told.document["stance"]["averaged_with"] == OTHER


def test_a_table_that_was_asked_once_is_asked_anew_and_one_asked_both_ways_is_not(headed: Path, tmp_path: Path) -> None:
    once = score(TEXTS, toward=EVENT, model=headed, device="cpu")
    again = score(once, toward=EVENT, contrary=OTHER, model=headed, device="cpu")
    assert again["contrary"] == [OTHER] * 4
    assert again["p_favor"] != once["p_favor"]
    for how in ({"toward": EVENT, "contrary": OTHER}, {"toward": EVENT}, {}):
        assert score(again, **how, model=headed, device="cpu")["p_favor"] == again["p_favor"]
    file = tmp_path / "scored.csv"
    score(TEXTS, toward=EVENT, contrary=OTHER, model=headed, device="cpu", output=file)
    assert read(file)["contrary"] == [OTHER] * 4
    other = score(file, toward=OTHER, model=headed, device="cpu")
    assert other["toward"] == [OTHER] * 4
    assert "contrary" not in other.column_names


def test_rows_that_were_asked_less_are_asked_again(headed: Path) -> None:
    """Two files that were scored apart are one table: a stance of one half is none of the whole."""
    from datasets import concatenate_datasets

    how = {"model": headed, "device": "cpu"}
    tone, once = score(TEXTS, **how), score(TEXTS, toward=EVENT, **how)
    both = score(TEXTS, toward=EVENT, contrary=OTHER, **how)
    some_once, some_none = concatenate_datasets([both, once]), concatenate_datasets([once, tone])
    assert summarize(some_once).document["stance"]["averaged_with"] is None
    assert score(some_once, toward=EVENT, contrary=OTHER, **how)["contrary"] == [OTHER] * 8
    assert score(some_none, toward=EVENT, **how)["stance"] == [*once["stance"], *once["stance"]]
    moved = score(TEXTS, emotion=True, **how)
    assert score(concatenate_datasets([tone, moved]), emotion=True, **how)["emotion"][:4] == moved["emotion"][:]
    skipped = score([*TEXTS, ""], toward=EVENT, contrary=OTHER, **how)
    assert score(skipped, toward=EVENT, contrary=OTHER, **how).to_dict() == skipped.to_dict()


def test_a_column_of_the_users_own_is_kept(headed: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("text,contrary,own_contrary\ngood,yes,1\nbad,no,2\n")
    named = score(path, toward=EVENT, contrary=OTHER, model=headed, device="cpu")
    assert (named["own_contrary"], named["own_contrary (2)"]) == (["yes", "no"], ["1", "2"])
    assert named["contrary"] == [OTHER] * 2


def test_a_column_of_the_users_own_is_not_taken_for_the_contrary(headed: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("text,contrary\ngood,yes\nbad,yes\n")
    in_memory = read(path).rename_column("own_contrary", "contrary")
    for comments in (path, in_memory):
        told = score(comments, toward=EVENT, model=headed, device="cpu")
        assert told["own_contrary"] == ["yes", "yes"]
        assert summarize(told).document["stance"]["averaged_with"] is None


def test_a_report_says_what_its_stances_are_made_of(headed: Path, tmp_path: Path) -> None:
    file, scored, out = tmp_path / "comments.csv", tmp_path / "scored.parquet", tmp_path / "report.json"
    file.write_text("text\n" + "\n".join(f"{word} TikTok {i}" for i in range(20) for word in ("good", "bad")))
    asked = ["--model", str(headed), "--toward", EVENT, "--contrary", OTHER]
    for command in (["score", str(file), *asked, "-o", str(scored)], ["report", str(file), *asked, "-o", str(out)]):
        told = CliRunner().invoke(app, command)
        assert told.exit_code == 0, told.output
    document = json.loads(out.read_text())
    assert document["stance"]["averaged_with"] == document["stance"]["contrary"]["event"] == OTHER
    under, contrary = (
        Classifier.load(headed, device="cpu").react(read(file)["text"], "stance", event).argmax(axis=1)
        for event in (EVENT, OTHER)
    )
    sided = [(a, b) for a, b in zip(under, contrary, strict=True) if a != 2]
    assert document["stance"]["contrary"]["asked"] == len(sided)
    assert document["stance"]["contrary"]["turned"] == sum(b == 1 - a for a, b in sided)
    drawn = CliRunner().invoke(app, ["sample", str(scored), "-n", "30", "-o", str(tmp_path / "audit.csv")])
    assert "fill in the columns gold and gold_stance; how far" in drawn.output
    again = report(scored, model=headed, device="cpu")
    assert again.document["stance"] == document["stance"]
    elsewhere = summarize(scored)
    assert elsewhere.document["stance"]["contrary"] is None
    assert any("was not tried: that needs the model" in note for note in elsewhere.notes)
    for document in (again.document, elsewhere.document):
        assert f"to its contrary, “{OTHER}”" in markdown(document)
    claimed = check(file, claim="mostly in favour", toward=EVENT, contrary=OTHER, model=headed, device="cpu")
    assert claimed["contrary"]["event"] == OTHER
    assert (claimed["event"], claimed["averaged_with"]) == (EVENT, OTHER)
    mean = f"Each stance toward “{EVENT}” is the mean of two answers of the model"
    assert [mean in " ".join(claimed["said"]), "measured of single answers" in " ".join(claimed["said"])] == [True] * 2
    once = check(file, claim="mostly in favour", toward=EVENT, model=headed, device="cpu")
    both = score(file, toward=EVENT, contrary=OTHER, model=headed, device="cpu")
    for told in (once, weigh(both, "mostly negative", stance=False)):  # of tone
        assert (told["averaged_with"], mean in " ".join(told["said"])) == (None, False)
