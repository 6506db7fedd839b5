"""The local engine and Ray on this machine, on the same comments: `python benchmarks/cluster.py FILE [-n 10000]`"""

import argparse
import json
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq
from speed import machine, read

import sentiment
from sentiment import api
from sentiment.scoring import ray_cluster

RESULTS = Path(__file__).parent / "results" / "cluster.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="comments")
    parser.add_argument("-n", type=int, default=10_000)
    options = parser.parse_args()
    texts = read(options.file, options.n)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "comments.jsonl"
        path.write_text("\n".join(json.dumps({"id": str(i), "text": t}) for i, t in enumerate(texts)), encoding="utf-8")
        comments = sentiment.read(path)
        api.score(comments.select(range(10)))  # converts the model
        begun = time.perf_counter()
        local = api.score(comments, output=Path(folder) / "local.parquet", fresh=True)
        alone = time.perf_counter() - begun
        begun = time.perf_counter()
        ray_cluster.label(comments, Path(folder) / "ray")
        spread = time.perf_counter() - begun
        labels = pq.read_table(Path(folder) / "ray", columns=["label"])["label"].to_pylist()
        same = sum(ours == theirs for ours, theirs in zip(labels, local["label"], strict=True))
        told = [api.report(Path(folder) / name).document | {"run": None} for name in ("ray", "local.parquet")]
    found = {
        "machine": machine(), "comments": len(texts), "same_labels": round(same / len(texts), 4),
        "same_report": told[0] == told[1],
        "per_second": {"local": round(len(texts) / alone, 1), "ray": round(len(texts) / spread, 1)},
    }  # fmt: skip
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
