"""How often do `adjusted` intervals hold? The table of docs/method.md.

    python benchmarks/coverage.py [--runs 1000]

The simulation is that of tests/test_estimate.py: test sets of 300 rows a label, and at 200 comments also of 15, 200 and
100; truths 30/50/20, 1/60/39 and 1/98/1 %; a good and a poor model by labels, the good one by labels and
confidence with pooled errors that are not its own. Least and most over truths, labels and the net.
"""

import argparse
import importlib.util
import json
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "coverage.json"
_spec = importlib.util.spec_from_file_location("simulation", HERE.parent / "tests" / "test_estimate.py")
simulation = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(simulation)
MODELS = {"good": simulation.GOOD, "poor": simulation.POOR, "good, with confidence": simulation.SURE}
SIZES = {20: [(300, 300, 300)], 200: [(300, 300, 300), (15, 200, 100)], 5000: [(300, 300, 300)]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000)
    runs = parser.parse_args().runs
    found: dict[str, dict[str, list[float]]] = {}
    for n, tests in SIZES.items():
        for name, errors in MODELS.items():
            held = [
                float(share)
                for truth in (simulation.EVEN, simulation.RARE, simulation.RARER)
                for rows in tests
                for share in simulation.simulate_adjusted(truth, errors, errors, n, rows, runs)
            ]
            found.setdefault(str(n), {})[name] = [round(min(held), 3), round(max(held), 3)]
    RESULTS.write_text(json.dumps({"runs": runs, "coverage": found}, indent=1) + "\n")
    print("| comments | " + " | ".join(MODELS) + " |\n| --- |" + " --- |" * len(MODELS))
    for size, models in found.items():
        print(f"| {int(size):,} | " + " | ".join(f"{low:.3f} to {high:.3f}" for low, high in models.values()) + " |")


if __name__ == "__main__":
    main()
