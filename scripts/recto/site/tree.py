"""Trees of files that share their files by hard links: a second tree costs only its folders.

A shared file is never written to: a new one takes its name. What begins with a dot at the top of a
tree does not belong to it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

from recto.put import is_file, remove

Change = bytes | Path | None
"""New bytes of a file, a file to be moved or copied there, or None for one to be removed."""

_Entries = dict[str, os.DirEntry[str]]


def level(tree: Path, model: Path) -> None:
    """Make a tree share all files of another; those that it already shares stay."""
    _level(str(tree), _at_top(tree), _at_top(model))
    tree.chmod(model.stat().st_mode & 0o777)


def level_file(tree: Path, model: Path, path: str) -> None:
    """The same for one file, which either tree may lack. Level files that `model` lacks first."""
    if is_file(model / path):
        (tree / path).unlink(missing_ok=True)
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        file, target = model / path, tree / path
        _link(str(file), str(target), is_symlink=file.is_symlink())
    else:
        remove(tree, path)


def place(tree: Path, path: str, content: bytes | Path, beside: Path) -> None:
    """Put a file into a tree in one step: these bytes, or a file that is moved or copied there.

    `beside` is a free name on the file system of the tree.
    """
    target = tree / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        with suppress(OSError):
            content.replace(target)
            return
        shutil.copyfile(content, beside)  # from another file system
    else:
        beside.write_bytes(content)
    beside.replace(target)


def clear(tree: Path) -> None:
    """Remove a tree if it exists, or as much of it as possible; read-only folders, too."""
    shutil.rmtree(tree, ignore_errors=True)
    if tree.is_dir():
        for folder, _, _ in os.walk(tree):
            with suppress(OSError):
                Path(folder).chmod(0o700)
        shutil.rmtree(tree, ignore_errors=True)


def fingerprint(tree: Path) -> str | None:
    """What distinguishes a tree from others, and from itself before a change; None without one.

    Looks at the top only: a build or a deletion shows there, an edit far below does not.
    """
    try:
        facts = [str(tree.lstat().st_ino)]
        for path in sorted(tree.iterdir()):
            if not path.name.startswith("."):
                at = path.lstat()
                size = 0 if path.is_dir() else at.st_size
                facts.append(f"{path.name}/{at.st_ino}/{at.st_mtime_ns}/{size}")
    except OSError:
        return None
    return hashlib.sha256("\n".join(facts).encode("utf-8", "surrogateescape")).hexdigest()


def _level(tree: str, entries: _Entries, wanted: _Entries) -> None:
    stale = [entry for name, entry in entries.items() if not _agree(entry, wanted.get(name))]
    for entry in stale:
        del entries[entry.name]
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            Path(entry.path).unlink()
    for name, entry in wanted.items():
        target = f"{tree}{os.sep}{name}"
        if entry.is_dir(follow_symlinks=False):
            inside = _entries(target) if name in entries else _made(target)
            _level(target, inside, _entries(entry.path))
        elif name not in entries:
            _link(entry.path, target, is_symlink=entry.is_symlink())


def _entries(folder: str) -> _Entries:
    with os.scandir(folder) as entries:
        return {entry.name: entry for entry in entries}


def _at_top(folder: Path) -> _Entries:
    entries = _entries(str(folder))
    return {name: entry for name, entry in entries.items() if not name.startswith(".")}


def _made(folder: str) -> _Entries:
    Path(folder).mkdir()
    return {}


def _agree(one: os.DirEntry[str], other: os.DirEntry[str] | None) -> bool:
    """Whether both are folders, or both the same file."""
    if other is None:
        return False
    folders = one.is_dir(follow_symlinks=False), other.is_dir(follow_symlinks=False)
    return all(folders) or (not any(folders) and one.inode() == other.inode())


def _link(file: str, target: str, *, is_symlink: bool) -> None:
    if not is_symlink:
        with suppress(OSError):
            os.link(file, target)
            return
    shutil.copy2(file, target, follow_symlinks=False)
