"""Puts a finished site in the place of the last one, by renames of neighbouring folders.

At each moment there is a whole site: the old one, the new one, or the old one set aside, which the
next build puts back.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from recto.project import Project, ProjectError

BUILT = "404.html"
"""Stands in every built site; a folder with other files and without it is somebody else's."""


class Swap:
    """The folders of one replacement. Only who holds the project's lock may make one.

    Raises ProjectError if the site would take the place of anything but a site.
    """

    def __init__(self, project: Project, overrides: Path | None) -> None:
        self._site = project.site.resolve()
        self._prefix = f".{self._site.name}.recto-"
        self._last = self._site.with_name(f"{self._prefix}last")
        self._check_place(project, overrides)
        self._heal()
        self._check_owner()

    def stage(self) -> Path:
        """A new empty folder beside the site; what a stopped build left there is removed."""
        self._site.parent.mkdir(parents=True, exist_ok=True)
        for left in self._site.parent.glob(f"{self._prefix}*"):
            shutil.rmtree(left, ignore_errors=True)
        return Path(tempfile.mkdtemp(prefix=self._prefix, dir=self._site.parent))

    def put(self, staged: Path) -> None:
        """Replace the site. What begins with a dot, such as a checkout's `.git`, moves over."""
        staged.chmod(0o755)
        if not self._site.exists():
            staged.rename(self._site)
            return
        for kept in self._site.glob(".*"):
            kept.rename(staged / kept.name)
        self._site.rename(self._last)
        try:
            staged.rename(self._site)
        except OSError:
            self._last.rename(self._site)
            raise
        shutil.rmtree(self._last, ignore_errors=True)

    def discard(self, staged: Path) -> None:
        shutil.rmtree(staged, ignore_errors=True)

    def _check_place(self, project: Project, overrides: Path | None) -> None:
        written = [project.docs, *([overrides] if overrides else [])]
        if project.sources.resolve() != project.root.resolve():
            written.append(project.sources)
        for folder in (path.resolve() for path in (project.root, project.cache, *written)):
            if folder.is_relative_to(self._site):
                raise ProjectError(
                    f"site_dir is {self._site}, which holds {folder}; give the site its own folder"
                )
        for folder in (path.resolve() for path in written):
            if self._site.is_relative_to(folder):
                raise ProjectError(
                    f"site_dir is {self._site}, within {folder}; give the site its own folder"
                )

    def _heal(self) -> None:
        """Put the last site back if a build was stopped between the two renames."""
        if self._last.exists() and not self._site.exists():
            self._last.rename(self._site)

    def _check_owner(self) -> None:
        if not self._site.exists():
            return
        if not self._site.is_dir():
            raise ProjectError(f"site_dir is {self._site}, which is no folder; remove it")
        files = [path for path in self._site.iterdir() if not path.name.startswith(".")]
        if files and not (self._site / BUILT).is_file():
            raise ProjectError(
                f"{self._site} holds files that are no built site; "
                "move them, or choose another folder as site_dir"
            )
