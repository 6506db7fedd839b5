"""The comments with most likes, as a list."""

from collections.abc import Iterator

from sentiment.rendering.document import Document
from sentiment.rendering.parts import Listing
from sentiment.rendering.translation import Phrases


def liked(document: Document, say: Phrases) -> Iterator[Listing]:
    """Yield the list, where any comment was liked."""
    rows = [
        (round(c["likes"]), c["text"], say.name(c["label"]), c["url"] or f"id {c['id']}") for c in document["liked"]
    ]
    if rows:
        yield Listing(say("The most liked comments"), (say("likes"), say("text"), say("label"), say("where")), rows)
