import pyarrow as pa
import pytest

from sentiment.table import comment, label_words


@pytest.mark.parametrize(
    ("label", "expected"),
    [("POS", "positive"), (" Negative ", "negative"), ("müsbət", "positive"), ("LABEL_0", "LABEL_0"), ("joy", "joy")],
)
def test_canonical(label: str, expected: str) -> None:
    assert label_words.canonical(label) == expected


def test_only_a_scored_table_has_numeric_probabilities() -> None:
    assert comment.arrow_type("p_positive", scored=True) == pa.float64()
    assert comment.arrow_type("p_positive", scored=False) == pa.string()
    assert comment.arrow_type("id", scored=True) == pa.string()
