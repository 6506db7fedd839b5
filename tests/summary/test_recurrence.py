import numpy as np
import pytest

from sentiment.estimation.shares import counted
from sentiment.summary.topics.recurrence import recurrence

EVERY = np.arange(100)


def test_distinct_texts_have_the_wilson_interval() -> None:
    told = recurrence(np.arange(20), EVERY, EVERY, 0.95)
    plain = counted({"in": 20, "out": 80})["in"]
    assert (told["share"], told["n"], told["method"]) == (0.2, 100, "counted")
    assert (told["low"], told["high"]) == pytest.approx((plain.low, plain.high), abs=1e-4)


def test_copies_of_one_text_are_one_piece_of_evidence() -> None:
    same = np.array([0] * 20 + list(range(20, 100)))
    told = recurrence(np.arange(20), EVERY, same, 0.95)
    # 20 copies weigh 400, less what the others bring: n = p (1 - p) / (sum of m^2 (z - p)^2 / n^2)
    worth = 0.16 / ((400 * 0.64 + 80 * 0.04) / 100**2)
    plain = counted({"in": 0.2 * worth, "out": 0.8 * worth})["in"]
    assert (told["low"], told["high"]) == pytest.approx((plain.low, plain.high), abs=1e-4)
    assert told["high"] - told["low"] > 0.5


def test_nothing_and_everything_have_an_interval() -> None:
    nothing, everything = recurrence(EVERY[:0], EVERY, EVERY, 0.95), recurrence(EVERY, EVERY, EVERY, 0.95)
    assert (nothing["share"], nothing["low"], nothing["high"]) == (0, 0, 0.037)
    assert (everything["share"], everything["low"], everything["high"]) == (1, 0.963, 1)


def test_a_count_that_swings_has_a_wider_interval() -> None:
    still, swinging = (recurrence(np.arange(20), EVERY, EVERY, 0.95, swing) for swing in (0.0, 0.3))
    assert swinging["low"] < still["low"] < 0.2 < still["high"] < swinging["high"]
    assert swinging["high"] == pytest.approx(0.2 + np.hypot(still["high"] - 0.2, 1.96 * 0.3 * 0.2), abs=1e-4)
