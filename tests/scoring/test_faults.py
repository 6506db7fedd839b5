"""Killed anywhere, asked to end at any time, with a full disk: the same command gives the same bytes, and no litter."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


def disturbed(name: str, how: str, value: int) -> dict:
    """Run in a process of its own, which forks: this one has threads."""
    command = [sys.executable, str(TESTS / "support_faults.py"), name, how, str(value)]
    path = {"PYTHONPATH": f"{TESTS.parent / 'src'}:{TESTS}"}
    import os

    done = subprocess.run(command, env={**os.environ, **path}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("name", "step"), [("score", 5), ("report", 4), ("read", 1)])
def test_killed_at_a_point_that_changes_the_disk(name: str, step: int) -> None:
    found = disturbed(name, "points", step)
    assert found["faults"] == []
    assert found["runs"] * step >= found["points"] > 6


@pytest.mark.parametrize(("how", "times"), [("kill", 8), ("term", 6), ("hup", 3)])
def test_ended_after_a_random_time(how: str, times: int) -> None:
    found = disturbed("score", how, times)
    assert found["faults"] == []
    assert found["ended"] > 0


@pytest.mark.parametrize(("name", "size"), [("score", 3_000), ("report", 60_000), ("read", 2_000)])
def test_files_that_cannot_grow(name: str, size: int) -> None:
    found = disturbed(name, "full", size)
    assert found["faults"] == []
    assert set(found["exits"]) == {"0", "1"}
