"""How many comments those of few authors or threads are worth, and what is then no difference."""

import numpy as np
import pytest
from scipy.stats import norm, t

from sentiment.estimation.clumping import BEGUN, clumped
from sentiment.estimation.differences import called, corrected, difference
from sentiment.estimation.evidence import Evidence


def effect(given: np.ndarray, who: np.ndarray, labels: int = 2) -> float:
    return clumped(given, labels, np.ones(len(given)), [who], 0.95)


def test_comments_of_one_mind_by_author_are_worth_their_authors():
    """Four authors of five comments each, two for and two against: 5 times the variance, and 4 / 3 for so few."""
    given, who, alone = np.repeat([0, 1, 0, 1], 5), np.repeat(np.arange(4), 5), np.arange(20)
    begun = BEGUN / 2  # half of the comments for: each is worth a half
    expected = 1 + ((20 / 2 * 20 / 3 + 5 * begun) / (20 / 2 + begun) - 1) * (t.ppf(0.975, 3) / norm.ppf(0.975)) ** 2
    assert effect(given, who) == pytest.approx(expected)
    assert clumped(given, 2, 3 * np.ones(20), [alone, who], 0.95) == pytest.approx(expected)
    assert effect(given, alone) == effect(given, who - 9) == 1
    assert effect(given, 0 * who) == 1


def test_authors_who_all_say_the_same_are_worth_no_more_than_themselves():
    given, who = np.repeat(0, 20), np.repeat(np.arange(4), 5)
    assert effect(given, who) == pytest.approx(1 + 4 * (t.ppf(0.975, 3) / norm.ppf(0.975)) ** 2)


def test_comments_without_an_author_stand_for_themselves():
    """Two authors of five comments, one for and one against, and ten comments of unknown authors, half of each."""
    given, who = np.array([0] * 5 + [1] * 5 + [0, 1] * 5), np.array([0] * 5 + [1] * 5 + [-1] * 10)
    alike, begun = 60 / 20, BEGUN / 2
    whole = ((2 * 25 / 4 * 2 + 10 / 2) * 12 / 11 + alike * begun) / (20 / 2 + begun)
    freedom = 20 / alike - 1
    assert effect(given, who) == pytest.approx(1 + (whole - 1) * (t.ppf(0.975, freedom) / norm.ppf(0.975)) ** 2)


@pytest.mark.parametrize("firm", [True, False])
@pytest.mark.parametrize("authors", [60, 20, 5, 2])
def test_groups_of_few_authors_do_not_differ_by_whom_they_happen_to_hold(authors, firm):
    """Two groups of 300 comments, each author of an opinion of his own: from one and the same population."""
    random, wrong, unaware, runs = np.random.default_rng(20231031), 0, 0, 200
    rows = np.arange(600)
    for _ in range(runs):
        who = np.concatenate([random.integers(0, authors, 300) + authors * side for side in (0, 1)])
        opinions = random.integers(0, 2, 2 * authors) if firm else random.beta(0.8, 1.2, 2 * authors)
        said = (random.random(600) > opinions[who]).astype(np.int64)
        for units in ((who,), ()):
            found = Evidence(("yes", "no"), said, (["en"], 0 * rows), rows, units=units)
            a, b = (found.shares(own, produced=True) for own in np.split(rows, 2))
            claimed = called(corrected([difference(a, b, "yes")])[0])
            wrong, unaware = wrong + (claimed and bool(units)), unaware + (claimed and not units)
    assert wrong / runs <= 0.08
    assert unaware / runs >= 0.15
