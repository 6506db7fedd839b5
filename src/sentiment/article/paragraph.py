"""A news page in, its paragraphs out: plain text, Markdown or HTML."""

import html
import re
from typing import NamedTuple

_HTML = re.compile(r"\A\s*<[a-z!?]+[\s>]|<(?:html|body|article|p)[\s>]", re.I)
_TAG = re.compile(r"""<(/?)([a-z][a-z0-9-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>|<[a-z/!?][^<>]*>""", re.I)
_DROPPED = frozenset("script style noscript template svg nav footer aside form head button select iframe".split())
_INLINE = frozenset("a abbr b bdi br cite code em font i img mark q s small span strong sub sup time u wbr".split())
_PREFIXES = {f"h{level}": "# " for level in range(1, 7)} | {"li": "* ", "blockquote": "> "}

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
        document = _from_html(document)
    lines = [line.strip() for line in document.strip().splitlines()]
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


def _from_html(document: str) -> str:
    """Write the paragraphs of a page as lines of Markdown; linear whatever the page, where html.parser is not."""
    opening, closing = document.find("<article"), document.rfind("</article")
    document = document[opening : closing if closing > opening else None] if opening >= 0 else document
    head, *others = document.split("<!--")
    document = head + "".join(other.partition("-->")[2] for other in others)
    lines: list[list[str]] = []
    line: list[str] = []
    prefix, dropped, depth, quoted, at = "", "", 0, 0, 0
    for match in [*_TAG.finditer(document), None]:
        if not dropped:
            line.append(re.sub(r"\s+", " ", document[at : match.start() if match else None]))
        if match:
            at = match.end()
        name, closes = (match[2] or "").lower() if match else "p", bool(match and match[1])
        if dropped:
            depth += 0 if name != dropped else -1 if closes else 1
            dropped = dropped if depth else ""
        elif name in _DROPPED and not closes:
            dropped, depth = name, 1
        elif name in _INLINE:
            line.append({"br": "\n", "q": "”" if closes else "“"}.get(name, ""))
        else:
            if text := "".join(line).strip():
                if quoted and not prefix and lines:
                    lines[-1] += ("\n>\n> ", text)
                else:
                    lines.append([prefix, text])
                prefix = ""
            line = []
            prefix = "" if closes and name in _PREFIXES else _PREFIXES.get(name, prefix)
            quoted = max(0, quoted + (-1 if closes else 1)) if name == "blockquote" else quoted
    return html.unescape("\n\n".join(map("".join, lines)))
