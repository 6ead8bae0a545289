"""Generated pages as MkDocs sees them.

`Page.render` by itself uses the Markdown extensions of `mkdocs.yml`, lists headings in the table of
contents and dates the page by the clock. A generated page uses the fixed extensions of
`recto.markdown`, has no table of contents, so that a closed answer shows no heading, and is dated
by the record of permalinks. Its title is text, where a hand-written page's may be HTML.
"""

from __future__ import annotations

import copy
import html
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from recto.markdown import CONFIGS, EXTENSIONS
from recto.pages import FOLDER

if TYPE_CHECKING:
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


class GeneratedPage(Page):
    """A page that Recto wrote."""

    def read_source(self, config: MkDocsConfig) -> None:
        super().read_source(config)
        # The theme's templates, whose output is not escaped, take a title to be HTML.
        self.meta["title"] = html.escape(self.meta["title"])

    def render(self, config: MkDocsConfig, files: Files) -> None:
        own = copy.copy(config)
        own.markdown_extensions = list(EXTENSIONS)
        own.mdx_configs = CONFIGS
        super().render(own, files)
        self.toc = TableOfContents([])


def is_generated(file: File) -> bool:
    """Whether a file of the folder of pages is one that Recto wrote."""
    return file.src_uri.startswith(f"{FOLDER}/")


def set_date(page: Page, day: date | None) -> None:
    """Date a page by the record, so that nothing built from it follows the clock."""
    page.update_date = day.isoformat() if day else "1970-01-01"


def edit_url(config: MkDocsConfig, source: str) -> str | None:
    """Where the source at this path below the project is edited; None without `repo_url`."""
    if not config.repo_url or not config.edit_uri:
        return None
    docs = posixpath.join(config.edit_uri.rstrip("/"), "")
    above = posixpath.join(_base(config), docs, "../")
    return urljoin(above, quote(source))


def report_url(config: MkDocsConfig, uri: str, title: str) -> str | None:
    """Where a problem with the question of this title is reported; None without `repo_url`."""
    if not config.repo_url:
        return None
    return urljoin(_base(config), uri.replace("{title}", quote(title, safe="")))


def _base(config: MkDocsConfig) -> str:
    assert config.repo_url
    return config.repo_url.rstrip("/") + "/"
