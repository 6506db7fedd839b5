"""Learn which runs of letters speak for which language: writes src/sentiment/language/letters.npz.

    python model/languages.py DATA        # DATA holds sentiment/, more/ and reactions/

A logistic regression (one language against the rest) on runs of one to four letters and whole words, of the 12,000 runs
that tell most (chi-squared), in 8 bits. Azerbaijani and Turkish are learned with and without their letters; pieces of
one to three words are learned too, since many comments are no longer. No set holds Kyrgyz or Turkmen: fastText's guess
is what these get. The counts come from sets whose licences the weights have (model/README.md), and so has the table.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import SGDClassifier
from sklearn.preprocessing import normalize

from sentiment.language import detect
from sentiment.language.letters import MOST, OTHER, runs
from sentiment.text import WORD, clean, fold, lower, to_ascii

HERE = Path(__file__).parent
TABLE = HERE.parent / "src" / "sentiment" / "language" / "letters.npz"
KEPT, RAREST, HELD_OUT = 12_000, 8, 600
BOTH_WAYS = ("az", "tr")  # languages that people also type without their letters
Source = tuple[str, str | None, int]  # file, language in it, rows
SOURCES: dict[str, list[Source]] = {
    "az": [
        ("sentiment/az_relabelled", None, 5000),
        ("sentiment/az_relabelled_2", None, 5000),
        ("sentiment/az_localdoc", None, 4000),
        ("sentiment/az_app_reviews_binary", None, 4000),
        ("reactions/stance_targets_real", "az", 2000),
        ("sentiment/az_news_headlines", None, 1500),
    ],
    "tr": [
        ("sentiment/tr_magaza_reviews", None, 3000),
        ("sentiment/tr_bounti", None, 4000),
        ("more/tone_polistance_tr", None, 4000),
        ("more/tone_turkcell_tr", None, 4000),
        ("sentiment/tr_karacakir_tweets", None, 1700),
        ("sentiment/tr_emotion_tweets", None, 2500),
        ("reactions/stance_targets_real", "tr", 2000),
    ],
    "uz": [("sentiment/uz_app_reviews", None, 3250)],
    "kk": [("sentiment/kk_kazsandra", None, 16000)],
    "ru": [
        ("sentiment/ru_rusentiment", None, 7000),
        ("sentiment/ru_sentirueval_tweets", None, 5000),
        ("more/tone_rusentitweet_ru", None, 5000),
        ("reactions/stance_targets_real", "ru", 3000),
    ],
    "uk": [("more/emotion_brighter_core", "uk", 2500), ("more/irony_sarcasm_uk", None, 7000)],
    "tt": [("more/emotion_brighter_core", "tt", 1100), ("more/tone_brighter_derived", "tt", 800)],
    "en": [
        ("sentiment/en_goemotions_3class", None, 8000),
        ("more/tone_airline_en", None, 4000),
        ("sentiment/umsab", "en", 1800),
        ("reactions/stance_targets_real", "en", 2500),
    ],
    OTHER: [
        *(("sentiment/umsab", code, 1800) for code in ("de", "es", "fr", "it", "pt")),
        ("more/tone_smsa_id", None, 2000),
        ("sentiment/no_norec_sentence", None, 2000),
        ("sentiment/vi_uit_vsfc", None, 1500),
        ("more/emotion_red_ro", None, 2500),
        ("more/emotion_brighter_core", "sv", 1200),
        ("more/emotion_brighter_core", "ro", 1200),
        ("more/emotion_brighter_world", "af", 1000),
        ("more/tone_roman_urdu", None, 2500),
        ("sentiment/hi-en_sentimix", None, 1500),
        ("more/tone_afrisenti_african", None, 5000),
        ("more/tone_afrisenti_arabic_pt_pcm", "pt-MZ", 800),
        ("sentiment/nusax_12langs", None, 3000),
    ],
}


def texts(data: Path, language: str, split: str) -> Iterator[str]:
    """Yield cleaned texts of a language; of its validation parts an eighth as many of each set."""
    for file, code, most in SOURCES[language]:
        rows = pq.read_table(data / f"{file}.parquet", columns=["text", "lang", "split"]).to_pylist()
        found = [row["text"] for row in rows if row["split"] == split and code in (None, row["lang"])]
        random.Random(0).shuffle(found)
        yield from filter(None, map(clean, found[: most if split == "train" else max(50, most // 8)]))


def words(text: str) -> str:
    """Return the lower-case words of a text, parted by blanks."""
    return " ".join(WORD.findall(lower(text)))


def training(data: Path) -> tuple[list[str], list[str]]:
    """Return texts and their languages: as they are, without their letters, and in pieces."""
    found: list[str] = []
    labels: list[str] = []
    for language in SOURCES:
        for text in texts(data, language, "train"):
            forms = [words(text)] + [words(to_ascii(text))] * (language in BOTH_WAYS)
            split, rng = words(text).split(), random.Random(text)
            if len(split) > 3 and language != OTHER and rng.random() < 0.5:
                n = rng.randint(1, 3)
                at = rng.randrange(len(split) - n + 1)
                piece = " ".join(split[at : at + n])
                forms.append(to_ascii(piece) if language in BOTH_WAYS and rng.random() < 0.4 else piece)
            found += forms
            labels += [language] * len(forms)
    return found, labels


def _runs(text: str) -> set[str]:
    return set().union(*map(runs, text.split()[:MOST]))


def learn(found: list[str], labels: list[str]) -> dict[str, np.ndarray]:
    """Return the table's arrays."""
    counter = CountVectorizer(analyzer=_runs, min_df=RAREST, binary=True, dtype=np.float32)
    matrix: csr_matrix = counter.fit_transform(found)
    telling = np.nan_to_num(chi2(matrix, labels)[0])
    kept = np.sort(np.argsort(-telling, kind="stable")[:KEPT])
    model = SGDClassifier(loss="log_loss", alpha=3e-6, max_iter=12, tol=None, random_state=0)
    model.fit(normalize(matrix[:, kept]), labels)
    scale = float(np.abs(model.coef_).max() / 127)
    return {
        "runs": np.array("\n".join(counter.get_feature_names_out()[kept])),
        "weights": np.round(model.coef_ / scale).astype(np.int8),
        "scale": np.float32(scale),
        "intercepts": model.intercept_.astype(np.float32),
        "languages": np.array(model.classes_.tolist()),
    }


def measure(data: Path) -> None:
    """Print how many of at most 600 validation texts a language get their code by the whole of `detect`.

    Those that stand in a training part too, of whichever set, are left out.
    """
    learned = {fold(text) for language in SOURCES for text in texts(data, language, "train")}
    for language in SOURCES:
        if language != OTHER:
            held_out = [text for text in texts(data, language, "validation") if fold(text) not in learned]
            random.Random(0).shuffle(held_out)
            for form in (str, to_ascii) if language in BOTH_WAYS else (str,):
                got = detect(map(form, held_out[:HELD_OUT]))
                told = f"{language}{' without its letters' if form is to_ascii else ''}"
                print(f"{told}: {100 * got.count(language) / len(got):.1f} % of {len(got)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    given = parser.parse_args()
    np.savez_compressed(TABLE, **learn(*training(given.data)))
    measure(given.data)
