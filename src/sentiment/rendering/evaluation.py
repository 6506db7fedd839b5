"""How a model did on labels by hand, for the eye: what `sentiment.evaluate` returns, in a screenful."""

from collections.abc import Iterator, Mapping
from typing import Any

from sentiment.text import visible

WIDTH, CELL = 80, 10
MOST = 7  # languages that are shown
Figures = Mapping[str, Any]  # as `sentiment.evaluate` returns them


def evaluation(found: Figures) -> str:
    """Return figures overall, confusion counts, and figures of the commonest languages."""
    return "\n".join(visible(line)[:WIDTH] for line in _lines(found)) + "\n"


def _lines(found: Figures) -> Iterator[str]:
    model, overall, labels = found["model"], found["overall"], found["labels"]
    yield f"{model['name']} {(model['digest'] or '')[:12]}" + (f", head {found['task']}" if "task" in found else "")
    yield f"{overall['n']:,} labelled comments"
    yield f"  accuracy           {overall['accuracy']:.3f}"
    yield f"    95 % interval    {_interval(overall)}"
    yield f"  macro-F1           {overall['macro_f1']:.3f}"
    yield f"  calibration error  {found['calibration_error']:.3f}"
    yield ""
    yield "By hand (rows), by the model (columns)"
    width = max(map(len, labels))
    yield f"  {'':<{width}} " + "".join(f"{label[: CELL - 1]:>{CELL}}" for label in labels)
    for label, row in zip(labels, overall["confusion"], strict=True):
        yield f"  {label:<{width}} " + "".join(f"{n:>{CELL},}" for n in row)
    yield ""
    yield f"{'Language':<10}{'n':>8}{'accuracy':>10}{'95 % interval':>18}{'macro-F1':>10}"
    languages = list(found["languages"].items())
    for code, part in languages[:MOST]:
        yield f"{code:<10}{part['n']:>8,}{part['accuracy']:>10.3f}{_interval(part):>18}{part['macro_f1']:>10.3f}"
    if len(languages) > MOST:
        yield f"and {len(languages) - MOST} more languages"
    yield ""
    yield "All of it as JSON: -o evaluation.json"


def _interval(part: Figures) -> str:
    low, high = part["accuracy_interval"]
    return f"{low:.3f} to {high:.3f}"
