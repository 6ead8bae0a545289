"""The frame of a page: all of its HTML that is the same on each page of its kind.

MkDocs renders the whole template of the theme for each page, most of which is header, footer,
styles and scripts. Here it is rendered once for each template and folder, with holes in place of
the blocks that depend on the page itself (`HOLES`). For each page, only these blocks are rendered,
by the same templates in the same way.

That is right only if nothing outside those blocks uses anything of the page. So a frame is rendered
for a page about which nothing is known: a template that asks it for anything raises
`NotConstantError`, and the site is then built in MkDocs's own way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import TemplateError, pass_context
from jinja2.runtime import Context
from msgspec import Struct

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from mkdocs.structure.pages import Page

HOLES = ("site_meta", "htmltitle", "card", "body")
"""Blocks of the theme and of `overrides/` that depend on the page itself."""

_CONSTANT = ("list_url", "topics_url", "search_url")
"""What templates use of the bank that is the same for every bank."""

_MARK = "\N{REPLACEMENT CHARACTER}{}\N{REPLACEMENT CHARACTER}"


class NotConstantError(Exception):
    """A template uses something of the page or the bank outside the blocks that may."""


class Unknown:
    """Stands for something that differs between pages. Templates may use what is `known` of it.

    Using anything else raises NotConstantError.
    """

    def __init__(self, name: str, **known: object) -> None:
        self._name = name
        self.__dict__.update(known)

    def __getattr__(self, attribute: str) -> object:
        raise NotConstantError(f"a template asks for {self._name}.{attribute}")

    def __getitem__(self, item: object) -> object:
        return getattr(self, str(item))

    def get(self, item: object, _default: object = None) -> object:
        return self[item]

    def __bool__(self) -> bool:
        return True

    def _refuse(self, *_: object) -> NoReturn:
        raise NotConstantError(f"a template asks for {self._name}")

    __contains__ = __eq__ = __hash__ = __iter__ = __len__ = __str__ = _refuse


class Frame(Struct, frozen=True):
    """The text between the holes, and which block fills each, in the order of the page."""

    pieces: tuple[str, ...]
    blocks: tuple[str, ...]


class Frames:
    """The frames of a site.

    `shared` gives the context in which MkDocs renders a page. `exact` has URLs of generated pages
    that frames link to: each page below one of them links to it differently, and has its own frame.
    """

    def __init__(
        self,
        environment: Environment,
        shared: Callable[[Page], Mapping[str, Any]],
        exact: Collection[str],
    ) -> None:
        for name in ("url", "script_tag"):
            environment.filters[name] = _led(environment.filters[name])
        self._environment = environment
        self._shared = shared
        self._exact = exact
        self._frames: dict[tuple[str, str], tuple[Frame, Context]] = {}

    def fill(self, page: Page, own: Mapping[str, Any]) -> str:
        """The HTML of a page. `own` is the part of its context that other pages do not share.

        Raises NotConstantError.
        """
        frame, made = self._made(page)
        context = Context(self._environment, {**made.parent, **own, "page": page}, made.name, {})
        context.blocks = made.blocks
        context.vars = dict(made.vars)
        context.exported_vars = set(made.exported_vars)
        parts = [frame.pieces[0]]
        try:
            for name, piece in zip(frame.blocks, frame.pieces[1:], strict=True):
                parts += self._block(context, name)
                parts.append(piece)
        except TemplateError:
            self._environment.handle_exception()  # adds where
        return "".join(parts)

    def _block(self, context: Context, name: str) -> list[str]:
        # The first is our own hole, the second what the template has there.
        return list(context.blocks[name][1](context))

    def _made(self, page: Page) -> tuple[Frame, Context]:
        template = str(page.meta.get("template", "main.html"))
        key = template, self._place(page.url)
        if key not in self._frames:
            self._frames[key] = self._make(template, page)
        return self._frames[key]

    def _place(self, url: str) -> str:
        """The same for pages that link in the same way to everything that frames link to."""
        if any(url.startswith(other) for other in self._exact):
            return url
        return url.partition("/")[0] + "/" * url.count("/")

    def _make(self, template: str, page: Page) -> tuple[Frame, Context]:
        holes = (f"{{% block {name} %}}{_MARK.format(name)}{{% endblock %}}" for name in HOLES)
        shell: Template = self._environment.from_string(
            f'{{% extends "{template}" %}}{"".join(holes)}'
        )
        context = shell.new_context(
            {
                **self._shared(page),
                "page": Unknown(
                    "page",
                    meta=Unknown("page.meta", hide=None),
                    toc=(),
                    is_homepage=False,
                    place=SimpleNamespace(url=page.url),
                ),
                "pages": Unknown("pages"),
                "recto": _AnyBank(self._environment.globals.get("recto")),
            }
        )
        try:
            text = "".join(shell.root_render_func(context))
        except TypeError as error:  # from an operation that an Unknown does not have
            raise NotConstantError(str(error)) from error
        except TemplateError:
            self._environment.handle_exception()  # adds where
        blocks, pieces = [], []
        for part in text.split("\N{REPLACEMENT CHARACTER}"):
            if part in HOLES:
                blocks.append(part)
            else:
                pieces.append(part)
        if len(pieces) != len(blocks) + 1:
            raise NotConstantError("what all pages share holds the character U+FFFD")
        return Frame(tuple(pieces), tuple(blocks)), context


class _AnyBank:
    """Stands for the bank while a frame is rendered: has only what is the same for every bank."""

    def __init__(self, told: object) -> None:
        self._told = told

    def __getattr__(self, name: str) -> object:
        if name not in _CONSTANT:
            raise NotConstantError(f"a template asks for recto.{name}")
        return getattr(self._told, name)


def _led(original: Callable[..., str]) -> Callable[..., str]:
    """A filter that makes links may know where the page is: all of a kind are equally deep."""

    @pass_context
    def led(context: Mapping[str, Any], value: object) -> str:
        page = context["page"]
        if isinstance(page, Unknown):
            return original({"page": page.place, "base_url": context["base_url"]}, value)
        return original(context, value)

    return led
