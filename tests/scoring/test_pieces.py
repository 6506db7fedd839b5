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
