"""The library's functions, a command each: comments in, result out. Keywords are named like the command's options."""

from sentiment.api.auditing import audit, sample
from sentiment.api.checking import check
from sentiment.api.labelling import at_hand, prepare, score, score_on_cluster
from sentiment.api.learning import evaluate, train
from sentiment.api.listener import Listener
from sentiment.api.regressing import regress
from sentiment.api.reporting import report, summarize
from sentiment.api.targeting import targets

__all__ = [
    "Listener", "at_hand", "audit", "check", "evaluate", "prepare", "regress", "report", "sample", "score",
    "score_on_cluster", "summarize", "targets", "train",
]  # fmt: skip
