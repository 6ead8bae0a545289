"""Golden cases: folders that hold sources and everything that Recto must make of them.

A case lies at `<area>/<case>/`. Its `sources/` and `docs/` are the project; each other file is
expected, byte for byte, and none may be missing. `pytest --update-golden` writes them anew.

- `diagnostics.txt`, in every area: the problems as `recto check` tells them; absent if there are
  none.
- `format/`: `parts.txt` has the part that each line landed in, below the path of its source;
  `pages.txt` the paths of the pages of questions that come of it.
- `body/`: `page.md` is the page of the first question, `page.html` that page rendered.
- `bank/`: `pages/` holds every page by its path, with the related questions that were found.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from recto.diagnostics import as_text
from recto.markdown import renderer
from recto.pages import QUESTIONS
from recto.parse import parse
from recto.project import Project
from tests.banks import made_of_project, sources_below

GOLDEN = Path(__file__).parent
CASES = sorted(folder.parent for folder in GOLDEN.glob("*/*/sources"))
INPUTS = ("sources", "docs")
PER_PAGE = 3
"""So that a handful of sources fills more than one page of the list."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(GOLDEN).as_posix())
def test_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    project = copied(case, tmp_path)
    actual = dict(results(case.parent.name, project))
    if request.config.getoption("--update-golden"):
        accept(case, actual)
    assert expected(case) == actual


def copied(case: Path, root: Path) -> Project:
    for name in INPUTS:
        if (case / name).is_dir():
            shutil.copytree(case / name, root / name)
    return Project(root, root / "sources", root / "docs", root / "site", PER_PAGE)


def results(area: str, project: Project) -> Iterator[tuple[str, str]]:
    """The name and text of each file that is expected of a case in this area."""
    made = made_of_project(project)
    if made.diagnostics:
        yield "diagnostics.txt", as_lines(map(as_text, made.diagnostics))
    if area == "format":
        yield "parts.txt", as_lines(landings(project))
        paths = (page.path for page in made.pages(PER_PAGE))
        yield "pages.txt", as_lines(path for path in paths if path.startswith(QUESTIONS))
    elif area == "body":
        if made.bank.entries:
            text = next(made.related().pages(PER_PAGE)).text
            yield "page.md", text
            yield "page.html", renderer().convert(text.split("---\n", 2)[2]) + "\n"
    elif area == "bank":
        for page in made.related().pages(PER_PAGE):
            yield f"pages/{page.path}", page.text


def landings(project: Project) -> Iterator[str]:
    for source in sources_below(project.sources, project.root):
        yield source.path
        for number, part in enumerate(parse(source).parts, 1):
            yield f"{number} {part or '-'}"


def as_lines(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def expected(case: Path) -> dict[str, str]:
    return {path.relative_to(case).as_posix(): path.read_bytes().decode() for path in outputs(case)}


def accept(case: Path, actual: dict[str, str]) -> None:
    for path in outputs(case):
        path.unlink()
    for name, text in actual.items():
        path = case / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def outputs(case: Path) -> list[Path]:
    return [
        path
        for path in sorted(case.rglob("*"))
        if path.is_file() and path.relative_to(case).parts[0] not in INPUTS
    ]
