"""The hand-written part of a site, which MkDocs builds again if its key has changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import MsgspecError, msgpack

from recto.markdown import module_of, modules_in
from recto.site.kept import KeptRest
from recto.site.rest import Meta, Rest
from recto.site.warned import counting

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.pages import Page

    from recto.site.sink import Sink
    from recto.site.tree import Change

_READERS = {"pymdownx.b64", "pymdownx.snippets"}
"""Extensions that put files from anywhere into pages."""

_VERSIONED = ("markdown.", "pymdownx.", "material.")
"""Packages of extensions and functions whose versions are in every key."""


def reads_more(config: MkDocsConfig) -> bool:
    """Whether hand-written pages may depend on what no key covers: any file, or others' code."""
    modules = (*map(module_of, config.markdown_extensions), *modules_in(config.mdx_configs))
    is_versioned = all(module.startswith(_VERSIONED) for module in modules)
    names = (name.partition(":")[0] for name in config.markdown_extensions)
    return not is_versioned or not _READERS.isdisjoint(names) or _has_icons_elsewhere(config)


def _has_icons_elsewhere(config: MkDocsConfig) -> bool:
    """Whether icons are from a folder that is not the theme's."""
    options = [own.get("options") for own in config.mdx_configs.values()]
    lists = [own.get("custom_icons") for own in options if isinstance(own, dict)]
    folders = [one for own in lists for one in own or ()]
    theme = config.theme.custom_dir
    return any(not (theme and Path(one).resolve().is_relative_to(theme)) for one in folders)


class Handwritten:
    """What MkDocs builds by itself. `key` is a digest of all that decides it.

    `scratch` is a folder for MkDocs to write into, which no other build uses.
    """

    def __init__(self, rest: Rest, key: bytes, kept: KeptRest, scratch: Path) -> None:
        self._rest = rest
        self._key = b"" if reads_more(rest.config) else key
        self._kept = kept
        self._scratch = scratch
        self.is_same = bool(self._key) and kept.key == self._key
        if self.is_same:
            self.titles, self.metas = kept.titles, kept.metas
            self.navigation = rest.navigation(kept.titles, kept.metas)
        else:
            with self._noting_warnings():
                self.navigation = rest.read()
            self.titles, self.metas = rest.titles, rest.metas
            if not _can_be_kept(self.metas):
                self._key = b""

    @property
    def shown(self) -> str:
        """What other pages may show of it: titles, metadata, and what the navigation has."""
        return repr((self.titles, self.metas, list(_outline(self.navigation.items))))

    def write(
        self,
        sink: Sink,
        environment: Environment,
        date: Callable[[Page], None],
        more: Callable[[], Mapping[str, str]],
        is_generated: Callable[[str], bool],
    ) -> KeptRest:
        """Put it into the site if it has changed.

        `more` gives further files once MkDocs is done. A file at the path of a generated one is
        left out.
        """
        if self.is_same:
            return self._kept
        with suppress(FileNotFoundError):
            shutil.rmtree(self._scratch)  # an earlier build's files may belong to no page now
        self._scratch.mkdir(parents=True)
        with self._noting_warnings():
            self._rest.write(environment, self.navigation, date)
        changes: dict[str, Change] = dict.fromkeys(self._kept.files)
        changes |= {file.relative_to(self._scratch).as_posix(): file for file in self._written()}
        changes |= {path: text.encode() for path, text in more().items()}
        changes = {path: own for path, own in changes.items() if not is_generated(path)}
        for path, own in changes.items():
            sink.put(path, own)
        files = tuple(path for path, own in changes.items() if own is not None)
        metas = self.metas if self._key else {}  # without a key, all is read again
        return KeptRest(self._key, files, self.titles, metas, self._rest.anchors, self._rest.links)

    def _written(self) -> Iterator[Path]:
        return (file for file in sorted(self._scratch.rglob("*")) if file.is_file())

    @contextmanager
    def _noting_warnings(self) -> Iterator[None]:
        """Have what caused a warning built again the next time, to cause it again."""
        with counting() as counter:
            yield
        if counter.get_counts():
            self._key = b""


def _can_be_kept(metas: Mapping[str, Meta]) -> bool:
    """Whether metadata can be read back as it was: YAML has kinds of values that msgpack lacks."""
    try:
        return msgpack.decode(msgpack.encode(metas), type=dict[str, Meta]) == metas
    except (MsgspecError, OverflowError, TypeError, ValueError):
        return False


def _outline(items: Iterable[StructureItem]) -> Iterator[tuple[str, str | None, list[object]]]:
    for item in items:
        below = _outline(getattr(item, "children", None) or ())
        yield str(item.title), getattr(item, "url", None), list(below)
