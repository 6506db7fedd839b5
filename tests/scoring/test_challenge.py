import importlib.util
import json
from collections import Counter
from pathlib import Path

import pytest

from sentiment.scoring.classifier import Classifier
from sentiment.table.labels import LABELS
from sentiment.text import clean, fold, says_something

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("challenge", ROOT / "benchmarks" / "challenge.py")
challenge = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(challenge)

PHENOMENA = {
    *("negation", "irony", "idiom", "emoji", "ascii", "latin_russian", "noise"),
    *("handles", "quotation", "question", "news", "mixed", "plain", "event"),
}
ITEMS = challenge.read()


def test_every_phenomenon_and_language_has_enough_items() -> None:
    assert len(ITEMS) >= 300
    phenomena, languages = (Counter(item[column] for item in ITEMS) for column in ("phenomenon", "lang"))
    assert set(phenomena) == PHENOMENA
    assert min(phenomena.values()) >= 25
    assert set(languages) == {"az", "tr", "ru", "en", "mixed"}
    assert min(languages.values()) >= 40


def test_items_are_distinct_and_say_what_they_are() -> None:
    for item in ITEMS:
        assert list(item) == ["id", "text", "lang", "phenomenon", "label"]
        assert item["id"].rpartition("-")[0] == f"{item['lang']}-{item['phenomenon']}"
        assert item["label"] in LABELS
        assert says_something(clean(item["text"])), item
    assert len({item["id"] for item in ITEMS}) == len(ITEMS)
    assert len({fold(clean(item["text"])) for item in ITEMS}) == len(ITEMS)


def test_no_label_can_be_guessed_from_the_phenomenon() -> None:
    for phenomenon in PHENOMENA:
        labels = Counter(item["label"] for item in ITEMS if item["phenomenon"] == phenomenon)
        assert max(labels.values()) / labels.total() <= 0.75, phenomenon


def test_no_item_stands_in_the_sample_data() -> None:
    rows = (json.loads(line) for line in (ROOT / "data" / "comments.jsonl").read_text().splitlines())
    known = {fold(clean(row["text"])) for row in rows if row["text"]}
    assert not known & {fold(clean(item["text"])) for item in ITEMS}


def test_rates_count_what_passed() -> None:
    items = [{"phenomenon": "irony", "lang": lang, "label": "negative"} for lang in ("az", "az", "tr")]
    found = challenge.rates(items, [True, False, True])
    # Wilson 1927, by hand: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), n = 2, p = 1/2, z = 1.96
    assert found["lang"]["az"] == {
        "passed": 1,
        "share": 0.5,
        "low": pytest.approx(0.0945, abs=1e-4),
        "high": pytest.approx(0.9055, abs=1e-4),
        "n": 2,
        "method": "counted",
    }
    assert [part["passed"] for part in found["lang"].values()] == [1, 1]
    assert found["phenomenon"]["irony"] == found["label"]["negative"] == found["overall"]
    assert (found["overall"]["passed"], found["overall"]["n"]) == (2, 3)


def test_any_model_can_be_challenged(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    challenge.main(["--model", str(tiny), "--failures", "-o", str(tmp_path / "challenge.json")])
    found = json.loads((tmp_path / "challenge.json").read_text())
    assert found["model"] == {"name": tiny.name, "digest": Classifier.load(tiny).digest}
    for column in challenge.COLUMNS:
        for key in ("passed", "n"):
            assert sum(part[key] for part in found[column].values()) == found["overall"][key]
    assert found["overall"]["n"] == len(ITEMS)
    ids = {item["id"] for item in ITEMS}
    failed = [line for line in capsys.readouterr().out.splitlines() if line.split(" ")[0] in ids]
    assert len(failed) == found["overall"]["n"] - found["overall"]["passed"]
