"""Quotation marks in, their pairs out; paragraphs that one quote fills are joined."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sentiment.article.paragraph import Block
from sentiment.article.speaker import reports

FAR = 2000  # letters in which the partner of an outer mark is looked for
REACH = 12  # a quote runs over at most so many paragraphs

_MARK = re.compile('[“”„"«»]')
_CLOSERS = {"“": '”"', "„": '“”"', "«": "»", '"': '"', "”": "”"}


class Span(NamedTuple):
    """A quote with its marks."""

    start: int  # of the opening mark
    end: int  # after the closing mark


class Scan(NamedTuple):
    """The outermost pairs of a paragraph; `opened` is a mark left open, `broken` that a mark closes nothing."""

    spans: list[Span]
    opened: int | None
    broken: bool

    @property
    def paired(self) -> bool:
        """Say whether every mark has its partner."""
        return self.opened is None and not self.broken


def scan(text: str) -> Scan:
    """Pair the marks of a paragraph."""
    spans: list[Span] = []
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        left = before.isspace() or before in "([{—–-/“«„" or bool(stack and stack[-1][1] == at - 1)
        right = not (after.isspace() or after in ",.;:!?…)»”")
        if mark in "«„" or (mark == "“" and (left or not stack)) or (left and right and mark == '"'):
            stack.append((mark, at))
        elif mark == "”" and not stack and left and right:
            stack.append((mark, at))
        else:
            level = next(
                (i for i in range(len(stack) - 1, max(-1, len(stack) - 4), -1) if mark in _CLOSERS[stack[i][0]]), -1
            )
            if level < 0 and mark == '"' and (before.isdigit() or stack):
                continue  # inches, or a stray mark inside others
            if level < 0:
                return Scan(spans, None, True)
            if level and (gap := re.match(r"[,.!?…]?\s[—–-]\s", text[at + 1 : at + 5])):
                said = reports(text[at + 1 + gap.end() : at + 60], within=3)
                if said and not _closes_later(text[at + 1 : at + FAR], stack[0][0]):
                    level = 0  # «газета «Правда», — сказал
            if level == 0:
                spans.append(Span(stack[0][1], at + 1))
            del stack[level:]
    return Scan(spans, stack[0][1] if stack else None, False)


def _closes_later(rest: str, mark: str) -> bool:
    """Say whether the outer mark has its partner further on: «сказал: „Да“, — смеётся он. — Пусть»."""
    return mark not in _CLOSERS[mark] and sum(map(rest.count, _CLOSERS[mark])) > rest.count(mark)


def paragraphs(blocks: list[Block]) -> Iterator[tuple[int, Block, list[Span]]]:
    """Join the paragraphs over which a quote runs; those whose marks do not pair come without spans."""
    scans = [scan(block.text) for block in blocks]
    i = 0
    while i < len(blocks):
        position, (text, kind), found = i + 1, blocks[i], scans[i]
        while found.opened is not None and text[: found.opened].rstrip()[-1:] in ':,.!?…—–-”»"':
            mark = text[found.opened]
            within = range(i + 1, min(position - 1 + REACH, len(blocks)))
            last = _closing(blocks, scans, within, mark) if kind in ("text", "quote") else None
            if last is None:
                break
            text = "\n\n".join([text, *(block.text.removeprefix(mark) for block in blocks[i + 1 : last + 1])])
            found, i = scan(text), last
        yield position, Block(text, kind), found.spans if found.paired else []
        i += 1


def _closing(blocks: list[Block], scans: list[Scan], within: range, mark: str) -> int | None:
    """Return the paragraph that closes what the one before `within` left open.

    Either each paragraph opens with the mark again and only the last closes it, or those in between have no marks.
    """
    again = bool(within) and blocks[within[0]].text.startswith(mark)
    for j in within:
        (text, kind), found = blocks[j], scans[j]
        if kind != blocks[within[0] - 1].kind or text.startswith(mark) != again:
            return None
        if again and found.opened != 0:
            return j if found.spans and found.spans[0].start == 0 and not found.broken else None
        if not again and (found.spans or not found.paired):
            return j if not found.paired and _closes(text, found.spans, mark) else None
    return None


def _closes(text: str, inner: list[Span], mark: str) -> bool:
    """Say whether a paragraph closes the mark; one that quotes somebody else first does not."""
    carried = scan(mark + text)
    quotes = any(text[: span.start].rstrip().endswith((":", ",")) for span in inner)
    return bool(carried.spans) and carried.spans[0].start == 0 and not carried.broken and not quotes


def outside(text: str, spans: list[Span]) -> str:
    """Return what stands outside the marks."""
    borders = [0, *(border for span in spans for border in span), len(text)]
    return " ".join(text[start:end] for start, end in zip(borders[::2], borders[1::2], strict=True))
