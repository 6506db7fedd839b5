"""What the user asks of a model beside the tone, handed on as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Asked:
    """What to label beside the tone; see `sentiment.score`.

    Attributes:
        toward: events in a few words; the stance is toward each.
        emotion: label the emotion.
        irony: say how likely irony is.
        everything: both, and what heads of the user's own say.
        vectors: give a vector of each comment.
        own: where no event is named, the stance is toward the one in each row's column `toward`.
    """

    toward: tuple[str, ...] = ()
    emotion: bool = False
    irony: bool = False
    everything: bool = False
    vectors: bool = False
    own: bool = False

    @classmethod
    def of(
        cls,
        toward: str | Sequence[str] | None = None,
        *,
        emotion: bool = False,
        irony: bool = False,
        everything: bool = False,
        vectors: bool = False,
    ) -> Self:
        """Take one event, several or none."""
        events = (toward,) if isinstance(toward, str) else tuple(toward or ())
        return cls(tuple(event for event in events if event), emotion, irony, everything, vectors)


NOTHING_ELSE = Asked()
