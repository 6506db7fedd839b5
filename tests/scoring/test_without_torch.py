"""On a CPU nothing of the road from a file to a report, or to a sample, imports what takes long to import."""

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
    """Runs a command where such packages are found, and fail to be imported."""
    heavy = {"torch": "ImportError", "transformers": "ImportError"}  # Arrow goes on where pandas cannot be imported
    light = dict.fromkeys(("pandas", "scipy", "sklearn", "datasets", "robust_downloader"), "AssertionError")
    for name, error in (heavy | light).items():
        (tmp_path / "failing" / name).mkdir(parents=True)
        (tmp_path / "failing" / name / "__init__.py").write_text(f"raise {error}('{name} was imported')\n")

    def run(*command: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(map(str, (tmp_path / "failing", ROOT / "src")))
        words = [sys.executable, "-m", "sentiment", *map(str, command)]
        done = subprocess.run(words, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": path})
        assert done.returncode == status, done.stderr
        return done

    return run


def test_read_score_report_and_sample(headed: Path, comments: Path, tmp_path: Path, alone: Command) -> None:
    scored, report = tmp_path / "scored.parquet", tmp_path / "report.html"
    alone("read", comments, "-o", tmp_path / "comments.jsonl")
    asked = ("--toward", "TikTok", "--all", "--model", headed)
    alone("score", tmp_path / "comments.jsonl", *asked, "-o", scored)
    alone("report", scored, "-o", report)
    alone("report", comments, "--model", headed, "-o", tmp_path / "report.json")
    alone("sample", scored, "-n", "2", "-o", tmp_path / "audit.csv")
    assert report.stat().st_size > 1_000


@pytest.mark.weights
def test_the_embedded_model(tmp_path: Path, alone: Command) -> None:
    out = tmp_path / "scored.jsonl"
    alone("score", ROOT / "data" / "unblocking.csv", "--toward", "TikTok was unblocked", "--all", "-o", out)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 6


def test_a_model_of_another_kind_says_what_it_needs(tmp_path: Path, comments: Path, alone: Command) -> None:
    folder = make_model(tmp_path / "model", LABELS, kind="distilbert")
    done = alone("score", comments, "--model", folder, "-o", tmp_path / "x.csv", status=1)
    assert "expected the packages torch and transformers" in done.stderr
