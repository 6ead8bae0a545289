"""Points the links and images of a block to where a page finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol
from urllib.parse import quote

from markdown_it.token import Token

from recto.body.targets import decoded, end_of_host, is_remote, question_id

_BREAK = re.compile(r"\s*\n\s*")
_UNQUOTED = "/:?#@!&+,=~"


class Addresses(Protocol):
    """Where a page finds the things that its text names."""

    def question(self, id_: str) -> str | None:
        """The target of a link to the question with this id; None if it is not published."""

    def page(self, path: str) -> str:
        """The target of a link to the hand-written page at this path below `docs/`."""

    def image(self, path: str) -> str:
        """The target of an image at this path relative to the source."""


def led(tokens: Sequence[Token], to: Addresses) -> Iterator[Token]:
    """The spans with the targets of links and images as Markdown for the page.

    A link that leads nowhere becomes its text, an image from another site a link. A link without
    text shows its address.
    """
    is_kept: list[bool] = []
    for index, token in enumerate(tokens):
        match token.type:
            case "link_open":
                href = str(token.attrs["href"])
                target = _target(href, to)
                is_kept.append(target is not None)
                if target is not None:
                    yield token.copy(attrs={"href": target})
                if tokens[index + 1].type == "link_close":
                    yield text_token(decoded(href))
            case "link_close":
                if is_kept.pop():
                    yield token
            case "image":
                yield from _image(token, to)
            case _:
                yield token


def text_token(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _target(href: str, to: Addresses) -> str | None:
    id_ = question_id(decoded(href))
    if id_ is None:
        return _written(href) if is_remote(href) else _of_path(to.page(decoded(href)))
    target = to.question(id_)
    return None if target is None else _of_path(target)


def _image(token: Token, to: Addresses) -> Iterator[Token]:
    source = str(token.attrs["src"])
    label = _BREAK.sub(" ", token.content)
    if is_remote(source):
        yield Token("link_open", "a", 1, attrs={"href": _written(source)})
        yield text_token(label or source)
        yield Token("link_close", "a", -1)
    else:
        yield token.copy(attrs={"src": _of_path(to.image(decoded(source)))}, content=label)


def _written(address: str) -> str:
    """An address without characters that would be markup there; its own percent-coding stays."""
    begin = end_of_host(address)
    host = quote(address[:begin], safe=f"{_UNQUOTED}%[]")  # brackets of an IPv6 address
    return host + quote(address[begin:], safe=f"{_UNQUOTED}%")


def _of_path(path: str) -> str:
    """A path as the target of a link, without characters that would be markup."""
    return quote(path, safe=_UNQUOTED)
