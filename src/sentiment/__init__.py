"""What people said, counted honestly: comments in, a reaction summary with intervals and quotes out."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sentiment.analysis import analyze as analyze
    from sentiment.analysis import evaluate as evaluate
    from sentiment.analysis import train as train
    from sentiment.attribution import explain as explain
    from sentiment.audit import sample as sample
    from sentiment.classifier import Classifier as Classifier
    from sentiment.corpus import prepare as prepare
    from sentiment.errors import SentimentError as SentimentError
    from sentiment.estimate import Estimate as Estimate
    from sentiment.output import write as write
    from sentiment.source import read as read
    from sentiment.summary import Summary as Summary
    from sentiment.summary import summarize as summarize

# A name is imported when it is first asked for, so that `sentiment --help` waits for nothing it does not need.
_HOME = {
    "Classifier": "classifier",
    "Estimate": "estimate",
    "SentimentError": "errors",
    "Summary": "summary",
    "analyze": "analysis",
    "evaluate": "analysis",
    "explain": "attribution",
    "prepare": "corpus",
    "read": "source",
    "sample": "audit",
    "summarize": "summary",
    "train": "analysis",
    "write": "output",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
