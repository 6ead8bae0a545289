"""Tells at a glance that nothing changed since the last build, before anything is loaded.

The last build leaves a digest of the stamps of all that it depends on, and how it ended.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from recto.diagnostics import Diagnostic
from recto.environment import configuration
from recto.project import GENERATED, Project
from recto.put import put
from recto.rules import Rule
from recto.site.tree import stamp as stamp_of_site
from recto.stamps import NONE, below, now, settled

FILE = "last"
"""The file of the cache that tells how the last build ended."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How a build ended."""

    questions: int
    sources: int
    diagnostics: tuple[Diagnostic, ...]
    is_published: bool
    recorded: int = 0
    """How many permalinks are new."""


def inputs(project: Project, way: object) -> bytes | None:
    """A digest of the stamps of all that a build of this project depends on and of what it made.

    `way` tells how it is built. None if a file was changed a moment ago, so that its stamp does
    not tell whether it is changed again.
    """
    at = now()
    skipped = frozenset(GENERATED)
    places = below(project.sources), below(project.docs, skipped)
    if any(settled(own, at) == NONE for place in places for own in place.values()):
        return None
    made = (below(project.docs / name) for name in GENERATED)
    whole = hashlib.blake2b(digest_size=16)
    for part in (configuration(project), stamp_of_site(project.site), way, *places, *made):
        whole.update(repr(part).encode())
    return whole.digest()


def last(project: Project, wanted: bytes | None) -> Summary | None:
    """How the last build ended, if it had these inputs."""
    if wanted is None:
        return None
    try:
        kept = json.loads((project.cache / FILE).read_text(encoding="utf-8"))
        body = json.dumps(kept["body"])
        if kept["digest"] != _digest(wanted, body):
            return None
        found = kept["body"].pop("diagnostics")
        return Summary(diagnostics=tuple(map(_read, found)), **kept["body"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(project: Project, made: bytes | None, summary: Summary) -> None:
    """Keep how a build ended that left these inputs."""
    file = project.cache / FILE
    if made is None:
        file.unlink(missing_ok=True)
        return
    body = {
        **asdict(summary),
        "recorded": 0,
        "diagnostics": [_write(own) for own in summary.diagnostics],
    }
    digest = _digest(made, json.dumps(body))
    put(file, json.dumps({"digest": digest, "body": body}).encode())


def _digest(inputs: bytes, body: str) -> str:
    return hashlib.blake2b(body.encode(), digest_size=16, key=inputs).hexdigest()


def _write(own: Diagnostic) -> dict[str, object]:
    return {**asdict(own), "rule": own.rule.name}


def _read(kept: dict[str, object]) -> Diagnostic:
    return Diagnostic(**{**kept, "rule": Rule[str(kept["rule"])]})  # type: ignore[arg-type]
