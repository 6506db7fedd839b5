"""Ways to disturb a command: killed, asked to end, without room; run as a program of its own, which forks."""

import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from support_trial import KEPT, Act, Trial, at, child, fill, kill, nothing, said_by, trial, warm

PAGE = 4096  # bytes that a disk in memory gives at once
AMPLE = "size=16m"


def every_point(trial: Trial, act: Act, places: Iterable[int]) -> dict[str, object]:
    """Kill, or refuse room from there on, at each point; run the command again, and say what was lost."""
    faults: list[str] = []
    exits: list[int] = []
    for place in places:
        trial.reset()
        exits.append(child(trial.work, trial.folder, at(place, act)))
        if act is kill and exits[-1] != -signal.SIGKILL:
            faults.append(f"{place}: not reached, exit {exits[-1]}")
        elif fault := _unsaid(trial, exits[-1]) or trial.after():
            faults.append(f"{place}: {fault}")
    return {"points": trial.points, "runs": len(exits), "exits": _counted(exits), "faults": faults}


def any_moment(trial: Trial, runs: int, number: int = signal.SIGKILL, seed: int = 0) -> dict[str, object]:
    """Send a signal after a random time, up to twice, run the command again, and say what was lost."""
    rng = random.Random(seed)
    started = time.monotonic()
    trial.reset()
    child(trial.work, trial.folder, nothing)
    longest = time.monotonic() - started
    faults: list[str] = []
    ended = 0
    for run in range(runs):
        trial.reset()
        for _ in range(rng.randrange(1, 3)):
            delay = rng.uniform(0, longest)

            def soon(delay: float = delay) -> None:
                if number != signal.SIGKILL:
                    signal.signal(number, signal.SIG_DFL)  # nohup ignores one
                signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), number))
                signal.setitimer(signal.ITIMER_REAL, max(delay, 1e-4))

            code = child(trial.work, trial.folder, soon)
            ended += code in (-number, 128 + number)
            if number != signal.SIGKILL and code == 128 + number and (left := set(trial.listing()) - set(trial.left)):
                beyond = {name for name in left if not name.endswith(".parts")}
                if beyond:
                    faults.append(f"{run}: left behind by a run that was asked to end: {sorted(beyond)}")
        if fault := trial.after():
            faults.append(f"{run}: {fault}")
    return {"runs": runs, "ended": ended, "faults": faults}


def full_disk(trial: Trial, sizes: Iterable[int]) -> dict[str, object]:
    """Let no file grow beyond a size, as a full disk does; then give room, run again, and say what was lost."""
    faults: list[str] = []
    exits: list[int] = []
    for size in sizes:
        trial.reset()

        def small(size: int = size) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

        exits.append(child(trial.work, trial.folder, small))
        if fault := _unsaid(trial, exits[-1]) or trial.after():
            faults.append(f"{size}: {fault}")
    return {"runs": len(exits), "exits": _counted(exits), "faults": faults}


def small_disk(trial: Trial, step: int) -> dict[str, object]:
    """Give a disk of so many pages beside what stands on it, one more each time; then room, and say what was lost."""
    faults: list[str] = []
    exits: list[int] = []
    while exits[-3:] != [0, 0, 0]:
        trial.reset()
        _remount(trial.folder, f"size={trial.room() + len(exits) * step * PAGE}")
        exits.append(child(trial.work, trial.folder, nothing))
        _remount(trial.folder, AMPLE)
        if fault := _unsaid(trial, exits[-1]) or trial.after():
            faults.append(f"{len(exits) * step} pages: {fault}")
    return {"runs": len(exits), "exits": _counted(exits), "faults": faults}


@contextlib.contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """Make a folder a disk of its own, in memory."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", AMPLE, "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def _counted(exits: list[int]) -> dict[str, int]:
    return {str(code): exits.count(code) for code in sorted(set(exits))}


def _unsaid(trial: Trial, code: int) -> str | None:
    """Return what is wrong with the words of a run that ended by itself: one line says why it did not succeed."""
    if code < 0:
        return None
    words = said_by(trial.folder).read_text()
    is_said = code == 0 or trial.output.count("/") or "room on the disk" in words
    return None if "Traceback" not in words and is_said else f"exit {code}: {words[-500:]}"


def tried(name: str, how: str, value: int) -> dict[str, object]:
    """Disturb a command, and return how often that was done and what was wrong afterwards.

    Args:
        name: of the command, as `trial` knows it.
        how: `points` and `refused` (killed, or the disk full from there on, at each point, or each `value`-th), `kill`
            and `term` (after a random time, `value` times), `full` (files as large as `value` bytes, then twice as
            large, and so on until nothing is refused) or `disk` (with so many pages of a disk, `value` more at a time).
        value: see there.
    """
    with tempfile.TemporaryDirectory(prefix="faults-") as place, contextlib.ExitStack() as stack:
        if how == "disk":
            stack.enter_context(mounted(Path(place, name)))
        mine = trial(Path(place), name)
        if how in ("points", "refused"):
            return every_point(mine, kill if how == "points" else fill, range(1, mine.points + 1, value))
        if how == "disk":
            return small_disk(mine, value)
        if how == "full":
            largest = KEPT if name == "keep" else (mine.folder / mine.output).stat().st_size
            return full_disk(mine, range(0, largest + value, value))
        return any_moment(
            mine, value, {"kill": signal.SIGKILL, "term": signal.SIGTERM, "hup": signal.SIGHUP}[how], value
        )


if __name__ == "__main__":  # each argument is NAME,HOW,VALUE, as `tried` takes them
    warm()
    wanted = [argument.split(",") for argument in sys.argv[1:]]
    print(json.dumps({f"{name}, {how}": tried(name, how, int(value)) for name, how, value in wanted}, indent=1))
