from sentiment.word import distinctive


def test_words_that_one_label_uses_more() -> None:
    rows = [("gözəl app, əla", "positive")] * 20 + [("app çox pis", "negative")] * 20
    found = distinctive(rows)
    assert [entry["word"] for entry in found["positive"]] == ["gözəl", "əla"]
    assert [entry["word"] for entry in found["negative"]] == ["pis", "çox"]
    assert found["positive"][0]["n"] == 20


def test_a_word_counts_once_a_comment() -> None:
    rows = [("bad bad bad bad", "negative")] + [("fine", "positive")] * 50
    assert distinctive(rows)["negative"] == []


def test_one_label_alone_has_nothing_distinctive() -> None:
    assert distinctive([("good", "positive")] * 10) == {"positive": []}
