"""A news page in, its paragraphs out: plain text, Markdown or HTML."""

import re
from typing import NamedTuple

_HTML = re.compile(r"\A\s*<[a-z!?]+[\s>]|<(?:html|body|article|p)[\s>]", re.I)
# Soft hyphens and joiners, which a page puts into words.
_INSIDE_WORDS = re.compile("[\u00ad\u200b\u2060\ufeff]")

_PREFIX = re.compile(
    r"(?:(?P<heading>#{1,6}\s)|(?P<quote>>\s?)|(?P<dash>(?:[—–]{1,2}|--)\s)|(?P<item>[*+•·-]\s|\d{1,3}[.)]\s))"
)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\]\([^()\s]{0,400}(?: \"[^\"\n]{0,200}\")?\)")
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,400})\1(?![\w*])|(?<!\w)(__?)(?=[^\s_])([^_\n]{1,400})\3(?!\w)"
)


class Block(NamedTuple):
    """A paragraph without its Markdown."""

    text: str
    kind: str  # text, heading, quote, dash, item


def blocks_of(document: str) -> list[Block]:
    """Cut a document into paragraphs; without empty lines every line is one."""
    if _HTML.search(document):
        from sentiment.article.page import markdown  # its parser is slow to import, and few texts are pages

        document = markdown(document)
    lines = [line.strip() for line in _INSIDE_WORDS.sub("", document).strip().splitlines()]
    wrapped = "" in lines
    blocks: list[Block] = []
    current: list[str] = []
    kind = "text"
    for line in [*lines, ""]:
        match = _PREFIX.match(line + " ")
        new = match.lastgroup or "" if match else "text"
        body = line[match.end() :].strip() if match else line
        if new == kind == "quote" and current:
            ends = False
        else:
            ends = not wrapped or not line or match is not None or kind == "heading"
        if ends or (body and body[0] in '“„«"' and current and current[-1].rstrip('”»“"')[-1:] in tuple(".!?…:")):
            if current:
                blocks.append(Block(_plain(" ".join(current).replace(" \n\n ", "\n\n")), kind))
            current = []
        if body:
            kind = kind if current else new
            current.append(body)
        elif current:
            current.append("\n\n")  # between two paragraphs of one block of quotation
    return [block for block in blocks if block.text]


def _plain(text: str) -> str:
    """Drop Markdown's links and emphasis."""
    text = _LINK.sub(r"\1", text) if "](" in text else text
    return _EMPHASIS.sub(lambda match: match[2] or match[4], text).strip()
