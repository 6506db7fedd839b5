"""The network of a BERT or XLM-RoBERTa folder, built for OpenVINO from its configuration and weights; no torch.

Word embeddings are looked up in numpy, so that a table of 250,000 rows stays on the disk, in 4 bits if it is kept so.
The tokens of a batch go through the layers one after another, without padding; only where they read one another do they
stand in rows of equal length. What a text gets is the same to the last bit: all other steps take each token by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sentiment.arrays import Singles
from sentiment.errors import ModelError
from sentiment.scoring.heads import Head
from sentiment.scoring.weights import Ids, Table, Tensor, Weights

# By the model's type: what the names of its tensors begin with.
_FAMILIES = {"bert": "bert", "roberta": "roberta", "xlm-roberta": "roberta", "camembert": "roberta"}
_ACTIVATIONS = {"gelu": "erf", "gelu_new": "tanh", "gelu_pytorch_tanh": "tanh"}
_NEEDED = {"hidden_size", "num_hidden_layers", "num_attention_heads", "layer_norm_eps", "id2label"}
_FAR = (
    2.0**16
)  # below any score, and exact in bfloat16: with 1e30 the difference of two roundings would be added to all
HEADS = "heads."  # begins the names of their tensors
VECTOR = f"{HEADS}vector"  # a linear map of the vector
Config = Mapping[str, Any]
Node = Any  # openvino.Node, which has no types


@dataclass(frozen=True)
class Embedding:
    """Token ids to the sum of the embeddings of word, position and token type."""

    words: Table
    positions: Singles
    kind: Singles

    def __call__(self, ids: Ids, mask: Ids) -> dict[str, Tensor]:
        """Return the inputs of the network for a batch (rows, longest).

        `embeddings` (tokens, width) leave the padding out; `places` (rows, longest) say which of them stands where, and
        `real` (tokens,) where in the padded batch each stands.
        """
        real = mask > 0
        real[:, 0] = True  # read even of a text without tokens
        row, column = real.nonzero()
        places = np.zeros(ids.shape, np.int32)
        places[row, column] = np.arange(len(row))
        states = self.words.lookup(within(ids[row, column], len(self.words))) + self.positions[column] + self.kind
        at = (row * ids.shape[1] + column).astype(np.int32)
        return {"embeddings": states, "mask": mask.astype(np.float32), "places": places, "real": at}


def within(ids: Ids, rows: int) -> Ids:
    """Return token ids of a table with so many rows.

    Raises:
        ModelError: there are others; an engine may answer them with zeros.
    """
    if ids.size and int(ids.max()) >= rows:
        found = f"token {int(ids.max()):,} with {rows:,} embeddings"
        raise ModelError("a tokenizer that fits the weights", found, "download or save the folder again")
    return ids


def buildable(config: Config) -> bool:
    """Say whether this module knows the network that a configuration describes."""
    return (
        config.get("model_type") in _FAMILIES
        and _NEEDED <= config.keys()
        and config.get("hidden_act", "gelu") in _ACTIVATIONS
        and config.get("position_embedding_type", "absolute") == "absolute"
        and not config.get("is_decoder")
        and config.get("problem_type") in {None, "single_label_classification"}
    )


def first_position(config: Config) -> int:
    """Return the row of the first token's position: RoBERTa's begin behind its padding id."""
    return int(config.get("pad_token_id") or 0) + 1 if _FAMILIES.get(config.get("model_type", "")) == "roberta" else 0


def embedding(config: Config, weights: Weights) -> Embedding:
    """Return what turns token ids into the network's input."""
    at = f"{_FAMILIES[config['model_type']]}.embeddings."
    table = weights[at + "position_embeddings.weight"]
    if len(table) < int(config.get("max_position_embeddings") or 0):
        raise ValueError(f"{len(table)} positions, not {config['max_position_embeddings']}")
    positions = np.asarray(table[first_position(config) :], np.float32)
    kind = np.asarray(weights[at + "token_type_embeddings.weight"][0], np.float32)
    return Embedding(weights.table(at + "word_embeddings.weight"), positions, kind)


def network(config: Config, weights: Weights, heads: Sequence[Head] | None, layer: int | None) -> Any:
    """Return the network as an OpenVINO model, which takes what `Embedding` makes of a batch; one row a text out.

    A row is the classifier's logits, those of each head, and the vector, as far as they are asked for.

    Args:
        config: of the model.
        weights: of the model and, named `heads.HEAD.TENSOR`, of its heads.
        heads: which to attach behind the classifier; None leaves both out, and the layers that only they need.
        layer: whose states' mean over the tokens is the vector, through the linear map `heads.vector` if there is one;
            None for no vector.
    """
    import openvino
    from openvino import opset13 as ops

    width = int(config["hidden_size"])
    given = ops.parameter([-1, width], np.float32, name="embeddings")
    mask = ops.parameter([-1, -1], np.float32, name="mask")
    places = ops.parameter([-1, -1], np.int32, name="places")
    real = ops.parameter([-1], np.int32, name="real")
    far = ops.multiply(ops.subtract(ops.unsqueeze(mask, _ints(1, 2)), np.float32(1)), np.float32(_FAR))
    net = _Net(config, weights, places, real)
    state, vector = net.norm(given, net.base + "embeddings.LayerNorm"), []
    layers = int(config["num_hidden_layers"])
    if any(name.startswith(f"{net.base}encoder.layer.{max(layers, 0)}.") for name in weights):
        raise ValueError(f"more layers than {layers}")
    if layer is not None and not 1 <= layer <= layers:
        raise ValueError(f"no layer {layer} to make vectors of")
    for i in range(layers if heads is not None else layer or 0):
        # Of the last layer's states only the first token's is read.
        last = heads is not None and i == layers - 1
        asking = net.first(state) if last and layer != layers else state
        state = net.layer(state, asking, far, i)
        if i + 1 == layer:
            vector = [net.vector(state, mask)]
            state = net.first(state) if last else state
    said = [] if heads is None else net.said(state, heads)
    return openvino.Model([ops.concat([*said, *vector], -1)], [given, mask, places, real], "sentiment")


class _Net:
    """The parts of the network, each under its name in the folder (Devlin et al. 2019, section 3).

    A state is that of all tokens (tokens, width), or that of each text's first one (rows, 1, width).
    """

    def __init__(self, config: Config, weights: Weights, places: Node, real: Node) -> None:
        from openvino import opset13

        self._ops, self._config, self._weights = opset13, config, weights
        self._places, self._real = places, real
        self._tokens = opset13.constant(np.array(0, np.int32))  # axis of a state; one for all keeps the graph small
        self.base = f"{_FAMILIES[config['model_type']]}."
        self._heads = int(config["num_attention_heads"])
        self._width = int(config["hidden_size"])
        if self._width % self._heads:
            raise ValueError(f"{self._heads} attention heads do not share a width of {self._width}")

    def layer(self, state: Node, asking: Node, far: Node, i: int) -> Node:
        """One layer of the encoder; `asking` are the tokens whose next state is wanted."""
        at = f"{self.base}encoder.layer.{i}."
        query, key, value = (
            self._split(self.linear(what, f"{at}attention.self.{name}"), apart=what is state)
            for what, name in ((asking, "query"), (state, "key"), (state, "value"))
        )
        read = self._join(self._ops.scaled_dot_product_attention(query, key, value, far), apart=asking is state)
        read = self.linear(read, f"{at}attention.output.dense")
        state = self.norm(self._ops.add(read, asking), f"{at}attention.output.LayerNorm")
        inner = self._ops.gelu(self.linear(state, f"{at}intermediate.dense"), self._activation)
        return self.norm(self._ops.add(self.linear(inner, f"{at}output.dense"), state), f"{at}output.LayerNorm")

    def said(self, first: Node, heads: Sequence[Head]) -> list[Node]:
        """The logits of the classifier and of each head, from the first token's state."""
        first = self._ops.squeeze(first, _ints(1))
        if self.base == "roberta.":
            pairs = [("classifier.dense", "classifier.out_proj")]
        else:
            pairs = [(f"{self.base}pooler.dense", "classifier")]
        pairs += [(f"{HEADS}{head.name}.dense", f"{HEADS}{head.name}.out") for head in heads]
        sizes = [len(self._config["id2label"]), *(len(head.labels) for head in heads)]
        return [
            self.linear(self._ops.tanh(self.linear(first, dense)), out, size)
            for (dense, out), size in zip(pairs, sizes, strict=True)
        ]

    def vector(self, state: Node, mask: Node) -> Node:
        """The mean of the states of all tokens, through the linear map of the folder if it has one."""
        mask = self._ops.unsqueeze(mask, _ints(-1))
        total = self._ops.reduce_sum(self._ops.multiply(self._apart(state), mask), _ints(1))
        mean = self._ops.divide(total, self._ops.reduce_sum(mask, _ints(1)))
        return self.linear(mean, VECTOR) if f"{VECTOR}.weight" in self._weights else mean

    def first(self, state: Node) -> Node:
        """The first token's state, (rows, 1, width)."""
        place = self._ops.slice(self._places, _ints(0), _ints(1), _ints(1), _ints(1))
        return self._ops.gather(state, place, self._tokens)

    def linear(self, state: Node, name: str, size: int | None = None) -> Node:
        """The state through the linear map of a name; `size` is how many numbers it must give."""
        weight = self._weights[f"{name}.weight"]
        if size not in {None, len(weight)}:
            raise ValueError(f"{name} gives {len(weight)} numbers, not {size}")
        turned = self._ops.matmul(state, self._constant(weight), False, True)
        return self._ops.add(turned, self._constant(self._weights[f"{name}.bias"]))

    def norm(self, state: Node, name: str) -> Node:
        """The state with mean 0 and variance 1, then scaled and moved (layer normalisation)."""
        even = self._ops.mvn(state, _ints(-1), True, float(self._config["layer_norm_eps"]), "INSIDE_SQRT")
        scaled = self._ops.multiply(even, self._constant(self._weights[f"{name}.weight"]))
        return self._ops.add(scaled, self._constant(self._weights[f"{name}.bias"]))

    def _apart(self, state: Node) -> Node:
        """(tokens, width) to (rows, longest, width); beside the mask stand states of another token."""
        return self._ops.gather(state, self._places, self._tokens)

    def _split(self, state: Node, *, apart: bool) -> Node:
        """(tokens, width), or (rows, 1, width), to (rows, attention heads, tokens of a row, width of one)."""
        state = self._apart(state) if apart else state
        parts = self._ops.reshape(state, _ints(0, 0, self._heads, self._width // self._heads), True)
        return self._ops.transpose(parts, _ints(0, 2, 1, 3))

    def _join(self, state: Node, *, apart: bool) -> Node:
        """The way back."""
        state = self._ops.reshape(self._ops.transpose(state, _ints(0, 2, 1, 3)), _ints(0, 0, self._width), True)
        if not apart:
            return state
        return self._ops.gather(self._ops.reshape(state, _ints(-1, self._width), False), self._real, self._tokens)

    def _constant(self, tensor: Tensor) -> Node:
        """Share the memory of a tensor."""
        kept = self._ops.constant(np.require(tensor, requirements=["A", "C"]), shared_memory=True)
        return kept if tensor.dtype == np.float32 else self._ops.convert(kept, "f32")

    @property
    def _activation(self) -> str:
        return _ACTIVATIONS[self._config.get("hidden_act", "gelu")]


def _ints(*numbers: int) -> Tensor:
    return np.array(numbers, np.int64)
