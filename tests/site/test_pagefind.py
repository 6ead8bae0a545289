"""What Pagefind itself does with the questions that it is given."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from pathlib import Path

import pytest

from recto.markdown import Converter
from recto.mathml import linear
from recto.site import pagefind
from recto.site.pagefind import IndexedPage, PagefindError
from recto.site.searching import document
from tests.indexes import Project, made_anew, question


def test_updates_end_where_a_new_index_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recto.site.searching.shards.SMALLEST", 1)
    project = Project(tmp_path / "cache", tmp_path / "site")
    bank = {id_: question(id_, f"Text of {id_}.") for id_ in "abcd"}
    assert project.bring(bank) == 2
    assert project.bring({**bank, "b": question("b", "Another.")}) == 1
    german = {"de": question("de", "Größe.", language="de")}
    last = {"a": bank["a"], "c": question("c", "Roots & leaves."), **german}
    assert project.bring(last) == 2
    assert project.files == made_anew(tmp_path / "new", last)
    assert [
        gzip.decompress(data)[:12] for p, data in project.files.items() if "fragment/" in p
    ] == [b"pagefind_dcd"] * len(last)


@pytest.mark.parametrize(
    "path", ["questions/größe/", "questions/a-b.html", "questions/日本語/"], ids=ascii
)
def test_pagefind_tells_which_page_got_which_id(path: str) -> None:
    made = pagefind.index([IndexedPage(path, "<html lang=en><h1>Title</h1>")], is_first=True)
    fragment = made.files[f"fragment/{made.ids[path]}.pf_fragment"]
    told = json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))
    assert (told["url"], told["meta"]["title"]) == (f"/{path}", "Title")
    assert "pagefind.js" in made.files
    assert not [name for name in made.files if "-ui." in name]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo No space left >&2; exit 1", "No space left"),
        ("exit 0", "ended too early"),
        ("echo What is this?,", "not as expected"),
        ("printf e30=, ", "not as expected"),
    ],
)
def test_a_pagefind_that_fails_is_told(
    monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    monkeypatch.setattr(pagefind, "_command", lambda: ("/bin/sh", "-c", script))
    with pytest.raises(PagefindError, match=said):
        pagefind.index([IndexedPage("a/", "text " * 100_000)], is_first=False)


def test_what_cannot_be_asked_is_told_and_not_waited_for() -> None:
    pages = [IndexedPage("a/", "text"), IndexedPage("b/", "\ud800")]
    with pytest.raises(UnicodeEncodeError):
        pagefind.index(pages, is_first=True)


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{a < b}{c} + \sqrt[3]{x_i^2}",
        r"\text{if } x \ge 0.5 \quad \text{a <b> c}",
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
        r"\underbrace{\sum_{i=1}^n \overline{w_i}}_{\text{all of it}} \cdot \log \pi",
    ],
)
def test_a_formula_is_found_and_shown_on_one_line(tex: str) -> None:
    html = Converter().to_html(f"# Title\n\nWith ${tex}$, and\n\n$${tex}$$\n\nthat.", str)
    formulas = re.findall(r"<math.*?</math>", html)
    assert len(formulas) == 2
    content = document("a", "a/", "en", html, (), (), ()).content
    made = pagefind.index([IndexedPage("a/", f"<html lang=en>{content}")], is_first=False)
    (fragment,) = (data for name, data in made.files.items() if name.startswith("fragment/"))
    shown = json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))["content"]
    for formula in formulas:
        assert " ".join(linear(formula).split()) in " ".join(shown.split())


@pytest.mark.skipif(sys.platform == "win32", reason="there processes have no niceness")
def test_pagefind_is_as_nice_as_it_is_asked_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    real = os.setpriority

    def setpriority(which: int, who: int, priority: int) -> None:
        real(which, who, priority)
        told.append(os.getpriority(which, who) - os.getpriority(which, 0))

    monkeypatch.setattr(os, "setpriority", setpriority)
    page = IndexedPage("a/", "<html lang=en><h1>Title</h1>")
    assert pagefind.index([page], is_first=False).ids
    assert told == []
    assert pagefind.index([page], is_first=False, niceness=7).ids
    assert told == [7]
