"""The shipped starter bank holds what it promises: its parts, its spread, what its code prints."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from recto.compile import compile_project, read_taxonomy
from recto.content import Content
from recto.model import Difficulty
from recto.project import find_project
from recto.shipped import digest_of
from recto.titles import title_key
from tests.bank.starter import (
    FOLDER,
    Program,
    contents,
    labels,
    programs,
    tokens,
    words,
)
from tests.projects import IS_SHIPPED, OWNERS, REPOSITORY, SHIPPED_LIST, lay_out

pytestmark = pytest.mark.skipif(not IS_SHIPPED, reason="the starter bank was cleared")

each_content = pytest.mark.parametrize(
    "content", contents(), ids=lambda content: content.source.path
)
each_program = pytest.mark.parametrize(
    "program",
    [
        pytest.param(program, id=f"{content.source.path}-{number}")
        for content in contents()
        for number, program in enumerate(programs(content), 1)
    ],
)


def test_the_shipped_sources_have_no_problem(tmp_path: Path) -> None:
    lay_out(tmp_path, FOLDER)
    for file in OWNERS:
        shutil.copy(file, tmp_path / "sources")
    project = find_project(tmp_path)
    if (topics := REPOSITORY / "sources" / "topics.toml").is_file():
        shutil.copy(topics, project.topics)
    taxonomy, found = read_taxonomy(project)
    if not all(taxonomy.named(name) for names in labels().values() for name in names):
        pytest.skip("the topics are the owner's")
    assert (*found, *compile_project(project).diagnostics) == ()


def test_what_was_shipped_is_listed(request: pytest.FixtureRequest) -> None:
    """By the list `recto init` knows it. `--update-golden` writes it anew."""
    folder = SHIPPED_LIST.parent
    files = (*OWNERS, *sorted(FOLDER.iterdir()))
    rows = (f"{digest_of(file)}  {file.relative_to(folder).as_posix()}\n" for file in files)
    listed = "".join(rows)
    if request.config.getoption("--update-golden"):
        SHIPPED_LIST.write_text(listed, encoding="utf-8", newline="\n")
    assert listed == SHIPPED_LIST.read_text(encoding="utf-8")


def test_there_are_a_hundred_questions_or_more() -> None:
    assert len(contents()) >= 100


def test_every_source_is_a_question() -> None:
    assert {content.source.path for content in contents()} == {
        file.relative_to(REPOSITORY).as_posix() for file in FOLDER.glob("*.txt")
    }


@each_content
def test_a_question_has_every_part_that_a_reader_needs(content: Content) -> None:
    question = content.question
    assert question.instruction
    assert question.context
    assert question.difficulty
    assert len(str(question.title)) <= 120
    assert str(question.title)[-1] in ".?"


@each_content
def test_topics_are_left_to_be_found_from_the_text(content: Content) -> None:
    assert content.question.topics == ()


@each_content
def test_an_answer_has_200_to_600_words(content: Content) -> None:
    assert 200 <= words(content) <= 600


@each_program
def test_a_program_prints_the_text_that_follows_it(program: Program) -> None:
    ran = subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", program.code],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert ran.stderr == ""
    assert ran.stdout.rstrip() == program.printed.rstrip()
    assert program.printed.strip()


@each_program
def test_a_program_fits_the_page(program: Program) -> None:
    assert max(map(len, program.code.splitlines())) <= 88
    assert len(program.code.splitlines()) <= 40


def test_easy_medium_and_hard_are_about_three_to_five_to_two() -> None:
    spread = Counter(content.question.difficulty for content in contents())
    shares = [spread[level] / len(contents()) for level in Difficulty]
    assert shares == pytest.approx([0.3, 0.5, 0.2], abs=0.06)


def test_maths_code_and_tables_stand_where_they_help() -> None:
    kinds = Counter(kind for content in contents() for kind in _kinds(content))
    assert kinds["maths"] >= 30
    assert kinds["python"] >= 25
    assert kinds["table"] >= 15
    assert kinds["list"] >= 15


def test_no_two_titles_are_alike() -> None:
    titles = Counter(title_key(str(content.question.title)) for content in contents())
    assert [title for title, number in titles.items() if number > 1] == []


def test_every_question_is_labelled_with_one_to_four_topics() -> None:
    assert labels().keys() == {content.question.id for content in contents()}
    assert {len(topics) for topics in labels().values()} <= {1, 2, 3, 4}


def test_the_bank_covers_many_topics() -> None:
    spread = Counter(topic for topics in labels().values() for topic in topics)
    assert len(spread) >= 25
    assert max(spread.values()) <= len(contents()) / 5


def _kinds(content: Content) -> set[str]:
    found = {token.type for token in tokens(content)}
    kinds = {
        "maths": found & {"maths", "maths_block"},
        "table": found & {"table_open"},
        "list": found & {"bullet_list_open", "ordered_list_open"},
        "python": set(programs(content)),
    }
    return {kind for kind, instances in kinds.items() if instances}
