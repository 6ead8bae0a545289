"""Has every page and our style sheets checked by the Nu Html Checker.

Its errors must be just those that `upstream.toml` lists; one that no longer occurs has to go there, too.
"""

from __future__ import annotations

import json
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rich.table import Table

from tests.audit.part import Part
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


def check_markup(checker: Sequence[str], site: Path) -> Part:
    own = [site / STYLES / file.name for file in (REPOSITORY / "overrides" / STYLES).glob("*.css")]
    messages = [
        *_check(checker, site, "--skip-non-html", site),
        *_check(checker, site, "--css", *own),
    ]
    pages = len(list(site.rglob("*.html")))
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


def _check(checker: Sequence[str], site: Path, option: str, *targets: Path) -> list[Message]:
    done = subprocess.run(
        [*checker, "--format", "json", "--stdout", "--exit-zero-always", option, *targets],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    root = site.as_posix() + "/"
    return [
        Message(
            unquote(urlsplit(said["url"]).path).removeprefix(root),
            said.get("lastLine", 0),
            said["message"],
            said["type"] != "info",
        )
        for said in json.loads(done.stdout)["messages"]
        if said["type"] != "info" or said.get("subType") == "warning"
    ]
