"""What comments are about, for the eye: a line a target, in 80 columns."""

from collections.abc import Iterable, Mapping

from sentiment.text import shorten, visible

WIDTH, NAME = 80, 24


def target_list(found: Iterable[tuple[str, int, Mapping[str, int]]]) -> str:
    """Return name, comments and other spellings of each target, the commonest spelling first."""
    lines = [f"{'target':<{NAME}} {'comments':>8}  also written"]
    for name, comments, spellings in found:
        others = ", ".join(other for other in spellings if other != name)
        lines.append(f"{shorten(name, NAME):<{NAME}} {comments:>8,}  {shorten(others, WIDTH - NAME - 11)}".rstrip())
    if len(lines) == 1:
        return "Nothing is named by three comments or more.\n"
    return "\n".join(map(visible, lines)) + "\n"
