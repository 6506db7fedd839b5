import ast
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from pkgutil import resolve_name
from types import ModuleType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import sentiment

ROOT = Path(__file__).parents[1]
SCRIPTS = [path for folder in ("benchmarks", "docs", "model") for path in sorted((ROOT / folder).glob("*.py"))]
HEAVY = ("torch", "transformers", "datasets", "openvino", "sklearn", "scipy")


def test_public_names() -> None:
    assert sentiment.__all__ == [
        "Classifier", "Estimate", "SentimentError", "Summary", "audit", "check", "evaluate", "explain",
        "explain_comment", "model_folder", "prepare",
        "read", "regress", "report", "sample", "score", "summarize", "targets", "train",
        "write",
    ]  # fmt: skip


def test_every_public_name_resolves_and_is_documented() -> None:
    assert all(getattr(sentiment, name).__doc__ for name in sentiment.__all__)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_script_names_nothing_that_the_package_lacks(script: Path) -> None:
    tree = list(ast.walk(ast.parse(script.read_text(encoding="utf-8"))))
    imports = [node for node in tree if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("sentiment.")]
    known = {n.asname or n.name: resolve_name(f"{node.module}.{n.name}") for node in imports for n in node.names}
    used = [node for node in tree if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)]
    modules = [(known.get(node.value.id), node.attr) for node in used]
    assert [name for module, name in modules if isinstance(module, ModuleType) and not hasattr(module, name)] == []


def loaded(arguments: list[str], among: Sequence[str]) -> list[str]:
    """Return which of some modules a command imports."""
    code = (
        "import sys, sentiment\n"
        "from sentiment.cli.commands import app\n"
        f"try:\n    app({arguments})\nexcept SystemExit as ended:\n    assert not ended.code\n"
        f"print(*[m for m in {among} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1].split()


def test_import_and_help_load_nothing_heavy() -> None:
    assert loaded(["--help"], (*HEAVY, "numpy", "pyarrow", "pydantic")) == []


def test_a_report_of_what_is_scored_loads_neither_platforms_nor_a_model(tmp_path: Path) -> None:
    row = {"text": "good", "clean": "good", "language": "en", "copy_of": None, "model": "somebody/else@0123456789ab"}
    said = {"label": "positive", "p_negative": 0.1, "p_neutral": 0.1, "p_positive": 0.8}
    pq.write_table(pa.Table.from_pylist([{"id": str(i), **row, **said} for i in range(9)]), tmp_path / "scored.parquet")
    others = ("sentiment.reading.platforms.known", "sentiment.scoring.classifier", "pyarrow")
    report = ["report", str(tmp_path / "scored.parquet"), "-o", str(tmp_path / "report.json")]
    assert loaded(report, (*HEAVY, *others)) == ["pyarrow"]
