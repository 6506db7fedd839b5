"""What a model folder computes of a batch: a graph for OpenVINO, without torch where that can be, or a torch module."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sentiment.errors import ModelError, first_line
from sentiment.scoring import graph, torch_network
from sentiment.scoring.conversion import converted
from sentiment.scoring.engine import Feed
from sentiment.scoring.heads import Head
from sentiment.scoring.model_folder import digest
from sentiment.scoring.weights import Weights


@dataclass(frozen=True)
class FolderNetwork:
    """One row of numbers a text: logits of the classifier and of each head, then the vector, as far as asked for.

    Attributes:
        folder: of the model.
        config: its configuration.
        heads: behind the classifier; None leaves both out.
        layer: whose mean state is the vector; None for no vector.
    """

    folder: Path
    config: Mapping[str, Any]
    heads: tuple[Head, ...] | None
    layer: int | None = None

    def graph(self) -> tuple[Any, Feed]:
        """Return the network for OpenVINO, and what makes its inputs of a batch.

        Raises:
            ModelError: weights that are not there, do not fit the configuration, or are no numbers.
        """
        weights = Weights(self.folder)
        weights.check()
        if not graph.buildable(self.config):
            return converted(self.module, self._digest()), lambda batch: {
                "input_ids": batch[0],
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
        return model, lambda batch: {"embeddings": embed(batch[0]), "mask": batch[1].astype("float32")}

    def module(self) -> Any:
        """Return the network as a torch module; see `graph` for what it raises."""
        Weights(self.folder).check()
        if self.heads is None:
            return torch_network.encoder(self.folder, self.layer or 1)
        return torch_network.joint(self.folder, self.heads, self.layer)

    def _digest(self) -> str:
        asked = f"{digest(self.folder)} {self.heads} {self.layer}"
        return sha256(asked.encode()).hexdigest()
