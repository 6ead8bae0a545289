"""The Content-Security-Policy that each page carries: nothing runs but what was built into it.

Scripts and styles that stand in a page are allowed by their hashes, files by being of the site. A
question's text is not trusted: were a script ever to get through from there, it would not run.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

ORIGIN = re.compile(r"(https?|wss?)://[^\s/\"'&;,<>]+")
"""An origin that can be allowed: scheme and host, as in `https://example.org`."""

_HEAD = re.compile(r"<head(?:\s[^>]*)?>(?:\s*<meta charset=[^>]*>)?")
"""Up to where the policy goes: only the encoding is wanted before it."""

_INLINE = re.compile(
    r"<([sS][cC][rR][iI][pP][tT]|[sS][tT][yY][lL][eE])((?:\s[^>]*)?)>(.*?)</(?i:\1)[\s/>]",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")

_RUN = {"", "module", "importmap", "speculationrules"}
"""What `type` says of a script that is obeyed and no data block, beside the names of JavaScript."""

_FIXED = ("base-uri 'none'", "style-src-attr 'unsafe-inline'")  # tables align their cells
_OWN: dict[str, tuple[str, ...]] = {
    # Not 'none', for Firefox asks it about the next page, which it fetches ahead.
    "default-src": ("'self'",),
    # Pagefind's WebAssembly runs in a worker, which has no part in the policy, or else in the page.
    "script-src": ("'self'", "'wasm-unsafe-eval'"),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # the theme's icons are masks with a data: address
    "object-src": (),
    "frame-src": (),
    "form-action": (),
}
"""What may come from where, by default the rest; for all of it, other origins can be allowed."""


def with_policy(html: str, origins: tuple[str, ...] = (), untrusted: str = "") -> str:
    """The page with its policy, or as it is if it has no head.

    From `origins` it may take anything. No script that stands in the text `untrusted` is allowed,
    nor is a style.
    """
    head = _HEAD.match(html, html.find("<head"))
    if head is None:
        return html
    inline = dict.fromkeys(_inline(html))
    for denied in _inline(untrusted):
        inline.pop(denied, None)
    return html[: head.end()] + _element(tuple(inline), origins) + html[head.end() :]


def _inline(html: str) -> Iterator[tuple[str, str]]:
    """The directive and hash for each script and style that stands in the page itself."""
    for name, attributes, text in _INLINE.findall(html):
        directive = f"{name.lower()}-src"
        if directive == "style-src" or _is_run(attributes):
            yield directive, _hash(text)


@lru_cache
def _is_run(attributes: str) -> bool:
    """Whether a script with these attributes holds what a browser obeys."""
    known = {name.lower(): "".join(value) for name, *value in _ATTRIBUTE.findall(attributes)}
    kind = known.get("type", "").strip().lower()
    return "src" not in known and (kind in _RUN or kind.endswith(("javascript", "ecmascript")))


@lru_cache(maxsize=1024)
def _hash(text: str) -> str:
    # As MkDocs writes it and as a browser reads it, which knows one kind of line end.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = sha256(text.encode(errors="xmlcharrefreplace")).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


@lru_cache(maxsize=1024)
def _element(inline: tuple[tuple[str, str], ...], origins: tuple[str, ...]) -> str:
    directives = list(_FIXED)
    for name, sources in _OWN.items():
        hashes = (hash_ for directive, hash_ in inline if directive == name)
        allowed = (*sources, *hashes, *origins) or ("'none'",)
        directives.append(f"{name} {' '.join(allowed)}")
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(directives)}">'
