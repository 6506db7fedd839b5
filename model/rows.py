"""A labelled text, and the guard that keeps every text that measures something out of training.

    python model/rows.py TEST... > DATA/NAME.fingerprints

writes down what stands for the texts of tests (CSV, JSON lines or Parquet, a column `text`), so that they can be kept
out by who may not read them.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from sentiment import text as textual

ROOT = Path(__file__).parent.parent
TONES = ("negative", "neutral", "positive")
EMOTIONS = ("none", "amusement", "anger", "disgust", "fear", "joy", "love", "optimism", "sadness", "surprise")
IRONIES = ("not_ironic", "ironic")
STANCES = ("favor", "against", "none")
HEADS = {"tone": TONES, "emotion": EMOTIONS, "irony": IRONIES, "stance": STANCES}
LONGEST = 1_200  # characters
SHORTEST = 12  # letters of a text that is kept out; shorter ones are everybody's


@dataclass(frozen=True)
class Row:
    """One text with its labels, -1 where it has none.

    `unknown_*` holds the classes that the set does not tell apart: their logits are masked, or the model learns that
    such texts never have them.
    """

    text: str
    lang: str
    source: str
    target: str = ""  # what `stance` is toward; it is read before the text
    tone: int = -1
    emotion: int = -1
    irony: int = -1
    stance: int = -1
    unknown_tone: frozenset[int] = frozenset()
    unknown_emotion: frozenset[int] = frozenset()
    unknown_stance: frozenset[int] = frozenset()


def clean(text: str) -> str:
    """Clean a text as the product does before the model reads it."""
    return textual.clean(text[:LONGEST])


def fingerprint(text: str) -> int:
    """Return 64 bits of the letters and digits, lower case, without @user and http, that copies have in common."""
    bare = clean(text).replace("@user", " ").replace("http", " ")
    return textual.digest("".join(c for c in textual.lower(bare) if c.isalnum()))


def fingerprints(texts: Iterable[str]) -> set[int]:
    """Return the fingerprints of all texts that are not too short to be anybody's own."""
    return {fingerprint(t) for t in texts if sum(c.isalpha() for c in t) >= SHORTEST}


def read_table(path: Path) -> pd.DataFrame:
    """Read a data file by its suffix."""
    if path.suffix == ".csv":
        return pd.read_csv(path)
    return pd.read_json(path, lines=True) if path.suffix == ".jsonl" else pd.read_parquet(path)


def read_part(path: Path, split: str) -> pd.DataFrame:
    """Read one split of a data file, its texts cleaned."""
    frame = read_table(path)
    if "split" in frame:
        frame = frame[frame.split == split]
    return frame.assign(text=[clean(t) for t in frame.text])


@cache
def held_out(data: Path) -> set[int]:
    """Return the fingerprints of all texts that may not be trained on.

    These are the validation parts of all sets, the comments on unseen events and in unseen grids, the product's own
    challenge and demonstration texts, its seed, and what `DATA/*.fingerprints` names: published and sealed tests are
    not among the data, which were cleared of published ones where they were made (`SOURCES.md` of the data).
    """
    texts: list[str] = []
    for path in sorted(data.glob("*/*.parquet")) + [data / "reactions" / "events.jsonl"]:
        if path.stem != "az_localdoc":
            texts += read_part(path, "validation").text.tolist()
    own = [ROOT / "data" / "unblocking.csv", ROOT / "data" / "comments.jsonl", *ROOT.glob("tests/**/challenge.jsonl")]
    for path in own:
        texts += read_table(path).text.dropna().tolist()
    texts += [comment["text"] for told in (unseen(), unseen_grids()) for entry in told for comment in entry["comments"]]
    named = (line for path in data.glob("*.fingerprints") for line in path.read_text(encoding="utf-8").split())
    return fingerprints(texts) | {int(line, 16) for line in named}


@cache
def training_texts(data: Path) -> set[int]:
    """Return the fingerprints of the training parts of all sets."""
    paths = [p for p in sorted(data.glob("*/*.parquet")) if p.stem != "az_localdoc"]
    return {fingerprint(t) for path in paths for t in read_part(path, "train").text}


def read_lines(path: Path) -> list[dict]:
    """Read a file of one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_folder(name: str) -> list[dict]:
    """Read all such files of a folder beside this one, in the order of their names."""
    return [line for path in sorted((ROOT / "model" / name).glob("*.jsonl")) for line in read_lines(path)]


@cache
def invented() -> list[dict]:
    """Return the events of `events/`: each with its wordings and comments."""
    return read_folder("events")


@cache
def unseen() -> list[dict]:
    """Return the events that were written like those of `events/` and are only measured on."""
    return read_lines(ROOT / "model" / "unseen_events.jsonl")


@cache
def grids() -> list[dict]:
    """Return the grids of `grids/`: targets of one topic, and comments with a side toward each of them."""
    return read_folder("grids")


@cache
def unseen_grids() -> list[dict]:
    """Return the grids that are only measured on."""
    return read_lines(ROOT / "model" / "unseen_grids.jsonl")


@cache
def two_sided() -> list[dict]:
    """Return comments that are for one thing and against another."""
    return read_folder("two_sided")


def found_again(data: Path, folder: str, names: Iterable[str]) -> Iterator[tuple[str, str, dict]]:
    """Find the comments of a folder that holds what was read in them, and of their texts the fingerprint alone.

    Args:
        data: folder with sentiment/.
        folder: beside this file.
        names: sets in whose training parts the texts stand.

    Returns:
        Text, language and the folder's line, of each comment once.
    """
    told = {int(line["text"], 16): line for line in read_folder(folder)}
    for name in names:
        frame = read_part(data / "sentiment" / f"{name}.parquet", "train")
        for text, lang in zip(frame.text, frame.lang, strict=True):
            if line := told.pop(fingerprint(text), None):
                yield text, lang, line


def forbidden(rows: Sequence[Row], head: str) -> npt.NDArray[np.bool_]:
    """Return (rows, labels) where a row's set does not tell a label apart."""
    found = np.zeros((len(rows), len(HEADS[head])), bool)
    for i, row in enumerate(rows):
        found[i, list(getattr(row, f"unknown_{head}", ()))] = True
    return found


def labels(values: Iterable[str], known: tuple[str, ...]) -> list[int]:
    """Return label numbers; -1 for a label that is not known."""
    return [known.index(v) if v in known else -1 for v in values]


def main() -> None:
    """Print the fingerprints of texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tests", type=Path, nargs="+")
    found = [fingerprints(read_table(path).text.dropna()) for path in parser.parse_args().tests]
    print(*(f"{number:x}" for number in sorted(set().union(*found))), sep="\n")


if __name__ == "__main__":
    main()
