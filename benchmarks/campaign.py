"""Do the intervals of a report hold on invented campaigns whose truth is known?

    python benchmarks/campaign.py [--seeds 100] [--rows 20000]

Each seed makes a campaign by `benchmarks/invented.py` and a report of it. Holds: intervals of shares (overall, of each
group and language) that contain the truth. Found: the change at the event, the burst. Claimed: reports that call a
difference before and after the event where nothing changed.
"""

import argparse
import importlib.util
import json
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from datasets import Dataset

from sentiment import summarize
from sentiment.scoring import model_folder

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "campaign.json"
_spec = importlib.util.spec_from_file_location("campaign", HERE / "invented.py")
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)


def scored(folder: Path, **options: object) -> Dataset:
    """Return a campaign as labelled by a model whose `evaluation.json` lies in the folder."""
    table = made.campaign(**options)
    identity = f"{folder.name}@{model_folder.digest(folder)[:12]}"
    return Dataset(
        table.append_column("model", pc.if_else(table["label"].is_valid(), identity, pa.scalar(None, pa.string())))
    )


def truths(table: Dataset, column: str | None) -> dict[tuple[str, str], float]:
    """Return the true share of each label in each group."""
    values = table[column] if column else [""] * len(table)
    counts: dict[str, Counter] = defaultdict(Counter)
    for value, truth in zip(values, table["truth"], strict=True):
        if truth:
            counts[value][truth] += 1
    return {(v, label): n[label] / n.total() for v, n in counts.items() for label in made.LABELS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--rows", type=int, default=20_000)
    options = parser.parse_args()
    holds: dict[str, list[bool]] = defaultdict(list)
    change, burst, claimed = [], [], []
    for seed in range(options.seeds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            # Another test set for each seed: intervals are to hold over both samples.
            (folder / "evaluation.json").write_text(json.dumps(made.evaluation(seed=1_000 + seed)))
            table = scored(folder, rows=options.rows, seed=seed)
            found = summarize(table, by=["group", "language"], event=made.EVENT, model=folder).document
            calm = scored(folder, rows=options.rows // 10, seed=seed, change=False)
            nothing = summarize(calm, by=["group"], event=made.EVENT, model=folder).document
        for column, groups in {None: {"": found["overall"]}, **found["groups"]}.items():
            for (value, label), share in truths(table, column).items():
                entry = groups[value][label]
                holds[column or "overall"].append(entry["low"] <= share <= entry["high"])
        difference = next(d for d in found["differences"] if d["column"] == "event" and d["label"] == "positive")
        change.append(difference["called"] and difference["low"] <= 0.1 <= difference["high"])
        burst.append(any(b["n"] == b["of"] == 400 for b in found["copies"]["bursts"]))
        claimed.append(any(d["called"] for d in nothing["differences"]))
    result = {
        "seeds": options.seeds,
        "rows": options.rows,
        "holds": {name: {"intervals": len(h), "share": round(sum(h) / len(h), 4)} for name, h in holds.items()},
        "change_found": sum(change),
        "burst_found": sum(burst),
        "claimed_without_change": sum(claimed),
    }
    RESULTS.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
