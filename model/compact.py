"""Make the compact folder that ships in the package: the table of pieces in the 4 bits in which the encoder came.

`python model/compact.py FOLDER e5-small-q4.bin TARGET`
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

import encoder
from sentiment.scoring.model_folder import WEIGHTS
from sentiment.scoring.weights import BLOCK, PACKED, PackedTable

TABLE = "bert.embeddings.word_embeddings.weight"


def pack(folder: Path, blocks: np.ndarray, target: Path) -> None:
    """Write a standard folder compactly.

    Args:
        folder: in Hugging Face layout, fp16, whose table was frozen in training.
        blocks: the encoder's table as it came, (pieces, bytes of a row); see `packed_table`.
        target: a folder, written anew.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns(WEIGHTS))
    tensors = load_file(folder / WEIGHTS)
    same_table(tensors.pop(TABLE), blocks)
    save_file(tensors | {TABLE + PACKED: blocks}, target / WEIGHTS, metadata={"format": "pt"})
    (target / WEIGHTS).chmod(0o644)


def same_table(table: np.ndarray, blocks: np.ndarray) -> None:
    """Refuse a table that training moved: the blocks would not be it."""
    if table.shape != (len(blocks), blocks.shape[1] // (2 + BLOCK // 2) * BLOCK):
        raise SystemExit(f"a table of {table.shape}, blocks of {blocks.shape}")
    for start in range(0, len(table), 2**14):
        ids = np.arange(start, min(start + 2**14, len(table)))
        if not np.allclose(PackedTable(blocks).rows(ids), table[ids], rtol=1e-3, atol=1e-6):
            raise SystemExit("the table of the folder is not the encoder's: it was trained")


def packed_table(path: Path) -> np.ndarray:
    """Return the blocks of the encoder's table of pieces, byte for byte, (pieces, bytes of a row)."""
    config, raw = encoder.read_packed(path, "emb.word")
    return np.frombuffer(raw, np.uint8).reshape(config.vocab_size, -1)


def main() -> None:
    """Pack one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="in Hugging Face layout")
    parser.add_argument("encoder", type=Path, help="the encoder's file of weights")
    parser.add_argument("target", type=Path, help="written anew")
    options = parser.parse_args()
    pack(options.folder, packed_table(options.encoder), options.target)


if __name__ == "__main__":
    main()
