"""Texts that programs hold in pieces are read whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from support import column, load

FIRST, LAST = "Nəhayət açıldı, ", "çox sevindim"
WHOLE = FIRST + LAST
SHAPES = {
    "strings and objects": ("text", [FIRST, {"type": "bold", "text": LAST}]),
    "objects": ("content", [{"type": "text", "text": FIRST}, {"type": "link", "text": LAST, "href": "https://a.az"}]),
    "runs": ("comment", {"runs": [{"text": FIRST}, {"text": LAST, "bold": True}]}),
    "ops": ("message", {"ops": [{"insert": FIRST}, {"insert": f"{LAST}\n", "attributes": {"bold": True}}]}),
    "document": ("body", {"type": "doc", "content": [{"type": "paragraph", "content": [
        {"type": "text", "text": FIRST}, {"type": "text", "text": LAST, "marks": [{"type": "strong"}]}]}]}),
    "blocks": ("blocks", [{"type": "rich_text", "block_id": "b1", "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": FIRST},
        {"type": "text", "text": LAST, "style": {"bold": True}}]}]}]),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv"])
def test_a_text_in_pieces_is_read_whole(tmp_path: Path, name: str, suffix: str) -> None:
    key, pieces = SHAPES[name]
    rows: list[dict[str, Any]] = [{"id": i, "author": "leyla", key: pieces} for i in range(2)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    cells = "".join("{},leyla,'{}'\n".format(row["id"], json.dumps(row[key])) for row in rows)
    table = f"id,author,{key}\n" + cells.replace('"', '""').replace("'", '"')
    found = load(tmp_path, {"json": rows, "jsonl": lines, "csv": table}[suffix], f"x.{suffix}")
    assert column(found, "text") == [WHOLE, WHOLE]
    assert column(found, "id") == ["0", "1"]


def test_lines_and_emoji_of_a_text_in_pieces_are_kept(tmp_path: Path) -> None:
    said = [{"type": "paragraph", "children": [{"text": FIRST}, {"type": "emoji", "unicode": "1f44d-1f3fb"}]},
            {"type": "paragraph", "children": [{"text": "bir"}, {"type": "br"}, {"text": LAST}]}]  # fmt: skip
    assert column(load(tmp_path, [{"id": 1, "message": said}], "x.json"), "text") == [f"{FIRST}👍🏻\nbir\n{LAST}"]


def test_plain_texts_beside_those_in_pieces_stay_and_replies_are_read_so_too(tmp_path: Path) -> None:
    replies = [{"id": 3, "text": [FIRST, {"type": "italic", "text": LAST}]}]
    found = load(tmp_path, [{"id": 1, "text": "Əla xəbər"}, {"id": 2, "text": "Pis", "replies": replies}], "x.json")
    assert column(found, "text") == ["Əla xəbər", "Pis", WHOLE]
    assert column(found, "parent") == [None, None, "2"]


@pytest.mark.parametrize(
    "cell", [[{"text": "Əla xəbər", "author": "leyla"}, {"text": "Pis xəbər", "author": "elvin"}],
             [{"text": "Əla xəbər"}, {"text": "Pis xəbər"}]]
)  # fmt: skip
def test_a_list_of_comments_is_no_text_in_pieces(tmp_path: Path, cell: Any) -> None:
    assert column(load(tmp_path, [{"id": 7, "comments": cell}], "x.json"), "text") == ["Əla xəbər", "Pis xəbər"]


SPOKEN = [{"type": "comment", "user": "Ana", "text": "good shop"}, {"type": "comment", "user": "Bob", "text": "bad"}]


@pytest.mark.parametrize("kind", ["comment", "review", "text"])
@pytest.mark.parametrize("key", ["comments", "kommentare", "content"])
def test_comments_with_authors_are_never_one_text(tmp_path: Path, key: str, kind: str) -> None:
    said = [{**one, "type": kind} for one in SPOKEN]
    posts: list[Any] = [{"post": "We opened", key: said}]
    if key != "content":
        posts.append([{"post": "We opened", key: said}, {"post": "We close", key: said}])
    for post in posts:
        texts = [
            text for text in column(load(tmp_path, post, "x.json"), "text") if text not in ("We opened", "We close")
        ]
        assert texts == ["good shop", "bad"] * (2 if isinstance(post, list) else 1)
        assert len(set(column(load(tmp_path, post, "x.json"), "author")) - {None}) == 2


def test_comments_in_a_cell_of_a_table_are_rows(tmp_path: Path) -> None:
    cell = json.dumps(SPOKEN).replace('"', '""')
    found = load(tmp_path, f'id,comments\n1,"{cell}"\n2,"{cell}"\n')
    assert column(found, "text") == ["good shop", "bad"] * 2


def test_a_kind_that_is_no_name_is_no_piece(tmp_path: Path) -> None:
    said = [{"type": ["x"], "text": "good shop"}, {"type": ["x"], "text": "bad"}]
    assert len(load(tmp_path, [{"id": 1, "text": FIRST, "content": said}], "x.json").comments) == 1


def test_who_is_mentioned_in_a_text_is_a_piece_of_it(tmp_path: Path) -> None:
    said = [FIRST, {"type": "mention_name", "text": "Leyla", "user_id": 7}, {"type": "emoji", "name": "+1",
            "unicode": "d83d-dc4d"}, {"type": "emoji", "unicode": "d83d"}]  # fmt: skip
    assert column(load(tmp_path, [{"id": 1, "message": said}], "x.json"), "text") == [f"{FIRST}Leyla👍"]


def test_lists_that_are_written_into_other_cells_stay_as_they_were(tmp_path: Path) -> None:
    found = load(tmp_path, 'id,text,tags\n1,Əla xəbər bu,"[""a"",""b""]"\n2,Pis xəbər bu,"[""c""]"\n')
    assert column(found, "tags") == ['["a","b"]', '["c"]']
