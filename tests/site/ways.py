"""A bank that is built in this process, in the fast way or MkDocs's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from recto.compile import no_progress
from recto.policy import Policy
from recto.project import find_project
from recto.site.build import build_site
from tests.projects import BANK, lay_out

STEPPING_ASIDE = "every page is built from scratch"
OPTIONS = "      sources: sources\n"
BINARY_SEARCH = "005_e8a05c3d17f9b245.txt"


def bank_in(folder: Path, monkeypatch: pytest.MonkeyPatch, *, has_manual: bool = False) -> Path:
    """A project in a folder, and this process in it."""
    lay_out(folder, BANK, has_manual=has_manual)
    monkeypatch.setenv("SITE_URL", "https://example.org/bank/")
    monkeypatch.setenv("REPO_URL", "https://example.org/repository")
    monkeypatch.chdir(folder)
    return folder


def build(project: Path, *, search: bool = True) -> None:
    policy = Policy(record=True, search=search)
    summary = build_site(find_project(project), policy, no_progress)
    assert summary.is_published


def change(project: Path, old: str, new: str, file: str = "mkdocs.yml") -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), encoding="utf-8")
