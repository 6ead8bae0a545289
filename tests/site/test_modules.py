"""Which modules pages name, so that the browser need not learn of them one after the other."""

from __future__ import annotations

import re
from pathlib import Path

from tests.published import parsed, questions

IMPORT = re.compile(r'^import\b[^"]*"(\.[^"]+)"', re.MULTILINE)


def imported(module: Path) -> set[Path]:
    """The modules that a module cannot do without."""
    text = module.read_text(encoding="utf-8")
    return {(module.parent / path).resolve() for path in IMPORT.findall(text)}


def needed(*modules: Path) -> set[Path]:
    """The modules themselves, and all that they cannot do without."""
    found: set[Path] = set()
    left = {*modules}
    while left:
        found |= left
        left = {other for module in left for other in imported(module)} - found
    return found


def test_pages_name_the_modules_that_the_first_one_does_not(site: Path) -> None:
    folder = site.resolve()
    scripts = folder / "assets" / "javascripts"
    first = scripts / "recto.js"
    for page, late in (
        *((question, ["study/reading.js"]) for question in questions(folder)),
        (folder / "search" / "index.html", ["search/page.js", "search/engine/engine.js"]),
    ):
        expected = needed(first, *(scripts / name for name in late)) - {first} - imported(first)
        links = parsed(page).iterfind("head/link[@rel='modulepreload']")
        named = [(page.parent / link.get("href", "")).resolve() for link in links]
        assert named == sorted(expected), page
