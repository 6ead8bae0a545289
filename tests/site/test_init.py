"""`recto init` makes the project a bank of one's own."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from recto.cli import main
from recto.shipped import digest_of
from tests.projects import clean_environment

Run = Callable[..., subprocess.CompletedProcess[str]]
Init = Callable[..., Result]

ANSWERS = "My bank\nhttps://me.example/bank/\nhttps://github.com/me/bank\n"
OPTIONS = (
    "--name=My bank",
    "--url=https://me.example/bank/",
    "--repository=https://github.com/me/bank",
)


@pytest.fixture
def project(project: Path) -> Path:
    """A project whose two sources are shipped ones."""
    rows = (f"{digest_of(file)}  {file.name}\n" for file in (project / "sources").iterdir())
    (project / "sources" / "shipped.sha256").write_text("".join(rows), encoding="utf-8")
    return project


@pytest.fixture
def init(project: Path) -> Init:
    """Calls `recto init` in this process on the project, with `typed` on its standard input."""
    return lambda *arguments, typed="": CliRunner().invoke(
        main, ["-C", str(project), "init", *arguments], input=typed
    )


def settings(project: Path) -> dict[str, object]:
    """Those top-level settings of `mkdocs.yml` that are on one line."""
    lines = (project / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    single = (line for line in lines if line.startswith(("site_", "repo_url", "edit_uri")))
    return {key: value for line in single for key, value in yaml.safe_load(line).items()}


def sources(project: Path) -> list[str]:
    return sorted(path.name for path in (project / "sources").rglob("*"))


def test_it_asks_and_then_empties_the_sources_and_names_the_site(project: Path, init: Init) -> None:
    result = init(typed=f"{ANSWERS}y\n")
    assert result.exit_code == 0
    assert "Remove 2 shipped files from sources/, and their addresses?" in result.stdout
    assert sources(project) == ["permalinks.tsv"]
    made = settings(project)
    assert (
        made["site_name"],
        made["site_url"],
        made["repo_url"],
    ) == ("My bank", "https://me.example/bank/", "https://github.com/me/bank")


def test_a_no_changes_nothing(project: Path, init: Init) -> None:
    before = (project / "mkdocs.yml").read_bytes(), sources(project)
    result = init(typed=f"{ANSWERS}n\n")
    assert result.exit_code == 1
    assert "nothing was changed" in result.stderr
    assert before == ((project / "mkdocs.yml").read_bytes(), sources(project))


AT_A_TERMINAL = """
import signal
from recto.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
"""Runs Recto as at a terminal, even if these tests run in the background, with Ctrl-C ignored."""


@pytest.mark.skipif(sys.platform == "win32", reason="sends no Ctrl-C to one process")
@pytest.mark.parametrize("options", [(), OPTIONS], ids=["for a name", "whether to remove"])
def test_ctrl_c_at_a_question_changes_nothing(project: Path, options: tuple[str, ...]) -> None:
    before = (project / "mkdocs.yml").read_bytes(), sources(project)
    asking = subprocess.Popen(
        [sys.executable, "-c", AT_A_TERMINAL, "init", *options],
        cwd=project,
        env=clean_environment(PYTHONUNBUFFERED="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert asking.stdout
    assert asking.stdout.read(4) in {"Name", "Remo"}
    asking.send_signal(signal.SIGINT)
    _, told = asking.communicate()
    assert (asking.returncode, told) == (130, "stopped\n")
    assert before == ((project / "mkdocs.yml").read_bytes(), sources(project))


def test_yes_asks_nothing(project: Path, init: Init) -> None:
    result = init(*OPTIONS, "--yes")
    assert result.exit_code == 0
    assert "?" not in result.stdout
    assert sources(project) == ["permalinks.tsv"]


def test_comments_and_other_settings_stay(project: Path, init: Init) -> None:
    config = project / "mkdocs.yml"
    before = config.read_text(encoding="utf-8").splitlines()
    init(*OPTIONS, "--yes")
    after = config.read_text(encoding="utf-8").splitlines()
    own = ("site_name:", "site_url:", "repo_url:")
    assert len(before) == len(after)
    assert [line for line in before if not line.startswith(own)] == [
        line for line in after if not line.startswith(own)
    ]


def test_only_what_is_as_it_was_shipped_is_removed(project: Path, init: Init, recto: Run) -> None:
    own = {
        "topics.toml": "# mine\n",
        "003_00000000000000b2.txt": "What is a set?\n\nOfficial Answer\n\nMy own words.\n",
        "mine/200_m1.txt": "What is mine?\n\nOfficial Answer\n\nThis.\n",
        "mine/notes.md": "Notes\n",
        "note.txt.orig": "x\n",
    }
    (project / "sources" / "mine").mkdir()
    (project / "sources" / "empty").mkdir()
    for name, text in own.items():
        (project / "sources" / name).write_text(text, encoding="utf-8")
    assert recto("build").returncode == 0
    rows = (project / "sources" / "permalinks.tsv").read_text(encoding="utf-8").splitlines()
    result = init(*OPTIONS, "--yes")
    assert "Removed 1 shipped file from sources/" in result.stdout
    assert (
        "Yours, and kept: sources/003_00000000000000b2.txt, sources/mine/200_m1.txt, "
        "sources/mine/notes.md, sources/note.txt.orig\n"
    ) in result.stdout
    assert {name: (project / "sources" / name).read_text("utf-8") for name in own} == own
    assert {*sources(project)} == {
        "permalinks.tsv",
        "mine",
        "empty",
        *(name.rpartition("/")[2] for name in own),
    }
    kept = (project / "sources" / "permalinks.tsv").read_text(encoding="utf-8").splitlines()
    assert kept == [row for row in rows if not row.startswith("00000000000000a1\t")]
    assert len(kept) == len(rows) - 1 == 3


@pytest.mark.parametrize("is_changed", [True, False])
def test_a_licence_stays_beside_a_question_that_was_changed(
    project: Path, init: Init, *, is_changed: bool
) -> None:
    starter, rows = project / "sources" / "starter", project / "sources" / "shipped.sha256"
    starter.mkdir()
    for name in ("1_a.txt", "LICENSE"):
        (starter / name).write_text(name, encoding="utf-8")
        with rows.open("a", encoding="utf-8") as stream:
            stream.write(f"{digest_of(starter / name)}  starter/{name}\n")
    if is_changed:
        (starter / "1_a.txt").write_text("changed", encoding="utf-8")
    init(*OPTIONS, "--yes")
    left = ["1_a.txt", "LICENSE", "permalinks.tsv", "starter"] if is_changed else ["permalinks.tsv"]
    assert sources(project) == left


def test_a_shipped_question_that_was_moved_keeps_its_address(
    project: Path, init: Init, recto: Run
) -> None:
    recto("build")
    (project / "sources" / "mine").mkdir()
    file = project / "sources" / "003_00000000000000b2.txt"
    file.rename(project / "sources" / "mine" / "7_00000000000000b2.txt")
    init(*OPTIONS, "--yes")
    rows = (project / "sources" / "permalinks.tsv").read_text(encoding="utf-8").splitlines()
    assert [row.partition("\t")[0] for row in rows] == ["id", "00000000000000b2"]


def test_an_address_set_by_hand_does_not_keep_the_shipped_sources(
    project: Path, init: Init
) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    own = text.replace('!ENV [SITE_URL, ""]', "https://me.example/bank/")
    assert own != text
    config.write_text(own, encoding="utf-8")
    init(*OPTIONS, "--yes")
    assert sources(project) == ["permalinks.tsv"]


def test_what_an_interrupted_run_left_is_removed_by_the_next(
    project: Path, init: Init, recto: Run
) -> None:
    recto("build")
    for file in (project / "sources").glob("*.txt"):
        file.unlink()
    init(*OPTIONS, "--yes")
    assert sources(project) == ["permalinks.tsv"]
    record = (project / "sources" / "permalinks.tsv").read_text(encoding="utf-8")
    assert record == "id\tslug\tpublished\n"


@pytest.mark.parametrize("name", ['A "quoted" name', "C:\\bank: # 1", "é 漢字 & <b>", "yes"])
def test_a_name_that_looks_like_yaml_is_kept_as_typed(project: Path, init: Init, name: str) -> None:
    init(f"--name={name}", *OPTIONS[1:], "--yes")
    assert settings(project)["site_name"] == name


def test_an_empty_bank_builds(project: Path, init: Init, recto: Run) -> None:
    init(*OPTIONS, "--yes")
    built = recto("build", "--strict")
    assert built.returncode == 0, built.stdout + built.stderr
    home = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert "There is no question here yet." in home


def test_the_first_question_of_a_bank_gets_the_number_one(project: Path, init: Init) -> None:
    init(*OPTIONS, "--yes")
    made = CliRunner().invoke(main, ["-C", str(project), "new", "What is first?"])
    assert made.stdout.startswith("sources/001_")


def test_once_more_it_names_the_site_and_leaves_the_questions(project: Path, init: Init) -> None:
    init(*OPTIONS, "--yes")
    config = project / "mkdocs.yml"
    own_url = '!ENV [SITE_URL, "https://me.example/bank/"]'
    text = config.read_text(encoding="utf-8").replace('"https://me.example/bank/"', own_url)
    assert own_url in text
    config.write_text(text, encoding="utf-8")
    (project / "sources" / "own.txt").write_text("What?\n\nOfficial Answer\n\nThat.\n")
    before = sources(project), (project / "sources" / "permalinks.tsv").read_bytes()
    result = init("--name=Another", *OPTIONS[1:])
    assert result.exit_code == 0
    assert "sources/ is unchanged" in result.stdout
    assert settings(project)["site_name"] == "Another"
    assert before == (sources(project), (project / "sources" / "permalinks.tsv").read_bytes())


@pytest.mark.parametrize(
    "text", ["{}", "---\n{}", "---\n{}\n...\n", "%YAML 1.1\n--- # ours\n{}\n... #\n"]
)
def test_a_setting_that_is_missing_is_added(project: Path, init: Init, text: str) -> None:
    config = project / "mkdocs.yml"
    before = {"site_name": "Site", "extra": {"note": "Text.\n...\nMore."}}
    own = "site_name: Site # ours\nextra:\n  note: |-\n    Text.\n    ...\n    More."
    config.write_text(text.format(own), encoding="utf-8")
    assert init(*OPTIONS, "--yes").exit_code == 0
    assert yaml.safe_load(config.read_text(encoding="utf-8")) == {
        **before,
        "site_name": "My bank",
        "site_url": "https://me.example/bank/",
        "repo_url": "https://github.com/me/bank",
    }


def test_settings_in_braces_are_left_as_they_are(project: Path, init: Init) -> None:
    (project / "mkdocs.yml").write_text("{site_name: Site}\n", encoding="utf-8")
    before = sources(project)
    result = init(*OPTIONS, "--yes")
    assert result.exit_code == 2
    assert "cannot be rewritten; set site_name, site_url, repo_url" in result.stderr
    assert (project / "mkdocs.yml").read_text(encoding="utf-8") == "{site_name: Site}\n"
    assert sources(project) == before


@pytest.mark.parametrize(
    "option",
    [
        "--name= ",
        "--name=One\nTwo",
        "--name=\udcff",
        "--url=https://me.example/a b/",
        "--url=https://me.example/?a=b",
        "--url=https://me.example/#a",
        "--url=me.example",
        "--url=https://[x/",
        "--repository=https://me.example/\n",
    ],
)
def test_what_no_site_can_be_called_changes_nothing(project: Path, init: Init, option: str) -> None:
    before = (project / "mkdocs.yml").read_bytes(), sources(project)
    result = init(*OPTIONS, "--yes", option)
    assert result.exit_code == 2
    assert before == ((project / "mkdocs.yml").read_bytes(), sources(project))
