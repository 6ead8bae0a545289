"""The settings of a site, and whether it can be built the fast way with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from recto.project import Project, ProjectError
from recto.site.plugin import RectoPlugin

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_OTHERS = {"shutdown", "serve", "build_error"}
"""Events in which others may take part: they change no page, no file and no setting."""


def load(project: Project, *, strict: bool) -> tuple[MkDocsConfig, RectoPlugin]:
    """The configuration, which may be strict by itself, and the plugin in it.

    Raises ProjectError.
    """
    try:
        config = load_config(str(project.config), strict=strict or None)
    except MkDocsException as error:
        raise ProjectError(f"{project.config.name}: {error}") from error
    except RecursionError as error:  # MkDocs reads YAML in Python, where less depth is allowed
        raise ProjectError(f"{project.config.name} is nested too deep") from error
    plugin = config.plugins.get("recto")
    if not isinstance(plugin, RectoPlugin):
        raise ProjectError(f"the plugin recto is missing from plugins in {project.config.name}")
    return config, plugin


def why_not(config: MkDocsConfig, own: RectoPlugin) -> str | None:
    """What keeps a site from being built the fast way, or None."""
    if not own.config.fast:
        return "fast is false"
    if config.nav is None:
        return f"{config.config_file_path} has no nav"
    return outsider(config, own)


def outsider(config: MkDocsConfig, own: RectoPlugin) -> str | None:
    """What takes part in building pages besides MkDocs and Recto, or None."""
    for event, methods in config.plugins.events.items():
        for method in methods:
            if event not in _OTHERS and getattr(method, "__self__", None) is not own:
                where = getattr(method, "__module__", None) or "a hook"
                return f"{where} takes part in building pages (on_{event})"
    return None
