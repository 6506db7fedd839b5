"""Reports and scored files name neither folders of the machine nor people in the names of groups."""

import json
import random
import zipfile
from pathlib import Path

import pytest
from datasets import Dataset
from typer.testing import CliRunner

import sentiment
from sentiment.cli.commands import app
from sentiment.cli.exit import command
from support import LABELS, make_model, scored

PERSON = "ann-lee-of-baku"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("x") / PERSON
    (home / "data").mkdir(parents=True)
    make_model(home / "model", LABELS)
    rows = [{"id": f"r{i}", "text": f"good TikTok {i}", "group": f"{'ab'[i % 2]}@example.org"} for i in range(30)]
    (home / "data" / "in.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return home


def content(path: Path) -> bytes:
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return b"".join(map(book.read, book.namelist()))


@pytest.mark.parametrize("name", ["r.json", "r.html", "r.md", "r.xlsx", "s.csv", "s.parquet", "s.jsonl"])
@pytest.mark.parametrize("source", ["data/in.jsonl", "data", "data/*.jsonl"])
def test_no_path_in_what_others_get(home: Path, tmp_path: Path, name: str, source: str, monkeypatch) -> None:
    verb, out = ("report", "score")[name.startswith("s")], tmp_path / name
    given = [verb, str(home / source), "--model", str(home / "model"), "--device", "cpu", "-o", str(out)]
    monkeypatch.setattr("sys.argv", ["sentiment", *given])
    result = CliRunner().invoke(app, given)
    assert result.exit_code == 0, result.output
    found = content(out)
    assert PERSON.encode() not in found
    assert str(home.parent).encode() not in found
    if verb == "report":
        assert b"@example.org" not in found


def test_a_shown_command_has_names_of_files_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = ["report", str(home / "in.csv"), f"--model={home}/model", "--toward", "open 24/7", "-o", "~/r.html"]
    monkeypatch.setattr("sys.argv", ["sentiment", *given])
    assert command(shown=True) == "sentiment report in.csv --model=model --toward 'open 24/7' -o r.html"


def test_the_model_of_a_table_is_not_opened_as_a_path(home: Path, tmp_path: Path, monkeypatch) -> None:
    opened: list[str] = []
    plain = Path.read_text

    def watched(self: Path, *given: object, **more: object) -> str:
        opened.append(str(self))
        return plain(self, *given, **more)

    row = {"id": "1", "text": "good", "label": "positive", "p_negative": 0.1, "p_neutral": 0.2, "p_positive": 0.7}
    rows = [{**row, "id": f"r{i}", "model": f"{home / 'model'}@0123456789ab"} for i in range(3)]
    (tmp_path / "s.jsonl").write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.setattr(Path, "read_text", watched)
    result = CliRunner().invoke(app, ["report", str(tmp_path / "s.jsonl"), "-o", str(tmp_path / "r.json")])
    assert result.exit_code == 0, result.output
    assert not [path for path in opened if PERSON in path]


def test_all_that_the_commands_write_names_neither_a_home_nor_a_handle(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table as old versions scored it, whose model and file are paths, goes through every command that writes."""
    table, audit, out = home / "s.parquet", home / "audit.csv", tmp_path / "out"
    out.mkdir()
    said, sides = ([names[i % 3] for i in range(120)] for names in (LABELS, ("favor", "against", "none")))
    own = {"model": [f"{home}/model@0123456789ab"] * 120, "file": [f"{home}/in.csv"] * 120, "likes": list(range(120))}
    rng = random.Random(1)
    about = [" ".join("".join(rng.choices("abcdefgh", k=5)) for _ in range(12)) for _ in range(120)]
    texts = [
        f"@{PERSON} TikTok {one}: {PERSON}{i}@example.org https://example.org/{PERSON}" for i, one in enumerate(about)
    ]
    stances = {"stance": sides, "toward": ["TikTok"] * 120, "group": [f"g{i % 2}" for i in range(120)]}
    stances |= {f"p_{side}": [float(side == own) for own in sides] for side in ("favor", "against", "none")}
    sentiment.write(scored(said, text=texts, **own, **stances), table)

    def run(*given: object) -> None:
        arguments = [str(argument) for argument in given]
        monkeypatch.setattr("sys.argv", ["sentiment", *arguments])
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output

    run("sample", table, "-n", 90, "-o", audit)
    rows = sentiment.read(audit).to_list()
    for i, row in enumerate(rows):
        row |= {"gold": LABELS[i % 3], "gold_stance": "favor"}
    sentiment.write(Dataset.from_list(rows), audit)
    for suffix in (".json", ".html", ".md", ".xlsx"):
        run("report", table, "--audit", audit, "--by", "group", "--by", "model", "-o", out / f"report{suffix}")
    run("audit", audit, "--scored", table, "-o", out / "audit.json")
    run("check", table, "--claim", "most are negative", "-o", out / "check.json")
    for suffix in (".json", ".csv"):
        run("regress", table, "--on", "group, likes", "--audit", audit, "-o", out / f"regression{suffix}")
        run("targets", table, "-o", out / f"targets{suffix}")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 10
    for path in written:
        for leak in (PERSON, str(home.parent), "example.org"):
            assert leak.encode() not in content(path), path
