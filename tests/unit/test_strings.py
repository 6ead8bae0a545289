"""All that the interface says stands in `strings.toml`, and is said somewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from recto import strings
from recto.strings import decimal, for_scripts, plural
from tests.projects import REPOSITORY
from tests.unit.interface import (
    ANY,
    SCRIPTS,
    TEMPLATES,
    Keys,
    imported,
    keys_read,
    said_by_script,
    said_by_template,
)

QUESTIONS = {"one": "{n} question", "other": "{n} questions"}


def test_each_string_is_used() -> None:
    read = {keys for _, keys in keys_read()}
    unused = [keys for keys in _kept() if keys not in read and (*keys[:-1], ANY) not in read]
    assert unused == []


def test_each_string_that_is_read_is_there() -> None:
    kept = _kept()
    known = {*kept, *(keys[:1] for keys in kept)}
    read = ((file, keys) for file, keys in keys_read() if ANY not in keys)
    assert [(_name(file), *keys) for file, keys in read if keys not in known] == []


def test_scripts_import_what_is_exported_for_them() -> None:
    exported = _exported()
    wrong = [
        (_name(file), table)
        for file in SCRIPTS
        for table in imported(file.read_text(encoding="utf-8")).values()
        if table not in exported
    ]
    assert wrong == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_says_nothing_itself(file: Path) -> None:
    is_markdown = file.name.endswith((".md.j2", ".txt.j2"))
    assert said_by_template(file.read_text(encoding="utf-8"), is_markdown=is_markdown) == []


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_script_says_nothing_itself(file: Path) -> None:
    assert said_by_script(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('<p class="a">{{ t.a.b }}</p>', []),
        ("<p>Hello</p>", ["Hello"]),
        ("{% if a %}…{% else %}none{% endif %}", ["…none"]),
        ("{# Hello #}<!-- Hello --><script>let hello</script>", []),
        ("<script>let hello</script> there", ["there"]),
        ('<a title="{{ t.a.b }}" href="b">5&nbsp;</a>', []),
        ('<a title="Go">', ["Go"]),
        ('<input placeholder="{{ t.a.b }} here">', ["here"]),
        ('{{ "Nothing" if a else b }}', ["Nothing"]),
    ],
)
def test_what_a_template_says_is_found(source: str, said: list[str]) -> None:
    assert said_by_template(source, is_markdown=False) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ a }}\n---\ntitle: {{ a }}\ntemplate: b.html\nhide:\n  - toc\n---\n", []),
        ("---\ntitle: Hello\n---\n", ["Hello"]),
        ("/// html | div.recto-a[id=b][lang={{ a }}]\n\n- [{{ a }}]({{ b }}.md)\n\n///\n", []),
        ("/// details | Hello\n", ["Hello"]),
        ("/// html | nav.a[aria-label=Pages]\n", ["Pages"]),
        ('/// html | nav.a[hidden=a][aria-label="All pages"]\n', ["All pages"]),
        ("/// html | nav.a[aria-label={{ a | yaml }}]\n", []),
        ("- [questions.json]({{ a }}.json)\n", []),
        ("# Hello\n", ["# Hello"]),
    ],
)
def test_what_a_markdown_template_says_is_found(source: str, said: list[str]) -> None:
    assert said_by_template(source, is_markdown=True) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("// Hello\nmake('p', {}, 'Hello') /* `Bye` */", ["Hello"]),
        ('a.replace(/["\']/g, "Hello")', ["Hello"]),
        ("`All ${n} \\` of them`", ["All ${n} \\` of them"]),
        ('key === "ArrowDown" || name === "Control+k"', []),
    ],
)
def test_what_a_script_says_is_found(source: str, said: list[str]) -> None:
    assert said_by_script(source) == said


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0 questions"), (1, "1 question"), (2, "2 questions"), (12345, "12,345 questions")],
)
def test_a_plural_has_the_form_that_fits_its_number(number: int, shown: str) -> None:
    assert plural(QUESTIONS, number) == shown


def test_a_number_is_written_with_its_thousands_apart() -> None:
    assert [decimal(number) for number in (999, 1000, 1234567)] == ["999", "1,000", "1,234,567"]


@pytest.mark.usefixtures("polish")
def test_a_language_may_have_more_forms_and_write_numbers_otherwise() -> None:
    forms = {"one": "{n} temat", "few": "{n} tematy", "many": "{n} tematów", "other": "{n} tematu"}
    shown = [plural(forms, number) for number in (1, 3, 5, 22, 12345)]
    assert shown == ["1 temat", "3 tematy", "5 tematów", "22 tematy", "12\xa0345 tematów"]


@pytest.mark.usefixtures("polish")
def test_a_form_that_is_left_out_is_the_general_one() -> None:
    assert plural(QUESTIONS, 5) == "5 questions"


def test_scripts_are_given_tables_and_the_language() -> None:
    tables = strings.strings()
    exported = _exported()
    assert exported == {name: tables[name] for name in exported}
    assert {"language", "count", "search"} <= exported.keys()


@pytest.fixture
def polish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Strings in a language that has four forms of a noun with a number."""
    monkeypatch.setattr(strings, "strings", lambda: {"language": "pl"})
    strings._counted.cache_clear()
    yield
    strings._counted.cache_clear()


def _kept() -> list[Keys]:
    """Table and key of each string; the forms of a plural are one."""
    return [
        keys
        for name, table in strings.strings().items()
        for keys in ([(name, key) for key in table] if isinstance(table, dict) else [(name,)])
    ]


def _exported() -> dict[str, object]:
    """What scripts can import, by name."""
    lines = (line.removeprefix("export const ") for line in for_scripts().splitlines())
    return {name: json.loads(value) for name, _, value in (line.partition(" = ") for line in lines)}


def _name(file: Path) -> str:
    return file.relative_to(REPOSITORY).as_posix()
