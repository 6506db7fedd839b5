"""What emotion, irony and stance cost: comments per second of the same weights with and without heads, in turns.

`python benchmarks/heads.py FILE [-n 3000]` compares the folder without its `heads/`, the folder as it is, and the same
with an event named, which is a second pass.
"""

import argparse
import json
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from speed import ROUNDS, machine, read

from sentiment import Classifier
from sentiment.scoring.expansion import model_folder

RESULTS = Path(__file__).parent / "results" / "heads.json"
EVENT = "TikTok was unblocked in Azerbaijan"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="comments")
    parser.add_argument("-n", type=int, default=3000)
    options = parser.parse_args()
    texts = read(options.file, options.n)
    with tempfile.TemporaryDirectory() as folder:
        bare = shutil.copytree(model_folder(), Path(folder) / "bare", ignore=shutil.ignore_patterns("heads"))
        runs = {
            "tone alone": Classifier.load(bare),
            "tone, emotion and irony": Classifier.load(emotion=True, irony=True),
            "and stance": Classifier.load(emotion=True, irony=True, toward=EVENT),
        }
        paces: dict[str, list[float]] = {name: [] for name in runs}
        for turn in range(ROUNDS + 2):
            for name, classifier in runs.items():
                started = time.perf_counter()
                classifier({"text": texts})
                paces[name].append(len(texts) / (time.perf_counter() - started))
                print(f"{turn}  {name:24} {paces[name][-1]:8.1f} comments/s", flush=True)
    medians = {name: statistics.median(own[1:]) for name, own in paces.items()}
    first = medians["tone alone"]
    found = {
        "machine": machine(),
        "comments": len(texts),
        "per_second": {name: round(pace, 1) for name, pace in medians.items()},
        "of_tone_alone": {name: round(pace / first, 3) for name, pace in medians.items()},
    }
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
