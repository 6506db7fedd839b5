import pytest

from sentiment.errors import DataError
from sentiment.estimation.gold_labels import alpha, labels_of

KNOWN = ("negative", "neutral", "positive")


def join(audit, n=4):
    return labels_of(audit, [f"c{i}" for i in range(n)], ["a text"] * n, [True] * n, KNOWN)


def test_alpha_by_hand():
    assert alpha([["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]]) == pytest.approx(1 - 7 * 2 / (64 - 9 - 25))
    assert alpha([["a", "a"], ["b", "b"]]) == 1
    assert alpha([["a", "a"]]) is None


def test_two_people_by_column_or_by_row():
    columns = join([{"id": "c1", "gold": "negative", "gold_2": "positive"}])
    rows = join([{"id": "c1", "gold": "neg"}, {"id": "audit.csv:c1", "file": "audit.csv", "gold": "pos"}])
    assert columns.readings == rows.readings == [["negative", "positive"]]
    assert columns.gold == ["negative"]


def test_weights_of_a_stratum_go_to_what_was_labelled():
    audit = [{"id": f"c{i}", "gold": g, "stratum": "az", "weight": "2.5"} for i, g in enumerate(["pos", None, "neg"])]
    found = join(audit)
    assert (found.weight, found.blank, found.rows.tolist()) == ([3.75, 3.75], 1, [0, 2])


@pytest.mark.parametrize(
    "row",
    [
        {"id": "x", "gold": "negative"},
        {"id": "c0", "gold": "furious"},
        {"id": "c0", "gold": None},
        {"id": "c0", "gold": "negative", "text": "others"},
    ],
)
def test_an_audit_of_something_else_is_refused(row):
    with pytest.raises(DataError):
        join([row])


def test_three_people_and_a_note_of_theirs():
    row = {"id": "c0", "gold": "pos", "gold_2": "neg", "gold_3": "neg", "gold_note": "hard to say", "gold_4": " "}
    found = join([row])
    assert (found.gold, found.readings) == (["negative"], [["positive", "negative", "negative"]])


def test_labels_of_what_was_not_scored_are_passed_over():
    audit = [{"id": "c0", "gold": "pos"}, {"id": "c1", "gold": "neg"}]
    found = labels_of(audit, ["c0", "c1"], [None, "x"], [False, True], KNOWN)
    assert (found.rows.tolist(), found.gold, found.blank) == ([1], ["negative"], 0)


@pytest.mark.parametrize("weight", ["0", "-1", "a lot", "inf", "nan", "1e300"])
def test_a_weight_that_is_none(weight):
    with pytest.raises(DataError, match="expected a weight above 0"):
        join([{"id": "c0", "gold": "pos", "weight": weight}])


def test_a_stance_that_is_left_blank_is_blank() -> None:
    rows = [{"id": "c0", "gold": None}, {"id": "c1", "gold": "favor"}]
    found = labels_of(rows, ["c0", "c1"], ["a", "b"], [True] * 2, ("favor", "against", "none"))
    assert (found.gold, found.blank) == (["favor"], 1)
