import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import sentiment
from sentiment.errors import ModelError
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.network import running
from support import make_model

TEXTS = ["good TikTok!", "bad", "plain plain plain plain . good pis", "good TikTok!"]


def pipeline_shares(folder: Path, texts: list[str]) -> list[list[float]]:
    from transformers import pipeline

    classify = pipeline("text-classification", str(folder), top_k=None)
    by_label = [{entry["label"]: entry["score"] for entry in row} for row in classify(texts)]
    return [[row[label] for label in ("negative", "neutral", "positive")] for row in by_label]


@pytest.mark.parametrize("device", ["cpu", "torch"])
def test_same_probabilities_as_transformers(tiny: Path, device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    running.cache_clear()
    if device == "torch":
        monkeypatch.setitem(__import__("sys").modules, "openvino", None)
    classifier = Classifier.load(tiny, device="cpu")
    assert classifier.engine.name.startswith("torch" if device == "torch" else "openvino")
    shares, windows = classifier.probabilities(TEXTS)
    assert windows.tolist() == [1, 1, 1, 1]
    # bf16 has eight bits of precision; fp32 is exact to rounding.
    assert shares == pytest.approx(np.array(pipeline_shares(tiny, TEXTS)), abs=1e-5 if device == "torch" else 0.03)
    running.cache_clear()


def test_one_text_and_several_as_written(tiny: Path) -> None:
    classifier = Classifier.load(tiny)
    texts = ["good TikTok!", None, "", "https://example.org @someone", "bad  \u200bpis"]
    told = classifier.predict(texts)
    cleaned, windows = classifier.probabilities(["good TikTok!", "bad pis"])
    assert told.labels == classifier.labels
    assert told.probabilities[[0, 4]].tolist() == cleaned.tolist()
    assert np.isnan(told.probabilities[1:4]).all()
    assert told.windows.tolist() == [1, 0, 0, 0, 1]
    assert told.label == [
        classifier.labels[cleaned[0].argmax()],
        None,
        None,
        None,
        classifier.labels[cleaned[1].argmax()],
    ]
    one = classifier.predict("good TikTok!")
    assert one == told[0]
    assert one.probabilities[one.label] == max(one.probabilities.values())
    assert str(one) == f"{one.label} {one.probabilities[one.label]:.2f}"
    assert [one.label for one in told[1:3]] == [None, None]


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_has_no_label(tiny: Path, nothing: str | None) -> None:
    classifier = Classifier.load(tiny)
    told = classifier.predict(nothing)
    assert (told.label, told.probabilities, told.windows) == (None, {}, 0)
    assert str(told) == "nothing to label"
    assert len(classifier.predict([])) == 0
    assert classifier.predict([]).probabilities.shape == (0, 3)
    assert classifier.predict([nothing]).label == [None]


def test_order_and_batching_do_not_matter(tiny: Path) -> None:
    classifier = Classifier.load(tiny)
    texts = [f"{'good ' * (i % 40)}bad" for i in range(300)]
    shares, _ = classifier.probabilities(texts)
    backwards, _ = classifier.probabilities(texts[::-1])
    assert shares == pytest.approx(backwards[::-1], abs=0.02)
    assert shares.sum(axis=1) == pytest.approx(np.ones(300), abs=1e-5)


@pytest.mark.parametrize("engine", ["openvino", "torch"])
def test_threads_share_a_classifier(tiny: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if engine == "torch":
        monkeypatch.setitem(__import__("sys").modules, "openvino", None)
    classifier = Classifier.load(tiny, device="cpu")
    assert classifier.engine.name.startswith(engine)
    parts = [[f"good {'bad ' * (i % 7)}{i} {part}" for i in range(40)] for part in range(6)]
    alone = [classifier.predict(part).probabilities for part in parts]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda part: classifier.predict(part).probabilities, parts))
    for one, other in zip(alone, together, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-6)
    running.cache_clear()


def test_each_distinct_text_is_scored_once(tiny: Path) -> None:
    counted: list[int] = []
    Classifier.load(tiny).probabilities(["good", "bad", "good", "good"], counted.append)
    assert sum(counted) == 2


def test_long_text_is_windowed_not_cut(tiny: Path) -> None:
    classifier = Classifier.load(tiny)
    shares, windows = classifier.probabilities([". ".join(["good TikTok"] * 100)])
    assert windows.tolist() == [-(-100 * 3 // 60)]
    assert shares.sum() == pytest.approx(1, abs=1e-5)


def test_call_takes_a_batch_and_leaves_skipped_rows_null(tiny: Path) -> None:
    batch = {"text": ["good", None, "bad"], "skipped": [None, "empty", "deleted"]}
    scored = Classifier.load(tiny)(batch)
    assert [value is None for value in scored["label"]] == [False, True, True]
    assert scored["windows"] == [1, None, None]


def test_score_adds_columns_to_the_table(tiny: Path, comments: Path) -> None:
    classifier = Classifier.load(tiny)
    scored = classifier.score(sentiment.prepare(sentiment.read(comments)))
    assert scored.num_rows == 6
    assert scored["model"][0] == f"{tiny.name}@{classifier.digest[:12]}"
    assert scored["label"][2] is None
    assert scored["p_positive"][0] + scored["p_neutral"][0] + scored["p_negative"][0] == pytest.approx(1, abs=1e-5)


def test_vectors_are_the_mean_states_of_a_lower_layer_and_change_no_label(tiny: Path) -> None:
    import torch
    from transformers import AutoModel, AutoTokenizer

    classifier = Classifier.load(tiny)
    before, _ = classifier.probabilities(TEXTS)
    vectors = classifier.vectors(TEXTS)
    states = AutoModel.from_pretrained(tiny)(
        **AutoTokenizer.from_pretrained(tiny)(TEXTS[1], return_tensors="pt"), output_hidden_states=True
    ).hidden_states[1]  # of two layers
    assert vectors.shape == (4, 16)
    assert vectors[1] == pytest.approx(states[0].detach().mean(dim=0).to(torch.float64).numpy(), abs=0.05)
    assert vectors[0].tolist() == vectors[3].tolist()
    assert classifier.probabilities(TEXTS)[0].tolist() == before.tolist()
    assert np.isnan(classifier.vectors([None, "good"])[0]).all()
    assert classifier.vectors([]).shape[0] == 0


def test_score_gives_vectors_in_the_same_pass(tiny: Path, comments: Path, tmp_path: Path) -> None:
    import pyarrow as pa

    table = sentiment.prepare(sentiment.read(comments))
    plain, classifier = Classifier.load(tiny).score(table), Classifier.load(tiny, vectors=True)
    scored = classifier.score(table)
    assert scored.data.table.schema.field("vector").type == pa.list_(pa.float16(), 16)
    assert scored["vector"][2] is None
    expected = Classifier.load(tiny).vectors([table["clean"][0]])[0]
    assert np.array(scored["vector"][0]) == pytest.approx(expected, abs=0.05)
    assert scored["p_positive"][0] == pytest.approx(plain["p_positive"][0], abs=0.02)
    sentiment.write(scored, tmp_path / "scored.parquet")
    assert len(sentiment.read(tmp_path / "scored.parquet")) == 6


def test_labels_of_other_models_are_mapped_or_kept(tmp_path: Path) -> None:
    stars = make_model(tmp_path / "stars", ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"])
    assert Classifier.load(stars).labels == ("negative", "neutral", "positive")
    assert Classifier.load(make_model(tmp_path / "other", ["LABEL_0", "LABEL_1"])).labels == ("LABEL_0", "LABEL_1")


def broken(folder: Path, name: str, content: bytes | None) -> Path:
    make_model(folder, ["negative", "positive"])
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("config.json", None, "expected a model folder with config.json"),
        ("config.json", b"{", "expected a model folder with config.json"),
        ("config.json", json.dumps({"architectures": ["BertModel"]}).encode(), "expected a text classifier"),
        ("model.safetensors", None, "expected weights in *.safetensors"),
        ("model.safetensors", b"\x10\0\0\0\0\0\0\0not weights", "expected weights that fit config.json"),
        ("tokenizer.json", b"{}", "expected a tokenizer in the folder"),
    ],
)
def test_a_broken_folder_is_refused(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    with pytest.raises(ModelError, match="^" + said.replace("*", r"\*")):
        Classifier.load(broken(tmp_path / "model", name, content))


def test_a_name_that_is_neither_folder_nor_hub_id() -> None:
    with pytest.raises(ModelError, match="expected a model folder or a hub id like org/name; found no folder nosuch"):
        Classifier.load("nosuch")


def test_local_models_open_no_socket(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*args: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    Classifier.load(tiny).probabilities(["good"])
