"""The search index is updated shard by shard, from a cache that is never trusted blindly."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from recto.lock import LockedError
from recto.pages import topic_path
from recto.site.pagefind import PagefindError
from recto.site.searching import FOLDER, Document, DocumentStore, Missing, document
from recto.site.searching.shards import Shard, how_many, layout
from tests.indexes import Project, Questions, made_anew, question, quickly, wanted
from tests.projects import REPOSITORY

pytestmark = pytest.mark.usefixtures("sizes")

MANY = 40
"""Questions that make four shards of the stand-in."""


@pytest.fixture
def sizes() -> Iterator[list[int]]:
    """How many questions each shard held that was indexed, by a stand-in for Pagefind."""
    with quickly() as made:
        yield made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "cache", tmp_path / "site")


def bank(*, but: dict[str, str] | None = None, count: int = MANY) -> Questions:
    """So many questions, some of them with other texts."""
    ids = [f"{number:03}" for number in range(count)]
    return {id_: question(id_, (but or {}).get(id_, f"Text of {id_}.")) for id_ in ids}


def shard_files(project: Project, pattern: str) -> list[Path]:
    return sorted((project.cache / FOLDER).glob(pattern))


def test_an_edit_costs_one_shard(project: Project, sizes: list[int]) -> None:
    assert project.bring(bank()) == 4
    assert sum(sizes) == MANY
    assert project.bring(bank()) == 0
    assert project.bring(bank(but={"007": "Other."})) == 1


def test_what_changes_in_the_site_is_what_the_edit_changed(project: Project) -> None:
    project.bring(bank())
    edited = bank(but={"007": "Other."})
    change = project.update(edited, edited)
    assert not isinstance(change, Missing)
    with change:
        folders = {path.rpartition("/")[0].partition("/fragment")[0] for path in change.files}
        assert len([path for path in change.files if "/fragment/" in path]) == 2
    assert "search/en" in folders  # facets.json and words.txt
    assert len({folder for folder in folders if folder.count("/") == 2}) <= 1


def test_documents_wait_for_several_threads_at_once(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    given = {f"q{n}": question(f"q{n}", "é" * n) for n in range(300)}
    for one in given.values():
        store.add(question(one.id, "before"))
        store.add(one)
    with ThreadPoolExecutor(8) as threads:
        got = dict(zip(given, threads.map(store.__getitem__, given), strict=True))
    assert got == given
    assert list(store) == list(given)
    assert "q300" not in store


@pytest.mark.skipif(sys.platform == "win32", reason="there no process can be kept from writing")
def test_documents_that_are_let_go_of_need_no_room_on_the_disk(tmp_path: Path) -> None:
    script = f"""
import resource
from pathlib import Path
from recto.site.searching import DocumentStore
from tests.indexes import question

store = DocumentStore(Path({str(tmp_path)!r}))
store.add(question("a"))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
del store
print("gone")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("gone\n", "")


def test_what_is_not_searched_makes_no_other_document() -> None:
    def page(other: str, own: str) -> Document:
        facts = f'<div class="recto-facts">\n<ul><li>{other}</li></ul>\n</div>'
        related = f'<div class="recto-related" lang="de">\n<h2>R</h2>\n<p>{other}</p>\n</div>'
        content = f"<h1>Title</h1>{facts}<p>{own}</p>{related}"
        return document("1", "questions/1/", "en", content, ["Alias"], ["word"], [""])

    assert page("one", "same") == page("two", "same")
    assert page("one", "same") != page("one", "other")


def test_another_key_of_the_same_document_makes_no_shard_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.bring(bank())
    monkeypatch.setattr(
        "tests.indexes.wanted",
        lambda questions: [one._replace(key=b"other") for one in wanted(questions)],
    )
    assert isinstance(project.update(bank(), {}), Missing)
    assert project.bring(bank()) == 0
    change = project.update(bank(), {})
    assert not isinstance(change, Missing)
    with change:
        assert dict(change.files) == {}


def test_shards_double_as_questions_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recto.site.searching.shards.SMALLEST", 40)
    numbers = [how_many(number) for number in range(1, 200_000, 7)]
    assert numbers == sorted(numbers)
    assert {1, 2, 4, 8, 16, 32} <= set(numbers) <= {2**n for n in range(8)}
    assert [how_many(number) for number in (1, 100, 1_000, 10_000, 100_000)] == [1, 1, 8, 8, 32]


def test_no_shard_is_left_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recto.site.searching.shards.SMALLEST", 1)
    monkeypatch.setattr("recto.site.searching.shards.zlib.crc32", len)
    assert layout(wanted(bank())) == {Shard("en", 0, 1): tuple(wanted(bank()))}


def test_more_shards_are_made_of_what_is_kept(project: Project) -> None:
    project.bring(bank(count=15))
    assert len(shard_files(project, "*")) == 2 * 2 + 1
    more = bank(count=16)
    missing = project.update(more, {})
    assert isinstance(missing, Missing)
    assert missing.ids == ("015",)
    assert project.bring(more) == 4
    assert len(shard_files(project, "*")) == 2 * 4 + 1


def test_a_language_without_questions_goes(project: Project) -> None:
    project.bring({**bank(), "de": question("de", language="de-AT")})
    assert "search/de/facets.json" in project.files
    page = project.site / FOLDER / "index.html"
    page.write_text("The page that searches", encoding="utf-8")
    project.bring(bank())
    assert not [path for path in project.files if path.startswith("search/de/")]
    assert page.is_file()


def _cut(data: bytes) -> bytes:
    return data[:-10]


def _flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def _grow(data: bytes) -> bytes:
    return data + b"\0"


def _empty(_: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [_cut, _flip, _grow, _empty])
@pytest.mark.parametrize("pattern", ["*.shard", "*.documents"])
def test_damage_is_noticed(
    tmp_path: Path,
    project: Project,
    pattern: str,
    damage: Callable[[bytes], bytes],
) -> None:
    project.bring(bank())
    for file in shard_files(project, pattern):
        file.write_bytes(damage(file.read_bytes()))
    edited = bank(but={"007": "Other."})
    project.bring(edited)
    assert project.files == made_anew(tmp_path / "new", edited)
    assert project.bring(edited) == 0


def test_damaged_documents_are_asked_for_with_those_that_changed(
    project: Project, sizes: list[int]
) -> None:
    project.bring(bank())
    for file in shard_files(project, "*.documents"):
        file.unlink()
    edited = bank(but={"007": "Other."})
    missing = project.update(edited, {"007": edited["007"]})
    assert isinstance(missing, Missing)
    assert "007" not in missing.ids
    assert len(missing.ids) in {size - 1 for size in sizes}


def test_files_under_other_names_are_not_trusted(project: Project) -> None:
    project.bring(bank())
    first, second, *_ = shard_files(project, "*.shard")
    first.write_bytes(second.read_bytes())
    assert project.bring(bank()) == 1


def test_a_cache_of_other_software_is_not_looked_at(project: Project) -> None:
    project.bring(bank(), b"1")
    missing = project.update(bank(), {}, b"2")
    assert missing == Missing(tuple(bank()))
    assert project.bring(bank(), b"2") == 4


@pytest.mark.parametrize("name", ["fragment", "pf_meta", "entry", "all"])
def test_what_the_site_has_lost_is_made_again(tmp_path: Path, project: Project, name: str) -> None:
    project.bring(bank())
    lost = [path for path in project.files if name == "all" or name in path]
    for path in lost:
        (project.site / path).unlink()
    assert project.bring(bank()) == 4
    assert project.files == made_anew(tmp_path / "new", bank())


def test_what_is_no_longer_part_of_the_index_goes(project: Project) -> None:
    project.bring(bank())
    before = project.files
    for path in ("en/fragment/en_0000000.pf_fragment", "en/9/pagefind-entry.json", "xx/words.txt"):
        file = project.site / FOLDER / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
    assert project.bring(bank()) == 0
    assert project.files == before


def test_one_update_runs_at_a_time(project: Project) -> None:
    change = project.update(bank(), bank())
    assert not isinstance(change, Missing)
    with change, pytest.raises(LockedError):
        project.update(bank(), bank())
    assert not [file for file in shard_files(project, "*") if file.name != "lock"]
    assert project.bring(bank()) == 4


def test_a_failure_keeps_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.bring(bank())
    kept = [file.name for file in shard_files(project, "*")]

    def index(*_: object, **__: object) -> None:
        raise PagefindError("It is tired.")

    monkeypatch.setattr("recto.site.searching.making.index", index)
    edited = bank(but={"007": "Other."})
    with pytest.raises(PagefindError, match="tired"):
        project.update(edited, edited)
    assert [file.name for file in shard_files(project, "*")] == kept


def test_topics_are_told_with_the_number_of_their_questions(project: Project) -> None:
    project.bring({id_: question(id_, topics=["graphs"]) for id_ in "ab"})
    summary = json.loads((project.site / "search/index.json").read_bytes())
    assert summary == {
        "languages": {"en": {"shards": 1, "questions": 2}},
        "topics": [
            {
                "slug": "graphs",
                "name": "Graphs",
                "aliases": ["networks"],
                "acronyms": [],
                "parent": None,
                "url": topic_path("graphs").upper(),
                "count": 2,
            }
        ],
    }


def test_facets_stand_in_reading_order(project: Project) -> None:
    ids = ["b", "a", "c", "e", "d"]
    project.bring({id_: replace(question(id_), facets=(id_,)) for id_ in ids})
    facets = json.loads((project.site / "search/en/facets.json").read_bytes())
    assert [*facets.values()] == [[id_] for id_ in ids]


def test_words_are_told_with_the_number_of_questions_that_hold_them(project: Project) -> None:
    project.bring({"1": question("1", "roots trees"), "2": question("2", "trees")})
    assert (project.site / "search/en/words.txt").read_bytes() == b"trees 2\nroots 1\n"
