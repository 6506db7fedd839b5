"""The table of all platforms.

Every function here is pure. `find` says which export a record comes from; the order of `EXPORTS` is the order in
which they are asked, the most particular first.
"""

from collections.abc import Mapping
from typing import Any

from sentiment.reading.platforms import (
    annotation,
    annotation_services,
    apify,
    app_store,
    bluesky,
    comment_engines,
    crowdtangle,
    discord,
    disqus,
    exportcomments,
    facepager,
    feeds,
    forums,
    fourcat,
    google,
    google_chat,
    mastodon,
    meta,
    meta_scrapers,
    reddit,
    signal,
    slack,
    telegram,
    tiktok,
    vk,
    whatsapp,
    x,
    x_tools,
    youtube,
)
from sentiment.reading.platforms._base import Document, Export, labelled

_NATIVE: tuple[Export, ...] = (
    *annotation.EXPORTS,
    *annotation_services.EXPORTS,
    *tiktok.EXPORTS,
    *youtube.EXPORTS,
    *discord.EXPORTS,
    *slack.EXPORTS,
    *google_chat.EXPORTS,
    *signal.EXPORTS,
    *telegram.EXPORTS,
    *bluesky.EXPORTS,
    *mastodon.EXPORTS,
    *vk.EXPORTS,
    *meta.EXPORTS,
    *meta_scrapers.EXPORTS,
    *forums.EXPORTS,
    *comment_engines.EXPORTS,
    *google.EXPORTS,
    *app_store.EXPORTS,
    *apify.EXPORTS,
    *facepager.EXPORTS,
    *exportcomments.EXPORTS,
    *crowdtangle.EXPORTS,
    *reddit.EXPORTS,
    *x_tools.EXPORTS,
    *x.EXPORTS,
    *fourcat.EXPORTS,
)
EXPORTS: tuple[Export, ...] = tuple(map(labelled, (*fourcat.wrapped(_NATIVE), *_NATIVE)))
DOCUMENTS: tuple[Document, ...] = (
    *x.DOCUMENTS,
    *disqus.DOCUMENTS,
    *comment_engines.DOCUMENTS,
    *signal.DOCUMENTS,
    *whatsapp.DOCUMENTS,
    *tiktok.DOCUMENTS,
    *annotation_services.DOCUMENTS,
    *feeds.DOCUMENTS,
)


def find(record: Mapping[str, Any]) -> Export | None:
    """Return the export that a record (see `Export.recognise`) comes from; None for a table of no platform."""
    return next((export for export in EXPORTS if export.recognise(record)), None)
