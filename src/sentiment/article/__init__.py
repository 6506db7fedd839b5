"""News text in, attributed quotes out: whose words stand between the marks, and in what role they speak.

Nothing here is guessed: a speaker who is not named beside the quote is None. The words it goes by are in `reporting`
and `role`.
"""

from sentiment.article import speech
from sentiment.article.bracket import without_brackets as without_brackets
from sentiment.article.mark import paragraphs, scan
from sentiment.article.paragraph import blocks_of
from sentiment.article.speaker import people
from sentiment.article.speech import Quote as Quote
from sentiment.errors import ReadError

LONGEST = 4 << 20  # letters in an article


def quotes(document: str) -> list[Quote]:
    """Find the quotes of a news text (plain, Markdown or HTML, told apart by its tags), in order.

    Each has `text`, `author`, `group` and `position`; author and group are None where the article does not say.
    The parts of a quote that its attribution interrupts are one row, its paragraphs are kept apart by an empty line.
    """
    blocks = blocks_of(document)
    known = people([block.text for block in blocks])
    rows: list[Quote] = []
    around = speech.Around()
    for position, block, spans in paragraphs(blocks):
        found, around = speech.read(block, spans, known, around)
        for row in found:
            row["position"] = position
            row["text"] = (row["text"] or "").removesuffix(",").strip()  # the comma belongs to the sentence around
        rows += found
    return rows


def without_quotes(document: str, name: str) -> ReadError:
    """Say what an article holds in which `quotes` finds nothing."""
    blocks = blocks_of(document)
    scans = [scan(block.text) for block in blocks]
    pairs = [block.text[slice(*span)] for block, found in zip(blocks, scans, strict=True) for span in found.spans]
    loose = [position for position, found in enumerate(scans, 1) if not found.paired]
    dashes = sum(block.kind == "dash" for block in blocks)
    found = [f"{len(pairs):,} in {name} that nobody is said to have spoken, such as {pairs[0][:80]}"] if pairs else []
    found += (
        [f"a mark without its partner in {len(loose):,} paragraphs, the first in paragraph {loose[0]}"] if loose else []
    )
    found += [f"{dashes:,} paragraphs after a dash, without a speaker"] if dashes else []
    return ReadError(
        "quotes between marks, such as “ ” or « », or after a dash, and who said them",
        "; ".join(found) or f"{name} without such marks",
        "write the speaker beside the quote (Blogger Jane Roe wrote: “…”), or leave --article out"
        if found
        else "leave --article out",
    )
