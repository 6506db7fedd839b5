"""The same comments by us and by what people use today: `python benchmarks/peers.py COMMENTS GOLD [-n 3000]`

GOLD has columns text, gold and language. Each tool runs in a process of its own: seconds from its start to the first
label (import and loading included), then comments per second over COMMENTS, and its largest memory. Slow ones label
fewer comments, evenly spread. `transformers.pipeline` runs our folder: once as its documentation shows, and once with
what makes it fastest on a CPU that we found (bf16, texts sorted by length, batches of 32). VADER and TextBlob know
English alone: they are measured on English rows, by the cutoffs that their documentation names (VADER: ±0.05; TextBlob
names none, 0 is neutral). Our cache is off.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "peers.json"
LABELS = ("negative", "neutral", "positive")
Label = Callable[[Sequence[str]], list[str]]


def ours() -> Label:
    from sentiment import Classifier

    classifier = Classifier.load()
    return lambda texts: [classifier.labels[i] for i in classifier.probabilities(list(texts))[0].argmax(axis=1)]


def pipeline_as_documented() -> Label:
    from transformers import pipeline

    from sentiment.scoring.expansion import model_folder

    classify = pipeline("text-classification", model=str(model_folder()))
    return lambda texts: [classify(text, truncation=True)[0]["label"] for text in texts]


def pipeline_at_its_best() -> Label:
    import torch
    from transformers import pipeline

    from sentiment.scoring.expansion import model_folder

    classify = pipeline("text-classification", model=str(model_folder()), dtype=torch.bfloat16)

    def label(texts: Sequence[str]) -> list[str]:
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        said = classify([texts[i] for i in order], batch_size=32, truncation=True)
        found = dict(zip(order, (one["label"] for one in said), strict=True))
        return [found[i] for i in range(len(texts))]

    return label


def vader() -> Label:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    return lambda texts: [_sign(analyzer.polarity_scores(text)["compound"], 0.05) for text in texts]


def textblob() -> Label:
    from textblob import TextBlob

    return lambda texts: [_sign(TextBlob(text).sentiment.polarity, 1e-9) for text in texts]


def _sign(value: float, least: float) -> str:
    return "positive" if value >= least else "negative" if value <= -least else "neutral"


# Name, how to start it, how many of the comments it is timed on, whether it knows English alone.
TOOLS = {
    "sentiment": (ours, 1.0, False),
    "transformers.pipeline, as documented": (pipeline_as_documented, 0.1, False),
    "transformers.pipeline, at its best": (pipeline_at_its_best, 0.3, False),
    "VADER": (vader, 1.0, True),
    "TextBlob": (textblob, 1.0, True),
}


def measure(tool: str, texts: list[str], gold: list[dict]) -> dict:
    """Run one tool in this process."""
    start, share, _ = TOOLS[tool]
    begun = time.perf_counter()
    label = start()
    label(texts[:1])
    first = time.perf_counter() - begun
    part = texts[:: round(1 / share)]
    label(part[:32])
    begun = time.perf_counter()
    label(part)
    pace = len(part) / (time.perf_counter() - begun)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = label([row["text"] for row in gold])
    return {"first_s": first, "per_second": pace, "peak_mb": memory, "said": said}


def macro_f1(gold: Sequence[str], said: Sequence[str]) -> float:
    from sentiment.estimation.evaluation import confusion, figures

    return float(figures(confusion(gold, said, LABELS), LABELS)["macro_f1"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("comments")
    parser.add_argument("gold")
    parser.add_argument("-n", type=int, default=3000)
    parser.add_argument("--tool", choices=TOOLS)
    options = parser.parse_args()
    from speed import machine, read

    texts = read(options.comments, options.n)
    gold = [json.loads(line) for line in Path(options.gold).read_text(encoding="utf-8").splitlines()]
    if options.tool:
        print(json.dumps(measure(options.tool, texts, gold)))
        return
    found = {"machine": machine(), "comments": len(texts), "gold": {}, "tools": {}}
    languages = sorted({row["language"] for row in gold})
    found["gold"] = {code: sum(row["language"] == code for row in gold) for code in languages}
    for tool, (_, _, english) in TOOLS.items():
        command = [sys.executable, __file__, options.comments, options.gold, "-n", str(options.n), "--tool", tool]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
        said = told.pop("said")
        told["macro_f1"] = {}
        for code in languages:
            rows = [i for i, row in enumerate(gold) if row["language"] == code]
            if code == "en" or not english:
                told["macro_f1"][code] = round(macro_f1([gold[i]["gold"] for i in rows], [said[i] for i in rows]), 3)
        found["tools"][tool] = {k: round(v, 1) if isinstance(v, float) else v for k, v in told.items()}
        print(tool, found["tools"][tool], flush=True)
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
