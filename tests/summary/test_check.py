"""Claims weighed against comments: what is borne out, what is not, and when nothing can be told."""

import json
from pathlib import Path

import pytest
from datasets import Dataset
from typer.testing import CliRunner

import sentiment
from sentiment.cli.commands import app
from sentiment.errors import DataError
from sentiment.scoring import model_folder
from sentiment.summary.claims.check import weigh
from sentiment.summary.method import Method
from sentiment.table.selection import Selection
from support import scored
from support_stance import own_targets, several

NEG, NEU, POS = "negative", "neutral", "positive"
LANGUAGES = ("en", "az", "tr", "ru")


def audited(labels: list[str], claim: str, labelled: int, **options: object) -> dict:
    """Check a claim on comments of which so many are labelled by hand as the model labelled them."""
    group = options.pop("group", None)
    table = scored(labels, **({"group": group} if group else {}))
    rows = [{"id": f"c{i}", "gold": labels[i]} for i in range(0, len(labels), len(labels) // labelled)]
    return dict(weigh(table, claim, audit=Dataset.from_list(rows), **options))


MIXED = [POS, POS, POS, POS, NEG] * 40


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("mostly satisfied", "supported"),
        ("more positive than negative", "supported"),
        ("a third are satisfied", "refuted"),
        ("opinions are divided", "refuted"),
        ("mostly negative", "refuted"),
        ("в основном довольны", "supported"),
        ("four fifths", None),
    ],
)
def test_what_two_hundred_labels_tell(claim: str, answer: str | None) -> None:
    if answer is None:
        with pytest.raises(DataError, match="expected one of the quantifiers"):
            audited(MIXED, claim, 200)
        return
    found = audited(MIXED, claim, 200)
    assert found["answer"] == answer
    assert found["probability"] == pytest.approx(float(answer == "supported"), abs=0.01)
    assert (found["reason"], found["to_settle"]) == (None, None)


def test_few_labels_leave_it_open_and_say_how_many_would_settle_it() -> None:
    table, gold = scored([POS] * 300), [POS] * 12 + [NEG] * 8  # the model knows nothing

    def asked(times: int) -> dict:
        rows = [{"id": f"c{i}", "gold": label} for i, label in enumerate(gold * times)]
        return dict(weigh(table, "mostly satisfied", audit=Dataset.from_list(rows)))

    found = asked(1)
    assert (found["answer"], found["reason"]) == ("cannot tell", "wide")
    assert 0.025 < found["probability"] < 0.95
    # 1.96 standard deviations of 0.6 * 0.4 / n, for 300 comments, are the distance from a half.
    estimate = found["sides"][0]["estimate"]["share"]
    assert found["to_settle"] == pytest.approx(
        1 / (((estimate - 0.5) / 1.96) ** 2 / (estimate * (1 - estimate)) + 1 / 300), abs=1
    )
    assert found["allowed"]["low"] < 0.5 < found["allowed"]["high"]
    assert asked(15)["answer"] == "supported"


def test_labels_of_a_model_that_nobody_measured_tell_nothing() -> None:
    found = weigh(scored(MIXED), "mostly satisfied")
    assert (found["answer"], found["reason"], found["probability"]) == ("cannot tell", "unmeasured", None)


def test_few_comments_and_chosen_quotes_tell_nothing() -> None:
    few, chosen = scored([POS] * 29), scored([POS] * 40, platform=["article"] * 40)
    told = weigh(few, "mostly satisfied")
    assert (told["reason"], told["to_settle"]) == ("few", None)  # labels make them no more
    found = weigh(chosen, "mostly satisfied")
    assert (found["answer"], found["reason"], found["to_settle"]) == ("cannot tell", "chosen", None)
    assert "cannot show how many said it" in " ".join(found["said"])


def test_a_claim_about_groups() -> None:
    labels = [NEG] * 90 + [POS] * 10 + [POS] * 90 + [NEG] * 10
    group = ["expert"] * 100 + ["commenter"] * 100
    found = audited(labels, "experts are more negative than commenters", 200, by="group", group=group)
    assert (found["answer"], [side["group"] for side in found["sides"]]) == ("supported", ["expert", "commenter"])
    one = audited(labels, "the commenters are mostly satisfied", 200, by="group", group=group)
    assert (one["answer"], one["sides"][0]["comments"]) == ("supported", 100)


def test_a_stance_is_asked_for_where_there_is_none() -> None:
    with pytest.raises(DataError, match="expected a stance toward one event; found none; name it: --toward EVENT"):
        weigh(scored(MIXED), "most support it")


def test_a_claim_of_a_stance_names_one_target_where_rows_have_their_own() -> None:
    with pytest.raises(DataError, match="a stance toward one target; found 2 targets, each row's own; choose one"):
        weigh(own_targets(), "most support it")
    with pytest.raises(DataError, match="found TikTok was unblocked; the ministry; name it: --toward EVENT"):
        weigh(several(["favor"] * 40, ["against"] * 40), "most support it")
    metro = Method.of(selection=Selection.of("toward=the metro"))
    one = weigh(own_targets(), "most support it", method=metro)
    assert one["sides"][0]["counted"] == {"favor": 30, "against": 0, "none": 0}
    both = weigh(own_targets(), "the metro has more support than the buses", by="toward")
    assert [side["counted"]["favor"] for side in both["sides"]] == [30, 0]


def test_groups_that_are_alike_refute_nothing_of_one_another() -> None:
    """Draws of two shares may come from one seed; one group then seemed as large as the other in every one of them."""
    embedded = f"{model_folder.DEFAULT}@{model_folder.digest(model_folder.resolve(None))[:12]}"
    labels = [label for label in MIXED for _ in range(2)]
    table = scored(labels, group=["expert", "commenter"] * len(MIXED), model=[embedded] * len(labels))
    found = weigh(table, "experts are more negative than commenters", by="group")
    assert found["sides"][0]["estimate"]["method"] == "adjusted"
    assert (found["answer"], found["reason"]) == ("cannot tell", "wide")
    assert 0.3 < found["probability"] < 0.7


def test_groups_that_are_labelled_wholly_are_compared_as_what_produced_them_as_in_the_report() -> None:
    """Thirty comments each, 18 negative against 15, are what one coin would give."""
    labels = [NEG] * 18 + [POS] * 12 + [NEG] * 15 + [POS] * 15
    group = ["expert"] * 30 + ["commenter"] * 30
    found = audited(labels, "experts are more negative than commenters", 60, by="group", group=group)
    assert [side["estimate"]["low"] for side in found["sides"]] == [0.6, 0.5]
    assert (found["answer"], found["reason"], found["to_settle"]) == ("cannot tell", "wide", None)
    # The difference is 0.1, with a standard deviation of the root of (0.24 + 0.25) / 28.
    assert found["probability"] == pytest.approx(0.775, abs=0.03)
    assert "100 in 100" not in " ".join(found["said"])


def test_labels_that_would_settle_a_claim_of_groups_are_drawn_from_each() -> None:
    labels = ([NEG] * 6 + [POS] * 4) * 60 + ([NEG] * 4 + [POS] * 6) * 60 + [POS] * 300
    group = ["expert"] * 600 + ["commenter"] * 600 + ["official"] * 300
    found = audited(labels, "experts are more negative than commenters", 50, by="group", group=group)
    assert found["reason"] == "wide"
    one, two = (side["estimate"]["share"] for side in found["sides"])
    each = (one * (1 - one) + two * (1 - two)) * (1.96 / (one - two)) ** 2
    assert found["to_settle"] == pytest.approx(3 * each, abs=3)
    assert f"-n {found['to_settle']} --by group -o audit.xlsx" in found["said"][-1]


def test_what_is_supported_is_allowed_where_draws_lie_beyond_all() -> None:
    found = audited([POS] * 400, "mostly positive", 50)
    assert (found["answer"], found["allowed"]["quantifier"], found["allowed"]["high"]) == (
        "supported",
        "overwhelmingly",
        1,
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_is_in_the_language_asked_for(lang: str) -> None:
    said = audited(MIXED, "mostly satisfied", 200, lang=lang)["said"]
    assert len(said) == 4
    assert [lang == "en", *[word in said[1] for word in ("Supported",)]][1] == (lang == "en")


@pytest.mark.weights
def test_the_article_that_started_it_cannot_tell(tmp_path: Path) -> None:
    article = Path(__file__).parents[1] / "data" / "article.txt"
    arguments = ["check", str(article), "--article", "--claim", "mostly satisfied"]
    said = CliRunner().invoke(app, arguments)
    assert said.exit_code == 0
    assert "Cannot tell." in said.output
    CliRunner().invoke(app, [*arguments, "-o", str(tmp_path / "check.json")])
    found = json.loads((tmp_path / "check.json").read_text())
    assert (found["answer"], found["reason"], found["sides"][0]["labels"]) == ("cannot tell", "chosen", [POS])
    assert found == json.loads(json.dumps(sentiment.check(article, claim="mostly satisfied", article=True)))


def test_no_claim_is_certain_but_of_comments_that_are_all_labelled() -> None:
    told = audited(MIXED, "mostly satisfied", 50)
    assert "true with a probability of >99 in 100" in " ".join(told["said"])
    assert "true with a probability of <1 in 100" in " ".join(audited(MIXED, "mostly negative", 50)["said"])
    said = audited(MIXED, "mostly satisfied", 200)["said"]
    assert said[1] == "Supported: all of these comments are labelled by hand."
    assert said[-1] == "What may be said: 80 % are positive (all 200 comments; audited)."


def test_two_of_a_thousand_are_not_said_to_be_none() -> None:
    told = audited([NEG, NEG, *[POS] * 998], "at most 0.5 % are negative", 1_000)["said"]
    assert told[0] == "Read as: at most 0.5 % are negative (all 1,000 comments)."
    assert told[-1] == "What may be said: <1 % are negative (all 1,000 comments; audited)."


@pytest.mark.parametrize(
    ("claim", "lang", "read"),
    [
        ("at least 97.5 % positive", "en", "97.5 % or more are positive (all 200 comments)."),
        ("over 97 % positive", "en", "over 97 % are positive (all 200 comments)."),
        ("under 1 % negative", "en", "under 1 % are negative (all 200 comments)."),
        ("at most 1 % negative", "en", "at most 1 % are negative (all 200 comments)."),
        ("at least half are positive", "en", "50 % or more are positive (all 200 comments)."),
        ("a third are positive", "en", "28 % to 38 % are positive (all 200 comments)."),
        ("at least 97.5 % positive", "ru", "«позитивные» не меньше 97,5 % (все комментарии, 200)."),
        ("under 1 % negative", "ru", "«негативные» меньше 1 % (все комментарии, 200)."),
    ],
)
def test_a_claim_is_read_back_with_its_bound_and_its_digits(claim: str, lang: str, read: str) -> None:
    assert weigh(scored(MIXED), claim, lang=lang)["said"][0].partition(": ")[2] == read


def test_of_labels_by_hand_no_error_of_the_model_is_said_to_leave_a_claim_open() -> None:
    half = audited([POS, NEG] * 100, "mostly positive", 50)["said"]
    assert half[2] == "The evidence allows both: so few labels by hand tell no more."
    group = ["expert", "commenter"] * 30
    labels = [NEG if i % 10 in (0, 1, 3) else POS for i in range(60)]
    told = audited(labels, "experts are less positive than commenters", 60, group=group, by="group")
    assert (told["answer"], told["reason"]) == ("cannot tell", "wide")
    assert told["said"][0].endswith(
        "positive in the first part (commenter, 30 comments) than in the second (expert, 30 comments)."
    )
    assert "all are labelled by hand, and each group is a sample" in told["said"][1]
    assert told["said"][2] == "The evidence allows both: of so few comments chance alone could make that difference."


def half_blank(positive: int, blank: str | None = None) -> Dataset:
    """Labels of 200 comments, of which nobody, or somebody, labelled twenty."""
    gold = [POS] * positive + [NEG] * (180 - positive) + [blank] * 20
    return Dataset.from_list([{"id": f"c{i}", "gold": label} for i, label in enumerate(gold)])


@pytest.mark.parametrize("claim", ["mostly positive", "more positive than negative"])
@pytest.mark.parametrize(("positive", "answer"), [(108, "cannot tell"), (112, "supported")])
def test_a_claim_is_borne_out_only_whatever_the_blanks_of_the_sample_are(claim, positive, answer) -> None:
    found = weigh(scored([POS] * 400), claim, audit=half_blank(positive))
    assert found["answer"] == answer
    assert (found["sides"][0]["estimate"]["low"] > 0.5) == (answer == "supported")
