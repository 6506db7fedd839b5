import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from datasets import Dataset
from rich.text import Text
from typer.testing import CliRunner

import sentiment
from sentiment.cli.commands import app

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
OPTIONS = {
    verb: {max(p.opts, key=len) for p in made.params if p.param_type_name == "option"}
    for verb, made in COMMANDS.items()
}
LABELS = ("negative", "neutral", "positive")
CONTRACT = {
    "comments", "scored", "skipped", "labels", "overall", "net", "groups", "time", "languages", "copies", "words",
    "quotes", "model", "notes",
}  # fmt: skip


CLI_PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def run(*arguments: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exit_code == code, result.output + repr(result.exception)
    return result.output


@pytest.fixture
def scored(tiny: Path, comments: Path, tmp_path: Path) -> Path:
    run("score", comments, "--model", tiny, "-o", tmp_path / "scored.parquet")
    return tmp_path / "scored.parquet"


def test_report_json_follows_the_contract(tiny: Path, comments: Path, tmp_path: Path) -> None:
    run("report", comments, "--by", "group", "--model", tiny, "-o", tmp_path / "x.json")
    found = json.loads((tmp_path / "x.json").read_text())
    assert set(found) >= CONTRACT
    assert (found["comments"], found["scored"]) == (6, 4)
    assert found["skipped"] == {"empty": 1, "no words": 1}
    assert sum(e["share"] for e in found["overall"].values()) == pytest.approx(1)
    assert set(found["overall"]["negative"]) == {"share", "low", "high", "n", "method"}
    assert set(found["groups"]) == {"group"}
    assert found["copies"]["distinct"] == 3
    assert re.fullmatch("[0-9a-f]{12,64}", found["model"]["digest"])


@pytest.mark.parametrize("suffix", [".html", ".md", ".json"])
def test_report_writes_by_suffix(tiny: Path, comments: Path, tmp_path: Path, suffix: str) -> None:
    assert f"wrote {tmp_path / 'r'}{suffix}" in run("report", comments, "--model", tiny, "-o", tmp_path / f"r{suffix}")
    assert (tmp_path / f"r{suffix}").stat().st_size > 500


def test_report_prints_within_eighty_columns(tiny: Path, comments: Path) -> None:
    output = run("report", comments, "--model", tiny)
    assert "Too few to say" in output
    assert max(map(len, output.splitlines())) <= 80


def test_a_scored_file_is_not_scored_again(scored: Path, comments: Path, tiny: Path, tmp_path: Path) -> None:
    run("report", scored, "--model", "nosuch", "-o", tmp_path / "a.json")
    run("report", comments, "--model", tiny, "-o", tmp_path / "b.json")
    a, b = (json.loads((tmp_path / name).read_text()) for name in ("a.json", "b.json"))
    assert a["overall"] == b["overall"]


def test_score_keeps_every_row_and_hides_authors(scored: Path, tmp_path: Path) -> None:
    run("read", scored, "-o", tmp_path / "rows.csv", "--keep-authors")
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    authors = [row["author"] for row in rows]
    assert authors[1] == authors[5]
    assert not {"ann", "bob", "cem", "dan", "eve"} & set(authors)


def test_sample_hides_the_label_and_repeats_with_the_seed(scored: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        run("sample", scored, "-n", 3, "--seed", 5, "-o", tmp_path / name)
    first = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert first == (tmp_path / "b.csv").read_text(encoding="utf-8-sig")
    assert "label" not in first.splitlines()[0].split(",")
    assert len(list(csv.DictReader(first.splitlines()))) == 3


def test_sample_says_what_may_surprise(scored: Path, tmp_path: Path) -> None:
    said = run("sample", scored, "-n", 9, "-o", tmp_path / "audit.xlsx")
    assert "note: fewer than 9 comments are scored: all 4 are drawn, and the shares will be exact" in said
    assert "note: 4 comments have a label in gold already; it is left out, so that yours is not led by it" in said
    assert f"wrote 4 comments to {tmp_path / 'audit.xlsx'}; fill in the column gold; how" in said


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "jsonl", "parquet"])
def test_a_sample_is_not_written_over_labels_by_hand(scored: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"audit.{suffix}"
    for _ in range(2):
        assert "wrote 3 comments" in run("sample", scored, "-n", 3, "-o", path)
    rows = [{**row, "gold": "negative" if i else None} for i, row in enumerate(sentiment.read(path))]
    sentiment.write(Dataset.from_list(rows), path)
    before = path.read_bytes()
    said = run("sample", scored, "-n", 4, "-o", path, code=1)
    assert f"expected a file without labels by hand; found {path} with 2 in it; name another one with -o" in said
    assert path.read_bytes() == before


def test_a_file_that_is_no_sample_is_written_over(scored: Path, tmp_path: Path) -> None:
    for content in (b"", b"\xff\x00nothing", b"a,b\n1,2\n"):
        (tmp_path / "audit.csv").write_bytes(content)
        assert "wrote 3 comments" in run("sample", scored, "-n", 3, "-o", tmp_path / "audit.csv")


def test_evaluate(tiny: Path, comments: Path, tmp_path: Path) -> None:
    run("evaluate", comments, "--model", tiny, "-o", tmp_path / "e.json")
    found = json.loads((tmp_path / "e.json").read_text())
    assert found["overall"]["n"] == 4
    assert [sum(row) for row in found["overall"]["confusion"]] == [1, 1, 2]


def test_train(tiny: Path, tmp_path: Path) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text("\n".join(json.dumps({"text": f"{w} {i}", "gold": w}) for i in range(15) for w in ("good", "bad")))
    assert "macro-F1" in run("train", path, "--base", tiny, "--epochs", 1, "-o", tmp_path / "mine")
    assert "wrote" in run("report", path, "--model", tmp_path / "mine", "-o", tmp_path / "r.json")


def test_rows_that_cannot_be_read_are_kept_and_told(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "good"}\n{"text": \n{"text": "bad"}\n')
    said = run("score", tmp_path / "x.jsonl", "--model", tiny, "-o", tmp_path / "y.jsonl", code=3)
    assert (
        f"1 row could not be read; written to {tmp_path / 'y.jsonl.rejected.jsonl'}; first: x.jsonl, line 2: " in said
    )
    assert len((tmp_path / "y.jsonl").read_text().splitlines()) == 2
    assert json.loads((tmp_path / "y.jsonl.rejected.jsonl").read_text())["line"] == 2


def test_a_report_says_what_could_not_be_read(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,text\n1,good\n2,bad,x\n3,plain,x\n4,bad\n")
    said = {}
    for suffix in ("html", "md", "json"):
        run("report", tmp_path / "x.csv", "--model", tiny, "-o", tmp_path / f"r.{suffix}", code=3)
        said[suffix] = (tmp_path / f"r.{suffix}").read_text()
    note = "Rows of the files that could not be read: 2; no figure includes them."
    assert (json.loads(said["json"])["rejected"], json.loads(said["json"])["comments"]) == (2, 2)
    assert all(note in text for text in said.values())
    assert "2 comments, 2 scored; could not be read: 2 more." in said["html"]
    assert "2 comments, 2 scored; could not be read: 2 more." in said["md"]
    output = run("report", tmp_path / "x.csv", "--model", tiny, code=3)
    assert "2 comments, 2 scored; could not be read: 2 more" in output


REPAIRED = {
    "lost letters": (
        "id,text\n1,N?hay?t açıldı\n2,çox sağ ol\n".encode("cp1254"),
        "texts with ? inside a word, where a letter such as ə was lost when the file was saved: 1",
    ),
    "rounded ids": (
        b"id,text\n1.86E+18,a b\n1.86E+18,c d\n",
        "column 'id' is rounded, as Excel and floats do to long ids: not used as id",
    ),
    "mojibake": (
        ("id,text\n1," + "Nəhayət açıldı".encode().decode("latin-1") + "\n").encode(),
        "rows with UTF-8 that had been read as a one-byte page: 1",
    ),
    "estimated times": (
        b"text,date,scraped_at\na,2 days ago,2024-11-23\nb,1 day ago,2024-11-23\n",
        "times such as 2 days ago, reckoned from column 'scraped_at': 2",
    ),
    "dropped times": (b"text,date\na,some day\n", "times that are not understood, left empty: 1"),
}


@pytest.mark.parametrize("name", REPAIRED)
def test_what_was_repaired_or_lost_is_told_and_stands_in_the_report(name: str, tiny: Path, tmp_path: Path) -> None:
    data, told = REPAIRED[name]
    (tmp_path / "x.csv").write_bytes(data)
    for verb in (["read"], ["score", "--model", tiny], ["report", "--model", tiny]):
        said = run(*verb, tmp_path / "x.csv", "-o", tmp_path / ("x.json" if verb[0] == "report" else "y.jsonl"))
        assert said.splitlines()[0] == f"note: x.csv: {told}"
    assert f"As read: x.csv: {told}." in json.loads((tmp_path / "x.json").read_text())["notes"]


def test_evaluate_and_train_tell_it_too(tiny: Path, tmp_path: Path) -> None:
    rows = "".join(f"{word} {i},{word},some day\n" for i in range(15) for word in ("good", "bad"))
    (tmp_path / "x.csv").write_text(f"text,gold,date\n{rows}")
    (tmp_path / "y.csv").write_text("text,gold,date\ngood,positive,some day\n")
    told = "times that are not understood, left empty"
    assert f"note: y.csv: {told}: 1" in run("evaluate", tmp_path / "y.csv", "--model", tiny)
    assert f"note: x.csv: {told}: 30" in run(
        "train", tmp_path / "x.csv", "--base", tiny, "--epochs", 1, "-o", tmp_path / "mine"
    )


def test_of_a_file_that_needed_no_repair_nothing_is_told(comments: Path, tmp_path: Path) -> None:
    assert run("read", comments, "-o", tmp_path / "y.jsonl") == f"read 6 rows, wrote {tmp_path / 'y.jsonl'}\n"


def test_an_inspection_writes_no_rejects_and_says_how_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("id,text\n1,good\n2,bad,x\n")
    said = run("read", "x.csv", "--inspect", code=3).splitlines()
    assert "  rows       1 read, 1 not" in said
    assert said[-1] == (
        "1 row could not be read; leave --inspect out to have them written down; "
        "first: x.csv, line 3: 3 cells where the header has 2"
    )
    run("read", "x.csv", "--inspect", "-o", "i.json", code=3)
    assert json.loads(Path("i.json").read_text())["rejections"][0]["line"] == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["i.json", "x.csv"]


def test_rejected_rows_of_comments_and_audit_are_both_kept(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "1", "text": "good"}\n{"text": \n{"id": "2", "text": "bad"}\n')
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "good", "gold": "positive"}\n\n{"gold"\n')
    files = [tmp_path / "x.jsonl", "--audit", tmp_path / "a.jsonl"]
    run("report", *files, "--model", tiny, "-o", tmp_path / "r.json", code=3)
    rejected = [json.loads(line) for line in (tmp_path / "r.json.rejected.jsonl").read_text().splitlines()]
    assert [row["line"] for row in rejected] == [3, 2]


def test_inspect_says_what_was_recognised(comments: Path) -> None:
    said = run("read", comments, "--inspect").splitlines()
    assert said[0] == "comments.csv"
    assert "6 comments, 5 to score" in said
    assert max(map(len, said)) <= 80


def test_an_inspection_is_written_as_json(comments: Path, tmp_path: Path) -> None:
    run("read", comments, "--inspect", "-o", tmp_path / "x.json")
    found = json.loads((tmp_path / "x.json").read_text())
    assert (found["comments"], found["rejected"], len(found["first"])) == (6, 0, 3)


def test_the_article_gives_six_quotes_and_three_speakers(tmp_path: Path) -> None:
    run("read", "--article", Path(__file__).parents[1] / "data" / "article.txt", "-o", tmp_path / "q.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "q.jsonl").read_text().splitlines()]
    assert [(row.get("author"), row["group"]) for row in rows] == [
        ("Farid Pardashunas", "expert"), (None, "user"), ("Nijat Manafov", "blogger"),
        (None, "commenter"), (None, "commenter"), (None, "commenter"),
    ]  # fmt: skip


def test_a_platform_that_is_guessed_wrong_can_be_denied_where_a_report_is_made(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"cid": "1", "votes": 2, "text": "good", "author": "ann"}\n')
    options = ["--model", tiny, "--platform", "none", "--keep-authors", "--by", "author"]
    run("report", tmp_path / "x.jsonl", *options, "-o", tmp_path / "r.json")
    assert list(json.loads((tmp_path / "r.json").read_text())["groups"]["author"]) == ["ann"]
    said = run("report", tmp_path / "x.jsonl", "--model", tiny, "--platform", "myspace", code=1)
    assert "expected --platform with one of none, " in said


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[1] / "data" / "samples").iterdir()), ids=lambda p: p.name
)
def test_a_report_on_any_file_just_works(path: Path, tiny: Path, tmp_path: Path) -> None:
    run("report", path, "--model", tiny, "-o", tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text())["scored"] > 0


def test_column_option(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Rəy mətni,z\ngood,1\n", encoding="utf-8")
    run("score", tmp_path / "x.csv", "--column", "text=Rəy mətni", "--model", tiny, "-o", tmp_path / "y.jsonl")
    assert json.loads((tmp_path / "y.jsonl").read_text())["text"] == "good"


MISTAKES = {
    "no file": (["report", "{dir}/nosuch.csv"], "expected a file or a pattern that matches one"),
    "no text column": (["report", "{dir}/other.csv"], "add --column text=NAME"),
    "unknown format": (["report", "{dir}/x.docx"], "expected one of .csv"),
    "empty file": (["report", "{dir}/empty.csv"], "expected at least one comment; found empty.csv with no rows"),
    "unreadable model": (
        ["report", "{dir}/ok.csv", "--model", "{dir}/folder"],
        "expected a model folder with config.json",
    ),
    "no such model": (["report", "{dir}/ok.csv", "--model", "nosuch"], "expected a model folder or a hub id"),
    "other suffix": (["report", "{dir}/ok.csv", "-o", "{dir}/r.pdf"], "expected a report in .html, .json, .md"),
    "not scored": (["sample", "{dir}/ok.csv"], "score the comments first: sentiment score FILES -o scored.parquet"),
    "no sample at all": (["sample", "{dir}/scored.csv", "-n", "0"], "expected at least one comment to draw; found 0"),
    "too few for the groups": (["sample", "{dir}/scored.csv", "-n", "1", "--by", "id"], "each of the 2 groups of id"),
    "nothing labelled": (["report", "{dir}/scored.csv", "--audit", "{dir}/ok.csv"], "in a column gold; found none"),
    "no gold": (["evaluate", "{dir}/ok.csv"], "found no labels in gold; fill it in, or name their column"),
    "no such language of the report": (["report", "{dir}/ok.csv", "--lang", "azz"], "found azz; try --lang az"),
    "a capital code": (["report", "{dir}/ok.csv", "--lang", "RU"], "found RU; try --lang ru"),
    "the name of a language": (["report", "{dir}/ok.csv", "--lang", "Turkish"], "found Turkish; try --lang tr"),
    "a capital platform": (["report", "{dir}/ok.csv", "--platform", "YouTube"], "did you mean --platform youtube?"),
    "no such folder of a model": (["report", "{dir}/ok.csv", "--model", "./nosuch"], "found no folder ./nosuch; check"),
    "a folder above": (["report", "{dir}/ok.csv", "--model", "../nosuch"], "found no folder ../nosuch; check"),
    "no time": (["report", "{dir}/ok.csv", "--event", "nonsense"], "found nonsense"),
    "a typing error": (["report", "{dir}/ok.csv", "--by", "languge"], "did you mean --by language? else name one"),
    "no such audit": (["report", "{dir}/ok.csv", "--audit", "nosuch.csv"], "found nothing at nosuch.csv"),
    "no such folder": (["report", "{dir}/ok.csv", "-o", "{dir}/no/x.html"], "make it with mkdir"),
    "no such group": (["report", "{dir}/ok.csv", "--by", "nosuch"], "expected a column 'nosuch' to group by"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_clear_line(name: str, tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / "x.docx").write_bytes(b"PK")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "ok.csv").write_text("text\ngood\n")
    (tmp_path / "scored.csv").write_text(
        "id,text,label,p_positive,model\n1,good,positive,1,m@abcdef\n2,bad,positive,1,m@abcdef\n"
    )
    (tmp_path / "folder").mkdir()
    arguments, said = MISTAKES[name]
    arguments = [a.format(dir=tmp_path) for a in arguments]
    if "--model" not in arguments and arguments[0] != "sample":
        arguments += ["--model", str(tiny)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.startswith("error: expected ")
    assert len(result.stderr.splitlines()) == 1


def test_a_model_with_other_labels_works_without_polarity(tmp_path: Path) -> None:
    from support import make_model

    model = make_model(tmp_path / "emotions", ["anger", "joy"])
    (tmp_path / "ok.csv").write_text("text\ngood\n")
    run("report", tmp_path / "ok.csv", "--model", model, "-o", tmp_path / "r.json")
    found = json.loads((tmp_path / "r.json").read_text())
    assert (found["labels"], found["net"]) == (["anger", "joy"], None)


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("report", []),
        ("check", ["--claim", "mostly satisfied"]),
        ("audit", []),
        ("explain", ["1"]),
        ("evaluate", []),
        ("regress", ["--on", "likes", "--audit", "labelled.csv"]),
    ],
)
def test_figures_go_to_standard_output_as_json(
    verb: str, more: list[str], tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "".join(f"{i},plain comment {i},{LABELS[i % 3]},{i % 7}\n" for i in range(40))
    Path("labelled.csv").write_text("id,text,gold,likes\n" + rows)
    run("score", "labelled.csv", "--model", tiny, "-o", "scored.parquet")
    model = ["--model", tiny] if "--model" in OPTIONS[verb] else []
    result = CliRunner().invoke(app, [verb, "scored.parquet", *map(str, more), *map(str, model), "-o", "-"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)


def test_a_folder_is_no_standard_output(tmp_path: Path) -> None:
    (tmp_path / "labelled.csv").write_text("text,gold\ngood,positive\n")
    assert "expected a new folder; found standard output" in run("train", tmp_path / "labelled.csv", "-o", "-", code=1)


def test_a_file_in_the_place_of_a_command_is_told_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my comments.csv").write_text("text\ngood\n")
    said = " ".join(re.sub("[│╭╰─╮╯]", "", run("my comments.csv", code=2)).split())
    assert said.endswith("found the file my comments.csv; try: sentiment report 'my comments.csv'")
    assert "Did you mean 'report'" in run("reprot", code=2)
    assert "No such command" in run("x" * 300, code=2)


def test_wrong_usage_exits_with_two() -> None:
    run("report", code=2)
    run("score", "x.csv", code=2)
    run("read", "x.csv", "--column", "nonsense", code=2)


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_has_help_and_stands_in_the_docs(verb: str) -> None:
    assert "Usage" in run(verb, "--help")
    assert f"| `sentiment {verb} " in CLI_PAGE
    for parameter in COMMANDS[verb].params:
        assert Text.from_markup(parameter.help or "").plain == (parameter.help or ""), "words in brackets are not shown"


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_docs_list_the_options_of_every_verb(verb: str) -> None:
    rows = [row.split(" | ") for row in CLI_PAGE.splitlines() if row.startswith("| `-")]
    listed = {
        name for names, verbs, *_ in rows if verb in verbs.split(", ") for name in re.findall("`(-+[a-z-]+)", names)
    }
    assert listed == OPTIONS[verb] - {"-o"}


def test_version_names_the_licence_of_the_weights() -> None:
    assert "weights CC BY-NC-SA 4.0" in run("--version")


def test_whoever_reads_the_output_may_stop(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("".join(f"comment {i} {'plain ' * 30}\n" for i in range(2_000)))
    command = [sys.executable, "-m", "sentiment", "read", str(tmp_path / "x.txt")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert "comment 0" in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


def test_evaluate_prints_a_screenful_and_json_with_o(tiny: Path, comments: Path, tmp_path: Path) -> None:
    said = run("evaluate", comments, "--model", tiny)
    lines = said.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    run("evaluate", comments, "--model", tiny, "-o", tmp_path / "e.json")
    found = json.loads((tmp_path / "e.json").read_text())
    assert f"  accuracy           {found['overall']['accuracy']:.3f}" in lines
    low, high = found["overall"]["accuracy_interval"]
    assert 0 <= low < found["overall"]["accuracy"] < high <= 1 or found["overall"]["accuracy"] in (0, 1)
    assert high - low > 0.4  # four comments tell little
    assert f"    95 % interval    {low:.3f} to {high:.3f}" in lines
    assert "4 labelled comments" in lines
    at = lines.index("By hand (rows), by the model (columns)")
    assert [line.split()[1:] for line in lines[at + 2 : at + 5]] == [
        [str(n) for n in row] for row in found["overall"]["confusion"]
    ]
