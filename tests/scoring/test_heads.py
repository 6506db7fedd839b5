"""Heads beside tone: the same pass, small files, clear errors."""

import json
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest
import torch
from datasets import Dataset
from safetensors.torch import load_file
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from sentiment import Classifier, SentimentError, score
from sentiment.scoring.heads import Head, read
from sentiment.scoring.model_folder import digest
from sentiment.scoring.preparation import prepare
from support import scored

TEXTS = ["TikTok good", "bad pis .", "plain plain plain !"]
EVENT = "TikTok plain"


def by_hand(folder: Path, name: str, texts: list[str], event: str | None) -> np.ndarray:
    """Return probabilities of a head by transformers and plain torch."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder, attn_implementation="eager").eval()
    weights = {k: v.float() for k, v in load_file(folder / "heads" / f"{name}.safetensors").items()}
    found = []
    for text in texts:
        encoded = tokenizer(*([event, text] if event else [text]), return_tensors="pt")
        encoded.pop("token_type_ids", None)
        with torch.inference_mode():
            first = model.base_model(**encoded).last_hidden_state[:, 0]
            dense = torch.tanh(first @ weights["dense.weight"].T + weights["dense.bias"])
            found.append((dense @ weights["out.weight"].T + weights["out.bias"]).softmax(-1)[0].numpy())
    return np.array(found)


@pytest.mark.parametrize(("name", "event"), [("emotion", None), ("irony", None), ("stance", EVENT)])
def test_a_head_gives_what_torch_gives_by_hand(headed: Path, name: str, event: str | None):
    classifier = Classifier.load(headed, device="cpu", toward=event)
    assert classifier.react(TEXTS, name) == pytest.approx(by_hand(headed, name, TEXTS, event), abs=0.03)


def test_tone_is_the_same_with_heads_and_without(headed: Path, tmp_path: Path):
    bare = copytree(headed, tmp_path / "bare")
    for path in (bare / "heads").iterdir():
        path.unlink()
    (bare / "heads").rmdir()
    with_heads, without = (Classifier.load(f, device="cpu").probabilities(TEXTS)[0] for f in (headed, bare))
    assert with_heads == pytest.approx(without, abs=0.01)


def test_columns_are_those_asked_for(headed: Path):
    table = Dataset.from_dict({"id": ["1", "2", "3"], "text": ["good", None, "bad"]})
    plain = Classifier.load(headed, device="cpu").score(table).column_names
    asked = Classifier.load(headed, device="cpu", toward=EVENT, emotion=True, irony=True).score(table)
    assert [c for c in asked.column_names if c not in plain] == [
        *("emotion", "p_no_emotion", "p_joy", "p_anger", "p_ironic"),
        *("stance", "p_favor", "p_against", "p_none", "toward"),
    ]
    assert asked["stance"][1] is None
    assert asked["p_ironic"][1] is None
    row = asked[0]
    assert row["p_favor"] + row["p_against"] + row["p_none"] == pytest.approx(1, abs=1e-5)
    assert row[f"p_{row['stance']}"] == max(row["p_favor"], row["p_against"], row["p_none"])


def test_a_long_comment_is_read_with_the_event_in_every_window(headed: Path):
    classifier = Classifier.load(headed, device="cpu", toward=EVENT)
    windows = list(classifier._answers.reader.encode([(EVENT, "good bad " * 60)]))[0]
    assert len(windows) > 1
    assert all(len(window) <= 64 for window in windows)
    before, after = classifier._answers.reader.frame(EVENT)
    assert all(window[: len(before)] == before and window[-len(after) :] == after for window in windows)
    assert classifier.react(["good bad " * 60], "stance").sum() == pytest.approx(1, abs=1e-5)


def test_an_event_that_leaves_no_room_is_refused(headed: Path):
    with pytest.raises(SentimentError, match="an event of a few words"):
        Classifier.load(headed, device="cpu", toward="good " * 60).react(["bad " * 60], "stance")


def test_a_model_without_the_head_is_refused(tiny: Path):
    for asked in ({"toward": EVENT}, {"emotion": True}, {"irony": True}):
        with pytest.raises(SentimentError, match="which has none"):
            Classifier.load(tiny, device="cpu", **asked)


def test_stance_needs_an_event(headed: Path):
    with pytest.raises(SentimentError, match="name it with toward="):
        Classifier.load(headed, device="cpu").react(["good"], "stance")


def test_heads_are_listed_in_the_folder(headed: Path, tiny: Path):
    assert read(tiny) == ()
    assert read(headed)[2] == Head("stance", ("favor", "against", "none"), pair=True)


@pytest.mark.parametrize("damage", ["index", "missing", "truncated", "shape"])
def test_a_broken_head_is_refused_in_one_line(headed: Path, tmp_path: Path, damage: str):
    folder = copytree(headed, tmp_path / "broken")
    weights, index = folder / "heads" / "stance.safetensors", folder / "heads" / "heads.json"
    if damage == "index":
        index.write_text("[1]")
    elif damage == "missing":
        weights.unlink()
    elif damage == "truncated":
        weights.write_bytes(weights.read_bytes()[:-10])
    else:
        listed = json.loads(index.read_text())
        listed["stance"]["labels"].append("other")
        index.write_text(json.dumps(listed))
    with pytest.raises(SentimentError, match="head") as caught:
        Classifier.load(folder, device="cpu", toward=EVENT)
    assert "\n" not in str(caught.value)


def test_the_digest_knows_the_heads(headed: Path, tmp_path: Path):
    folder = copytree(headed, tmp_path / "other")
    path = folder / "heads" / "heads.json"
    path.write_text(path.read_text().replace("favor", "for"))
    assert digest(folder) != digest(headed)


EVENTS = ["TikTok was unblocked", "good", "yaxşı pis"]


def test_several_events_have_columns_in_their_order(headed: Path):
    table = prepare(
        scored([None] * 3, text=["good TikTok", "bad", "good TikTok"], skipped=[None] * 3, platform=[None] * 3)
    )
    together = Classifier.load(headed, device="cpu", toward=EVENTS).score(table)
    assert {"stance", "p_favor", "toward"}.isdisjoint(together.column_names)
    for number, event in enumerate(EVENTS, 1):
        alone = Classifier.load(headed, device="cpu", toward=event).score(table)
        assert together[f"toward_{number}"] == [event] * 3
        for name in ("p_favor", "p_against", "p_none"):
            assert together[f"{name}_{number}"] == pytest.approx(alone[name], abs=0.02)
        best = [max(("favor", "against", "none"), key=lambda label: row[f"p_{label}_{number}"]) for row in together]
        assert together[f"stance_{number}"] == best


def test_each_row_may_have_an_event_of_its_own(headed: Path):
    own = ["good", None, EVENT]
    table = prepare(
        scored([None] * 3, text=["good", "bad", "bad"], toward=own, skipped=[None] * 3, platform=[None] * 3)
    )
    classifier = Classifier.load(headed, device="cpu", own=True)
    told = classifier.score(table)
    assert told["toward"] == own
    assert told["stance"][1] is None
    assert told["p_favor"][2] == pytest.approx(classifier.react(["bad"], "stance", EVENT)[0][0], abs=0.02)
    named = Classifier.load(headed, device="cpu", toward="plain").score(table)
    assert named["toward"] == ["plain"] * 3


def test_texts_are_tokenised_once_for_all_events(headed: Path, monkeypatch: pytest.MonkeyPatch):
    classifier = Classifier.load(headed, device="cpu", toward=EVENTS)
    seen = []
    reader = classifier._answers.reader
    original = type(reader)._tokenised
    monkeypatch.setattr(type(reader), "_tokenised", lambda self, texts: seen.extend(texts) or original(self, texts))
    classifier({"text": ["good", "bad", "good"]})
    assert seen == ["good", "bad"]


def test_a_file_with_events_of_its_rows(headed: Path, tmp_path: Path):
    path = tmp_path / "comments.csv"
    path.write_text("id,text,toward\n1,good,TikTok\n2,bad,\n3,plain,VPN\n")
    for output in (None, tmp_path / "out.parquet"):
        told = score(path, model=headed, device="cpu", output=output)
        assert told["toward"] == ["TikTok", None, "VPN"]
        assert [stance is None for stance in told["stance"]] == [False, True, False]
    several = score(path, model=headed, device="cpu", toward=["a", "b"], vectors=True, output=tmp_path / "two.parquet")
    assert several["toward_2"] == ["b"] * 3
    assert len(several["vector"][0]) == 16
    assert score(several, model=headed, toward=["a", "b"], vectors=True) is several
