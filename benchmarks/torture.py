"""Kills, full disks, fuzzed inputs and spoiled caches: `python benchmarks/torture.py PART [--runs N] [--seconds N]`

PART is one of
  kills    each command killed (SIGKILL) before and after every call that changes the disk, then RUNS times after any
           time, and asked to end (SIGTERM, SIGHUP) after any; each time the same command is run again
  disk     each command with files that cannot grow beyond a size, from nothing to all of it
  fuzz     RUNS small inputs through every reader: bytes, and the samples of the tests with some bytes spoiled
  caches   30 corruptions of each cache, then the same command
Found and kept in benchmarks/results/torture.json: how often, and whatever was lost, silent or no line. An input is made
from a number, so that a fault can be made again; none is kept.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import spoiled  # noqa: E402
from speed import machine  # noqa: E402

import support_faults as faults  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "torture.json"
TOGETHER = 1_000  # inputs that one process reads


def kills(runs: int) -> dict[str, object]:
    """Kill and stop every command."""
    found: dict[str, object] = {}
    for name in ("score", "report", "read"):
        found[f"{name}, at every point"] = faults.tried(name, "points", 1)
        some = runs if name == "score" else runs // 4
        for how in ("kill", "term", "hup"):
            found[f"{name}, {how} at random"] = faults.tried(name, how, some if how == "kill" else some // 4)
    return found


def disk(runs: int) -> dict[str, object]:
    """Fill the disk under every command."""
    return {name: faults.tried(name, "full", size) for name, size in (("score", 500), ("report", 4_000), ("read", 200))}


def caches(runs: int) -> dict[str, object]:
    """Spoil the cache of what the model said, in as many ways, and score again."""
    with tempfile.TemporaryDirectory(prefix="faults-") as place:
        trial = faults.trial(Path(place), "score")
        wrong: list[str] = []
        for seed in range(runs):
            trial.reset()
            faults.child(trial.command, trial.folder, faults.nothing)
            spoiled = [spoil(path, seed) for path in sorted((trial.folder / "cache").rglob("*")) if path.is_file()]
            (trial.folder / trial.output).unlink()
            if fault := trial.after():
                wrong.append(f"{seed}: {fault}")
    return {"what the model said": {"runs": runs, "files": len(spoiled), "faults": wrong}}


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


PARTS: dict[str, Callable[..., dict[str, object]]] = {"kills": kills, "disk": disk, "fuzz": fuzz, "caches": caches}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--runs", type=int, help="how often; 300 kills, 1,000,000 inputs, 30 corruptions by default")
    parser.add_argument("--seconds", type=float, default=1e9, help="of fuzzing at most")
    options = parser.parse_args()
    runs = options.runs or {"kills": 300, "disk": 0, "fuzz": 1_000_000, "caches": 30}[options.part]
    if options.part != "fuzz":
        faults.warm()
    more = {"seconds": options.seconds} if options.part == "fuzz" else {}
    told = PARTS[options.part](runs, **more)
    keep(options.part, told)
    print(json.dumps(told, indent=1))


def kept() -> dict[str, Any]:
    """Return what earlier runs found."""
    return json.loads(RESULTS.read_text()) if RESULTS.exists() else {}


def keep(part: str, told: dict[str, object]) -> None:
    """Write down what a part found."""
    found = kept() | {part: {"machine": machine(), **told}}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
