"""Lays out lean stock: MkDocs and Material as installed, over the question pages of a project.

No plugin, template or style of this project's, and no question in the navigation; but the same
Markdown, read with the same extensions.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from recto.markdown import CONFIGS, EXTENSIONS
from recto.pages import QUESTIONS

COMMAND = (sys.executable, "-m", "mkdocs", "build", "--quiet")
CONFIG = {
    "site_name": "Lean stock",
    "site_url": "https://example.org/",
    "theme": {"name": "material"},
    "nav": ["index.md"],
    "not_in_nav": f"{QUESTIONS}/",
    "plugins": ["search", "tags"],
    "markdown_extensions": [{name: CONFIGS.get(name, {})} for name in EXTENSIONS],
    # Questions link to topics and lists, which are not there.
    "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore"}},
}
HOME = "# Questions\n\nEach has a page of its own.\n"
TEMPLATE = "template: question.html\n"
"""What distinguishes a question's page from a list; the theme has no such template."""


def lay_out_lean(folder: Path, project: Path) -> None:
    """Make lean stock of the question pages of a project that has been built."""
    pages = folder / "docs" / QUESTIONS
    pages.mkdir(parents=True)
    for page in (project / "docs" / QUESTIONS).glob("*.md"):
        text = page.read_text(encoding="utf-8")
        if TEMPLATE in text:
            (pages / page.name).write_text(text.replace(TEMPLATE, "", 1), encoding="utf-8")
    (folder / "docs" / "index.md").write_text(HOME, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.dump(CONFIG, sort_keys=False), encoding="utf-8")
