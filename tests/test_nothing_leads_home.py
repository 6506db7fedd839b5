"""Reports and scored files name neither folders of the machine nor people in the names of groups."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sentiment.cli.commands import app
from sentiment.cli.exit import command
from support import LABELS, make_model

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
