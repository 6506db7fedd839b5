"""First comments and replies: figures that can be counted by hand, and nobody's words in another's mouth."""

import json
from pathlib import Path

import pytest
from datasets import Dataset

from sentiment import rendering, summarize
from sentiment.rendering.document import Document
from sentiment.summary.agreement_words import stated
from sentiment.summary.replies import RECALL
from support import scored

RESULT = Path(__file__).parents[2] / "benchmarks" / "results" / "replies.json"
TEXTS = [
    ("c0", "Prices went up again", None, "commenter"),
    ("c1", "I agree, and not for the first time", "c0", "commenter"),
    ("c2", "nonsense, they fell in May", "c0", "commenter"),
    ("c3", "what did you pay for bread?", "c0", "commenter"),
    ("c4", "two euros, since you ask", "c3", "creator"),
    ("c5", "yes it was two euros", "c3", "commenter"),
    ("c6", "exactly", "gone", "commenter"),
    ("c7", "thanks for the talk", "c0", "creator"),
    ("c8", "off to lunch now", "post", "commenter"),
    ("post", "Today we talk about prices", None, "creator"),
]


def table() -> Dataset:
    ids, texts, parents, groups = (list(column) for column in zip(*TEXTS, strict=True))
    made = scored(
        ["negative"] * 5 + ["positive"] * 5, clean=texts, parent=parents, thread=["post"] * 10, group=groups,
        url=["https://example.org/c0"] + ["javascript:alert(1)"] * 9,
    )  # fmt: skip
    return made.remove_columns(["id", "text"]).add_column("id", ids).add_column("text", texts)


@pytest.fixture(scope="module")
def document() -> Document:
    return summarize(table()).to_dict()


def test_a_comment_on_the_post_is_a_first_comment_and_the_post_is_none(document: Document) -> None:
    told = document["replies"]
    assert told
    assert (told["first"], told["replies"], told["missing"]) == (2, 7, 1)
    assert told["overall"]["replies"]["negative"]["share"] == pytest.approx(4 / 7)
    assert told["overall"]["first comments"]["negative"]["n"] == 2


def test_agreement_is_counted_where_it_is_said_of_a_comment_that_is_there_and_no_question(document: Document) -> None:
    told = document["replies"]
    assert told
    assert told["judged"] == 4  # c1, c2, c3, c7: c4 and c5 answer a question, what c6 answers is not there
    assert {side: entry["n"] for side, entry in told["stated"].items()} == {"agree": 1, "disagree": 1}


def test_an_exchange_has_the_words_of_each_under_its_own_number(document: Document) -> None:
    texts = {own: text for own, text, *_ in TEXTS}
    (exchange,) = document["replies"]["stated"]["disagree"]["examples"]  # type: ignore[index]
    assert [(said["id"], said["text"]) for said in (exchange["reply"], exchange["parent"])] == [
        ("c2", texts["c2"]),
        ("c0", texts["c0"]),
    ]


def test_the_most_answered_comments_come_with_what_their_replies_say(document: Document) -> None:
    most = document["replies"]["most"]  # type: ignore[index]
    assert [(comment["id"], comment["answers"], comment["agree"], comment["disagree"]) for comment in most] == [
        ("c0", 4, 1, 1),
        ("c3", 2, 0, 0),
    ]
    assert [comment["url"] for comment in most] == ["https://example.org/c0", None]


def test_the_author_answered_where_the_platform_says_who_that_is(document: Document) -> None:
    assert document["replies"]["author"] == {"replies": 2, "answered": 2}  # type: ignore[index]


def test_what_is_missing_is_noted(document: Document) -> None:
    assert "1 of 7 replies answer comments that are not in this file." in document["notes"]


@pytest.mark.parametrize("form", ["terminal", "markdown", "page"])
def test_every_format_tells_of_replies(document: Document, form: str) -> None:
    shown = " ".join(getattr(rendering, form)(document).split())
    assert "The most answered comments" in shown
    assert "at least 1 say that they agree, and at least 1 contradict" in shown
    assert "Who wrote the post, or owns the place, wrote 2 replies, to 2 comments of others." in shown


def test_replies_and_first_comments_are_compared_with_all_other_differences() -> None:
    made = scored(["negative"] * 60 + ["positive"] * 60, parent=[None] * 60 + ["c0"] * 60)
    hand = [{"id": f"c{i}", "gold": "negative" if i < 60 else "positive"} for i in range(0, 120, 2)]
    told = summarize(made, audit=Dataset.from_list(hand), by=[]).to_dict()["differences"]
    assert [(d["a"], d["b"], d["label"]) for d in told if d["called"]] == [
        ("replies", "first comments", "negative"),
        ("replies", "first comments", "positive"),
    ]


def test_in_a_chat_all_that_answers_is_a_reply() -> None:
    made = scored(["negative"] * 4, parent=[None, "c0", None, "c2"], thread=["c0", "c0", "c2", "c2"])
    told = summarize(made).to_dict()["replies"]
    assert (told["first"], told["replies"], told["missing"]) == (2, 2, 0)


def test_without_replies_nothing_is_said() -> None:
    assert summarize(scored(["negative"] * 4)).to_dict()["replies"] is None
    assert summarize(scored(["negative"] * 4, parent=[None] * 4)).to_dict()["replies"] is None
    posts = summarize(scored(["negative"] * 4, parent=["post"] * 4, thread=["post"] * 4)).to_dict()
    assert posts["replies"] is None


@pytest.mark.parametrize(
    ("reply", "side"),
    [
        ("tamamilə doğru", "agree"), ("Tamamile dogru!", "agree"), ("+1", "agree"), ("@user +1000", "agree"),
        ("бред", "disagree"), ("Не согласен, вы не правы", "disagree"), ("согласна", "agree"),
        ("да", "agree"), ("Да когда же это кончится", None), ("Нет, я только прочитала", None),
        
        ("aynen öyle", "agree"), ("Kesinlikle KATILIYORUM", "agree"), ("hayır", "disagree"),
        ("razı deyiləm", "disagree"), ("definitely not", "disagree"),
        ("I don't agree", "disagree"), ("I disagree", "disagree"), ("He agreed to pay", None), ("когда откроют?", None),
        ("he said it", None), ("", None), ("-1", "disagree"), ("👍", None),
    ],
)  # fmt: skip
def test_agreement_in_so_many_words(reply: str, side: str | None) -> None:
    assert stated(reply) == side


def test_the_measured_figures_are_those_of_the_benchmark() -> None:
    words = json.loads(RESULT.read_text(encoding="utf-8"))["words"]
    assert {side: words["recall"][side] for side in RECALL} == RECALL
