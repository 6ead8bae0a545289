"""Built and served sites, and browser pages that notice whatever goes wrong in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import many
from tests.browser.chromium import LaunchOptions, launch_options
from tests.browser.hosting import Site, hosted
from tests.browser.tab import Tab
from tests.browser.witness import witnessed
from tests.projects import IS_SHIPPED, OWNERS

BANK = Path(__file__).parent / "bank"

STILL = {"reduced_motion": "reduce"}
"""On a busy machine Chromium breaks off transitions between pages, and logs each."""

expect.set_options(timeout=15_000)  # what a busy machine may take


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A bank made for these tests, under a project's path and with links to a repository."""
    project = tmp_path_factory.mktemp("bank") / "project"
    with hosted(project, BANK, "/repo/", REPO_URL="https://github.com/example/questions") as served:
        yield served


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The owner's first sources, at the root of a host and without a repository."""
    if not IS_SHIPPED:
        pytest.skip("the shipped sources were cleared")
    folder = tmp_path_factory.mktemp("shipped")
    (folder / "sources").mkdir()
    for file in OWNERS:
        shutil.copy(file, folder / "sources")
    with hosted(folder / "project", folder / "sources", "/") as served:
        yield served


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Many questions in two languages, at the root of a host."""
    folder = tmp_path_factory.mktemp("large")
    sources = many.write(folder / "sources")
    with hosted(folder / "project", sources, "/", per_page=many.PER_PAGE) as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> LaunchOptions:
    options = launch_options()
    if options["executable_path"] is None:
        pytest.fail("there is no Chromium; run python tests/browser/chromium.py")
    return options


@pytest.fixture(scope="session")
def browser(chromium: LaunchOptions) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(**chromium)
        yield launched
        launched.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens empty pages. It takes the options of a Playwright browser context, and `complains_of`.

    When the test is over each page must have kept to its site and to an empty console; but where
    `complains_of` is given, each message there must match this pattern, and there must be one.
    """
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(witnessed(browser, **(STILL | options)))


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Tab]:
    opened = Tab(browser)
    yield opened
    opened.close()


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page, which with the mark `own_page` no other test uses; see `Tab`."""
    if request.node.get_closest_marker("own_page"):
        yield request.getfixturevalue("new_page")()
    else:
        with request.getfixturevalue("tab").lent() as page:
            yield page


@pytest.fixture
def plain_page(new_page: Callable[..., Page]) -> Page:
    """A page that runs no JavaScript."""
    return new_page(java_script_enabled=False)
