"""An article without quotes in, what it holds instead out."""

from sentiment.article.mark import paragraphs, scan
from sentiment.article.paragraph import blocks_of
from sentiment.errors import ReadError


def missing(document: str, name: str) -> ReadError:
    """Say what was found in the article `name`, in which `quotes` finds nothing, and what to type next."""
    pairs, loose, dashes = [], [], 0
    for position, block, spans in paragraphs(blocks_of(document)):
        pairs += [block.text[start:end] for start, end in spans]
        loose += [] if scan(block.text).paired else [position]
        dashes += block.kind == "dash"
    found = [f"{len(pairs):,} between marks that nobody is said to speak, the first {pairs[0][:80]}"] if pairs else []
    found += [f"a mark without its partner in paragraph {', '.join(map(str, loose[:3]))}"] if loose else []
    found += [f"{dashes:,} after a dash without a speaker"] if dashes else []
    told = f"in {name} {', '.join(found)}" if found else f"{name} without any of these marks"
    hint = "write who speaks beside the quote, as in: Blogger Jane Roe wrote: “…”; or leave --article out"
    if not found:
        hint = "leave --article out"
    return ReadError("quotes between marks, such as “ ” or « », or after a dash, with who said them", told, hint)
