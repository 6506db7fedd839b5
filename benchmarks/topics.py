"""Which vectors of the embedded model tell topics apart: each layer, as it is and without language and tone.

    python benchmarks/topics.py

Adjusted Rand index of k-means (six clusters, four seeds) against the six topics of tests/data/topics.jsonl: 120
comments invented in four languages, praise and blame in each topic. Writes benchmarks/results/topics.json.
"""

import json
from pathlib import Path

import numpy as np
import torch
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from transformers import AutoModel, AutoTokenizer

from sentiment.scoring.classifier import Classifier
from sentiment.scoring.expansion import model_folder

ROOT = Path(__file__).parents[1]
DIMENSIONS, SEEDS = 20, 4


def states(texts: list[str]) -> list[np.ndarray]:
    """Return the mean state of each text (texts, dimensions), for every layer."""
    folder = model_folder()
    encoder, tokenizer = AutoModel.from_pretrained(folder).eval(), AutoTokenizer.from_pretrained(folder)
    with torch.inference_mode():
        layers = [encoder(**tokenizer(t, return_tensors="pt"), output_hidden_states=True).hidden_states for t in texts]
    return [np.stack([text[i][0].mean(dim=0).numpy() for text in layers]) for i in range(len(layers[0]))]


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def without(vectors: np.ndarray, known: np.ndarray) -> np.ndarray:
    rest = vectors - known @ np.linalg.lstsq(known, vectors, rcond=None)[0]
    return unit(rest @ np.linalg.svd(rest, full_matrices=False)[2][:DIMENSIONS].T)


def agreement(vectors: np.ndarray, topics: list[str]) -> float:
    fits = [KMeans(6, n_init=10, random_state=seed).fit_predict(vectors) for seed in range(SEEDS)]
    return round(float(np.mean([adjusted_rand_score(topics, fit) for fit in fits])), 2)


def main() -> None:
    rows = [json.loads(line) for line in (ROOT / "tests/data/topics.jsonl").read_text(encoding="utf-8").splitlines()]
    texts, topics = [row["text"] for row in rows], [row["topic"] for row in rows]
    languages = np.array([row["language"] for row in rows])
    spoken = (languages[:, None] == np.unique(languages)).astype(float)
    tone = Classifier.load().probabilities(texts)[0][:, 1:]
    found = [
        {
            "layer": layer,
            "as it is": agreement(unit(vectors), topics),
            "without language": agreement(without(unit(vectors), spoken), topics),
            "without language and tone": agreement(without(unit(vectors), np.hstack([spoken, tone])), topics),
        }
        for layer, vectors in enumerate(states(texts))
    ]
    (ROOT / "benchmarks/results/topics.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
