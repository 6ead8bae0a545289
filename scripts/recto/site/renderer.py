"""Makes whole HTML pages of what was written: the content in its frame, with the policy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context

from recto.site.content_security_policy import with_policy
from recto.site.frames import Frames
from recto.site.page import GeneratedPage
from recto.site.rest import Rest

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from recto.site.template_data import TemplateData
    from recto.tasks import WrittenPage


class PageRenderer:
    """Renders a site's generated pages. `origins` are for `with_policy`; None: pages have none."""

    def __init__(
        self,
        rest: Rest,
        navigation: Navigation,
        environment: Environment,
        data: TemplateData,
        origins: tuple[str, ...] | None,
    ) -> None:
        self._config = rest.config
        self._rest = rest
        self._navigation = navigation
        self._template_data = data
        self._origins = origins
        self._frames = Frames(environment, self._shared, rest.linked)

    def render(self, written: WrittenPage) -> str:
        """The HTML of a page. Raises NotConstantError."""
        page = self._page(written)
        with self._rest.shown(page):
            html = self._frames.fill(page, self._template_data.of(page))
        if self._origins is not None:
            html = with_policy(html, self._origins, written.html)
        return html

    def _page(self, written: WrittenPage) -> GeneratedPage:
        page = self._rest.page(written.path)
        page.give(written.page, written.html)
        self._template_data.date(page)
        return page

    def _shared(self, page: Page) -> Mapping[str, Any]:
        return get_context(self._navigation, (), self._config, page)
