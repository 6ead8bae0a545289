"""Links from questions to places on hand-written pages, looked for once these are rendered."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping

from recto.bank import Bank

log = logging.getLogger("mkdocs.plugins.recto")


def warn_of_anchors(bank: Bank, anchors: Mapping[str, Collection[str]], level: int) -> None:
    """Log, at this level, links to places that a page does not have. `anchors` has those it has."""
    for entry in bank.entries:
        for link in entry.links:
            path, mark, anchor = link.text.partition("#")
            if mark and path in anchors and anchor not in anchors[path]:
                log.log(
                    level,
                    "%s:%d: there is no “#%s” on the page “%s”",
                    entry.path,
                    link.number,
                    anchor,
                    path,
                )
