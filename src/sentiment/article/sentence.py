"""A text in, its first or last sentence out."""

import re

ENDS = ".!?…"

_END = re.compile(r"(?<!\b\w)(?<!\b(?:Dr|Mr|Ms|St|Dç))(?<!\b(?:Mrs|Doç))(?<!\bProf)[.!?…]+(?=[\s”»\"]|$)")


def first_sentence(text: str) -> str:
    """Return the text up to the end of its first sentence."""
    match = _END.search(text)
    return text[: match.start()] if match else text


def last_sentence(text: str) -> str:
    """Return what follows the last end of a sentence; nothing where that is marks alone."""
    ends = [match.end() for match in _END.finditer(text)]
    last = text[ends[-1] if ends else 0 :].strip(' \n”»"')
    return last if last.strip(",;—–-") else ""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text as they are written, each with its end; a line break ends one too."""
    found = []
    for line in text.splitlines():
        ends = [0, *(match.end() for match in _END.finditer(line)), len(line)]
        found += [line[start:end].strip() for start, end in zip(ends, ends[1:], strict=False)]
    return [sentence for sentence in found if sentence]
