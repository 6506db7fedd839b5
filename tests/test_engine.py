import importlib
from pathlib import Path

import pytest
from conftest import LABELS, make_model

from sentiment import engine
from sentiment.classifier import Classifier
from sentiment.errors import ModelError


def test_a_converted_model_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = make_model(tmp_path / "model", LABELS)
    first = Classifier.load(folder, device="cpu").predict(["good bad"])[0]
    monkeypatch.setattr("sentiment.model.load_weights", lambda folder: pytest.fail("converted twice"))
    assert Classifier.load(folder, device="cpu").predict(["good bad"])[0].tolist() == first.tolist()


def test_a_read_only_cache_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    folder = make_model(tmp_path / "model", LABELS)
    assert Classifier.load(folder, device="cpu").predict(["good"])[0].shape == (1, 3)


def test_openvino_cannot_send_usage_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Classifier.load(make_model(tmp_path / "model", LABELS), device="cpu").predict(["good"])
    with pytest.raises(ImportError):
        importlib.import_module("openvino_telemetry")


def test_an_unknown_device(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="expected a device that torch can use; found nonsense"):
        Classifier.load(make_model(tmp_path / "model", LABELS), device="nonsense")


def test_cache_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert engine.cache_folder() == tmp_path / "sentiment"
