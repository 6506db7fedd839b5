"""Peak memory and speed of reading large files: python benchmarks/read.py [MEGABYTES]

Each file is generated in a temporary folder and read by a process of its own, half as large and whole: memory that is
constant does not grow from one to the other, but for some 16 bytes a row, by which ids are kept apart. Results go to
benchmarks/results/read.json.
"""

import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

RESULTS = Path(__file__).parent / "results" / "read.json"
TEXTS = (
    "Nəhayət açıldı, çox sevindim 🎉",
    "Ну наконец-то, но VPN пока не удаляю, посмотрим, надолго ли это",
    "Sonunda açıldı, umarım yine kapanmaz",
    "Finally, let's see how long it lasts this time",
    "bu nə idi belə, bir ay idi gözləyirdik",
)


def csv(file: TextIO, size: int) -> int:
    """Write a CSV file as an export would, with quoted commas and line breaks."""
    file.write("id,author,created_at,likes,comment\n")
    return _fill(file, size, lambda i, t: f'{7 * 10**18 + i},user{i % 99991},{1732355000 + i},{i % 50},"{t},\n{i}"\n')


def array(file: TextIO, size: int) -> int:
    """Write one JSON array of objects."""
    file.write("[")
    rows = _fill(file, size, lambda i, t: ("," if i else "") + json.dumps(_record(i, t), ensure_ascii=False))
    file.write("]")
    return rows


def _record(i: int, text: str) -> dict[str, object]:
    return {"cid": f"Ug{i}", "text": f"{text} {i}", "time_parsed": 1732355000 + i, "author": f"@user{i % 99991}",
            "channel": f"UC{i % 99991}", "votes": str(i % 50), "replies": "", "heart": False}  # fmt: skip


def _fill(file: TextIO, size: int, row: Callable[[int, str], str]) -> int:
    written = rows = 0
    while written < size:
        written += len(part := row(rows, TEXTS[rows % len(TEXTS)])) + part.count("ə") * 2
        file.write(part)
        rows += 1
    return rows


def measure(path: Path) -> None:
    """Read a file and print what it took (run in a process of its own)."""
    import datasets  # noqa: F401  (its own memory is not the reader's)

    from sentiment.reading import reader

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    reading = reader.load(path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"rows": len(reading.comments), "rejected": len(reading.rejected), "seconds": round(seconds, 1),
                      "rows_per_second": round(len(reading.comments) / seconds), "import_mb": round(before / 1024),
                      "peak_mb": round(peak / 1024)}))  # fmt: skip


def main(megabytes: int) -> None:
    """Generate, read and write down."""
    results = []
    for name, write, suffix in (("CSV", csv, "csv"), ("JSON array", array, "json")):
        for size in (megabytes // 2, megabytes):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"comments.{suffix}"
                with path.open("w", encoding="utf-8", newline="") as file:
                    rows = write(file, size << 20)
                run = [sys.executable, __file__, "--measure", str(path)]
                out = subprocess.run(run, capture_output=True, text=True, check=True).stdout
                found = {"format": name, "mb": round(path.stat().st_size / 2**20), **json.loads(out)}
                assert found["rows"] == rows
                results.append(found)
                print(found)
    RESULTS.parent.mkdir(exist_ok=True)
    machine = {"cpu": platform.machine(), "python": platform.python_version()}
    RESULTS.write_text(json.dumps({"machine": machine, "results": results}, indent=1) + "\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 310)
