"""A tiny model folder, made in the process; no test needs the network or the real weights unless it is marked so."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from support import HOSTILE, LABELS, add_heads, make_model

if TYPE_CHECKING:
    from sentiment.scoring.classifier import Classifier

# Models of sixteen dimensions gain nothing by threads, which only spin: no thread pool starts before this.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
os.environ["HF_HUB_OFFLINE"] = "1"
settings.register_profile("any machine", deadline=None)  # a busy one is no failure
settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory):
    """Keep converted models out of the user's cache folder."""
    old = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    yield
    os.environ.pop("XDG_CACHE_HOME")
    if old:
        os.environ["XDG_CACHE_HOME"] = old


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("models") / "tiny", LABELS)


@pytest.fixture(scope="session")
def headed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return add_heads(make_model(tmp_path_factory.mktemp("models") / "headed", LABELS))


@pytest.fixture(scope="session")
def classifier(tiny: Path) -> "Classifier":
    from sentiment.scoring.classifier import Classifier

    return Classifier.load(tiny)


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    """A CSV with what goes wrong in every file: an empty row, a copy, a link alone."""
    path = tmp_path / "comments.csv"
    path.write_text(
        "id,text,group,author,gold\n"
        "1,TikTok good good!,fan,ann,positive\n"
        "2,bad bad pis,critic,bob,negative\n"
        "3,,fan,cem,\n"
        "4,TikTok GOOD good,fan,dan,positive\n"
        "5,https://example.org,critic,eve,\n"
        "6,plain TikTok.,critic,bob,neutral\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture(params=range(len(HOSTILE)), ids=lambda i: f"hostile{i}")
def hostile(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: packed ones hold the time they were packed at, and no two workers agree on it."""
    return argname if isinstance(val, bytes) else None
