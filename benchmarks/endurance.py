"""Memory and pace of `sentiment score` as the file grows: `python benchmarks/endurance.py FILE [--sizes N ...]`

The texts of FILE are repeated, each time with another number behind them, so that every comment is a new one of real
length. Every size is a process of its own with a cache of its own. `anonymous` is the memory that no file on disk
stands behind; the rest of the peak is the table itself, mapped from disk, which the system takes back when it needs to.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from speed import machine

import sentiment

RESULTS = Path(__file__).parent / "results" / "endurance.json"


def write(source: list[str], size: int, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for i in range(size):
            text = f"{source[i % len(source)]} {i // len(source)}" if i >= len(source) else source[i]
            file.write(json.dumps({"id": str(i), "text": text}, ensure_ascii=False) + "\n")


def watched(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Run a command; return seconds, those of the processor, and its largest memory in MB."""
    peak = {"VmRSS": 0, "RssAnon": 0}
    started, before = time.perf_counter(), os.times()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)

    def watch() -> None:
        status = Path(f"/proc/{process.pid}/status")
        while process.poll() is None:
            try:
                lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            except OSError:
                return
            for name in peak:
                peak[name] = max(peak[name], int(lines.get(name, "0 kB").split()[0]))
            time.sleep(0.1)

    threading.Thread(target=watch, daemon=True).start()
    _, said = process.communicate()
    if process.returncode:
        raise SystemExit(said)
    spent = os.times()
    return {
        "seconds": round(time.perf_counter() - started, 1),
        "cpu_seconds": round(spent.children_user + spent.children_system - sum(before[2:4]), 1),
        "peak_mb": round(peak["VmRSS"] / 1024),
        "anonymous_mb": round(peak["RssAnon"] / 1024),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="comments")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--model", help="a folder; the embedded model otherwise")
    parser.add_argument("--name", default="embedded", help="what the results are kept under")
    options = parser.parse_args()
    texts = [text for text in sentiment.prepare(sentiment.read(options.file))["clean"] if text]
    found = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    sizes = found.setdefault(options.name, {"machine": machine(), "sizes": {}})["sizes"]
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "comments.jsonl"
            write(texts, size, path)
            model = ["--model", options.model] if options.model else []
            command = [sys.executable, "-m", "sentiment", "score", str(path), "-o", f"{folder}/scored.parquet", *model]
            told = watched(command, {**os.environ, "XDG_CACHE_HOME": f"{folder}/cache"})
        sizes[str(size)] = {**told, "per_second": round(size / told["seconds"], 1)}
        print(size, sizes[str(size)], flush=True)
        RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
