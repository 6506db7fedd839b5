import numpy as np
import pytest

from sentiment.summary.words import distinctive as distinctive_words
from sentiment.summary.words.distinctive import Vocabulary, scores, stop_words


def marks(parts: dict[str, list[str]], language: str = "und", *, same: bool = False) -> dict[str, list[str]]:
    """Return the distinctive words of each part; every row is a text of its own unless the same words count once."""
    rows = [(text, language) for texts in parts.values() for text in texts]
    ends = np.cumsum([0, *map(len, parts.values())])
    places = {name: np.arange(a, b) for name, a, b in zip(parts, ends, ends[1:], strict=False)}
    numbers = np.unique([text for text, _ in rows], return_inverse=True)[1] if same else np.arange(len(rows))
    found = Vocabulary(rows).distinctive(places, lambda own: own[np.unique(numbers[own], return_index=True)[1]])
    return {name: [entry["word"] for entry in words] for name, words in found.items()}


def test_scores_by_hand() -> None:
    # A word 12 times among 20 here, never among 30 there. With the prior of all 50: odds of 24 to 46 and of 12 to 68,
    # ln(24/46) - ln(12/68) = 1.0840, over sqrt(1/24 + 1/12) = 0.3536.
    found = scores(np.array([[12.0, 8.0], [0.0, 30.0]]), np.array([20.0, 30.0]))
    assert found[0, 0] == pytest.approx(3.0661, abs=1e-4)
    assert found[1, 0] == pytest.approx(-3.0661, abs=1e-4)
    # The other word: 8 of 20 and 30 of 30; (8 + 38) to (20 + 50 - 46) and (30 + 38) to (30 + 50 - 68).
    assert found[0, 1] == pytest.approx((np.log(46 / 24) - np.log(68 / 12)) / np.sqrt(1 / 46 + 1 / 68))


def test_words_that_one_part_uses_more() -> None:
    found = marks({"positive": ["gözəl app, əla"] * 20, "negative": ["app çox pis"] * 20}, "az")
    assert found == {"positive": ["gözəl", "əla"], "negative": ["pis"]}


def test_rows_are_counted_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"a": ["good app", "good", "", "good bread"] * 3, "b": ["dear bread", "dear"] * 5}
    whole = marks(texts)
    monkeypatch.setattr(distinctive_words, "FEW", 3)
    assert marks(texts) == whole == {"a": ["good"], "b": ["dear"]}


def test_a_text_counts_once_a_part() -> None:
    found = marks(
        {"a": ["they watch us"] * 50 + [f"calm {w}" for w in ("one", "two", "ten")], "b": ["fine"] * 50}, same=True
    )
    assert found == {"a": [], "b": []}
    assert marks({"a": ["bad bad bad bad"], "b": ["fine"] * 50})["a"] == []


def test_one_part_alone_has_nothing_distinctive() -> None:
    assert marks({"a": ["good"] * 10}) == {"a": []}
    assert Vocabulary([]).distinctive({}, np.sort) == {}
    assert marks({"a": ["!"], "b": ["?"]}) == {"a": [], "b": []}


@pytest.mark.parametrize("language", ["az", "tr", "und"])
def test_spellings_with_and_without_diacritics_are_one_word(language: str) -> None:
    rest = ["fine"] * 20
    assert marks({"a": ["qadağa"] * 5 + ["QADAĞA"] * 5 + ["qadaga"] * 8, "b": rest}, language)["a"] == ["qadağa"]


def test_the_capital_i_of_turkic_languages() -> None:
    assert marks({"a": ["AÇILDI"] * 10, "b": ["fine"] * 20}, "az")["a"] == ["açıldı"]
    assert marks({"a": ["İSTANBUL"] * 10, "b": ["fine"] * 20}, "tr")["a"] == ["istanbul"]


def test_german_words_that_differ_by_diacritics_stay_two() -> None:
    found = marks({"a": ["schön Haus"] * 10, "b": ["schon Baum"] * 10}, "nl")
    assert found == {"a": ["haus", "schön"], "b": ["baum", "schon"]}


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("az", "və"),
        ("tr", "ve"),
        ("ru", "который"),
        ("en", "the"),
        ("de", "und"),
        ("fr", "les"),
        ("es", "los"),
        ("ar", "هذا"),
    ],
)
def test_stop_words_of_the_text_s_own_language(language: str, word: str) -> None:
    assert marks({"a": [f"{word} qwerty"] * 20, "b": ["asdf"] * 20}, language)["a"] == ["qwerty"]
    assert word in marks({"a": [f"{word} qwerty"] * 20, "b": ["asdf"] * 20}, "xx")["a"]


def test_no_handle_or_address_is_a_word() -> None:
    found = marks({"a": ["@user http leyla.m@mail.az qwerty"] * 20, "b": ["asdf"] * 20})
    assert found["a"] == ["qwerty"]


@pytest.mark.parametrize(
    ("language", "kept", "dropped"),
    [
        ("az", "yaxsi yoxdur hec qarsi esla xeyr", "ve bu"),
        ("tr", "iyi yok hic degil dogru", "ve bir"),
        ("ru", "хорошо плохо нет никогда против спасибо", "и это"),
        ("en", "good bad not never against thanks wrong", "the of"),
        ("de", "nicht kein gut schlecht", "und die"),
        ("hi", "नहीं", "और"),
        ("es", "mal bien no", "de la"),
        ("fr", "non pas bien", "de la"),
    ],
)
def test_praise_blame_and_denial_are_no_stop_words(language: str, kept: str, dropped: str) -> None:
    assert not stop_words(language) & set(kept.split())
    assert set(dropped.split()) <= stop_words(language)


def test_words_of_hindi_are_whole() -> None:
    found = marks({"a": ["अच्छा काम"] * 10, "b": ["बुरा दिन"] * 10}, "hi")
    assert found == {"a": ["अच्छा", "काम"], "b": ["दिन", "बुरा"]}
