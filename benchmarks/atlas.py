"""Does Embedding Atlas open a map as it is? The claim of docs/exchange.md.

    sentiment score data/comments.jsonl -o map.atlas.parquet
    PATH=venv-with-embedding-atlas/bin:$PATH python benchmarks/atlas.py map.atlas.parquet

Starts the server with the command of the documentation, asks for its page, for what it knows of the columns, and by SQL
for the comments by label; then stops it. Exits with 1 where an answer is another than the file's.
"""

import argparse
import json
import subprocess
import time
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

RESULTS = Path(__file__).parent / "results" / "atlas.json"
COLUMNS = ("--text", "text", "--x", "x", "--y", "y", "--neighbors", "neighbors")
PORT, PATIENCE = 5077, 600  # seconds


def answer(path: str, question: dict[str, str] | None = None) -> bytes:
    data = json.dumps(question).encode() if question else None
    asked = urllib.request.Request(f"http://localhost:{PORT}/{path}", data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked, timeout=60) as found:
        return found.read()


def page() -> bytes:
    for _ in range(PATIENCE):
        try:
            return answer("")
        except OSError:
            time.sleep(1)
    raise TimeoutError("the server does not answer")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("file", type=Path)
    options = asked.parse_args()
    known = Counter(pq.read_table(options.file, columns=["label"])["label"].to_pylist())
    command = ["embedding-atlas", str(options.file), *COLUMNS, "--port", str(PORT), "--no-auto-port"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        title = b"<title>Embedding Atlas</title>" in page()
        columns: dict[str, Any] = json.loads(answer("data/metadata.json"))["props"]["data"]
        query = {"type": "json", "sql": "select label, count(*) as n, count(x) as placed from dataset group by label"}
        rows = json.loads(answer("data/query", query))
    finally:
        server.terminate()
        server.wait()
    version = subprocess.run(["embedding-atlas", "--version"], capture_output=True, text=True, check=True).stdout
    right = title and {row["label"]: row["n"] for row in rows} == known and all(r["n"] == r["placed"] for r in rows)
    told = {"version": version.strip(), "columns": columns, "by_label": rows}
    RESULTS.write_text(json.dumps({**told, "right": right}, indent=1) + "\n", encoding="utf-8")
    raise SystemExit(not right)


if __name__ == "__main__":
    main()
