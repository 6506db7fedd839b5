"""What a model is asked beside tone: small heads that read the class token of the same encoder."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.errors import ModelError, first_line
from sentiment.table.labels import IRONY, TURNED, VECTOR, column

FOLDER, INDEX = "heads", "heads.json"


@dataclass(frozen=True)
class Head:
    """One head: its labels in the order of its logits, and whether it reads an event before the comment."""

    name: str
    labels: tuple[str, ...]
    pair: bool = False


def labelled(name: str, labels: Sequence[str], shares: npt.NDArray[np.float64]) -> dict[str, list[Any]]:
    """Return columns of one head: the likeliest label under the head's name, and `p_<label>` for each.

    Irony has one column, `p_ironic`: a risk, not a label. Stance and emotion both have a label `none`; that of
    emotion is `p_no_emotion`. A head of your own may have any labels, so that its name stands before them:
    `p_topic.sport`.
    """
    rounded = shares.round(6).T.tolist()
    if name == IRONY:
        return {f"p_{label}": values for label, values in zip(labels, rounded, strict=True) if label == "ironic"}
    columns = {name: [labels[i] for i in shares.argmax(axis=1)]}
    return columns | {column(name, label): values for label, values in zip(labels, rounded, strict=True)}


def turned(shares: npt.NDArray[np.float64], sides: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return shares (asks, sides) under the contrary of an event as those under the event."""
    return shares[:, [sides.index(TURNED[side]) for side in sides]]


def arrow(name: str, values: list[Any], width: int = 0) -> Any:
    """Return an Arrow array, whose type must not depend on whether any row of a table has a value."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if name == VECTOR:
        given = pa.array([value is not None for value in values])
        none = np.zeros(width, np.float16)
        flat = np.concatenate([none if value is None else value for value in values] or [none[:0]])
        return pa.FixedSizeListArray.from_arrays(flat, width, mask=pc.invert(given))
    return pa.array(values, pa.int64() if name == "windows" else pa.float64() if name.startswith("p_") else pa.string())


def read(folder: Path) -> tuple[Head, ...]:
    """Return the heads of a model folder as `heads/heads.json` lists them; none where it has no such file.

    Raises:
        ModelError: the list cannot be read, or names a head without weights.
    """
    index = folder / FOLDER / INDEX
    if not index.exists():
        return ()
    try:
        listed = json.loads(index.read_text(encoding="utf-8"))
        heads = tuple(Head(name, tuple(h["labels"]), bool(h["pair"])) for name, h in listed.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError("a list of heads", f"{index}: {first_line(error)}", "save the folder again") from error
    for head in heads:
        if not _weights(folder, head.name).is_file():
            raise ModelError(f"weights of the head {head.name}", f"no {_weights(folder, head.name)}", "save it again")
    return heads


def save(folder: Path, head: Head, tensors: dict[str, Any]) -> None:
    """Add a head to a model folder, or replace it; the others stay.

    Args:
        folder: of the model.
        head: name, labels, and whether it reads an event.
        tensors: `dense.weight` (width, width), `dense.bias`, `out.weight` (labels, width), `out.bias`.
    """
    from safetensors.torch import save_file

    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.half().contiguous() for name, tensor in tensors.items()}, _weights(folder, head.name))
    listed = {h.name: h for h in read(folder)} | {head.name: head}
    index = {name: {"labels": h.labels, "pair": h.pair} for name, h in listed.items()}
    (place / INDEX).write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _weights(folder: Path, name: str) -> Path:
    return folder / FOLDER / f"{name}.safetensors"
