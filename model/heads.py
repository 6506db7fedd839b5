"""The heads beside tone: what each one tells apart, and how they sit on the encoder."""

import torch
from torch import nn
from transformers import BertForSequenceClassification

EMOTIONS = ["none", "amusement", "anger", "disgust", "fear", "joy", "love", "optimism", "sadness", "surprise"]
STANCES = ["favor", "against", "none"]
IRONIES = ["not_ironic", "ironic"]
HEADS = {"emotion": EMOTIONS, "irony": IRONIES, "stance": STANCES}


class Head(nn.Module):
    """Dense, tanh, linear over the encoder's class token, like BERT's own pooler and classifier."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.dense, self.out, self.dropout = nn.Linear(width, width), nn.Linear(width, labels), nn.Dropout(0.1)

    def forward(self, first: torch.Tensor) -> torch.Tensor:
        """Return logits (rows, labels) of class tokens (rows, width)."""
        return self.out(self.dropout(torch.tanh(self.dense(first))))


class Reader(nn.Module):
    """The classifier of tone with the other heads on the same encoder."""

    def __init__(self, classifier: BertForSequenceClassification) -> None:
        super().__init__()
        self.classifier = classifier
        width = classifier.config.hidden_size
        self.heads = nn.ModuleDict({name: Head(width, len(labels)) for name, labels in HEADS.items()})

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> dict[str, torch.Tensor]:
        """Return logits by head, tone among them, from one pass."""
        model = self.classifier
        encoded = model.bert(input_ids=ids, attention_mask=mask)
        first = encoded.last_hidden_state[:, 0]
        tone = model.classifier(model.dropout(encoded.pooler_output))
        return {"tone": tone} | {name: head(first) for name, head in self.heads.items()}

    def begin_heads(self) -> None:
        """Start every head where the tone's pooler stands: it knows already what of the class token matters."""
        for head in self.heads.values():
            head.dense.load_state_dict(self.classifier.bert.pooler.dense.state_dict())
