"""The compact folder: read as it is, and expanded for programs that read standard folders."""

import json
from pathlib import Path
from shutil import copytree, ignore_patterns

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

import sentiment
from sentiment.scoring.classifier import Classifier
from sentiment.scoring.expansion import compact, model_folder, standard
from sentiment.scoring.kept import cache_folder
from sentiment.scoring.weights import PACKED, PackedTable, Weights
from support import LABELS, make_model

TABLE = "bert.embeddings.word_embeddings.weight"
TEXTS = ["good bad plain", "TikTok yaxşı!", "kötü"]


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A tiny model whose table is in 4 bits; the standard folder of the same model stands beside it."""
    plain = make_model(tmp_path / "plain", LABELS, width=64)
    tensors = load_file(plain / "model.safetensors")
    rows = len(tensors[TABLE])
    rng = np.random.default_rng(5)
    blocks = rng.integers(0, 256, (rows, 2, 18), np.uint8)
    blocks[:, :, :2] = rng.uniform(0.05, 0.2, (rows, 2)).astype("<f2")[:, :, None].view(np.uint8)
    tensors[TABLE] = PackedTable(blocks.reshape(rows, 36)).rows(np.arange(rows))
    save_file(tensors, plain / "model.safetensors", metadata={"format": "pt"})
    folder = copytree(plain, tmp_path / "packed", ignore=ignore_patterns("model.safetensors"))
    tensors[TABLE + PACKED] = blocks.reshape(rows, 36)
    del tensors[TABLE]
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def test_a_block_is_a_scale_and_nibbles() -> None:
    scale = np.array([0.5], "<f2").view(np.uint8)
    low, high = np.arange(16, dtype=np.uint8), np.arange(16, dtype=np.uint8)[::-1]
    block = np.concatenate([scale, low | (high << 4)])[None]
    expected = (np.concatenate([np.arange(16), np.arange(16)[::-1]]) - 8) * 0.5
    assert PackedTable(block).rows(np.array([0])).tolist() == [expected.tolist()]


def test_a_batch_is_looked_up_like_its_pieces(packed: Path) -> None:
    table = Weights(packed).table(TABLE)
    ids = np.array([[3, 4, 3], [0, 17, 4]])
    found = table.lookup(ids)
    assert found.shape == (2, 3, 64)
    assert found.tolist() == [[table.rows(np.array([i]))[0].tolist() for i in row] for row in ids]


def test_a_compact_folder_labels_like_the_standard_one(packed: Path) -> None:
    ours, plain = (Classifier.load(folder, device="cpu") for folder in (packed, packed.parent / "plain"))
    assert ours.probabilities(TEXTS)[0].tolist() == plain.probabilities(TEXTS)[0].tolist()


def test_it_is_expanded_once_into_what_transformers_reads(
    packed: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from transformers import pipeline

    assert compact(packed)
    folder = model_folder(packed)
    assert not compact(folder)
    assert standard(folder) == folder
    monkeypatch.setattr("sentiment.scoring.expansion._expand", lambda *_: pytest.fail("expanded twice"))
    assert model_folder(packed) == folder
    capfd.readouterr()
    classify = pipeline("text-classification", str(folder), top_k=None, device="cpu")
    theirs = [{e["label"]: e["score"] for e in row} for row in classify(TEXTS)]
    assert "MISSING" not in capfd.readouterr().err
    ours, _ = Classifier.load(packed, device="cpu").probabilities(TEXTS)
    assert ours == pytest.approx(np.array([[row[label] for label in LABELS] for row in theirs]), abs=0.03)


@pytest.mark.parametrize("damage", ["cut", "changed", "gone", "more", "list"])
def test_a_damaged_expansion_is_thrown_away_and_said(
    packed: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder = model_folder(packed)
    weights = folder / "model.safetensors"
    before = weights.read_bytes()
    if damage == "cut":
        weights.write_bytes(before[:-100])
    elif damage == "changed":
        weights.write_bytes(before[:-4] + b"\0\0\0\1")
    elif damage == "gone":
        weights.unlink()
    elif damage == "more":
        (folder / "other.safetensors").write_bytes(before)
    else:
        (folder / "digests.json").write_text("[]")
    assert model_folder(packed) == folder
    assert weights.read_bytes() == before
    assert json.loads((folder / "digests.json").read_text()).keys() == {p.name for p in folder.iterdir()} - {
        "digests.json"
    }
    assert [r.getMessage() for r in caplog.records] == [
        f"{folder} was damaged or of another making: thrown away and made anew"
    ]


def test_what_a_killed_process_left_goes(packed: Path) -> None:
    left = cache_folder() / "models" / "part-killed"
    left.mkdir(parents=True)
    (left / "model.safetensors").write_bytes(b"half")
    model_folder(packed)
    assert not left.exists()


def test_without_a_cache_the_folder_lasts_as_long_as_the_process(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    folder = model_folder(packed)
    assert (folder / "model.safetensors").exists()
    assert tmp_path not in folder.parents


def test_only_the_latest_are_kept(packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for turn in range(6):
        config = json.loads((packed / "config.json").read_text()) | {"turn": turn}
        (packed / "config.json").write_text(json.dumps(config))
        latest = model_folder(packed)
    found = [path for path in (cache_folder() / "models").iterdir() if path.is_dir()]
    assert len(found) == 4
    assert latest in found


def test_no_home_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # no entry in passwd either
    assert cache_folder().is_absolute()


def test_training_starts_from_a_compact_model(packed: Path, tmp_path: Path) -> None:
    from sentiment.scoring.preparation import prepare
    from support import scored

    table = prepare(
        scored(
            [None] * 40,
            text=["good", "bad"] * 20,
            gold=["positive", "negative"] * 20,
            skipped=[None] * 40,
            platform=[None] * 40,
        )
    )
    sentiment.train(table, output=tmp_path / "mine", base=packed, epochs=1)
    assert not compact(tmp_path / "mine")
    assert Classifier.load(tmp_path / "mine", device="cpu").labels == ("negative", "positive")
