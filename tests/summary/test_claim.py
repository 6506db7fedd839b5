"""What sentences claim, in four languages."""

import numpy as np
import pytest

from sentiment.errors import DataError
from sentiment.summary.claims.claim import parse

NEG, NEU, POS = "negative", "neutral", "positive"


@pytest.mark.parametrize(
    ("claim", "quantifier", "labels"),
    [
        ("Social network users are mostly satisfied with the resumption", "mostly", (POS,)),
        ("a third are negative", "a third", (NEG,)),
        ("more than half are happy", "over half", (POS,)),
        ("overwhelmingly negative", "overwhelmingly", (NEG,)),
        ("almost nobody is happy", "hardly any", (POS,)),
        ("all but a few are unhappy", "almost all", (NEG,)),
        ("most are angry about what happened", "mostly", (NEG,)),
        ("of all comments a third are negative", "a third", (NEG,)),
        ("between 40 and 60 % are negative", "40 to 60 %", (NEG,)),
        ("40-60 % negative", "40 to 60 %", (NEG,)),
        ("rəylərin 40 ilə 60 faizi arası mənfidir", "40 to 60 %", (NEG,)),
        ("yüzde 40 ile 60 arası olumsuz", "40 to 60 %", (NEG,)),
        ("от 40 до 60 % недовольны", "40 to 60 %", (NEG,)),
        ("mostly not satisfied", "mostly", (NEG, NEU)),
        ("most weren’t at all happy", "mostly", (NEG, NEU)),
        ("most are not in any way angry", "mostly", (NEU, POS)),
        ("çoxu razı qalmadı", "mostly", (NEG, NEU)),
        ("çoxu bunu müsbət qarşılamır", "mostly", (NEG, NEU)),
        ("əksəriyyət məmnuniyyətsizdir", "mostly", (NEG,)),
        ("çoğu memnun kalmadı", "mostly", (NEG, NEU)),
        ("çoğu memnuniyetsiz", "mostly", (NEG,)),
        ("большинство не очень довольны", "mostly", (NEG, NEU)),
        ("heç kim razı deyil", "no one", (POS,)),
        ("neredeyse hiç kimse memnun değil", "hardly any", (POS,)),
        ("почти никто не недоволен", "hardly any", (NEG,)),
        ("no fewer than 40 % are positive", "at least 40 %", (POS,)),
        ("не меньше 40 % довольны", "at least 40 %", (POS,)),
        ("up to 40 % are positive", "at most 40 %", (POS,)),
        ("over the last month a third are negative", "a third", (NEG,)),
        ("доволен каждый третий", "a third", (POS,)),
        ("yüzde 40'ın üzerinde olumsuz", "over 40 %", (NEG,)),
        ("at least 40 % positive", "at least 40 %", (POS,)),
        ("əsasən razıdırlar", "mostly", (POS,)),
        ("İstifadəçilərin ƏKSƏRİYYƏTİ NARAZIDIR", "mostly", (NEG,)),
        ("hər ikinci şərh mənfidir", "half", (NEG,)),
        ("yarıdan çoxu razıdır", "over half", (POS,)),
        ("40 faizi müsbətdir", "40 %", (POS,)),
        ("çoğunlukla memnun", "mostly", (POS,)),
        ("yarısından fazlası memnun değil", "over half", (NEG, NEU)),
        ("üçte ikisi olumsuz", "two thirds", (NEG,)),
        ("Yüzde 40 olumlu", "40 %", (POS,)),
        ("в основном довольны", "mostly", (POS,)),
        ("каждый второй недоволен", "half", (NEG,)),
        ("подавляющее большинство недовольно", "overwhelmingly", (NEG,)),
        ("не менее 40 процентов положительных", "at least 40 %", (POS,)),
    ],
)
def test_how_much_of_what(claim: str, quantifier: str, labels: tuple[str, ...]) -> None:
    found = parse(claim)
    assert (found.quantifier, found.side.labels, found.other, found.stance) == (quantifier, labels, None, False)


@pytest.mark.parametrize(
    ("claim", "more", "less"),
    [
        ("more negative than positive", NEG, POS),
        ("fewer positive than negative", NEG, POS),
        ("müsbət rəylər mənfilərdən çoxdur", POS, NEG),
        ("olumlu yorumlar olumsuzlardan daha fazla", POS, NEG),
        ("больше довольных, чем недовольных", POS, NEG),
    ],
)
def test_more_than(claim: str, more: str, less: str) -> None:
    found = parse(claim)
    assert found.other is not None
    assert (found.side.labels, found.other.labels) == ((more,), (less,))


@pytest.mark.parametrize(
    "claim", ["opinions are divided", "fikirlər bölünüb", "görüşler ikiye bölündü", "мнения разделились"]
)
def test_divided(claim: str) -> None:
    found = parse(claim)
    one, two = np.array([0.4, 0.8, 0.3, 0.45]), np.array([0.35, 0.1, 0.1, 0.26])
    assert found.holds(one, two).tolist() == [True, False, False, True]


def test_words_of_satisfaction_are_of_the_stance_where_one_is_asked_for() -> None:
    assert parse("mostly satisfied", stance=True).side.labels == ("favor",)
    assert parse("most support it").side.labels == ("favor",)
    assert parse("büyük çoğunluğu karşı").side.labels == ("against",)


@pytest.mark.parametrize(
    "claim",
    ["most don't support it", "most lack support for it", "çoxu dəstəkləmir", "çoxu dəstək vermir",
     "çoğu desteklemiyor", "большинство этого не поддерживает"],
)  # fmt: skip
def test_what_most_do_not_support_they_are_against_or_take_no_side(claim: str) -> None:
    assert parse(claim).side.labels == ("against", "none")


def test_a_claim_is_bound_to_groups() -> None:
    assert parse("the experts are mostly satisfied", groups=["expert", "commenter"]).side.group == "expert"
    found = parse("experts are more negative than commenters", groups=["expert", "commenter"])
    assert found.other is not None
    assert (found.side.group, found.other.group) == ("expert", "commenter")
    found = parse("experts are less negative than commenters are negative", groups=["expert", "commenter"])
    assert found.other is not None
    assert (found.side.group, found.other.group) == ("commenter", "expert")
    with pytest.raises(DataError, match="a claim about one group, or a comparison of two; found commenter, expert"):
        parse("experts and commenters are mostly satisfied", groups=["expert", "commenter"])
    with pytest.raises(DataError, match="one of the groups expert, blogger"):
        parse("officials are mostly satisfied", groups=["expert", "blogger"])


@pytest.mark.parametrize(
    ("claim", "groups", "more", "less"),
    [
        ("ekspertlər şərhçilərdən daha narazıdır", ("ekspert", "şərhçi"), "ekspert", "şərhçi"),
        ("şərhçilərdən ekspertlər daha çox narazıdır", ("ekspert", "şərhçi"), "ekspert", "şərhçi"),
        ("Pakistan Hindistandan daha mənfidir", ("Hindistan", "Pakistan"), "Pakistan", "Hindistan"),
        ("CNN'den BBC daha olumsuz", ("BBC", "CNN"), "BBC", "CNN"),
        ("эксперты более негативны, чем комментаторы", ("эксперт", "комментатор"), "эксперт", "комментатор"),
        ("BBC News is more negative than CNN", ("BBC", "BBC News", "CNN"), "BBC News", "CNN"),
        ("10 is more negative than 2", ("1", "2", "10"), "10", "2"),
        ("managers are more negative than men", ("man", "manager", "men"), "manager", "men"),
    ],
)
def test_which_group_is_said_to_be_more(claim: str, groups: tuple[str, ...], more: str, less: str) -> None:
    found = parse(claim, groups=groups)
    assert found.other is not None
    assert (found.side.group, found.other.group) == (more, less)


@pytest.mark.parametrize(
    ("claim", "low", "high"),
    [
        ("mostly satisfied", 0.5, 1),
        ("40 to 60 % are satisfied", 0.4, 0.6),
        ("a third are satisfied", 0.2833, 0.3833),
        ("at most 40 % are satisfied", -1, 0.4),
    ],
)
def test_what_a_quantifier_is_taken_to_mean(claim: str, low: float, high: float) -> None:
    found = parse(claim)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)
    assert found.holds(np.array([low - 1e-6, high - 1e-6]), None).tolist() == [False, True]


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (
            "many are happy",
            r"one of the quantifiers overwhelmingly \(over 75 %\); .*; more ... than ...; found many are",
        ),
        ("mostly blue", "expected a label in the claim, such as satisfied"),
        ("not mostly happy", "expected a claim that is not denied"),
        ("they don't mostly support it", "expected a claim that is not denied"),
        ("most are neither for nor against it", "expected a claim that is not denied"),
        ("довольны не все", "expected a claim that is not denied"),
        ("fikirlər bölünməyib", "expected a claim that is not denied"),
        ("positive is not more than negative", "expected a claim that is not denied"),
        (
            "more negative than positive or neutral",
            "two labels compared, or one label in two groups; found neutral; posi",
        ),
        ("140 % are happy", "expected a share of at most 100 %"),
        ("half are negative, half positive", "expected one quantifier; found half, half"),
        ("most are negative, but a third are positive", "expected one quantifier; found a third, most"),
        ("a quarter to a third are negative", "expected one quantifier"),
        ("most are negative or neutral", "expected a claim of one label; found negative; neutral"),
        ("more than half are negative rather than positive", "expected a claim of one label"),
        ("за последние дни большинство против", "expected a claim of one label; found favor; against"),
        ("40 % negative, 60 % positive", "expected one percentage, or a range such as 40 to 60 %; found 40, 60"),
        ("40 points more negative than positive", "expected more or less, without how much; found 40 points"),
        ("в два раза больше довольных, чем недовольных", "without how much; found в два раза"),
    ],
)
def test_what_is_not_understood_is_refused(claim: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        parse(claim)


def test_a_comparison_is_of_two_groups_and_one_label() -> None:
    groups = ["expert", "commenter", "blogger"]
    with pytest.raises(DataError, match="found negative; expert; commenter; blogger; check one claim at a time"):
        parse("experts are more negative than commenters and bloggers", groups=groups)
    with pytest.raises(DataError, match="found positive; negative; expert; commenter; check one claim at a time"):
        parse("experts are more negative than commenters are positive", groups=groups)


def test_limits_that_a_claim_names_are_within_it() -> None:
    """Shares of comments that are all labelled are known exactly, and may lie on a limit."""
    for claim, share, holds in (
        ("40 to 60 % are negative", 0.4, True),
        ("40 % are negative", 0.35, True),
        ("at most 30 % are negative", 0.1 + 0.2, True),
        ("under 40 % are negative", 0.4, False),
        ("over 40 % are negative", 0.4, False),
        ("mostly negative", 0.5, False),
    ):
        assert parse(claim).holds(np.array([share]), None).tolist() == [holds], claim


def test_a_share_that_is_drawn_beyond_the_limits_is_all_or_nothing() -> None:
    drawn = np.array([-0.02, 0.0, 0.5, 1.0, 1.02])
    assert parse("mostly positive").holds(drawn, None).tolist() == [False, False, False, True, True]
    assert parse("hardly any are positive").holds(drawn, None).tolist() == [True, True, False, False, False]
