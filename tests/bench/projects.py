"""Lays out and builds the projects that are measured, each once.

In a folder that is kept from run to run, a project that was built before is used as it is.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.coherent import read_texts, write_coherent
from tests.bench.search.prose import write_prose
from tests.projects import IS_SHIPPED, REPOSITORY, clean_environment, lay_out

PROSE_TOPICS = Path(__file__).with_name("search") / "topics.toml"
TEXTS, TOPICS = (
    (REPOSITORY / "sources" / "starter", REPOSITORY / "sources" / "topics.toml")
    if IS_SHIPPED
    else (REPOSITORY / "tests" / "bank" / "fields", PROSE_TOPICS)
)
"""The shipped questions and topics, or others where an owner has cleared them."""

PLUGINS = "plugins:\n"


def build(project: Path, fill: Callable[[Path], None], module: str = "recto") -> Path:
    """Lay out a project, let `fill` put something into it, build it; return its site's folder.

    `module` is a program that takes the arguments of `recto`. Raises CalledProcessError.
    """
    site = project / "site"
    if not site.is_dir():
        shutil.rmtree(project, ignore_errors=True)
        project.parent.mkdir(parents=True, exist_ok=True)
        lay_out(project, has_manual=True)
        fill(project)
        subprocess.run(
            [sys.executable, "-m", module, "build"],
            cwd=project,
            env=clean_environment(PYTHONPATH=str(REPOSITORY)),
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return site


def fill_with_prose(project: Path) -> None:
    """The shipped questions and those made of docstrings, with a taxonomy for both."""
    sources = project / "sources"
    shutil.copytree(TEXTS, sources / "starter")
    write_prose(sources)
    topics = [file.read_text(encoding="utf-8") for file in dict.fromkeys((TOPICS, PROSE_TOPICS))]
    (sources / "topics.toml").write_text("\n".join(topics), encoding="utf-8")


def fill_with_prose_for_lunr(project: Path) -> None:
    """The same, with the theme's own search besides Recto's."""
    fill_with_prose(project)
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert text.count(PLUGINS) == 1
    config.write_text(text.replace(PLUGINS, f"{PLUGINS}  - search\n"), encoding="utf-8")


def fill_with_many(project: Path, size: int) -> None:
    """So many questions made of the sentences of those with prose, and the shipped taxonomy."""
    texts = project / "texts"
    shutil.copytree(TEXTS, texts / "starter")
    write_prose(texts)
    write_coherent(project / "sources", size, read_texts(texts))
    shutil.rmtree(texts)
    shutil.copy(TOPICS, project / "sources")
