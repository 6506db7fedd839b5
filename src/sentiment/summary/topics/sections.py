"""What recurs in the comments: themes, where and when they are spoken of, and reasons, all of one clustering."""

from collections.abc import Container

import pyarrow as pa
import pyarrow.compute as pc

from sentiment.rendering.document import Recurring
from sentiment.summary.material import Material
from sentiment.summary.method import Method
from sentiment.summary.topics.cells import cells, theme_differences
from sentiment.summary.topics.clustering import Embed, clustered
from sentiment.summary.topics.reasons import reasons
from sentiment.summary.topics.themes import named, themes


def recurring(found: Material, method: Method, embed: Embed | None, unread: Container[str] = ()) -> Recurring:
    """Return what recurs; nothing where there is no model to say what is alike, or there are too few texts.

    Args:
        found: the table.
        method: how it is grouped.
        embed: the model's vectors.
        unread: columns of stance toward events that the model does not read.
    """
    nothing: Recurring = {"themes": None, "theme_cells": [], "theme_differences": [], "reasons": None}
    if embed is None:
        return nothing
    texts = pc.fill_null(found.table["text"].cast(pa.string()), "")
    groups = clustered(texts, found.rows, found.evidence.texts, found.evidence.languages[1], embed)
    if groups is None:
        return {**nothing, "themes": [], "reasons": []}
    by, largest = method.columns(found.table.column_names), named(found, groups)
    members = [rows for *_, rows in largest]
    return {
        "themes": themes(found, groups, largest),
        "theme_cells": cells(found, members, [float(groups.swing[k]) for k, *_ in largest], by, method.floor),
        "theme_differences": theme_differences(found, members, by, method.floor),
        "reasons": reasons(found, groups, [k for k, *_ in largest], by=by, floor=method.floor, unread=unread),
    }
