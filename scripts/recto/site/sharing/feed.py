"""The newest questions as an Atom feed (RFC 4287), dated by the record of permalinks alone.

A question is identified by its URL, which never changes. Its answer is not in the feed.
"""

from __future__ import annotations

from collections.abc import Callable

from recto.bank import Bank
from recto.pages import page_path
from recto.pages.templates import fill
from recto.shelves import newest
from recto.site.sharing.identity import Identity
from recto.strings import strings

NAME = "feed.xml"

MOST = 30
"""Questions in the feed."""


def feed(bank: Bank, site: Identity, urls: Callable[[str], str]) -> str | None:
    """The file's text, or None without a site's URL or a recorded question.

    `urls` gives the URL, relative to the site's root, of the page at a path.
    """
    recorded = [
        (day, entry)
        for entry in newest(bank)[:MOST]
        if (day := bank.permalinks[entry.id].published)
    ]
    if not site.url or not recorded:
        return None
    items = [
        {
            "url": site.url + urls(page_path(bank.permalinks[entry.id])),
            "title": str(entry.title),
            "day": day.isoformat(),
            "language": entry.language,
            "topics": [own.topic for own in bank.topics.get(entry.id, ())],
            "summary": entry.asked,
        }
        for day, entry in recorded
    ]
    return fill(
        NAME,
        site=site,
        name=NAME,
        title=strings()["sharing"]["feed"].format(site=site.name),
        updated=items[0]["day"],
        items=items,
    )
