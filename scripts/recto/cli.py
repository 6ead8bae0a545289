"""The command `recto`: a thin layer that reads options, calls one function and prints the result.

Exit codes: 0 clean, 1 errors in the content or “no” to a question, 2 could not run, 130 stopped.
"""

from __future__ import annotations

import atexit
import gc
import logging
import signal
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, ParamSpec, TypeVar

import click

from recto import __version__, diagnostics, terminal
from recto.policy import Policy, is_build_server
from recto.project import Project, ProjectError, find_project
from recto.site.unchanged import Snapshot, Summary, inputs, last, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from recto.diagnostics import Diagnostic

P = ParamSpec("P")
T = TypeVar("T")

EXIT_ERRORS = 1
EXIT_COULD_NOT_RUN = 2
EXIT_STOPPED = 130


class _Stoppable(click.Group):
    """Exits as a shell expects when Ctrl-C stops a command, even while that is being imported."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort) as error:
            was_asked = isinstance(error, click.Abort)
            is_no = was_asked and not isinstance(error.__context__, KeyboardInterrupt)
            terminal.err.print("nothing was changed" if is_no else "stopped")
            sys.exit(EXIT_ERRORS if is_no else EXIT_STOPPED)
        except BrokenPipeError:  # click handles it
            raise
        except OSError as error:  # the output cannot be written
            terminal.fall_silent(f"error: {error.strerror}")
            sys.exit(EXIT_COULD_NOT_RUN)


@click.group(cls=_Stoppable, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recto")
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Work on the project in this folder.",
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Turn a folder of raw interview questions into a static study site."""
    # Most of what a build makes lives until its end, when Python would look through all of it.
    gc.set_threshold(500_000, 50, 50)
    atexit.register(gc.freeze)
    terminal.make_writable()
    context.obj = folder.resolve()


@main.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to report problems.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.pass_obj
def check(folder: Path, form: str, *, strict: bool) -> None:
    """Report every problem in the sources."""
    from concurrent.futures import BrokenExecutor  # noqa: PLC0415  (a build with nothing to do needs none)

    from recto.compile import compile_project  # noqa: PLC0415
    from recto.memory import Store  # noqa: PLC0415
    from recto.workers import ENDED, local  # noqa: PLC0415

    project = _project(folder)
    store = Store(project.cache)
    try:
        with terminal.Stages() as progress, local() as workers:
            compiled = _run(
                compile_project, project, progress=progress, memory=store.read(), workers=workers
            )
    except BrokenExecutor:
        _could_not_run(ENDED)
    store.write(compiled.memory)
    found = compiled.diagnostics
    if form == "json":
        click.echo(diagnostics.as_json(found))
    elif form == "github":
        for diagnostic in found:
            click.echo(diagnostics.as_github(diagnostic))
    else:
        for diagnostic in found:
            terminal.print_diagnostic(diagnostic)
    terminal.err.print(terminal.summary(found, len(compiled.gathered.sources)))
    sys.exit(_exit_code(found, strict=strict))


@main.command()
@click.option("--strict", is_flag=True, help="Fail on warnings, too.")
@click.option("--skip-broken", is_flag=True, help="Publish the good questions and list the others.")
@click.option("--no-search", is_flag=True, help="Do not update the search index, for a quick look.")
@click.pass_obj
def build(folder: Path, *, strict: bool, skip_broken: bool, no_search: bool) -> None:
    """Build the site, and record the addresses of new questions."""
    project = _project(folder)
    policy = Policy(
        record=not is_build_server(),
        skip_broken=skip_broken,
        strict=strict,
        search=not no_search,
    )
    seen = _run(snapshot, project)
    summary = last(project, _run(inputs, project, policy, seen))
    if summary:
        for diagnostic in summary.diagnostics:
            terminal.print_diagnostic(diagnostic)
    else:
        summary = _build(project, policy, seen)
    terminal.err.print(terminal.summary(summary.diagnostics, summary.sources))
    if not summary.is_published:
        from recto.load import is_source  # noqa: PLC0415

        wrong = {one.path for one in summary.diagnostics if one.is_error}
        is_skipping = summary.is_strict or skip_broken
        can_skip = not is_skipping and bool(wrong) and all(map(is_source, wrong))
        terminal.err.print(
            "The last site was left as it was. Fix the problems"
            + (", or publish the other questions with --skip-broken." if can_skip else ".")
        )
        sys.exit(EXIT_ERRORS)
    if summary.recorded:
        terminal.err.print(
            f"Recorded {terminal.count(summary.recorded, 'new address', 'new addresses')}; "
            f"commit {project.shown(project.permalinks)}."
        )
    terminal.err.print(
        f"Built {terminal.count(summary.questions, 'question')}; open {project.site / 'index.html'}"
    )


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.pass_obj
def serve(folder: Path, port: int, host: str) -> None:
    """Preview the site while you write; each save rebuilds it."""
    from recto.site.build import serve_site  # noqa: PLC0415  (MkDocs takes its time)
    from recto.site.errors import SiteError  # noqa: PLC0415

    project = _project(folder)
    _log(logging.INFO)
    for name in {"SIGHUP", "SIGTERM"} & set(signal.Signals.__members__):
        # Closing the terminal ends it as Ctrl-C does, so what was made is kept for the next time.
        signal.signal(signal.Signals[name], signal.default_int_handler)
    try:
        _run(serve_site, project, host, port)
    except SiteError as error:
        _could_not_run(str(error))
    except Exception:  # noqa: BLE001  (as in a build)
        traceback.print_exc()
        sys.exit(EXIT_COULD_NOT_RUN)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def explain(folder: Path, file: Path) -> None:
    """Show which part each line of FILE is in, and why it has its topics."""
    from recto.explain import explain_file  # noqa: PLC0415

    project = _project(folder)
    file = folder / file
    if not _run(file.is_file):
        problem = "is not a file" if file.exists() else "does not exist"
        raise click.BadParameter(f"'{file.name}' {problem}.", param_hint="FILE")
    explained = _run(explain_file, project, file)
    for number, (line, landed) in enumerate(explained.lines, 1):
        terminal.out.print(f"{number:>5}  {landed:<11}  {line}", style=None)
    if explained.topics is not None:
        terminal.print_topics(explained.topics)
    for diagnostic in explained.diagnostics:
        terminal.print_diagnostic(diagnostic)
    sys.exit(_exit_code(explained.diagnostics, strict=False))


@main.command()
@click.argument("title")
@click.pass_obj
def new(folder: Path, title: str) -> None:
    """Write a source for a question with this TITLE, ready to fill in."""
    from recto.scaffold import new_source  # noqa: PLC0415

    project = _project(folder)
    click.echo(project.shown(_run(new_source, project, title)))


@main.command()
@click.option("--name", prompt="Name of the site", help="The name of the site.")
@click.option("--url", prompt="URL it will be published at", help="The URL of the published site.")
@click.option("--repository", prompt="URL of its repository", help="The URL of its repository.")
@click.option("--yes", is_flag=True, help="Remove the shipped sources without asking.")
@click.pass_obj
def init(folder: Path, name: str, url: str, repository: str, *, yes: bool) -> None:
    """Start your own bank: name the site and remove the shipped sources.

    Only shipped files that are unchanged are removed; what you wrote or changed stays.
    """
    from recto.scaffold import SiteSettings, start_bank  # noqa: PLC0415
    from recto.shipped import find_shipped  # noqa: PLC0415

    project = _project(folder)
    sources = f"{project.shown(project.sources)}/"
    shipped = _run(find_shipped, project)
    files = terminal.count(len(shipped.files), "shipped file")
    if shipped.own and shipped.files:
        click.echo(f"Yours, and kept: {terminal.some(map(project.shown, shipped.own))}")
    if shipped.files and not yes:
        click.confirm(f"Remove {files} from {sources}, and their addresses?", abort=True)
    _run(start_bank, project, SiteSettings(name, url, repository), shipped)
    if not shipped.files:
        click.echo(f"Updated {project.config.name}; {sources} is unchanged")
        return
    click.echo(f'Removed {files} from {sources}; a new source: recto new "TITLE"')
    if (topics := project.topics).is_file():
        click.echo(f"{project.shown(topics)} still has the shipped topics; replace them, too")


def _build(project: Project, policy: Policy, seen: Snapshot) -> Summary:
    from recto.site.build import build_site  # noqa: PLC0415  (MkDocs takes its time)
    from recto.site.errors import SiteError, StrictError  # noqa: PLC0415

    _log(logging.WARNING)
    try:
        with terminal.Stages() as progress:
            return _run(build_site, project, policy, progress, seen)
    except SiteError as error:
        terminal.err.print(f"error: {error}; the last site was left as it was")
        sys.exit(EXIT_ERRORS if isinstance(error, StrictError) else EXIT_COULD_NOT_RUN)
    except Exception:  # noqa: BLE001  (of a hook or plugin; the trace helps its author)
        traceback.print_exc()
        sys.exit(EXIT_COULD_NOT_RUN)


def _project(folder: Path) -> Project:
    return _run(find_project, folder)


def _run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function; end with a plain message if the project or the machine is at fault."""
    try:
        return function(*args, **kwargs)
    except ProjectError as error:
        _could_not_run(str(error))
    except OSError as error:
        _could_not_run(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def _could_not_run(message: str) -> NoReturn:
    terminal.err.print(f"error: {message}")
    sys.exit(EXIT_COULD_NOT_RUN)


def _exit_code(found: Sequence[Diagnostic], *, strict: bool) -> int:
    return EXIT_ERRORS if diagnostics.errors(found) or (strict and found) else 0


def _log(level: int) -> None:
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    logger.addHandler(terminal.LogHandler())
