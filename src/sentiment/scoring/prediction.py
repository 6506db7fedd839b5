"""What a model says of texts: the answer with its labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Prediction:
    """What a model says of one text.

    Attributes:
        label: the likeliest; None where the text says nothing.
        probabilities: by label; empty where the text says nothing.
        windows: windows of the model that the text took.
    """

    label: str | None
    probabilities: dict[str, float]
    windows: int

    def __str__(self) -> str:
        """Read as `positive 0.93`."""
        return f"{self.label} {self.probabilities[self.label]:.2f}" if self.label else "nothing to label"


@dataclass(frozen=True)
class Predictions(Sequence[Prediction]):
    """What a model says of several texts, in their order; each item is a `Prediction`.

    Attributes:
        labels: in the order of the columns of `probabilities`.
        probabilities: (texts, labels); NaN in the rows of texts that say nothing.
        windows: (texts,) windows of the model that each took; 0 where there is nothing to label.
    """

    labels: tuple[str, ...]
    probabilities: npt.NDArray[np.float64]
    windows: npt.NDArray[np.int64]

    @property
    def label(self) -> list[str | None]:
        """The likeliest label of each text."""
        return [one.label for one in self]

    def __len__(self) -> int:
        """Count the texts."""
        return len(self.windows)

    @overload
    def __getitem__(self, place: int) -> Prediction: ...
    @overload
    def __getitem__(self, place: slice) -> "Predictions": ...
    def __getitem__(self, place: int | slice) -> "Prediction | Predictions":
        """Return what is said of one text, or of a slice of them."""
        if isinstance(place, slice):
            return Predictions(self.labels, self.probabilities[place], self.windows[place])
        shares, windows = self.probabilities[place], int(self.windows[place])
        if not windows:
            return Prediction(None, {}, 0)
        return Prediction(self.labels[shares.argmax()], dict(zip(self.labels, shares.tolist(), strict=True)), windows)
