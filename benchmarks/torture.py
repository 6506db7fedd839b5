"""Kills, full disks, fuzzed inputs and spoiled caches: `python benchmarks/torture.py PART [--runs N] [--seconds N]`

PART is one of
  kills    each command killed (SIGKILL) before and after every call that changes the disk, then RUNS times after any
           time, and asked to end (SIGTERM, SIGHUP) after any; each time the same command is run again
  disk     each command with no room from each such call on, on a disk of each number of pages (as root, who may mount
           one), and with files that cannot grow beyond a size
  fuzz     RUNS small inputs through every reader: bytes, and the samples of the tests with some bytes spoiled
  growth   hostile inputs of a size, twice and four times as large, and how the time of reading them grows
  caches   30 corruptions of each cache, then the same command
Found and kept in benchmarks/results/torture.json: how often, and whatever was lost, silent or no line. An input is made
from a number, so that a fault can be made again; none is kept.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import spoiled  # noqa: E402
from speed import machine  # noqa: E402

import support_faults as faults  # noqa: E402
import support_trial as trials  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "torture.json"
COMMANDS = {
    "score": 500,
    "report": 4_000,
    "read": 200,
    "keep": 500,
    "explain": 100,
    "targets": 10,
    "sample": 100,
    "audit": 50,
}  # and steps of the size of a file
TOGETHER = 1_000  # inputs that one process reads


def kills(runs: int, names: Sequence[str]) -> dict[str, object]:
    """Kill and stop every command."""
    found: dict[str, object] = {}
    for name in names:
        found[f"{name}, at every point"] = faults.tried(name, "points", 1)
        some = runs if name == "score" else runs // 4
        for how in ("kill", "term", "hup"):
            found[f"{name}, {how} at random"] = faults.tried(name, how, some if how == "kill" else some // 4)
    return found


def disk(runs: int, names: Sequence[str]) -> dict[str, object]:
    """Fill the disk under every command: at every call that needs room, at every page, at some sizes of a file."""
    found: dict[str, object] = {}
    for name in names:
        found[f"{name}, at every call"] = faults.tried(name, "refused", 1)
        found[f"{name}, at sizes of a file"] = faults.tried(name, "full", COMMANDS[name])
        if os.geteuid() == 0:  # who may mount
            found[f"{name}, at every page"] = faults.tried(name, "disk", 1)
    return found


def caches(runs: int) -> dict[str, object]:
    """Spoil each cache in as many ways, and do the same work again."""
    with tempfile.TemporaryDirectory(prefix="faults-") as place:
        return {name: spoiled_in(trials.trial(Path(place), name), runs) for name in ("score", "keep")}


def spoiled_in(trial: trials.Trial, runs: int) -> dict[str, object]:
    """Spoil what a command leaves in the cache; it must give the same output as ever."""
    wrong: list[str] = []
    for seed in range(runs):
        trial.reset()
        trials.child(trial.work, trial.folder, trials.nothing)
        files = [path for path in sorted((trial.folder / "cache").rglob("*")) if path.is_file()]
        for path in files:
            spoil(path, seed)
        if trial.output.startswith("cache"):  # what is spoiled is the output, which need not be whole
            trial.before = trial.digest()
        else:
            (trial.folder / trial.output).write_bytes(trials.OLD)
        if fault := trial.after():
            wrong.append(f"{seed}: {fault}")
    return {"runs": runs, "files": len(files), "faults": wrong}


def spoil(path: Path, seed: int) -> None:
    """Cut a file, or overwrite, insert or remove some of its bytes."""
    rng, data = random.Random(f"{seed} {path.suffix}"), path.read_bytes()
    at, size = rng.randrange(len(data) + 1), rng.randrange(1, 200)
    path.write_bytes(
        [data[:at], data[:at] + rng.randbytes(size) + data[at + size :], data[:at] + data[at + size :],
         data[:at] + rng.randbytes(size) + data[at:], rng.randbytes(size), b""][seed % 6]
    )  # fmt: skip


def fuzz(runs: int, seconds: float = 1e9) -> dict[str, object]:
    """Read inputs made from numbers, from the first that no earlier run reached; found is kept after each thousand."""
    spoiled.warm()
    known, started = spoiled.samples(), time.monotonic()
    found = kept().get("fuzz", {}).get("readers") or {
        "inputs": 0,
        "rows": 0,
        "read": 0,
        "refused in a line": 0,
        "faults": [],
    }
    while (first := found["inputs"]) < runs and time.monotonic() - started < seconds:
        for number, how, what in spoiled.told(first, first + TOGETHER, known):
            found["inputs"] += 1
            found["rows"] += what if how == "read" else 0
            if how in ("read", "refused"):
                found["read" if how == "read" else "refused in a line"] += 1
            else:
                found["faults"].append(f"{number}: {what}")
        keep("fuzz", {"readers": found})
    return {"readers": found}


def growth(runs: int) -> dict[str, object]:
    """Read hostile inputs of three sizes, the best time of some runs each; cut off where they are refused."""
    import growing

    spoiled.warm()
    return {name: growing.seconds(name, runs) for name in growing.MADE}


PARTS: dict[str, Callable[..., dict[str, object]]] = {
    "kills": kills,
    "disk": disk,
    "fuzz": fuzz,
    "growth": growth,
    "caches": caches,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--runs", type=int, help="how often; 300 kills, 1,000,000 inputs, 2, 30 corruptions by default")
    parser.add_argument("--seconds", type=float, default=1e9, help="of fuzzing at most")
    parser.add_argument(
        "--names", nargs="+", choices=COMMANDS, default=list(COMMANDS), help="of what is killed or starved"
    )
    options = parser.parse_args()
    runs = options.runs or {"kills": 300, "disk": 0, "fuzz": 1_000_000, "growth": 2, "caches": 30}[options.part]
    if options.part != "fuzz":
        trials.warm()
    more = {"fuzz": {"seconds": options.seconds}, "kills": {"names": options.names}, "disk": {"names": options.names}}
    told = PARTS[options.part](runs, **more.get(options.part, {}))
    keep(options.part, told)
    print(json.dumps(told, indent=1))


def kept() -> dict[str, Any]:
    """Return what earlier runs found."""
    return json.loads(RESULTS.read_text()) if RESULTS.exists() else {}


def keep(part: str, told: dict[str, object]) -> None:
    """Write down what a part found."""
    found = kept() | {part: kept().get(part, {}) | {"machine": machine(), **told}}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
