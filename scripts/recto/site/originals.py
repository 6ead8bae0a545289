"""The theme's own templates, also for a template of the same name in `overrides/`.

That one can then leave the theme's out on some pages and `{% include "theme/..." %}` it on others,
where it would else have to be a copy that is kept like it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.theme import Theme


def with_originals(environment: Environment, theme: Theme) -> None:
    """Have an environment find the templates of a theme below `theme/`, too."""
    assert environment.loader is not None
    folders = [folder for folder in theme.dirs if folder != theme.custom_dir]
    theirs = PrefixLoader({"theme": FileSystemLoader(folders)})
    environment.loader = ChoiceLoader([environment.loader, theirs])
