"""What the pages of the documentation say to type does what it is typed for."""

import ast
import inspect
import re
import shlex
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from datasets import Dataset
from typer.testing import CliRunner

import sentiment
from sentiment.cli.commands import app
from sentiment.scoring import model_folder
from support import LABELS, WORDS

ROOT = Path(__file__).parents[1]
PAGES = {path.name: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]}
VERBS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
OPTIONS = {verb: {name for made in found.params for name in made.opts} | {"--help"} for verb, found in VERBS.items()}
COMMAND = re.compile(rf"\bsentiment ({'|'.join(VERBS)})\b([^`#\n]*)")
TYPED = {
    line.partition(" # ")[0].strip(): page
    for page, text in PAGES.items()
    for line in text.splitlines()
    if page != "README.md" and line.startswith("    sentiment ")
}
RUN = {page: re.findall(r"```python\n(.*?)```", text, re.DOTALL) for page, text in PAGES.items() if page != "README.md"}
GROUPS = ("commenter", "blogger", "commenter", "expert")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, headed: Path) -> Path:
    """A folder with the files that the pages name, in which the embedded model is a tiny one."""
    (tmp_path / "default_model").symlink_to(headed)
    monkeypatch.setattr(model_folder, "resources", SimpleNamespace(files=lambda package: tmp_path))
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    rows = [
        {
            "id": f"c{i}", "text": f"TikTok {WORDS[i % len(WORDS)]} {i}", "author": f"a{i % 9}", "group": GROUPS[i % 4],
            "time": f"2023-1{i % 3}-{i % 28 + 1:02}T09:00:00Z", "likes": i % 30, "gold_topic": ("app", "law")[i % 2],
            "gold": LABELS[i % 3], "gold_stance": ("favor", "against", "none")[i % 3], "toward": "TikTok",
        }
        for i in range(90)
    ]  # fmt: skip
    labelled, comments = (
        Dataset.from_list(rows),
        Dataset.from_list([{k: row[k] for k in list(row)[:6]} for row in rows]),
    )
    sentiment.write(labelled, "labelled.csv")
    for name in ("comments.jsonl", "comments.csv", "comments.parquet", "4cat-export.csv"):
        sentiment.write(comments, name) if not name.startswith("4cat") else shutil.copy("comments.csv", name)
    return tmp_path


def with_audit(place: Path) -> None:
    """Score the comments and label a sample of them, as the steps before on the same page do."""
    scored = sentiment.score("comments.jsonl", output="scored.parquet", toward="TikTok")
    (place / "scored").mkdir()
    shutil.copy("scored.parquet", place / "scored")
    rows = [
        {**row, "gold": LABELS[i % 3], "gold_stance": ("favor", "against")[i % 2]}
        for i, row in enumerate(sentiment.sample(scored, n=60))
    ]
    sentiment.write(Dataset.from_list(rows), "audit.xlsx")


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("command", [line for line in TYPED if "--engine ray" not in line])
def test_a_command_on_a_page_runs_as_it_stands(place: Path, command: str) -> None:
    words = shlex.split(command)[1:]
    if not {"comments.jsonl", "comments.csv", "4cat-export.csv", "labelled.csv"} & {words[1]}:
        with_audit(place)
    if "my-model" in words and words[0] != "train":
        sentiment.train("labelled.csv", task="topic", output="my-model")
    if words[0] == "sample":
        (place / "audit.xlsx").unlink()
    if words[:2] == ["explain", "scored.parquet"]:
        words[2] = "c7"  # of these comments, as the page's id is of those that it scored
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output + repr(result.exception)
    if "-o" in words:
        assert (place / words[words.index("-o") + 1]).exists()


def test_all_commands_that_stand_alone_are_run() -> None:
    alone = [(page, line.strip()) for page, text in PAGES.items() for line in text.splitlines() if _is_typed(line)]
    assert len(alone) > 30
    readme = "".join(re.findall(r"```sh\n(.*?)```", PAGES["README.md"], re.DOTALL))
    assert [line for page, line in alone if line.partition(" # ")[0].strip() not in TYPED and line not in readme] == []


def _is_typed(line: str) -> bool:
    return re.match(rf"\s*(?:\$ )?sentiment (?:{'|'.join(VERBS)})\s", line) is not None


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("page", [page for page, blocks in RUN.items() if blocks])
def test_python_on_a_page_runs_as_it_stands(place: Path, page: str) -> None:
    with_audit(place)
    exec(compile("\n".join(RUN[page]), page, "exec"), {"sentiment": sentiment})


@pytest.mark.parametrize("page", PAGES)
def test_a_command_named_in_a_page_has_its_options(page: str) -> None:
    assert _unknown_options(PAGES[page]) == []


def test_a_command_that_the_program_names_has_its_options() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert len(COMMAND.findall(source)) > 20
    assert _unknown_options(source) == []


def _unknown_options(text: str) -> list[tuple[str, str]]:
    named = [
        (verb, option) for verb, rest in COMMAND.findall(text) for option in re.findall(r" (--?[a-z][a-z-]*)", rest)
    ]
    return [(verb, option) for verb, option in named if option not in OPTIONS[verb]]


@pytest.mark.parametrize("page", PAGES)
def test_a_call_named_in_a_page_has_its_arguments(page: str) -> None:
    spans = re.findall(r"`((?:sentiment\.\w|print\(sentiment)[^`]*\))`", PAGES[page])
    calls = [call for span in spans for call in ast.walk(ast.parse(span)) if isinstance(call, ast.Call)]
    for call in calls:
        path = ast.unparse(call.func)
        if path.startswith("sentiment."):
            found = eval(path, {"sentiment": sentiment})
            known = inspect.signature(found).parameters
            assert [word.arg for word in call.keywords if word.arg not in known] == [], ast.unparse(call)


def test_a_regression_on_its_page_has_the_shape_of_one(place: Path) -> None:
    shown = re.search(r"```text\n(tone .*?)```", PAGES["regress.md"], re.DOTALL)
    assert shown is not None
    with_audit(place)
    said = CliRunner().invoke(app, ["regress", "scored.parquet", "--audit", "audit.xlsx", "--on", "group, time"]).output
    head = [line for line in shown[1].splitlines() if "estimate" in line]
    assert [line.split() for line in said.splitlines() if "estimate" in line] == [head[0].split()]


@pytest.mark.filterwarnings("default")
def test_what_a_report_on_comments_says_to_type_for_an_audit_runs(place: Path) -> None:
    asked = {"toward": "TikTok's return", "contrary": "TikTok's end"}
    (note,) = [note for note in sentiment.report("comments.jsonl", **asked).notes if "label a sample: " in note]
    for command in note.partition("label a sample: ")[2].replace("FILES", "comments.jsonl").split("; "):
        assert CliRunner().invoke(app, shlex.split(command)[1:]).exit_code == 0
    sheet = sentiment.read("audit.xlsx")
    assert set(sheet["toward"]) == {"TikTok's return"}
    assert {"gold", "gold_stance"} < set(sheet.column_names)
    assert set(sentiment.read("scored.parquet")["contrary"]) == {"TikTok's end"}
