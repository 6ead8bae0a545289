"""Where a project's folders are, read from its `mkdocs.yml` without loading MkDocs."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct
from yaml.constructor import ConstructorError
from yaml_env_tag import construct_env_tag

CONFIG_NAME = "mkdocs.yml"
DEFAULT_SOURCES = "sources"
DEFAULT_PER_PAGE = 100
GENERATED = ("questions", "topics")
"""Folders of generated pages, below the folder of pages."""


class ProjectError(Exception):
    """The project cannot be worked with; the message says why and what to do."""


class Project(Struct, frozen=True):
    """A project's folders, and how many questions a page of the list holds."""

    root: Path
    sources: Path
    docs: Path
    site: Path
    per_page: int = DEFAULT_PER_PAGE
    overrides: Path | None = None
    """The folder of templates that take precedence over the theme's."""
    inherited: tuple[Path, ...] = ()
    """The files that the configuration inherits from."""

    @property
    def config(self) -> Path:
        return self.root / CONFIG_NAME

    @property
    def configs(self) -> tuple[Path, ...]:
        """All files that the configuration is read from."""
        return self.config, *self.inherited

    @property
    def cache(self) -> Path:
        return self.root / ".cache" / "recto"

    @property
    def permalinks(self) -> Path:
        return self.sources / "permalinks.tsv"

    @property
    def topics(self) -> Path:
        return self.sources / "topics.toml"

    def shown(self, path: Path) -> str:
        """A path as messages show it: relative to the project, with forward slashes."""
        return Path(relative(path, self.root)).as_posix()


def relative(path: str | Path, folder: str | Path) -> str:
    """The path relative to a folder; the whole path if that is on another drive of Windows."""
    try:
        return os.path.relpath(path, folder)
    except ValueError:
        return os.fspath(path)


class Listing:
    """The pages and images that exist. Each folder is listed once, so make a new one each time."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._real_sources = project.sources.resolve()
        self._names = cache(self._names_in)  # by text, since paths on Windows are equal in any case

    def has_page(self, path: str) -> bool:
        """Whether there is a hand-written page at this path below the folder of pages.

        An anchor is ignored. Generated pages do not count: links to them name the question.
        """
        name = posixpath.normpath(path.partition("#")[0])
        return name.partition("/")[0] not in GENERATED and self._is_file(self._project.docs / name)

    def has_image(self, path: str) -> bool:
        """Whether there is a file at this path that no link takes out of the sources folder.

        The path is relative to the project.
        """
        file = self._project.root / path
        return self._is_file(file) and file.resolve().is_relative_to(self._real_sources)

    def _is_file(self, file: Path) -> bool:
        """Whether there is a file at exactly this path, even if the file system ignores case."""
        try:
            return file.is_file() and file.name in self._names(str(file.parent))
        except OSError:  # a name too long for the file system
            return False

    def _names_in(self, path: str) -> frozenset[str]:
        """All names in a folder; none if it, or a folder on the way to it, is spelt differently."""
        folder, tops = Path(path), (self._project.docs, self._project.sources)
        is_below = folder not in tops and any(top in folder.parents for top in tops)
        if is_below and folder.name not in self._names(str(folder.parent)):
            return frozenset()
        return frozenset(os.listdir(folder))  # noqa: PTH208  (there may be many)


def find_project(start: Path) -> Project:
    """The project that `start` is in: it, or the nearest folder above, with a `mkdocs.yml`.

    Raises ProjectError if there is none, or if the file or its folders cannot be used.
    """
    for root in (start, *start.parents):
        if (root / CONFIG_NAME).is_file():
            return _read(root)
    raise ProjectError(
        f"there is no {CONFIG_NAME} in {start} or any folder above; run recto within a project"
    )


def parse_config(text: str) -> dict[str, Any]:
    """The settings in the text of a `mkdocs.yml`; raises yaml.YAMLError and RecursionError."""
    config = yaml.load(text, Loader=_TolerantLoader)  # noqa: S506  (a SafeLoader)
    return config if isinstance(config, dict) else {}


def _read(root: Path) -> Project:
    config, inherited = _read_config(root / CONFIG_NAME)
    options = _plugin_options(config.get("plugins"))
    sources = root / _string(options, "sources", DEFAULT_SOURCES)
    if not sources.is_dir():
        raise ProjectError(
            f"there is no folder {sources}; "
            f"make it, or set plugins: recto: sources in {CONFIG_NAME}"
        )
    docs = root / _string(config, "docs_dir", "docs")
    theme = config.get("theme")
    overrides = theme.get("custom_dir") if isinstance(theme, dict) else None
    return Project(
        root,
        sources,
        docs,
        root / _string(config, "site_dir", "site"),
        overrides=root / overrides if isinstance(overrides, str) else None,
        inherited=inherited,
    )


def _read_config(
    file: Path, heirs: frozenset[Path] = frozenset()
) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """The settings of a file and of those it inherits from, as MkDocs joins them, and the latter.

    `heirs` are the files that inherit from it.
    """
    if file.resolve() in heirs:
        raise ProjectError(f"{file} inherits from itself")
    try:
        config = parse_config(file.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        raise ProjectError(f"{file}{_place(error)}: {_problem(error)}") from error
    except (OSError, UnicodeDecodeError, RecursionError, yaml.YAMLError) as error:
        raise ProjectError(f"{file} cannot be read: {error}") from error
    parent = config.pop("INHERIT", None)
    if not isinstance(parent, str):
        return config, ()
    inherited, further = _read_config(file.parent / parent, heirs | {file.resolve()})
    return _joined(inherited, config), (file.parent / parent, *further)


def _place(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    return f":{mark.line + 1}:{mark.column + 1}" if mark else ""


def _problem(error: yaml.MarkedYAMLError) -> str:
    return ", ".join(filter(None, (error.context, error.problem))) or "this is not YAML"


def _joined(parent: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A file's own settings and those that only its parent has, also within tables."""
    tables = {
        key: _joined(parent[key], value)
        for key, value in own.items()
        if isinstance(value, dict) and isinstance(parent.get(key), dict)
    }
    return {**parent, **own, **tables}


def _plugin_options(plugins: object) -> Mapping[str, Any]:
    """The options of the plugin `recto`, from either form of MkDocs's list of plugins."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("recto"), dict):
            return dict(entry["recto"])
    return {}


def _string(options: Mapping[str, Any], key: str, default: str) -> str:
    value = options.get(key, default)
    if not isinstance(value, str):
        raise ProjectError(f"{key} in {CONFIG_NAME} must be the name of a folder")
    return value


class _TolerantLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Knows !ENV, and ignores the other tags that MkDocs knows, which do not matter here."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> object:  # noqa: FBT001, FBT002
        """Raise YAMLError, as the base class does not, for a scalar that does not fit its tag."""
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError) as error:
            problem = f"this cannot be read as {node.tag.rpartition(':')[2]}"
            raise ConstructorError(None, None, problem, node.start_mark) from error


_TolerantLoader.add_multi_constructor("", lambda *_: None)
_TolerantLoader.add_constructor("!ENV", construct_env_tag)
