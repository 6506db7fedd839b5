"""What the library says while it works, printed: notes, what was read, bars."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.abc import MetaPathFinder

from sentiment.api.listener import Listener
from sentiment.cli import progress
from sentiment.cli.exit import say
from sentiment.reading import log
from sentiment.reading.log import Reading

VERBS = {"steps": "training"}  # of the other units: scoring


@contextmanager
def hearing(readings: list[Reading], *, quiet: bool = False) -> Iterator[Listener]:
    """Give a listener that prints what it hears on standard error; bars end with the block.

    Args:
        readings: what is read is appended to it.
        quiet: say nothing about reading.
    """
    _arrow_alone()
    with ExitStack() as bars:
        yield _Printed(readings, bars, quiet)


class _NoPandas(MetaPathFinder):
    """Finds that there is no pandas."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def _arrow_alone() -> None:
    """Make the first array while pandas is hidden, since Arrow imports it with that one: 0.2 s.

    Arrow looks again when somebody asks it for a data frame.
    """
    import pyarrow as pa

    hidden = _NoPandas()
    sys.meta_path.insert(0, hidden)
    pa.array([None])
    sys.meta_path.remove(hidden)


class _Printed(Listener):
    def __init__(self, readings: list[Reading], bars: ExitStack, quiet: bool) -> None:
        self._readings, self._bars, self._quiet = readings, bars, quiet

    def read(self, reading: Reading) -> None:
        self._readings.append(reading)
        for sentence in () if self._quiet else log.told(reading.files):
            self.note(sentence)

    def note(self, sentence: str) -> None:
        say(f"note: {sentence}")

    def work(self, total: int, unit: str) -> Callable[[int], None]:
        show = self._bars.enter_context(progress.bar(VERBS.get(unit, "scoring"), unit))
        done = 0

        def advance(more: int) -> None:
            nonlocal done
            done += more
            show(done, total)

        return advance
