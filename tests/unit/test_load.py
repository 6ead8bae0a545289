"""Files that cannot live in a golden folder: too large, linked, misnamed or unreadable."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from recto.compile import no_progress
from recto.diagnostics import Diagnostic
from recto.gather import Gathered, Known, gather
from recto.load import MAX_BYTES, identity
from recto.policy import Policy
from recto.project import Project
from recto.publish import publish
from recto.rules import Rule
from recto.tasks import TaskContext
from recto.taxonomy import Taxonomy
from recto.workers import Workers

QUESTION = b"What is a cache?\n\nOfficial Answer\n\nA store of results.\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "project" / "sources"
    folder.mkdir(parents=True)
    return folder


def gathered(sources: Path, known: Mapping[str, Known] = MappingProxyType({})) -> Gathered:
    context = TaskContext(sources.parent, sources, Taxonomy(), in_folders=True)
    return gather(context, known, Workers(), no_progress)


def questions(sources: Path) -> list[str]:
    """The ids of the files that are questions."""
    read = (own.reading.entry for own in gathered(sources).sources.values())
    return [entry.id for entry in read if entry]


def problems(sources: Path) -> list[Diagnostic]:
    own = gathered(sources)
    of_files = (problem for one in own.sources.values() for problem in one.reading.diagnostics)
    return [*own.diagnostics, *of_files]


def found(sources: Path) -> list[tuple[str, Rule]]:
    """The path and rule of each problem; none of the files may have become a question."""
    assert questions(sources) == []
    return [(d.path, d.rule) for d in problems(sources)]


def test_a_file_of_the_largest_size_is_read(sources: Path) -> None:
    (sources / "a1.txt").write_bytes(QUESTION.ljust(MAX_BYTES, b"x"))
    assert questions(sources) == ["a1"]


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 5 * 1024 * 1024])
def test_a_file_past_the_largest_size_is_told_with_its_size(sources: Path, size: int) -> None:
    (sources / "a1.txt").write_bytes(b"x" * size)
    assert found(sources) == [("sources/a1.txt", Rule.TOO_LARGE)]
    assert f"{size:,} bytes" in problems(sources)[0].message


def test_a_line_of_a_megabyte_is_too_large(sources: Path) -> None:
    (sources / "a1.txt").write_bytes(QUESTION + b"x" * 1024 * 1024 + b"\n")
    assert found(sources) == [("sources/a1.txt", Rule.TOO_LARGE)]


def test_a_link_to_a_file_within_the_folder_is_read(sources: Path) -> None:
    (sources / "draft").write_bytes(QUESTION)
    (sources / "a1.txt").symlink_to("draft")
    assert questions(sources) == ["a1"]


def test_a_link_out_of_the_folder_is_refused_and_its_target_told(sources: Path) -> None:
    (sources.parent / "secret.txt").write_bytes(QUESTION)
    (sources / "a1.txt").symlink_to("../secret.txt")
    assert found(sources) == [("sources/a1.txt", Rule.OUTSIDE)]
    assert "../secret.txt" in problems(sources)[0].message


def test_a_link_to_a_folder_outside_is_refused_and_not_walked(sources: Path) -> None:
    outside = sources.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_bytes(QUESTION)
    (sources / "more").symlink_to(outside)
    assert found(sources) == [("sources/more", Rule.OUTSIDE)]


def test_a_link_to_a_folder_within_is_told_and_not_walked(sources: Path) -> None:
    (sources / "deep").mkdir()
    (sources / "deep" / "again").symlink_to(sources)
    assert found(sources) == [("sources/deep/again", Rule.UNREADABLE)]


@pytest.mark.parametrize("target", ["nowhere.txt", "a1.txt"], ids=["dangling", "loop"])
def test_a_link_that_leads_nowhere_is_told(sources: Path, target: str) -> None:
    (sources / "a1.txt").symlink_to(target)
    assert found(sources) == [("sources/a1.txt", Rule.UNREADABLE)]


def test_a_file_that_may_not_be_read_is_told_with_the_reason(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sources / "a1.txt"
    file.write_bytes(QUESTION)

    def refuse(_self: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(Path, "open", refuse)
    assert found(sources) == [("sources/a1.txt", Rule.UNREADABLE)]
    assert "permission denied" in problems(sources)[0].message


def test_a_file_that_can_be_read_again_is_read(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sources / "a1.txt").write_bytes(QUESTION)
    os.utime(sources / "a1.txt", (1, 1))

    def refuse(file: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(file))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        before = gathered(sources)
    after = gathered(sources, before.sources)
    assert [own.reading.entry is None for own in before.sources.values()] == [True]
    assert [own.reading.entry is None for own in after.sources.values()] == [False]
    again = gathered(sources, after.sources)
    assert all(own is after.sources[path] for path, own in again.sources.items())


def test_a_pipe_is_told_and_not_waited_for(sources: Path) -> None:
    os.mkfifo(sources / "a1.txt")
    assert found(sources) == [("sources/a1.txt", Rule.UNREADABLE)]


def test_a_folder_whose_name_ends_like_a_source_is_walked(sources: Path) -> None:
    (sources / "more.txt").mkdir()
    (sources / "more.txt" / "a1.txt").write_bytes(QUESTION)
    assert [*gathered(sources).sources] == ["sources/more.txt/a1.txt"]


@pytest.mark.parametrize(
    "name", [b"a\tb.txt", b"a\nb.txt", b"a\x1b[31mb.txt", b"a\xc2\x85b.txt", b"caf\xe9.txt"]
)
def test_a_name_that_cannot_be_an_id_is_told_in_printable_form(sources: Path, name: bytes) -> None:
    Path(os.fsdecode(os.fsencode(sources) + b"/" + name)).write_bytes(QUESTION)
    (diagnostic,) = problems(sources)
    assert diagnostic.rule is Rule.FILE_NAME
    diagnostic.path.encode()


def test_a_name_of_blanks_cannot_be_an_id(sources: Path) -> None:
    (sources / " .txt").write_bytes(QUESTION)
    assert [d.rule for d in problems(sources)] == [Rule.FILE_NAME]


def test_one_bad_file_does_not_stop_another(sources: Path) -> None:
    (sources / "a1.txt").write_bytes(b"\xff")
    (sources / "b2.txt").write_bytes(QUESTION)
    assert questions(sources) == ["b2"]
    assert [d.path for d in problems(sources)] == ["sources/a1.txt"]
    assert [*gathered(sources).sources] == ["sources/a1.txt", "sources/b2.txt"]


def test_a_folder_that_cannot_be_listed_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        gathered(tmp_path / "sources")


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("001_374eff92df8f1039", (1, "374eff92df8f1039")),
        ("999999999_Z", (999_999_999, "Z")),
        ("1234567890_a", (None, "1234567890_a")),
        ("1_a_b", (None, "1_a_b")),
        ("1_", (None, "1_")),
        ("_a", (None, "_a")),
        ("001", (None, "001")),
        ("1_é", (None, "1_é")),
        ("1_a\n", (None, "1_a\n")),
    ],
)
def test_a_number_and_an_id_are_read_from_names_of_that_form_alone(
    stem: str, expected: tuple[int | None, str]
) -> None:
    assert identity(stem) == expected


def test_a_folder_that_cannot_be_looked_into_is_told_and_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its questions would be taken for removed ones."""
    closed = tmp_path / "sources" / "closed"
    closed.mkdir(parents=True)
    (tmp_path / "sources" / "a1.txt").write_text("What?\n\nOfficial Answer\n\nThat.\n")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    project = Project(tmp_path, tmp_path / "sources", tmp_path / "docs", tmp_path / "site")
    outcome = publish(project, Policy(skip_broken=True, preview=False))
    found = [(d.path, d.rule) for d in outcome.publication.diagnostics if d.is_error]
    assert found == [("sources/closed", Rule.UNREADABLE)]
    assert outcome.publication.is_blocked


def test_a_name_is_told_without_what_a_terminal_would_obey(sources: Path) -> None:
    (sources / "a\n::error::\x1b[31m.txt").write_text("What?\n")
    assert [*gathered(sources).sources] == ["sources/a\\x0a::error::\\x1b[31m.txt"]


@pytest.mark.parametrize(
    ("name", "spelt_out"), [(b"q\xff.txt", "q\\xff.txt"), (b"q\t.txt", "q\\x09.txt")]
)
def test_of_two_names_told_alike_the_right_one_is_read_and_the_other_told(
    sources: Path, name: bytes, spelt_out: str
) -> None:
    (sources / spelt_out).write_text("What?\n\nOfficial Answer\n\nThis.\n")
    (sources / os.fsdecode(name)).write_text("Other?\n\nOfficial Answer\n\nThat.\n")
    found = gathered(sources)
    path = f"sources/{spelt_out}"
    assert [
        str(own.reading.entry.title) for own in found.sources.values() if own.reading.entry
    ] == ["What?"]
    assert [(d.path, d.rule) for d in found.diagnostics] == [(path, Rule.FILE_NAME)]
