from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

import sentiment
from sentiment.reading.reader import load
from sentiment.scoring.joining import copies as joined
from sentiment.table import copies
from sentiment.table.copies import bursts, clusters, digests, letters, resemblance
from support_campaign import table as campaign

SLOGAN = "they opened it only to watch us all and nobody should go back"
OTHER = "my little brother learned to cook plov from those videos honestly"


def found(*texts, near=True):
    return clusters(pa.chunked_array([pa.array(texts, pa.string())]), near=near).tolist()


def test_copies_have_the_same_words():
    assert found("Nice!", "something else", "NICE...", "nice 👏") == [0, 1, 0, 0]


def test_what_holds_no_words_is_a_copy_of_the_same_symbols():
    assert found("👏👏", "🔥", "👏 👏") == [0, 1, 0]


def test_empty_texts_are_no_copies_of_each_other():
    assert found("", "a", None, "a") == [-1, 1, -1, 1]


@pytest.mark.parametrize(
    "changed",
    [
        SLOGAN.replace("watch", "see"),
        SLOGAN.replace("only ", ""),
        f"@Kamran {SLOGAN} #tiktok 🔥",
        SLOGAN.replace("nobody", "nobdy"),
    ],
)
def test_a_text_changed_a_little_is_a_near_copy(changed):
    assert found(OTHER, SLOGAN, changed) == [0, 1, 1]
    assert found(OTHER, SLOGAN, changed, near=False) == [0, 1, 2]


def test_a_comment_typed_without_its_letters_is_a_near_copy():
    text = "Şəhərimizdə internetin sürəti günü-gündən pisləşir, cavab verən yoxdur"
    assert found(text, "Seherimizde internetin sureti gunu-gunden pislesir, cavab veren yoxdur") == [0, 0]


def test_half_a_text_in_common_is_another_text():
    half = " ".join(SLOGAN.split()[:7])
    assert found(SLOGAN, f"{half} {OTHER}") == [0, 1]


def test_short_texts_are_alike_by_chance():
    assert found("yaxşı oldu, sağ olun", "yaxşı oldu, sağ ol") == [0, 1]


def test_near_copies_of_near_copies_are_one_cluster_named_by_the_earliest():
    words = SLOGAN.split()
    chain = [" ".join([*["new"] * k, *words[k:]]) for k in range(3)]
    assert found(OTHER, *reversed(chain)) == [0, 1, 1, 1]


def test_the_order_of_the_texts_parts_no_near_copies() -> None:
    """Of a bucket the first text is compared with the others: in each order it is the same one."""
    texts = campaign()["text"]
    known = _parts(texts, range(len(texts)))
    assert 100 < len(known) < len(set(texts)) - 50
    for seed in range(3):
        assert _parts(texts, np.random.default_rng(seed).permutation(len(texts)).tolist()) == known


def _parts(texts: list[str], order: Sequence[int]) -> set[frozenset[str]]:
    same = found(*(texts[i] for i in order))
    return {frozenset(texts[i] for i, own in zip(order, same, strict=True) if own == one) for one in same}


def test_resemblance_is_the_part_of_the_runs_of_five_in_common():
    assert resemblance("abcdef", "abcdef") == 1
    assert resemblance("abcdef", "abcdeg") == pytest.approx(1 / 3)  # abcde; bcdef, bcdeg
    assert resemblance("abcdef", "uvwxyz") == 0
    assert letters("Çox PİS!") == letters("cox pis")


def test_large_clusters_are_found_across_batches():
    texts = [f"{OTHER} {i // 2}{i // 2}" for i in range(24_000)]
    texts[20_000::2] = [SLOGAN] * 2_000
    cluster = clusters(pa.chunked_array([pa.array(texts)]), near=False)
    assert (cluster[20_000::2] == 20_000).all()
    assert (cluster[:20_000:2] == np.arange(0, 20_000, 2)).all()


def reworded(words, n, rng):
    """Texts that share any part of their words, from nearly all to nearly none."""
    for _ in range(n):
        own = rng.choice(words, rng.integers(6, 60))
        yield " ".join(own)
        for part in (0.05, 0.1, 0.15, 0.2, 0.3):
            yield " ".join(np.where(rng.random(len(own)) < part, rng.choice(words, len(own)), own))


def test_no_near_copy_is_missed_for_its_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    texts = list(reworded(f"{SLOGAN} {OTHER} şəhərdə yenə açıldı".split(), 60, rng))
    marked = found(*texts)
    monkeypatch.setattr(copies._Marked, "likely", lambda self, one, other: np.ones(len(one), np.bool_))
    assert marked == found(*texts)
    assert 60 < len(set(marked)) < len(texts)


def micros(*minutes):
    return np.array(minutes, np.int64) * 60_000_000


def test_ten_copies_within_an_hour_are_a_burst():
    cluster, timed = np.zeros(12, np.int64), np.ones(12, bool)
    found = bursts(cluster, micros(*range(0, 60, 6), 500, 900), timed)
    assert [(b.rows.tolist(), b.size) for b in found] == [(list(range(10)), 12)]


def test_nine_copies_or_a_smaller_part_of_many_or_untimed_ones_are_none():
    nine = bursts(np.zeros(9, np.int64), micros(*range(9)), np.ones(9, bool))
    slow = bursts(np.zeros(30, np.int64), micros(*range(10), *range(1_000, 21_000, 1_000)), np.ones(30, bool))
    untimed = bursts(np.zeros(12, np.int64), micros(*range(12)), np.arange(12) < 9)
    alone = bursts(np.full(12, -1), micros(*range(12)), np.ones(12, bool))
    assert (nine, slow, untimed, alone) == ([], [], [], [])


def test_bursts_are_told_largest_first():
    cluster = np.repeat([3, 8], [10, 15])
    found = bursts(cluster, micros(*range(25)), np.ones(25, bool))
    assert [b.size for b in found] == [15, 10]


ALIKE_SAID = ["good http://a.az", "Good, http://b.az/x?y=1", "GOOD www.c.az", "good &amp; @someone", "good @other & "]


def test_every_stage_agrees_on_what_is_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "comments.csv"
    path.write_text("id,text\n" + "".join(f'{i},"{text}"\n' for i, text in enumerate(ALIKE_SAID)), encoding="utf-8")
    seen = load(path)
    prepared = sentiment.prepare(seen.comments)
    copies = prepared["copy_of"]
    assert [copy is not None for copy in copies] == [False, True, True, False, True]
    same = clusters(prepared.data.table["clean"], near=False)
    assert same.tolist() == [0, 0, 0, 3, 3]
    table = prepared.data.table
    assert joined(table["id"], digests(prepared["clean"])).to_pylist() == list(copies)
    assert seen.to_dict()["copies"] == 3
