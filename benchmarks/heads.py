"""What emotion, irony and stance cost: processor seconds of the same weights with and without heads, in turns.

`python benchmarks/heads.py FILE [-n 3000]` compares the folder without its `heads/`, the folder as it is, and the same
with an event named, which is a second pass, and with three, each in a pass of its own; the further two are names.
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
EVENTS = ("TikTok was unblocked in Azerbaijan", "the ministry", "VPN")


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
            "and stance toward one event": Classifier.load(emotion=True, irony=True, toward=EVENTS[0]),
            "and stance toward three": Classifier.load(emotion=True, irony=True, toward=EVENTS),
        }
        spent: dict[str, list[float]] = {name: [] for name in runs}
        for turn in range(ROUNDS + 1):
            for name, classifier in runs.items():
                started = time.process_time()
                classifier({"text": texts})
                spent[name].append(time.process_time() - started)
                print(f"{turn}  {name:28} {spent[name][-1]:8.2f} CPU s", flush=True)
    medians = {name: statistics.median(own[1:]) for name, own in spent.items()}
    alone, heads, one, three = medians.values()
    found = {
        "machine": machine(),
        "comments": len(texts),
        "cpu_ms": {name: round(1000 * seconds / len(texts), 2) for name, seconds in medians.items()},
        "of_tone_alone": {name: round(seconds / alone, 2) for name, seconds in medians.items()},
        "first_event": round((one - heads) / alone, 2),
        "further_name": round((three - one) / 2 / alone, 2),
    }
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
