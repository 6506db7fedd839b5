"""Comments per second, in one run over the same comments: `python benchmarks/speed.py FILE [-n 5000] [--model M]`

Ours, plain torch in fp32 and `transformers.pipeline` run the same folder. The last two contenders are
`transformers.pipeline` on a model of the size of twitter-xlm-roberta-base-sentiment: its weights are random, since they
do not change the speed, and its tokenizer is our folder's, since its own is not at hand. Ours is XLM-R's with the rare
pieces left out: texts split into as many tokens or a few more, and every id has its row in the larger model.

Contenders take turns for three rounds, so that a busy machine slows all of them, and the median round counts. Slow ones
are timed on fewer comments: other ones each round, evenly spread over all lengths, in random order.
"""

import argparse
import copy
import dataclasses
import json
import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import sentiment
from sentiment.scoring import heads
from sentiment.scoring.engine import TorchEngine
from sentiment.scoring.expansion import model_folder
from sentiment.scoring.torch_network import joint

RESULTS = Path(__file__).parent / "results" / "speed.json"
ROUNDS, WARM_UP = 3, 64
Run = Callable[[list[str]], object]


@dataclass(frozen=True)
class Contender:
    """Something that labels texts, and how many it is timed on."""

    name: str
    run: Run
    size: int


def read(file: str, n: int) -> list[str]:
    """Return the first n distinct comments, cleaned."""
    cleaned = sentiment.prepare(sentiment.read(file))["clean"]
    return list(dict.fromkeys(text for text in cleaned if text))[:n]


def sample(texts: Sequence[str], size: int, turn: int) -> list[str]:
    """Return texts spread evenly over all lengths, in random order; other ones each turn, where there are enough."""
    step = max(len(texts) / size, 1)
    first = step * (turn + 0.5) / ROUNDS
    by_length = sorted(texts, key=len)
    chosen = [by_length[int(first + i * step)] for i in range(min(size, len(texts)))]
    random.Random(turn).shuffle(chosen)
    return chosen


def race(contenders: Sequence[Contender], texts: Sequence[str]) -> dict[str, list[float]]:
    """Return the comments per second of each contender in each round."""
    for contender in contenders:
        contender.run(sample(texts, min(contender.size, WARM_UP), 0))
    paces: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for turn in range(ROUNDS):
        for contender in contenders:
            part = sample(texts, contender.size, turn)
            started = time.perf_counter()
            contender.run(part)
            paces[contender.name].append(len(part) / (time.perf_counter() - started))
            print(f"{turn + 1}  {contender.name:40} {paces[contender.name][-1]:8.1f} comments/s", flush=True)
    return paces


def pipelines(name: str, model: Any, tokenizer: Any, size: int) -> list[Contender]:
    """Return `transformers.pipeline` on a model, one comment and 32 comments at a time."""
    from transformers import pipeline

    classify = pipeline("text-classification", model, tokenizer=tokenizer, device="cpu")

    def batched(batch: int) -> Run:
        return lambda texts: classify(texts, batch_size=batch, truncation=True)

    return [Contender(f"transformers.pipeline, {name}, batch {batch}", batched(batch), size) for batch in (1, 32)]


def large(pad: int) -> Any:
    """Return a classifier of the size of XLM-RoBERTa base, with random weights."""
    import torch
    from transformers import XLMRobertaConfig, XLMRobertaForSequenceClassification

    torch.manual_seed(0)
    config = XLMRobertaConfig(
        vocab_size=250_002,
        hidden_size=768,
        num_hidden_layers=12,
        num_attention_heads=12,
        intermediate_size=3_072,
        max_position_embeddings=514,
        type_vocab_size=1,
        pad_token_id=pad,
        num_labels=3,
    )
    return XLMRobertaForSequenceClassification(config).eval()


def same_labels(ours: sentiment.Classifier, plain: sentiment.Classifier, texts: list[str]) -> dict[str, float]:
    """Return the share of comments that two classifiers label the same."""
    labels = [classifier.probabilities(texts)[0].argmax(axis=1) for classifier in (ours, plain)]
    return {"share": float((labels[0] == labels[1]).mean()), "n": len(texts)}


def machine() -> dict[str, str]:
    """Return what the figures depend on beside the code."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    values = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    flags = {"avx512f", "avx512_bf16", "amx_bf16"} & set(values.get("flags", "").split())
    packages = {name: version(name) for name in ("torch", "transformers", "openvino")}
    cpu = {"cpu": values.get("model name", platform.processor()), "flags": " ".join(sorted(flags))}
    return {**cpu, "system": platform.system(), "python": platform.python_version(), **packages}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="comments, thousands of them; copies are counted once")
    parser.add_argument("-n", type=int, default=5_000, help="how many to score")
    parser.add_argument("--same", type=int, default=1_000, help="timed in a round of the pipeline on the same folder")
    parser.add_argument("--large", type=int, default=300, help="timed in a round of the large model; 0 leaves it out")
    parser.add_argument("--model", help="a folder or a hub id; the embedded model otherwise")
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)
    from transformers import AutoTokenizer
    from transformers.utils import logging

    logging.set_verbosity_error()
    texts, folder = read(options.file, options.n), model_folder(options.model)
    ours, tokenizer = sentiment.Classifier.load(folder, device="cpu"), AutoTokenizer.from_pretrained(folder)
    plain = copy.copy(ours)
    plain._answers = dataclasses.replace(ours._answers, engine=TorchEngine(joint(folder, heads.read(folder)), "cpu"))
    first = Contender(f"sentiment ({ours.engine.name})", ours.predict, len(texts))
    contenders = [first, Contender("torch fp32, same folder", plain.predict, len(texts))]
    contenders += pipelines("same folder", str(folder), tokenizer, options.same)
    if options.large:
        contenders += pipelines("XLM-R base size", large(tokenizer.pad_token_id), tokenizer, options.large)

    paces = race(contenders, texts)
    medians = {name: statistics.median(rounds) for name, rounds in paces.items()}
    result = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "comments": len(texts),
        "mean_tokens": round(statistics.mean(len(ids) for ids in tokenizer(texts)["input_ids"]), 1),
        "per_second": {name: round(pace, 1) for name, pace in medians.items()},
        "times": {name: round(medians[first.name] / pace, 2) for name, pace in medians.items()},
        "timed": {contender.name: min(contender.size, len(texts)) for contender in contenders},
        "rounds": {name: [round(pace, 1) for pace in rounds] for name, rounds in paces.items()},
        "same_labels_as_fp32": same_labels(ours, plain, texts),
        "machine_details": machine(),
        "model": ours.digest,
    }
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(result, indent=1) + "\n")
    share = result["same_labels_as_fp32"]["share"]
    print(f"labels the same as torch fp32: {100 * share:.2f} % of {len(texts):,}")


if __name__ == "__main__":
    main()
