"""Whole web pages: the story is read, what stands around it is not."""

import json
import sys
from pathlib import Path

import pytest

from sentiment.article import quotes

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "data" / "cases"
STORY = [
    ("I waited a whole month for this, My orders stopped overnight.", "Leyla Mammadova", None),
    ("People used VPNs from the first day", None, None),
]


def found(document):
    return [(row["text"], row["author"], row["group"]) for row in quotes(document)]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("aspnet_form", []),
        ("boilerplate", []),
        ("div_comments", []),
        ("docwrite_body", []),
        ("instagram_embed", []),
        ("pullquote", []),
        ("wp_comments_in_article_post", []),
        ("live_blog", [("It works", "Kenan Mirzayev", "student"), ("Not for me", "Rena Aliyeva", "resident")]),
    ],
)
def test_the_story_and_nothing_around_it(name, more):
    assert found((CASES / f"{name}.html").read_text(encoding="utf-8")) == STORY + more


def test_soft_hyphens_are_no_part_of_words():
    page = (CASES / "shy.html").read_text(encoding="utf-8")
    assert found(page) == [("I waited a whole month for this", "Leyla Mammadova", None)]
    assert found("“I wai\u00adted long,” said Leyla Mam\u00admadova.") == [("I waited long", "Leyla Mammadova", None)]


def page(body, head=""):
    return f"<!DOCTYPE html><html><head><title>x</title>{head}</head><body>{body}</body></html>"


TOLD = "<p>The bridge over the river was closed on Monday after cracks were found in two pillars.</p>"
SAID = "<p>“Nobody asked us before they closed it,” said Jane Holloway, a trader at the market.</p>"
RIGHT = [("Nobody asked us before they closed it", "Jane Holloway", None)]


@pytest.mark.parametrize(
    "body",
    [
        f"<div><svg><path>{TOLD}{SAID}{TOLD}</div>",
        f"<aside>{TOLD}{SAID}{TOLD}</aside>",
        f"<div class='comments-open sidebar'>{TOLD}{SAID}{TOLD}</div>",
        f"<script>var a = '<script>'; document.write('<aside><form><head>');</script>{TOLD}{SAID}{TOLD}",
        f"<!-- <head><nav> -->{TOLD}{SAID}{TOLD}",
        f"{TOLD}{SAID}{TOLD}<p hidden>“You have read your last article,” says Ann Smith.</p>",
        f"{TOLD}{SAID}{TOLD}<div style='display: none'><p>“Turn the page,” says Ann Smith.</p></div>",
        f"{TOLD}{SAID}{TOLD}<div class='relatedPosts'><p>“I won,” says Ann Smith.</p></div>",
        f"<div class='cl'>{TOLD}{SAID}{TOLD}</div><ul><li><a href='/'>“I won today,” says Ann Smith</a></li></ul>",
        f"<main class='tag-comments'>{TOLD}{SAID}{TOLD}</main><div class=copyright>Editor Ann Smith: “Do link.”</div>",
        f"{TOLD}{SAID}<blockquote>Nobody asked us before they closed it</blockquote>{TOLD}",
    ],
)
def test_what_a_page_calls_its_parts(body):
    assert found(page(body)) == RIGHT


def test_an_editor_in_chief_who_speaks_in_the_story_stays():
    post = "<div class='post'>{}</div>"
    editor = "<p>“We shall print it,” said Ruth Kessler, the editor-in-chief of a local paper.</p>"
    body = "".join(post.format(text) for text in (TOLD, SAID, editor, TOLD))
    assert [row["author"] for row in quotes(page(body))] == ["Jane Holloway", "Ruth Kessler"]


def test_the_head_of_a_story_is_part_of_it():
    head = "<header class='entry-header'><h1>The bridge</h1><p>“Open it,” said Ann Smith, a teacher.</p></header>"
    expected = [("Open it", "Ann Smith", "teacher"), *RIGHT]
    assert found(page(f"<div>{head}<div class='body'>{TOLD}{SAID}{TOLD}</div></div>")) == expected


def test_the_source_of_a_block_of_quotation_signs_it():
    block = "<blockquote><p>We shall move away.</p><cite>Ann Smith, teacher</cite></blockquote>"
    assert found(page(f"<article>{TOLD}{SAID}{block}{TOLD}</article>")) == [
        *RIGHT,
        ("We shall move away.", "Ann Smith", "teacher"),
    ]


def test_posts_with_a_link_to_themselves_are_no_teasers():
    post = "<div class='post'><a href='#{0}'>10:0{0}</a>{1}</div>"
    body = "".join(post.format(i, text) for i, text in enumerate((TOLD, SAID, TOLD)))
    assert found(page(body)) == RIGHT


def test_teasers_with_their_first_lines_are_no_story():
    link = "<a href=/><h3>Coach Ben Arlow wins again in the cup</h3></a>"
    card = f"<div class=x>{link}<p>“We won,” said Ben Arlow.</p></div>"
    body = f"<div>{card * 4}</div><div class='z'>{TOLD}{SAID}{TOLD}</div><div>{card * 4}</div>"
    assert found(page(body)) == RIGHT


def test_few_quotes_of_invented_pages_come_from_outside_the_story():
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import pages
    finally:
        sys.path.pop(0)
    some = pages.pages()[::3]
    outside = lost = total = 0
    for _, parts, written in some:
        rows = [row["text"] for row in quotes(written)]
        own = [text for text in rows if any(text[:40] in said or said[:40] in text for said in parts.said)]
        total, outside, lost = total + len(rows), outside + len(rows) - len(own), lost + (len(own) < 2)
    assert (total > 200, outside <= 0.02 * total, lost <= 0.02 * len(some)) == (True, True, True)


def test_the_figures_of_the_benchmark_are_those_of_the_goal():
    results = json.loads((ROOT / "benchmarks" / "results" / "pages.json").read_text(encoding="utf-8"))
    ours = results["arms"]["this version"]
    assert (ours["outside_share"] <= 0.02, ours["lost_share"] <= 0.02) == (True, True)
