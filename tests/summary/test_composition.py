"""A change of mix is told from a change of what is said."""

import numpy as np
import pytest
from datasets import Dataset

from sentiment import rendering
from sentiment.api import summarize
from sentiment.estimation.evidence import Evidence
from sentiment.summary.comparisons import differences, differences_each, pair
from support import scored

NEG, POS = "negative", "positive"


def file(before: dict[str, tuple[int, float]], after: dict[str, tuple[int, float]]) -> Dataset:
    """Return comments before and after, by language: how many, and which share of them is negative."""
    labels, groups, languages = [], [], []
    for name, part in (("before", before), ("after", after)):
        for language, (n, share) in part.items():
            labels += [NEG] * round(n * share) + [POS] * (n - round(n * share))
            groups += [name] * n
            languages += [language] * n
    return scored(labels, group=groups, language=languages)


def negatives(table: Dataset) -> tuple[dict, dict]:
    """Return the difference in negatives, all labelled by hand, and the document."""
    hand = table.select_columns(["id", "label"]).rename_column("label", "gold")
    found = summarize(table, by=["group"], audit=hand).document
    return next(d for d in found["differences"] if d["label"] == NEG), found


def test_opinions_that_stay_in_each_language_are_a_change_of_mix() -> None:
    table = file({"az": (210, 0.8), "ru": (90, 0.2)}, {"az": (90, 0.8), "ru": (210, 0.2)})
    found, document = negatives(table)
    assert abs(found["share"]) == pytest.approx(0.24, abs=0.01)
    assert (found["called"], found["mix"], found["only_mix"]) == (True, "language", True)
    assert found["standardised"]["low"] < 0 < found["standardised"]["high"]
    page = rendering.terminal(document)
    assert "At one mix of language no difference can be told" in " ".join(page.split())


def test_opinions_that_change_in_each_language_are_no_change_of_mix_also_by_a_sample() -> None:
    table = file({"az": (210, 0.9), "ru": (90, 0.8)}, {"az": (90, 0.3), "ru": (210, 0.2)})
    hand = table.select(range(0, 600, 3)).select_columns(["id", "label"]).rename_column("label", "gold")
    document = summarize(table, by=["group"], audit=hand).document
    found = next(d for d in document["differences"] if d["label"] == NEG)
    assert (found["called"], found["mix"], found["only_mix"]) == (True, "language", False)
    assert (found["method"], found["standardised"]["method"]) == ("audited", "audited")
    assert abs(found["standardised"]["share"]) == pytest.approx(0.6, abs=0.03)
    page = " ".join(rendering.markdown(document).split())
    assert "points, as they are; widened for 3 | points, at one mix; widened for 3" in page
    assert "These intervals are widened for all 3 differences in tone that were looked at" in page


def test_differences_at_one_mix_are_widened_for_their_number_as_those_beside_them() -> None:
    """Sixty by sixty, each language alike: 70 % against 48 % at either mix."""
    predicted = np.array(([0] * 28 + [1] * 12 + [0] * 14 + [1] * 6) + ([0] * 10 + [1] * 10 + [0] * 19 + [1] * 21))
    evidence = Evidence((NEG, POS), predicted, (["az"], np.zeros(120, np.int64)), np.arange(120))
    kinds = {"language": np.repeat([0, 1, 0, 1], [40, 20, 20, 40])}
    one = pair("group", "a", "b", np.arange(60), np.arange(60, 120), evidence, kinds)
    (alone,) = differences([one], (NEG,), 0.95, counts=True)
    assert (alone["called"], alone["only_mix"], alone["standardised"]["low"] > 0) == (True, False, True)
    for found in differences([one] * 6, (NEG,), 0.95, counts=True):
        raw, even = (own["high"] - own["low"] for own in (found, found["standardised"]))
        assert raw / (alone["high"] - alone["low"]) == pytest.approx(2.64 / 1.96, abs=0.05)
        assert even / (alone["standardised"]["high"] - alone["standardised"]["low"]) == pytest.approx(1.35, abs=0.05)


def test_differences_of_several_targets_are_widened_for_the_number_of_all_of_them() -> None:
    """Two groups of forty differ by some 26 points: enough for one comparison, too little for one of six."""
    predicted = np.array([0] * 24 + [1] * 16 + [0] * 13 + [1] * 27)
    evidence = Evidence((NEG, POS), predicted, (["az"], np.zeros(80, np.int64)), np.arange(80))
    one = pair("group", "a", "b", np.arange(40), np.arange(40, 80), evidence, {})
    (alone,) = differences_each([[one]], (NEG,), 0.95, counts=True)
    several = differences_each([[one]] * 6, (NEG,), 0.95, counts=True)
    assert [d["called"] for d in alone] == [True]
    assert [d["called"] for own in several for d in own] == [False] * 6
    assert several == [[d] for d in differences([one] * 6, (NEG,), 0.95, counts=True)]


def test_parts_of_one_mix_are_not_standardised() -> None:
    table = file({"az": (100, 0.8), "ru": (100, 0.2)}, {"az": (100, 0.4), "ru": (100, 0.1)})
    found, _ = negatives(table)
    assert (found["called"], found["mix"], found["standardised"], found["only_mix"]) == (True, None, None, False)


def test_standardised_shares_have_the_mean_mix() -> None:
    table = file({"az": (210, 0.8), "ru": (90, 0.2)}, {"az": (90, 0.2), "ru": (210, 0.2)})
    found, _ = negatives(table)
    sides = {found["a"]: 1, found["b"]: -1}
    # In Azerbaijani 80 % fall to 20 %, in Russian nothing changes: half of 60 points at an even mix.
    assert found["standardised"]["share"] * sides["before"] == pytest.approx(0.3, abs=0.1)
    assert np.sign(found["standardised"]["share"]) == np.sign(found["share"])


def test_a_text_of_which_copies_are_labelled_unlike_is_of_both_in_whatever_order() -> None:
    labels = [NEG] + [POS] * 3 + [NEG] * 12 + [POS] * 24
    texts = ["the same words by four"] * 4 + [chr(0x10D0 + i % 30) * 9 + chr(97 + i % 26) * 9 for i in range(36)]
    table = scored(labels, text=texts, clean=texts)
    both = [summarize(rows).document["copies"] for rows in (table, table.select(range(39, -1, -1)))]
    assert [found["distinct"] for found in both] == [37, 37]
    for told in (found["overall"][NEG] for found in both):
        assert (told["n"], told["share"]) == (37, pytest.approx(12.25 / 37))


def test_shares_by_author_of_a_file_labelled_wholly_are_what_was_counted() -> None:
    table = scored([NEG] * 20 + [POS] * 20, author=["a"] * 19 + ["b"] * 21, likes=[3] * 20 + [1] * 20)
    hand = table.select_columns(["id", "label"]).rename_column("label", "gold")
    document = summarize(table, audit=hand).document
    known = {"n": 40, "method": "audited"}
    by_author, by_like = (1 + 1 / 21) / 2, 60 / 80
    for found, share in ((document["copies"]["authors"][NEG], by_author), (document["copies"]["likes"][NEG], by_like)):
        assert (
            found == {"share": pytest.approx(share), "low": pytest.approx(share), "high": pytest.approx(share)} | known
        )
    page = rendering.markdown(document)
    assert "| authors | 40 | 52 % (52 to 52) |" in page
