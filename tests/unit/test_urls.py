"""URLs of generated pages are the ones that MkDocs gives them."""

from __future__ import annotations

import pytest
from mkdocs.structure.files import File

from recto.model import Difficulty
from recto.pages.paths import list_path, topic_path
from recto.pages.urls import link_resolver, relative_url, url_of

PATHS = [
    "index.md",
    "about.md",
    "README.md",
    "guide/README.md",
    "questions/what-is-a-list.md",
    "questions/was-heißt-größe-中文.md",
    "questions/a~b.md",
    list_path(1),
    list_path(2),
    "topics/index.md",
    topic_path("c++"),
    topic_path("c++", number=12),
    topic_path("größe", Difficulty.HARD),
    topic_path("größe", Difficulty.HARD, 3),
]


def file(path: str, *, use_directory_urls: bool) -> File:
    return File(path, None, "site", use_directory_urls)


@pytest.mark.parametrize("use_directory_urls", [True, False])
@pytest.mark.parametrize("path", PATHS)
def test_url_of_a_page(path: str, *, use_directory_urls: bool) -> None:
    expected = file(path, use_directory_urls=use_directory_urls).url
    assert url_of(path, in_folders=use_directory_urls) == expected


@pytest.mark.parametrize("use_directory_urls", [True, False])
@pytest.mark.parametrize("page", PATHS)
def test_url_of_each_page_as_a_link_names_it(page: str, *, use_directory_urls: bool) -> None:
    own = file(page, use_directory_urls=use_directory_urls)
    targets = [
        file(path, use_directory_urls=use_directory_urls)
        for path in (*PATHS, "images/a b.png", "questions/images/a.png")
    ]
    assert [relative_url(target.url, own.url) for target in targets] == [
        target.url_relative_to(own) for target in targets
    ]


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("b.md", "../b/"),
        ("b.md#official-answer", "../b/#official-answer"),
        ("b.md?a=1#c", "../b/?a=1#c"),
        ("../topics/gr%C3%B6%C3%9Fe.md", "../../topics/gr%C3%B6%C3%9Fe/"),
        ("missing.md", None),
        ("https://example.org/b.md", None),
        ("//example.org/b.md", None),
        ("mailto:b.md", None),
        ("/questions/b.md", None),
        ("#official-answer", None),
        ("", None),
    ],
)
def test_link_leads_to_a_file_that_is_there_and_else_stays(target: str, url: str | None) -> None:
    there = {path: url_of(path, in_folders=True) for path in ("questions/b.md", "topics/größe.md")}
    assert link_resolver("questions/a.md", there.get, in_folders=True)(target) == url
