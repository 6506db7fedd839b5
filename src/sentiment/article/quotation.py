"""All quotes of a text, in order."""

from sentiment.article import speech
from sentiment.article.mark import paragraphs
from sentiment.article.name import people
from sentiment.article.paragraph import blocks_of
from sentiment.article.speech import Quote
from sentiment.article.teaser import without_teasers
from sentiment.text import fold

LONGEST = 4 << 20  # letters in an article
PULLED = 300  # letters of a quote that may be repeated in large type, and how many such are looked at


def quotes(document: str) -> list[Quote]:
    """Find the quotes of a news text (plain, Markdown or HTML, told apart by its tags), in order.

    Each has `text`, `author`, `group` and `position`; author and group are None where the article does not say.
    The parts of a quote that its attribution interrupts are one row, its paragraphs are kept apart by an empty line.
    """
    blocks = list(without_teasers(blocks_of(document)))
    known = people([block.text for block in blocks])
    rows: list[Quote] = []
    pulled: list[Quote] = []
    around = speech.Around()
    for position, block, spans in paragraphs(blocks):
        found, around = speech.read(block, spans, known, around)
        for row in found:
            row["position"] = position
            row["text"] = (row["text"] or "").removesuffix(",").strip()  # the comma belongs to the sentence around
        rows += found
        pulled += [row for row in found if block.kind == "quote" and not (row["author"] or row["group"])]
    return _without_repeats(rows, pulled)


def _without_repeats(rows: list[Quote], pulled: list[Quote]) -> list[Quote]:
    """Leave out what a block of quotation only repeats in large letters."""
    said = "|".join(fold(row["text"] or "") for row in rows)
    short = [row for row in pulled if len(row["text"] or "") <= PULLED][:PULLED]
    repeats = {id(row) for row in short if said.count(fold(row["text"] or "")) > 1}
    return [row for row in rows if id(row) not in repeats]
