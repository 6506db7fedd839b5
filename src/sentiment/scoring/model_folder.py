"""A model is a folder in Hugging Face layout: found by name, checked, and taken apart."""

import hashlib
import json
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.errors import ModelError, first_line
from sentiment.filesystem import sha256

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DEFAULT = "sentiment-default"
EVALUATION = "evaluation.json"
# Of a model's layers, those whose output still tells topics apart: behind them fine-tuning leaves little but tone
# (benchmarks/topics.py measures it).
TOPICAL = 5 / 12
_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")


def resolve(model: str | Path | None) -> Path:
    """Return the folder of a model: the embedded one, a local one, or a downloaded copy of a hub id."""
    if model is None:
        return Path(str(resources.files("sentiment") / "default_model"))
    if Path(model).is_dir():
        return Path(model)
    if not _HUB_ID.fullmatch(str(model)):
        raise ModelError("a model folder or a hub id like org/name", f"no folder {model}", "check the path with ls")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(str(model), allow_patterns=["*.json", "*.safetensors", "*.model", "*.txt"]))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError, ValueError) as error:
        hint = "check the name and the connection, or name a local folder"
        raise ModelError("a model on the hub or a local folder", f"{model}: {first_line(error)}", hint) from error


def evaluation(name: str, prefix: str) -> dict[str, Any] | None:
    """Return `evaluation.json` of a model on this machine, if the folder is still the one whose digest begins so."""
    folder = resolve(None) if name == DEFAULT else Path(name)
    try:
        found = json.loads((folder / EVALUATION).read_text(encoding="utf-8"))
        return dict(found) if digest(folder).startswith(prefix) else None
    except (OSError, ValueError):  # a name from a table may be anything
        return None


def digest(folder: Path) -> str:
    """Return the SHA-256 over the files that decide a label: configuration, tokenizer and weights."""
    whole = hashlib.sha256()
    patterns = ("config.json", "tokenizer.json", "*.safetensors", "heads/*")
    for path in sorted(p for pattern in patterns for p in folder.glob(pattern)):
        whole.update(bytes.fromhex(sha256(path)))
    return whole.hexdigest()


def read_config(folder: Path) -> dict[str, Any]:
    """Return `config.json` of a folder that holds a text classifier in safetensors."""
    path = folder / "config.json"
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        hint = "name a folder saved by save_pretrained"
        raise ModelError("a model folder with config.json", f"{folder}: {first_line(error)}", hint) from error
    heads = config.get("architectures") or []
    if not any(name.endswith("ForSequenceClassification") for name in heads):
        found = f"{folder.name} made for {', '.join(heads) or 'nothing named'}"
        raise ModelError("a text classifier", found, "name a model with ForSequenceClassification in its config.json")
    if not list(folder.glob("*.safetensors")):
        hint = "convert the weights with save_pretrained(safe_serialization=True)"
        raise ModelError("weights in *.safetensors", f"none in {folder}", hint)
    # transformers leaves the labels out where they are its default.
    return {"id2label": {0: "LABEL_0", 1: "LABEL_1"}, **config}


def load_tokenizer(folder: Path, config: dict[str, Any]) -> "tuple[Tokenizer, int]":
    """Return the tokenizer and how many tokens the model reads, which the tokenizer alone often does not say."""
    from tokenizers import Tokenizer

    try:
        if (folder / "tokenizer.json").exists():
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        else:
            from transformers import AutoTokenizer

            tokenizer = AutoTokenizer.from_pretrained(folder).backend_tokenizer
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError("a tokenizer in the folder", f"{folder}: {first_line(error)}", "save one beside it") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    settings = folder / "tokenizer_config.json"
    stated = json.loads(settings.read_text(encoding="utf-8")).get("model_max_length") if settings.exists() else None
    # RoBERTa's positions start behind its padding id.
    offset = int(config.get("pad_token_id") or 0) + 1 if "roberta" in str(config.get("model_type")) else 0
    positions = int(config.get("max_position_embeddings") or 512) - offset
    return tokenizer, min(int(stated or positions), positions)


def load_weights(folder: Path) -> Any:
    """Return the `transformers` classifier; nothing in the folder is executed."""
    from transformers import AutoModelForSequenceClassification

    return _quietly(AutoModelForSequenceClassification, folder)


def load_encoder(folder: Path) -> Any:
    """Return the lower layers of the model; its `logits` are the mean of the last one's states, a vector a text."""
    import torch
    from transformers import AutoConfig, AutoModel
    from transformers.modeling_outputs import SequenceClassifierOutput

    config = AutoConfig.from_pretrained(folder, trust_remote_code=False)
    config.num_hidden_layers = max(1, round(TOPICAL * config.num_hidden_layers))
    encoder = _quietly(AutoModel, folder, config=config)

    class Mean(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> SequenceClassifierOutput:
            states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask[:, :, None].to(states.dtype)
            return SequenceClassifierOutput(logits=(states * mask).sum(1) / mask.sum(1))

    return Mean()


def _quietly(kind: Any, folder: Path, **options: Any) -> Any:
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    options |= {"use_safetensors": True, "trust_remote_code": False, "attn_implementation": "eager"}
    try:
        return kind.from_pretrained(folder, **options)
    except Exception as error:
        # Whatever a broken file makes torch, safetensors or transformers raise, to the user it is a broken file.
        hint = "download or save the folder again"
        raise ModelError("weights that fit config.json", f"{folder}: {first_line(error)}", hint) from error
