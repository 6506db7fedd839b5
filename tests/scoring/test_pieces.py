import json
from pathlib import Path

import pytest
from tokenizers import AddedToken, Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing

from sentiment.scoring import pieces
from sentiment.scoring.pieces import PartOfTokenizer, tokenizer_for

TEXTS = ["abba cab", "a", "", "  cabab  \n abc", "ﬁ ½ abba", "日本 ab", "c" * 300, "ab<mask>ab", "abba </s> b"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vocabulary of special tokens, letters and random words of them, the last one special too."""
    words = [a + b for a in ("", "▁", "ab", "▁ca") for b in ("a", "b", "c", "abb", "ba", "f", "i")]
    scores = [(word, -2.0 - 0.37 * (7 * i % 11) - len(word) / 9) for i, word in enumerate(dict.fromkeys(words))]
    special = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    made = Tokenizer(Unigram([*special, *scores, ("▁", -9.0), ("<mask>", 0.0)], 3, False))
    made.normalizer, made.pre_tokenizer = NFKC(), Metaspace()
    made.add_special_tokens([AddedToken(name, special=True) for name in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")])
    made.post_processor = TemplateProcessing("<s> $A </s>", "<s> $A </s> </s> $B </s>", [("<s>", 0), ("</s>", 2)])
    made.save(str(tmp_path / "tokenizer.json"))
    return tmp_path / "tokenizer.json"


def test_texts_are_cut_as_by_the_whole_tokenizer(path: Path) -> None:
    part, whole = tokenizer_for(path, large=0), Tokenizer.from_file(str(path))
    assert isinstance(part, PartOfTokenizer)
    for some in (TEXTS[:3], TEXTS[2:7], TEXTS):
        for special in (True, False):
            found = part.encode_batch_fast(some, add_special_tokens=special)
            assert [e.ids for e in found] == [whole.encode(text, add_special_tokens=special).ids for text in some]


def test_a_file_is_read_alike_with_blanks_and_without(path: Path) -> None:
    spec = json.loads(path.read_text(encoding="utf-8"))
    odd = ['"', '"],["', '",', "\\", '\\"', "]]", "\n\u001f", "日", '",-1.5],["b', '"vocab":[["']
    spec["model"]["vocab"] += [[piece, -13.25 - i] for i, piece in enumerate(odd)]
    path.write_text(json.dumps(spec), encoding="utf-8")
    compact = json.dumps(spec, separators=(",", ":"), ensure_ascii=False).encode()
    for told, found in (pieces._read(path), pieces._cut_out(compact)):
        assert [[*found[i]] for i in range(len(found))] == spec["model"]["vocab"]
        assert told["post_processor"] == spec["post_processor"]
        assert (found.longest, found.least) == (len('"vocab":[["'), len(found) - 1)
        assert found.places({"日", "nothing", '"'}) == [len(found) - 10, len(found) - 3]


def test_a_file_that_cannot_be_cut_is_read_as_json(path: Path) -> None:
    spec = json.loads(path.read_text(encoding="utf-8"))
    spec["model"]["vocab"].append(["7]]", -3.5])
    path.write_text(json.dumps(spec, separators=(",", ":")), encoding="utf-8")
    _, found = pieces._read(path)
    assert found[len(found) - 1] == ("7]]", -3.5)


def test_an_event_and_a_text_are_framed_as_by_the_whole_one(path: Path) -> None:
    part, whole = tokenizer_for(path, large=0), Tokenizer.from_file(str(path))
    assert part.encode("cab", "abba").ids == whole.encode("cab", "abba").ids
    assert part.encode("a", add_special_tokens=False).ids == whole.encode("a", add_special_tokens=False).ids


def test_much_text_is_cut_by_all_pieces(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part, whole = tokenizer_for(path, large=0), Tokenizer.from_file(str(path))
    monkeypatch.setattr(pieces, "ENOUGH", 3)
    assert [e.ids for e in part.encode_batch_fast(TEXTS)] == [whole.encode(text).ids for text in TEXTS]


def test_a_small_vocabulary_and_one_of_another_kind_are_taken_whole(path: Path) -> None:
    assert isinstance(tokenizer_for(path), Tokenizer)
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace('"byte_fallback": false', '"byte_fallback": true'), encoding="utf-8")
    assert isinstance(tokenizer_for(path, large=0), Tokenizer)


@pytest.mark.weights
def test_the_embedded_vocabulary_in_part_cuts_as_the_whole_one() -> None:
    from sentiment.scoring.model_folder import resolve

    found = resolve(None) / "tokenizer.json"
    part, whole = tokenizer_for(found, large=0), Tokenizer.from_file(str(found))
    texts = ["Rusiya müharibəsi 😀", "日本語のテキスト", "a\u0300\u0301b ﬁne Ⅷ №5", "▁▁ _ ꙮ", "x" * 3000, *TEXTS]
    assert isinstance(part, PartOfTokenizer)
    assert [e.ids for e in part.encode_batch_fast(texts)] == [whole.encode(text).ids for text in texts]
