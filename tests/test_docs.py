"""The documentation names what is there."""

import inspect
import pkgutil
import re
from pathlib import Path

import pytest

import sentiment

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "sentiment"
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(set(sentiment.__all__) - {"SentimentError"}))
def test_every_public_name_stands_on_the_api_page(name: str) -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert re.search(rf"^::: sentiment\.[\w.]*\b{name}$", page, re.MULTILINE)


def test_everything_that_the_api_page_shows_is_there() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for path, options in re.findall(r"^::: (\S+)\n((?:    .*\n)*)", page, re.MULTILINE):
        found = pkgutil.resolve_name(path)
        members = re.findall(r"\w+", options.partition("members:")[2])
        assert [name for name in members if not hasattr(found, name)] == [], path


@pytest.mark.parametrize("name", sorted(set(sentiment.__all__)))
def test_no_public_function_takes_whatever_it_is_given(name: str) -> None:
    found = getattr(sentiment, name)
    functions = [found] if inspect.isfunction(found) else [f for _, f in inspect.getmembers(found, inspect.isroutine)]
    own = [f for f in functions if (getattr(f, "__module__", None) or "").startswith("sentiment.")]
    assert [f.__qualname__ for f in own if inspect.Parameter.VAR_KEYWORD in kinds(f)] == []


def kinds(function: object) -> set[object]:
    return {parameter.kind for parameter in inspect.signature(function).parameters.values()}


def test_every_file_that_the_architecture_names_is_there() -> None:
    named = set(re.findall(r"`((?:[\w/]+/)?\w+\.(?:py|json|npz|md|toml))`", ARCHITECTURE))
    packages = [path for path in SOURCE.rglob("*") if path.is_dir()]
    places = [ROOT, SOURCE, ROOT / "docs", *packages]
    missing = [name for name in named if not any((place / name).is_file() for place in places)]
    assert [name for name in missing if not re.search(r"[A-Z]{4}", name)] == []
    assert len(named) > 30


def test_every_package_is_on_a_floor() -> None:
    packages = {p.name for p in SOURCE.iterdir() if p.is_dir() and (p / "__init__.py").is_file()}
    table = ARCHITECTURE.split("## The road")[0]
    assert [name for name in packages if f"`{name}`" not in table] == []


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_every_test_and_benchmark_that_a_page_names_is_there(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:tests|benchmarks|model|notebooks)/[\w/.]+\.(?:py|jsonl?|md|ipynb))`", text)
    assert [name for name in named if not (ROOT / name).is_file() and not re.search("[A-Z]{4}", name)] == []
