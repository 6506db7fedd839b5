import pytest

from sentiment.summary.topics.clauses import clauses


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", []),
        ("metro bahalaşdı", ["metro bahalaşdı"]),
        ("Qatarlar hər gün gecikir. Bilet də çox bahadır!", ["Qatarlar hər gün gecikir.", "Bilet də çox bahadır!"]),
        ("поезда вечно опаздывают...\nи билет дорогой", ["поезда вечно опаздывают...", "и билет дорогой"]),
        ("Да. Поезда вечно опаздывают", ["Да. Поезда вечно опаздывают"]),
        ("The trains are always late. Really. And the fare is too high", [
            "The trains are always late. Really.", "And the fare is too high",
        ]),
        ("  two  spaces   stay as they are  ", ["two  spaces   stay as they are"]),
    ],
)  # fmt: skip
def test_a_comment_is_cut_at_sentences_that_may_say_something(text: str, cut: list[str]) -> None:
    assert clauses(text) == cut
