import subprocess
import sys

import sentiment

HEAVY = ("torch", "transformers", "datasets", "openvino", "sklearn", "scipy")


def test_public_names() -> None:
    assert sentiment.__all__ == [
        "Classifier", "Estimate", "SentimentError", "Summary", "audit", "check", "evaluate", "explain",
        "explain_comment", "prepare",
        "read", "regress", "report", "sample", "score", "summarize", "targets", "train",
        "write",
    ]  # fmt: skip


def test_every_public_name_resolves_and_is_documented() -> None:
    assert all(getattr(sentiment, name).__doc__ for name in sentiment.__all__)


def test_import_and_help_load_nothing_heavy() -> None:
    code = (
        "import sys, sentiment\n"
        "from sentiment.cli.commands import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print('loaded', [m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded []"
