"""What the user asks of a model beside the tone, handed on as one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Self

from sentiment.errors import DataError, ModelError
from sentiment.text import clean, fold

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
        contrary: of the events, in their order, empty where one has none; the stance is then what is said of both.
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
            DataError: events are named for all rows, and a column of those of each row as well; or events and
                contraries are not what `paired` takes.
        """
        if own and toward:
            raise DataError("events for all comments or a column of their own", "both", "leave out one of the two")
        if own and contrary:
            hint = "leave out --contrary, or name the event in the place of the column: --toward EVENT"
            raise DataError("one event, to have a contrary", "a column of events", hint)
        events, contraries = paired(toward, contrary)
        return cls(events, contraries, emotion, irony, everything, vectors, own)


def paired(
    toward: str | Sequence[str] | None, contrary: str | Sequence[str] | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return one event, several or none, each once, and their contraries in the same order, empty where one has none.

    Raises:
        DataError: an event says nothing or has two contraries, or `check_contraries` refuses one.
    """
    events, contraries = _several(toward), listed(contrary)
    if not all(map(clean, events)):
        raise DataError("an event in a few words", "an empty one", 'name it: --toward "TikTok was unblocked"')
    check_contraries(contraries, events)
    of: dict[str, tuple[str, str]] = {}
    for event, other in zip_longest(events, contraries, fillvalue=""):
        first, known = of.setdefault(clean(event), (event, other))
        if known and other and fold(clean(known)) != fold(clean(other)):
            raise DataError(f"one contrary of {event!r}", f"{known!r} and {other!r}", "leave out one of them")
        of[clean(event)] = first, known or other
    told = [other for _, other in of.values()]
    return tuple(event for event, _ in of.values()), tuple(told) if any(told) else ()


def listed(contrary: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return one contrary, several or none; one that says nothing, as for an event that has none, is empty.

    Raises:
        DataError: all of them say nothing.
    """
    told = tuple(other if clean(other) else "" for other in _several(contrary))
    if told and not any(told):
        raise DataError("the contrary of an event", "an empty one", 'name it: --contrary "TikTok was blocked"')
    return told


def check_contraries(named: Sequence[str], events: Sequence[str]) -> None:
    """Refuse more contraries than there are events, and an event as its own.

    Raises:
        DataError: there are.
    """
    if len(named) > len(events):
        hint = "name one contrary for each --toward, in their order"
        raise DataError(f"as many contraries as events ({len(events)})", f"{len(named)}", hint)
    for event, other in zip(events, named, strict=False):
        if other and fold(clean(event)) == fold(clean(other)):
            raise DataError(f"the contrary of {event!r}", "the event itself", "say in --contrary what would undo it")


def _several(named: str | Sequence[str] | None) -> tuple[str, ...]:
    return (named,) if isinstance(named, str) else tuple(named or ())


NOTHING_ELSE = Asked()
