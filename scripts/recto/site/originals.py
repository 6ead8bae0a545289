"""Makes the theme's own templates available to templates of the same name in `overrides/`.

Such a template can then leave the theme's out on some pages and `{% include "theme/..." %}` it on
others. Otherwise it would have to hold a copy of it, and be kept up to date with the theme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.theme import Theme


def with_originals(environment: Environment, theme: Theme) -> None:
    """Have an environment also find the theme's own templates, below `theme/`."""
    assert environment.loader is not None
    folders = [folder for folder in theme.dirs if folder != theme.custom_dir]
    theirs = PrefixLoader({"theme": FileSystemLoader(folders)})
    environment.loader = ChoiceLoader([environment.loader, theirs])
