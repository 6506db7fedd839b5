import importlib
import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from sentiment.cli.commands import app
from sentiment.errors import ModelError
from sentiment.scoring import engine, kept, network
from sentiment.scoring.classifier import Classifier
from support import LABELS, make_model


def test_a_converted_model_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = make_model(tmp_path / "model", LABELS, kind="distilbert")
    first = Classifier.load(folder, device="cpu").probabilities(["good bad"])[0]
    monkeypatch.setattr("sentiment.scoring.torch_network.load_weights", lambda folder: pytest.fail("converted twice"))
    assert Classifier.load(folder, device="cpu").probabilities(["good bad"])[0].tolist() == first.tolist()


def test_a_read_only_cache_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    folder = make_model(tmp_path / "model", LABELS, kind="distilbert")
    assert Classifier.load(folder, device="cpu").probabilities(["good"])[0].shape == (1, 3)


def test_openvino_cannot_send_usage_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Classifier.load(make_model(tmp_path / "model", LABELS), device="cpu").probabilities(["good"])
    with pytest.raises(ImportError):
        importlib.import_module("openvino_telemetry")


def test_an_unknown_device(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="expected a device that torch can use: .*; found nonsense; try --device cpu"):
        Classifier.load(make_model(tmp_path / "model", LABELS), device="nonsense")


def test_cache_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert kept.cache_folder() == tmp_path / "sentiment"


@pytest.mark.parametrize(
    ("few", "modes"), [(1, [{"LATENCY"}, {"THROUGHPUT"}, {"THROUGHPUT"}]), (0, [{"THROUGHPUT"}] * 3)]
)
def test_many_batches_are_compiled_for_once_and_answered_as_few_are(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, few: int, modes: list[set[str]]
) -> None:
    monkeypatch.setattr(engine, "FEW", few)
    monkeypatch.setattr(engine.OpenVinoEngine, "budget", 8)
    network.running.cache_clear()
    classifier, texts = Classifier.load(tiny, device="cpu"), ["good bad", "bad", "good good good bad", "good"]
    alone = [classifier.probabilities([text])[0].tolist() for text in texts[:1]]
    seen = [set(classifier.engine._compiled)]
    together = classifier.probabilities(texts)[0].tolist()
    seen.append(set(classifier.engine._compiled))
    again = classifier.probabilities(texts[:1])[0].tolist()
    seen.append(set(classifier.engine._compiled))
    network.running.cache_clear()
    assert seen == modes
    assert np.allclose(together[:1], alone[0], atol=1e-6)
    assert np.allclose(again, together[:1], atol=1e-6)


class Small:
    """A model on a device that holds so many rows."""

    def __init__(self, rows: int) -> None:
        self.rows, self.asked = rows, []

    def to(self, *_: object) -> "Small":
        return self

    def eval(self) -> "Small":
        return self

    def __call__(self, input_ids, attention_mask):
        import torch

        self.asked.append(len(input_ids))
        if len(input_ids) > self.rows:
            raise torch.OutOfMemoryError("out of memory")
        return input_ids.float() * attention_mask


def test_a_batch_too_large_for_the_device_is_run_in_halves() -> None:
    model = Small(3)
    ids = np.arange(20, dtype=np.int64).reshape(10, 2)
    (found,) = engine.TorchEngine(model, "cpu").run([(ids, np.ones_like(ids))])
    assert found.tolist() == ids.astype(float).tolist()
    assert model.asked == [10, 5, 2, 3, 5, 2, 3]


def test_a_row_too_large_for_the_device_is_an_error() -> None:
    import torch

    ids = np.ones((2, 2), np.int64)
    with pytest.raises(torch.OutOfMemoryError):
        list(engine.TorchEngine(Small(0), "cpu").run([(ids, ids)]))


@pytest.mark.parametrize(
    ("damage", "said"),
    [("cut", "weights that fit config.json"), ("shape", "weights that fit config.json"), ("pickle", "safetensors")],
)
def test_bad_weights_are_refused(tmp_path: Path, damage: str, said: str) -> None:
    folder = make_model(tmp_path / "model", LABELS)
    weights = folder / "model.safetensors"
    if damage == "cut":
        weights.write_bytes(weights.read_bytes()[:-200])
    elif damage == "shape":
        config = json.loads((folder / "config.json").read_text())
        (folder / "config.json").write_text(json.dumps(config | {"hidden_size": 32}))
    else:
        weights.rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match=f"expected .*{said}"):
        Classifier.load(folder, device="cpu").probabilities(["good"])


@pytest.mark.parametrize(
    "verb", [["report"], ["score", "-o", "x.csv"], ["check", "--claim", "mostly positive"], ["explain"]]
)
@pytest.mark.parametrize("device", ["cuda:99", "hpu"])
def test_a_device_that_is_not_there_is_refused_before_anything_is_read(verb: list[str], device: str) -> None:
    files = ["nowhere.csv", "1"] if verb == ["explain"] else ["nowhere.csv"]
    result = CliRunner().invoke(app, [*verb, *files, "--device", device])
    assert result.exit_code == 1
    assert f"expected a device that torch finds on this machine; found no {device}; leave --device out" in result.stderr
