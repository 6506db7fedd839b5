"""Compare this checkout with an older one: CPU seconds, wall seconds and peak memory of whole processes.

    python benchmarks/against.py PATH_OF_A_WORKTREE [--repeats 5] [--comments 2000] [--rows 20000] [--sheet 5000]

The two take turns, so that a busy machine is busy for both; the ratio travels better than the seconds. Every run has an
empty cache of its own: nothing is known from the run before. Both are byte-compiled first, as an installed package is.
What is measured is kept beside what was measured before: `--only` measures the works whose names a pattern finds.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "against.json"
QUOTES = ROOT / "data" / "unblocking.csv"
PIPELINE = """
import csv, sys
from transformers import pipeline
with open(sys.argv[2], encoding="utf-8") as file:
    texts = [row["text"] for row in csv.DictReader(file)]
print([said["label"] for said in pipeline("text-classification", sys.argv[1], device="cpu")(texts, batch_size=32)])
"""
# A child begins with the peak of the one that starts it, so that something small has to.
RUNNER = """
import json, os, sys, time
silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, 1, 0)]
started = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - started
told = {"cpu_s": used.ru_utime + used.ru_stime, "wall_s": wall, "peak_mb": used.ru_maxrss / 1024}
print(json.dumps(told | {"exit": os.waitstatus_to_exitcode(status)}))
"""
PROGRAM = [sys.executable, "-m", "sentiment"]
FINE = {0, 3}


@dataclass(frozen=True)
class Work:
    """A command, and the file that it reads, made when it is needed."""

    command: Sequence[str]
    make: Callable[[Path], None] | None = None
    file: str = ""
    sides: Sequence[str] = field(default=("before", "now"))


def measure(command: Sequence[str], source: Path, folder: Path) -> dict[str, float]:
    """Run once in a folder, with an empty cache; return CPU and wall seconds and the peak of memory in MB."""
    with tempfile.TemporaryDirectory() as cache:
        known = Path(cache) / "names" / "sentiment-0.1.0.dist-info"  # what the older package was called when installed
        known.mkdir(parents=True)
        (known / "METADATA").write_text("Metadata-Version: 2.1\nName: sentiment\nVersion: 0.1.0\n")
        paths = {"PYTHONPATH": f"{source}{os.pathsep}{known.parent}", "XDG_CACHE_HOME": cache, "HF_HUB_OFFLINE": "1"}
        told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | paths
        runner = [sys.executable, "-S", "-c", RUNNER, *command]
        ended = subprocess.run(runner, env=told, cwd=folder, capture_output=True, text=True, check=True)
    found = json.loads(ended.stdout)
    if found.pop("exit") not in FINE:
        raise SystemExit(f"{' '.join(command)}: {ended.stderr[-2000:]}")
    return dict(found)


def summed_up(runs: Sequence[dict[str, float]]) -> dict[str, object]:
    return {
        name: {
            "median": round(statistics.median(run[name] for run in runs), 3),
            "spread": [round(edge(run[name] for run in runs), 3) for edge in (min, max)],
        }
        for name in runs[0]
    }


def comments(n: int) -> list[str]:
    """Distinct comments of the length of real ones: two sentences of the challenge set each."""
    with (ROOT / "tests" / "data" / "challenge.jsonl").open(encoding="utf-8") as file:
        texts = list(dict.fromkeys(json.loads(line)["text"] for line in file))
    return [f"{texts[i % len(texts)]} {texts[(i // len(texts) + 7 * i) % len(texts)]} {i // 1000}" for i in range(n)]


def with_copies(n: int) -> list[str]:
    """As many, 30 % of which are copies of others."""
    texts = comments(max(n * 7 // 10, 1))
    return [texts[i % len(texts)] for i in range(n)]


def csv_of(texts: Callable[[], list[str]]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        import pyarrow as pa
        import pyarrow.csv

        told = texts()
        pyarrow.csv.write_csv(pa.table({"id": list(map(str, range(len(told)))), "text": told}), path)

    return write


def sheet_of(n: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(["id", "text", "likes"])
        for i, text in enumerate(comments(n)):
            sheet.append([i, text, i % 7])
        book.save(path)

    return write


def scored_of(n: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(scored(comments(n))), path)

    return write


def scored(texts: list[str]) -> list[dict[str, object]]:
    """Rows as both checkouts leave them when they have scored, made by rule."""
    labels = ("negative", "neutral", "positive")
    return [
        {
            "id": str(i), "text": text, "group": f"g{i % 5}", "clean": text, "language": "en", "copy_of": None,
            "skipped": None, "label": labels[i * 7 % 3], "windows": 1, "model": "somebody/else@000000000000",
            **{f"p_{label}": 0.8 if label == labels[i * 7 % 3] else 0.1 for label in labels},
        }
        for i, text in enumerate(texts)
    ]  # fmt: skip


def works(options: argparse.Namespace) -> Iterator[tuple[str, Work]]:
    """Yield what is measured, by name."""
    from sentiment.scoring.expansion import model_folder

    model = ["--model", str(options.model.resolve())] if options.model else []
    by = ", a tiny model" if options.model else ""
    yield "import sentiment", Work([sys.executable, "-c", "import sentiment"])
    yield "sentiment --help", Work([*PROGRAM, "--help"])
    yield "read --inspect, six quotes", Work([*PROGRAM, "read", str(QUOTES), "--inspect"])
    yield "report of six quotes, HTML", Work([*PROGRAM, "report", str(QUOTES), "-o", "quotes.html"])
    for name, verb, file, make, out in (
        ("report of 361 scored rows", "report", "few.parquet", scored_of(361), "few.html"),
        (
            f"score {options.comments:,}{by}", "score", "comments.csv",
            csv_of(lambda: comments(options.comments)), "out.parquet",
        ),
        (
            f"score {options.comments:,}, 30 % copies{by}", "score", "copies.csv",
            csv_of(lambda: with_copies(options.comments)), "copies.parquet",
        ),
        (f"read XLSX, {options.sheet:,} rows", "read", "sheet.xlsx", sheet_of(options.sheet), "sheet.parquet"),
        (f"report of {options.rows:,} scored rows", "report", "scored.parquet", scored_of(options.rows), "many.html"),
    ):  # fmt: skip
        yield name, Work([*PROGRAM, verb, file, "-o", out, *(model if verb == "score" else [])], make, file)
    piped = [sys.executable, "-c", PIPELINE, str(model_folder()), str(QUOTES)]
    yield "transformers.pipeline, six quotes", Work(piped, sides=("now",))


def compiled(source: Path) -> Path:
    """Byte-compile a folder of sources, as an installed package is."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(source)], check=True)
    return source


def commit(source: Path) -> str:
    command = ["git", "-C", str(source), "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("worktree", type=Path, help="of the older commit")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--comments", type=int, default=2_000, help="distinct comments to score")
    parser.add_argument("--rows", type=int, default=20_000, help="scored rows to report on")
    parser.add_argument("--sheet", type=int, default=5_000, help="rows of a spreadsheet to read")
    parser.add_argument("--model", type=Path, help="the folder of a tiny model, where the labels do not count")
    parser.add_argument("--only", default="", help="a regular expression that names of works match")
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    sides = {"before": compiled(options.worktree.resolve() / "src"), "now": compiled(ROOT / "src")}
    kept = json.loads(options.output.read_text()) if options.output.exists() else {}
    found = kept.get("works", {})
    with tempfile.TemporaryDirectory() as name:
        for work, told in works(options):
            if not re.search(options.only, work):
                continue
            if told.make:
                told.make(Path(name) / told.file)
            runs: dict[str, list[dict[str, float]]] = {side: [] for side in told.sides}
            for _ in range(options.repeats):
                for side in told.sides:
                    runs[side].append(measure(told.command, sides[side], Path(name)))
            seen: dict[str, object] = {side: summed_up(of_one) for side, of_one in runs.items()}
            seen |= {"repeats": options.repeats, "commits": {side: commit(sides[side]) for side in told.sides}}
            found[work] = seen
            print(work, {side: f"{seen[side]['cpu_s']['median']:.2f} CPU s" for side in told.sides}, flush=True)
            about = {"machine": platform.machine(), "processors": os.cpu_count(), "load": os.getloadavg()}
            about["threads"] = f"OMP_NUM_THREADS={os.environ.get('OMP_NUM_THREADS', '')}"
            options.output.write_text(json.dumps({"about": about, "works": found}, indent=1) + "\n")


if __name__ == "__main__":
    main()
