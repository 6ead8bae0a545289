"""Links between questions and hand-written pages that lead to a place on the other page."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from recto.bank import Bank
from recto.markdown import Converter
from recto.pages.front_matter import without_front_matter

log = logging.getLogger("mkdocs.plugins.recto")

_ID = re.compile(r'<[^>]* id="([^"]*)"')


class AnchorLink(Struct, frozen=True, array_like=True):
    """A link from a hand-written page to a place on a generated one. `url` is as it is written."""

    page: str
    target: str
    anchor: str
    url: str


def warn_of_anchors(bank: Bank, anchors: Mapping[str, Collection[str]], level: int) -> None:
    """Log, at this level, links to places that a page lacks. `anchors` has its ids, by path."""
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


def warn_of_links(links: Iterable[AnchorLink], docs: Path, level: int) -> None:
    """Log, at this level, links to places that the generated pages below `docs` lack.

    MkDocs does this for pages that it renders itself.
    """

    @cache
    def ids(path: str) -> Collection[str]:
        text = without_front_matter((docs / path).read_text(encoding="utf-8"))
        return frozenset(_ID.findall(Converter().to_html(text, lambda _: None)))

    for link in links:
        # A preview may lack the page of a source that has an error.
        if (docs / link.target).is_file() and link.anchor not in ids(link.target):
            log.log(
                level,
                "Doc file '%s' contains a link '%s', but the doc '%s' does not contain an anchor"
                " '#%s'.",
                *(link.page, link.url, link.target, link.anchor),
            )
