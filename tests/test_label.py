import pytest

from sentiment.errors import DataError
from sentiment.label import alpha, labels_of

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
