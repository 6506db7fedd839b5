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
    """

    toward: tuple[str, ...] = ()
    emotion: bool = False
    irony: bool = False
    everything: bool = False

    @classmethod
    def of(
        cls,
        toward: str | Sequence[str] | None = None,
        *,
        emotion: bool = False,
        irony: bool = False,
        everything: bool = False,
    ) -> Self:
        """Take one event, several or none."""
        events = (toward,) if isinstance(toward, str) else tuple(toward or ())
        return cls(tuple(event for event in events if event), emotion, irony, everything)


NOTHING_ELSE = Asked()
