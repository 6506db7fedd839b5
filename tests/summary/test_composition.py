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
