"""Compare this checkout with an older one: CPU seconds, wall seconds and peak memory of whole processes.

    python benchmarks/against.py PATH_OF_A_WORKTREE [--repeats 5] [--comments 2000] [--rows 100000] [--sheet 10000]

The two take turns, so that a busy machine is busy for both; the ratio travels better than the seconds. Every run has an
empty cache of its own: nothing is known from the run before.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
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
Command = list[str]


def measure(command: Command, source: Path) -> dict[str, float]:
    """Run once, with an empty cache; return CPU and wall seconds and the peak of memory in MB."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPATH": str(source), "XDG_CACHE_HOME": cache, "HF_HUB_OFFLINE": "1"}
        started = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in {0, 3}:
            raise SystemExit(f"{' '.join(command)}: exit {process.returncode}\n{said.decode()[-2000:]}")
    wall = time.perf_counter() - started
    return {"cpu_s": usage.ru_utime + usage.ru_stime, "wall_s": wall, "peak_mb": usage.ru_maxrss / 1024}


def summed_up(runs: list[dict[str, float]]) -> dict[str, object]:
    return {
        name: {
            "median": round(statistics.median(run[name] for run in runs), 2),
            "spread": [round(edge(run[name] for run in runs), 2) for edge in (min, max)],
        }
        for name in runs[0]
    }


def comments(n: int) -> list[str]:
    """Distinct comments of the length of real ones: two sentences of the challenge set each."""
    with (ROOT / "tests" / "data" / "challenge.jsonl").open(encoding="utf-8") as file:
        texts = list(dict.fromkeys(json.loads(line)["text"] for line in file))
    return [f"{texts[i % len(texts)]} {texts[(i // len(texts) + 7 * i) % len(texts)]} {i // 1000}" for i in range(n)]


def write_tables(folder: Path, options: argparse.Namespace) -> dict[str, Path]:
    """Write the files that the commands read."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from openpyxl import Workbook

    names = ("comments.csv", "copies.csv", "sheet.xlsx", "scored.parquet", "few.parquet")
    files = {name: folder / name for name in names}
    texts = comments(options.comments)
    write_csv(files["comments.csv"], texts)
    write_csv(files["copies.csv"], [texts[i % int(0.7 * len(texts))] for i in range(len(texts))])
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["id", "text", "likes"])
    for i, text in enumerate(comments(options.sheet)):
        sheet.append([i, text, i % 7])
    book.save(files["sheet.xlsx"])
    for name, rows in (("scored.parquet", options.rows), ("few.parquet", 361)):
        pq.write_table(pa.Table.from_pylist(scored(comments(rows))), files[name])
    return files


def write_csv(path: Path, texts: list[str]) -> None:
    import pyarrow as pa
    import pyarrow.csv

    pyarrow.csv.write_csv(pa.table({"id": list(map(str, range(len(texts)))), "text": texts}), path)


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


def save(found: dict[str, dict[str, object]], repeats: int) -> None:
    about = {"machine": platform.machine(), "processors": os.cpu_count(), "load": os.getloadavg(), "repeats": repeats}
    RESULTS.write_text(json.dumps({"about": about, "works": found}, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("worktree", type=Path, help="of the older commit")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--comments", type=int, default=2_000, help="distinct comments to score")
    parser.add_argument("--rows", type=int, default=100_000, help="scored rows to report on")
    parser.add_argument("--sheet", type=int, default=10_000, help="rows of a spreadsheet to read")
    parser.add_argument("--only", help="a part of the name of the work to measure")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_tables(folder, options)
        program = [sys.executable, "-m", "sentiment"]
        works = {
            "import sentiment": [sys.executable, "-c", "import sentiment"],
            "sentiment --help": [*program, "--help"],
        }
        for work, verb, source, more in (
            ("read --inspect, six quotes", "read", QUOTES, ["--inspect"]),
            ("report of six quotes, HTML", "report", QUOTES, ["-o", folder / "quotes.html"]),
            ("report of 361 scored rows", "report", files["few.parquet"], ["-o", folder / "few.html"]),
            (f"score {options.comments:,}", "score", files["comments.csv"], ["-o", folder / "out.parquet"]),
            (
                f"score {options.comments:,}, 30 % copies",
                "score",
                files["copies.csv"],
                ["-o", folder / "copies.parquet"],
            ),
            (f"read XLSX, {options.sheet:,} rows", "read", files["sheet.xlsx"], ["-o", folder / "sheet.parquet"]),
            (
                f"report of {options.rows:,} scored rows",
                "report",
                files["scored.parquet"],
                ["-o", folder / "many.html"],
            ),
        ):
            works[work] = [*program, verb, str(source), *map(str, more)]
        sides = {"before": options.worktree / "src", "now": ROOT / "src"}
        found: dict[str, dict[str, object]] = {}
        for work, command in works.items():
            if options.only and options.only not in work:
                continue
            runs: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
            for _ in range(options.repeats):
                for side, source in sides.items():
                    runs[side].append(measure(command, source))
            found[work] = {side: summed_up(told) for side, told in runs.items()}
            line = [f"{side} {found[work][side]['cpu_s']['median']:.2f} CPU s" for side in sides]
            print(f"{work}: {', '.join(line)}", flush=True)
            save(found, options.repeats)
        if not options.only:
            from sentiment.scoring.expansion import model_folder

            piped = [sys.executable, "-c", PIPELINE, str(model_folder()), str(QUOTES)]
            found["transformers.pipeline, six quotes"] = {
                "now": summed_up([measure(piped, ROOT / "src") for _ in range(options.repeats)])
            }
        save(found, options.repeats)


if __name__ == "__main__":
    main()
