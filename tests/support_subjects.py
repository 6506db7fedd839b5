"""Comments on known subjects in three languages, and vectors of them in which the language is far larger."""

import hashlib
from collections.abc import Sequence

import numpy as np

SUBJECTS = ("price", "delay", "crowd", "safety", "noise", "air", "shops", "school")
LANGUAGES = ("az", "ru", "en")
ALONE = "alone"  # the subject of what is said once


def own(i: int) -> str:
    """Words that no other comment has, so that no two are near-copies."""
    letters = hashlib.sha256(f"{i}".encode()).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
    return " ".join(letters[k : k + 8] for k in range(0, 32, 8))


def comments(n: int = 240, once: int = 0) -> list[str]:
    subjects = [SUBJECTS[i % 8] for i in range(n)] + [ALONE] * once
    return [f"{subject} {subject}ish {LANGUAGES[i // 8 % 3]} {own(i)} {i}" for i, subject in enumerate(subjects)]


def subject(text: str) -> str:
    return text.split()[0]


def language(text: str) -> str:
    return text.split()[2]


def embed(texts: Sequence[str]) -> np.ndarray:
    vectors = np.zeros((len(texts), 560))
    for row, text in zip(vectors, texts, strict=True):
        number = int(text.rstrip(".").split()[-1])
        if subject(text) == ALONE:
            row[60:] = np.random.default_rng([7, number]).normal(0, 500**-0.5, 500)
        else:
            row[SUBJECTS.index(subject(text))] = 1
        row[40 + LANGUAGES.index(language(text))] = 4
        row[45:60] += np.random.default_rng(number).normal(0, 0.05, 15)
    return vectors
