"""Replaces the last site with a finished one, or makes a few changes to it, by renames alone.

At any moment there is a whole site: the old one, the new one, or the old one set aside, which the
next build puts back. A whole new site costs a new tree; changes are made in a spare tree beside the
site, which then changes places with it (`spare.py`).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from recto.project import Project, ProjectError
from recto.site.exchange import exchange
from recto.site.sink import Direct
from recto.site.spare import Spare
from recto.site.tree import Change, clear, fingerprint

BUILT = "404.html"
"""Every built site has this file; a folder that has others but not this one is somebody else's."""


class Swap:
    """The folders of one replacement, to be made only by the holder of the project's lock.

    Cleans up after a stopped build. Raises ProjectError if the site would replace anything but a
    site.
    """

    def __init__(self, project: Project) -> None:
        self._site = project.site.resolve()
        self._prefix = f".{self._site.name}.recto-"
        self._last = self._beside("last")
        self._spare = Spare(self._site, self._beside("spare"))
        self._check_place(project)
        self._put_back()
        self._check_owner()
        self._tidy()

    def fingerprint(self) -> str | None:
        """What distinguishes this state of the site from others; None if there is no site."""
        return fingerprint(self._site)

    def is_ours(self, known: str | None) -> bool:
        """Whether the site still has this fingerprint, and so is most likely as it was.

        Another build, or a deletion, is noticed; an edit by hand far below the top is not.
        """
        return known is not None and known == self.fingerprint()

    def stage(self) -> Path:
        """A new empty folder beside the site, to be filled with a whole one."""
        self._drop_spare_if_unsure()
        self._site.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=self._prefix, dir=self._site.parent))

    def put(self, staged: Path) -> None:
        """Replace the site. What begins with a dot, such as a checkout's `.git`, is moved over."""
        staged.chmod(0o755)
        self._spare.forget()
        if not self._site.exists():
            staged.rename(self._site)
            return
        self._replace(staged)
        self._rescue(self._last)
        self._throw_away(self._last)

    def prepare(self) -> None:
        """Make the spare tree now, so that the next update need not; no harm if it fails."""
        if self._spare.is_sure():
            return
        try:
            self._spare.level()
            self._spare.record(())
        except OSError:
            self._drop_spare_if_unsure()

    def update(self, changes: Mapping[str, Change]) -> None:
        """Change these files, by their paths in the site, and no others.

        A file given as a path may be gone afterwards. What begins with a dot is only in the site
        itself, not in the spare tree: it is changed there, after everything else.
        Raises OSError, and ValueError for a path that leads out of the site, or into a `.git`.
        """
        for path in changes:
            if not {"", ".", "..", ".git"}.isdisjoint(path.split("/")):
                raise ValueError(f"{path!r} is not the path of a file in the site")
        hidden = {path: own for path, own in changes.items() if path.startswith(".")}
        self._change({path: own for path, own in changes.items() if path not in hidden})
        for path, own in hidden.items():
            Direct(self._site).put(path, own)

    def _change(self, changes: Mapping[str, Change]) -> None:
        if not changes:
            return
        try:
            self._spare.level()
            self._spare.change(changes)
        except OSError:
            self._drop_spare_if_unsure()  # it may be what fills the disk
            raise
        if not exchange(self._spare.tree, self._site):
            self._replace(self._spare.tree)
            self._last.rename(self._spare.tree)
        self._rescue(self._spare.tree)
        self._spare.record(changes)

    def discard(self, staged: Path) -> None:
        """Remove what is of no use: what was staged and not put, and a spare tree if unsure."""
        clear(staged)
        self._drop_spare_if_unsure()

    def _beside(self, name: str) -> Path:
        return self._site.with_name(f"{self._prefix}{name}")

    def _replace(self, tree: Path) -> None:
        """Set the site aside and put a tree in its place."""
        self._site.rename(self._last)
        try:
            tree.rename(self._site)
        except OSError:
            self._last.rename(self._site)
            raise

    def _drop_spare_if_unsure(self) -> None:
        if not self._spare.is_sure():
            self._rescue(self._spare.tree)
            self._spare.remove()

    def _rescue(self, tree: Path) -> None:
        """Move what begins with a dot from a former site into this one."""
        for kept in tree.glob(".*"):
            if not os.path.lexists(self._site / kept.name):
                self._site.mkdir(exist_ok=True)
                kept.rename(self._site / kept.name)

    def _throw_away(self, tree: Path) -> None:
        """Remove a tree under another name: if this is stopped, nobody takes the rest for whole."""
        gone = self._beside("gone")
        clear(gone)
        with suppress(OSError):
            tree.rename(gone)
            clear(gone)

    def _check_place(self, project: Project) -> None:
        written = [*filter(None, (project.docs, project.sources, project.overrides))]
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

    def _put_back(self) -> None:
        """Put the last site back if a build was stopped between the two renames."""
        if self._last.exists():
            with suppress(OSError):
                self._site.rmdir()  # somebody made it since, and left it empty
            if not self._site.exists():
                self._last.rename(self._site)

    def _check_owner(self) -> None:
        if not self._site.exists():
            return
        if not self._site.is_dir():
            raise ProjectError(f"site_dir is {self._site}, which is not a folder; remove it")
        if not os.access(self._site, os.W_OK | os.X_OK):
            raise ProjectError(
                f"{self._site} cannot be written to; change its permissions, or remove it"
            )
        files = [path for path in self._site.iterdir() if not path.name.startswith(".")]
        if files and not (self._site / BUILT).is_file():
            raise ProjectError(
                f"{self._site} holds files that are not a built site; "
                "move them, or choose another folder as site_dir"
            )

    def _tidy(self) -> None:
        """Remove the leftovers of a stopped build, except what begins with a dot."""
        for former in (self._last, self._spare.tree):
            self._rescue(former)
        if self._last.exists():
            self._throw_away(self._last)
        for left in self._site.parent.glob(f"{self._prefix}*"):
            if left not in (self._last, self._spare.folder):
                clear(left)
