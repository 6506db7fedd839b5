"""Measure how long the first word takes: `sentiment --help`, `import sentiment`, and a bare Python beside them.

The package is byte-compiled first, as an installed one is.
"""

import json
import platform
import statistics
import subprocess
import sys
import time

from against import ROOT, compiled

RESULTS = ROOT / "benchmarks" / "results" / "startup.json"
COMMANDS = {
    "python alone": [sys.executable, "-c", "pass"],
    "import sentiment": [sys.executable, "-c", "import sentiment"],
    "sentiment --help": [sys.executable, "-m", "sentiment", "--help"],
}
RUNS = 15


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    compiled(ROOT / "src")
    found = {}
    for name, command in COMMANDS.items():
        seconds(command)
        times = [seconds(command) for _ in range(RUNS)]
        found[name] = {"median_s": round(statistics.median(times), 3), "fastest_s": round(min(times), 3)}
        print(f"{name:20} {found[name]['median_s']:.3f} s (fastest {found[name]['fastest_s']:.3f})")
    RESULTS.write_text(json.dumps({"machine": platform.machine(), "runs": RUNS, "commands": found}, indent=1) + "\n")


if __name__ == "__main__":
    main()
