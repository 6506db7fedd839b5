"""On a CPU the commands import nothing that takes long to import; of a package that is not there a line is said."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support import LABELS, make_model

ROOT = Path(__file__).parents[2]
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def alone(tmp_path: Path) -> Command:
    """Runs a command where some packages are not there, and others fail to be imported."""
    absent = dict.fromkeys(
        ("torch", "transformers", "python_calamine"), "ModuleNotFoundError('not there', name=__name__)"
    )
    failing = dict.fromkeys(("pandas", "scipy", "sklearn", "datasets", "robust_downloader"), "AssertionError(__name__)")
    for name, error in (absent | failing).items():
        (tmp_path / "failing" / name).mkdir(parents=True)
        (tmp_path / "failing" / name / "__init__.py").write_text(f"raise {error}\n")

    def run(*command: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(map(str, (tmp_path / "failing", ROOT / "src")))
        words = [sys.executable, "-m", "sentiment", *map(str, command)]
        done = subprocess.run(words, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": path})
        assert done.returncode == status, done.stderr
        return done

    return run


def test_from_a_file_to_a_report_and_a_sample(headed: Path, comments: Path, tmp_path: Path, alone: Command) -> None:
    scored, report = tmp_path / "scored.parquet", tmp_path / "report.html"
    alone("read", comments, "-o", tmp_path / "comments.jsonl")
    asked = ("--toward", "TikTok", "--all", "--model", headed)
    alone("score", tmp_path / "comments.jsonl", *asked, "-o", scored)
    alone("report", scored, "-o", report)
    alone("report", comments, "--model", headed, "-o", tmp_path / "report.json")
    alone("sample", scored, "-n", "2", "-o", tmp_path / "audit.csv")
    assert report.stat().st_size > 1_000
    alone("audit", tmp_path / "audit.csv")
    assert "Cannot tell." in alone("check", scored, "--claim", "mostly negative").stdout
    assert "Cannot tell." in alone("check", comments, "--model", headed, "--claim", "mostly negative").stdout


def test_what_is_said_of_a_model_and_of_a_comment(headed: Path, comments: Path, tmp_path: Path, alone: Command) -> None:
    labelled = tmp_path / "gold.csv"
    labelled.write_text("text,gold\ngood,positive\nbad,negative\n")
    assert alone("evaluate", labelled, "--model", headed).stdout
    assert alone("explain", comments, "1", "--model", headed).stdout
    alone("targets", comments)


@pytest.mark.parametrize(
    ("command", "package"),
    [
        (("train", ROOT / "data" / "comments.jsonl", "-o", "mine"), "torch"),
        (("read", ROOT / "tests" / "data" / "cases" / "date_serial.xlsx", "-o", "mine.csv"), "python_calamine"),
    ],
)
def test_a_package_that_is_not_there_is_a_line(tmp_path: Path, alone: Command, command: tuple, package: str) -> None:
    *given, output = command
    said = alone(*given, tmp_path / output, status=1).stderr
    assert said == f"error: expected the package {package}; found none; pip install sentiment-reactions\n"


@pytest.mark.weights
def test_the_embedded_model(tmp_path: Path, alone: Command) -> None:
    out = tmp_path / "scored.jsonl"
    alone("score", ROOT / "data" / "unblocking.csv", "--toward", "TikTok was unblocked", "--all", "-o", out)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 6


def test_a_model_of_another_kind_says_what_it_needs(tmp_path: Path, comments: Path, alone: Command) -> None:
    folder = make_model(tmp_path / "model", LABELS, kind="distilbert")
    done = alone("score", comments, "--model", folder, "-o", tmp_path / "x.csv", status=1)
    assert "expected the packages torch and transformers" in done.stderr
