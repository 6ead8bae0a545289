"""A site follows everything that decides what it says, even what few projects have."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from recto import checksummed
from recto.environment import software
from recto.site.kept import Kept
from tests import forks
from tests.projects import lay_out
from tests.site.test_increment import differing

URL = "https://example.org/bank/"
PAGE = "questions/what-is-a-list.md"
ALIAS = "questions/what-is-an-old-name.md"
TEXT = "Official Answer\n\nThings in order.\n"
LIST = f"What is a list?\n\n{TEXT}"
WITH_ALIAS = f"What is a list?\n\nAliases: What is an old name?\n\n{TEXT}"

Step = Callable[[Path], None]


class Case(NamedTuple):
    """A project that is laid out in some way, and what then changes."""

    begin: Step
    change: Step


def write(path: str, text: str) -> Step:
    def step(project: Path) -> None:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")

    return step


def append(path: str, text: str) -> Step:
    def step(project: Path) -> None:
        with (project / path).open("a", encoding="utf-8") as stream:
            stream.write(text)

    return step


def prepend(path: str, text: str) -> Step:
    return lambda project: write(path, text + (project / path).read_text(encoding="utf-8"))(project)


def substitute(path: str, old: str, new: str) -> Step:
    def step(project: Path) -> None:
        text = (project / path).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (project / path).write_text(text.replace(old, new), encoding="utf-8")

    return step


def remove(path: str) -> Step:
    return lambda project: (project / path).unlink()


def link(path: str, to: str) -> Step:
    return lambda project: (project / path).symlink_to(project / to)


def inherit(project: Path) -> None:
    """The theme's own folder is named in the inherited file, its language in this one."""
    (project / "mkdocs.yml").rename(project / "base.yml")
    write("mkdocs.yml", "INHERIT: base.yml\ntheme:\n  language: de\n")(project)


def all_of(*steps: Step) -> Step:
    def step(project: Path) -> None:
        for one in steps:
            one(project)

    return step


EXTENSION = """
from markdown import Extension, preprocessors

class Own(preprocessors.Preprocessor):
    def run(self, lines):
        return [*lines, "", "One."]

class Extending(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Own(md), "own", 1)

makeExtension = Extending
"""

ICONS = """  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
      options:
        custom_icons: [icons]
"""

DAY = "{{ page.update_date }}"
TWO_TOPICS = """
[lists]
name = "List"
description = "Things in order."

[sets]
name = "Set"
description = "Things, each once."
"""
RECORD = """id\tslug\tpublished
00000000000000a1\twhat-is-a-list\t2020-01-01
00000000000000b2\twhat-is-a-set\t2020-01-01
"""

SOURCE = "sources/001_00000000000000a1.txt"
HIDDEN = append("mkdocs.yml", 'exclude_docs: "!.well-known"\n')
FOOTER = "overrides/partials/recto/footer.html"
ABOUT = "docs/about.md"

CASES = {
    "a folder that has the name of a generated one": Case(
        write("docs/guide/topics/more.md", "# More\n"),
        append("docs/guide/topics/more.md", "\nWords.\n"),
    ),
    "a linked folder": Case(
        all_of(write("shared/more.md", "# More\n"), link("docs/shared", "shared")),
        append("shared/more.md", "\nWords.\n"),
    ),
    "inherited settings": Case(inherit, substitute("base.yml", "per_page: 100", "per_page: 1")),
    "templates beside inherited settings": Case(inherit, append(FOOTER, "<!-- more -->\n")),
    "a hook that makes settings": Case(
        all_of(
            append("mkdocs.yml", "hooks: [hook.py]\n"),
            write("hook.py", "def on_config(config):\n    config.site_name = 'One'\n"),
        ),
        write("hook.py", "def on_config(config):\n    config.site_name = 'Another'\n"),
    ),
    "a part of a page": Case(
        all_of(
            substitute("mkdocs.yml", "  - admonition\n", "  - admonition\n  - pymdownx.snippets\n"),
            append(ABOUT, '\n--8<-- "docs/../part.txt"\n'),
            write("part.txt", "One.\n"),
        ),
        write("part.txt", "Another.\n"),
    ),
    "an extension of one's own": Case(
        all_of(
            substitute("mkdocs.yml", "  - admonition\n", "  - admonition\n  - own\n"),
            write("own.py", EXTENSION),
        ),
        substitute("own.py", "One.", "Another."),
    ),
    "a part of a page, by an extension that is named by its class": Case(
        all_of(
            substitute(
                "mkdocs.yml",
                "  - admonition\n",
                "  - admonition\n  - pymdownx.snippets:SnippetExtension\n",
            ),
            append(ABOUT, '\n--8<-- "part.txt"\n'),
            write("part.txt", "One.\n"),
        ),
        write("part.txt", "Another.\n"),
    ),
    "an icon from a folder of one's own": Case(
        all_of(
            substitute("mkdocs.yml", "  - admonition\n", f"  - admonition\n{ICONS}"),
            append(ABOUT, "\n:own-dot:\n"),
            write("icons/own/dot.svg", "<svg><!-- one --></svg>"),
        ),
        write("icons/own/dot.svg", "<svg><!-- another --></svg>"),
    ),
    "what the head of a page in the navigation says": Case(
        all_of(
            substitute("overrides/question.html", "{% block site_nav %}{% endblock %}", ""),
            prepend(ABOUT, "---\nicon: material/home\n---\n"),
        ),
        append(SOURCE, "\nAnd more.\n"),
    ),
    "the day of a list": Case(
        all_of(
            substitute("overrides/topic.html", "{% block body %}", "{% block body %}" + DAY),
            write("sources/topics.toml", TWO_TOPICS),
            write("sources/permalinks.tsv", RECORD),
            write("sources/002_00000000000000b2.txt", f"What is a set?\n\n{TEXT}"),
        ),
        write("sources/003_00000000000000c3.txt", f"What is a set of sets?\n\n{TEXT}"),
    ),
    "a hidden file": Case(
        all_of(HIDDEN, write("docs/.well-known/a.txt", "One")),
        write("docs/.well-known/a.txt", "Another"),
    ),
    "a hidden file that goes with other settings": Case(
        all_of(HIDDEN, write("docs/.well-known/a.txt", "One")),
        all_of(
            remove("docs/.well-known/a.txt"),
            substitute("mkdocs.yml", "per_page: 100", "per_page: 1"),
        ),
    ),
    "a page in the place of a generated one": Case(
        lambda _: None, write("docs/topics.md", "# Topics\n")
    ),
    "a page that was in the place of a generated one": Case(
        write("docs/topics.md", "# Topics\n"), remove("docs/topics.md")
    ),
    "a page linked to that comes": Case(
        append(ABOUT, f"\n[An old name]({ALIAS})\n"), write(SOURCE, WITH_ALIAS)
    ),
    "a page linked to that goes": Case(
        all_of(append(ABOUT, f"\n[An old name]({ALIAS})\n"), write(SOURCE, WITH_ALIAS)),
        write(SOURCE, LIST),
    ),
    "a page of the navigation that goes": Case(
        all_of(
            substitute(
                "mkdocs.yml", "  - About: about.md\n", f"  - About: about.md\n  - Old: {ALIAS}\n"
            ),
            write(SOURCE, WITH_ALIAS),
        ),
        write(SOURCE, LIST),
    ),
    "the title of a page of the navigation": Case(
        all_of(
            substitute("mkdocs.yml", "  - About: about.md\n", f"  - About: about.md\n  - {PAGE}\n"),
            write(SOURCE, LIST),
        ),
        write(SOURCE, f"What is a queue?\n\n{TEXT}"),
    ),
    "a number in the footer": Case(
        append(FOOTER, "{{ recto.total }}\n"),
        write("sources/003_b2.txt", f"What is a set?\n\n{TEXT}"),
    ),
    "files that are generated beside a warning": Case(
        all_of(
            write("overrides/robots.txt", "Not ours."),
            write("docs/questions.json", "Not ours."),
            append(ABOUT, "\n[Nowhere](about.md#nowhere)\n"),
        ),
        append(SOURCE, "\nAnd more.\n"),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_followed(tmp_path: Path, case: Case) -> None:
    project, clean = tmp_path / "project", tmp_path / "clean"
    lay_out(project)
    write(SOURCE, LIST)(project)
    case.begin(project)
    build(project)
    build(project)  # which records no address, so that the next can see that nothing changed
    case.change(project)
    build(project)
    assert differing(project, from_nothing(project, clean)) == []


def test_the_feed_is_told_of_once_there_is_one(tmp_path: Path) -> None:
    project, clean = tmp_path / "project", tmp_path / "clean"
    lay_out(project)
    write(SOURCE, LIST)(project)
    build(project, CI="true")  # which records nothing, and no question without a date is new
    assert not (project / "site" / "feed.xml").exists()
    build(project)
    assert (project / "site" / "feed.xml").exists()
    assert differing(project, from_nothing(project, clean)) == []


def from_nothing(project: Path, clean: Path) -> Path:
    """A copy of the project, built without anything that was made before."""
    made = shutil.ignore_patterns("site", ".site*", ".cache", "__pycache__")
    shutil.copytree(project, clean, symlinks=True, ignore=made)
    for name in ("questions", "topics"):
        shutil.rmtree(clean / "docs" / name)
    build(clean)
    return clean


def build(project: Path, **variables: str) -> None:
    time.sleep(0.05)  # until stamps of files are settled, so that they count
    done = forks.run("recto", "build", cwd=project, SITE_URL=URL, **variables)
    assert done.returncode == 0, done.stderr


def test_what_warned_warns_again(tmp_path: Path) -> None:
    lay_out(tmp_path)
    write(SOURCE, LIST)(tmp_path)
    append(ABOUT, "\n[Nowhere](nowhere.md)\n")(tmp_path)
    for _ in range(3):  # the first records addresses, and the second changes nothing
        assert "nowhere.md" in forks.run("recto", "build", cwd=tmp_path).stderr


def test_what_leads_out_of_the_sources_is_asked_anew_where_they_are_others(tmp_path: Path) -> None:
    lay_out(tmp_path)
    write("sources/b/real", LIST)(tmp_path)
    write("sources/a/002_00000000000000b2.txt", f"What is a set?\n\n{TEXT}")(tmp_path)
    link("sources/a/001_00000000000000a1.txt", "sources/b/real")(tmp_path)
    substitute("mkdocs.yml", "sources: sources\n", "sources: sources/a\n")(tmp_path)
    assert "R002" in forks.run("recto", "check", cwd=tmp_path).stdout
    substitute("mkdocs.yml", "sources: sources/a\n", "sources: sources\n")(tmp_path)
    assert "R002" not in forks.run("recto", "check", cwd=tmp_path).stdout


@pytest.mark.parametrize("head", ["number: 1" + 30 * "0", "2020: 1", "day: 2020-01-01"])
def test_a_head_that_cannot_be_kept_is_read_again(tmp_path: Path, head: str) -> None:
    project, clean = tmp_path / "project", tmp_path / "clean"
    lay_out(project)
    write(SOURCE, LIST)(project)
    prepend(ABOUT, f"---\n{head}\n---\n")(project)
    build(project)
    kept = checksummed.load(project / ".cache" / "recto" / "build", software(), Kept)
    assert kept
    assert kept.parts
    append(SOURCE, "\nAnd more.\n")(project)
    build(project)
    assert differing(project, from_nothing(project, clean)) == []
