"""The recipe of the weights: what it may not train on, and where it says that its sets are from."""

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

ROOT = Path(__file__).parents[1]
PAGES = {
    "sentiment": """# Sources

## one-two

- Original dataset / paper: OneTwo (Ann et al., LREC 2021; Bob 2020), tweets of 2019; reprinted 2026
- Licence: MIT

## other

- Original dataset / paper: see one-two

## nothing

- Licence: none stated
""",
    "reactions": """# Reactions

| file | content | source, licence |
| --- | --- | --- |
| `three`, `four` | tweets, of 2016 | three/four (Cem et al. 2018); terms of 2024 |
| `events.jsonl` | comments | this project |
""",
}


@pytest.fixture
def recipe(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "model")
    return import_module("facts")


def test_a_set_is_said_to_be_of_those_who_made_it(
    recipe: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, page in PAGES.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "SOURCES.md").write_text(page)
    monkeypatch.setattr(recipe, "known_sets", lambda: ["one-two", "other", "three", "four", "events"])
    found = recipe.facts_of(tmp_path)
    made = "OneTwo (Ann et al., LREC 2021; Bob 2020), tweets of 2019"
    assert found["one-two"] == found["other"] == {"source": made, "date": "2021", "trained": True}
    assert (
        found["three"] == found["four"] == {"source": "three/four (Cem et al. 2018)", "date": "2018", "trained": True}
    )
    assert found["events"]["source"] == "this project"
    monkeypatch.setattr(recipe, "known_sets", lambda: ["nothing"])
    with pytest.raises(SystemExit, match="no source of nothing"):
        recipe.facts_of(tmp_path)


def test_the_evaluation_takes_no_credit_for_sets_by_others(recipe: ModuleType) -> None:
    evaluation = json.loads((ROOT / "src/sentiment/default_model/evaluation.json").read_text(encoding="utf-8"))
    for part in [evaluation, *evaluation["heads"].values()]:
        for told in part["sets"]:
            own = recipe.OURS.get(told["set"])
            assert told["source"] == own if own else "this project" not in told["source"].split(", tone")[0]
            assert not told["source"].startswith("see ")


def test_what_measures_something_is_not_trained_on(
    recipe: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = import_module("rows")
    for folder in ("sentiment", "reactions"):
        (tmp_path / folder).mkdir()
    texts = {"A text that is learned": "train", "A text that measures": "validation", "same": "validation"}
    table = pd.DataFrame({"text": list(texts), "split": list(texts.values())})
    table.to_parquet(tmp_path / "sentiment" / "set.parquet")
    table.to_json(tmp_path / "reactions" / "events.jsonl", orient="records", lines=True)
    sealed = tmp_path / "sealed.csv"
    sealed.write_text("text\nA sealed TEXT @ann https://a.az\nsame\n")
    monkeypatch.setattr("sys.argv", ["rows.py", str(sealed)])
    rows.main()
    (tmp_path / "sealed.fingerprints").write_text(capsys.readouterr().out)
    shut = rows.held_out(tmp_path)
    assert {rows.fingerprint(t) in shut for t in ("A text that measures!", "a sealed text")} == {True}
    assert {rows.fingerprint(t) in shut for t in ("A text that is learned", "same")} == {False}
