"""What a function says while it works, to whoever wants to hear it."""

from collections.abc import Callable

from sentiment.reading.intake import warn_of_rejects
from sentiment.reading.log import Reading


class Listener:
    """Hears what a function says while it works. This one warns of rows that could not be read, and no more.

    Override what you want to hear.
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
        return lambda done: None


QUIET = Listener()
