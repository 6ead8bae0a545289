"""The sources made for measuring are as they are said to be."""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path

import pytest

from recto.compile import compile_project
from recto.project import find_project
from recto.rules import Rule
from tests.bench.coherent import read_texts, write_coherent
from tests.bench.projects import TEXTS, TOPICS
from tests.projects import IS_SHIPPED, lay_out

SIZE = 60


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "sources"
    write_coherent(folder, SIZE, read_texts(TEXTS))
    return folder


def test_a_corpus_begins_with_a_smaller_one(sources: Path, tmp_path: Path) -> None:
    write_coherent(tmp_path, SIZE // 2, read_texts(TEXTS))
    smaller = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    files = sorted(sources.iterdir())[: SIZE // 2]
    assert {file.name: file.read_bytes() for file in files} == smaller


def test_a_source_has_the_usual_size(sources: Path) -> None:
    mean = statistics.mean(file.stat().st_size for file in sources.iterdir())
    assert 3_200 < mean < 4_000


@pytest.mark.skipif(not IS_SHIPPED, reason="other texts have other topics")
def test_few_are_warned_of_and_only_for_want_of_a_topic(sources: Path, tmp_path: Path) -> None:
    lay_out(tmp_path / "project", sources)
    shutil.copy(TOPICS, tmp_path / "project" / "sources")
    compiled = compile_project(find_project(tmp_path / "project"))
    assert len(compiled.bank.entries) == SIZE
    assert {d.rule for d in compiled.diagnostics} <= {Rule.NO_TOPIC}
    assert len(compiled.diagnostics) <= SIZE / 10
