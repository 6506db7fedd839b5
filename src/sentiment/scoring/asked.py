"""What the user asks of a model beside the tone, handed on as one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from sentiment.errors import DataError, ModelError

_DEVICES = re.compile(r"auto|cpu|mps|(?:cuda|xpu|hpu)(?::\d+)?")
_MEANT = {"gpu": "cuda", "nvidia": "cuda", "metal": "mps", "apple": "mps"}  # what people call them


def check_device(name: str) -> None:
    """Refuse a name that no device has; whether this machine has the device shows when a model is loaded.

    Raises:
        ModelError: it is none.
    """
    if not _DEVICES.fullmatch(name):
        hint = f"try --device {_MEANT.get(name.lower(), 'cpu')}"
        raise ModelError("a device that torch can use: auto, cpu, cuda, cuda:1 or mps", name, hint)


@dataclass(frozen=True, slots=True)
class Asked:
    """What to label beside the tone; see `sentiment.score`.

    Attributes:
        toward: events in a few words; the stance is toward each.
        contrary: of the events, in their order; the stance is then what is said of both.
        emotion: label the emotion.
        irony: say how likely irony is.
        everything: both, and what heads of the user's own say.
        vectors: give a vector of each comment.
        own: the stance is toward the event in each row's column `toward`.
    """

    toward: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
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
        contrary: str | Sequence[str] | None = None,
        emotion: bool = False,
        irony: bool = False,
        everything: bool = False,
        vectors: bool = False,
        own: bool = False,
    ) -> Self:
        """Take one event, several or none.

        Raises:
            DataError: events are named for all rows, and a column of those of each row as well; or there are more
                contraries than events.
        """
        events, contraries = listed(toward), listed(contrary)
        check_contraries(contraries, len(events))
        if events and own:
            raise DataError("events for all comments or a column of their own", "both", "leave out one of the two")
        return cls(events, contraries, emotion, irony, everything, vectors, own)


def listed(named: str | Sequence[str] | None) -> tuple[str, ...]:
    """Take one event, several or none."""
    return tuple(event for event in ((named,) if isinstance(named, str) else named or ()) if event)


def check_contraries(named: Sequence[str], events: int) -> None:
    """Refuse more contraries than there are events.

    Raises:
        DataError: there are.
    """
    if len(named) > events:
        hint = "name one contrary for each --toward, in their order"
        raise DataError(f"as many contraries as events ({events})", f"{len(named)}", hint)


NOTHING_ELSE = Asked()
