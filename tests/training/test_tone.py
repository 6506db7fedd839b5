import json
from pathlib import Path

import pytest
from datasets import Dataset

import sentiment
from sentiment.errors import DataError, WriteError
from support_listener import Heard


def table(tmp_path: Path, labels: tuple[str, str] = ("negative", "positive"), n: int = 40) -> Dataset:
    path = tmp_path / "labelled.jsonl"
    words = {labels[0]: "bad", labels[1]: "good"}
    rows = [{"text": f"{words[labels[i % 2]]} TikTok {'plain ' * (i // 2)}", "gold": labels[i % 2]} for i in range(n)]
    path.write_text("\n".join(map(json.dumps, rows)))
    return sentiment.read(path)


@pytest.mark.parametrize("labels", [("negative", "positive"), ("against", "favor")])
def test_train_saves_a_folder_that_loads(tiny: Path, tmp_path: Path, labels: tuple[str, str]) -> None:
    heard = Heard()
    out = tmp_path / "mine"
    found = sentiment.train(table(tmp_path, labels), output=out, base=tiny, epochs=1, listener=heard)
    assert (heard.totals, heard.done) == ([(3, "steps")], 3)
    assert found["overall"]["n"] == 6
    assert json.loads((out / "evaluation.json").read_text()) == found
    assert sentiment.Classifier.load(out).labels == labels


def test_too_few_labels(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(
        DataError, match="expected at least 20 labelled comments of two labels in gold; found negative 2"
    ):
        sentiment.train(table(tmp_path, n=4), output=tmp_path / "mine", base=tiny)


def test_an_existing_folder_is_not_overwritten(tiny: Path, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="expected a new folder"):
        sentiment.train(table(tmp_path), output=tiny, base=tiny)


def test_a_training_that_fails_while_it_saves_leaves_nothing(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from transformers import PreTrainedTokenizerBase

    def full(self: object, folder: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(PreTrainedTokenizerBase, "save_pretrained", full)
    texts = [{"text": f"{('good', 'bad')[i % 2]} {i}", "gold": ("positive", "negative")[i % 2]} for i in range(40)]
    with pytest.raises(OSError, match="No space left"):
        sentiment.train(texts, output=tmp_path / "mine", base=tiny, epochs=1)
    assert list(tmp_path.iterdir()) == []
