"""Models whose network `graph` does not know: converted from torch to OpenVINO once, and kept in the user's cache."""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sentiment.errors import first_line
from sentiment.scoring.kept import kept

_FILE = "model.xml"


def converted(load: Callable[[], Any], digest: str) -> Any:
    """Return the path of a model in OpenVINO's representation; the model itself where no disk has room for it.

    Args:
        load: loads the torch model, token ids and attention mask in, logits out; not called if it was converted before.
        digest: of all that decides the logits.
    """
    import openvino

    def make(folder: Path) -> None:
        try:
            openvino.save_model(_converted(load()), folder / _FILE, compress_to_fp16=True)
            openvino.Core().read_model(folder / _FILE)  # a full disk is not always an error while writing
        except RuntimeError as error:
            raise OSError(first_line(error)) from error

    try:
        return kept("openvino", f"{digest[:16]}-{openvino.__version__.split('-')[0]}", make) / _FILE
    except OSError:
        return _converted(load())


def _converted(model: Any) -> Any:
    import openvino
    import torch

    example = {"input_ids": torch.ones(2, 8, dtype=torch.long), "attention_mask": torch.ones(2, 8, dtype=torch.long)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tracing warns of branches that a test proves harmless
        return openvino.convert_model(model.float().eval(), example_input=example)
