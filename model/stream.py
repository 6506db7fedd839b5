"""Everything that training reads, in one compressed file of token ids: small enough to travel to a GPU.

    python model/stream.py DATA tone

writes `work/tone/pack.npz`. `train.py` needs nothing else but the weights it starts from.
"""

import argparse
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from transformers import BertModel

import encoder
import pairs
import singles
from mixes import MIXES, Mix
from network import mean_state
from rows import HEADS, Row, fingerprint, held_out

TOKENS = 96
LONG, LONG_KEPT = 64, 0.2  # of the rows with more tokens only some are kept: two short ones cost as much
PAD, END = 1, 2
PHRASES, TEXTS = 3_000, 3_000  # short targets, and texts of the other tasks, whose meaning is kept
LONGEST_PHRASE = 120  # characters
BUDGET = 4_096  # tokens of a batch


@dataclass(frozen=True)
class Pack:
    """Rows as arrays.

    Attributes:
        ids: token ids of all rows, one after the other.
        ends: (rows,) where each row ends in `ids`.
        gold: (rows, heads) label numbers in the order of `HEADS`; -1 where there is none.
        unknown: (rows, heads) bits of the classes that are masked.
        place: (rows,) row of `vectors`; -1 where there is none.
        vectors: (some, width) sentence vectors of the untouched encoder, centred, of length 1.
    """

    ids: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int64]
    gold: npt.NDArray[np.int8]
    unknown: npt.NDArray[np.uint16]
    place: npt.NDArray[np.int32]
    vectors: npt.NDArray[np.float16]

    def tokens(self, row: int) -> npt.NDArray[np.int32]:
        """Return the ids of one row."""
        return self.ids[self.ends[row - 1] if row else 0 : self.ends[row]]

    @property
    def lengths(self) -> npt.NDArray[np.int64]:
        """Tokens of every row."""
        return np.diff(self.ends, prepend=0)


def encode(tokenizer: Tokenizer, rows: list[Row]) -> list[list[int]]:
    """Return token ids, cut to `TOKENS` with the end token kept; the target of a row goes before its text."""
    found = tokenizer.encode_batch_fast([(r.target, r.text) if r.target else r.text for r in rows])
    return [e.ids if len(e.ids) <= TOKENS else [*e.ids[: TOKENS - 1], END] for e in found]


def pad(rows: Iterable[npt.ArrayLike]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return (batch, longest) token ids and attention mask."""
    listed = [torch.as_tensor(np.asarray(r, dtype=np.int64)) for r in rows]
    ids = torch.nn.utils.rnn.pad_sequence(listed, batch_first=True, padding_value=PAD)
    return ids, (ids != PAD).long()


def batches(lengths: npt.ArrayLike, budget: int, order: Iterable[int]) -> list[list[int]]:
    """Return lists of rows in the given order that hold at most `budget` tokens when padded."""
    lengths, found, longest = np.asarray(lengths), [[]], 0
    for row in order:
        longest = max(longest, int(lengths[row]))
        if found[-1] and longest * (len(found[-1]) + 1) > budget:
            found.append([])
            longest = int(lengths[row])
        found[-1].append(int(row))
    return found


@torch.inference_mode()
def sentence_vectors(model: BertModel, tokens: list[list[int]]) -> npt.NDArray[np.float32]:
    """Return the mean state (rows, width) of the last layer."""
    lengths = [len(t) for t in tokens]
    found = np.zeros((len(tokens), model.config.hidden_size), np.float32)
    for part in batches(lengths, BUDGET, np.argsort(lengths, kind="stable")):
        ids, mask = pad([tokens[i] for i in part])
        with torch.autocast("cpu", torch.bfloat16):
            states = model(input_ids=ids, attention_mask=mask).last_hidden_state
        found[part] = mean_state(states.float(), mask).numpy()
    return found


def untouched(work: Path) -> tuple[BertModel, Tokenizer]:
    """Return the encoder as it was published, and its tokenizer."""
    config, state, tokenizer = encoder.load(work)
    config._attn_implementation = "eager"
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(state)
    return model.eval(), Tokenizer.from_str(encoder.json.dumps(tokenizer))


def draw(data: Path, mix: Mix, *, commercial: bool = False) -> tuple[list[Row], list[bool]]:
    """Return the rows in random order, and which of them keep their meaning too."""
    rng = random.Random(mix.seed)
    lone = singles.draw(data, mix.seed, mix.singles, commercial=commercial)
    paired = pairs.draw(data, mix, commercial=commercial)
    shut = held_out(data)
    known = {r.target for r in paired if r.source != "events" and len(r.target) <= LONGEST_PHRASE}
    known = sorted(t for t in known if fingerprint(t) not in shut)
    phrases = [Row(t, "", "phrases") for t in rng.sample(known, min(PHRASES, len(known)))]
    rows = lone + paired + phrases
    kept = {id(r) for r in [*phrases, *rng.sample(lone, min(TEXTS, len(lone)))]}
    rows = by_text(rows, rng)
    return rows, [id(r) in kept for r in rows]


def by_text(rows: list[Row], rng: random.Random) -> list[Row]:
    """Return the rows in random order, all those of one text together.

    They are as long as one another and so meet in a batch, where what the text alone says of the side cancels out.
    """
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(fingerprint(row.text), []).append(row)
    order = list(groups.values())
    rng.shuffle(order)
    return [row for group in order for row in group]


def pack(data: Path, work: Path, name: str, *, commercial: bool = False) -> Path:
    """Write the pack of a stream, unless there is one, and return its path."""
    path = work / name / "pack.npz"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    rows, kept = draw(data, MIXES[name], commercial=commercial)
    model, tokenizer = untouched(work)
    tokens, rng = encode(tokenizer, rows), random.Random(MIXES[name].seed)
    chosen = [i for i, t in enumerate(tokens) if len(t) <= LONG or rng.random() < LONG_KEPT]
    rows, kept, tokens = ([part[i] for i in chosen] for part in (rows, kept, tokens))
    place = np.full(len(rows), -1, np.int32)
    place[np.flatnonzero(kept)] = np.arange(sum(kept))
    vectors = sentence_vectors(model, [t for t, keep in zip(tokens, kept, strict=True) if keep])
    centre = vectors.mean(0)
    vectors -= centre
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    unknown = [[sum(1 << k for k in getattr(r, f"unknown_{h}", ())) for h in HEADS] for r in rows]
    np.savez_compressed(
        path.with_suffix(".part.npz"),
        ids=np.concatenate([np.array(t, np.int32) for t in tokens]),
        ends=np.cumsum([len(t) for t in tokens]),
        gold=np.array([[getattr(r, h) for h in HEADS] for r in rows], np.int8),
        unknown=np.array(unknown, np.uint16),
        place=place,
        vectors=vectors.astype(np.float16),
    )
    path.with_suffix(".part.npz").replace(path)
    report(rows, tokens)
    return path


def report(rows: list[Row], tokens: list[list[int]]) -> None:
    """Print rows and tokens by source."""
    frame = singles.frame_of(rows).assign(tokens=[len(t) for t in tokens])
    print(frame.groupby("source").tokens.agg(["size", "mean", "sum"]).round(1).to_string())
    print(f"{len(rows)} rows, {frame.tokens.sum()} tokens")


def load(path: Path) -> Pack:
    """Read a pack."""
    with np.load(path) as arrays:
        return Pack(**{name: arrays[name] for name in arrays.files})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("stream", choices=list(MIXES))
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work")
    parser.add_argument("--commercial", action="store_true", help="leave the non-commercial sets out")
    options = parser.parse_args()
    pack(options.data, options.work, options.stream, commercial=options.commercial)
