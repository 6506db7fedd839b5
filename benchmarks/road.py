"""Where the time of `sentiment score` goes, end to end: `python benchmarks/road.py FILE [-n 20000]`

Each stage is timed in its own thread; preparing and tokenising the next window and writing the last one run beside the
model, so that the stages may add up to more than the whole. `model` is the time in which the model is at work or waited
for.
"""

import argparse
import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from speed import machine

RESULTS = Path(__file__).parent / "results" / "road.json"
SPENT: dict[str, float] = defaultdict(float)


def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def run(*given: Any, **options: Any) -> Any:
        started = time.perf_counter()
        try:
            return function(*given, **options)
        finally:
            SPENT[stage] += time.perf_counter() - started

    return run


def timed_steps(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Time a generator by its steps; making its input belongs to another stage."""

    def run(*given: Any, **options: Any) -> Any:
        steps = function(*given, **options)
        while True:
            started = time.perf_counter()
            try:
                step = next(steps)
            except StopIteration:
                return
            finally:
                SPENT[stage] += time.perf_counter() - started
            yield step

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="comments")
    parser.add_argument("-n", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        import sentiment
        from sentiment import api, language
        from sentiment.api import labelling
        from sentiment.scoring import batching, cache, engine, job, preparation

        texts = list(dict.fromkeys(t for t in sentiment.read(options.file)["text"] if t))[: options.n]
        path = Path(folder) / "comments.jsonl"
        path.write_text("\n".join(json.dumps({"text": t}, ensure_ascii=False) for t in texts), encoding="utf-8")
        api.score(sentiment.read(path).select(range(10)), output=Path(folder) / "warm.parquet")  # converts the model

        job.WINDOW = 5_000
        preparation.cleaned = timed("cleaning", preparation.cleaned)
        language.detect = timed("language", language.detect)
        batching.Reader.encode = timed_steps("tokenising", batching.Reader.encode)
        engine.OpenVinoEngine.run = timed_steps("model", engine.OpenVinoEngine.run)
        job.Job._write = timed("writing parts", job.Job._write)
        cache.Cache.put = timed("cache", cache.Cache.put)
        cache.Cache.get = timed("cache", cache.Cache.get)
        labelling.write = timed("writing the file", labelling.write)
        started = time.perf_counter()
        comments = timed("reading", sentiment.read)(path)
        api.score(comments, output=Path(folder) / "scored.parquet")
        whole = time.perf_counter() - started
    stages = {
        name: {"seconds": round(s, 2), "share": round(s / whole, 3), "per_second": round(len(texts) / s)}
        for name, s in sorted(SPENT.items(), key=lambda item: -item[1])
    }
    found = {"machine": machine(), "comments": len(texts), "seconds": round(whole, 1),
             "per_second": round(len(texts) / whole, 1), "stages": stages}  # fmt: skip
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
