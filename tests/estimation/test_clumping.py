"""How many comments those of few authors or threads are worth, and what is then no difference."""

import numpy as np
import pytest

from sentiment.estimation.clumping import clumped
from sentiment.estimation.differences import called, corrected, difference
from sentiment.estimation.evidence import Evidence


def test_comments_of_one_mind_by_author_are_worth_their_authors():
    """Four authors of five comments each, two for and two against: 5 times the variance, and 4 / 3 for so few."""
    given, who, alone = np.repeat([0, 1, 0, 1], 5), np.repeat(np.arange(4), 5), np.arange(20)
    ones = np.ones(20)
    assert clumped(given, 2, ones, [who]) == pytest.approx((20 / 3, 4))
    assert clumped(given, 2, 3 * ones, [alone, who]) == pytest.approx((20 / 3, 4))
    assert clumped(given, 2, ones, [alone]) == clumped(given, 2, ones, [who - 9]) == (1, 20)
    assert clumped(given, 2, ones, [0 * who]) == (1, 20)
    assert clumped(0 * given, 2, ones, [who]) == (1, 20)


def test_comments_without_an_author_stand_for_themselves():
    """Two authors of five comments, one for and one against, and ten comments of unknown authors, half of each."""
    given, who = np.array([0] * 5 + [1] * 5 + [0, 1] * 5), np.array([0] * 5 + [1] * 5 + [-1] * 10)
    effect, worth = clumped(given, 2, np.ones(20), [who])
    assert effect == pytest.approx((2 * 25 / 4 * 2 + 10 / 2) / (20 / 2) * 12 / 11)
    assert worth == pytest.approx(400 / 60)


@pytest.mark.parametrize("authors", [60, 20])
def test_groups_of_few_authors_do_not_differ_by_whom_they_happen_to_hold(authors):
    """Two groups of 300 comments, each author of an opinion of his own: from one and the same population."""
    random, wrong, unaware, runs = np.random.default_rng(20231031), 0, 0, 200
    rows = np.arange(600)
    for _ in range(runs):
        who = np.concatenate([random.integers(0, authors, 300) + authors * side for side in (0, 1)])
        said = (random.random(600) > random.beta(0.8, 1.2, 2 * authors)[who]).astype(np.int64)
        for units in ((who,), ()):
            found = Evidence(("yes", "no"), said, (["en"], 0 * rows), rows, units=units)
            a, b = (found.shares(own, produced=True) for own in np.split(rows, 2))
            claimed = called(corrected([difference(a, b, "yes")])[0])
            wrong, unaware = wrong + (claimed and bool(units)), unaware + (claimed and not units)
    assert wrong / runs <= 0.08
    assert unaware / runs >= 0.15
