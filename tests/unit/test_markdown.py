"""Golden pages in HTML: what MkDocs makes of them, `Converter` makes of them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import recto
from recto.markdown import Converter
from recto.pages.templates import environment
from recto.pages.urls import link_resolver, url_of
from recto.site.page import GeneratedPage

GOLDEN = Path(__file__).parents[1] / "golden"
BODIES = sorted(GOLDEN.glob("body/*/page.md"))
TEMPLATES = sorted((Path(recto.__file__).parent / "templates").glob("*.md.j2"))
BANKS = sorted(GOLDEN.glob("bank/*/pages"))


def mkdocs_pages(folder: Path, paths: list[str], *, use_directory_urls: bool) -> dict[str, str]:
    """The HTML that MkDocs gives of pages below a folder, by their path."""
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": "x",
            "docs_dir": str(folder),
            "site_dir": str(folder.parent / "site"),
            "use_directory_urls": use_directory_urls,
        }
    )
    assert config.validate() == ([], [])
    files = Files(
        [File(path, str(folder), str(folder.parent / "site"), use_directory_urls) for path in paths]
    )
    contents = {}
    for file in files:
        page = GeneratedPage(None, file, config)
        page.read_source(config)
        page.render(config, files)
        contents[file.src_uri] = page.content or ""
    return contents


def quick_pages(folder: Path, paths: list[str], *, use_directory_urls: bool) -> dict[str, str]:
    """The same, one page after the other through one converter."""
    converter = Converter()
    urls = {path: url_of(path, in_folders=use_directory_urls) for path in paths}
    return {
        path: converter.to_html(
            (folder / path).read_text(encoding="utf-8").split("---\n", 2)[2],
            link_resolver(path, urls.get, in_folders=use_directory_urls),
        )
        for path in paths
    }


@pytest.mark.parametrize("use_directory_urls", [True, False])
@pytest.mark.parametrize("folder", BANKS, ids=lambda folder: folder.parent.name)
def test_pages_of_a_bank_are_those_of_mkdocs(folder: Path, *, use_directory_urls: bool) -> None:
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    expected = mkdocs_pages(folder, paths, use_directory_urls=use_directory_urls)
    assert quick_pages(folder, paths, use_directory_urls=use_directory_urls) == expected


def test_question_pages_are_those_of_mkdocs(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    for page in BODIES:
        text = page.read_text(encoding="utf-8")
        (tmp_path / "questions" / f"{page.parent.name}.md").write_text(text, encoding="utf-8")
    paths = [f"questions/{page.parent.name}.md" for page in BODIES]
    expected = mkdocs_pages(tmp_path, paths, use_directory_urls=True)
    assert quick_pages(tmp_path, paths, use_directory_urls=True) == expected


def test_a_converter_goes_on_after_a_page_that_raised() -> None:
    converter = Converter()
    before = converter.to_html("# a\n\n[b](c.md)", str.upper)

    def fail(target: str) -> str:
        raise LookupError(target)

    with pytest.raises(LookupError):
        converter.to_html("1. [b](c.md)\n\n/// html | div\n\n- `c`", fail)
    assert converter.to_html("# a\n\n[b](c.md)", str.upper) == before


def test_links_and_images_lead_where_the_caller_says_and_mail_stays() -> None:
    targets: list[str] = []

    def url_of(target: str) -> str | None:
        targets.append(target)
        return f"x/{target}" if target != "f.png" else None

    text = "[a](b\\_c.md#d) ![e](f.png) <g@h.i> <https://j.k>\n\n/// html | a\n///"
    html = Converter().to_html(text, url_of)
    assert targets == ["b_c.md#d", "https://j.k", "f.png"]
    assert '<a href="x/b_c.md#d">a</a>' in html
    assert 'src="f.png"' in html
    assert 'href="&#109;&#97;' in html


def test_no_page_needs_the_module_of_selectors_which_is_slow_to_import(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pymdownx.blocks.html", None)
    in_markdown = environment().overlay(autoescape=False)
    selectors = [
        in_markdown.from_string(written).render(own_words="[lang=pt-BR]")
        for template in TEMPLATES
        for written in re.findall(r"^/+ html \| (.+)$", template.read_text("utf-8"), re.MULTILINE)
    ]
    assert 'nav.recto-levels[aria-label="Difficulty"]' in selectors
    for selector in selectors:
        html = Converter().to_html(f"/// html | {selector}\n\na\n\n///\n", lambda _: None)
        assert "///" not in html
