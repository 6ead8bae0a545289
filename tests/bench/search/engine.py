"""The engines that are compared: each gives its ten best questions for each query."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import bm25s  # type: ignore[import-untyped]
import Stemmer
from playwright.sync_api import Browser

from recto.content import read_content
from recto.site.questions_json import NAME
from tests.banks import sources_below
from tests.bench.chromium import evaluate
from tests.bench.serving import serving

DEPTH = 10
SCRIPTS = Path(__file__).with_name("engines")
WORKERS = "assets/javascripts/workers/search.*.min.js"
"""Material's search worker, below a site."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids of the best questions, how long that took, and what was searched instead."""

    ids: tuple[str, ...]
    milliseconds: float
    corrected: str | None = None


Answers = tuple[Answer, ...]


def ask_recto(browser: Browser, site: Path, queries: Sequence[str]) -> Answers:
    return _ask(browser, site, "recto.js", queries)


def ask_pagefind(browser: Browser, site: Path, queries: Sequence[str]) -> Answers:
    return _ask(browser, site, "pagefind.js", queries)


def ask_lunr(browser: Browser, site: Path, queries: Sequence[str]) -> Answers:
    """By Material's own search; the site must have been built with its plugin `search`."""
    (worker,) = site.glob(WORKERS)
    return _ask(browser, site, "lunr.js", queries, worker=worker.relative_to(site).as_posix())


def ask_bm25(sources: Path, queries: Sequence[str]) -> Answers:
    """By BM25 over stems, with the parameters that bm25s sets; takes next to no time."""
    texts = _texts(sources)
    stemmer = Stemmer.Stemmer("english")

    def tokens(of: Sequence[str]) -> Any:
        return bm25s.tokenize(list(of), stopwords="en", stemmer=stemmer, show_progress=False)

    ranking = bm25s.BM25()
    ranking.index(tokens(list(texts.values())), show_progress=False)
    ids, scores = ranking.retrieve(
        tokens(queries), corpus=list(texts), k=DEPTH, show_progress=False
    )
    return tuple(
        Answer(tuple(str(id_) for id_, score in zip(*row, strict=True) if score > 0), 0.0)
        for row in zip(ids, scores, strict=True)
    )


def _texts(sources: Path) -> dict[str, str]:
    """By id, all that is said in a question: its title, instruction, context and answer."""
    contents = (read_content(source)[0] for source in sources_below(sources, sources.parent))
    questions = [content.question for content in contents if content is not None]
    return {
        one.id: "\n\n".join(
            str(part) for part in (one.title, one.instruction, one.context, one.answer) if part
        )
        for one in questions
    }


def _ask(browser: Browser, site: Path, script: str, queries: Sequence[str], **more: str) -> Answers:
    ids = _ids(site)
    with serving(site) as host, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{host.url}about/")
        given = {"root": host.url, "queries": list(queries), **more}
        answers = evaluate(page, SCRIPTS / script, given)
    return tuple(
        Answer(
            tuple(ids[_path(url)] for url in one["urls"]),
            one["milliseconds"],
            one.get("corrected"),
        )
        for one in answers
    )


def _ids(site: Path) -> dict[str, str]:
    """By the address of a question within the site, its id."""
    questions = json.loads((site / NAME).read_text(encoding="utf-8"))["questions"]
    return {_path(question["url"]): question["id"] for question in questions}


def _path(url: str) -> str:
    """One form of addresses that engines write with or without slashes and percent-encoding."""
    return unquote(url).strip("/")
