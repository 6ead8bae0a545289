"""The copies of pages are CommonMark that says what the pages say, and lead to one another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from recto.bank import Bank
from recto.body import plain_code
from recto.body.visible import visible
from recto.compile import compile_project
from recto.pages import page_path, render
from recto.pages.copies import copies
from recto.project import Project
from recto.related import relate
from tests.projects import BANK, REPOSITORY
from tests.unit.banks import bank, taxonomy, text

GOLDEN = REPOSITORY / "tests" / "golden"
BANKS = [BANK, *sorted(folder.parent for folder in GOLDEN.glob("b*/*/sources"))]
TOPICS, LINKS = GOLDEN / "bank" / "topic_pages", GOLDEN / "body" / "link_to_page"
HANDWRITTEN = {"about.md", "maintainers/index.md"}
PER_PAGE = 3
COMMONMARK = MarkdownIt("commonmark").enable("table")


def in_folders(path: str) -> str:
    """Where the copy of a page goes if each page has a folder of its own."""
    stem = path.removesuffix(".md")
    return path if path in HANDWRITTEN or stem.endswith("index") else f"{stem}/index.md"


@cache
def compiled(root: Path) -> Bank:
    sources = root / "sources" if root != BANK else root
    return relate(compile_project(Project(root, sources, root / "docs", root / "site")).bank)


@cache
def copies_of(root: Path) -> Mapping[str, str]:
    """The copies of a bank, each at the path of its page."""
    return {copy.path: copy.text for copy in copies(compiled(root), PER_PAGE, str)}


def read(markdown: str) -> str:
    """What a reader of the Markdown sees."""
    html = COMMONMARK.render(markdown)
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return squeezed("".join(root.itertext()))


def squeezed(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("root", BANKS, ids=lambda root: root.name)
def test_every_text_of_a_question_stands_in_its_copy(root: Path) -> None:
    found = compiled(root)
    for entry in found.entries:
        markdown = copies_of(root)[page_path(found.permalinks[entry.id])]
        shown = read(markdown)
        assert shown.startswith(squeezed(str(entry.title)))
        for body in entry.bodies:
            if has_formulas(body.tokens):  # which CommonMark does not know
                assert all(line in markdown for line in plain_code(body.tokens).splitlines())
            else:
                assert squeezed(visible(body.tokens)) in shown


def has_formulas(tokens: Iterable[Token]) -> bool:
    every = (part for token in tokens for part in (token, *(token.children or ())))
    return any(part.type in {"maths", "maths_block"} for part in every)


@pytest.mark.parametrize("root", BANKS, ids=lambda root: root.name)
def test_every_generated_page_but_those_that_lead_elsewhere_has_a_copy(root: Path) -> None:
    found = compiled(root)
    elsewhere = {f"questions/{slug}.md" for slug in found.aliases}
    elsewhere |= set(map(page_path, found.absent))
    assert copies_of(root).keys() == {page.path for page in render(found, PER_PAGE)} - elsewhere


@pytest.mark.parametrize("places", [str, in_folders], ids=["beside", "in folders"])
@pytest.mark.parametrize("root", [BANK, TOPICS, LINKS], ids=lambda root: root.name)
def test_links_lead_to_other_copies(root: Path, places: Callable[[str], str]) -> None:
    found = {copy.path: copy.text for copy in copies(compiled(root), PER_PAGE, places)}
    links = [(path, target) for path, text in found.items() for target in targets(path, text)]
    assert len(links) > 2
    assert [(path, target) for path, target in links if target not in {*found, *HANDWRITTEN}] == []


def targets(path: str, markdown: str) -> Iterator[str]:
    """The Markdown files that a copy leads to, by their paths."""
    for target in re.findall(r'href="([^":#]+\.md)', COMMONMARK.render(markdown)):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))


@pytest.mark.parametrize("root", BANKS, ids=lambda root: root.name)
def test_a_copy_has_neither_front_matter_nor_blocks_of_the_site(root: Path) -> None:
    for markdown in copies_of(root).values():
        assert markdown.startswith("# ")
        assert markdown.endswith("\n")
        assert not markdown.endswith("\n\n")
        outside_code = re.sub(r"(?ms)^ *(`{3,}).*?^ *\1$", "", markdown)
        assert not re.search(r"^ *///|&nbsp;|recto-", outside_code, re.MULTILINE)


def test_the_whole_copy_of_a_question() -> None:
    topics = taxonomy('[bread]\nname = "Bread"\n')
    found = relate(
        bank(
            text(
                "What is bread?",
                "Flour, [risen](question:q2).",
                "Why does dough rise?",
                "What is dew?",
                difficulty="easy",
                instruction="Say it.",
                context="Be brief.",
            ),
            text("Why does dough rise?", "Yeast."),
            topics=topics,
        )
    )
    (copy,) = (c for c in copies(found, 100, in_folders) if "what-is-bread" in c.path)
    assert copy.path == "questions/what-is-bread/index.md"
    assert (
        copy.text
        == """# What is bread?

Topics: [Bread](../../topics/bread/index.md) ·
Difficulty: Easy ·
1 min read

Say it.

Be brief.

## Official answer

Flour, [risen](../why-does-dough-rise/index.md).

## Related questions

- [Why does dough rise?](../why-does-dough-rise/index.md)
- What is dew?
"""
    )
