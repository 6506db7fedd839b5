import pytest

from sentiment.rendering.headline import headline

AUDIT = {"labelled": 12, "refuted": False, "agreement": None, "needed": 20}


def shares(method: str, found: dict[str, tuple[float, float, float]]) -> dict:
    return {k: dict(zip(("share", "low", "high"), e, strict=True)) | {"method": method} for k, e in found.items()}


def document(n: int, method: str = "audited", **found: tuple[float, float, float]) -> dict:
    overall = shares(method, found)
    audit = AUDIT if method == "audited" else None
    copies = {"in_bursts": 0, "bursts": [], "without": {}}
    return {
        "scored": n, "overall": overall, "counted": {"overall": overall}, "audit": audit, "stance": None, "stances": [],
        "copies": copies,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (document(0), "Nothing could be scored."),
        (
            document(4, "adjusted", negative=(0.75, 0.3, 0.95), positive=(0.25, 0.05, 0.7)),
            "Too few to say: of 4 comments the model reads 3 negative, 1 positive.",
        ),
        (
            document(12, negative=(0.75, 0.75, 0.75), positive=(0.25, 0.25, 0.25)),
            "Too few to say: of 12 comments people read 9 negative, 3 positive.",
        ),
        (
            document(29, negative=(0.75, 0.6, 0.9), positive=(0.25, 0.1, 0.4)),
            "Mostly negative comments: 75 % (60 to 90) of 29, checked by hand on 12 of them.",
        ),
        (
            document(3000, negative=(0.502, 0.502, 0.502), positive=(0.498, 0.498, 0.498)),
            "Negative comments are the largest part, about half or more: 50 % (50 to 50) of 3,000, checked by hand on "
            "12 of them.",
        ),
        (
            document(3000, "adjusted", negative=(0.45, 0.4, 0.497), positive=(0.25, 0.1, 0.3)),
            "Negative comments are the largest part, perhaps not half: 40 to 50 % of 3,000, read by a model and not "
            "checked on these comments.",
        ),
        (
            document(3000, positive=(0.2, 0.1, 0.3), negative=(0.8, 0.51, 0.9)),
            "Mostly negative comments: 80 % (51 to 90) of 3,000, checked by hand on 12 of them.",
        ),
        (
            document(30, "adjusted", positive=(0.2, 0.1, 0.3), negative=(0.8, 0.51, 0.9)),
            "Mostly negative comments: 51 to 90 % of 30, read by a model and not checked on these comments.",
        ),
        (
            document(30, "adjusted", neutral=(0.3, 0.2, 0.39), positive=(0.5, 0.4, 0.6)),
            "Positive comments are the largest part, perhaps not half: 40 to 60 % of 30, read by a model and not "
            "checked on these comments.",
        ),
        (
            document(30, neutral=(0.3, 0.2, 0.39), positive=(0.45, 0.4, 0.49)),
            "Positive comments are the largest part, but less than half: 45 % (40 to 49) of 30, checked by hand on 12 "
            "of them.",
        ),
        (
            document(30, "counted", neutral=(0.4, 0.3, 0.5), positive=(0.6, 0.5, 0.7)),
            "No part of the 30 comments is clearly the largest: neutral 30 to 50 %, positive 50 to 70 %; read by a "
            "model whose errors nobody measured, and not checked on these comments.",
        ),
        (  # the second in number is below it, and the third may be above
            document(30, "adjusted", neutral=(0.25, 0.22, 0.28), positive=(0.2, 0.05, 0.36), negative=(0.55, 0.3, 0.6)),
            "No part of the 30 comments is clearly the largest: neutral 22 to 28 %, positive 5 to 36 %, negative 30 to "
            "60 %; read by a model and not checked on these comments.",
        ),
        (
            document(30, "adjusted", anger=(0.8, 0.7, 0.9)) | {"audit": AUDIT},
            "Mostly comments with anger: 70 to 90 % of 30, read by a model and checked on only 12 of them, too few.",
        ),
    ],
)  # fmt: skip
def test_headline_claims_what_the_intervals_and_what_was_checked_allow(found: dict, said: str) -> None:
    assert headline(found).replace("Comments with", "comments with") == said


def test_the_count_of_few_is_what_the_model_reads_not_the_corrected_share() -> None:
    found = document(10, "adjusted", negative=(0.9, 0.5, 1.0))
    found["counted"] = {"overall": {"negative": {"share": 0.5}}}
    assert "the model reads 5 negative" in headline(found)


def test_labels_that_refute_the_model_are_in_the_headline() -> None:
    found = document(40, positive=(0.2, 0.1, 0.3), negative=(0.8, 0.6, 0.9))
    accuracy = {"share": 0.3, "low": 0.2, "high": 0.4, "n": 25}
    found["audit"] = AUDIT | {"labelled": 25, "refuted": True, "accuracy": accuracy}
    assert headline(found).endswith("The labels by hand refute the model: it is right in 30 % (20 to 40, n = 25).")


@pytest.mark.parametrize(("comments", "alpha", "told"), [(40, 0.5, True), (3, 0.5, False), (40, 0.8, False)])
def test_labels_that_contradict_one_another_are_in_the_headline(comments: int, alpha: float, told: bool) -> None:
    found = document(40, positive=(0.2, 0.1, 0.3), negative=(0.8, 0.6, 0.9))
    found["audit"] = AUDIT | {"agreement": {"alpha": alpha, "comments": comments}}
    assert ("no figure built on them is safe" in headline(found)) is told


def test_without_all_comments_there_are_no_shares_to_name() -> None:
    found = document(40, "adjusted", negative=(0.6, 0.51, 0.7), positive=(0.4, 0.3, 0.49))
    found["copies"] = {"in_bursts": 40, "bursts": [{}], "without": shares("counted", {"negative": (None, 0.0, 1.0)})}
    assert headline(found).endswith(" All 40 are one text within an hour.")


def test_a_campaign_of_copies_is_in_the_headline_with_the_shares_without_it() -> None:
    found = document(360, "adjusted", negative=(0.6, 0.51, 0.7), positive=(0.4, 0.3, 0.49))
    found["copies"] = {
        "in_bursts": 31, "bursts": [{}], "without": shares("adjusted", {"negative": (0.5, 0.4, 0.6)}),
    }  # fmt: skip
    assert headline(found).endswith("31 of 360 are one text within an hour; without them: negative 40 to 60 %.")
    found["copies"]["bursts"] = [{}, {}]
    assert "31 of 360 are copies of 2 texts, each within an hour; without them" in headline(found)
    found["copies"]["in_bursts"] = 7  # two in a hundred move no share by points
    assert "within an hour" not in headline(found)


@pytest.mark.parametrize("side", ["favor", "against", "none"])
def test_stance_comes_first_in_plain_words_and_each_event_has_its_sentence(side: str) -> None:
    found = document(40, "adjusted", negative=(0.8, 0.6, 0.9))
    own = shares("adjusted", {side: (0.6, 0.52, 0.7)})
    stance = {
        "event": "the ministry",
        "targets": 0,
        "contrary": None,
        "n": 40,
        "overall": own,
        "counted": own,
        "audit": None,
        "without": {},
    }
    found["stances"] = [stance, stance | {"event": None}]
    said = {"favor": "comments in favour", "against": "comments against", "none": "comments that take no side"}[side]
    told = f"mostly {said}: 52 to 70 % of 40, read by a model and not checked on these comments."
    assert headline(found).startswith(
        f"On “the ministry”: {told} On what it is about: {told} In tone: mostly negative comments: 60 to 90 %"
    )
