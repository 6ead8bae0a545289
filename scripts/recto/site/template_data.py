"""What the templates of a site use, besides what MkDocs gives them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from recto.bank import Bank
from recto.pages import question_path
from recto.site.addresses import Addresses
from recto.site.catalogue import Neighbourhood, catalogue
from recto.site.direction import direction_of
from recto.site.indentation import without_indentation
from recto.site.originals import with_originals
from recto.site.page import is_generated, report_url, set_date
from recto.site.sharing import ELSEWHERE, Sharing
from recto.strings import decimal, plural, strings

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page


class TemplateData:
    """All that templates use of one bank. `taken` are the paths in the site that are not free."""

    def __init__(
        self,
        bank: Bank,
        config: MkDocsConfig,
        addresses: Addresses,
        taken: Collection[str],
        report_uri: str,
    ) -> None:
        self._config = config
        self.addresses = addresses
        self._report_uri = report_uri
        self.catalogue = catalogue(bank, addresses.url)
        self.sharing = Sharing(bank, config, addresses, taken)
        self.neighbours = Neighbourhood(bank, addresses.url)

    def give_to(self, environment: Environment) -> Environment:
        """Give an environment of templates what is the same for all pages.

        It must not have compiled a template yet.
        """
        environment.globals |= {
            "recto": self.catalogue,
            "sharing": self.sharing,
            "t": strings(),
        }
        environment.filters |= {"plural": plural, "decimal": decimal, "direction": direction_of}
        without_indentation(environment)
        with_originals(environment, self._config.theme)
        return environment

    def date(self, page: Page) -> None:
        """Date a page by the record of permalinks."""
        path = page.file.src_uri
        if page.meta.get("template") in ELSEWHERE:
            set_date(page, None)
        elif is_generated(page.file):
            set_date(page, self.sharing.day_of(path))
        else:
            set_date(page, self.catalogue.updated)

    def of(self, page: Page) -> dict[str, Any]:
        """What the templates of one page use."""
        told: dict[str, Any] = {"card": self.sharing.card_of(page)}
        if own := self.neighbours.get(page.file.src_uri):
            report = report_url(self._config, self._report_uri, own.title)
            return {**told, "question": own, "report_url": report}
        if target := page.meta.get("target"):
            return {**told, "target_url": self.addresses.url(question_path(target))}
        return told
