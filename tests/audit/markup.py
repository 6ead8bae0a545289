"""Has every page and our style sheets checked by the Nu Html Checker.

Its errors must be just those that `upstream.toml` lists: one that no longer occurs has to go.
"""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from rich.table import Table

from tests.audit.part import Part
from tests.bench.serving import Host
from tests.projects import REPOSITORY

LISTED = Path(__file__).with_name("upstream.toml")
STYLES = "assets/stylesheets"


@dataclass(frozen=True, slots=True)
class Message:
    """What the checker says of a place in a file; `path` is relative to the site."""

    path: str
    line: int
    text: str
    is_error: bool


def check_markup(checker: Sequence[str], host: Host) -> Part:
    own = [f"{STYLES}/{file.name}" for file in (REPOSITORY / "overrides" / STYLES).glob("*.css")]
    files = [file.relative_to(host.folder) for file in host.folder.rglob("*.html")]
    pages = len(files)
    messages = [
        *_check(checker, host, "--html", sorted(file.as_posix() for file in files)),
        *_check(checker, host, "--css", sorted(own)),
    ]
    errors = Counter(message.text for message in messages if message.is_error)
    warnings = Counter(message.text for message in messages if not message.is_error)
    listed = _listed()
    table = Table("message", "times", "from", title=f"Nu Html Checker on {pages} pages")
    for text, count in errors.most_common():
        table.add_row(text, str(count), listed.get(text, "[bold]us[/]"))
    for text, count in warnings.most_common():
        table.add_row(text, str(count), "warning")
    return Part(
        {"pages": pages, "errors": errors, "warnings": warnings},
        table,
        (*_unlisted(messages, listed), *_gone(errors, listed)),
    )


def _unlisted(messages: Iterable[Message], listed: Mapping[str, str]) -> Iterable[str]:
    """Each error that is ours, with the first place where it is."""
    first: dict[str, Message] = {}
    for message in messages:
        if message.is_error and message.text not in listed:
            first.setdefault(message.text, message)
    return [f"{one.path}:{one.line}: {one.text}" for one in first.values()]


def _gone(errors: Mapping[str, int], listed: Mapping[str, str]) -> Iterable[str]:
    gone = [text for text in listed if text not in errors]
    return [f"{LISTED.name}: no longer said, remove it: {text}" for text in gone]


def _listed() -> dict[str, str]:
    """What makes each error that is not ours, by its text."""
    messages = tomllib.loads(LISTED.read_text(encoding="utf-8"))["message"]
    return {message["text"]: message["from"] for message in messages}


def _check(checker: Sequence[str], host: Host, kind: str, paths: Iterable[str]) -> list[Message]:
    """What it says of files as they are served: on a disk nothing is what `'self'` means."""
    done = subprocess.run(
        [
            *(*checker, "--format", "json", "--stdout", "--exit-zero-always", kind),
            *(host.url + quote(path) for path in paths),
        ],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [
        _message(host, said)
        for said in json.loads(done.stdout)["messages"]
        if said["type"] != "info" or said.get("subType") == "warning"
    ]


def _message(host: Host, said: Mapping[str, Any]) -> Message:
    """What was said of a style sheet is told with its line: one "Parse Error" is like another."""
    path, line, text = (
        unquote(said["url"]).removeprefix(host.url),
        said.get("lastLine", 0),
        said["message"],
    )
    if path.endswith(".css") and line:
        lines = (host.folder / path).read_text(encoding="utf-8").splitlines()
        text += f" {lines[line - 1].strip()}"
    return Message(path, line, text, said["type"] != "info")
