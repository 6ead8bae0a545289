"""The commands besides `build` and `serve`: what they print, what they write, how they exit."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from recto.cli import main
from recto.tasks import Read, TaskContext, ToRead

Run = Callable[..., subprocess.CompletedProcess[str]]
Invoke = Callable[..., Result]

LIST = "001_00000000000000a1.txt"
BROKEN = "What is a list?\n\nThe answer heading is missing.\n"
WARNED = "What is a list?\n\nDifficulty: easy\nContext:\n\nOfficial Answer\n\nThings in order.\n"


@pytest.fixture
def invoke(project: Path) -> Invoke:
    """Calls `recto` in this process on the project, with `typed` on its standard input."""
    return lambda *arguments, typed="": CliRunner().invoke(
        main, ["-C", str(project), *arguments], input=typed
    )


def write(project: Path, text: str) -> None:
    (project / "sources" / LIST).write_text(text, encoding="utf-8")


def test_check_finds_nothing_in_sound_sources(invoke: Invoke) -> None:
    result = invoke("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 sources, 0 errors, 0 warnings\n" in result.stderr


def test_check_tells_an_error_as_a_compiler_does(project: Path, invoke: Invoke) -> None:
    write(project, BROKEN)
    result = invoke("check")
    assert result.exit_code == 1
    assert [
        f"sources/{LIST}:3:1: error R105: this text belongs to no part",
        "  3 | The answer heading is missing.",
        "    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
    ] == result.stdout.splitlines()[:3]
    assert f"sources/{LIST}:3:1: error R107" in result.stdout
    assert "2 sources, 2 errors, 0 warnings\n" in result.stderr


def test_check_tells_of_a_helping_process_that_was_killed(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_context: TaskContext, _batch: Sequence[ToRead]) -> list[Read]:
        raise BrokenProcessPool

    monkeypatch.setattr("recto.gather.read_sources", killed)
    result = invoke("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: a worker process was ended from outside")


def test_check_tells_the_problems_of_all_files(project: Path, invoke: Invoke) -> None:
    write(project, BROKEN)
    (project / "sources" / "002_x.txt").write_bytes(b"\xff\xfe\xfa")
    (project / "sources" / "003_00000000000000b2.txt").write_text("")
    result = invoke("check")
    assert re.findall(r" error (R\d+):", result.stdout) == ["R105", "R107", "R004", "R006"]


def test_many_problems_are_counted_by_kind_at_the_end(project: Path, invoke: Invoke) -> None:
    for number in range(11):
        (project / "sources" / f"{number}.txt").write_text(f"# What {number}?\n\nAnswer:\n\nA.\n")
    assert invoke("check").stderr.splitlines()[-3:] == [
        "13 sources, 11 errors, 11 warnings",
        "       11  warning R115: a mark or label before the title",
        "       11  error R107: there is no answer heading",
    ]


def test_check_as_json_is_an_array_of_problems(project: Path, invoke: Invoke) -> None:
    write(project, BROKEN)
    result = invoke("check", "--format", "json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)
    assert [(p["code"], p["line"]) for p in problems] == [("R105", 3), ("R107", 3)]
    assert {f"sources/{LIST}"} == {p["path"] for p in problems}
    assert {"error"} == {p["severity"] for p in problems}


def test_check_as_json_is_an_empty_array_without_a_problem(invoke: Invoke) -> None:
    assert json.loads(invoke("check", "--format", "json").stdout) == []


def test_check_for_github_prints_an_annotation_for_each_problem(
    project: Path, invoke: Invoke
) -> None:
    write(project, BROKEN)
    result = invoke("check", "--format", "github")
    assert result.exit_code == 1
    starts = [line.partition(",title=")[0] for line in result.stdout.splitlines()]
    assert [f"::error file=sources/{LIST},line=3,endLine=3,col=1"] * 2 == starts


def test_check_forgives_a_warning_unless_it_is_strict(project: Path, invoke: Invoke) -> None:
    write(project, WARNED)
    assert "warning R106" in invoke("check").stdout
    assert [invoke("check").exit_code, invoke("check", "--strict").exit_code] == [0, 1]


def test_explain_shows_the_part_of_each_line(project: Path, invoke: Invoke) -> None:
    result = invoke("explain", str(project / "sources" / LIST))
    assert result.exit_code == 0
    assert [line.split(maxsplit=2) for line in result.stdout.splitlines()] == [
        ["1", "title", "What is a list?"],
        ["2"],
        ["3", "answer", "Official Answer"],
        ["4"],
        ["5", "answer", "Things in order."],
        [],
        ["Topics"],
        ["none", "was", "found"],
    ]


def test_explain_marks_a_line_that_landed_nowhere(project: Path, invoke: Invoke) -> None:
    write(project, BROKEN)
    result = invoke("explain", str(project / "sources" / LIST))
    assert result.exit_code == 1
    assert re.search(
        r"^ +3 +problem +The answer heading is missing\.$", result.stdout, re.MULTILINE
    )
    assert "error R107" in result.stdout


@pytest.mark.parametrize("topics", ["", '[sets]\nname = "Sets"\ndescription = "Things."\n'])
def test_explain_tells_what_a_check_tells_of_the_file(
    project: Path, invoke: Invoke, topics: str
) -> None:
    body = "$\\foo$ [x](question:nope) ![i](i.png) [j](javascript:x) [k](gone.md)"
    write(project, f"What is a list?\n\nTopics: Heaps\n\nOfficial Answer\n\n{body}\n")
    (project / "sources" / "topics.toml").write_text(topics)
    explained = invoke("explain", str(project / "sources" / LIST))
    assert explained.exit_code == 1
    told = invoke("check").stdout
    assert re.findall(r" (R\d+):", told) == [
        *["R406"] * bool(topics),
        *("R210", "R204", "R203", "R201", "R208"),
    ]
    assert explained.stdout.endswith(told)


@pytest.mark.parametrize("sources", ["sources", "../sources"])
def test_explain_knows_a_source_however_its_path_is_written(project: Path, sources: str) -> None:
    (project / "sources").rename(project / sources)
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("sources: sources", f"sources: {sources}")
    config.write_text(text, encoding="utf-8")
    (project / sources / LIST).write_text(
        "What is a list?\n\nOfficial Answer\n\n[x](question:nope)\n", encoding="utf-8"
    )
    explained = CliRunner().invoke(
        main, ["-C", str(project / "docs"), "explain", f"../{sources}/{LIST}"]
    )
    assert f"{sources}/{LIST}:5:5: error R204" in explained.stdout.splitlines()[-4]
    assert explained.stdout.endswith(CliRunner().invoke(main, ["-C", str(project), "check"]).stdout)


def test_explain_tells_of_a_link_that_leads_out(project: Path, invoke: Invoke) -> None:
    (project / "elsewhere.txt").write_text(BROKEN, encoding="utf-8")
    (project / "sources" / "005_00000000000000e5.txt").symlink_to("../elsewhere.txt")
    assert "error R002" in invoke("explain", "docs/../sources/005_00000000000000e5.txt").stdout


def test_explain_knows_what_lies_beside_the_file(project: Path, invoke: Invoke) -> None:
    """A question that has an error can be linked to nevertheless."""
    (project / "sources" / "i.png").touch()
    (project / "sources" / "009_ffff.txt").touch()
    body = "[x](question:ffff) ![i](i.png) [k](about.md)"
    write(project, f"What is a list?\n\nOfficial Answer\n\n{body}\n")
    assert invoke("explain", str(project / "sources" / LIST)).exit_code == 0


def test_explain_names_a_file_that_cannot_be_looked_at(invoke: Invoke) -> None:
    explained = invoke("explain", "x" * 300)
    assert explained.exit_code == 2
    assert re.search(r"^error: .*x{300}: ", explained.stderr, re.MULTILINE)


def test_explain_prints_what_looks_like_markup_as_it_stands(project: Path, invoke: Invoke) -> None:
    write(project, "What is [bold]x[/bold]?\n\nOfficial Answer\n\n:smile: \\[b\\] [red]a[/]\n")
    result = invoke("explain", str(project / "sources" / LIST))
    assert "What is [bold]x[/bold]?" in result.stdout
    assert ":smile: \\[b\\] [red]a[/]" in result.stdout


def test_new_writes_a_source_that_lacks_only_its_answer(project: Path, invoke: Invoke) -> None:
    result = invoke("new", "  What is a queue? ")
    assert result.exit_code == 0
    path = result.stdout.strip()
    assert re.fullmatch(r"sources/004_[0-9a-f]{16}\.txt", path)
    assert (project / path).read_text(encoding="utf-8").startswith("What is a queue?\n\n")
    problems = json.loads(invoke("check", "--format", "json").stdout)
    assert {path} == {p["path"] for p in problems}
    assert [p["code"] for p in problems if p["severity"] == "error"] == ["R108"]


def test_new_gives_every_source_its_own_number_and_id(invoke: Invoke) -> None:
    names = [Path(invoke("new", "What is a queue?").stdout.strip()).stem for _ in range(3)]
    assert [name.partition("_")[0] for name in names] == ["004", "005", "006"]
    assert len({name.partition("_")[2] for name in names}) == 3


@pytest.mark.parametrize("title", ["", "  ", "Instruction: x", "Official Answer", "Two\n\nthings"])
def test_new_refuses_what_cannot_be_a_title(project: Path, invoke: Invoke, title: str) -> None:
    before = sorted((project / "sources").iterdir())
    result = invoke("new", title)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert before == sorted((project / "sources").iterdir())


@pytest.mark.parametrize("command", ["build", "serve", "check", "explain", "new", "init"])
def test_every_command_has_a_help_text(invoke: Invoke, command: str) -> None:
    result = invoke(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")
    assert re.search(r"^  [A-Z].*\.$", result.stdout, re.MULTILINE)
    assert f"\n  {command} " in invoke("-h").stdout


def test_version_names_the_program(invoke: Invoke) -> None:
    assert re.fullmatch(r"recto, version \d+\.\d+\.\S+\n", invoke("--version").stdout)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["frobnicate"], "No such command 'frobnicate'"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
        (["explain", "missing.txt"], "'missing.txt' does not exist"),
        (["explain", "sources"], "'sources' is not a file"),
        (["explain"], "Missing argument 'FILE'"),
        (["new"], "Missing argument 'TITLE'"),
        (["serve", "--port", "0"], "0 is not in the range"),
        (["-C", "nowhere", "check"], "'nowhere' does not exist"),
    ],
)
def test_a_wrong_command_is_told_plainly(recto: Run, arguments: list[str], told: str) -> None:
    result = recto(*arguments)
    assert result.returncode == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", [["check"], ["build"], ["serve"], ["new", "What?"]])
def test_outside_a_project_a_command_says_so(tmp_path: Path, command: list[str]) -> None:
    result = CliRunner().invoke(main, ["-C", str(tmp_path), *command])
    assert result.exit_code == 2
    assert result.stderr == (
        f"error: there is no mkdocs.yml in {tmp_path} or any folder above; "
        "run recto within a project\n"
    )


def test_a_command_works_from_any_folder_of_the_project(project: Path, invoke: Invoke) -> None:
    write(project, BROKEN)
    below = CliRunner().invoke(main, ["-C", str(project / "sources"), "check"])
    assert invoke("check").stdout == below.stdout


def test_colour_shows_only_where_it_is_wanted(project: Path, recto_anew: Run) -> None:
    write(project, BROKEN)
    plain = recto_anew("check")
    forced = recto_anew("check", FORCE_COLOR="1")
    refused = recto_anew("check", FORCE_COLOR="1", NO_COLOR="1")
    red = re.compile(r"\x1b\[[\d;]*3\d[\d;]*m")
    assert "\x1b" not in plain.stdout
    assert red.search(forced.stdout)
    assert not red.search(refused.stdout)


def test_a_fault_in_a_template_is_told_by_its_place(project: Path, recto: Run) -> None:
    template = project / "overrides" / "home.html"
    template.write_text('{% extends "main.html" %}\n{% block content %}{{ %}\n', encoding="utf-8")
    built = recto("build")
    assert built.returncode == 2
    assert f"{template}:2: " in built.stderr
    assert "Traceback" not in built.stderr


def test_a_port_in_use_is_told_before_anything_is_built(recto: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        served = recto("serve", "--port", str(port))
    assert served.returncode == 2
    assert f"cannot serve at 127.0.0.1:{port}" in served.stderr
    assert "Building" not in served.stderr


@pytest.mark.parametrize(
    ("host", "told"),
    [("", "--host"), ("no such host", "try another --host"), ("a..b", "try another --host")],
)
def test_a_host_that_cannot_be_served_at_is_told(recto: Run, host: str, told: str) -> None:
    served = recto("serve", "--host", host)
    assert served.returncode == 2
    assert told in served.stderr
    assert "Traceback" not in served.stderr


def test_ctrl_c_ends_a_command_wherever_it_is(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("recto.cli._project", stop)
    assert invoke("check").exit_code == 130


def test_topics_that_lead_nowhere_are_not_taken_for_none(project: Path, invoke: Invoke) -> None:
    (project / "sources" / "topics.toml").symlink_to("elsewhere.toml")
    result = invoke("check")
    assert result.exit_code == 2
    assert "topics.toml cannot be read" in result.stderr


def test_of_files_with_one_id_the_published_question_keeps_it(project: Path, recto: Run) -> None:
    assert recto("build").returncode == 0
    copy = "What is a draft?\n\nOfficial Answer\n\nNot yet.\n"
    (project / "sources" / "000_00000000000000a1.txt").write_text(copy, encoding="utf-8")
    built = recto("build", "--skip-broken")
    assert "left out: sources/000_00000000000000a1.txt" in built.stderr
    page = project / "site" / "questions" / "what-is-a-list" / "index.html"
    assert "Things in order." in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "title",
    ["Qu\u2019est-ce qu\u2019un cache\u00a0?", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"],
)
def test_titles_and_topics_hold_what_words_are_written_with(
    project: Path, invoke: Invoke, title: str
) -> None:
    assert invoke("new", title).exit_code == 0
    topic = f'[one]\nname = "{title}"\ndescription = "One."\n'
    (project / "sources" / "topics.toml").write_text(topic, encoding="utf-8")
    assert "R402" not in invoke("check").stdout


def test_other_permissions_are_noticed(
    project: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = project / "sources" / "001_00000000000000a1.txt"
    os.utime(file, (1, 1))
    assert invoke("check").exit_code == 0
    file.chmod(0)
    open_file = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path == file:  # as for anybody except root
            raise PermissionError(13, "Permission denied", str(path))
        return open_file(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert "R001" in invoke("check").stdout


def test_a_link_within_the_sources_is_explained(project: Path, invoke: Invoke) -> None:
    (project / "sources" / "more").mkdir()
    link = project / "sources" / "more" / "005_00000000000000e5.txt"
    link.symlink_to("../001_00000000000000a1.txt")
    explained = invoke("explain", str(link))
    assert explained.exit_code == 0
    assert "What is a list?" in explained.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_what_cannot_be_told_is_no_error_of_the_sources(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "recto", "check", "--format", "json"],
            cwd=project,
            env={key: own for key, own in os.environ.items() if key != "PYTHONUNBUFFERED"},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_record_that_is_a_link_stays_one(project: Path, recto: Run) -> None:
    record = project / "sources" / "permalinks.tsv"
    (project / "kept.tsv").write_bytes(b"")
    record.symlink_to("../kept.tsv")
    assert recto("build").returncode == 0
    assert record.is_symlink()
    assert "what-is-a-list" in (project / "kept.tsv").read_text(encoding="utf-8")


def test_where_addresses_are_recorded_is_told_as_it_is(project: Path, recto: Run) -> None:
    (project / "sources").rename(project / "bank")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings = config.replace("sources: sources", "sources: bank")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert "commit bank/permalinks.tsv" in recto("build", CI="true").stdout
