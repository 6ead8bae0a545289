"""What a body links to and which images it shows, and where in the source that is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from ipaddress import IPv6Address
from urllib.parse import unquote

from markdown_it.token import Token
from msgspec import Struct

from recto.body.places import AT, place_of
from recto.model import Text

IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""Raster formats: an SVG file can carry scripts."""

QUESTION = "question"
SCHEMES = frozenset({"http", "https", "mailto", QUESTION})

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(
    r"https?://(?:[^\s/?#@<>\[\]\\]*@)?(?:\[([0-9a-f:.]+)\]|[^\s#%/:<>?@\[\]\\^|]+)"
    r"(?::[0-9]{0,5})?(?=[/?#]|$)",
    re.IGNORECASE,
)
"""The beginning of an address, as far as its host and port; an IPv6 address is the group."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_FILE = re.compile(
    r"[^\\/?#][^\\?#]*\.(?:md(?:#.*)?|png|jpe?g|gif|webp|avif|svg|bmp|tiff?)", re.IGNORECASE
)


class Link(Struct, frozen=True):
    """A link or image found in a body: its target, and the place of that target in the source."""

    target: str
    line: int
    column: int


def decoded(target: str) -> str:
    """What a target names: without percent-coding, composed as in Unicode's form NFC."""
    return unicodedata.normalize("NFC", unquote(target))


def is_allowed(target: str) -> bool:
    """Whether text may name it: http, https, mailto, question:ID, a page or an image by its path.

    Anything else in brackets and parentheses is more likely code, such as `f[i](x)`.
    """
    path = decoded(target)
    if _CONTROL.search(path):
        return False
    if scheme := _SCHEME.match(target):
        return scheme[1].lower() in SCHEMES and (not is_web(target) or end_of_host(path) > 0)
    is_hidden_scheme = _SCHEME.match(path)
    return not is_hidden_scheme and bool(_FILE.fullmatch(path)) and ".." not in path


def question_id(target: str) -> str | None:
    """The id of the question that a link leads to; None for a link to anything else."""
    scheme, colon, id_ = target.partition(":")
    return id_ if colon and scheme.lower() == QUESTION else None


def end_of_host(address: str) -> int:
    """The length of a web address as far as its host and port; 0 if browsers cannot parse it."""
    match = _HOST.match(address)
    if not match:
        return 0
    try:
        IPv6Address(match[1] or "::")
    except ValueError:
        return 0
    return match.end()


def is_remote(target: str) -> bool:
    """Whether an allowed target has a scheme; one without is a path within the project."""
    return _SCHEME.match(target) is not None


def is_web(target: str) -> bool:
    """Whether a target is on another site, and so neither a question nor a mail address."""
    return target.lower().startswith(("http:", "https:"))


def is_showable(target: str) -> bool:
    """Whether an image is of a kind that a page shows, and not on another site."""
    return not is_remote(target) and target.lower().endswith(IMAGE_TYPES)


def find_targets(text: Text, tokens: Iterable[Token], kind: str) -> Iterator[Link]:
    """Every `link_open` or `image`, as `kind` says, in the order of the text."""
    attribute = "src" if kind == "image" else "href"
    for block in tokens:
        for token in block.children or ():
            if token.type == kind:
                yield _link(text, block, token, str(token.attrs[attribute]))


def _link(text: Text, block: Token, token: Token, written: str) -> Link:
    target = decoded(written)
    if scheme := _SCHEME.match(target):
        target = scheme[0].lower() + target[scheme.end() :]
    return Link(target, *place_of(text, block, token.meta[AT]))
