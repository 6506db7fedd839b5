import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sentiment.cli.commands import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data, so that what the README writes does not land in the repository."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.weights
@pytest.mark.filterwarnings("default")
def test_commands_run_as_they_stand(place: Path) -> None:
    commands = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("sentiment ")]
    assert len(commands) == 15
    for command in commands:
        if "sentiment audit" in command:
            fill_in_gold(place)
        result = CliRunner().invoke(app, shlex.split(command, comments=True)[1:])
        assert result.exit_code == 0, command + result.output


def fill_in_gold(place: Path) -> None:
    """Label the sample as its reader would, here from the labels that the comments came with."""
    import openpyxl
    import pandas as pd

    gold = pd.read_json(place / "data" / "comments.jsonl", lines=True).set_index("id")["gold"]
    book = openpyxl.load_workbook(place / "audit.xlsx")
    for line in book.worksheets[0].iter_rows(min_row=2):
        line[2].value = gold[line[0].value]
    book.save(place / "audit.xlsx")


@pytest.mark.weights
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("block", blocks("python"))
def test_python_runs_as_it_stands(place: Path, block: str) -> None:
    exec(compile(block, "README.md", "exec"), {})
    assert (place / "report.html").exists()
