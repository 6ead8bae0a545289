"""The site's HTML is sound."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import html5lib


def test_every_page_is_valid_html(site: Path) -> None:
    problems = []
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(page.read_text(encoding="utf-8"))
        problems += [(page.relative_to(site), *error) for error in parser.errors]
    assert problems == []


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    twice = []
    for page in sorted(site.rglob("*.html")):
        tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
        twice += [(page.relative_to(site), id_) for id_, count in ids.items() if count > 1]
    assert twice == []


def test_every_page_has_one_title_and_one_main_heading(site: Path) -> None:
    for page in sorted(site.rglob("*.html")):
        tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        counts = Counter(element.tag for element in tree.iter())
        assert (page, 1) == (page, counts["h1"])
        assert tree.findall("head/title")[0].text
