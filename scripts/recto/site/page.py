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
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from recto.markdown import CONFIGS, EXTENSIONS
from recto.pages.front_matter import front_matter, without_front_matter
from recto.project import GENERATED, relative

if TYPE_CHECKING:
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


class GeneratedPage(Page):
    """A page that Recto wrote."""

    def _set_edit_url(self, *settings: str | None) -> None:
        """Resolve the `..` in it: a source's path leads out of the folder of pages."""
        super()._set_edit_url(*settings)
        if self.edit_url:
            parts = urlsplit(self.edit_url)
            self.edit_url = parts._replace(path=posixpath.normpath(parts.path)).geturl()

    def read_source(self, config: MkDocsConfig) -> None:
        super().read_source(config)
        self.tell(self.meta)

    def tell(self, meta: Mapping[str, Any]) -> None:
        """Take the page's metadata."""
        # The theme's templates take a title for HTML, and do not escape it.
        self.meta = {**meta, "title": html.escape(meta["title"])}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        own = copy.copy(config)
        own.markdown_extensions = list(EXTENSIONS)
        own.mdx_configs = CONFIGS
        super().render(own, files)
        self.toc = TableOfContents([])

    def give(self, text: str, content: str) -> None:
        """Take the page's Markdown and the HTML made of it, instead of reading and rendering."""
        self.tell(front_matter(text))
        self.markdown = without_front_matter(text)
        self.content = content
        self.toc = TableOfContents([])


def is_generated(file: File) -> bool:
    """Whether a file of the folder of pages is one that Recto wrote; hidden ones are not."""
    return file.src_uri.partition("/")[0] in GENERATED and "/." not in file.src_uri


def set_date(page: Page, day: date | None) -> None:
    """Date a page by the record of permalinks, so that nothing built depends on the clock."""
    page.update_date = day.isoformat() if day else "1970-01-01"


def edit_uri(config: MkDocsConfig, source: Path | str) -> str | None:
    """A source's path relative to the folder of pages, as MkDocs joins it to `edit_uri`.

    None if there is none: the two are on different drives, and so not in one repository.
    """
    path = Path(relative(source, config.docs_dir))
    return None if path.is_absolute() else quote(path.as_posix())


def report_url(config: MkDocsConfig, uri: str, title: str) -> str | None:
    """Where a problem with the question of this title is reported; None without `repo_url`."""
    if not config.repo_url:
        return None
    base = config.repo_url.rstrip("/") + "/"
    return urljoin(base, uri.replace("{title}", quote(title, safe="")))
