"""Comments per second: our `Classifier` and `transformers.pipeline` on the same folder and comments, in one run."""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

import sentiment
from sentiment.model import resolve

RESULTS = Path(__file__).parent / "results" / "speed.json"


def pace(name: str, texts: list[str], run: Callable[[list[str]], object]) -> float:
    run(texts[:64])
    started = time.perf_counter()
    run(texts)
    speed = len(texts) / (time.perf_counter() - started)
    print(f"{name:32} {speed:8.1f} comments/s", flush=True)
    return round(speed, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", help="comments, thousands of them; copies are counted once")
    parser.add_argument("-n", type=int, default=1000, help="how many to score")
    options = parser.parse_args()
    from transformers import pipeline

    prepared = sentiment.prepare(sentiment.read(options.file))
    texts = list(dict.fromkeys(t for t in prepared["clean"] if t))[: options.n]
    folder = str(resolve(None))
    ours = sentiment.Classifier.load(device="cpu")
    theirs = pipeline("text-classification", folder, device="cpu")
    found = {f"sentiment ({ours.engine.name})": pace("sentiment", texts, ours.predict)}
    for batch in (1, 32):
        few = texts[: max(200, len(texts) // 4)]

        def run(part: list[str], batch: int = batch) -> object:
            return theirs(part, batch_size=batch, truncation=True)

        found[f"transformers.pipeline, batch {batch}"] = pace(f"pipeline, batch {batch}", few, run)
    result = {"machine": f"{platform.machine()}, {os.cpu_count()} cores", "comments": len(texts), "per_second": found}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
