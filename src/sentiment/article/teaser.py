"""Paragraphs in, the same without those that only lead to other articles: READ ALSO: “They took our voice”."""

import re
from collections.abc import Iterator

from sentiment.article.paragraph import Block

LONGEST = 200  # letters of the headline of another article
_LABEL = re.compile(
    r"\W{0,3}(?:read (?:also|more|next)|also read|see also|related (?:articles|stories|news)|more on this"
    r"|(?:həmçinin |bunu da |ətraflı |davamını )?oxuyun|(?:oxşar|əlaqəli) xəbər\w*|(?:ayrıca |bunu da )?okuyun"
    r"|ilgili haber\w*|benzer haber\w*|(?:читайте|смотрите) (?:также|ещё|еще|по теме)|(?:материалы )?по теме)"
    r"\s{0,2}(?:[:>|—–-]|(?=[“\"«„])|$)",
    re.I,
)


def without_teasers(blocks: list[Block]) -> Iterator[Block]:
    """Yield the paragraphs in their places, those that lead elsewhere as empty ones."""
    leads = ""
    for block in blocks:
        label = _LABEL.match(block.text)
        headline = leads == "label" and len(block.text) <= LONGEST and block.text[-1] != "."
        if label or headline or (leads and block.kind == "item"):
            leads = "label" if label and label.end() == len(block.text) else "item"
            yield Block("", "text")
        else:
            leads = ""
            yield block
