"""The Content-Security-Policy that each page carries: only what was built into it runs.

Scripts and styles in the page itself are allowed by their hashes, files if they belong to the site.
A question's text is not trusted: if a script ever got through from there, it would not run.
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
"""What comes before the policy: only the encoding has to."""

_INLINE = re.compile(
    r"<([sS][cC][rR][iI][pP][tT]|[sS][tT][yY][lL][eE])((?:\s[^>]*)?)>(.*?)</(?i:\1)[\s/>]",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")

_RUN = {"", "module", "importmap", "speculationrules"}
"""Values of `type` of a script that browsers obey, besides the names of JavaScript."""

_FIXED = ("base-uri 'none'", "style-src-attr 'unsafe-inline'")  # tables align their cells
_OWN: dict[str, tuple[str, ...]] = {
    # Not 'none', since Firefox applies it to the next page, which it fetches in advance.
    "default-src": ("'self'",),
    # Pagefind's WebAssembly runs in a worker, which the policy does not cover, or in the page.
    "script-src": ("'self'", "'wasm-unsafe-eval'"),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # the theme's icons are masks with a data: address
    "object-src": (),
    "frame-src": (),
    "form-action": (),
}
"""Where each kind of content may come from, and by default any other; `origins` are added."""


def with_policy(html: str, origins: tuple[str, ...] = (), untrusted: str = "") -> str:
    """The page with its policy, or unchanged if it has no head.

    It may load anything from `origins`. No script or style in the text `untrusted` is allowed.
    """
    head = _HEAD.match(html, html.find("<head"))
    if head is None:
        return html
    inline = dict.fromkeys(_inline(html))
    for denied in _inline(untrusted):
        inline.pop(denied, None)
    return html[: head.end()] + _element(tuple(inline), origins) + html[head.end() :]


def _inline(html: str) -> Iterator[tuple[str, str]]:
    """The directive and hash for each script and style in the page itself."""
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
    # As MkDocs writes it and as a browser reads it, with one kind of line end.
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
