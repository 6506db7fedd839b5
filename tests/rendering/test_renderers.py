import hashlib
import html.parser
import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from datasets import Dataset
from openpyxl import load_workbook
from rich.cells import cell_len

import sentiment
from sentiment import rendering
from sentiment.errors import DataError, WriteError
from sentiment.rendering import chart
from sentiment.rendering.headline import sentences
from sentiment.rendering.layout import parts
from sentiment.rendering.panels import panels
from sentiment.rendering.parts import Table
from sentiment.rendering.terminal import show, terminal
from sentiment.rendering.translation import Phrases
from sentiment.scoring.classifier import Classifier
from support import scored
from support_report import audited, clear, document, told

span = Phrases("en").span
SHARE = {"share": 0.25, "low": 0.1, "high": 0.4, "n": 32, "method": "counted"}


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


def test_html_of_hostile_text_runs_nothing_and_fetches_nothing(hostile: str, classifier: Classifier) -> None:
    page = rendering.page(document(clear(hostile), classifier=classifier))
    found = tags(page)
    names = {tag for tag, _ in found}
    assert not names & {"script", "img", "iframe", "link", "object", "embed", "form", "base"}
    assert not names & {"foreignobject", "use", "image", "a", "animate", "set"}
    assert not [a for _, attributes in found for a in attributes if a.startswith("on") or a in {"src", "href"}]
    assert "default-src 'none'" in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page)


def test_terminal_of_hostile_text_is_plain_and_narrow(hostile: str, classifier: Classifier) -> None:
    text = rendering.terminal(document(clear(hostile), classifier=classifier))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", text)
    assert max(cell_len(line) for line in text.splitlines()) <= 80


def test_markdown_of_hostile_text_keeps_its_tables(hostile: str) -> None:
    text = rendering.markdown(document(clear(hostile)))
    assert not re.search(r"(?<!\\)<", text)
    tables = [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]
    assert len(tables) > 3
    for lines in tables:
        assert len({line.replace(r"\|", "").count("|") for line in lines}) == 1


def test_page_says_what_the_document_says() -> None:
    found = document()
    page = rendering.page(found)
    for label, entry in found["overall"].items():
        assert f">{label}</th>" in page
        assert f"{100 * entry['low']:.0f} to {100 * entry['high']:.0f} %</span>" in page
    assert "32 scored" in page


def test_json_is_the_document(tmp_path: Path) -> None:
    import json

    found = document()
    rendering.save(found, tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text()) == found


def test_nothing_scored_renders_everywhere(tmp_path: Path) -> None:
    found = sentiment.summarize(
        Dataset.from_list([{"id": "1", "text": None, "skipped": "empty", "label": None, "p_positive": None}]), by=[]
    )
    for suffix in (".html", ".md", ".json"):
        found.save(tmp_path / f"r{suffix}")
    assert "Nothing could be scored" in str(found)
    assert [note for note in found.notes if "this model" in note] == []  # no model read anything


def test_workbook_of_hostile_text_runs_nothing(hostile: str, tmp_path: Path) -> None:
    rendering.save(document(clear(hostile)), tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    assert all(cell.hyperlink is None for cell in cells)


def test_a_workbook_has_a_sheet_for_each_table_and_numbers_in_it(tmp_path: Path) -> None:
    found = audited()
    rendering.save(found, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    tables = [part for part in parts(found) if isinstance(part, Table)]
    titles = [sheet["A1"].value for sheet in book]
    assert {table.title for table in tables} <= set(titles)  # whole, whatever a name of a sheet may hold
    assert (book.sheetnames[0], book.worksheets[0]["A2"].value) == ("Summary", sentences(found)[0])
    overall = book["Overall"]
    assert (overall.freeze_panes, overall.auto_filter.ref, len(overall._charts)) == ("B4", "A3:F7", 1)
    header, *rows = overall.iter_rows(values_only=True, min_row=3, max_row=6, max_col=6)
    assert header == ("label", "share", "low", "high", "n", "method")
    assert {row[0]: row[1] for row in rows} == {k: e["share"] for k, e in found["overall"].items()}


def test_a_workbook_has_the_reasons_of_a_side_and_themes_by_group_and_time(tmp_path: Path) -> None:
    rendering.save(told(), tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    assert book["Reasons negative"]["A1"].value == "Reasons: negative"
    header, first, *_ = book["Reasons negative"].iter_rows(values_only=True, min_row=3)
    assert header == ("reason", "comments", "share", "low", "high", "sureness", "id", "why")
    assert first[:7] == ("metro <b>bahadır", 8, 0.25, 0.1, 0.4, 0.8, "8")
    assert list(book["Themes by group and time"].iter_rows(values_only=True, min_row=3)) == [
        ("theme", "column", "group", "period", "comments", "share", "low", "high", "n", "method"),
        ("metro, avtobus", "group", "b", None, 8, 0.25, 0.1, 0.4, 32, "counted"),
    ]


def test_a_sheet_can_be_read_and_sorted_as_it_opens(tmp_path: Path) -> None:
    found = told()
    long = "the metro is late again " * 11
    found["liked"] = [
        {"id": str(likes), "text": long, "url": None, "label": "negative", "likes": likes} for likes in (12345.0, 9.0)
    ]
    rendering.save(found, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    liked, reasons, overall = (book[name] for name in ("The most liked comments", "Reasons negative", "Overall"))
    assert [(liked[f"A{line}"].value, liked[f"A{line}"].number_format) for line in (4, 5)] == [
        (12345, "#,##0"),
        (9, "#,##0"),
    ]
    assert (liked.column_dimensions["B"].width, liked["B4"].alignment.wrap_text) == (60, True)
    assert liked.row_dimensions[4].height == 5 * 15  # 264 letters and room for a tenth more, 60 a line
    assert "12,345" in rendering.markdown(found)  # as the reader writes it
    assert [str(cells) for cells in reasons.merged_cells.ranges] == ["A2:H2"]
    assert reasons.row_dimensions[2].height > 15
    assert max(own.width for own in reasons.column_dimensions.values()) == 60
    assert (overall.page_setup.fitToHeight, liked.page_setup.fitToHeight) == (1, 0)  # a chart on one page
    assert [overall[f"{column}3"].alignment.horizontal for column in "ABEF"] == ["left", "right", "right", "left"]


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("columns", "widest"), [(50, 50), (80, 80), (200, 80)])
def test_a_terminal_is_written_as_wide_as_it_is(columns: int, widest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    screen, found = _Screen(), audited()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm")
    show(found)
    said = re.sub(r"\x1b\[[\d;]*m", "", screen.getvalue())  # without its colours
    assert widest - 10 < max(map(len, said.splitlines())) <= widest
    words = " ".join(said.split())  # no word is cut by the screen
    assert words.startswith(found["headline"])
    assert words.endswith(found["headline"])  # the first one scrolled away
    assert rendering.terminal(found).count(found["headline"][:40]) == 1


def test_the_report_accounts_for_its_run(comments: Path, tiny: Path) -> None:
    summary = sentiment.report(comments, model=tiny)
    digest = hashlib.sha256(comments.read_bytes()).hexdigest()
    assert summary.document["run"]["inputs"] == [{"file": "comments.csv", "sha256": digest}]
    for form in (rendering.terminal, rendering.markdown, rendering.page):
        assert digest in re.sub(r"\s", "", form(summary.document))


def test_unknown_suffix(tmp_path: Path) -> None:
    with pytest.raises(
        WriteError, match=r"expected a report in \.html, \.json, \.md, \.xlsx, \.datawrapper\.csv; found r\.pdf"
    ):
        rendering.save(document(), tmp_path / "r.pdf")


def test_a_summary_shows_itself_in_a_notebook() -> None:
    found = document()
    assert sentiment.Summary(found)._repr_html_().count("<h1>") == 1


FORMATS = [
    rendering.terminal,
    lambda document: re.sub(r"\\(?=\W)", "", rendering.markdown(document)),
    lambda document: html.unescape(re.sub(r"<[^>]+>", " ", rendering.page(document))),
    lambda document: html.unescape(re.sub(r"<[^>]+>", " ", rendering.notebook(document))),
]


@pytest.mark.parametrize("form", FORMATS, ids=["terminal", "markdown", "page", "notebook"])
def test_every_format_says_what_was_not_scored_and_what_the_audit_found(form: Callable[[dict], str]) -> None:
    document = audited()
    said = " ".join(form(document).replace("|", " ").split())
    found, languages = document["audit"]["accuracy"], document["audit"]["languages"]
    for sentence in (
        "empty 6",
        "Not scored, by group",
        "b 3 of 33 (9 %) empty 3",
        "a 2 of 32 (6 %) empty 2",
        "What the labels by hand say",
        f"The model is right in 96 % ({100 * found['low']:.0f} to {100 * found['high']:.0f}, n = 30).",
        f"By language: Azerbaijani 95 % ({span(languages['az'])}, n = 20);",
        f"Russian 99 % ({span(languages['ru'])}, n = 10).",
        "Krippendorff's alpha of 2 comments labelled twice: 0.00.",
        f"{document['audit']['more_to_halve']} more labels would halve the widest overall interval.",
        "Check your label: “text 7” (you neutral, the model positive, 100 % sure, id c7)",
        "1 comment of the sample has no label; skipping hard ones would make it untrue.",
        "The people who labelled often disagree; below an alpha of 0.67 no figure built on them is safe.",
    ):
        assert sentence in said


def test_nothing_is_said_of_rows_left_out_where_none_were() -> None:
    found = sentiment.summarize(scored(["positive"] * 4, group=list("aabb")), by=["group"], floor=1).document
    assert "Not scored" not in str(rendering.terminal(found) + rendering.markdown(found) + rendering.page(found))


def test_one_group_alone_is_not_told_apart() -> None:
    found = sentiment.summarize(scored(["positive"] * 5 + [None], group=["a"] * 6), by=["group"]).document
    assert found["skipped_by"] == {"group": {"a": {"empty": 1}}}
    assert "Not scored" not in rendering.markdown(found)


def test_a_value_that_is_not_given_is_no_group_of_what_was_left_out() -> None:
    found = sentiment.summarize(scored(["positive", None], language=["az", None]), by=["language"], floor=0).document
    assert found["skipped_by"] == {"language": {"not given": {"empty": 1}}}
    assert "Not scored" not in rendering.markdown(found)


def test_of_many_groups_the_eight_with_most_left_out_are_shown() -> None:
    groups = [f"g{i:02}" for i in range(10) for _ in range(12 - i)]
    table = scored([None if i else "positive" for name in dict.fromkeys(groups) for i in range(groups.count(name))],
                   group=groups)  # fmt: skip
    shown = rendering.markdown(sentiment.summarize(table, by=["group"], floor=1).document)
    assert "| g00 | 11 of 12 (92 %) | empty 11 |" in shown
    assert "| g07 | 4 of 5 (80 %) | empty 4 |\n| 2 more |  |  |" in shown


@pytest.mark.parametrize("form", FORMATS, ids=["terminal", "markdown", "page", "notebook"])
def test_every_format_tells_themes_words_and_what_carried_a_quote(form: Callable[[dict], str]) -> None:
    said = " ".join(form(told()).replace("|", " ").replace("> ", "").split())
    for sentence in (
        "What they talk about",
        "group b: metro, avtobus",
        "Azerbaijani · 31 October 2023, 09:30 UTC · likes: 12 ·",
        "negative, 90 % sure",
        "negative by: <b>gec +40, gəlir −20",
        "Reasons: negative",
        "metro <b>bahadır",
        "8 comments, 10 to 40 % of this side",
        "by group: b 10 to 40 %; c 10 to 40 %",
        "sureness of the group: firm (80 %)",
        "24 comments of this side (10 to 40 %) are in none of these.",
        "group: b speaks of “metro, avtobus” more than c, by 25 points (10 to 40).",
    ):
        assert sentence in said


def test_words_are_shaded_by_their_weight() -> None:
    page = rendering.page(told())
    assert (
        '<p lang="az" dir="auto">metro <span class="for3">&lt;b&gt;gec</span> <span class="against2">gəlir</span></p>'
        in page
    )


@pytest.mark.parametrize("kind", ["overall", "group", "language"])
def test_a_notebook_draws_the_same_figures(kind: str) -> None:
    found = audited()
    drawn = sentiment.Summary(found).chart(kind).to_dict()
    parts = {"": found["overall"]} if kind == "overall" else found["groups"][kind]
    shares = [entry["share"] for entries in parts.values() for entry in entries.values()]
    assert [value["share"] for value in drawn["datasets"][drawn["data"]["name"]]] == shares


def test_a_period_of_two_comments_is_in_the_table_and_not_in_the_line() -> None:
    days = [datetime(2023, 10, day, tzinfo=UTC) for day in (1,) * 20 + (2,) * 2 + (3,) * 20]
    summary = sentiment.summarize(scored(["positive", "negative"] * 21, time=days), by=[])
    (drawn,) = summary.chart("time").to_dict()["datasets"].values()
    assert {value["period"] for value in drawn} == {"2023-10-01", "2023-10-03"}
    assert "2 Oct 2023" in str(summary)


def test_bars_of_periods_neither_touch_nor_leave_the_axis() -> None:
    days = [0, 1, 2, 60, 120]
    periods = {f"{date(2024, 1, 1) + timedelta(days):%Y-%m-%d}": {"share": SHARE} for days in days}
    document = told() | {"event": None}
    (_, spec) = panels(periods, {name: name for name in periods}, document, Phrases("en"))[-1]
    inside = spec["width"] - 2 * chart.MARGIN
    assert 2 <= spec["layer"][0]["mark"]["size"] <= max(2, inside / max(days))
    two = dict(list(periods.items())[:2])
    (_, spec) = panels(two, {name: name for name in two}, document, Phrases("en"))[-1]
    assert spec["layer"][0]["mark"]["size"] == 2 * chart.MARGIN


def test_one_period_is_a_table_without_a_line() -> None:
    table = scored(["positive", "negative"] * 20, time=[datetime(2023, 10, 31, tzinfo=UTC)] * 40)
    summary = sentiment.summarize(table, by=["week"])
    page = rendering.page(summary.to_dict())
    assert "<figure" not in page
    assert "week of 30 Oct 2023" in page


def test_a_notebook_shows_a_chart_without_the_network() -> None:
    drawn = sentiment.Summary(audited()).chart().properties(title="changed")._repr_mimebundle_()
    assert set(drawn) == {"application/vnd.vegalite.v5+json", "image/svg+xml"}
    assert drawn["application/vnd.vegalite.v5+json"]["title"] == "changed"
    assert "changed" in drawn["image/svg+xml"]
    assert "://" not in drawn["image/svg+xml"]


def test_a_notebook_calls_groups_as_the_page_does() -> None:
    drawn = sentiment.Summary(audited()).chart("language").to_dict()
    (values,) = drawn["datasets"].values()
    assert {value["row"] for value in values} == {"Azerbaijani", "Russian"}


def test_a_reason_is_read_in_its_language_and_a_name_from_the_right_apart() -> None:
    document = told()
    document["notes"] = ["חינוך 25 % & «قرار 5 مايو» 30 %"]
    page = rendering.page(document)
    assert page.count(' lang="az" dir="auto">metro &lt;b&gt;bahadır<') == 3  # beside the bar, above the fold, in it
    assert "<bdi>חינוך</bdi> 25\u00a0% &amp; «<bdi>قرار 5 مايو</bdi>» 30\u00a0%" in page


def test_a_sentence_that_ends_in_a_date_ends_in_one_point() -> None:
    say = Phrases("ru")
    day = say.date(datetime(2025, 3, 18))
    assert say("Groups of fewer than {few} comments say little: {groups}.", few=30, groups=day).endswith("2025\u202fг.")
    assert Phrases("en")("since {time}", time="ages...") == "since ages..."


def test_on_a_terminal_lines_hang_below_their_first_letter() -> None:
    found = told()
    found["notes"] = ["a note " * 20]
    lines = terminal(found).splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("- a note"))
    assert re.match(r"  \w", lines[start + 1])
    assert max(map(cell_len, lines)) <= 80


def test_counts_in_sentences_have_their_thousands_apart() -> None:
    assert "12\u00a0000" in Phrases("ru")("{n} comments, {share} of this side", n=12_000, share="")
    assert Phrases("en")("{n} comments, {scored} scored", n=1_200, scored=3) == "1,200 comments, 3 scored"


def test_a_chart_of_what_is_not_there() -> None:
    with pytest.raises(DataError, match="expected one of overall, group, language; found time"):
        sentiment.Summary(audited()).chart("time")


def test_two_groups_that_one_word_translates_stay_two() -> None:
    table = scored(["positive", "negative"] * 20, group=["commenter", "yorumcu"] * 20)
    said = str(sentiment.summarize(table, by=["group"]).translated("tr"))
    assert "commenter" in said
    assert "yorumcu" in said


@pytest.mark.parametrize("language", ["az", "tr", "ru"])
@pytest.mark.parametrize("made", [audited, told])
def test_the_terminal_is_80_wide_in_every_language(language: str, made: Callable[[], dict]) -> None:
    text = str(sentiment.Summary(made()).translated(language))
    assert max(cell_len(line) for line in text.splitlines()) <= 80


def test_a_chart_of_a_workbook_has_the_intervals_of_its_shares(tmp_path: Path) -> None:
    found = audited()
    rendering.save(found, tmp_path / "r.xlsx")
    sheet = load_workbook(tmp_path / "r.xlsx")["Overall"]
    (series,) = sheet._charts[0].series
    whiskers = {name: getattr(series.errBars, name).numRef.f for name in ("plus", "minus")}
    for name, limit in (("plus", "high"), ("minus", "low")):
        cells = whiskers[name].rpartition("!")[2].replace("$", "")
        arms = [cell.value for row in sheet[cells] for cell in row]
        shares = found["overall"].values()
        assert arms == pytest.approx([abs(entry[limit] - entry["share"]) for entry in shares], abs=1e-12)


def test_a_column_of_counts_is_numbers_and_names_of_sheets_are_whole_words(tmp_path: Path) -> None:
    found = audited()
    rendering.save(found, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    assert [type(row[1]) for row in book["Languages"].iter_rows(min_row=4, values_only=True)] == [int, int]
    cut = [name for name in book.sheetnames if name.endswith("…")]
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert all(
        any(re.sub(r"[:*?/]", " ", sheet["A1"].value).startswith(name[:-1] + " ") for sheet in book) for name in cut
    )
