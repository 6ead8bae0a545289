"""Reads the sources folder: the only reader of sources.

Raw bytes become `Source` values; what cannot be read becomes a diagnostic, and no file stops
another.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from recto.characters import ASCII_CONTROL, CONTROL, UNFIT_NAME
from recto.diagnostics import Diagnostic
from recto.lines import is_blank
from recto.model import Source
from recto.project import relative
from recto.rules import Rule

MAX_BYTES = 256 * 1024
"""The largest source, about seventy times the usual size."""

NUMBERED = re.compile(r"(?P<number>\d{1,9})_(?P<id>[0-9A-Za-z]+)")
LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Raw(Struct, frozen=True):
    """The bytes of a file, or why there are none. `path` is as messages show it."""

    path: str
    data: bytes
    problem: Diagnostic | None = None


def load_file(file: Path, folder: Path, root: Path) -> tuple[Source | None, list[Diagnostic]]:
    """Read one source; None in its place if there is no usable text."""
    return decode(read_raw(file, folder, root), file)


def read_raw(file: Path, folder: Path, root: Path) -> Raw:
    """The bytes of one source."""
    path = shown(file, root)
    try:
        return Raw(path, _read(file, folder))
    except _UnusableError as unusable:
        return Raw(path, b"", unusable.at(path))


def decode(raw: Raw, file: Path) -> tuple[Source | None, list[Diagnostic]]:
    """The source that a file holds; None in its place if there is no usable text."""
    path = raw.path
    if raw.problem is not None:
        return None, [raw.problem]
    try:
        text = _decode(raw.data)
    except _UnusableError as unusable:
        return None, [unusable.at(path)]
    lines = tuple(LINE_BREAK.split(text) if "\r" in text else text.split("\n"))
    lines = lines[:-1] if lines[-1] == "" else lines
    diagnostics = list(_check_name(file, path))
    if (ASCII_CONTROL if text.isascii() else CONTROL).search(text):
        diagnostics += _check_controls(lines, path)
        lines = tuple(CONTROL.sub("\ufffd", line) for line in lines)
    # An unfit name is spelt out, as in messages: it could not be written anywhere.
    number, id_ = identity(_shown(file.stem) if diagnostics else file.stem)
    return Source(path, id_, number, lines), diagnostics


def shown(file: str | Path, root: Path) -> str:
    """The path of a source as messages show it: relative to the project, as `relative` does."""
    path, start = os.fspath(file), f"{root}{os.sep}"
    return _shown(path[len(start) :] if path.startswith(start) else relative(file, root))


def identity(stem: str) -> tuple[int | None, str]:
    """The number and id that a file name without its ending gives: `001_3f2a` is 1 and `3f2a`."""
    if match := NUMBERED.fullmatch(stem):
        return int(match["number"]), match["id"]
    # Some file systems return a name in another form than it was given in.
    return None, unicodedata.normalize("NFC", stem)


def is_source(name: str) -> bool:
    """Whether a file is a source, by its name or path."""
    return name.lower().endswith(".txt")


class _UnusableError(Exception):
    """A file without usable text: the rule, message and hint, and where in the file."""

    def __init__(
        self, rule: Rule, message: str, hint: str, place: tuple[int, int] = (1, 1)
    ) -> None:
        super().__init__(message)
        self._finding = (*place, rule, message, hint)

    def at(self, path: str) -> Diagnostic:
        return Diagnostic(path, *self._finding)


def text_files(folder: Path, on_error: Callable[[OSError], None]) -> Iterator[str]:
    """Paths of sources below `folder`, sorted; linked folders are included, as files to report.

    Hidden files and folders are skipped. Raises OSError if `folder` itself cannot be listed;
    `on_error` is called for folders within it.
    """

    def refuse(error: OSError) -> None:
        if error.filename == os.fspath(folder):
            raise error
        on_error(error)

    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        named = [name for name in files if is_source(name) and name[0] != "."]
        for name in sorted(linked + named):
            yield f"{parent}{os.sep}{name}"


def unread_folder(error: OSError, root: Path) -> Diagnostic:
    return Diagnostic(
        _shown(relative(error.filename, root)),
        1,
        1,
        Rule.UNREADABLE,
        f"this folder cannot be read: {(error.strerror or 'unknown reason').lower()}",
        "check that its permissions let you read it; nothing is published until then",
    )


def spelt_alike(path: str) -> Diagnostic:
    """For two files whose paths are shown alike, since something in one of them is spelt out."""
    return Diagnostic(
        path,
        1,
        1,
        Rule.FILE_NAME,
        "a file beside this one has a name that can only be shown in the same way",
        "rename the one whose name holds a control character or is not valid Unicode",
    )


def _read(file: Path, folder: Path) -> bytes:
    try:
        # Linked folders are not entered, so only the file itself can lead out.
        if file.is_symlink() and not file.resolve(strict=True).is_relative_to(folder.resolve()):
            raise _UnusableError(
                Rule.OUTSIDE,
                f"this link leads to {_shown(str(file.readlink()))}, out of the sources folder",
                "copy the file into the folder instead of linking to it",
            )
        if not stat.S_ISREG(file.stat().st_mode):
            raise _UnusableError(
                Rule.UNREADABLE,
                "this is not a regular file",
                "sources are text files; remove or rename this entry",
            )
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
            size = os.fstat(stream.fileno()).st_size
    except (OSError, RuntimeError) as error:  # for a loop of links, in Python < 3.13
        reason = (error.strerror if isinstance(error, OSError) else None) or "a loop of links"
        raise _UnusableError(
            Rule.UNREADABLE,
            f"this file cannot be read: {reason.lower()}",
            "check that it exists and that its permissions let you read it",
        ) from error
    if len(data) > MAX_BYTES:
        raise _UnusableError(
            Rule.TOO_LARGE,
            f"this file has {size:,} bytes; a source has at most {MAX_BYTES:,}",
            "split it into one file for each question",
        )
    return data


def _decode(data: bytes) -> str:
    encoding = "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        # utf-8-sig counts from after the byte order mark.
        mark = 3 if encoding == "utf-8-sig" and data.startswith(codecs.BOM_UTF8) else 0
        offset = error.start + mark
        before = LINE_BREAK.split(data[:offset].decode(encoding, errors="replace"))
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        raise _UnusableError(
            Rule.ENCODING,
            f"not {name} text: byte {data[offset]:02X} at offset {offset:,} ({error.reason})",
            "save the file as UTF-8; if it is not text at all, remove it from the folder",
            (len(before), len(before[-1]) + 1),
        ) from error
    if is_blank(text):
        raise _UnusableError(
            Rule.EMPTY,
            "this file holds no text",
            "write the question, or delete the file",
        )
    return text


def _check_name(file: Path, path: str) -> Iterator[Diagnostic]:
    below_root = file.parts[-1 - path.count("/") :]
    if not file.stem.strip() or any(map(UNFIT_NAME.search, below_root)):
        yield Diagnostic(
            path,
            1,
            1,
            Rule.FILE_NAME,
            "this name is blank, holds a control character or is not valid Unicode",
            "rename it; a file's name without .txt is the question's id",
        )


def _check_controls(lines: tuple[str, ...], path: str) -> Iterator[Diagnostic]:
    """One diagnostic for a file: the first control character, and how many there are."""
    places = [(n, match) for n, line in enumerate(lines, 1) for match in CONTROL.finditer(line)]
    line, match = places[0]
    more = f", and {len(places) - 1:,} more in this file" if len(places) > 1 else ""
    yield Diagnostic(
        path,
        line,
        match.start() + 1,
        Rule.CONTROL,
        f"control character U+{ord(match[0]):04X}{more}",
        "delete it; if the file is full of them it is not a text file",
        lines[line - 1],
        last_line=places[-1][0],
    )


def _shown(path: str) -> str:
    """A path that can be printed: with forward slashes, and with control characters spelt out."""
    if path.isascii() and path.isprintable() and os.sep == "/":
        return path
    text = path.replace(os.sep, "/").encode("utf-8", "surrogateescape")
    return UNFIT_NAME.sub(
        lambda match: f"\\x{ord(match[0]):02x}", text.decode("utf-8", "backslashreplace")
    )
