"""What a function says while it works, to whoever wants to hear it."""

import sys
from collections.abc import Callable

from sentiment.reading.log import Reading, warn_of_rejects


class Listener:
    """Hears what a function says while it works. This one warns of rows that could not be read.

    In a notebook it shows a bar with pace and time left. Override what you want to hear.
    """

    def read(self, reading: Reading) -> None:
        """Hear how comments were read: formats, repairs, rows that could not be read."""
        warn_of_rejects(reading)

    def note(self, sentence: str) -> None:
        """Hear a sentence for the user."""

    def work(self, total: int, unit: str) -> Callable[[int], None]:
        """Hear that long work begins.

        Args:
            total: how much there is to do.
            unit: of it: texts, rows, steps.

        Returns:
            What is called with how much was done since the last call.
        """
        return _bar(total, unit) if _in_notebook() else lambda done: None


QUIET = Listener()


def _in_notebook() -> bool:
    """Tell whether the code runs in a cell; IPython on a terminal has no kernel."""
    known = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)
    return hasattr(known(), "kernel")


def _bar(total: int, unit: str) -> Callable[[int], None]:
    """Return what moves a bar below the cell; it is text, which every notebook shows."""
    from tqdm import tqdm

    bar = tqdm(total=total, unit=f" {unit}", file=sys.stdout)

    def advance(done: int) -> None:
        bar.update(done)
        if bar.n >= total:
            bar.close()

    return advance
