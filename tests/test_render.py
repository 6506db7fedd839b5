import html.parser
import re
from pathlib import Path

import pytest
from datasets import Dataset
from rich.cells import cell_len

import sentiment
from sentiment import render
from sentiment.errors import WriteError


def document(text: str = "yaxşı oldu", n: int = 40) -> dict:
    labels = ["negative", "neutral", "positive"]
    rows = [
        {
            "id": str(i),
            "text": text,
            "clean": text,
            "author": text,
            "platform": "article",
            "group": text,
            "language": "az",
            "time": None,
            "skipped": None if i % 5 else text,
            "label": labels[i % 3] if i % 5 else None,
            **{f"p_{label}": float(label == labels[i % 3]) for label in labels},
            "model": f"{text}@abc",
        }
        for i in range(n)
    ]
    return sentiment.summarize(Dataset.from_list(rows)).to_dict()


class Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, dict(attrs)))


def tags(page: str) -> list[tuple[str, dict]]:
    parser = Tags()
    parser.feed(page)
    return parser.found


def clear(text: str) -> str:
    """Make a text storable as Arrow stores it."""
    return text.encode("utf-8", "replace").decode()


def test_html_of_hostile_text_runs_nothing_and_fetches_nothing(hostile: str) -> None:
    page = render.page(document(clear(hostile)))
    found = tags(page)
    names = {tag for tag, _ in found}
    assert not names & {"script", "img", "iframe", "link", "object", "embed", "form", "base", "svg"}
    assert not [a for _, attributes in found for a in attributes if a.startswith("on") or a in {"src", "href"}]
    assert "default-src 'none'" in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page)


def test_terminal_of_hostile_text_is_plain_and_narrow(hostile: str) -> None:
    text = render.terminal(document(clear(hostile)))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", text)
    assert max(cell_len(line) for line in text.splitlines()) <= 80


def test_markdown_of_hostile_text_keeps_its_tables(hostile: str) -> None:
    text = render.markdown(document(clear(hostile)))
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert rows
    assert not re.search(r"(?<!\\)<", text)
    assert {line.replace(r"\|", "").count("|") for line in rows} == {4, 6}


def test_page_says_what_the_document_says() -> None:
    found = document()
    page = render.page(found)
    for label, entry in found["overall"].items():
        assert f"{label} {100 * entry['share']:.0f}" in page
    assert "32 scored" in page


def test_json_is_the_document(tmp_path: Path) -> None:
    import json

    found = document()
    render.save(found, tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text()) == found


def test_nothing_scored_renders_everywhere(tmp_path: Path) -> None:
    found = sentiment.summarize(
        Dataset.from_list([{"id": "1", "text": None, "skipped": "empty", "label": None, "p_positive": None}]), by=[]
    )
    for suffix in (".html", ".md", ".json"):
        found.save(tmp_path / f"r{suffix}")
    assert "Nothing could be scored" in str(found)


def test_unknown_suffix(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"expected a report in \.html, \.json, \.md; found r\.pdf"):
        render.save(document(), tmp_path / "r.pdf")


def test_a_summary_shows_itself_in_a_notebook() -> None:
    found = document()
    assert sentiment.Summary(found)._repr_html_().count("<h1>") == 1
