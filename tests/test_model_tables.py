"""The tables of the model in the pages are those of its evaluation.json, and its scatter is learned from the counts."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from sentiment.estimation import set_errors

ROOT = Path(__file__).parents[1]


def script(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


tables, scatter = script("benchmarks/model_tables.py"), script("model/scatter.py")


@pytest.mark.parametrize("page", ["README.md", "model/README.md", "docs/method.md"])
def test_pages_hold_the_tables_that_the_figures_make(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    found = {name: table for name, table in tables.TABLES.items() if f"<!-- {name} -->" in text}
    assert found
    for name, table in found.items():
        block = f"<!-- {name} -->\n{table(tables.evaluation())}\n<!-- end -->"
        assert block in text, f"{page} is older than the figures: python benchmarks/readme.py"


def test_the_readme_says_what_the_model_is_bad_at() -> None:
    assert "<!-- weak -->" in (ROOT / "README.md").read_text(encoding="utf-8")
    found = tables.evaluation() | {
        "sets": [
            {"set": "good", "language": "az", "n": 100, "macro_f1": 0.8, "calibration_error": 0.2},
            {"set": "bad", "language": "tr", "n": 100, "macro_f1": 0.4, "calibration_error": 0.05},
            {"set": "small", "language": "ru", "n": 39, "macro_f1": 0.1, "calibration_error": 0.5},
        ]
    }
    told = tables.weak(found)
    assert "| tone, Turkish | 100 rows of bad | macro-F1 40.0 |" in told
    assert "good (az) 0.20" in told
    assert "small" not in told


def test_figures_that_are_not_there_are_named(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.json"
    path.write_text(json.dumps({"consistency": {"named": 65.4}}))
    with pytest.raises(SystemExit, match=r"consistency\.py --into"):
        tables.evaluation(path)


def evaluated(sources: int, kappa: float) -> dict:
    """Return an evaluation of two sets a source, whose errors scatter so far about one matrix."""
    rng, common = np.random.default_rng(3), np.array([[0.7, 0.2, 0.1], [0.2, 0.6, 0.2], [0.1, 0.2, 0.7]])
    sets = []
    for place in range(2 * sources):
        counts = [rng.multinomial(100, rng.dirichlet(kappa * row)).tolist() for row in common]
        sets.append({"set": f"s{place // 2}", "language": ("az", "tr")[place % 2], "confusion": counts})
    return {"labels": ["negative", "neutral", "positive"], "sets": sets, "heads": {}}


def test_the_scatter_is_learned_from_the_counts() -> None:
    near, far = (scatter.refit(evaluated(12, kappa))["scatter"] for kappa in (100, 5))
    assert near["kappa"] > 2 * far["kappa"]
    assert set_errors.scatter_of({"scatter": near}).kappa == near["kappa"]
    assert scatter.coverage(scatter.refit(evaluated(12, 20)))["held"] > 0.9
    assert "scatter" not in scatter.refit(evaluated(3, 20))
