"""What the interface's templates and scripts say themselves, and what they have from strings."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

from tests.projects import REPOSITORY

_PACKAGE = REPOSITORY / "scripts" / "recto"
_FORMATS = {"robots.txt.j2", "source.txt.j2"}
"""Templates whose words are those of a format, and not of the interface."""

MODULES = sorted(_PACKAGE.rglob("*.py"))
SCRIPTS = sorted((REPOSITORY / "overrides").rglob("*.js"))
TEMPLATES = sorted((REPOSITORY / "overrides").rglob("*.html")) + [
    file for file in sorted(_PACKAGE.rglob("*.j2")) if file.name not in _FORMATS
]

Keys = tuple[str, ...]

ANY = "*"
"""Stands for a key that is known only when the interface is shown."""

_JINJA = Environment(keep_trailing_newline=True)

_PHRASE = re.compile(r"[A-Z].*[a-z]", re.DOTALL)
"""A string that is likely to be meant for readers."""

_KEY = re.compile(
    r"(?:(?:Alt|Control|Meta|Shift)\+)?"
    r"(?:Arrow(?:Down|Left|Right|Up)|Backspace|End|Enter|Escape|Home|Page(?:Down|Up)|Tab|\w?)"
)
"""What browsers call a key."""

_SPOKEN = ("alt", "aria-description", "aria-label", "placeholder", "title")
_SILENT = {"script", "style"}

_SCRIPT = re.compile(
    r"""
    //[^\n]* | /\*.*?\*/
    | (?<=[(,=:!&|?;\[]) \s* / (?! [*/]) (?: \\. | \[ (?: \\. | [^\]\\\n] )* \] | [^/\\\[\n] )+ /
    | (?P<string> "(?: \\. | [^"\\] )*" | '(?: \\. | [^'\\] )*' | `(?: \\. | [^`\\] )*` )
    """,
    re.DOTALL | re.VERBOSE,
)
"""What may hold quotation marks in a script: comments, regular expressions and strings."""

_IMPORT = re.compile(r'import \{([^}]*)\} from "(?:\.\.?/)+strings\.js"')

# What stands in a Markdown template and is not shown.
_FRONT_MATTER = re.compile(r"^---\n(.*?\n)---\n", re.DOTALL | re.MULTILINE)
_SETTING = re.compile(r"^title:|^(?!title:)\w+:.*|^  - .*", re.MULTILINE)
_FENCE = re.compile(r"^/{3,}(?: *html *\| *[\w.#-]+(?:\[[^\]\n]*\])*| *\w+ *\|?)?", re.MULTILINE)
_LINK = re.compile(r"(\[[\w-]+\.\w+\]|\])\([^)]*\)")
"""The address of a link, and the name of a file if the link is called by it."""


def said_by_template(source: str, *, is_markdown: bool) -> list[str]:
    """What a template always says: lines, attributes, and strings in its code."""
    markup = "".join(text for _, kind, text in _JINJA.lex(source) if kind == "data")
    texts = _of_markdown(markup) if is_markdown else _of_html(markup)
    code = (constant.value for constant in _JINJA.parse(source).find_all(nodes.Const))
    return [
        *(text.strip() for text in texts if any(map(str.isalpha, text))),
        *(text for text in code if isinstance(text, str) and _PHRASE.match(text)),
    ]


def said_by_script(source: str) -> list[str]:
    """The strings of a script that begin like a phrase and are no names of keys."""
    found = (match["string"] for match in _SCRIPT.finditer(source))
    texts = (string[1:-1] for string in found if string)
    return [text for text in texts if _PHRASE.match(text) and not _KEY.fullmatch(text)]


def imported(source: str) -> dict[str, str]:
    """By the name that it has in a script, each table that is imported from the strings."""
    named = [name.split(" as ") for names in _IMPORT.findall(source) for name in names.split(",")]
    return {name[-1].strip(): name[0].strip() for name in named if name[0].strip()}


def keys_read() -> Iterator[tuple[Path, Keys]]:
    """With its file, the table and key of each string that is read anywhere."""
    for files, read in (
        (TEMPLATES, _read_by_template),
        (SCRIPTS, _read_by_script),
        (MODULES, _read_by_module),
    ):
        for file in files:
            yield from ((file, keys[:2]) for keys in read(file.read_text(encoding="utf-8")) if keys)


def _of_markdown(markup: str) -> list[str]:
    markup = _FRONT_MATTER.sub(lambda match: _SETTING.sub("", match[1]), markup, count=1)
    labels = re.findall(rf"\[(?:{'|'.join(_SPOKEN)})=[\"']?([^\"'\]\n]+)", markup)
    return labels + html.unescape(_LINK.sub("]", _FENCE.sub("", markup))).splitlines()


def _of_html(markup: str) -> list[str]:
    parser = _Text()
    parser.feed(re.sub(r"T[\d:]{8}Z", "", markup))
    parser.close()
    return "".join(parser.texts).splitlines() + parser.spoken


class _Text(HTMLParser):
    """What stands between tags and in attributes that are spoken, scripts and styles aside."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.spoken: list[str] = []
        self._is_silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_silent = tag in _SILENT
        self.spoken += [value for name, value in attrs if name in _SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        self._is_silent = self._is_silent and tag not in _SILENT

    def handle_data(self, data: str) -> None:
        if not self._is_silent:
            self.texts.append(data)


def _read_by_template(source: str) -> Iterator[Keys]:
    tree = _JINJA.parse(source)
    names: dict[str, Keys] = {"t": ()}

    def keys(node: nodes.Node) -> Keys | None:
        match node:
            case nodes.Name(name=name):
                return names.get(name)
            case nodes.Getattr(node=table, attr=key):
                return _below(keys(table), key)
            case nodes.Getitem(node=table, arg=arg):
                return _below(keys(table), arg.value if isinstance(arg, nodes.Const) else ANY)
        return None

    for assigned in tree.find_all(nodes.Assign):
        table = keys(assigned.node)
        if table is not None and isinstance(assigned.target, nodes.Name):
            names[assigned.target.name] = table
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        yield keys(node) or ()


def _read_by_module(source: str) -> Iterator[Keys]:
    tree = ast.parse(source)
    names: dict[str, Keys] = {}

    def keys(node: ast.expr) -> Keys | None:
        match node:
            case ast.Call(func=ast.Name(id="strings")):
                return ()
            case ast.Name(id=name):
                return names.get(name)
            case ast.Subscript(value=table, slice=key):
                return _below(keys(table), key.value if isinstance(key, ast.Constant) else ANY)
        return None

    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            table = keys(node.value)
            if table is not None:
                names[node.targets[0].id] = table
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            yield keys(node) or ()


def _read_by_script(source: str) -> Iterator[Keys]:
    code = _SCRIPT.sub(lambda found: found["string"] or "", source)
    assert code.count("strings.js") == len(_IMPORT.findall(code))
    for name, table in imported(code).items():
        yield (table,)
        for key in re.findall(rf"(?<![\w.]){name}(?:\.(\w+)|\[)", code):
            yield table, key or ANY


def _below(table: Keys | None, key: object) -> Keys | None:
    return None if table is None else (*table, str(key))
