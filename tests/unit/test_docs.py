"""The pages for maintainers are true: each example does what the page says of it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from recto.compile import compile_project
from recto.diagnostics import as_text
from recto.policy import Policy
from recto.project import Project
from recto.publish import publish
from recto.rules import Rule

PAGES = Path(__file__).parents[2] / "docs" / "maintainers"

HEADING = re.compile(r"^## (?P<code>R\d{3}): (?P<summary>.+)\n\n(?P<severity>\w+)\.", re.MULTILINE)
EXAMPLE = re.compile(
    r"^(?P<fence>`{3,})(?:(?:text|toml) title=\"(?P<path>[^\"]+)\"|sh)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A file to be written at `path` below the project, or a script to be run in it."""

    path: str | None
    text: str

    def enact(self, root: Path) -> None:
        if self.path is None:
            subprocess.run(["sh", "-eu"], input=self.text, text=True, cwd=root, check=True)
            return
        file = root / self.path
        assert not file.exists(), f"{self.path} stands twice"
        file.write_text(self.text, encoding="utf-8")


def read(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")


def examples(text: str) -> list[Example]:
    return [Example(match["path"], match["text"]) for match in EXAMPLE.finditer(text)]


def project(root: Path, *given: Example) -> Project:
    (root / "sources").mkdir()
    for example in given:
        example.enact(root)
    return Project(root, root / "sources", root / "docs", root / "site")


def sections() -> dict[str, str]:
    """The text below each heading of the page of diagnostics, by code."""
    text = read("diagnostics.md")
    starts = [*HEADING.finditer(text)]
    ends = [*(match.start() for match in starts[1:]), len(text)]
    return {match["code"]: text[match.end() : end] for match, end in zip(starts, ends, strict=True)}


SECTIONS = sections()


def test_every_example_of_the_source_format_is_free_of_problems(tmp_path: Path) -> None:
    given = examples(read("source-format.md"))
    compiled = compile_project(project(tmp_path, *given))
    assert [as_text(d) for d in compiled.diagnostics] == []
    assert len(compiled.bank.entries) == len(given) > 0


def test_the_example_of_topics_gives_its_questions_the_topics_that_the_page_says(
    tmp_path: Path,
) -> None:
    compiled = compile_project(project(tmp_path, *examples(read("topics.md"))))
    assert [as_text(d) for d in compiled.diagnostics] == []
    topics = compiled.bank.topics
    assert {id_: {one.topic.name for one in own} for id_, own in topics.items()} == {
        "7d2e90ab": {"Transport layer", "Name resolution"},
        "b81c33f0": {"Transport layer", "Orders of magnitude"},
    }


def test_the_example_of_topics_shows_every_field_that_the_page_names() -> None:
    text = read("topics.md")
    fields = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert fields == ["name", "description", "parent", "aliases", "acronyms"]
    (toml,) = (example.text for example in examples(text) if "[networks]" in example.text)
    assert set(re.findall(r"^(\w+) =", toml, re.MULTILINE)) == set(fields)


def test_every_rule_is_documented_in_order_with_its_summary_and_severity() -> None:
    documented = [match.groups() for match in HEADING.finditer(read("diagnostics.md"))]
    rules = [(rule.code, rule.summary, rule.severity.capitalize()) for rule in Rule]
    assert documented == rules


def test_the_architecture_tells_of_every_module() -> None:
    package = PAGES.parents[1] / "scripts" / "recto"
    modules = {path.name for path in package.glob("*.py") if path.name[0] != "_"}
    folders = {f"{path.parent.name}/" for path in package.glob("*/__init__.py")}
    assert {*re.findall(r"[\w.]+/?", read("architecture.md"))} >= modules | folders


@pytest.mark.parametrize("code", SECTIONS)
def test_an_example_of_a_diagnostic_brings_it_about(code: str, tmp_path: Path) -> None:
    given = examples(SECTIONS[code])
    outcome = publish(project(tmp_path, *given), Policy())
    assert code in {d.rule.code for d in outcome.publication.diagnostics}
