"""What people said, counted honestly: comments in, a reaction summary with intervals and quotes out."""

from typing import TYPE_CHECKING

from sentiment.lazy import names

if TYPE_CHECKING:
    from sentiment.api import audit as audit
    from sentiment.api import check as check
    from sentiment.api import evaluate as evaluate
    from sentiment.api import explain_comment as explain_comment
    from sentiment.api import prepare as prepare
    from sentiment.api import regress as regress
    from sentiment.api import report as report
    from sentiment.api import sample as sample
    from sentiment.api import score as score
    from sentiment.api import summarize as summarize
    from sentiment.api import targets as targets
    from sentiment.api import train as train
    from sentiment.errors import SentimentError as SentimentError
    from sentiment.estimation.estimators import Estimate as Estimate
    from sentiment.reading.reader import read as read
    from sentiment.scoring.classifier import Classifier as Classifier
    from sentiment.scoring.expansion import model_folder as model_folder
    from sentiment.scoring.explanation import explain as explain
    from sentiment.summary.summary import Summary as Summary
    from sentiment.table.writers import write as write

_HOME = {
    "Classifier": "scoring.classifier",
    "Estimate": "estimation.estimators",
    "SentimentError": "errors",
    "Summary": "summary.summary",
    "audit": "api",
    "check": "api",
    "evaluate": "api",
    "explain": "scoring.explanation",
    "explain_comment": "api",
    "model_folder": "scoring.expansion",
    "prepare": "api",
    "read": "reading.reader",
    "regress": "api",
    "report": "api",
    "sample": "api",
    "score": "api",
    "summarize": "api",
    "targets": "api",
    "train": "api",
    "write": "table.writers",
}

__all__ = sorted(_HOME)
__getattr__, __dir__ = names(__name__, _HOME)
