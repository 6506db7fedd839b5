import pytest

from sentiment.rendering.headline import headline


def document(n: int, **shares: tuple[float, float, float]) -> dict:
    overall = {
        k: dict(zip(("share", "low", "high"), e, strict=True)) | {"method": "audited"} for k, e in shares.items()
    }
    return {"scored": n, "overall": overall, "counted": {"overall": overall}, "audit": None}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (document(0), "Nothing could be scored."),
        (
            document(4, negative=(0.75, 0.3, 0.95), positive=(0.25, 0.05, 0.7)),
            "Too few to say: of 4 scored comments the model reads 3 negative, 1 positive. The intervals are wide.",
        ),
        (
            document(30, positive=(0.2, 0.1, 0.3), negative=(0.8, 0.51, 0.9)),
            "Mostly negative (80 %, 51 to 90, audited).",
        ),
        (
            document(30, neutral=(0.3, 0.2, 0.39), positive=(0.5, 0.4, 0.6)),
            "More positive than anything else, but short of a clear majority (50 %, 40 to 60, audited).",
        ),
        (
            document(30, neutral=(0.4, 0.3, 0.5), positive=(0.6, 0.5, 0.7)),
            "No clear majority; the largest share is positive (60 %, 50 to 70, audited).",
        ),
    ],
)  # fmt: skip
def test_headline_claims_what_the_intervals_allow(found: dict, said: str) -> None:
    assert headline(found) == said


def test_the_count_of_few_is_what_the_model_reads_not_the_corrected_share() -> None:
    found = document(10, negative=(0.9, 0.5, 1.0))
    found["counted"] = {"overall": {"negative": {"share": 0.5}}}
    assert "the model reads 5 negative" in headline(found)


def test_labels_that_refute_the_model_are_in_the_headline():
    found = document(40, positive=(0.2, 0.1, 0.3), negative=(0.8, 0.6, 0.9))
    found["audit"] = {"refuted": True, "accuracy": {"share": 0.3, "low": 0.2, "high": 0.4, "n": 25}}
    assert headline(found).endswith("The labels by hand refute the model: it is right in 30 % (20 to 40, n = 25).")
