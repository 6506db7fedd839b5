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
import os
import random
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from speed import machine  # noqa: E402

import support_faults as faults  # noqa: E402
from sentiment.errors import ReadError  # noqa: E402
from sentiment.reading import reader  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "torture.json"
SAMPLES = ROOT / "tests" / "data"
SUFFIXES = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".md", ".html", ".js", ".zip", ".gz", ".xlsx", ".parquet", "")
MARKS = [b'"', b"\n", b"{", b"}", b"[", b"]", b"\\", b",", b";", b"\t", b"\x00", b"\xc3", b"&", b"<", b"'", b"="]
LONGEST = 3_000  # bytes of an input
TOGETHER = 2_000  # inputs that one process reads


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
    """Read inputs made from numbers, some at a time in a process of its own, until there are enough or time is over."""
    with tempfile.TemporaryDirectory() as place:  # imported here, lest every process does it
        for suffix in (".csv", ".json", ".xlsx", ".parquet", ".html"):
            Path(place, f"x{suffix}").write_bytes(next(SAMPLES.rglob(f"*{suffix}")).read_bytes())
            with suppress(ReadError):
                rows_of(Path(place, f"x{suffix}"))
    samples = [path.read_bytes()[:LONGEST] for path in sorted(SAMPLES.rglob("*")) if path.is_file()]
    started, first = time.monotonic(), 0
    total = {"inputs": 0, "rows": 0, "refused in a line": 0}
    wrong: list[str] = []
    while first < runs and time.monotonic() - started < seconds:
        told = isolated(lambda numbers=range(first, first + TOGETHER): reads(numbers, samples))
        if told is None:
            wrong.append(f"a process ended while it read inputs {first} to {first + TOGETHER}")
        for key in total if told else ():
            total[key] += told[key]
        wrong += told["faults"] if told else []
        first += TOGETHER
    return {"readers": {**total, "faults": wrong}}


def isolated(work: Callable[[], dict]) -> dict | None:
    """Do some work in a fork and return what it finds; None where the process ends by a signal."""
    source, sink = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(source)
        with os.fdopen(sink, "w") as file:
            json.dump(work(), file)
        os._exit(0)
    os.close(sink)
    with os.fdopen(source) as file:
        told = file.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return json.loads(told) if ended == 0 and told else None


def reads(numbers: range, samples: list[bytes]) -> dict:
    """Read some inputs; each must end in rows with ids, or in a ReadError of one line."""
    warnings.simplefilter("ignore")
    told: dict = {"inputs": 0, "rows": 0, "refused in a line": 0, "faults": []}
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as place:
        for number in numbers:
            rng = random.Random(number)
            path = Path(place) / f"x{rng.choice(SUFFIXES)}"
            path.write_bytes(b"".join(made(rng, samples)))
            told["inputs"] += 1
            try:
                told["rows"] += rows_of(path)
            except ReadError as error:
                told["refused in a line"] += 1
                if "\n" in str(error):
                    told["faults"].append(f"{number}: a message of two lines")
            except Exception as error:  # noqa: BLE001 - this is what is looked for
                told["faults"].append(f"{number}: {type(error).__name__}: {str(error)[:200]}")
            path.unlink()
    return told


def rows_of(path: Path) -> int:
    """Read a file up to the rows of the one table, which are counted."""
    state = reader._State(reader.ReadOptions(), "salt")
    rows = list(state.rows(str(path)))
    if not all(isinstance(row["id"], str) for row in rows):
        raise TypeError("an id that is no text")
    return len(rows)


def made(rng: random.Random, samples: list[bytes]) -> Iterator[bytes]:
    """Yield the parts of an input: noise, or a sample with some of its bytes spoiled."""
    if rng.random() < 0.1:
        yield rng.randbytes(rng.randrange(300))
        return
    data = rng.choice(samples)
    at = 0
    for place in sorted(rng.randrange(len(data) + 1) for _ in range(rng.randrange(5))):
        yield data[at:place]
        yield rng.choice([*MARKS, rng.randbytes(rng.randrange(5)), data[place : place + 9]])
        at = place + rng.randrange(9)
    yield data[at : rng.randrange(len(data) + 1) if rng.random() < 0.4 else None]


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
    found = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    found[options.part] = {"machine": machine(), **told}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
