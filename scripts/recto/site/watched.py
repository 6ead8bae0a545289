"""What MkDocs's own preview watches.

`mkdocs serve` watches all of the folder of pages. Recto writes pages into it during each build,
which would set off another; so only what people write there is watched.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from recto.project import GENERATED

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer


def watch_handwritten(
    server: LiveReloadServer, config: MkDocsConfig, sources: Path
) -> LiveReloadServer:
    """Make the server watch sources, theme overrides and hand-written pages."""
    docs = Path(config.docs_dir)
    server.unwatch(str(docs))
    server.watch(str(docs), recursive=False)
    for folder in sorted(docs.iterdir()):
        if folder.is_dir() and folder.name not in GENERATED and not folder.name.startswith("."):
            server.watch(str(folder))
    server.watch(str(sources))
    if config.theme.custom_dir:
        server.watch(str(config.theme.custom_dir))
    return server
