"""What a model folder computes of a batch: a graph for OpenVINO, without torch where that can be, or a torch module."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sentiment.errors import ModelError, first_line
from sentiment.scoring import graph, model_folder, torch_network
from sentiment.scoring.conversion import converted
from sentiment.scoring.engine import Engine, Feed, start
from sentiment.scoring.heads import Head
from sentiment.scoring.heads import read as read_heads
from sentiment.scoring.pieces import PartOfTokenizer, tokenizer_for
from sentiment.scoring.weights import Weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True)
class FolderNetwork:
    """One row of numbers a text: logits of the classifier and of each head, then the vector, as far as asked for.

    Attributes:
        folder: of the model.
        config: its configuration.
        heads: behind the classifier; None leaves both out.
        layer: whose mean state is the vector; None for no vector.
        digest: of the folder.
    """

    folder: Path
    config: Mapping[str, Any]
    heads: tuple[Head, ...] | None
    layer: int | None
    digest: str

    def graph(self) -> tuple[Any, Feed]:
        """Return the network for OpenVINO, and what makes its inputs of a batch.

        Raises:
            ModelError: weights that are not there, do not fit the configuration, or are no numbers.
        """
        weights = _sound(self.folder, self.digest)
        if not graph.buildable(self.config):
            known = int(self.config.get("vocab_size") or 1 << 31)
            return converted(self.module, self._asked()), lambda batch: {
                "input_ids": graph.within(batch[0], known),
                "attention_mask": batch[1],
            }
        try:
            embed = graph.embedding(self.config, weights)
            model = graph.network(self.config, weights, self.heads, self.layer)
        except ModelError:
            raise
        except Exception as error:  # whatever shapes that do not fit make OpenVINO and numpy raise
            hint = "download or save the folder again"
            raise ModelError("weights that fit config.json", f"{self.folder}: {first_line(error)}", hint) from error
        return model, lambda batch: embed(*batch)

    def module(self) -> Any:
        """Return the network as a torch module; see `graph` for what it raises."""
        _sound(self.folder, self.digest)
        if self.heads is None:
            return torch_network.encoder(self.folder, self.layer or 1)
        return torch_network.joint(self.folder, self.heads, self.layer)

    def _asked(self) -> str:
        return sha256(f"{self.digest} {self.heads} {self.layer}".encode()).hexdigest()


@lru_cache(maxsize=2)
def running(folder: Path, digest: str, device: str, *, labels: bool, vectors: bool) -> Engine:
    """Return an engine; one that runs already is shared, as long as the folder has the same digest."""
    config = model_folder.read_config(folder)
    layer = model_folder.vector_layer(config) if vectors else None
    return start(FolderNetwork(folder, config, read_heads(folder) if labels else None, layer, digest), device)


@lru_cache(maxsize=1)
def _sound(folder: Path, digest: str) -> Weights:
    """Return weights that were looked through; engines of one folder share them, as each mapping takes their room."""
    weights = Weights(folder)
    weights.check()
    return weights


@lru_cache(maxsize=1)
def vector_width(folder: Path, digest: str) -> int:
    """Return how many numbers a vector has."""
    weights = _sound(folder, digest)
    linear = f"{graph.VECTOR}.weight"
    return len(weights[linear]) if linear in weights else int(model_folder.read_config(folder)["hidden_size"])


@lru_cache(maxsize=1)
def tokenizer_of(folder: Path, digest: str) -> "tuple[Tokenizer | PartOfTokenizer, int]":
    """Return the tokenizer and how many tokens the model reads; loaded once, like the engine."""
    return model_folder.load_tokenizer(folder, model_folder.read_config(folder), tokenizer_for)
