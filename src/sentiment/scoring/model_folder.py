"""A model is a folder in Hugging Face layout: found by name, checked, and taken apart."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.errors import ModelError, first_line
from sentiment.filesystem import sha256
from sentiment.scoring.pieces import PartOfTokenizer, whole_tokenizer
from sentiment.table.model_names import HUB_ID

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DEFAULT = "sentiment-default"
EVALUATION, WEIGHTS = "evaluation.json", "model.safetensors"
# Of a model's layers, those whose output still tells topics apart: behind them fine-tuning leaves little but tone
# (benchmarks/topics.py measures it). A configuration may name another one: `vector_layer`.
TOPICAL = 5 / 12
# Files that decide a label: configuration, tokenizer and weights.
_DECIDING = (
    "config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
    "vocab.*", "merges.txt", "*.model", "*.safetensors", "*.safetensors.index.json", "heads/*",
)  # fmt: skip
_NUMBERS = ("num_hidden_layers", "hidden_size", "pad_token_id", "max_position_embeddings", "vector_layer", "vocab_size")
_WORDS = ("model_type", "hidden_act", "position_embedding_type", "problem_type")


def resolve(model: str | Path | None) -> Path:
    """Return the folder of a model: the embedded one, a local one, or a downloaded copy of a hub id."""
    if model is None:
        return Path(str(resources.files("sentiment") / "default_model"))
    if Path(model).is_dir():
        return Path(model)
    if not HUB_ID.fullmatch(str(model)):
        raise ModelError("a model folder or a hub id like org/name", f"no folder {model}", "check the path with ls")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(str(model), allow_patterns=["*.json", "*.safetensors", "*.model", "*.txt"]))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError, ValueError) as error:
        hint = "check the name and the connection, or name a local folder"
        raise ModelError("a model on the hub or a local folder", f"{model}: {first_line(error)}", hint) from error


def named(model: str | Path | None) -> str:
    """Return what a model is called in tables and reports: a hub id, or the name of a folder without its path."""
    if model is None:
        return DEFAULT
    return Path(model).resolve().name if Path(model).is_dir() else str(model)


def evaluation(folder: Path, prefix: str) -> dict[str, Any] | None:
    """Return `evaluation.json` of a folder, if that is still the one whose digest begins so."""
    try:
        found = json.loads((folder / EVALUATION).read_text(encoding="utf-8"))
        return found if isinstance(found, dict) and digest(folder).startswith(prefix) else None
    except (OSError, ValueError):
        return None


def digest(folder: Path) -> str:
    """Return the SHA-256 over the names and contents of the files that decide a label."""
    whole = hashlib.sha256()
    for path in sorted({p for pattern in _DECIDING for p in folder.glob(pattern) if p.is_file()}):
        known = path.stat()
        found = _sha256(path, known.st_ino, known.st_size, known.st_mtime_ns)
        whole.update(f"{path.relative_to(folder).as_posix()} {found}\n".encode())
    return whole.hexdigest()


@cache
def _sha256(path: Path, *version: int) -> str:
    """Return the digest of a file, once for each version of it: a report asks for a model's three times."""
    return sha256(path)


def vector_layer(config: dict[str, Any]) -> int:
    """Return the layer whose states the vectors are made of; 1 is the first behind the embeddings."""
    layers = int(config.get("num_hidden_layers") or 1)
    return int(config.get("vector_layer") or max(1, round(TOPICAL * layers)))


def read_config(folder: Path) -> dict[str, Any]:
    """Return `config.json` of a folder that holds a text classifier in safetensors.

    Raises:
        ModelError: there is none, it cannot be read, or it describes another kind of model.
    """
    path = folder / "config.json"
    try:
        # transformers leaves the labels out where they are its default.
        config = {"id2label": {"0": "LABEL_0", "1": "LABEL_1"}, **json.loads(path.read_text(encoding="utf-8"))}
        config["id2label"] = dict(sorted((int(i), str(label)) for i, label in config["id2label"].items()))
        heads = [str(name) for name in config.get("architectures") or []]
        wrong = [name for name in _NUMBERS if not isinstance(config.get(name) or 0, int)]
        wrong += [name for name in _WORDS if not isinstance(config.get(name) or "", str)]
        if list(config["id2label"]) != list(range(len(config["id2label"]))):
            wrong.append("id2label")
    except (OSError, ValueError, TypeError, AttributeError) as error:
        hint = "name a folder saved by save_pretrained"
        raise ModelError("a model folder with config.json", f"{folder}: {first_line(error)}", hint) from error
    if wrong:
        found = f"{wrong[0]} {config[wrong[0]]!r} in {path}"
        raise ModelError("numbers and words as save_pretrained writes them", found, "save the folder again")
    if not any(name.endswith("ForSequenceClassification") for name in heads):
        found = f"{folder.name} made for {', '.join(heads) or 'nothing named'}"
        raise ModelError("a text classifier", found, "name a model with ForSequenceClassification in its config.json")
    if not list(folder.glob("*.safetensors")):
        hint = "convert the weights with save_pretrained(safe_serialization=True)"
        raise ModelError("weights in *.safetensors", f"none in {folder}", hint)
    return config


def load_tokenizer(
    folder: Path, config: dict[str, Any], make: "Callable[[Path], Tokenizer | PartOfTokenizer]" = whole_tokenizer
) -> "tuple[Tokenizer | PartOfTokenizer, int]":
    """Return the tokenizer and how many tokens the model reads, which the tokenizer alone often does not say.

    Args:
        folder: of the model.
        config: of the model.
        make: makes a tokenizer, which neither cuts nor pads, of a tokenizer.json.

    Raises:
        ModelError: there is none, or it cannot be read.
    """
    settings = folder / "tokenizer_config.json"
    try:
        if (folder / "tokenizer.json").exists():
            tokenizer = make(folder / "tokenizer.json")
        else:
            from transformers import AutoTokenizer

            tokenizer = AutoTokenizer.from_pretrained(folder).backend_tokenizer
            tokenizer.no_truncation()
            tokenizer.no_padding()
        told = json.loads(settings.read_text(encoding="utf-8")) if settings.exists() else {}
        stated = int(told.get("model_max_length") or 0)
    except ModuleNotFoundError:
        raise
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError("a tokenizer in the folder", f"{folder}: {first_line(error)}", "save one beside it") from error
    # RoBERTa's positions start behind its padding id.
    offset = int(config.get("pad_token_id") or 0) + 1 if "roberta" in str(config.get("model_type")) else 0
    positions = int(config.get("max_position_embeddings") or 512) - offset
    return tokenizer, min(stated or positions, positions)
