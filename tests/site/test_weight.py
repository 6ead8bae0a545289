"""What no reader needs is neither in the pages nor beside them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

TABS, MEMORY = "__tabbed_", "__md_scope="
"""What distinguishes scripts of the theme: for content tabs, and to remember things."""

GENERATED = ("questions/index.html", "questions/what-is-a-list/index.html", "topics/index.html")


def test_files_of_the_theme_that_nothing_asks_for_are_left_out(site: Path) -> None:
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    assert "assets/javascripts/recto.js" in files
    assert any(path.startswith("assets/javascripts/bundle.") for path in files)
    assert [path for path in files if path.endswith(".map") or "/lunr/" in path] == []


def test_scripts_of_the_theme_stand_where_something_may_ask_for_them(
    project: Path, recto: Run
) -> None:
    def pages() -> dict[str, str]:
        assert recto("build").returncode == 0
        return {path: (project / "site" / path).read_text() for path in (*GENERATED, "index.html")}

    before = pages()
    assert [path for path, text in before.items() if TABS in text] == ["index.html"]
    assert [path for path, text in before.items() if MEMORY in text] == ["index.html"]
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    versions = "extra:\n  version: {provider: mike}\n"
    config.write_text(text.replace("extra:\n", versions), encoding="utf-8")
    after = pages()
    assert [path for path, text in after.items() if TABS in text] == ["index.html"]
    assert [path for path, text in after.items() if MEMORY in text] == [*after]


def test_the_theme_keeps_its_search_where_it_is_asked_for(project: Path, recto: Run) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("plugins:\n", "plugins:\n  - search\n"), encoding="utf-8")
    assert recto("build").returncode == 0
    scripts = project / "site" / "assets" / "javascripts"
    assert [*scripts.glob("workers/search.*.js")]
    assert [*scripts.glob("lunr/*.js")]
    assert [*scripts.rglob("*.map")] == []
