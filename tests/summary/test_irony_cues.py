import pytest

from sentiment import summarize
from sentiment.summary.irony_cues import CUES, LONGEST, cue
from support import scored


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BRAVO, əla iş 👏 👏", "praise with a mocking emoji"),
        ("🤡 çox yaxşı", "praise with a mocking emoji"),
        ("Ну да, конечно, заработало", "a turn of phrase"),
        ("Yaxşı da, açıldı", "a turn of phrase"),
        ("Yeah right", "a turn of phrase"),
        ("Вот «молодцы», ничего не скажешь", "praise in quotation marks"),
        ("works again /s", "a mark of irony"),
        ("Bravo!", None),
        ("Sağ olun, gözəl xəbərdir", None),
        ("🙄", None),
        ("", None),
    ],
)
def test_cue(text: str, name: str | None) -> None:
    assert cue(text) == name


def test_cues_are_spelled_as_lower_leaves_them() -> None:
    assert [name for name, pattern in CUES.items() if "ı" in pattern or "İ" in pattern] == []


def test_only_the_beginning_of_a_text_is_looked_at() -> None:
    assert cue("x" * (LONGEST - 11) + " yeah right") == "a turn of phrase"
    assert cue("x" * LONGEST + " yeah right") is None


def test_the_risk_is_the_shares_without_what_is_flagged_and_no_label_changes() -> None:
    texts = ["bravo 🙄", "yeah right", "yaxşı oldu", "pis oldu", "super 🙄"]
    table = scored(["positive", "positive", "positive", "negative", None], clean=texts)
    document = summarize(table, by=[]).document
    irony = document["irony"]
    assert (irony["flagged"], irony["cues"]) == (2, {"praise with a mocking emoji": 1, "a turn of phrase": 1})
    assert {label: e["share"] for label, e in irony["without"].items()} == {
        "negative": 0.5, "neutral": 0.0, "positive": 0.5,
    }  # fmt: skip
    assert document["overall"]["positive"]["share"] == 0.75
    assert any(note.startswith("2 comments have a sign of irony; no label was changed") for note in document["notes"])
