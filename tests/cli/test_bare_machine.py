"""Commands where streams are closed, where there is no home, or one that cannot be written: work, or one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(line: str, *arguments: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of a shell, in which `$0` is Python and `$@` the arguments of the command."""
    kept = {name: value for name, value in os.environ.items() if name not in environment}
    told = {name: value for name, value in environment.items() if value}
    path = {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"}
    command = ["sh", "-c", line, sys.executable, *map(str, arguments)]
    return subprocess.run(command, env={**kept, **path, **told}, capture_output=True, text=True)


def test_scoring_needs_no_stream(tiny: Path, comments: Path, tmp_path: Path) -> None:
    given = ("score", comments, "--model", tiny, "--device", "cpu", "-o", tmp_path / "out.csv")
    done = run('"$0" -m sentiment "$@" <&- >&- 2>&-', *given)
    assert done.returncode == 0
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 7


@pytest.mark.parametrize(
    ("given", "streams", "said"),
    [
        (["-"], "<&-", "error: expected comments on standard input; found a closed one; name a file, or pipe one in\n"),
        ([], ">&-", "error: expected an open standard output; found a closed one; name a file with -o\n"),
        ([], ">/dev/full", "error: expected room on the disk; found -: no space left; free some, then run the same "),
    ],
)
def test_what_cannot_be_read_or_written_is_a_line(comments: Path, given: list[str], streams: str, said: str) -> None:
    done = run(f'"$0" -m sentiment "$@" {streams}', "read", *(given or [comments]))
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("given", [["--version"], ["--help"], ["score", "--help"], []])
def test_no_room_for_a_few_words_is_a_line(given: list[str]) -> None:
    done = run('"$0" -m sentiment "$@" >/dev/full', *given)
    assert done.returncode == 1
    assert (
        done.stderr
        == "error: expected room on the disk; found -: no space left; free some, then run the same command again\n"
    )


@pytest.fixture(params=["full", "ro"])
def poor_home(tmp_path: Path, request: pytest.FixtureRequest):
    """A home without room, or one that is read-only, where the machine lets us make one."""
    home = tmp_path / "home"
    home.mkdir()
    options = {"full": "size=4k", "ro": "ro"}[request.param]
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(home)], capture_output=True).returncode:
        pytest.skip("this machine mounts no file system for us")
    yield home
    subprocess.run(["umount", str(home)], check=True)


def test_a_home_without_room_or_read_only(tiny: Path, comments: Path, tmp_path: Path, poor_home: Path) -> None:
    given = ("score", comments, "--model", tiny, "--device", "cpu", "-o", tmp_path / "out.csv")
    done = run('"$0" -m sentiment "$@"', *given, HOME=str(poor_home), XDG_CACHE_HOME="")
    assert (done.returncode, done.stderr) == (0, f"wrote 6 rows to {tmp_path / 'out.csv'}\n")


def test_nobody_in_particular_has_no_home(tiny: Path, comments: Path, tmp_path: Path) -> None:
    """Run as a user whom passwd does not know, without HOME; nothing is left in the working folder."""
    work = tmp_path / "work"
    work.mkdir()
    given = ("score", comments, "--model", tiny, "--device", "cpu", "-o", work / "out.csv")
    nobody = (
        "import os, sys, pwd; pwd.getpwuid = lambda number: {}[number]; os.chdir(sys.argv.pop(1)); "
        "from sentiment.cli import app; app()"
    )
    done = run('"$0" -c "$@"', nobody, work, *given, HOME="", XDG_CACHE_HOME="", TMPDIR=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, f"wrote 6 rows to {work / 'out.csv'}\n")
    assert [path.name for path in work.iterdir()] == ["out.csv"]
    assert not list(tmp_path.glob("sentiment-*"))
