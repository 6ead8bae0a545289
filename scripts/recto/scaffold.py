"""Makes new things in a project: a source to fill in, or a bank of one's own."""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from jinja2 import Environment, PackageLoader, Template
from msgspec import Struct

from recto.characters import UNFIT_NAME
from recto.load import identity, text_files
from recto.model import Source
from recto.parse import parse
from recto.project import Project, ProjectError, parse_config
from recto.put import put
from recto.rules import Rule
from recto.shipped import Shipped, remove_shipped

_DOCUMENT_END = re.compile(r"\.\.\.(\s|$)")

_ABOUT_TITLE = {Rule.NO_TITLE, Rule.LONG_TITLE, Rule.STRAY_TEXT, Rule.CONTROL}


def new_source(project: Project, title: str) -> Path:
    """Write a source with this title, the next free number and a fresh id; raises ProjectError."""
    title = title.strip()
    if not title:
        raise ProjectError("a question needs a title")
    if UNFIT_NAME.search(title):
        raise ProjectError("the title holds a character that cannot be printed")
    text = _template().render(title=title)
    parsed = parse(Source(title, "", None, tuple(text.splitlines())))
    for diagnostic in parsed.diagnostics:
        if diagnostic.rule in _ABOUT_TITLE:
            raise ProjectError(f"“{title}” cannot be a title: {diagnostic.message}")
    files = map(Path, text_files(project.sources, lambda _: None))
    number = 1 + max((identity(file.stem)[0] or 0 for file in files), default=0)
    file = project.sources / f"{number:03}_{secrets.token_hex(8)}.txt"
    put(file, text.encode())
    return file


class SiteSettings(Struct, frozen=True):
    """What a site is called, where it will be published and where its sources are kept."""

    name: str
    url: str
    repository: str


def start_bank(project: Project, site: SiteSettings, shipped: Shipped) -> None:
    """Give the site its name, URL and repository in `mkdocs.yml`, and remove what was shipped.

    Raises ProjectError, before anything is changed, if that cannot be done.
    """
    if not site.name.strip() or UNFIT_NAME.search(site.name):
        raise ProjectError("the name of a site is a line of text")
    for url in (site.url, site.repository):
        if not _is_address(url):
            raise ProjectError(f"{url!a} is not an address such as https://example.org/questions/")
    settings = {
        "site_name": site.name,
        "site_url": site.url,
        "repo_url": site.repository,
    }
    text = project.config.read_text(encoding="utf-8")
    for key, value in settings.items():
        text = _with_setting(text, key, value)
    try:
        found = parse_config(text)
    except (yaml.YAMLError, RecursionError):
        found = {}
    if {key: found.get(key) for key in settings} != settings:
        raise ProjectError(f"{project.config.name} cannot be rewritten; set {', '.join(settings)}")
    put(project.config, text.encode())
    remove_shipped(project, shipped)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # half a pair of brackets
        return False
    is_whole = parts.scheme in {"http", "https"} and bool(parts.netloc)
    is_plain = url.isprintable() and " " not in url and not parts.query and not parts.fragment
    return is_whole and is_plain


def _with_setting(text: str, key: str, value: str) -> str:
    """The text of a YAML mapping with one top-level setting replaced or added; comments stay."""
    lines = text.splitlines(keepends=True)
    line = f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
    start = next((n for n, old in enumerate(lines) if old.startswith(f"{key}:")), None)
    if start is None:
        # After the others, since a document may begin with a mark, and before one that ends it.
        start = next((n for n, old in enumerate(lines) if _DOCUMENT_END.match(old)), len(lines))
        before = "".join(lines[:start])
        gap = "" if before.endswith("\n") or not before else "\n"
        return "".join((before, gap, line, *lines[start:]))
    end = start + 1
    while end < len(lines) and lines[end][:1] in {" ", "\t"}:  # its value continues
        end += 1
    return "".join((*lines[:start], line, *lines[end:]))


def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("recto", "templates"),
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  (plain text)
    )
    return environment.get_template("source.txt.j2")
