"""The tensors of a model folder, mapped from its safetensors files; no torch, and nothing is read before it is used."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sentiment.arrays import Singles
from sentiment.errors import ModelError, first_line

Ids = npt.NDArray[np.int64]
Tensor = npt.NDArray[Any]
PACKED = ".q4"  # ends the name of a table in 4 bits
BLOCK = 32  # weights under one scale
_BYTES = 2 + BLOCK // 2  # of a block: the scale in half precision, then 16 bytes of two weights each
_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2", "I64": "<i8", "I32": "<i4", "U8": "u1", "BOOL": "u1"}
_EXPONENTS = {"BF16": np.uint16(0x7F80), "F16": np.uint16(0x7C00)}  # all ones in what is no number
_AT_ONCE = 2**22  # numbers looked through together


class Weights:
    """Tensors by name, over all `*.safetensors` of a folder."""

    def __init__(self, folder: Path, within: str | None = "heads") -> None:
        """Map the files; their headers must be whole.

        Args:
            folder: of the model.
            within: a folder in it, whose files' tensors are named `FOLDER.STEM.NAME`; None is none.

        Raises:
            ModelError: a file is no safetensors, or cut.
        """
        self._folder = folder
        self._tensors: dict[str, tuple[str, Tensor]] = {}
        for path in sorted(folder.glob("*.safetensors")):
            self._tensors |= _mapped(path, "")
        for path in sorted((folder / within).glob("*.safetensors")) if within else []:
            self._tensors |= _mapped(path, f"{within}.{path.stem}.")

    def __contains__(self, name: str) -> bool:
        """Say whether there is a tensor of this name."""
        return name in self._tensors

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self._tensors)

    def __getitem__(self, name: str) -> Tensor:
        """Return a tensor, in the precision it is kept in (bfloat16 as float32)."""
        if name not in self._tensors:
            hint = "download or save the folder again"
            raise ModelError("weights that fit config.json", f"{self._folder}: no tensor {name}", hint)
        kind, tensor = self._tensors[name]
        return (tensor.astype(np.uint32) << 16).view(np.float32) if kind == "BF16" else tensor

    def table(self, name: str) -> "Table":
        """Return a table of rows that are looked up: in 4 bits where it is kept so."""
        return PackedTable(self[name + PACKED]) if name + PACKED in self else Table(self[name])

    def check(self) -> None:
        """Look for numbers that are none.

        Raises:
            ModelError: there are some; a label would be chosen by accident.
        """
        for name, (kind, tensor) in self._tensors.items():
            if name.endswith(PACKED):
                kind, tensor = "F16", tensor.reshape(-1, _BYTES)[:, :2].copy().view("<f2")
            elif tensor.dtype.kind != "f" and kind != "BF16":
                continue
            flat = tensor.reshape(-1)
            for start in range(0, flat.size, _AT_ONCE):
                if not _finite(kind, flat[start : start + _AT_ONCE]):
                    hint = "download the folder again, or train with a lower rate"
                    raise ModelError("weights that are numbers", f"{self._folder}: NaN or infinity in {name}", hint)


@dataclass(frozen=True)
class Table:
    """One row of numbers a piece."""

    tensor: Tensor

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.tensor)

    def rows(self, ids: Ids) -> Singles:
        """Return the rows (ids, width) of some pieces."""
        return np.asarray(self.tensor[ids], np.float32)

    def lookup(self, ids: Ids) -> Singles:
        """Return the rows of a batch of pieces (rows, longest, width); each distinct piece is taken once."""
        distinct, places = np.unique(ids, return_inverse=True)
        return self.rows(distinct)[places.reshape(ids.shape)]


class PackedTable(Table):
    """The same in 4 bits: a block of 32 numbers is a scale in half precision and 32 nibbles; (nibble - 8) * scale.

    Byte j of a block holds number j in its low nibble and number j + 16 in its high one: the layout of the encoder's
    file, kept byte for byte.
    """

    def rows(self, ids: Ids) -> Singles:
        """Return the rows (ids, width) of some pieces."""
        blocks = self.tensor[ids].reshape(-1, _BYTES)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
        return ((nibbles.astype(np.float32) - 8) * scale).reshape(len(ids), -1)


def _mapped(path: Path, prefix: str) -> dict[str, tuple[str, Tensor]]:
    from safetensors import safe_open

    try:
        with safe_open(path, "numpy"):  # checks the header and that nothing is missing
            pass
        data = np.memmap(path, np.uint8, mode="c")  # OpenVINO takes no array that is read-only
        size = int(data[:8].view("<u8")[0])
        header = json.loads(data[8 : 8 + size].tobytes())
        header.pop("__metadata__", None)
        found = {}
        for name, about in header.items():
            start, end = (8 + size + offset for offset in about["data_offsets"])
            kind = about["dtype"]
            if kind not in _TYPES:  # such a model is left to torch
                continue
            found[prefix + name] = kind, data[start:end].view(_TYPES[kind]).reshape(about["shape"])
    except Exception as error:  # whatever a broken file makes safetensors or numpy raise
        hint = "download or save the folder again"
        raise ModelError("weights that fit config.json", f"{path}: {first_line(error)}", hint) from error
    return found


def _finite(kind: str, numbers: Tensor) -> bool:
    if kind in _EXPONENTS:  # numpy takes numbers of 16 bits one at a time
        return bool(((numbers.view(np.uint16) & _EXPONENTS[kind]) != _EXPONENTS[kind]).all())
    return bool(np.isfinite(numbers).all())
