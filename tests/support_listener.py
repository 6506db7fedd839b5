"""A listener that remembers."""

from collections.abc import Callable

from sentiment.api import Listener
from sentiment.reading.log import Reading


class Heard(Listener):
    """All that a listener is told."""

    def __init__(self) -> None:
        self.totals: list[tuple[int, str]] = []
        self.done = 0
        self.notes: list[str] = []
        self.readings: list[Reading] = []

    def read(self, reading: Reading) -> None:
        self.readings.append(reading)

    def note(self, sentence: str) -> None:
        self.notes.append(sentence)

    def work(self, total: int, unit: str) -> Callable[[int], None]:
        self.totals.append((total, unit))

        def advance(done: int) -> None:
            self.done += done

        return advance
