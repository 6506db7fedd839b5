"""Killed anywhere, asked to end at any time, with a full disk: the same command gives the same bytes, and no litter."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FIGURES = dict.fromkeys(("explain", "targets", "sample", "audit"), 3)
KILLED = {"score": 5, "report": 4, "read": 1, "keep": 3} | FIGURES  # at each of so many points
ENDED = {"kill": 8, "term": 6, "hup": 3}  # so many times
REFUSED = {"score": 11, "report": 7, "read": 2, "keep": 5} | FIGURES  # the disk is full from each of so many points on
SIZES = {"score": 3_000, "report": 60_000, "read": 2_000}  # of a file that cannot grow
PAGES = {"read": 1, "keep": 3}  # of a disk; as root, who may mount one


@pytest.fixture(scope="module")
def found() -> dict[str, dict]:
    """Disturb all in one process of its own, which forks: this one has threads."""
    told = [f"{name},points,{value}" for name, value in KILLED.items()]
    told += [f"score,{how},{value}" for how, value in ENDED.items()]
    told += [f"{name},refused,{value}" for name, value in REFUSED.items()]
    told += [f"{name},full,{value}" for name, value in SIZES.items()]
    told += [f"{name},disk,{value}" for name, value in PAGES.items() if os.geteuid() == 0]
    path = {"PYTHONPATH": f"{TESTS.parent / 'src'}:{TESTS}"}
    command = [sys.executable, str(TESTS / "support_faults.py"), *told]
    done = subprocess.run(command, env={**os.environ, **path}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", KILLED)
def test_killed_at_a_point_that_changes_the_disk(found: dict, name: str) -> None:
    told = found[f"{name}, points"]
    assert told["faults"] == []
    assert told["runs"] * KILLED[name] >= told["points"] > 6


@pytest.mark.parametrize("how", ENDED)
def test_ended_after_a_random_time(found: dict, how: str) -> None:
    assert found[f"score, {how}"]["faults"] == []
    assert found[f"score, {how}"]["ended"] > 0


@pytest.mark.parametrize("name", REFUSED)
def test_a_disk_that_is_full_from_a_point_on(found: dict, name: str) -> None:
    told = found[f"{name}, refused"]
    assert told["faults"] == []
    assert set(told["exits"]) <= {"0", "1"}
    assert "1" in told["exits"]


@pytest.mark.parametrize("name", SIZES)
def test_files_that_cannot_grow(found: dict, name: str) -> None:
    assert found[f"{name}, full"]["faults"] == []
    assert set(found[f"{name}, full"]["exits"]) == {"0", "1"}


@pytest.mark.skipif(os.geteuid() != 0, reason="a disk of pages is mounted by root alone")
@pytest.mark.parametrize("name", PAGES)
def test_a_disk_of_so_many_pages(found: dict, name: str) -> None:
    assert found[f"{name}, disk"]["faults"] == []
    assert set(found[f"{name}, disk"]["exits"]) == {"0", "1"}
