"""The comments with most likes as a list, and two groups that cannot be told apart in a sentence."""

import pytest

import sentiment
from sentiment.rendering.claims import claims
from sentiment.rendering.layout import parts
from sentiment.rendering.translation import phrases
from support import LABELS, scored


def test_the_most_liked_comments_each_text_once() -> None:
    texts = ["first words", "second words", "first words", "third words", "fourth words"]
    table = scored([LABELS[i % 3] for i in range(4)] + [None], text=texts, likes=[3, 9, 7, None, 99])
    document = sentiment.summarize(table).document
    assert [(c["id"], c["likes"], c["label"]) for c in document["liked"]] == [
        ("c1", 9, "neutral"),
        ("c2", 7, "positive"),
    ]
    rows = next(part.rows for part in parts(document) if part.title == "The most liked comments")
    assert rows == [(9, "second words", "neutral", "id c1"), (7, "first words", "positive", "id c2")]


def test_without_likes_there_is_no_list() -> None:
    assert sentiment.summarize(scored(LABELS)).document["liked"] == []


def test_likes_that_no_screen_shows_break_no_report() -> None:
    found = sentiment.summarize(scored(LABELS * 10, likes=[2**62, 1, None] * 10)).document
    assert found["liked"][0]["likes"] == 2.0**62
    assert found["copies"]["likes"]["negative"]["share"] == pytest.approx(1)


@pytest.mark.parametrize("differ", [False, True])
def test_two_files_are_compared_in_one_sentence(differ: bool) -> None:
    labels = [LABELS[i % 3] for i in range(100)] + [LABELS[2 if differ else i % 3] for i in range(100)]
    table = scored(labels, file=["a.csv"] * 100 + ["b.csv"] * 100)
    audit = [{"id": f"c{i}", "text": f"text {i}", "gold": label} for i, label in enumerate(labels)]
    document = sentiment.summarize(table, by="file", audit=audit).document
    said = [sentence for part in claims(document, phrases("en")) for sentence in getattr(part, "said", [])]
    assert any("between a.csv and b.csv no difference can be told" in sentence for sentence in said) is not differ
    assert any(" than " in sentence for sentence in said) is differ
