"""A large tokenizer made of the pieces that a few texts can hold, where making it of all pieces takes longer than they.

Of the 250,000 pieces of XLM-R's vocabulary a hundred comments hold some thousand. A word is cut into the likeliest row
of pieces (Kudo 2018, ACL, section 3.2), which are parts of it: with all pieces that are parts of the words at hand, and
the least likely one of all, by which an unknown letter is valued, each word is cut as it is with all pieces.

The pieces stand in two columns of Arrow, cut out of the file as it is: to make a string and a number in Python of each
takes three times as long.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LARGE = 4 << 20  # bytes of a tokenizer.json from which this pays
ENOUGH = 200_000  # letters; for more, all pieces are taken
_TEMPLATE = "TemplateProcessing"
Spec = dict[str, Any]


@dataclass(frozen=True)
class Encoding:
    """A text as the ids of its pieces."""

    ids: list[int]


@dataclass(frozen=True)
class Vocabulary:
    """Pieces, and their logarithmic likelihoods.

    Attributes:
        pieces: strings, by id.
        scores: as many numbers.
    """

    pieces: Any
    scores: Any

    def __len__(self) -> int:
        """Count the pieces."""
        return len(self.pieces)

    def __getitem__(self, place: int) -> tuple[str, float]:
        """Return a piece and its likelihood."""
        return self.pieces[place].as_py(), self.scores[place].as_py()

    def places(self, parts: set[str]) -> list[int]:
        """Return which pieces are among these."""
        found = pc.is_in(self.pieces, value_set=pa.array(list(parts), pa.string()))
        return pc.indices_nonzero(found).to_pylist()  # type: ignore[no-any-return]

    @property
    def longest(self) -> int:
        """Letters of the longest piece."""
        return int(pc.max(pc.utf8_length(self.pieces)).as_py())

    @property
    def least(self) -> int:
        """The first of the least likely pieces."""
        return int(pc.index(self.scores, pc.min(self.scores)).as_py())


def tokenizer_for(path: Path, large: int = LARGE) -> "Tokenizer | PartOfTokenizer":
    """Return the tokenizer of a tokenizer.json, neither cutting nor padding; of a large one the part that is needed."""
    if path.stat().st_size >= large:
        told, vocabulary = _read(path)
        spec = {"added_tokens": [], **told}
        if _divisible(spec, vocabulary):
            return PartOfTokenizer(path, spec, vocabulary)
    return whole_tokenizer(path)


def _read(path: Path) -> tuple[Spec, Vocabulary]:
    """Return what a tokenizer.json says, and its pieces apart; none where they are no list."""
    written = path.read_bytes()
    try:
        return _cut_out(written)
    except (ValueError, LookupError):  # with blanks, as some write it, or of another kind
        spec = json.loads(written)
        listed = spec["model"]["vocab"] if isinstance(spec["model"].get("vocab"), list) else []
        columns = [pa.array([row[i] for row in listed], kind) for i, kind in enumerate((pa.string(), pa.float64()))]
        return spec, Vocabulary(*columns)


def _cut_out(written: bytes) -> tuple[Spec, Vocabulary]:
    """Do the same with a file without blanks, as the library writes it: what is left without the list is small.

    Raises:
        ValueError: it is written otherwise.
        LookupError: the same.
    """
    start = written.index(b'"vocab":[["') + len(b'"vocab":[')
    end = written.index(b"]]", start)
    while not written[end - 1 : end].isdigit():  # part of a piece
        end = written.index(b"]]", end + 1)
    spec = json.loads(written[:start] + written[end + 1 :])
    if spec["model"]["vocab"]:
        raise ValueError("another list")
    # A quotation mark within a piece has a backslash before it, so that these stand between pieces alone.
    rows = pc.split_pattern(pa.array([written[start + 2 : end]], pa.binary()), '],["').flatten()
    cut = pc.split_pattern(rows, '",', max_splits=1, reverse=True)
    pieces, scores = (pc.list_element(cut, i).cast(pa.string()) for i in (0, 1))
    escaped = pc.match_substring(pieces, "\\")
    plain = [json.loads(f'"{piece}"') for piece in pieces.filter(escaped).to_pylist()]
    pieces = pc.replace_with_mask(pieces, escaped, pa.array(plain, pa.string()))
    return spec, Vocabulary(pieces, scores.cast(pa.float64()))


class PartOfTokenizer:
    """What scoring needs of a `Tokenizer`; ids are those of the whole one."""

    def __init__(self, path: Path, spec: Spec, vocabulary: Vocabulary) -> None:
        """Take the path of a tokenizer.json, and what it says."""
        self._path, self._lock, self._vocabulary, self._longest = path, Lock(), vocabulary, vocabulary.longest
        self._special = [token["content"] for token in spec["added_tokens"]]
        unknown = int(spec["model"]["unk_id"])
        self._always = sorted({*(token["id"] for token in spec["added_tokens"]), unknown, vocabulary.least})
        self._unknown = self._always.index(unknown)
        self._shell = _shell(spec, vocabulary, self._always)
        self._words: set[str] = set()
        self._whole: Tokenizer | None = None
        self._small, self._ids = self._made(self._always), self._always

    def encode(self, text: str, pair: str | None = None, *, add_special_tokens: bool = True) -> Encoding:
        """Return a text, or two of them, as ids."""
        tokenizer, ids = self._for([text] if pair is None else [text, pair])
        return _encoding(tokenizer.encode(text, pair, add_special_tokens=add_special_tokens), ids)

    def encode_batch_fast(self, texts: Sequence[str], *, add_special_tokens: bool = True) -> list[Encoding]:
        """Return texts as ids."""
        tokenizer, ids = self._for(texts)
        found = tokenizer.encode_batch_fast(list(texts), add_special_tokens=add_special_tokens)
        return [_encoding(encoding, ids) for encoding in found]

    def _for(self, texts: Sequence[str]) -> "tuple[Tokenizer, list[int] | None]":
        """Return a tokenizer that cuts these texts as the whole one does, and what its ids are there."""
        with self._lock:
            if self._whole is None and not self._few(texts):
                self._whole = whole_tokenizer(self._path)
            if self._whole is not None:
                return self._whole, None
            if new := {word for text in texts for word in self._cut(text)} - self._words:
                self._words |= new
                known = self._vocabulary.places({part for word in new for part in self._parts(word)})
                self._ids = [*self._always, *sorted({*known, *self._ids}.difference(self._always))]
                self._small = self._made(self._ids)
            return self._small, self._ids

    def _few(self, texts: Sequence[str]) -> bool:
        """Tell whether there is little to cut; a text with a special token in it is left to the whole tokenizer."""
        few = sum(map(len, texts)) + sum(map(len, self._words)) <= ENOUGH
        return few and not any(token in text for text in texts for token in self._special)

    def _cut(self, text: str) -> Iterator[str]:
        """Yield the words that are cut into pieces."""
        normal = self._small.normalizer.normalize_str(text) if self._small.normalizer else text
        yield from (word for word, _ in self._small.pre_tokenizer.pre_tokenize_str(normal))

    def _parts(self, word: str) -> Iterator[str]:
        for start in range(len(word)):
            yield from (word[start:end] for end in range(start + 1, min(start + self._longest, len(word)) + 1))

    def _made(self, ids: list[int]) -> "Tokenizer":
        """Return a tokenizer of some pieces; a new one, since another thread may be at work with the last."""
        from tokenizers import Tokenizer
        from tokenizers.models import Unigram

        made = Tokenizer.from_str(self._shell)
        made.model = Unigram([self._vocabulary[i] for i in ids], self._unknown, False)
        return made


def _divisible(spec: Spec, vocabulary: Vocabulary) -> bool:
    """Tell whether the pieces of a word hang on nothing but its parts, and special tokens are pieces too."""
    model, added, after = spec["model"], spec["added_tokens"], spec.get("post_processor") or {"type": _TEMPLATE}
    if model.get("type") != "Unigram" or model.get("byte_fallback") or model.get("unk_id") is None:
        return False
    names = [vocabulary[token["id"]][0] if token["id"] < len(vocabulary) else None for token in added]
    known = names == [token["content"] for token in added]
    return known and after["type"] == _TEMPLATE and bool(spec.get("pre_tokenizer"))


def _shell(spec: Spec, vocabulary: Vocabulary, ids: list[int]) -> str:
    """Return the tokenizer of these pieces alone, as JSON."""
    places = {place: i for i, place in enumerate(ids)}
    model = {**spec["model"], "vocab": [vocabulary[i] for i in ids]}
    shell = {**spec, "model": {**model, "unk_id": places[spec["model"]["unk_id"]]}, "truncation": None, "padding": None}
    shell["added_tokens"] = [{**token, "id": places[token["id"]]} for token in spec["added_tokens"]]
    if after := spec.get("post_processor"):
        special = {n: {**t, "ids": [places[i] for i in t["ids"]]} for n, t in after["special_tokens"].items()}
        shell["post_processor"] = {**after, "special_tokens": special}
    return json.dumps(shell)


def whole_tokenizer(path: Path) -> "Tokenizer":
    """Return the tokenizer of a tokenizer.json, neither cutting nor padding."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(path))
    found.no_truncation()
    found.no_padding()
    return found


def _encoding(encoding: Any, ids: list[int] | None) -> Encoding:
    return Encoding(encoding.ids if ids is None else [ids[i] for i in encoding.ids])
