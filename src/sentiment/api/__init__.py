"""The library's functions, a command each: comments in, result out. Keywords are named like the command's options."""

from typing import TYPE_CHECKING

from sentiment.lazy import names

if TYPE_CHECKING:
    from sentiment.api.auditing import audit as audit
    from sentiment.api.auditing import sample as sample
    from sentiment.api.checking import check as check
    from sentiment.api.explaining import explain_comment as explain_comment
    from sentiment.api.labelling import at_hand as at_hand
    from sentiment.api.labelling import prepare as prepare
    from sentiment.api.labelling import score as score
    from sentiment.api.labelling import score_on_cluster as score_on_cluster
    from sentiment.api.learning import evaluate as evaluate
    from sentiment.api.learning import train as train
    from sentiment.api.listener import Listener as Listener
    from sentiment.api.regressing import regress as regress
    from sentiment.api.reporting import report as report
    from sentiment.api.reporting import summarize as summarize
    from sentiment.api.targeting import targets as targets

_HOME = {
    "Listener": "listener",
    "at_hand": "labelling",
    "audit": "auditing",
    "check": "checking",
    "evaluate": "learning",
    "explain_comment": "explaining",
    "prepare": "labelling",
    "regress": "regressing",
    "report": "reporting",
    "sample": "auditing",
    "score": "labelling",
    "score_on_cluster": "labelling",
    "summarize": "reporting",
    "targets": "targeting",
    "train": "learning",
}

__all__ = sorted(_HOME)
__getattr__, __dir__ = names(__name__, _HOME)
