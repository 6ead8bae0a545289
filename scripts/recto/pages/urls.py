"""Links of generated pages as URLs. (To be replaced.)"""

from __future__ import annotations

import posixpath
from urllib.parse import quote, unquote

from recto.pages.paths import page_url


def link_of(path: str, target: str, *, in_folders: bool) -> str | None:
    """The URL of a link of the page at a path, relative to that page; None leaves it as it is."""
    name, mark, anchor = target.partition("#")
    if not name or ":" in name or name.startswith("/"):
        return None
    other = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(name)))
    url = page_url(other, in_folders=in_folders) if other.endswith(".md") else quote(other)
    return _relative(url, page_url(path, in_folders=in_folders)) + mark + anchor


def _relative(url: str, other: str) -> str:
    parts = [p for p in other.split("/")[:-1]]
    dest = [p for p in url.split("/")]
    common = 0
    for a, b in zip(dest[:-1], parts):
        if a != b:
            break
        common += 1
    rel = [".."] * (len(parts) - common) + dest[common:]
    result = "/".join(rel)
    return result or "./"
