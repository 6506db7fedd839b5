"""The network: one encoder, the tone's classifier, the other heads, and a linear head that keeps what texts mean."""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from transformers import BertConfig, BertForSequenceClassification

from rows import HEADS, TONES

VECTOR_LAYER = 7  # of the layers, the one whose mean state the vectors are read from
TABLE = "bert.embeddings.word_embeddings.weight"
BESIDE = [name for name in HEADS if name != "tone"]


class Head(nn.Module):
    """Dense, tanh, linear over the encoder's class token, like BERT's own pooler and classifier."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.dense, self.out, self.dropout = nn.Linear(width, width), nn.Linear(width, labels), nn.Dropout(0.1)

    def forward(self, first: torch.Tensor) -> torch.Tensor:
        """Return logits (rows, labels) of class tokens (rows, width)."""
        return self.out(self.dropout(torch.tanh(self.dense(first))))


class Reader(nn.Module):
    """The classifier of tone with the other heads and the vectors on the same encoder."""

    def __init__(self, classifier: BertForSequenceClassification) -> None:
        super().__init__()
        self.classifier = classifier
        width = classifier.config.hidden_size
        self.heads = nn.ModuleDict({name: Head(width, len(HEADS[name])) for name in BESIDE})
        self.vector = nn.Linear(width, width)
        classifier.bert.embeddings.word_embeddings.weight.requires_grad_(False)

    def state(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the mean state (rows, width) of the layer that vectors are read from."""
        encoded = self.classifier.bert(input_ids=ids, attention_mask=mask, output_hidden_states=True)
        return mean_state(encoded.hidden_states[VECTOR_LAYER], mask)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> dict[str, torch.Tensor]:
        """Return logits by head, and `vector` (rows, width), from one pass."""
        model = self.classifier
        encoded = model.bert(input_ids=ids, attention_mask=mask, output_hidden_states=True)
        first = encoded.last_hidden_state[:, 0]
        found = {name: head(first) for name, head in self.heads.items()}
        found["tone"] = model.classifier(model.dropout(encoded.pooler_output))
        found["vector"] = self.vector(mean_state(encoded.hidden_states[VECTOR_LAYER], mask))
        return found


def mean_state(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return the mean (rows, width) of the states (rows, tokens, width) of real tokens."""
    weights = mask[:, :, None].to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1)


def blank(config: BertConfig) -> Reader:
    """Return the network without weights; no dropout inside the encoder (faster, and no worse: LOG.md)."""
    config = BertConfig.from_dict(config.to_dict() | {
        "num_labels": len(TONES), "id2label": dict(enumerate(TONES)),
        "label2id": {name: i for i, name in enumerate(TONES)}, "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0, "classifier_dropout": 0.1, "pad_token_id": 1, "bos_token_id": 0,
        "eos_token_id": 2,
    })  # fmt: skip
    config._attn_implementation = "eager"
    return Reader(BertForSequenceClassification(config))


def mixed(start: Path, parts: Mapping[Path, float]) -> Reader:
    """Return the weighted mean of a folder's weights and trained ones (Wortsman et al. 2022, Model soups).

    Args:
        start: folder in Hugging Face layout; it has what the shares leave of 1.
        parts: files that training left, every tensor but the table, each with its share.
    """
    reader = from_folder(start)
    rest = 1 - sum(parts.values())
    found = {name: rest * tensor for name, tensor in trained(reader).items()}
    for path, share in parts.items():
        for name, tensor in torch.load(path, map_location="cpu", weights_only=True).items():
            found[name] += share * tensor
    reader.load_state_dict(found, strict=False)
    return reader


def trained(reader: Reader) -> dict[str, torch.Tensor]:
    """Return every tensor but the table, which stays as the encoder has it."""
    return {name: tensor for name, tensor in reader.state_dict().items() if not name.endswith(TABLE)}


def from_folder(folder: Path) -> Reader:
    """Return the network of a folder in Hugging Face layout with `heads/`."""
    reader = blank(BertConfig.from_pretrained(folder))
    weights = {name: tensor.float() for name, tensor in load_file(folder / "model.safetensors").items()}
    reader.classifier.load_state_dict(weights)
    for name, head in reader.heads.items():
        head.load_state_dict({k: v.float() for k, v in load_file(folder / "heads" / f"{name}.safetensors").items()})
    vector = load_file(folder / "heads" / "vector.safetensors")
    reader.vector.load_state_dict({k: v.float() for k, v in vector.items()})
    return reader.eval()
