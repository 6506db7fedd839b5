"""The network built without torch gives what torch gives."""

import json
from pathlib import Path

import numpy as np
import pytest

from sentiment.errors import ModelError
from sentiment.scoring import engine, heads, model_folder, network, torch_network
from sentiment.scoring.classifier import Classifier
from support import LABELS, add_heads, make_model

IDS = np.array([[0, 4, 5, 2, 1, 1], [0, 6, 7, 8, 9, 2]], np.int64)
MASK = (IDS != 1).astype(np.int64)


def both(folder: Path, *, exact: bool, layer: int | None = None, alone: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """What OpenVINO says of a batch, in single precision if exact, and torch."""
    config = model_folder.read_config(folder)
    net = network.FolderNetwork(
        folder, config, None if alone else heads.read(folder), layer, model_folder.digest(folder)
    )
    model, feed = net.graph()
    import openvino

    options = {openvino.properties.hint.inference_precision: openvino.Type.f32} if exact else {}
    compiled = openvino.Core().compile_model(model, "CPU", options)
    (theirs,) = engine.TorchEngine(net.module(), "cpu").run([(IDS, MASK)])
    return compiled(feed((IDS, MASK)))[0], theirs


@pytest.mark.parametrize("kind", ["bert", "xlm-roberta"])
def test_the_logits_are_those_of_torch(tmp_path: Path, kind: str) -> None:
    ours, theirs = both(add_heads(make_model(tmp_path / "model", LABELS, kind=kind)), exact=True)
    assert ours.shape == (2, 3 + 3 + 2 + 3)
    assert ours == pytest.approx(theirs, abs=1e-4)


@pytest.mark.parametrize("kind", ["bert", "xlm-roberta", "distilbert"])
def test_they_are_near_in_the_precision_of_the_processor(tmp_path: Path, kind: str) -> None:
    ours, theirs = both(add_heads(make_model(tmp_path / "model", LABELS, kind=kind)), exact=False)
    # bf16 has eight bits, and these weights are large.
    assert ours == pytest.approx(theirs, abs=0.6)


def test_one_pass_gives_labels_and_the_vector(headed: Path) -> None:
    ours, theirs = both(headed, exact=True, layer=1)
    assert ours.shape == (2, 11 + 16)
    assert ours == pytest.approx(theirs, abs=2e-5)
    vector, _ = both(headed, exact=True, layer=1, alone=True)
    assert vector == pytest.approx(ours[:, 11:], abs=1e-6)


def test_the_vector_of_the_last_layer_is_of_all_tokens(headed: Path) -> None:
    ours, theirs = both(headed, exact=True, layer=2)
    assert ours == pytest.approx(theirs, abs=2e-5)


def test_a_folder_may_bring_a_linear_map_of_its_vectors(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    folder = add_heads(make_model(tmp_path / "model", LABELS))
    turn = np.random.default_rng(1).random((8, 16), np.float32)
    save_file({"weight": turn, "bias": np.ones(8, np.float32)}, folder / "heads" / "vector.safetensors")
    ours, theirs = both(folder, exact=True, layer=1)
    assert ours.shape == (2, 11 + 8)
    assert ours == pytest.approx(theirs, abs=2e-5)


def test_torch_is_not_asked_where_the_network_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch_network, "load_weights", lambda folder: pytest.fail("torch was asked"))
    for kind in ("bert", "xlm-roberta"):
        Classifier.load(make_model(tmp_path / kind, LABELS, kind=kind), device="cpu").probabilities(["good bad"])


def test_other_precisions_of_weights(tmp_path: Path) -> None:
    import torch
    from transformers import AutoModelForSequenceClassification

    for kind in (torch.float16, torch.bfloat16):
        folder = make_model(tmp_path / str(kind), LABELS)
        AutoModelForSequenceClassification.from_pretrained(folder).to(kind).save_pretrained(folder)
        ours, theirs = both(folder, exact=True)
        assert ours == pytest.approx(theirs, abs=2e-5)


def change(folder: Path, **tensors: object) -> None:
    """Save a folder's weights with some tensors replaced, or left out where they are None."""
    from safetensors.numpy import load_file, save_file

    path = folder / "model.safetensors"
    kept = load_file(path) | tensors
    save_file({name: t for name, t in kept.items() if t is not None}, path, metadata={"format": "pt"})


@pytest.mark.parametrize("kind", ["bert", "distilbert"])
def test_a_folder_without_its_classifier_is_refused(tmp_path: Path, kind: str) -> None:
    folder = make_model(tmp_path / "model", LABELS, kind=kind)
    change(folder, **{"classifier.weight": None})
    with pytest.raises(ModelError, match="expected weights that fit config.json; found .*no tensor classifier.weight"):
        Classifier.load(folder, device="cpu")


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_refused(tmp_path: Path, value: float) -> None:
    folder = make_model(tmp_path / "model", LABELS)
    bias = np.zeros(16, np.float32)
    bias[3] = value
    change(folder, **{"bert.encoder.layer.1.output.dense.bias": bias})
    said = "expected weights that are numbers; found .*NaN or infinity in bert.encoder.layer.1.output.dense.bias"
    with pytest.raises(ModelError, match=said):
        Classifier.load(folder, device="cpu")


@pytest.mark.parametrize(
    ("name", "value"),
    [("hidden_size", 32), ("hidden_size", "many"), ("num_hidden_layers", 3), ("num_attention_heads", 5),
     ("id2label", {"0": "good", "1": "bad"}), ("id2label", ["good"]), ("id2label", {"x": "good"}),
     ("layer_norm_eps", None), ("architectures", 7), ("num_attention_heads", 0), ("pad_token_id", "x"),
     ("num_hidden_layers", 1), ("num_hidden_layers", 0), ("num_hidden_layers", -1), ("layer_norm_eps", -1.0),
     ("layer_norm_eps", float("nan")), ("id2label", {"0": "good", "1": "bad", "5": "plain"}),
     ("id2label", {"-1": "good", "0": "bad", "1": "plain"}), ("model_type", ["bert"]), ("hidden_act", ["gelu"]),
     ("max_position_embeddings", 4096)],
)  # fmt: skip
def test_a_configuration_that_does_not_fit_is_refused_in_a_line(tmp_path: Path, name: str, value: object) -> None:
    folder = make_model(tmp_path / "model", LABELS)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {name: value}))
    with pytest.raises(ModelError, match="^expected [^\n]*; found [^\n]*$"):
        Classifier.load(folder, device="cpu").probabilities(["good bad"])


def test_a_network_of_fewer_layers_than_its_weights_is_refused_by_torch_too(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "model", LABELS, kind="distilbert")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"n_layers": 1, "num_hidden_layers": 1}))
    with pytest.raises(ModelError, match="no layer for distilbert.transformer.layer.1"):
        Classifier.load(folder, device="cpu")


def test_a_layer_that_is_not_there_gives_no_vectors(tmp_path: Path) -> None:
    folder = make_model(tmp_path / "model", LABELS)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"vector_layer": 99}))
    with pytest.raises(ModelError, match="no layer 99"):
        Classifier.load(folder, device="cpu", vectors=True)


@pytest.mark.parametrize("kind", ["bert", "distilbert"])
def test_a_tokenizer_of_more_words_than_the_weights_know_is_refused(tmp_path: Path, kind: str) -> None:
    folder = make_model(tmp_path / "model", LABELS, kind=kind)
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    tokenizer["model"]["vocab"]["zzz"] = 500
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    classifier = Classifier.load(folder, device="cpu")
    assert classifier.probabilities(["good"])[0].shape == (1, 3)
    with pytest.raises(ModelError, match="a tokenizer that fits the weights; found token 500 with 18 embeddings"):
        classifier.probabilities(["good zzz"])
