"""Builds the site aside and puts it in the place of the last one only when it is whole.

`mkdocs build` by itself empties the site's folder first and fills it page by page.
"""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING

# Material prints a notice about other software when it is imported, unless told not to.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.commands.serve import serve as serve_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from recto.project import Project, ProjectError
from recto.site.plugin import RectoPlugin

if TYPE_CHECKING:
    from recto.compile import Progress
    from recto.publish import Outcome, Policy


class SiteError(Exception):
    """MkDocs could not build the site; what it found has been logged."""


def build_site(project: Project, policy: Policy, *, strict: bool, progress: Progress) -> Outcome:
    """Publish the sources and build the site; the last one stays if anything is wrong.

    Raises SiteError where MkDocs fails, and ProjectError where the configuration does.
    """
    staged, previous = project.cache / "next", project.cache / "previous"
    _heal(project.site, previous)
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    try:
        config = load_config(str(project.config), site_dir=str(staged), strict=strict)
    except MkDocsException as error:
        raise ProjectError(f"{project.config.name}: {error}") from error
    plugin = config.plugins.get("recto")
    if not isinstance(plugin, RectoPlugin):
        raise ProjectError(f"the plugin recto is missing from plugins in {project.config.name}")
    plugin.policy, plugin.progress = policy, progress
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build_with_mkdocs(config)
    except (Abort, MkDocsException) as error:
        if plugin.outcome is None or plugin.outcome.written is not None:
            raise SiteError(str(error)) from error
        return plugin.outcome
    except TemplateError as error:
        place = (
            f"{error.filename}:{error.lineno}: " if isinstance(error, TemplateSyntaxError) else ""
        )
        raise SiteError(f"{place}{error.message}") from error
    finally:
        config.plugins.on_shutdown()
    assert plugin.outcome is not None
    _replace(project.site, staged, previous)
    return plugin.outcome


def serve_site(project: Project, host: str, port: int) -> None:
    """Build into a temporary folder, serve it at `host:port`, and rebuild on each change.

    Raises SiteError where MkDocs fails or the port is taken.
    """
    _check_free(host, port)
    try:
        serve_with_mkdocs(str(project.config), dev_addr=f"{host}:{port}")
    except MkDocsException as error:
        raise SiteError(str(error)) from error


def _check_free(host: str, port: int) -> None:
    """MkDocs would find out only after its first build."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SiteError(f"cannot serve at {host}:{port}: {reason}; try --port") from error


def _replace(site: Path, staged: Path, previous: Path) -> None:
    shutil.rmtree(previous, ignore_errors=True)
    site.parent.mkdir(parents=True, exist_ok=True)
    if site.exists():
        site.rename(previous)
    staged.rename(site)
    shutil.rmtree(previous, ignore_errors=True)


def _heal(site: Path, previous: Path) -> None:
    """Put the last site back if a build was stopped between the two renames."""
    if previous.exists() and not site.exists():
        previous.rename(site)
