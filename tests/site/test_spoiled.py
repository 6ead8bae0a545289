"""Whatever is wrong in a project, a command reports it and ends without a traceback."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests import forks
from tests.projects import BANK, lay_out

UNKNOWN = "{% block announce %}\n{{ nothing.of_this }}{% endblock %}\n"
MISSING = "{% block announce %}\n{% include 'nothing.html' %}{% endblock %}\n"
HOOK = "def on_page_markdown(markdown, **others):\n    raise ValueError('no')\n"

LATIN_1 = "# Après\n".encode("latin-1")
SOURCE = b"What is it?\n\nOfficial Answer\n\nWords.\n"

FILES: dict[bytes, bytes] = {
    b"sources/\xff.txt": SOURCE,
    b"sources/\xff.bak": b"",
    b"sources/latin.txt": LATIN_1,
    b"sources/permalinks.tsv": LATIN_1,
    b"sources/topics.toml": LATIN_1,
    b"docs/\xff.md": b"# Words\n",
    b"docs/\xff.bin": b"",
    b"docs/about.md": LATIN_1,
    b"overrides/main.html": LATIN_1,
    b"overrides/\xff.html": b"",
    b"mkdocs.yml": LATIN_1,
}
"""Files that are not what they should be, by path."""

READ_BY_MKDOCS = (b"docs/\xff.md", b"docs/about.md", b"overrides/main.html")


PLAIN = "      fast: false\n"
CASES = (*((path, "") for path in FILES), *((path, PLAIN) for path in READ_BY_MKDOCS))


def options(way: str) -> bytes:
    return f"      sources: sources\n{way}".encode()


@pytest.mark.skipif(os.name == "nt", reason="its names are always Unicode")
@pytest.mark.parametrize(("path", "way"), CASES)
def test_no_file_ends_in_a_traceback(path: bytes, way: str, tmp_path: Path) -> None:
    lay_out(tmp_path, BANK)
    config = tmp_path / "mkdocs.yml"
    config.write_bytes(config.read_bytes().replace(options(""), options(way)))
    try:
        (tmp_path / os.fsdecode(path)).write_bytes(FILES[path])
    except OSError:
        pytest.skip("this file system takes no such name")
    for command in (["check"], ["build", "--no-search"]):
        ended = forks.run("recto", *command, cwd=tmp_path)
        assert ended.returncode in {0, 1, 2}
        assert "Traceback" not in ended.stderr
        assert ended.returncode == 0 or re.search("error", ended.stdout + ended.stderr)


@pytest.mark.parametrize(
    ("added", "told"),
    [(UNKNOWN, "'nothing' is undefined"), (MISSING, "there is no template nothing.html")],
)
@pytest.mark.parametrize("way", ["", PLAIN])
def test_an_error_of_a_template_is_told_with_its_place(
    added: str, told: str, way: str, tmp_path: Path
) -> None:
    lay_out(tmp_path, BANK)
    config, template = tmp_path / "mkdocs.yml", tmp_path / "overrides" / "main.html"
    config.write_bytes(config.read_bytes().replace(options(""), options(way)))
    text = template.read_text(encoding="utf-8") + added
    template.write_text(text, encoding="utf-8")
    built = forks.run("recto", "build", cwd=tmp_path)
    assert built.returncode == 2
    assert f"{template}:{text.count(chr(10))}: {told}" in built.stderr


def test_an_error_of_a_hook_is_none_of_the_content(tmp_path: Path) -> None:
    lay_out(tmp_path, BANK)
    (tmp_path / "hook.py").write_text(HOOK, encoding="utf-8")
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nhooks: [hook.py]\n")
    built = forks.run("recto", "build", cwd=tmp_path)
    assert built.returncode == 2
    assert "hook.py" in built.stderr


@pytest.mark.parametrize(
    ("file", "can_skip"),
    [("sources/topics.toml", False), ("sources/permalinks.tsv", False), ("sources/x.txt", True)],
)
def test_skipping_is_offered_where_it_helps(file: str, tmp_path: Path, *, can_skip: bool) -> None:
    lay_out(tmp_path, BANK)
    (tmp_path / file).write_text("[[\n", encoding="utf-8")
    built = forks.run("recto", "build", cwd=tmp_path)
    assert built.returncode == 1
    assert ("--skip-broken" in built.stderr) == can_skip
    with (tmp_path / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nstrict: true\n")
    assert "--skip-broken" not in forks.run("recto", "build", cwd=tmp_path).stderr
