"""A build that does only what changed leaves exactly the site that a build from scratch makes."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from recto import tasks
from recto.compile import no_progress
from recto.policy import Policy
from recto.project import find_project
from recto.site.build import build_site
from tests.projects import BANK, lay_out

STEPS = 8
SEEDS = (1, 2)
RELATED = "\n\nRelated Questions"

Edit = Callable[[random.Random, Path], None]


@pytest.mark.parametrize("seed", SEEDS)
def test_any_edits_leave_the_site_that_a_build_from_nothing_makes(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/bank/")
    make_edits(random.Random(seed), EDITS, STEPS, tmp_path)


def test_so_they_do_in_the_ways_of_a_large_bank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In several processes, with candidates instead of all pairs, and in several shards."""
    monkeypatch.setenv("SITE_URL", "https://example.org/bank/")
    monkeypatch.setattr("recto.workers.FEW", 2)
    monkeypatch.setattr("recto.workers.BATCH", 2)
    monkeypatch.setattr("recto.related.SMALL", 4)
    monkeypatch.setattr("recto.relating.nearest._BLOCK", 4)
    monkeypatch.setattr("recto.site.searching.shards.ENOUGH", 1)
    edits = (*EDITS, *[link, show_image, change_language, break_or_mend] * 2)
    make_edits(random.Random(4), edits, 3, tmp_path, more=6)
    assert [*(tmp_path / "project" / "site" / "search" / "en").glob("1/*.pf_meta")]


def make_edits(
    chance: random.Random, edits: Sequence[Edit], steps: int, folder: Path, more: int = 0
) -> None:
    """Make one or more edits at each step, and compare the site with one built from scratch.

    `more` is how many questions are added to those of the bank.
    """
    project = folder / "project"
    lay_out(project, BANK)
    for _ in range(more):
        add(chance, project)
    build(project)
    done: list[str] = []
    for _ in range(steps):
        for edit in chance.choices(edits, k=chance.choice((1, 1, 1, 3))):
            done.append(edit.__name__)
            edit(chance, project)
        build(project)
        clean = from_nothing(project, folder / "clean")
        assert differing(project, clean) == [], f"after {done}"
        shutil.rmtree(clean)


def test_a_topic_under_another_parent_is_found_by_that(tmp_path: Path) -> None:
    project = tmp_path / "project"
    lay_out(project, BANK)
    for source in sources(project):
        source.unlink()
    # With two questions, each is related to the other, whatever their topics are.
    for number, word in enumerate(("steepest descent", "binary search")):
        text = f"What is {word}?\n\nOfficial Answer\n\nIt is {word}, a method.\n"
        (project / "sources" / f"00{number}_{number:016x}.txt").write_text(text, encoding="utf-8")
    build(project)
    file = project / "sources" / "topics.toml"
    text = file.read_text(encoding="utf-8")
    moved = re.sub(r"^parent = .*\n", "", text, count=1, flags=re.MULTILINE)
    assert moved != text
    file.write_text(moved, encoding="utf-8")
    build(project)
    assert differing(project, from_nothing(project, tmp_path / "clean")) == []


def test_each_part_of_a_source_is_followed_by_all_that_tells_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/bank/")
    project = tmp_path / "project"
    lay_out(project, BANK)
    for source in sources(project)[2:]:
        source.unlink()
    source, other = sources(project)
    title = other.read_text(encoding="utf-8").partition("\n")[0]
    head, tail = "What is a sieve?", "Official Answer\n\nIt lets water pass.\n"
    source.write_text(f"{head}\n\n{tail}", encoding="utf-8")
    build(project)
    for part in (
        "Aliases: Which tool is a colander?",
        "Instruction: Explain it.",
        "Language: de",
        "Difficulty: hard",
        "Topics: Probability",
    ):
        head = f"{head}\n\n{part}"
        source.write_text(f"{head}\n\n{tail}", encoding="utf-8")
        check_against_nothing(project, tmp_path / "clean")
    source.write_text(f"{head}\n\n{tail}\n\nRelated Questions\n\n- {title}\n", encoding="utf-8")
    check_against_nothing(project, tmp_path / "clean")


def test_what_is_taken_away_by_hand_leaves_the_site(tmp_path: Path) -> None:
    project = tmp_path / "project"
    lay_out(project, BANK)
    for source in sources(project)[2:]:
        source.unlink()
    added = [project / "docs" / name for name in ("more.md", "more.txt")]
    for file in added:
        file.write_text("# More\n", encoding="utf-8")
    build(project)
    change_handwritten(random.Random(1), project)
    build(project)  # MkDocs writes these once more, as they were
    for file in added:
        file.unlink()
    check_against_nothing(project, tmp_path / "clean")


def check_against_nothing(project: Path, clean: Path) -> None:
    before = trees(project)
    build(project)
    assert trees(project) != before
    assert differing(project, from_nothing(project, clean)) == []
    shutil.rmtree(clean)


def build(project: Path) -> None:
    policy = Policy(record=True, skip_broken=True)
    summary = build_site(find_project(project), policy, no_progress)
    assert summary.is_published, summary.diagnostics


def from_nothing(project: Path, clean: Path) -> Path:
    """A copy of the project, built without anything that was made before."""
    made = shutil.ignore_patterns("site", ".site*", ".cache")
    shutil.copytree(project, clean, ignore=made)
    for name in ("questions", "topics"):
        shutil.rmtree(clean / "docs" / name)
    tasks.forget()
    build(clean)
    return clean


def differing(project: Path, clean: Path) -> list[str]:
    """The paths of files that differ between the two."""
    one, other = trees(project), trees(clean)
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def trees(project: Path) -> dict[str, bytes]:
    """Every file of the site, and every generated page, by path."""
    folders = (project / "site", project / "docs" / "questions", project / "docs" / "topics")
    return {
        str(file.relative_to(project)): file.read_bytes()
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file()
    }


def change_answer(chance: random.Random, project: Path) -> None:
    file, text = any_source(chance, project)
    words = " ".join(chance.choices(("gradient", "queue", "index", "Bayes", "well-known"), k=5))
    head, heading, tail = text.partition(RELATED)
    file.write_text(f"{head}\n\nMore: {words}.{heading}{tail}", encoding="utf-8")


def retitle(chance: random.Random, project: Path) -> None:
    file, text = any_source(chance, project)
    _, _, rest = text.partition("\n")
    file.write_text(f"What is number {chance.randrange(1000)}?\n{rest}", encoding="utf-8")


def add(chance: random.Random, project: Path) -> None:
    _, text = any_source(chance, project)
    id_ = f"{chance.randrange(16**8):08x}"
    _, _, rest = text.partition("\n")
    file = project / "sources" / f"{chance.randrange(90, 999)}_{id_}.txt"
    file.write_text(f"Why {id_}?\n{rest}", encoding="utf-8")


def delete(chance: random.Random, project: Path) -> None:
    if len(sources(project)) > 3:
        any_source(chance, project)[0].unlink()


def rename(chance: random.Random, project: Path) -> None:
    file, _ = any_source(chance, project)
    id_ = file.stem.partition("_")[2]
    file.rename(file.with_name(f"{chance.randrange(1, 999):03}_{id_}.txt"))


def change_difficulty(chance: random.Random, project: Path) -> None:
    file, text = any_source(chance, project)
    level = chance.choice(("easy", "medium", "hard"))
    file.write_text(re.sub(r"Difficulty: \w+", f"Difficulty: {level}", text), encoding="utf-8")


def change_topics(chance: random.Random, project: Path) -> None:
    file = project / "sources" / "topics.toml"
    name = f"Topic {chance.randrange(1000)}"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r'name = "[^"]*"', f'name = "{name}"', text, count=1), encoding="utf-8")


def move_topic(chance: random.Random, project: Path) -> None:
    """A topic below another moves to the top level, or back."""
    file = project / "sources" / "topics.toml"
    text = file.read_text(encoding="utf-8")
    place = chance.choice([*re.finditer(r"^(# )?parent = ", text, re.MULTILINE)])
    other = "parent = " if place[1] else "# parent = "
    file.write_text(text[: place.start()] + other + text[place.end() :], encoding="utf-8")


def change_template(chance: random.Random, project: Path) -> None:
    file = project / "overrides" / "partials" / "recto" / "actions.html"
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"<!-- {chance.randrange(1000)} -->\n")


def change_configuration(chance: random.Random, project: Path) -> None:
    file = project / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    size = chance.choice((2, 3, 100))
    file.write_text(re.sub(r"per_page: \d+", f"per_page: {size}", text), encoding="utf-8")


def change_handwritten(chance: random.Random, project: Path) -> None:
    file = project / "docs" / "about.md"
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"\nPage {chance.randrange(1000)}.\n")


def add_or_remove_by_hand(chance: random.Random, project: Path) -> None:
    """A page, a file to download, or a file of the theme is added or removed."""
    place = chance.choice(("docs/more.md", "docs/files/more.txt", "overrides/assets/more.css"))
    file = project / place
    if file.exists():
        file.unlink()
    else:
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"# More {chance.randrange(1000)}\n", encoding="utf-8")


def spoil_page(chance: random.Random, project: Path) -> None:
    """Somebody edits or removes what is generated."""
    pages = sorted((project / "docs" / "questions").glob("*.md"))
    page = chance.choice(pages)
    if chance.random() < 0.5:
        page.unlink()
    else:
        with page.open("a", encoding="utf-8") as stream:
            stream.write("Mine.\n")


def link(chance: random.Random, project: Path) -> None:
    """One question links to another."""
    file, text = any_source(chance, project)
    other = chance.choice(sources(project)).stem.partition("_")[2]
    head, heading, tail = text.partition(RELATED)
    file.write_text(f"{head}\n\nSee [this](question:{other}).{heading}{tail}", encoding="utf-8")


def show_image(chance: random.Random, project: Path) -> None:
    file, text = any_source(chance, project)
    image = project / "sources" / f"dot{chance.randrange(2)}.png"
    image.write_bytes(chance.randbytes(8))
    head, heading, tail = text.partition(RELATED)
    file.write_text(f"{head}\n\n![A dot]({image.name}){heading}{tail}", encoding="utf-8")


def change_language(chance: random.Random, project: Path) -> None:
    file, text = any_source(chance, project)
    title, _, rest = text.partition("\n")
    rest = re.sub(r"^Language: .*\n+", "", rest.lstrip("\n"), flags=re.MULTILINE)
    language = chance.choice(("", "Language: de\n\n", "Language: fr\n\n"))
    file.write_text(f"{title}\n\n{language}{rest}", encoding="utf-8")


def break_or_mend(chance: random.Random, project: Path) -> None:
    """A source loses its answer, or gets it back."""
    file, text = any_source(chance, project)
    if "Official Answer" in text:
        file.write_text(text.replace("Official Answer", "Answered"), encoding="utf-8")
    else:
        file.write_text(text.replace("Answered", "Official Answer"), encoding="utf-8")


EDITS: tuple[Edit, ...] = (
    change_answer,
    change_answer,
    retitle,
    add,
    delete,
    rename,
    change_difficulty,
    change_topics,
    move_topic,
    change_template,
    change_configuration,
    change_handwritten,
    add_or_remove_by_hand,
    spoil_page,
)


def sources(project: Path) -> list[Path]:
    return sorted((project / "sources").glob("*.txt"))


def any_source(chance: random.Random, project: Path) -> tuple[Path, str]:
    file = chance.choice(sources(project))
    return file, file.read_text(encoding="utf-8")
