"""What several tests make: a tiny model folder, scored tables, files, documents, hostile text."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.reading import reader
from sentiment.reading.log import Reading

if TYPE_CHECKING:
    from datasets import Dataset

LABELS = ["negative", "neutral", "positive"]
TEXTS = ("Nəhayət açıldı, çox sevindim!", "It's too late, nobody cares", "Мы ждали этого, четыре года")

WORDS = ["good", "bad", "plain", "TikTok", "yaxşı", "pis", "хорошо", "плохо", "iyi", "kötü", ".", "!", "http", "@user"]


def make_model(folder: Path, labels: list[str], *, positions: int = 64, kind: str = "bert", width: int = 16) -> Path:
    """Save a model of two layers and sixteen dimensions with a word-level tokenizer."""
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import AutoConfig, AutoModelForSequenceClassification, PreTrainedTokenizerFast

    specials = ["<s>", "<pad>", "</s>", "<unk>"]
    vocabulary = {piece: i for i, piece in enumerate([*specials, *WORDS])}
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", unk_token="<unk>", cls_token="<s>", sep_token="</s>"
    )
    fast.save_pretrained(folder)
    torch.manual_seed(7)
    config = AutoConfig.for_model(
        kind,
        vocab_size=len(vocabulary),
        hidden_size=width,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=positions,
        initializer_range=0.5,
        pad_token_id=1,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )
    AutoModelForSequenceClassification.from_config(config).eval().save_pretrained(folder)
    return folder


def add_heads(folder: Path) -> Path:
    """Give the model heads of stance, emotion and irony with random weights."""
    import torch

    from sentiment.scoring import heads
    from sentiment.table.labels import EMOTION, IRONY, STANCE

    torch.manual_seed(3)
    for name, labels in {
        EMOTION: ("none", "joy", "anger"),
        IRONY: ("not_ironic", "ironic"),
        STANCE: ("favor", "against", "none"),
    }.items():
        shapes = {"dense.weight": (16, 16), "dense.bias": (16,), "out.weight": (len(labels), 16)}
        tensors = {part: torch.randn(shape) for part, shape in (shapes | {"out.bias": (len(labels),)}).items()}
        heads.save(folder, heads.Head(name, labels, pair=name == STANCE), tensors)
    return folder


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\x1b[31mred\x1b[0m \x1b]8;;https://example.org\x07link\x1b]8;;\x07",
    "[bold red]markup[/] [link=https://example.org]x[/link]",
    "\u202egnol\u202c \u2066bidi\u2069",
    '=HYPERLINK("https://example.org","click")',
    "+1+cmd|' /C calc'!A0",
    "nul\x00byte",
    "lone \ud83d surrogate",
    "| table | breaks |\n# heading\n---",
    "{{ 7 * 7 }} {% raw %}",
    "x" * 100_000,
    "e\u0301" * 50 + "\u0300" * 500,
]


def scored(labels: Sequence[str | None], **columns: Sequence[Any]) -> "Dataset":
    """A table as `score` leaves it, made by hand: one comment a label, None for a row that was not scored."""
    import pyarrow as pa
    from datasets import Dataset

    table = {"id": [f"c{i}" for i in range(len(labels))], "text": [f"text {i}" for i in range(len(labels))]}
    table |= {"skipped": [None if label else "empty" for label in labels], "label": list(labels)}
    table |= {f"p_{label}": [None if own is None else float(own == label) for own in labels] for label in LABELS}
    schema = {"time": pa.timestamp("us", tz="UTC"), "likes": pa.int64()}
    types = {name: schema.get(name, pa.float64() if name.startswith("p_") else pa.string()) for name in table | columns}
    return Dataset(pa.table({name: pa.array(cells, types[name]) for name, cells in (table | columns).items()}))


def load(tmp_path: Path, data: Any, name: str = "x.csv") -> Reading:
    """Write a file, what is no text as JSON, and read it."""
    written = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    (tmp_path / name).write_text(written, encoding="utf-8")
    return reader.load(tmp_path / name)


def column(reading: Reading, name: str) -> list[Any]:
    """Return what a column of the row holds, None where it has nothing."""
    return [row.get(name) for row in reading.comments.to_list()]
