"""Where the pages of a site are: hand-written ones where MkDocs puts them, and generated ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from recto.pages.paths import copy_path
from recto.pages.urls import url_of
from recto.project import GENERATED

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class Addresses:
    """URLs and paths within the site, by the path of a page below the folder of pages."""

    def __init__(
        self, handwritten: Mapping[str, str], generated: Collection[str], *, in_folders: bool
    ) -> None:
        """Take the URLs of hand-written pages by path, and the paths of all generated pages."""
        self.in_folders = in_folders
        self._handwritten = handwritten
        self._generated = generated
        self._urls: dict[str, str] = {}

    @property
    def paths(self) -> list[str]:
        """The paths of all pages, sorted."""
        return sorted((*self._handwritten, *self._generated))

    def url(self, path: str) -> str:
        """The URL of a page, relative to the site's root. Raises PluginError if it is missing."""
        if path in self._generated:
            if path not in self._urls:
                self._urls[path] = url_of(path, in_folders=self.in_folders)
            return self._urls[path]
        if path in self._handwritten:
            return self._handwritten[path]
        if path.partition("/")[0] in GENERATED:
            reason = "another plugin removed it"
        else:
            reason = "put it back, and let neither exclude_docs nor another plugin remove it"
        raise PluginError(f"{path} is not among the pages of the site, which needs it; {reason}")

    def copy(self, path: str) -> str:
        """The path in the site of a page's copy."""
        return copy_path(path, in_folders=self.in_folders)


def check_included(generated: Iterable[str], config: MkDocsConfig) -> None:
    """Raise PluginError if `mkdocs.yml` leaves out a generated page or image that others need."""
    for option in ("exclude_docs", "draft_docs"):
        patterns = config[option]
        if patterns and (left_out := sorted(patterns.match_files(generated))):
            raise PluginError(
                f"{option} in mkdocs.yml leaves out {left_out[0]}, which pages link to; "
                "to leave out a question, remove its source"
            )
