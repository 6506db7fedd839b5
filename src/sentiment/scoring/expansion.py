"""The embedded model is kept compact, its table in 4 bits; this makes a standard Hugging Face folder of it."""

import shutil
from pathlib import Path

import numpy as np

from sentiment.scoring.kept import kept
from sentiment.scoring.model_folder import WEIGHTS, digest, resolve
from sentiment.scoring.weights import PACKED, Weights

_ROWS = 2**14  # of the table unpacked together


def model_folder(model: str | Path | None = None) -> Path:
    """Return a model as a standard Hugging Face folder, for `transformers.pipeline`, training, or other programs.

    The embedded model is expanded into the user's cache the first time (fp16 weights in safetensors) and checked by its
    digest each time.

    Args:
        model: None is the embedded model; else a local folder or a hub id.

    Raises:
        ModelError: there is no such model.
    """
    return standard(resolve(model))


def standard(folder: Path) -> Path:
    """Return a folder that `transformers` reads: the same one, unless it is compact."""
    return kept("models", digest(folder)[:16], lambda place: _expand(folder, place)) if compact(folder) else folder


def compact(folder: Path) -> bool:
    """Say whether a folder keeps a table in 4 bits."""
    return any(name.endswith(PACKED) for name in Weights(folder))


def _expand(folder: Path, place: Path) -> None:
    from safetensors.numpy import save_file

    shutil.copytree(folder, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns(WEIGHTS))
    weights, tensors = Weights(folder, within=None), {}
    for name in weights:
        if name.endswith(PACKED):
            table = weights.table(name.removesuffix(PACKED))
            parts = (np.arange(i, min(i + _ROWS, len(table))) for i in range(0, len(table), _ROWS))
            tensors[name.removesuffix(PACKED)] = np.concatenate([table.rows(ids).astype(np.float16) for ids in parts])
        else:
            tensors[name] = np.ascontiguousarray(weights[name])
    save_file(tensors, place / WEIGHTS, metadata={"format": "pt"})
