"""The comments with most likes: `liked` of the document."""

import numpy as np

from sentiment.rendering.discussion import Liked
from sentiment.summary.material import Material

MOST = 10


def liked(found: Material) -> list[Liked]:
    """Return the scored comments with most likes, each text once; none where nothing was liked."""
    likes = found.quotes.likes
    rows = found.rows[likes[found.rows] > 0]
    rows = rows[np.lexsort((found.evidence.ranked(rows), -likes[rows]))]
    rows = rows[np.sort(np.unique(found.evidence.texts[rows], return_index=True)[1])][:MOST]
    return [
        {
            **found.quotes.named(int(row)),
            "likes": float(likes[row]),
            "label": found.labels[found.evidence.predicted[row]],
            "url": found.quotes.url(int(row)),
        }
        for row in rows
    ]
