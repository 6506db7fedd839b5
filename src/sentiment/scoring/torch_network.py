"""The network of a model folder as a torch module: for graphics cards, for training, and to be converted from."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sentiment.errors import ModelError, first_line
from sentiment.scoring.expansion import standard
from sentiment.scoring.heads import FOLDER, Head

_IN_A_LAYER = re.compile(r"\blayers?\.\d+\.")
_SAVE_AGAIN = "download or save the folder again"


def load_weights(folder: Path) -> Any:
    """Return the `transformers` classifier; nothing in the folder is executed.

    Raises:
        ModelError: weights that cannot be read, or do not fit the configuration.
    """
    from_pretrained = _transformers().AutoModelForSequenceClassification.from_pretrained
    return _quietly(from_pretrained, standard(folder))


def joint(folder: Path, heads: Sequence[Head], layer: int | None = None, mine: Head | None = None) -> Any:
    """Return a module that gives the logits of the classifier and of every head, and a vector, side by side.

    A head is dense, tanh, linear over the first token of the last layer, like BERT's pooler and classifier
    (Devlin et al. 2019, section 4.1). Without heads the logits are the classifier's own.

    Args:
        folder: of the model, with the weights of the heads in `heads/`.
        heads: which to attach, in order.
        layer: whose states' mean over the tokens is the vector; None for no vector.
        mine: one of the heads that starts from random weights.

    Raises:
        ModelError: weights that cannot be read, or that do not fit the encoder.
    """
    module = _joint(load_weights(folder), heads, layer, _vector(folder) if layer else None)
    for at, head in enumerate(heads):
        if head != mine:
            _load(module.dense[at], module.out[at], folder / FOLDER / f"{head.name}.safetensors")
    return module.eval()


def encoder(folder: Path, layer: int) -> Any:
    """Return the layers up to one; its output is the vector alone."""
    transformers = _transformers()
    place = standard(folder)
    config = transformers.AutoConfig.from_pretrained(place, trust_remote_code=False)
    config.num_hidden_layers = layer
    base = _quietly(transformers.AutoModel.from_pretrained, place, config=config, part=True)
    return _vectors(base, _vector(folder)).eval()


def _joint(classifier: Any, heads: Sequence[Head], layer: int | None, vector: Any) -> Any:
    from torch import cat, nn, tanh

    class Joint(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.classifier = classifier
            self.vector = vector
            width = classifier.config.hidden_size
            self.dense = nn.ModuleList(nn.Linear(width, width) for _ in heads)
            self.out = nn.ModuleList(nn.Linear(width, len(head.labels)) for head in heads)

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            logits, states = self._run(input_ids, attention_mask)
            return cat([*logits, *([_mean(states[layer], attention_mask, vector)] if layer else [])], dim=-1)

        def separate(self, input_ids: Any, attention_mask: Any) -> list[Any]:
            return self._run(input_ids, attention_mask)[0]

        def _run(self, input_ids: Any, attention_mask: Any) -> tuple[list[Any], Any]:
            inner = bool(heads or layer)
            said = self.classifier(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=inner)
            first = said.hidden_states[-1][:, 0] if inner else None
            pairs = zip(self.dense, self.out, strict=True)
            return [said.logits, *(out(tanh(dense(first))) for dense, out in pairs)], said.hidden_states

        def first(self, input_ids: Any, attention_mask: Any) -> Any:
            return self.classifier.base_model(input_ids, attention_mask=attention_mask).last_hidden_state[:, 0]

    return Joint()


def _vectors(base: Any, vector: Any) -> Any:
    from torch import nn

    class Vectors(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.base, self.vector = base, vector

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            states = self.base(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            return _mean(states, attention_mask, self.vector)

    return Vectors()


def _mean(states: Any, attention_mask: Any, vector: Any) -> Any:
    mask = attention_mask[:, :, None].to(states.dtype)
    mean = (states * mask).sum(1) / mask.sum(1)
    return mean if vector is None else vector(mean)


def _vector(folder: Path) -> Any:
    """Return the linear map of the folder's vectors, if it has one."""
    path = folder / FOLDER / "vector.safetensors"
    if not path.exists():
        return None
    from safetensors.torch import load_file
    from torch import nn

    tensors = load_file(path)
    after, before = tensors["weight"].shape
    layer = nn.Linear(before, after)
    layer.load_state_dict({name: tensor.float() for name, tensor in tensors.items()})
    return layer


def _load(dense: Any, out: Any, path: Path) -> None:
    from safetensors.torch import load_file

    try:
        tensors = load_file(path)
        for name, layer in (("dense", dense), ("out", out)):
            layer.load_state_dict({part: tensors[f"{name}.{part}"].float() for part in ("weight", "bias")})
    except Exception as error:
        # Whatever a broken file makes torch or safetensors raise, to the user it is a broken file.
        raise ModelError("a head that fits the encoder", f"{path}: {first_line(error)}", "save it again") from error


def _quietly(from_pretrained: Any, folder: Path, *, part: bool = False, **options: Any) -> Any:
    """Load weights; `part` of them may be left in the folder, but none may be missing from it."""
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    options |= {"use_safetensors": True, "trust_remote_code": False, "attn_implementation": "eager"}
    try:
        model, told = from_pretrained(folder, output_loading_info=True, **options)
    except Exception as error:
        # Whatever a broken file makes torch, safetensors or transformers raise, to the user it is a broken file.
        raise ModelError("weights that fit config.json", f"{folder}: {first_line(error)}", _SAVE_AGAIN) from error
    missing = sorted(told["missing_keys"])
    left = [name for name in sorted(told["unexpected_keys"]) if _IN_A_LAYER.search(name)]
    if left and not part:
        raise ModelError("weights that fit config.json", f"{folder}: no layer for {left[0]}", _SAVE_AGAIN)
    if missing and not part:
        # transformers fills what is missing with random numbers.
        raise ModelError("weights that fit config.json", f"{folder}: no tensor {missing[0]}", _SAVE_AGAIN)
    return model


def _transformers() -> Any:
    try:
        import torch  # noqa: F401
        import transformers
    except ImportError as error:
        hint = "pip install torch transformers, or name a BERT or XLM-RoBERTa model"
        raise ModelError("the packages torch and transformers, for a model of this kind", "none", hint) from error
    return transformers
