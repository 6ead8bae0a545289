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

from recto.body import plain_code
from recto.body.visible import visible
from recto.model import Difficulty
from recto.pages import page_path
from recto.pages.paths import copied_path, copy_path, topic_path
from recto.project import Project
from tests.banks import Made, made, made_of_project, taxonomy, text
from tests.projects import BANK, REPOSITORY
from tests.published import squeezed

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
def made_at(root: Path) -> Made:
    sources = root / "sources" if root != BANK else root
    return made_of_project(Project(root, sources, root / "docs", root / "site")).related()


def copies_of(found: Made, places: Callable[[str], str] = str) -> Mapping[str, str]:
    """The copies of a bank by their paths, each at that of its page or where `places` says."""
    has_folders = places is in_folders
    articles = found.articles(in_folders=has_folders)
    questions = {
        page_path(found.bank.permalinks[id_]): article.copy for id_, article in articles.items()
    }
    lists = found.copies_of_lists(PER_PAGE, in_folders=has_folders)
    return {places(page): copy for page, copy in (questions | lists).items()}


@cache
def copies_at(root: Path) -> Mapping[str, str]:
    return copies_of(made_at(root))


def read(markdown: str) -> str:
    """What a reader of the Markdown sees."""
    html = COMMONMARK.render(markdown)
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return squeezed("".join(root.itertext()))


@pytest.mark.parametrize("root", BANKS, ids=lambda root: root.name)
def test_every_text_of_a_question_stands_in_its_copy(root: Path) -> None:
    found = made_at(root)
    for entry in found.bank.entries:
        markdown = copies_at(root)[page_path(found.bank.permalinks[entry.id])]
        shown = read(markdown)
        assert shown.startswith(squeezed(str(entry.title)))
        for body in found.contents[entry.path].bodies:
            if has_formulas(body.tokens):  # which CommonMark does not know
                assert all(line in markdown for line in plain_code(body.tokens).splitlines())
            else:
                assert squeezed(visible(body.tokens)) in shown


def has_formulas(tokens: Iterable[Token]) -> bool:
    every = (part for token in tokens for part in (token, *(token.children or ())))
    return any(part.type in {"maths", "maths_block"} for part in every)


@pytest.mark.parametrize("root", BANKS, ids=lambda root: root.name)
def test_every_generated_page_but_those_that_lead_elsewhere_has_a_copy(root: Path) -> None:
    found = made_at(root)
    elsewhere = {f"questions/{slug}.md" for slug in found.bank.aliases}
    elsewhere |= set(map(page_path, found.bank.absent))
    copied = {page.path for page in found.pages(PER_PAGE)} - elsewhere
    assert copies_at(root).keys() == {path for path in copied if copied_path(path) == path}


def test_the_copy_of_a_topic_stands_for_those_by_difficulty() -> None:
    pages = [topic_path("bread", level, number) for level in Difficulty for number in (1, 2)]
    assert {copied_path(path) for path in pages} == {"topics/bread.md"}
    assert {copy_path(path, in_folders=True) for path in pages} == {"topics/bread/index.md"}
    others = [
        "topics/index.md",
        "topics/easy.md",
        "topics/easy/page/2.md",
        "questions/easy.md",
        "a/b/hard.md",
    ]
    assert [copied_path(path) for path in others] == others


@pytest.mark.parametrize("places", [str, in_folders], ids=["beside", "in folders"])
@pytest.mark.parametrize("root", [BANK, TOPICS, LINKS], ids=lambda root: root.name)
def test_links_lead_to_other_copies(root: Path, places: Callable[[str], str]) -> None:
    found = copies_of(made_at(root), places)
    links = [(path, target) for path, text in found.items() for target in targets(path, text)]
    assert len(links) > 2
    assert [(path, target) for path, target in links if target not in {*found, *HANDWRITTEN}] == []


def targets(path: str, markdown: str) -> Iterator[str]:
    """The Markdown files that a copy leads to, by their paths."""
    for target in re.findall(r'href="([^":#]+\.md)', COMMONMARK.render(markdown)):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))


@pytest.mark.parametrize("root", BANKS, ids=lambda root: root.name)
def test_a_copy_has_neither_front_matter_nor_blocks_of_the_site(root: Path) -> None:
    for markdown in copies_at(root).values():
        assert markdown.startswith("# ")
        assert markdown.endswith("\n")
        assert not markdown.endswith("\n\n")
        outside_code = re.sub(r"(?ms)^ *(`{3,}).*?^ *\1$", "", markdown)
        assert not re.search(r"^ *///|&nbsp;|recto-", outside_code, re.MULTILINE)


def test_the_whole_copy_of_a_question() -> None:
    topics = taxonomy('[bread]\nname = "Bread"\n')
    found = made(
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
    assert (
        copies_of(found.related(), in_folders)["questions/what-is-bread/index.md"]
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
