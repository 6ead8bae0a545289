"""Which of the theme's own files a site needs.

Source maps are for those who work on the theme, and more than half of the rest is for the theme's
own search, which this site does not use.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_OF_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


class _Shown(FileSystemLoader):
    """Lists no hidden folders: the theme has ten thousand icons in one, and none is ever copied."""

    def list_templates(self) -> list[str]:
        found: list[str] = []
        for place in self.searchpath:
            for parent, folders, names in os.walk(place):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found += (Path(parent, name).relative_to(place).as_posix() for name in names)
        return sorted(set(found))


def add_files_of_theme(files: Files, config: MkDocsConfig) -> None:
    """Add the theme's files to those of a site, as MkDocs does, except those it does not need."""
    files.add_files_from_theme(Environment(loader=_Shown(config.theme.dirs)), config)  # noqa: S701
    leave_out_unneeded(files, config)


def leave_out_unneeded(files: Files, config: MkDocsConfig) -> None:
    """Remove the theme's files that a site does not need from its files."""
    own = {config.docs_dir, config.theme.custom_dir}
    has_search = any(name.rpartition("/")[2] == "search" for name in config.plugins)
    for file in list(files):
        is_of_search = file.src_uri.startswith(_OF_SEARCH) and not has_search
        is_unneeded = is_of_search or file.src_uri.endswith((".css.map", ".js.map"))
        if is_unneeded and file.src_dir is not None and file.src_dir not in own:
            files.remove(file)
