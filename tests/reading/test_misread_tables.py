"""Tables that were read without a word into figures that look exact and are wrong."""

from pathlib import Path
from typing import Any

import pytest

from sentiment.errors import ReadError
from sentiment.reading import reader
from sentiment.reading.log import Reading
from sentiment.reading.options import ReadOptions
from sentiment.table import numbers

TEXTS = ("Nəhayət açıldı, çox sevindim!", "It's too late, nobody cares", "Мы ждали этого, четыре года")


def load(tmp_path: Path, data: str, name: str = "x.csv", **options: Any) -> Reading:
    (tmp_path / name).write_text(data, encoding="utf-8")
    return reader.load(tmp_path / name, options=ReadOptions(**options))


def column(reading: Reading, name: str) -> list[Any]:
    return [row.get(name) for row in reading.comments.to_list()]


def table(header: str, row: str) -> str:
    return header + "\n" + "\n".join(row.format(i, text) for i, text in enumerate(TEXTS)) + "\n"


EXPORTS = [
    ("Query Id,Query Name,Date,Snippet,Full Text,Page Type,Sentiment", '1,tiktok,2026-11-25,"{1}","{1}",x,negative'),
    ("Date,URL,Opening Text,Hit Sentence,Source,Influencer,Sentiment", '2026-11-25,,"{1}","{1}",X,@a,Not Rated'),
    ("url,published,content,sentiment,engagement,reach,source_type", ',2026-11-25,"{1}",-5,{0},{0},BLOG'),
    ("Текст,Тональность,Охват,Тип источника", '"{1}",Негативная,{0},Блог'),
    ("text,sentiment,compound", '"{1}",neutral,0.{0}'),
]  # fmt: skip


@pytest.mark.parametrize(("header", "row"), EXPORTS)
def test_what_a_tool_finds_is_no_label_by_hand(tmp_path: Path, header: str, row: str) -> None:
    reading = load(tmp_path, table(header, row))
    judged = next(name for name in header.split(",") if name.lower() in ("sentiment", "тональность"))
    assert column(reading, "gold") == [None, None, None]
    assert None not in column(reading, judged)
    assert sum(judged in told and "by hand" in told for told in reading.files[0].warnings) == 1
    taken = load(tmp_path, table(header, row), columns={"gold": judged})
    assert None not in column(taken, "gold")
    assert not any("by hand" in told for told in taken.files[0].warnings)


def test_labels_by_hand_beside_a_reach_are_labels(tmp_path: Path) -> None:
    assert column(load(tmp_path, table("text,sentiment,reach", '"{1}",negative,{0}')), "gold") == ["negative"] * 3
    tool = table("Snippet,Full Text,Page Type,Gold", '"{1}","{1}",x,negative')
    assert column(load(tmp_path, tool), "gold") == ["negative"] * 3


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("inside", ["''", "\\'"])
def test_apostrophes_around_cells(tmp_path: Path, mark: str, inside: str) -> None:
    rows = [f"{i}{mark}'{text.replace(chr(39), inside)}'{mark}'{i}'" for i, text in enumerate((*TEXTS, 'Say "no"'))]
    reading = load(tmp_path, mark.join(("'id'", "'text'", "'likes'")) + "\n" + "\n".join(rows))
    assert column(reading, "text") == [*TEXTS, 'Say "no"']
    assert column(reading, "likes") == [0, 1, 2, 3]
    assert reading.files[0].rejected == 0


def test_apostrophes_in_texts_are_letters(tmp_path: Path) -> None:
    reading = load(tmp_path, "id,text\n1,'tis late\n2,It's on 'em\n3,\"'no', he said\"\n")
    assert column(reading, "text") == ["'tis late", "It's on 'em", "'no', he said"]


def printed(right: bool, first: int = 1) -> str:
    """Return a table as R and pandas print it, columns to the right or to the left."""
    side = ">" if right else "<"
    rows = [("id", "text", "likes"), *((str(i + 10), text, str(i * 7)) for i, text in enumerate(TEXTS))]
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    lines = [" ".join(f"{cell:{side}{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(f"{'' if i < first else i!s:<2} {line}" for i, line in enumerate(lines, first - 1)) + "\n"


@pytest.mark.parametrize(("right", "first"), [(True, 1), (False, 1), (True, 0)])
def test_a_table_that_r_or_pandas_printed(tmp_path: Path, right: bool, first: int) -> None:
    reading = load(tmp_path, printed(right, first), "x.txt")
    assert column(reading, "text") == list(TEXTS)
    assert column(reading, "likes") == [0, 7, 14]
    assert column(reading, "id") == ["10", "11", "12"]


@pytest.mark.parametrize(
    "text",
    [
        printed(True) + "  id rating\n1 10      5\n2 11      4\n",
        "# A tibble: 2 × 2\n     id text         \n  <int> <chr>        \n1    10 Nəhayət açıl…\n2    11 Çox gec ol…\n",
        "  id text likes\n1 10 Nəhayət açıldı 5\n2 11 Çox gec oldu 7\n",
    ],
)
def test_a_printed_table_that_cannot_be_told_apart_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReadError, match="as R and pandas print it"):
        load(tmp_path, text, "x.txt")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12 likes", 12), ("1 like", 1), ("1.2K likes", 1200), ("3 bəyənmə", 3), ("1 234 beğeni", 1234),
        ("7 лайков", 7), ("5 gefällt mir", 5), ("1,5 млн лайков", 1_500_000), ("12.0", 12),
        ("1.2345K", 1234), ("1.234", 1234),
        ("2.5", None), ("12,5", None), (2.5, None), (2.0, 2), ("likes", None), ("Anna and 12 others", None),
    ],
)  # fmt: skip
def test_counts_with_what_they_count(written: Any, read: int | None) -> None:
    assert numbers.whole(written) == read


def test_a_column_of_likes_with_their_name(tmp_path: Path) -> None:
    reading = load(tmp_path, table("id,text,likes", '{0},"{1}",{0} likes') + '9,"Heç nə dəyişmədi",çox\n')
    assert column(reading, "likes") == [0, 1, 2, None]
    assert reading.files[0].repairs == {"likes that are no number, left empty": 1}


def test_the_header_again_in_another_case(tmp_path: Path) -> None:
    reading = load(tmp_path, table("id,text,likes", '{0},"{1}",{0}') + table("ID,Text,Likes", '5{0},"{1}",{0}'))
    assert [row["skipped"] for row in reading.comments.to_list()] == [None] * 3 + ["header row"] + [None] * 3
    assert reading.files[0].repairs == {}


@pytest.mark.parametrize(("likes", "skipped"), [(15, "total"), (14, None)])
def test_a_total_is_told_by_its_sum(tmp_path: Path, likes: int, skipped: str | None) -> None:
    reading = load(tmp_path, table("text,likes", '"{1}",5') + f"Total,{likes}\n")
    assert column(reading, "skipped") == [None, None, None, skipped]
