"""The URLs that MkDocs gives to generated pages, for processes that do not load MkDocs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*")
"""What a URL holds without quoting."""


def url_of(path: str, *, in_folders: bool) -> str:
    """The URL of a page below the site, by its path below the folder of pages.

    `in_folders` says that each page has a folder of its own.
    """
    stem = path.removesuffix(".md")
    if stem.rpartition("/")[2] == "README":
        stem = f"{stem.removesuffix('README')}index"
    if not in_folders:
        url = f"{stem}.html"
    else:
        folder, _, name = stem.rpartition("/")
        url = f"{folder or '.'}/" if name == "index" else f"{stem}/"
    return url if _PLAIN.fullmatch(url) else quote(url)


def between(page: str, target: str) -> str:
    """A path relative to a page: `posixpath.relpath` from its folder, for paths without `..`."""
    here, there = page.split("/")[:-1], target.split("/")
    common = 0
    for own, other in zip(here, there, strict=False):
        if own != other:
            break
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def relative_url(url: str, page: str) -> str:
    """A URL below the site, relative to that of a page."""
    way = between(page.removeprefix("./"), url.removeprefix("./"))
    return "./" if way == "." else way


def link_resolver(
    path: str, find: Callable[[str], str | None], *, in_folders: bool
) -> Callable[[str], str | None]:
    """Gives the URLs that the links of a page become, and None for those that stay as they are.

    `find` gives the URL below the site of the file at a path below the folder of pages, and None if
    there is no such file. A link to another site, to a place on the page itself, to an absolute
    path or to a file that is not there stays as it is.
    """
    folder = posixpath.dirname(path)
    own = url_of(path, in_folders=in_folders)

    def resolve(target: str) -> str | None:
        scheme, host, name, query, anchor = urlsplit(target)
        if scheme or host or not name or name.startswith(("/", "\\")):
            return None
        url = find(posixpath.normpath(posixpath.join(folder, unquote(name))))
        return url and urlunsplit(("", "", relative_url(url, own), query, anchor))

    return resolve
