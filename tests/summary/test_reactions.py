"""Stance, emotion and likely irony in the summary: the same estimators, and figures that can be counted by hand."""

import json
from pathlib import Path

import pytest
from datasets import Dataset
from typer.testing import CliRunner

from sentiment import SentimentError, read, rendering, report, sample, summarize
from sentiment.api import score
from sentiment.cli.commands import app
from sentiment.rendering.layout import parts
from sentiment.rendering.parts import Matrix
from sentiment.summary.material import material
from sentiment.summary.method import Method
from sentiment.summary.stance import stance_evidence
from sentiment.table.labels import STANCES, beside
from support_stance import EVENT, own_targets, several, table

SIDES = {
    ("favor", "negative"): 50,
    ("favor", "positive"): 30,
    ("against", "positive"): 5,
    ("against", "negative"): 10,
    ("none", "neutral"): 5,
}


def test_shares_of_stance_are_counted_and_tone_is_left_alone():
    summary = summarize(table(SIDES))
    document = summary.to_dict()
    assert document["labels"] == ["negative", "neutral", "positive"]
    assert summary.overall["negative"].value == pytest.approx(0.6)
    stance = document["stance"]
    assert {side: e["share"] for side, e in stance["overall"].items()} == pytest.approx(
        {"favor": 0.8, "against": 0.15, "none": 0.05}
    )
    assert stance["net"]["share"] == pytest.approx(0.65)
    assert stance["by_tone"]["favor"]["negative"]["share"] == pytest.approx(50 / 80)
    assert {name: part["n"] for name, part in stance["crossed"].items()} == {
        "critical in tone, but in favour": 50,
        "warm in tone, but against": 5,
    }
    assert summary.stance
    assert summary.stance["favor"].value == pytest.approx(0.8)


def test_the_headline_speaks_of_stance_first_and_hedges():
    assert (
        summarize(table(SIDES))
        .document["headline"]
        .startswith(f"On “{EVENT}”: mostly comments in favour: 71 to 87 % of 100, read by a model whose errors nobody")
    )
    few = summarize(table({("favor", "negative"): 3, ("against", "positive"): 1})).document["headline"]
    assert "too few to say: of 4 comments the model reads 3 in favour, 1 against, 0 no side" in few
    torn = summarize(table({("favor", "neutral"): 50, ("against", "neutral"): 50})).document["headline"]
    assert "no part of the 100 comments is clearly the largest: in favour 40 to 60 %, against 40 to 60 %" in torn


def test_labels_by_hand_audit_stance():
    scored = table(SIDES)
    hand = [{"id": str(i), "gold": None, "gold_stance": "against" if i < 10 else "favor"} for i in range(40)]
    stance = summarize(scored, audit=_with_tone(hand)).document["stance"]
    assert {e["method"] for e in stance["overall"].values()} == {"audited"}
    assert stance["overall"]["favor"]["share"] < 0.8
    assert stance["audit"]["accuracy"]["share"] == pytest.approx(30 / 40, abs=0.01)


def _with_tone(rows: list[dict]) -> Dataset:
    return Dataset.from_list([{**row, "gold": "negative"} for row in rows])


def test_several_events_have_a_stance_each():
    summary = summarize(several(["favor"] * 30 + ["against"] * 10, ["none"] * 20 + ["against"] * 20))
    document = summary.document
    assert document["labels"] == ["negative", "neutral", "positive"]
    assert document["stance"] is None
    told = [(s["column"], s["event"], s["overall"]["against"]["share"]) for s in document["stances"]]
    assert told == [("stance_1", EVENT, 0.25), ("stance_2", "the ministry", 0.5)]
    assert (
        document["stances"][0]["overall"]["against"]["low"]
        < 0.25
        < document["stances"][0]["overall"]["against"]["high"]
    )
    assert {event: own["favor"].value for event, own in summary.stances.items()} == {EVENT: 0.75, "the ministry": 0.0}
    frame = summary.to_frame().set_index(["part", "group", "label"])
    assert frame.loc[("stance_2", "the ministry", "none"), "share"] == 0.5
    for form in (rendering.terminal, rendering.markdown, rendering.page):
        said = form(document)
        assert said.count("the ministry") > 0
        assert said.count(EVENT) > 0


def test_labels_by_hand_audit_each_event():
    scored = several(["favor"] * 40, ["against"] * 40)
    hand = [{"id": str(i), "gold": "neutral", "gold_stance_2": "none" if i < 10 else "against"} for i in range(30)]
    first, second = summarize(scored, audit=Dataset.from_list(hand)).document["stances"]
    assert first["audit"] is None
    assert second["audit"]["accuracy"]["share"] == pytest.approx(20 / 30, abs=0.01)
    assert {"gold_stance_1", "gold_stance_2"} <= set(sample(scored, n=10).column_names)


def test_labels_by_hand_go_with_their_event_and_not_with_their_place():
    scored = several(["favor"] * 40, ["against"] * 40)
    drawn = sample(scored, n=30).to_list()
    assert {row["toward_1"] for row in drawn} == {EVENT}
    hand = Dataset.from_list([{**row, "gold_stance_1": "favor", "gold_stance_2": "none"} for row in drawn])
    swapped = several(["against"] * 40, ["favor"] * 40).to_dict()
    swapped |= {"toward_1": ["the ministry"] * 40, "toward_2": [EVENT] * 40}
    for rows, place in ((scored, 0), (Dataset.from_dict(swapped), 1)):
        document = summarize(rows, audit=_with_tone(hand.to_list())).document
        own, other = (document["stances"][k] for k in (place, 1 - place))
        assert (own["event"], own["audit"]["labelled"], other["audit"]["labelled"]) == (EVENT, 30, 30)
        assert own["overall"]["favor"]["share"] > 0.95
        assert other["overall"]["none"]["share"] > 0.8
        assert document["told"] == []


def test_labels_by_hand_toward_another_event_are_not_used_and_it_is_said():
    asked = table(SIDES)
    hand = _with_tone([{**row, "gold_stance": "against"} for row in sample(asked, n=40).to_list()])
    assert summarize(asked, audit=hand).document["stance"]["overall"]["against"]["method"] == "audited"
    about = Dataset.from_dict(asked.to_dict() | {"toward": ["the metro"] * len(asked)})
    told = summarize(about, audit=hand).document
    assert told["stance"]["audit"] is None
    assert told["stance"]["overall"]["against"]["method"] == "counted"
    assert told["told"] == [f"40 stances by hand are toward nothing that is asked here, not used: {EVENT}"]
    both = summarize(several(["favor"] * 100, ["none"] * 100), audit=hand.remove_columns("toward")).document
    assert both["told"] == ["40 stances by hand are toward nothing that is asked here, not used: gold_stance"]


def test_two_samples_that_ask_about_an_event_each_have_no_blanks_of_the_other():
    rows = [{**row, "gold_stance": "favor"} for row in sample(table(SIDES), n=30).to_list()]
    others = [{**row, "toward": "the metro"} for row in rows]
    for hand in (rows + others, others + rows):
        audit = summarize(table(SIDES), audit=_with_tone(hand)).document["stance"]["audit"]
        assert (audit["labelled"], audit["blank"], audit["missing"]) == (30, 0, 0)


def test_what_is_wrong_with_labels_of_stance_is_said_as_of_tone():
    rows = [{"id": str(i), "gold_stance": "maybe" if i < 5 else "favor", "gold": None} for i in range(30)]
    rows[5]["gold_stance"] = "against"
    document = summarize(table(SIDES), audit=Dataset.from_list(rows)).document
    assert document["told"][0].startswith("labels by hand that are none of favor, against, none, not used: row 2,")
    notes = " ".join(document["notes"])
    assert "No comment of this file was labelled by hand" not in notes
    assert f"Stance toward “{EVENT}”: 5 comments of the sample, more than a few, have no label" in notes
    terminal = rendering.terminal(document)
    assert f"Stance toward “{EVENT}”: What the labels by hand say" in terminal


def test_several_events_are_one_matrix_with_two_quotes_a_cell():
    document = summarize(several(["favor"] * 30 + ["against"] * 10, ["none"] * 20 + ["against"] * 20)).to_dict()
    (matrix,) = [part for part in parts(document) if isinstance(part, Matrix)]
    assert {name: list(sides) for name, sides in matrix.rows.items()} == {
        EVENT: list(STANCES),
        "the ministry": list(STANCES),
    }
    assert [len(matrix.cells[EVENT][side]) for side in ("favor", "against")] == [2, 2]


def test_stances_toward_other_events_do_not_stay(headed: Path, tmp_path: Path):
    one = score([{"text": "good"}, {"text": "bad"}], model=headed, device="cpu", toward=EVENT)
    two = score(one, model=headed, device="cpu", toward=["a", "b"])
    assert {"stance", "toward", "p_favor"}.isdisjoint(two.column_names)
    again = score(two, model=headed, device="cpu", toward="a", output=tmp_path / "again.parquet")
    assert again["toward"] == ["a", "a"]
    assert not [name for name in again.column_names if name.endswith(("_1", "_2"))]


def test_every_renderer_shows_stance_emotion_and_irony():
    n = sum(SIDES.values())
    more = {
        "emotion": ["anger"] * 60 + ["none"] * (n - 60),
        "p_anger": [0.9] * 60 + [0.1] * (n - 60),
        "p_no_emotion": [0.1] * 60 + [0.9] * (n - 60),
        "p_ironic": [0.9] * 7 + [0.1] * (n - 7),
    }
    document = summarize(table(SIDES, **more)).document
    assert document["emotion"]["overall"]["anger"]["share"] == pytest.approx(0.6)
    assert document["irony"]["likely"] == 7
    assert document["irony"]["without_likely"]["negative"]["share"] == pytest.approx(53 / 93)
    for text in (rendering.terminal(document), rendering.markdown(document), rendering.page(document)):
        for said in ("in favour", "Tone by stance", "anger", "ritical in tone, but in favour", "7 comments are likely"):
            assert said in text


def test_columns_of_heads_are_no_labels_of_tone():
    assert beside(["p_favor", "p_positive"]) == set()
    assert {"favor", "against", "none"} <= beside(["stance", "p_favor"])
    assert beside(["p_ironic"]) == {"ironic"}


def test_a_scored_table_is_scored_again_only_for_what_it_lacks(headed: Path, tmp_path: Path):
    file = tmp_path / "comments.csv"
    file.write_text("text\ngood\nbad\n")
    rows = read(file)
    once = score(rows, model=headed, device="cpu")
    assert score(once, model=headed, device="cpu") is once
    toward = score(once, model=headed, device="cpu", toward=EVENT)
    assert toward["toward"] == [EVENT, EVENT]
    assert toward["label"] == once["label"]
    assert score(toward, model=headed, device="cpu", toward=EVENT) is toward
    assert score(toward, model=headed, device="cpu", toward="another one")["toward"] == ["another one"] * 2


def test_the_command_line_and_the_library_say_the_same(headed: Path, tmp_path: Path):
    file = tmp_path / "comments.csv"
    file.write_text("text\n" + "\n".join(["good", "bad", "plain"] * 3) + "\n")
    out = tmp_path / "report.json"
    told = CliRunner().invoke(
        app, ["report", str(file), "--model", str(headed), "--toward", EVENT, "--all", "-o", str(out)]
    )
    assert told.exit_code == 0, told.output
    summary = report(file, model=headed, toward=EVENT, emotion=True, irony=True)
    ours, theirs = json.loads(out.read_text()), json.loads(rendering._json(summary.document))
    assert ours.pop("run")["inputs"] == theirs.pop("run")["inputs"]
    assert ours == theirs
    assert summary.document["stance"]["event"] == EVENT


def test_a_model_without_heads_says_so(tiny: Path, tmp_path: Path):
    file = tmp_path / "comments.csv"
    file.write_text("text\ngood\n")
    with pytest.raises(SentimentError, match="head for stance"):
        report(file, model=tiny, toward=EVENT)


@pytest.mark.parametrize("form", [rendering.terminal, rendering.markdown, rendering.page])
def test_every_format_quotes_each_side(form):
    document = summarize(table(SIDES)).document
    said = form(document)
    assert "in favour, 80 % sure" in said
    for side, quotes in document["stance"]["quotes"].items():
        assert {quote["label"] for quote in quotes} == {side}
        assert all(quote["text"] in said for quote in quotes)


def test_rows_may_have_targets_of_their_own():
    document = summarize(own_targets()).document
    both, (first, second) = document["stance"], document["stances"]
    assert (both["event"], both["targets"], both["n"]) == (None, 2, 60)
    assert both["overall"]["favor"]["share"] == 0.5
    told = [(own["event"], own["n"], own["overall"]["favor"]["share"]) for own in (first, second)]
    assert told == [("the buses", 30, 0.0), ("the metro", 30, 1.0)]
    assert document["headline"].startswith("On 2 targets: no part of the 60 comments is clearly the largest")
    assert "Stance toward 2 targets" in rendering.terminal(document)


def test_one_text_under_two_targets_is_no_copy_for_stance():
    found = material(own_targets(), None, Method())
    assert len(set(found.evidence.texts)) == 30
    evidence = stance_evidence(found)
    assert evidence
    assert len(set(evidence.texts)) == 60


@pytest.mark.parametrize(
    ("slogan", "denial"),
    [
        ("We support the decision to unblock it in our country", "We do not support the decision to unblock it here"),
        ("Blokun açılmasını dəstəkləyirəm", "Blokun açılmasını dəstəkləmirəm"),
    ],
)
def test_a_slogan_and_its_denial_are_on_two_sides(slogan: str, denial: str):
    texts = [slogan] * 20 + [denial] * 19 + [f"{denial} {slogan}"]
    found = material(table({("favor", "neutral"): 20, ("against", "neutral"): 20}, text=texts), None, Method())
    assert len(set(found.evidence.texts)) < 3  # near-copies
    evidence = stance_evidence(found)
    assert evidence
    assert [STANCES[place] for place in evidence.predicted] == ["favor"] * 20 + ["against"] * 20


def test_a_head_says_how_well_it_reads_each_language(monkeypatch: pytest.MonkeyPatch):
    measured = {
        "emotion": {"labels": ["none", "anger"], "languages": {"en": {"n": 70, "macro_f1": 0.481}, "tr": {"n": 49}}}
    }
    monkeypatch.setattr("sentiment.summary.head_labels.measured", lambda found, head: measured.get(head))
    n = sum(SIDES.values())
    codes = ["en"] * 50 + ["tr"] * 30 + ["ka"] * (n - 80)
    more = {"language": codes, "emotion": ["anger"] * n, "p_anger": [0.9] * n, "p_no_emotion": [0.1] * n}
    document = summarize(table(SIDES, p_ironic=[0.9] * n, **more)).document
    assert document["emotion"]["measured"] == {"en": {"n": 70, "macro_f1": 0.481}, "tr": None, "ka": None}
    assert set(document["irony"]["measured"].values()) == {None}
    told = " ".join(document["notes"])
    assert "Emotion: macro-F1 on test rows, and their number: English 48 (70)." in told
    assert "Emotion: how well it reads was not measured in these languages: Turkish, Georgian." in told
    assert "Irony: how well it reads was not measured in these languages: English, Turkish, Georgian." in told


def test_copies_and_near_copies_have_one_stance():
    slogan = "the whole town waited for this day and is glad that it has come at last"
    texts = [slogan, f"{slogan}!!", f"{slogan} indeed", "another comment on it"]
    rows = table({("favor", "neutral"): 2, ("against", "neutral"): 2}).remove_columns(["text", "p_favor", "p_against"])
    told = rows.to_dict() | {"text": texts, "p_favor": [0.8, 0.7, 0.3, 0.1], "p_against": [0.1, 0.2, 0.6, 0.8]}
    evidence = stance_evidence(material(Dataset.from_dict(told), None, Method()))
    assert evidence
    assert [STANCES[place] for place in evidence.predicted] == ["favor", "favor", "favor", "against"]
    assert evidence.probabilities[:3, 0] == pytest.approx([0.6] * 3)
    apart = Dataset.from_dict(told | {"toward": [EVENT, EVENT, "the ministry", EVENT]})
    evidence = stance_evidence(material(apart, None, Method()))
    assert [STANCES[place] for place in evidence.predicted] == ["favor", "favor", "against", "against"]


def test_quotes_where_tone_and_stance_part_ways_name_their_event(tmp_path: Path) -> None:
    found = several(["favor"] * 30 + ["against"] * 30, ["against"] * 20 + ["favor"] * 40)
    found = found.remove_columns("label").add_column("label", ["negative"] * 60)
    summarize(found).save(tmp_path / "report.md")
    told = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "## Critical in tone, but in favour, “TikTok was unblocked”: 30" in told
    assert "## Critical in tone, but in favour, “the ministry”: 40" in told
