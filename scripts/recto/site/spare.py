"""A second tree beside the site, one update behind it, in which the next update is made.

A record lists the paths in which the two differ. It exists only while that is certain: it is
removed before the tree is touched and written again last. A tree without it may hold anything, and
is levelled with the site file by file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from recto.put import is_file, remove
from recto.site.tree import Change, clear, fingerprint, level, level_file, place


class Spare:
    """The spare tree of a site, within a folder that holds its record as well."""

    def __init__(self, site: Path, folder: Path) -> None:
        self._site = site
        self.folder = folder
        self.tree = folder / "tree"
        self._record = folder / "record"
        self._new = folder / "new"

    def is_sure(self) -> bool:
        """Whether it is known how the tree differs from the site."""
        return self._differing() is not None

    def level(self) -> None:
        """Make the tree equal to the site. From here on it is unsure."""
        differing = self._differing()
        self.forget()
        if differing is None:
            for folder in (self.folder, self.tree):
                if is_file(folder):
                    folder.unlink()
                folder.mkdir(exist_ok=True)
            level(self.tree, self._site)
            return
        # Removals come first: a file may have become a folder, or the other way round.
        for path in sorted(differing, key=lambda path: is_file(self._site / path)):
            level_file(self.tree, self._site, path)

    def change(self, changes: Mapping[str, Change]) -> None:
        """Make these changes in the tree, which is unsure by now."""
        for path, content in changes.items():
            if content is None:
                remove(self.tree, path)
        for path, content in changes.items():
            if content is not None:
                place(self.tree, path, content, self._new)

    def record(self, differing: Iterable[str]) -> None:
        """Record that the tree and the site differ in these paths and no others: it is sure now."""
        facts = {
            "site": fingerprint(self._site),
            "spare": fingerprint(self.tree),
            "differing": sorted(differing),
        }
        text = json.dumps(facts)
        # Without a record all is levelled again, so it does no harm if the disk has no room for it.
        with suppress(OSError):
            with self._new.open("w", encoding="utf-8") as stream:
                stream.write(f"{_digest(text)}\n{text}")
                stream.flush()
                os.fsync(stream.fileno())
            self._new.replace(self._record)

    def forget(self) -> None:
        """Remove the record, so that it stays removed even after a power cut."""
        self._new.unlink(missing_ok=True)
        try:
            self._record.unlink()
        except FileNotFoundError:
            return
        with suppress(OSError):  # Windows opens no folders
            folder = os.open(self.folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def remove(self) -> None:
        self.forget()
        clear(self.folder)

    def _differing(self) -> list[str] | None:
        try:
            digest, _, text = self._record.read_text(encoding="utf-8").partition("\n")
            if digest != _digest(text):
                return None
            facts = json.loads(text)
            known = facts["site"], facts["spare"]
            differing: list[str] = facts["differing"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        is_same = None not in known and known == (fingerprint(self._site), fingerprint(self.tree))
        return differing if is_same else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
