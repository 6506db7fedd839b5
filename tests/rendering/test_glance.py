"""At whom, why, who answers whom: first lines of the page that lead to the sections."""

import re

import pytest

from sentiment.rendering.glance import Line, glance
from sentiment.rendering.html import page
from sentiment.rendering.translation import LANGUAGES, phrases
from support_report import document, told

SHARE = {"share": 0.25, "low": 0.1, "high": 0.4, "n": 32, "method": "adjusted"}


def target(name: str, kept: int) -> dict:
    return {
        "name": name, "n": 40, "texts": 40, "spellings": {name: 40}, "asked": 40, "net": None, "counted": {},
        "overall": dict.fromkeys(("favor", "against", "none"), SHARE), "quotes": {}, "groups": {}, "differences": [],
        "foil": {"name": "other", "asked": 40, "kept": kept},
    }  # fmt: skip


def full(kept: int = 4) -> dict:
    found = told()
    found["targets"] = [target("<b>metro", kept), target("qatar", kept)]
    stated = {"n": 3, "recall": 0.4, "examples": []}
    most = [{"id": "9", "text": "who <i>pays?", "url": None, "answers": 5, "counted": None, "agree": 1, "disagree": 2}]
    found["replies"] = {
        "first": 20, "replies": 12, "missing": 0, "overall": {}, "judged": 11, "author": None, "most": most,
        "stated": {"agree": stated, "disagree": {**stated, "n": 2}},
    }  # fmt: skip
    return found


def test_each_question_is_answered_and_leads_to_the_part_that_says_more() -> None:
    at_whom, why, answers = glance(full(), phrases("en"))
    assert at_whom.lines[0] == Line("<b>metro", "comments: 40; in favour 10 to 40 %, against 10 to 40 %")
    assert why.lines == [
        Line("Negative", side="negative"),
        Line("metro <b>bahadır", "8 comments, 10 to 40 % of this side", quoted=True, language="az"),
    ]
    assert [line.said for line in answers.lines] == [
        "First comments: 20, replies: 12",
        "Of 11 replies to comments in this file at least 3 say that they agree, and at least 2 contradict.",
        "who <i>pays?",
    ]
    assert answers.lines[2].figure == "replies: 5"


def test_where_the_model_does_not_read_what_is_named_no_share_is_shown() -> None:
    at_whom, *_ = glance(full(kept=30), phrases("en"))
    assert at_whom.lines == [Line("<b>metro", "comments: 40"), Line("qatar", "comments: 40")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_links_of_the_page_lead_to_sections_with_that_answer(language: str) -> None:
    said = page({**full(), "lang": language})
    links = dict(re.findall(r'<h2><a href="#([^"]+)">([^<]+)</a></h2>', said))
    assert list(links.values()) == [phrases(language)(name) for name in ("At whom", "Why", "Who answers whom")]
    for link, inside in zip(links, ("&lt;b&gt;metro", "metro &lt;b&gt;bahadır", "who &lt;i&gt;pays?"), strict=True):
        (section,) = re.findall(rf'<section id="{link}">.*?</section>', said, re.DOTALL)
        following = said[said.index(section) :]
        assert inside in following


def test_without_answers_there_are_no_empty_ones() -> None:
    assert glance(document(), phrases("en")) == []
    assert "<nav" not in page(document())
