"""The fast way steps aside for whatever needs to see each page, and says so once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.ways import STEPPING_ASIDE, bank_in, build, change

HOOK = """
def on_page_markdown(markdown, page, **others):
    with open("seen.txt", "a", encoding="utf-8") as seen:
        seen.write(page.file.src_uri + "\\n")
    return markdown + "\\n\\nSeen by a hook.\\n"


def on_post_page(output, page, **others):
    return output.replace("</body>", "<!-- hooked --></body>")
"""

BANK_PAGES = (
    "questions/write-binary-search-in-python.md",
    "questions/index.md",
    "topics/index.md",
    "about.md",
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return bank_in(tmp_path / "project", monkeypatch)


@pytest.mark.parametrize("folder", ["docs", "overrides"])
def test_a_template_that_lists_all_pages_has_all(
    project: Path, caplog: pytest.LogCaptureFixture, folder: str
) -> None:
    setting = {"docs": "extra_templates: [all.txt]\n", "overrides": ""}[folder]
    change(project, "site_name:", f"{setting}site_name:")
    if not setting:
        change(project, "  name: material\n", "  name: material\n  static_templates: [all.txt]\n")
    template = "{% for file in pages %}{{ file.src_uri }}\n{% endfor %}"
    (project / folder / "all.txt").write_text(template, encoding="utf-8")
    build(project)
    listed = (project / "site" / "all.txt").read_text(encoding="utf-8").splitlines()
    assert set(BANK_PAGES) <= set(listed)
    told = [one.getMessage() for one in caplog.records if STEPPING_ASIDE in one.getMessage()]
    assert len(told) == 1
    assert "a template asks for pages" in told[0]


def test_a_hook_sees_every_page_and_the_fast_way_says_once_that_it_steps_aside(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(project)
    (project / "hook.py").write_text(HOOK, encoding="utf-8")
    change(project, "site_name:", "hooks: [hook.py]\nsite_name:")
    build(project)
    seen = (project / "seen.txt").read_text(encoding="utf-8").splitlines()
    assert set(BANK_PAGES) <= set(seen)
    pages = [*(project / "site").rglob("*.html")]
    assert len(seen) == len(set(seen)) == len(pages) - len(["404.html"])
    page = project / "site" / "questions" / "write-binary-search-in-python" / "index.html"
    text = page.read_text(encoding="utf-8")
    assert "Seen by a hook." in text
    assert "<!-- hooked -->" in text
    told = [record for record in caplog.records if STEPPING_ASIDE in record.getMessage()]
    assert len(told) == 1
    assert "on_page_markdown" in told[0].getMessage()


def test_a_plugin_of_others_sees_every_page(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The theme's own search reads each page; its index has all of them."""
    change(project, "plugins:\n", "plugins:\n  - search\n")
    build(project)
    index = (project / "site" / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "write-binary-search-in-python" in index
    assert [STEPPING_ASIDE in record.getMessage() for record in caplog.records].count(True) == 1


def test_a_template_that_asks_something_of_each_page_is_rendered_for_each(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = "overrides/partials/recto/footer.html"
    change(project, "<footer ", "<footer data-source='{{ page.meta.source if page }}' ", file)
    build(project)
    page = project / "site" / "questions" / "write-binary-search-in-python" / "index.html"
    assert "<footer data-source='sources/" in page.read_text(encoding="utf-8")
    assert "page.meta.source" in caplog.text
    assert STEPPING_ASIDE in caplog.text
